import type { Context } from '#cli/context.ts'
import type { Day } from '#domain/days/day.ts'
import { reasonAgainst, UserError } from '#errors.ts'
import { word } from '#hints.ts'

const isWithSlashes = /^\d{1,4}(?:\/\d{1,4}){1,2}$/

/** A promise as it was typed, and the day that its text ends with; null where it names none. */
export type PromiseText = { text: string; day: Day | null }

/**
 * Reads the day at the end of a promise, as in `send the list by friday` or `call them tomorrow`. The text is kept as it was typed. A number alone
 * is no day: `up to 20 by 5`.
 * @throws wrong usage for a day with slashes that can be two, as wherever a day is read
 */
export async function promiseIn(context: Context, text: string): Promise<PromiseText> {
  const [, named, alone] = /^(?:.*\s)?(?:(?:by|until|till|on)\s+(\S.*)|((?:today|tomorrow)[.!]*))$/is.exec(text) ?? []
  const said = (named ?? alone)?.replace(/[.!]+$/, '')
  if (said === undefined || /^\d+$/.test(said.trim())) return { text, day: null }
  try {
    return { text, day: await context.day(said, 'future') }
  } catch (error) {
    if (error instanceof UserError && !isWithSlashes.test(said)) return { text, day: null }
    throw error
  }
}

const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const dayAtEnd = new RegExp(
  `(?:^|\\s)((?:(?:this|next) )?${weekday}|next week|in \\d+ (?:day|week|month)s?|\\d{1,2}(?:st|nd|rd|th)? ${month}|${month} \\d{1,2}` +
    '|\\d{1,2}\\.\\d{1,2}\\.|\\d{4}-\\d\\d-\\d\\d)[.!]*$',
  'i',
)

/** Names the command for a promise without a day that ends with one, as in `call back monday`: it may be a part of the text. */
export async function sayDayNotTaken(context: Context, { id, text }: { id: number; text: string }): Promise<void> {
  const day = dayAtEnd.exec(text)?.[1]
  if (day === undefined || (await reasonAgainst(() => context.day(day, 'future'))) !== undefined) return
  context.out.say(`If it is due ${day}: cl loop ${id} --by ${word(day, context.quote)}`)
}
