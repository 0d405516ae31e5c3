import type { Context } from '#cli/context.ts'
import { addDays, type Day, dayOf } from '#domain/days/day.ts'
import { durationInDays, isDuration } from '#domain/days/lengths.ts'
import { weekNamed } from '#domain/days/week.ts'
import { reasonAgainst } from '#errors.ts'
import { englishMonth } from '#formats/days/month-names.ts'

/** Days of the past, both ends included; without an end, up to today. */
export type Period = { since?: Day; until?: Day }

const firstOfMonth = (day: Day): Day => dayOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1)

/** The days of a month by its name, with a year, or else the last one that has begun: `october`, `in oct 2025`. */
function monthNamed(words: string, today: Day): Period | undefined {
  const [, name = '', said] = /^(?:in )?([a-z]{3,9})(?: (\d{4}))?$/i.exec(words) ?? []
  const month = englishMonth(name)
  if (month === undefined) return undefined
  const thisYear = Number(today.slice(0, 4))
  const isToCome = dayOf(thisYear, month, 1) > today
  const first = dayOf(said ? Number(said) : isToCome ? thisYear - 1 : thisYear, month, 1)
  return { since: first, until: addDays(firstOfMonth(addDays(first, 31)), -1) }
}

/** The days from a period on, or up to it. @param edge `since`, or a word like it */
function openOn(edge: string, days: Period | undefined, today: Day): Period | undefined {
  if (!days) return undefined
  return /^(?:since|from)$/i.test(edge) ? { since: days.since ?? today } : { until: days.until ?? today }
}

/**
 * The days that words mean: `yesterday`, `20 nov`, `last week`, `this month`, `october`, `since friday`, `until october`, `last 2 weeks`.
 * @returns undefined for words that mean none
 */
export async function periodOf(context: Context, words: string): Promise<Period | undefined> {
  const { day, dayRules, today } = context
  const [, which, unit] = /^(this|last) (week|month)$/i.exec(words) ?? []
  if (unit?.toLowerCase() === 'week') {
    const { from, to } = weekNamed(which ?? '', today, (await dayRules()).weekStart)
    return { since: from, until: to }
  }
  if (unit) {
    const first = firstOfMonth(today)
    const before = addDays(first, -1)
    return which?.toLowerCase() === 'this' ? { since: first } : { since: firstOfMonth(before), until: before }
  }
  const month = monthNamed(words, today)
  if (month) return month
  const length = words.replace(/^(?:the )?last /i, '')
  if (isDuration(length)) return { since: addDays(today, 1 - durationInDays(length)) }
  const [, edge = '', behind] = /^(since|from|until|till) (.+)$/i.exec(words) ?? []
  if (behind !== undefined) return openOn(edge, await periodOf(context, behind), today)
  if ((await reasonAgainst(() => day(words, 'past'))) !== undefined) return undefined
  const on = await day(words, 'past')
  return { since: on, until: on }
}
