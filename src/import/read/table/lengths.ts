import { minutesFrom } from '#domain/days/lengths.ts'
import { timesElsewhere } from '#domain/days/lengths-elsewhere.ts'
import { tried } from '#errors.ts'

/** Minutes; a title is searched for the units in this order. */
const units = { hours: 60, minutes: 1, seconds: 1 / 60 }

export type Unit = keyof typeof units

/** Titles and cells have these words, in thirteen languages. */
const words: Record<Unit, string> = {
  hours: `h|hours?|hrs?|${timesElsewhere.h}|tim(?:er|e|mar)?|tunti\\w*|tunnit|godz\\w*|hod\\w*|decimal`,
  minutes: 'min\\w*|mn',
  seconds: 'sec\\w*|sek\\w*',
}
const saying = (unit: Unit) => new RegExp(`\\b(?:${words[unit]})\\b`, 'i')

const numberIn = (text: string): number | null =>
  /^\d{1,6}(?:[.,]\d{1,4})?$/.test(text) ? Number(text.replace(',', '.')) : null

/** Hours that a touch takes. */
const longest = 24

/** A title says it, or decimals among the cells do: whoever counts minutes writes whole ones. */
export function unitOf(title: string, cells: string[]): Unit | null {
  const said = (Object.keys(units) as Unit[]).find((unit) => saying(unit).test(title))
  const numbers = cells.flatMap((cell) => numberIn(cell.trim()) ?? [])
  const areHours = numbers.some((number) => !Number.isInteger(number)) && numbers.every((number) => number <= longest)
  return said ?? (areHours ? 'hours' : null)
}

/** `PT1H30M`, `1 Std. 15 Min.` and `1 heure 15`, as `minutesFrom` reads them. */
const inOurWords = (text: string): string =>
  text
    .replace(/^PT(?=\d)/i, '')
    .replace(/(?<=\d) ?(\p{L}+)\.?/gu, (written, word) =>
      saying('hours').test(word) ? 'h' : saying('minutes').test(word) ? 'min' : written,
    )
    .replace(/(?<=h) (?=\d)/, '')

/** Null for a text that is no length. @param unit null where a plain number is one of minutes, and whole */
export function minutesIn(text: string, unit: Unit | null): number | null {
  const number = numberIn(text)
  const isCounted = number !== null && (unit !== null || Number.isInteger(number))
  const read = tried(() =>
    minutesFrom(isCounted ? String(Math.round(number * units[unit ?? 'minutes'])) : inOurWords(text)),
  )
  return 'result' in read ? read.result : null
}
