import { type Day, dayOf } from '#domain/days/day.ts'
import { withoutTime } from './day-parts.ts'
import { monthNamed } from './month-names.ts'
import { monthOfPart } from './parts-of-year.ts'

/** Words before a day that is not known for sure: `about 2014`, `ca. 2013`. */
const roughly = /^(?:~|(?:circa|ca|approx|about|around|etwa|ungef[a\u00e4]hr|environ|env|vers|hacia|aprox|c)\b\.?) */iu
const quarter = '(?:[qt](?<quarter>[1-4])|(?<numbered>[1-4])\\. ?quartal)'
const partOfYear = [
  new RegExp(`^${quarter}[ /-]*(?<year>\\d{4})$`, 'i'),
  new RegExp(`^(?<year>\\d{4})[ /-]*${quarter}$`, 'i'),
  /^(?<part>\p{L}{2,12})(?: of | de |[ -])(?<year>\d{4})$/iu,
]

/**
 * The first day of a year, a month or another part of a year alone, as people write since when somebody is a customer: `2019`,
 * `01/2021`, `2021-01`, `March 2021`, `Q1 2022`, `spring 2019`, and `Jan-23`, which spreadsheet programs make of a month; undefined for
 * any other text.
 */
export function beginningIn(text: string): Day | undefined {
  const typed = withoutTime(text).replace(roughly, '')
  const found =
    /^(?:(?<month>\d{1,2})[./-])?(?<year>\d{4})$/.exec(typed) ??
    /^(?<year>\d{4})[./-](?<month>\d{1,2})$/.exec(typed) ??
    /^(?<name>\p{L}{3,12})\.?(?: (?<year>\d{4})|-(?<two>\d{2}))$/u.exec(typed)
  const { month = '1', name, two, year = two && `${Number(two) < 50 ? 20 : 19}${two}` } = found?.groups ?? {}
  const number = name === undefined ? Number(month) : monthNamed(name)
  const isBeginning = Number(year) >= 1900 && number !== undefined && number >= 1 && number <= 12
  return isBeginning ? dayOf(Number(year), number, 1) : beginningOfPart(typed)
}

/** `Q1 2022`, `spring 2019`, `Ende 2015` */
function beginningOfPart(text: string): Day | undefined {
  const {
    year,
    quarter,
    numbered,
    part = '',
  } = partOfYear.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined) ?? {}
  const count = quarter ?? numbered
  const month = count === undefined ? monthOfPart(part) : Number(count) * 3 - 2
  return month !== undefined && Number(year) >= 1900 ? dayOf(Number(year), month, 1) : undefined
}
