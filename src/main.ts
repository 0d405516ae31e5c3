import { UserError } from './errors.ts'
import { visible } from './views/text.ts'
import { processWorld, type World } from './world.ts'

declare const CL_VERSION: string

/** The version of this program, put in by the build. */
export const version = CL_VERSION

/** Runs `cl` with these arguments. @returns the exit code (PRODUCT, "Exit codes") */
export async function run(argv: string[], world: World): Promise<number> {
  try {
    if (argv[0] === '--version' || argv[0] === '-V') {
      world.stdout.write(`${version}\n`)
      return 0
    }
    const { runCommand } = await import('./program.ts')
    return await runCommand(argv, world)
  } catch (error) {
    return explain(error, world)
  }
}

function explain(error: unknown, world: World): number {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EPIPE') return 0 // whoever was reading has seen enough
  try {
    if (error instanceof UserError) {
      world.stderr.write(
        [error.message, error.hint]
          .filter((line) => line !== undefined)
          .map((line) => `${visible(line)}\n`)
          .join(''),
      )
      return error.exitCode
    }
    if (code === 'ENOSPC' || code === 'EIO') {
      world.stderr.write('The output could not be written: the disk is full, or failed.\n')
      return 1
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    world.stderr.write(
      `This is a bug in cl ${version}, not your mistake. Your book was left as it was.\n${stack.split('\n').map(visible).join('\n')}\n`,
    )
  } catch {
    // Nobody can be told: standard error is closed.
  }
  return 1
}

/** Runs `cl` as this process. */
export async function main(): Promise<void> {
  process.umask(0o077)
  process.exitCode = await run(process.argv.slice(2), processWorld())
}
