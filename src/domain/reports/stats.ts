import type { Kind } from '../customers/customer.ts'
import { addDays, type Day, daysBetween } from '../days/day.ts'
import { lastWeeks, type WeekStart, weekOf } from '../days/week.ts'
import { ratioOf } from '../due/score.ts'
import { type Rhythm, rhythmFrom, type VisitedDay } from '../practices/attention.ts'
import type { Practices } from '../practices/practices.ts'
import type { ToldAndUntold } from '../practices/savings.ts'
import { sumsOf } from '../sums.ts'

/** `contacts` are touches that reached them: shares are of these alone. */
const counted = [
  'touches',
  'contacts',
  'positive',
  'negative',
  'spoken',
  'beganByUs',
  'notAboutMoney',
  'notAboutMoneyByUs',
  'minutes',
] as const

type TouchTotals = Record<(typeof counted)[number], number>

export type DayCount = TouchTotals & { on: Day }

export const totalOf = (days: DayCount[]): TouchTotals => sumsOf(days, counted)

/** `ratio` is null without a negative touch. */
export type Ratio = { positive: number; negative: number; ratio: number | null }

/** `fourWeeks` has the three weeks before it, too. */
export type WeekRatio = Ratio & { week: string; fourWeeks: Ratio }

/** Limited to 12: more do not fit beside the figures. */
const trendWeeks = 12

/** One week alone has too few touches of a shop of one person to say anything. */
const runningWeeks = 4

/**
 * The oldest come first; the last week may not be over (docs/scoring.md, "The shop").
 * @param days all days with a touch since `trendStart`
 */
export function weeklyRatios(
  days: Pick<DayCount, 'on' | 'positive' | 'negative'>[],
  today: Day,
  start: WeekStart,
): WeekRatio[] {
  return lastWeeks(weekOf(today, start), trendWeeks, start).map(({ name, from, to }) => ({
    week: name,
    ...ratioBetween(days, from, to < today ? to : today),
    fourWeeks: ratioBetween(days, addDays(from, -7 * (runningWeeks - 1)), to < today ? to : today),
  }))
}

function ratioBetween(days: Pick<DayCount, 'on' | 'positive' | 'negative'>[], from: Day, to: Day): Ratio {
  const found = days.filter(({ on }) => on >= from && on <= to)
  const { positive, negative } = sumsOf(found, ['positive', 'negative'])
  return { positive, negative, ratio: ratioOf(positive, negative) }
}

export const trendStart = (today: Day, start: WeekStart): Day =>
  addDays(weekOf(today, start).from, -7 * (trendWeeks - 1 + runningWeeks - 1))

/** The gaps of all customers count together. @param days in order */
export function rhythmOfDays(days: VisitedDay[]): Rhythm {
  const [first] = days
  const last: number[] = []
  // A whole shop has tens of thousands of gaps, but few of different length.
  const counts: number[] = []
  let visits = 0
  let gaps = 0
  for (const { on, visited } of days) {
    const place = daysBetween(first?.on ?? on, on)
    for (const id of visited) {
      const before = last[id]
      if (before === place) continue
      last[id] = place
      visits += 1
      if (before === undefined) continue
      counts[place - before] = (counts[place - before] ?? 0) + 1
      gaps += 1
    }
  }
  const sorted = new Int32Array(gaps)
  let filled = 0
  counts.forEach((count, gap) => {
    sorted.fill(gap, filled, filled + count)
    filled += count
  })
  return rhythmFrom(sorted, visits)
}

/** Customers or the team, together (docs/scoring.md, "The shop"). */
export type Shop = Omit<Practices, 'knowing'> & {
  kind: Kind
  from: Day
  today: Day
  /** Positive touches to each negative one. */
  goal: number
  currency: string | null
  /** Somebody of the kind is archived today. */
  isAnybodyArchived: boolean
  /** `scored` are people who are scored today. */
  scored: number
  below: number
  /** The lowest and the highest goal of those below; the shop's where nobody is. */
  goalsBelow: number[]
  totals: TouchTotals
  weeks: WeekRatio[]
  careVisits: number
  rhythm: Rhythm
  /** The score is from -100 to 100, and null without a rating; `asked` is the number of people with a rating. */
  pulse: { score: number | null; asked: number }
  openComplaints: number
  openRequests: number
  /** Null for a team. */
  keeping: Keeping | null
  drifting: number
  takenForGranted: number
  onlyAboutMoney: number
  savings: ToldAndUntold
}

export type Keeping = { kept: number; lost: number; wonBack: number }
