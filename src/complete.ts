import { processWorld, type World } from '#cli/world.ts'
import { answer } from './completion/answer.ts'
import type { CompletionTable } from './completion/table.ts'

/** The words that can be typed, a `CompletionTable` as JSON; put in by the build. */
declare const CL_TABLE: string

/** Answers a shell: `argv` is `complete`, the shell, and the words after `cl`. @returns the exit code */
export async function run(argv: string[], world: World): Promise<number> {
  const table: CompletionTable = JSON.parse(CL_TABLE)
  await answer(table, argv.slice(2), world)
  return 0
}

/** Runs as this process. Whatever is wrong, a line that is being typed is no place to say so. */
export async function main(): Promise<void> {
  try {
    process.exit(await run(process.argv.slice(2), processWorld()))
  } catch {
    process.exit(1)
  }
}
