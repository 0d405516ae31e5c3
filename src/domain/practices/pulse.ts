import { wrongUsage } from '#errors.ts'
import { compareEntries, type Day } from '../days/day.ts'
import { sumOf } from '../sums.ts'

/** Ratings and guesses are from 0 to 10; we guessed before we asked. */
export type Pulse = {
  id: number
  customerId: number
  on: Day
  rating: number
  guess: number | null
  quote: string | null
}

export type PulseTrend = {
  last: Pick<Pulse, 'on' | 'rating' | 'guess' | 'quote'> | null
  /** The last rating less the one before; null with fewer than two. */
  change: number | null
  /** The mean distance between guess and rating; null without a guess. */
  guessesOff: number | null
}

/**
 * docs/scoring.md, "Pulse"
 * @param pulses all ratings of the customer
 */
export function pulseOf(pulses: Pulse[], today: Day): PulseTrend {
  const known = pulses.filter(({ on }) => on <= today).sort(compareEntries)
  const [last, before] = [known.at(-1), known.at(-2)]
  const misses = known.flatMap(({ rating, guess }) => (guess === null ? [] : [Math.abs(rating - guess)]))
  return {
    last: last ? { on: last.on, rating: last.rating, guess: last.guess, quote: last.quote } : null,
    change: last && before ? last.rating - before.rating : null,
    guessesOff: misses.length === 0 ? null : sumOf(misses, (miss) => miss) / misses.length,
  }
}

/**
 * The share of 9 and 10 less the share of 0 to 6, in hundredths: from -100 to 100 (docs/scoring.md, "Pulse"); null without any
 * rating.
 * @param lastRatings the last rating of each customer
 */
export function pulseScore(lastRatings: Pick<Pulse, 'rating'>[]): number | null {
  if (lastRatings.length === 0) return null
  const high = lastRatings.filter(({ rating }) => rating >= 9).length
  const low = lastRatings.filter(({ rating }) => rating <= 6).length
  const hundredths = Math.round((100 * Math.abs(high - low)) / lastRatings.length)
  return high < low && hundredths > 0 ? -hundredths : hundredths
}

/** @param what the name of the number in an error @throws wrong usage, for anything but a whole number from 0 to 10 */
export function ratingFrom(text: string, what = 'rating'): number {
  const typed = text.trim().replace(/\/10$/, '')
  if (!/^(\d|10)$/.test(typed)) {
    throw wrongUsage(`"${text}" is not a ${what}.`, 'Write a whole number from 0 to 10, such as 9.')
  }
  return Number(typed)
}
