import { type Day, daysBetween, monthNames, partsOf, yearOf } from '#domain/days/day.ts'
import { remembering } from '#domain/remembered.ts'

/** `today`, `yesterday`, `20 Nov`, `20 Nov 2025` */
export function dayInWords(day: Day, today: Day): string {
  const away = daysBetween(today, day)
  if (away === 0) return 'today'
  if (away === -1) return 'yesterday'
  if (away === 1) return 'tomorrow'
  return shortDay(day, today)
}

/** `24 Nov 2027, 364 days from now`, where the day is more than half a year away. */
export function farDay(day: Day, today: Day): string {
  const away = daysBetween(today, day)
  return away > 183 ? `${dateAndMonth(day)} ${yearOf(day)}, ${away} days from now` : dayInWords(day, today)
}

/** `20 Nov`, with the year where it is another than today's. */
export function shortDay(day: Day, today: Day): string {
  const year = yearOf(day)
  return year === yearOf(today) ? dateAndMonth(day) : `${dateAndMonth(day)} ${year}`
}

// A list of all customers has far more days than different ones.
const dateAndMonth = remembering((day: Day): string => {
  const { month, date } = partsOf(day)
  return `${date} ${monthNames[month - 1]}`
})
