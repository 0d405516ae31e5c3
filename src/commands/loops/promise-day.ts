import type { Context } from '#cli/context.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import { reasonAgainst, UserError } from '#errors.ts'
import { count, month, weekday } from '#formats/day-patterns.ts'
import { word } from '#hints.ts'

const isWithSlashes = /^\d{1,4}(?:\/\d{1,4}){1,2}$/

/** A promise as it was typed, and the day that its text ends with; null where it names none. */
export type PromiseText = { text: string; day: Day | null }

const clock = "(?:at )?(?:\\d{1,2}(?:[:.]\\d\\d)? ?(?:am|pm|o'clock)|\\d{1,2}:\\d\\d)"
const timeOfDay = `(?:(?:at )?(?:noon|midday|lunch(?:time)?|midnight)|tonight|eod|cob|close of business|end of (?:the )?day|${clock})`
/** A time alone is one of today: `by noon`, `by 5pm`. */
const timeAlone = () => new RegExp(`^(?:${timeOfDay}|this (?:morning|afternoon|evening))$`, 'i')
const timeBefore = () => new RegExp(`^${timeOfDay}(?: on)? `, 'i')
/** Words that may stand behind a day without changing it: `monday morning`, `friday 5pm`, `1 dec at the latest`. */
const timeBehind = () =>
  new RegExp(
    `,? (?:(?:at )?(?:the )?latest|first thing|(?:in the )?(?:morning|afternoon|evening)|night|${timeOfDay})$`,
    'i',
  )

/** A day that was said, without a time of day, and in words that the reader of days knows. */
function plainDay(said: string): { day: string; weeksLater: number } {
  const oneLine = said.replace(/\s+/g, ' ')
  if (timeAlone().test(oneLine)) return { day: 'today', weeksLater: 0 }
  // `thursday morning latest` has two of them.
  const plain = oneLine.replace(timeBefore(), '').replace(timeBehind(), '').replace(timeBehind(), '')
  const [, weekday] = /^([a-z]+) week$/i.exec(plain) ?? []
  if (weekday !== undefined && !/^(?:next|this|last)$/i.test(weekday)) return { day: weekday, weeksLater: 1 }
  if (timeAlone().test(plain)) return { day: 'today', weeksLater: 0 }
  return { day: /^(?:tmrw|tmr|tomoz)$/i.test(plain) ? 'tomorrow' : plain, weeksLater: 0 }
}

/** A text without the signs that end its sentence; the last dot of `8.11.` is of the day. */
const withoutStop = (text: string): string => text.replace(/(?<!\.\d{1,2})[.!]+$/, '')

const atEnd = () =>
  new RegExp(
    `^(?:(.*)\\s)?(?:(?:by|until|till|on|(?:no|not) later than)\\s+(\\S.*)|within\\s+(${count} (?:day|week|month)s?)` +
      '|((?:today|(?:the )?day after tomorrow|(?<!day after )tomorrow|tmrw)(?: (?:morning|afternoon|evening|night))?))$',
    'is',
  )

/**
 * Reads the day at the end of a promise, as in `send the list by friday`, `by monday morning` or `call them tomorrow`. The text is kept as
 * it was typed. A number alone is no day: `up to 20 by 5`.
 * @throws wrong usage for a day with slashes that can be two, as wherever a day is read
 */
export async function promiseIn(context: Context, text: string): Promise<PromiseText> {
  const [whole = '', , named, within, alone] = atEnd().exec(withoutStop(text)) ?? []
  const said = within === undefined ? (named ?? alone) : `in ${within}`
  if (said === undefined || /^\d+$/.test(said.trim())) return { text, day: null }
  const { day, weeksLater } = plainDay(said.trim())
  const isWeekOn = /(?:^|\s)week on\s+\S+$/i.test(whole)
  try {
    return { text, day: addDays(await context.day(day, 'future'), 7 * (weeksLater + (isWeekOn ? 1 : 0))) }
  } catch (error) {
    if (error instanceof UserError && !isWithSlashes.test(said)) return { text, day: null }
    throw error
  }
}

/** True for a text with nothing in front of the day at its end: `by friday`. */
export function isDayAlone(text: string): boolean {
  const found = atEnd().exec(withoutStop(text))
  return found !== null && found[1] === undefined
}

const dayAtEnd = () =>
  new RegExp(
    `(?:^|\\s)(?<!end of )((?:(?:this|next) )?${weekday}|next week|in ${count} (?:day|week|month)s?|\\d{1,2}(?:st|nd|rd|th)? ${month}|${month} \\d{1,2}` +
      '|\\d{1,2}\\.\\d{1,2}\\.|\\d{4}-\\d\\d-\\d\\d)[.!]*$',
    'i',
  )

/** A day in front of the promise: `by friday send the list`. */
const dayAtStart = () =>
  new RegExp(`^(?:by|until|till) ((?:next )?${weekday}|tomorrow|next week|\\d{1,2}(?:st|nd|rd|th)? ${month})\\s`, 'i')

/** Times that are no day: `by the end of the week`, `before christmas`, `asap`. */
const timeAtEnd = () =>
  new RegExp(
    `(?:^|\\s)(?:asap|(?:by|until|till|before|within|end of)\\s+(?:\\S+\\s+){0,4}(?:eow|eom|weekend|week|month|year|quarter|days?|weeks|months` +
      `|christmas|xmas|easter|holidays?|spring|summer|autumn|fall|winter|${weekday}|${month}))[.!]*$`,
    'i',
  )

/**
 * Names the command for a promise without a day that ends with one, as in `call back monday`: it may be a part of the text. A misspelt day,
 * and a time that is no day, are named, too.
 */
export async function sayDayNotTaken(context: Context, { id, text }: { id: number; text: string }): Promise<void> {
  const day = dayAtEnd().exec(text)?.[1] ?? dayAtStart().exec(text)?.[1]
  const last = /(?:^|\s)([a-z]{5,})[.!]*$/i.exec(text)?.[1]?.toLowerCase()
  const meant = last === undefined ? undefined : (await import('#formats/day-hints.ts')).misspeltDay(last)
  if (day !== undefined && (await reasonAgainst(() => context.day(day, 'future'))) === undefined)
    context.out.say(`If it is due ${day}: cl loop ${id} --by ${word(day, context.quote)}`)
  else if (meant !== undefined) context.out.say(`If it is due ${meant}: cl loop ${id} --by ${meant}`)
  else if (timeAtEnd().test(text)) context.out.say(`No day was read in that. To give it one: cl loop ${id} --by friday`)
}
