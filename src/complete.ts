import type { World } from '#cli/world.ts'
import { answer } from './completion/answer.ts'
import type { CompletionTable } from './completion/table.ts'

/** A `CompletionTable` as JSON, put in by the build. */
declare const CL_TABLE: string

/**
 * @param words `complete`, the shell, and the words behind `cl`
 * @returns the exit code: 1 for any error, which is not shown while a line is being typed
 */
export async function complete(words: string[], world: World): Promise<number> {
  try {
    const table: CompletionTable = JSON.parse(CL_TABLE)
    await answer(table, words.slice(2), world)
    return 0
  } catch {
    return 1
  }
}
