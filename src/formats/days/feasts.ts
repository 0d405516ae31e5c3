import { addDays, type Day, dayOf, yearOf } from '#domain/days/day.ts'
import { type Direction, isInDirection } from './day-parts.ts'

/** Meeus, *Astronomical Algorithms*, chapter 8. */
function easterOf(year: number): Day {
  const [century, ofCentury] = [Math.floor(year / 100), year % 100]
  const skipped = century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * (year % 19) + skipped + 15) % 30
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - moon - (ofCentury % 4)) % 7
  const late = Math.floor(((year % 19) + 11 * moon + 22 * sunday) / 451)
  const since = moon + sunday - 7 * late + 114
  return dayOf(year, Math.floor(since / 31), (since % 31) + 1)
}

const daysFromEaster: Record<string, number> = {
  'good friday': -2,
  easter: 0,
  'easter sunday': 0,
  'easter monday': 1,
  pentecost: 49,
  whitsun: 49,
}
const yearly: Record<string, [month: number, date: number]> = {
  'new year': [1, 1],
  'new years': [1, 1],
  'new years day': [1, 1],
  'christmas eve': [12, 24],
  christmas: [12, 25],
  xmas: [12, 25],
  'boxing day': [12, 26],
  valentines: [2, 14],
  'valentines day': [2, 14],
  'new years eve': [12, 31],
}

function feastOf(name: string, year: number): Day | undefined {
  if (Object.hasOwn(yearly, name)) return dayOf(year, ...(yearly[name] ?? [1, 1]))
  return Object.hasOwn(daysFromEaster, name) ? addDays(easterOf(year), daysFromEaster[name] ?? 0) : undefined
}

/** `easter`, `christmas`; undefined for another name. */
export function feastNear(name: string, today: Day, direction: Direction): Day | undefined {
  const step = direction === 'past' ? -1 : 1
  return [yearOf(today), yearOf(today) + step]
    .map((year) => feastOf(name.replace(/['\u2019]/g, ''), year))
    .find((day) => day !== undefined && isInDirection(day, today, direction))
}
