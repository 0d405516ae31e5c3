import { asksForCompletion } from '#cli/shells.ts'
import { sink } from '#cli/streams.ts'
import { processWorld, type World } from '#cli/world.ts'
import { explain } from './explain.ts'
import { asksForVersion, version } from './version.ts'

// For the build, which types lines in a world that is nearly a process's own.
export { processWorld, sink }

/** @returns the exit code */
export async function run(argv: string[], world: World): Promise<number> {
  try {
    if (asksForVersion(argv)) {
      world.stdout.write(`${version}\n`)
      return 0
    }
    if (asksForCompletion(argv)) return (await import('./complete.ts')).complete(argv, world)
    const { runCommand } = await import('./program.ts')
    return await runCommand(argv, world)
  } catch (error) {
    return explain(error, world)
  }
}

export async function main(): Promise<void> {
  process.umask(0o077)
  process.exit(await run(process.argv.slice(2), processWorld()))
}
