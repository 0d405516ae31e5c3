import type { Pulse } from '#domain/practices/pulse.ts'

/** docs/scoring.md, "Pulse", a second time, as plainly as it can be written. */

const isLater = (a: Pulse, b: Pulse): boolean => a.on > b.on || (a.on === b.on && a.id > b.id)

const latest = (pulses: Pulse[]): Pulse | null => {
  let last: Pulse | null = null
  for (const pulse of pulses) if (last === null || isLater(pulse, last)) last = pulse
  return last
}

export function naivePulse(pulses: Pulse[], today: string) {
  const known = pulses.filter((pulse) => pulse.on <= today)
  const last = latest(known)
  const before = latest(known.filter((pulse) => pulse !== last))
  let off = 0
  let guesses = 0
  for (const { rating, guess } of known) {
    if (guess === null) continue
    off += rating > guess ? rating - guess : guess - rating
    guesses += 1
  }
  return {
    last: last && { on: last.on, rating: last.rating, guess: last.guess, quote: last.quote },
    change: last === null || before === null ? null : last.rating - before.rating,
    guessesOff: guesses === 0 ? null : off / guesses,
  }
}

export function naiveScore(ratings: number[]): number | null {
  if (ratings.length === 0) return null
  let points = 0
  for (const rating of ratings) {
    if ([9, 10].includes(rating)) points += 1
    if ([0, 1, 2, 3, 4, 5, 6].includes(rating)) points -= 1
  }
  // The whole number nearest to it; of two that are as near, the one farther from 0.
  let best = 0
  for (let score = -100; score <= 100; score += 1) {
    const away = Math.abs(score * ratings.length - 100 * points)
    const bestAway = Math.abs(best * ratings.length - 100 * points)
    if (away < bestAway || (away === bestAway && Math.abs(score) > Math.abs(best))) best = score
  }
  return best
}

/** The last rating of each customer in these days. */
export function naiveLastRatings(pulses: Pulse[], from: string, to: string) {
  const customers = [...new Set(pulses.map((pulse) => pulse.customerId))].sort((a, b) => a - b)
  return customers.flatMap((customerId) => {
    const last = latest(pulses.filter((each) => each.customerId === customerId && each.on >= from && each.on <= to))
    return last === null ? [] : [{ customerId, on: last.on, rating: last.rating }]
  })
}
