import { checkNote } from '#domain/customers/name.ts'
import { reasonAgainst } from '#errors.ts'
import type { Context } from '../context.ts'

/** A check that takes an empty text as well. */
export const orNothing =
  (check: (text: string) => unknown) =>
  (text: string): unknown =>
    text.trim() === '' || check(text)

/** Asks for a line that may be left empty. @returns the line as typed, or null for an empty one */
export async function askOrNothing(
  { prompts }: Context,
  message: string,
  check: (text: string) => unknown,
): Promise<string | null> {
  const isRight = orNothing(check)
  const answer = await prompts.line(message, { check: (text) => reasonAgainst(() => isRight(text)) })
  return answer.trim() === '' ? null : answer
}

/** Asks for a note, which may be left out; a paste of many lines is one note. */
export async function askForNote({ prompts }: Context, message = 'A note (Enter for none)'): Promise<string | null> {
  const isRight = orNothing((text) => checkNote('note', text))
  const answer = await prompts.note(message, (text) => reasonAgainst(() => isRight(text)))
  return answer.trim() === '' ? null : answer
}

/** Asks a question that is answered with yes or no. */
export const askYesOrNo = ({ prompts }: Context, question: string): Promise<boolean> =>
  prompts.select(question, [
    { name: 'yes', value: true },
    { name: 'no', value: false },
  ])
