import { lastWeeks, type Week } from '#domain/days/week.ts'
import type { WeekTones } from '#domain/reports/week-page.ts'
import { sumsOf } from '#domain/sums.ts'
import { dayCounts } from '#tables/day-counts.ts'
import { conditionsOf } from './conditions.ts'
import type { SeenBook } from './seen-book.ts'
import { touchesByDay } from './touch-counts.ts'

/** The week itself is the last of `count` weeks. */
export async function tonesByWeek({ db, rules, today }: SeenBook, week: Week, count: number): Promise<WeekTones[]> {
  const weeks = lastWeeks(week, count, rules.settings.weekStart)
  const touches = dayCounts(weeks[0]?.from ?? week.from, today, 'customer')
  const days = await touchesByDay(db, touches, conditionsOf(rules))
  return weeks.map((each) => {
    const within = days.filter(({ on }) => on >= each.from && on <= each.to)
    return { week: each, ...sumsOf(within, ['positive', 'negative']) }
  })
}
