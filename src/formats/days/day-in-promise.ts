import { once } from '#domain/remembered.ts'
import { amount, date, dayAtEnd, month, pattern, shortWeekday, weekday } from './day-forms.ts'

/** Texts of patterns. */
const forms = once(() => {
  const clock = "(?:at )?(?:\\d{1,2}(?:[:.]\\d\\d)? ?(?:am|pm|o'clock)|\\d{1,2}:\\d\\d)"
  const timeOfDay = `(?:(?:at )?(?:noon|midday|lunch(?:time)?|midnight)|tonight|eod|cob|close of business|end of (?:the )?day|${clock})`
  /** `by noon`, `by 5pm` are of today. */
  const timeAlone = `^(?:${timeOfDay}|this (?:morning|afternoon|evening))$`
  const timeBefore = `^${timeOfDay}(?: on)? `
  /** `monday morning`, `friday 5pm`, `1 dec at the latest` */
  const timeBehind = `,? (?:(?:at )?(?:the )?latest|first thing|(?:in the )?(?:morning|afternoon|evening)|night|${timeOfDay})$`

  const dayAtItsEnd =
    '^(?<before>.*\\s)?(?:(?:by|until|till|on|(?:no|not) later than)\\s+(?<named>\\S.*)' +
    `|within\\s+(?<within>${amount})` +
    '|(?<alone>(?:the )?day after tomorrow|(?<!day after )(?:today|tomorrow|tmrw)(?: (?:morning|afternoon|evening|night))?' +
    '|tonight|this (?:morning|afternoon|evening)|eod|cob|eow|eom))$'
  return { timeAlone, timeBefore, timeBehind, dayAtItsEnd }
})

/** The last dot of `8.11.` is of the day. */
const withoutStop = (text: string): string => text.replace(/(?<!\.\d{1,2})[.!]+$/, '')

/** `typed` is the words as they were typed; the day is so many weeks after `day`. */
type SaidDay = { day: string; weeksLater: number; typed: string }

/**
 * `send the list by friday`, `by monday morning`, `call them tomorrow`. A number alone is no day: `up to 20 by 5`.
 * @returns undefined where no word such as `by` names one; the words behind it may be no day all the same
 */
export function dayOfPromise(promise: string): SaidDay | undefined {
  const text = withoutStop(promise)
  const { named, within, alone } = pattern(forms().dayAtItsEnd).exec(text)?.groups ?? {}
  const typed = within === undefined ? (named ?? alone)?.trim() : `in ${within}`
  if (typed === undefined || /^\d+$/.test(typed)) return undefined
  const { day, weeksLater } = withoutTime(typed)
  const isWeekOn = /(?:^|\s)week on\s+\S+$/i.test(text)
  return { day, weeksLater: weeksLater + (isWeekOn ? 1 : 0), typed }
}

const shortFor: Record<string, string> = {
  eow: 'end of week',
  eom: 'end of month',
}

function withoutTime(typed: string): Omit<SaidDay, 'typed'> {
  const oneLine = typed.replace(/\s+/g, ' ')
  if (pattern(forms().timeAlone).test(oneLine)) return { day: 'today', weeksLater: 0 }
  const behind = pattern(forms().timeBehind)
  // `thursday morning latest` has two of them.
  const plain = oneLine.replace(pattern(forms().timeBefore), '').replace(behind, '').replace(behind, '')
  const [, name] = /^(?!(?:next|this|last) )([a-z]+) week$/i.exec(plain) ?? []
  if (name !== undefined) return { day: name, weeksLater: 1 }
  if (pattern(forms().timeAlone).test(plain)) return { day: 'today', weeksLater: 0 }
  return { day: shortFor[plain.toLowerCase()] ?? plain, weeksLater: 0 }
}

/** `by friday`, with nothing in front. */
export function isDayAlone(promise: string): boolean {
  const found = pattern(forms().dayAtItsEnd).exec(withoutStop(promise))
  return found !== null && found.groups?.['before'] === undefined
}

/** `by friday send the list`, `tomorrow bring the lamp` */
const dayAtStart = `^(?:(?:by|until|till|on) )?((?:next )?${weekday}|tomorrow|next week|\\d{1,2}(?:st|nd|rd|th)? ${month})\\s`

/** No word such as `by` in front of the end says the day: `call back monday`, `by friday send the list`. */
export const dayEndingPromise = (promise: string): string | undefined =>
  dayAtEnd(promise, 'ends a promise') ?? pattern(dayAtStart).exec(promise)?.[1]

const vagueTime =
  `(?:^|\\s)(?:asap|this (?:week|month|weekend)|within \\d+ hours|(?:in|for) (?:the )?(?:(?:${date}) (?:of )?)?${month}` +
  '|in (?:a|the next) few (?:days|weeks|months)|(?:at|for|over) (?:christmas|xmas|easter|new year)' +
  `|for ${shortWeekday}|(?:first|second|last) week of ${month}|(?:bis|avant|entro|antes del?)\\s\\S+(?:\\s\\S+)?` +
  '|(?:by|until|till|before|within|end of)\\s+(?:\\S+\\s+){0,4}(?:eow|eom|weekend|week|month|year|quarter|days?|weeks|months' +
  `|q[1-4]|christmas|xmas|easter|holidays?|spring|summer|autumn|fall|winter|${weekday}|${month}))[.!]*$`

/** The time is no day: `before christmas`, `in january`, `bis freitag`, `asap`. */
export const endsVaguely = (promise: string): boolean => pattern(vagueTime).test(promise)
