import { addDays, type Day, dayOf, daysInMonth, partsOf, yearOf } from '#domain/days/day.ts'
import { durationInDays, isDuration } from '#domain/days/lengths.ts'
import { weekNamed } from '#domain/days/week.ts'
import { reasonAgainst } from '#errors.ts'
import { inEnglish } from '#formats/days/days-elsewhere.ts'
import { englishMonth } from '#formats/days/month-names.ts'
import type { Context } from './context.ts'

/** Both ends are included; without an end, the period goes up to today. */
export type Period = { since?: Day; until?: Day }

export type Edge = keyof Period

const wholeMonth = (year: number, month: number): Period => ({
  since: dayOf(year, month, 1),
  until: dayOf(year, month, daysInMonth(year, month)),
})

const wholeYear = (year: number): Period => ({ since: dayOf(year, 1, 1), until: dayOf(year, 12, 31) })

/** A month by its name, with a year, or else the last one that has begun: `october`, `in oct 2025`, `2025-10`. */
function monthNamed(words: string, today: Day): Period | undefined {
  const [, inYear, numbered] = /^(?:in )?((?:19|20)\d\d)-(0[1-9]|1[0-2])$/i.exec(words) ?? []
  if (numbered !== undefined) return wholeMonth(Number(inYear), Number(numbered))
  const [, name = '', said] = /^(?:in )?([a-z]{3,9})(?: (\d{4}))?$/i.exec(words) ?? []
  const month = englishMonth(name)
  if (month === undefined) return undefined
  const thisYear = yearOf(today)
  const isToCome = dayOf(thisYear, month, 1) > today
  return wholeMonth(said ? Number(said) : isToCome ? thisYear - 1 : thisYear, month)
}

function yearNamed(words: string): Period | undefined {
  const year = Number(/^(?:in )?((?:19|20)\d\d)$/i.exec(words)?.[1])
  return year > 0 ? wholeYear(year) : undefined
}

/**
 * `yesterday`, `20 nov`, `last week`, `this month`, `last year`, `october`, `2025`, `since friday`, `since october`, `until 1 oct`,
 * `last 2 weeks`; undefined for words that mean no days.
 */
export async function periodOf(context: Context, words: string): Promise<Period | undefined> {
  const [, edge, text = words] =
    /^(since|from|seit|depuis|desde|sinds|until|till|bis|hasta|tot) (.+)$/i.exec(words) ?? []
  const period = await daysNamed(context, text)
  if (edge === undefined || period === undefined) return period
  const { since, until } = period
  return /^(?:until|till|bis|hasta|tot)$/i.test(edge) ? until && { until } : since && { since }
}

async function daysNamed({ day, dayRules, today }: Context, words: string): Promise<Period | undefined> {
  const english = inEnglish(words) ?? words
  const [, which, unit] = /^(this|last) (week|month|year)$/.exec(english.toLowerCase()) ?? []
  if (unit === 'week') {
    const { from, to } = weekNamed(which ?? '', today, (await dayRules()).weekStart)
    return { since: from, until: to }
  }
  const { year, month } = partsOf(which === 'last' && unit === 'month' ? addDays(today, -partsOf(today).date) : today)
  if (unit === 'month') return wholeMonth(year, month)
  if (unit === 'year') return wholeYear(which === 'last' ? year - 1 : year)
  const named = monthNamed(words, today) ?? yearNamed(words)
  if (named) return named
  const length = english.replace(/^(?:the )?(?:last|past) /i, '')
  if (isDuration(length)) return { since: addDays(today, 1 - durationInDays(length)) }
  if ((await reasonAgainst(() => day(words, 'past'))) !== undefined) return undefined
  const on = await day(words, 'past')
  return { since: on, until: on }
}
