import { withoutAccents } from '#domain/accents.ts'
import { dayOf, monthNames, noonOf } from '#domain/days/day.ts'
import { once } from '#domain/remembered.ts'
import { languages } from '../languages.ts'

/** Long or short, alone or beside a day, January first. */
function monthsIn(language: string): string[][] {
  const formats = (['long', 'short'] as const).flatMap((month) => [
    new Intl.DateTimeFormat(language, { month }),
    new Intl.DateTimeFormat(language, { month, day: 'numeric' }),
  ])
  const middles = monthNames.map((_, i) => noonOf(dayOf(2001, i + 1, 15)))
  return formats.map((format) =>
    middles.map((middle) => format.formatToParts(middle).find(({ type }) => type === 'month')?.value ?? ''),
  )
}

/** A name of two different months in two languages is nobody's. */
const monthsByName = once((): Map<string, number> => {
  const found = new Map<string, number>([['sept', 9]])
  for (const [place, written] of languages.flatMap(monthsIn).flatMap((names) => [...names.entries()])) {
    const name = bareName(written)
    const other = found.get(name)
    if (name.length >= 3) found.set(name, other === undefined || other === place + 1 ? place + 1 : 0)
  }
  return found
})

const bareName = (name: string): string => withoutAccents(name).replace(/[^\p{L}]/gu, '')

const english = 'january february march april may june july august september october november december'.split(' ')

/** 1–12; the beginning of a name has three letters or more; undefined for any other word. */
export function englishMonth(word: string): number | undefined {
  const place = word.length < 3 ? -1 : english.findIndex((name) => name.startsWith(word.toLowerCase()))
  return place < 0 ? undefined : place + 1
}

/** 1–12, by its name in one of the languages, or the beginning of its English name; undefined for any other word. */
export function monthNamed(word: string): number | undefined {
  // Typed words are mostly English: the names of the other languages take longer to make than a command may.
  const month = englishMonth(word)
  if (month !== undefined) return month
  return monthsByName().get(bareName(word)) || undefined
}
