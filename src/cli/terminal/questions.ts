import { checkNote } from '#domain/customers/name.ts'
import { isInterrupted } from '#errors.ts'
import type { Context } from '../context.ts'

/** Null for an empty text. */
const orNothing =
  <T>(read: (text: string) => T) =>
  (text: string): T | null =>
    text.trim() === '' ? null : read(text)

/** Null for an empty line. */
export const askOrNothing = <T>(
  { prompts }: Context,
  message: string,
  read: (text: string) => T | Promise<T>,
): Promise<T | null> => prompts.line(message, orNothing(read))

/** A paste of many lines is one note. */
export const askForNote = ({ prompts }: Context, message = 'A note (Enter for none)'): Promise<string | null> =>
  prompts.note(
    message,
    orNothing((text) => checkNote('note', text)),
  )

const no =
  /^(?:[-\u2013]|(?:n|no|nope|nah|n\/a|nothing|none|nein|nichts|nix|non|rien|nada|niente|nee|niets)(?:,? (?:promises?|thanks|thank you|danke|merci|gracias|grazie|bedankt))?[.!]*)?$/i

/** An answer may also be empty, or a no in one of six languages. */
export const saysNo = (answer: string): boolean => no.test(answer.trim())

/** A mere yes says nothing where words are asked for. */
export const saysYes = (answer: string): boolean => /^(?:y|yes|yep|yeah|ja|oui|s[i\u00ed])[.!]*$/i.test(answer.trim())

export const askYesOrNo = ({ prompts }: Context, question: string): Promise<boolean> =>
  prompts.select(question, [
    { name: 'yes', value: true },
    { name: 'no', value: false },
  ])

/** Ctrl-C breaks it off, and the answers so far stay. */
export async function askEach<Question, Answer>(
  questions: Question[],
  ask: (question: Question) => Promise<Answer>,
): Promise<{ answers: Answer[]; isBrokenOff: boolean }> {
  const answers: Answer[] = []
  try {
    for (const question of questions) answers.push(await ask(question))
  } catch (error) {
    if (!isInterrupted(error)) throw error
    return { answers, isBrokenOff: true }
  }
  return { answers, isBrokenOff: false }
}
