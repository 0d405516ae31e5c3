import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { lastWeeks, type Week, weekOf } from '#domain/days/week.ts'
import type { WeekTones } from '#domain/reports/week-page.ts'
import type { SeenBook } from './seen-book.ts'

/** The week itself is the last of `count` weeks. */
export async function tonesByWeek({ db, rules, today }: SeenBook, week: Week, count: number): Promise<WeekTones[]> {
  const { weekStart } = rules.settings
  const weeks = lastWeeks(week, count, weekStart)
  const days = await db.all<{ on: Day; positive: number; negative: number }>(
    sql`select t.on_day as "on", sum(case when t.tone = '+' then 1 else 0 end) as positive,
        sum(case when t.tone = '-' then 1 else 0 end) as negative
      from touches t join customers c on c.id = t.customer_id
      where c.kind = 'customer' and t.on_day between ${weeks[0]?.from ?? week.from} and ${today} group by t.on_day`,
  )
  const tones = new Map(weeks.map((each) => [each.from, { week: each, positive: 0, negative: 0 }]))
  for (const { on, positive, negative } of days) {
    const found = tones.get(weekOf(on, weekStart).from)
    if (found) Object.assign(found, { positive: found.positive + positive, negative: found.negative + negative })
  }
  return [...tones.values()]
}
