import type { Context } from '#cli/context.ts'
import { saysNo, saysYes } from '#cli/terminal/questions.ts'
import { checkNote } from '#domain/customers/name.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import { reasonAgainst, UserError, wrongUsage } from '#errors.ts'
import { dayEndingPromise, dayOfPromise, endsVaguely } from '#formats/days/day-in-promise.ts'
import { word } from '#hints.ts'

const isWithSlashes = /^\d{1,4}(?:\/\d{1,4}){1,2}$/

/** `day` is the day that the text ends with; null for none. */
type PromiseText = { text: string; day: Day | null }

/**
 * Reads the day at the end of a promise; the text is kept as it was typed.
 * @throws wrong usage for a day with slashes that can be two, as wherever a day is read
 */
export async function promiseIn(context: Context, text: string): Promise<PromiseText> {
  const said = dayOfPromise(text)
  if (said === undefined) return { text, day: null }
  try {
    return { text, day: addDays(await context.day(said.day, 'future'), 7 * said.weeksLater) }
  } catch (error) {
    if (error instanceof UserError && !isWithSlashes.test(said.typed)) return { text, day: null }
    throw error
  }
}

/** @throws wrong usage for an empty text, and for a mere yes or no, as at the question */
export function promised(typed: string): string {
  const text = checkNote('promise', typed)
  if (saysNo(text) || saysYes(text))
    throw wrongUsage(`"${text}" is no promise.`, 'Leave it out, or write what was promised.')
  return text
}

/** A typed promise may have its day at the end. @throws wrong usage, as `promised` */
export const typedPromise = (context: Context, typed: string): Promise<PromiseText> =>
  promiseIn(context, promised(typed))

/**
 * Names the command for a promise whose text ends with a day that was not taken, is misspelt or in another language, or
 * with a time that is no day.
 */
export async function sayDayNotTaken(context: Context, { id, text }: { id: number; text: string }): Promise<void> {
  const day = dayEndingPromise(text)
  const isDay = day !== undefined && (await reasonAgainst(() => context.day(day, 'future'))) === undefined
  const hinted = day === undefined ? (await import('#formats/days/day-hints.ts')).dayToComeAtEnd(text) : undefined
  const meant = isDay ? day : hinted
  if (meant !== undefined) context.out.say(`If it is due ${meant}: cl loop ${id} --by ${word(meant, context.quote)}`)
  else if (endsVaguely(text)) context.out.say(`No day was read in that. To give it one: cl loop ${id} --by friday`)
}
