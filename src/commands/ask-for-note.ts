import type { Context } from '../context.ts'
import { checkNote } from '../domain/name.ts'
import { reasonAgainst } from '../errors.ts'

/** Asks for a line that may be left empty. */
export async function askForNote({ prompts }: Context, message = 'A note (Enter for none)'): Promise<string | null> {
  const answer = await prompts.line(message, {
    check: (text) => reasonAgainst(() => text.trim() === '' || checkNote('note', text)),
  })
  return answer.trim() === '' ? null : answer
}
