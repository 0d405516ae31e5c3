import { type Day, dayOf, monthNames } from '#domain/day.ts'
import { wrongUsage } from '#errors.ts'

const ordered = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[T ].*)?$/
const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[T ,].*)?$/
const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[T ,].*)?$/
const named = /^(\d{1,2})\.?[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{4})$|^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/i

/**
 * A day as programs and spreadsheets write it: `2026-11-20` with or without a time, `20.11.2026`, `20 Nov 2026`,
 * `11/20/2026` where only one order makes a day.
 * @throws wrong usage, for what is no day or could be two
 */
export function writtenDay(field: string, text: string): Day {
  const typed = text.trim()
  const [, year, month, date] = ordered.exec(typed) ?? reversed(dotted.exec(typed)) ?? []
  if (year !== undefined) return dayOf(Number(year), Number(month), Number(date))
  const slash = slashed.exec(typed)
  if (slash) return slashedDay(field, typed, slash)
  const word = named.exec(typed)
  const monthName = (word?.[2] ?? word?.[4] ?? '').toLowerCase()
  const known = monthNames.findIndex((each) => each.toLowerCase() === monthName) + 1
  if (word && known > 0) return dayOf(Number(word[3] ?? word[6]), known, Number(word[1] ?? word[5]))
  throw wrongUsage(`The ${field} "${typed}" is not a day like 2026-11-20.`)
}

const reversed = (parts: RegExpExecArray | null) => parts && [parts[0], parts[3], parts[2], parts[1]]

function slashedDay(field: string, typed: string, [, a, b, year]: RegExpExecArray): Day {
  const [first, second] = [Number(a), Number(b)]
  if (first <= 12 && second <= 12 && first !== second) {
    throw wrongUsage(`The ${field} "${typed}" could be two days. Write it like 2026-11-20.`)
  }
  return first > 12 ? dayOf(Number(year), second, first) : dayOf(Number(year), first, second)
}

/**
 * A day of the year, with its year where that is known: `--0503`, `--05-03`, `1960-09-10`, `19600910`, `3.5.`. Years
 * before 1900 are what a telephone writes where it knows none.
 * @returns undefined for what is no day
 */
export function dayOfYear(text: string): { monthDay: string; year: number | null } | undefined {
  const typed = text.trim()
  const yearless = /^--(\d{2})-?(\d{2})(?:T.*)?$/.exec(typed) ?? swapped(/^(\d{1,2})\.\s?(\d{1,2})\.?$/.exec(typed))
  const [, year = '2000', month = '', date = ''] = yearless
    ? [yearless[0], undefined, yearless[1], yearless[2]]
    : (ordered.exec(typed) ?? reversed(dotted.exec(typed)) ?? [])
  if (month === '') return undefined
  const known = yearless === null && Number(year) >= 1900
  try {
    const day = dayOf(known ? Number(year) : 2000, Number(month), Number(date))
    return { monthDay: day.slice(5), year: known ? Number(year) : null }
  } catch {
    return undefined
  }
}

const swapped = (parts: RegExpExecArray | null) => parts && [parts[0], parts[2], parts[1]]
