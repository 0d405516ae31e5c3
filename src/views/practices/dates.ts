import { type Day, daysBetween, monthNames } from '#domain/days/day.ts'
import { type CustomerDate, type YearlyDay, yearsOn } from '#domain/practices/dates.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { customerOf, fieldsOf } from '../json-parts.ts'
import { tableOf } from '../table.ts'
import { counted, visibleLines } from '../text.ts'
import { csvOf, fieldColumns, type View } from '../view.ts'

export type UpcomingDate = CustomerDate & { customerName: string; on: Day }

/** `today`, `tomorrow`, `in 3 days`. */
function away(on: Day, today: Day): string {
  const days = daysBetween(today, on)
  if (days === 0) return 'today'
  return days === 1 ? 'tomorrow' : `in ${days} days`
}

/** `45 years`; empty on the first day itself, and where its year is not known. */
function yearsText(date: UpcomingDate): string {
  const years = yearsOn(date, date.on)
  return years ? counted(years, 'year') : ''
}

/** `5 Mar`, or with the year of the first one `12 Jun 1998`. */
export const yearlyText = ({ month, date, year }: YearlyDay): string =>
  [date, monthNames[month - 1], year].filter((part) => part !== null).join(' ')

const dateJson = (date: UpcomingDate, today: Day) => ({
  id: date.id,
  customer: customerOf(date),
  ...fieldsOf(date, 'label', 'month', 'date', 'year', 'on'),
  days: daysBetween(date.on, today),
  years: yearsOn(date, date.on),
})

export const datesView: View<UpcomingDate[]> = {
  text: (dates, paper) =>
    tableOf(dates, paper, [
      {
        title: 'When',
        of: ({ on }) => ({ text: away(on, paper.today), style: on === paper.today ? paper.colour.bold : String }),
      },
      { title: 'Day', of: ({ on }) => shortDay(on, paper.today) },
      { title: 'Customer', least: 12, wraps: 'beside', of: ({ customerName }) => customerName },
      { title: 'Date', least: 10, wraps: 'beside', of: ({ label }) => label },
      { title: 'Years', of: yearsText },
    ]),
  json: (dates, { today }) => dates.map((date) => dateJson(date, today)),
  csv: (dates, { today }) =>
    csvOf(dates, {
      id: ({ id }) => id,
      customer: ({ customerName }) => customerName,
      ...fieldColumns('label', 'month', 'date', 'year', 'on'),
      days: ({ on }) => daysBetween(on, today),
      years: (date) => yearsOn(date, date.on),
    }),
}

export const notedView: View<{ date: UpcomingDate; before: YearlyDay | null }> = {
  text: ({ date, before }, { today }) => {
    const when = away(date.on, today)
    const next = shortDay(date.on, today)
    const isPlain = when === 'today' || when === 'tomorrow' || next === yearlyText(date)
    const years = yearsText(date)
    const line = `${date.customerName}: ${date.label} on ${yearlyText(date)} · ${isPlain ? when : `next on ${next}, ${when}`}${years && `: ${years}`}`
    const isMoved = before && yearlyText(before) !== yearlyText(date)
    return visibleLines(line, isMoved && `It was on ${yearlyText(before)} before.`)
  },
  json: ({ date }, { today }) => dateJson(date, today),
}
