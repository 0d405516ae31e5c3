import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import { type Week, type WeekStart, weekBefore, weekOf } from '#domain/days/week.ts'
import type { WeekTones } from '#domain/reports/week-page.ts'

/** The good and the bad touches of a week and of the weeks before it, `count` weeks in all, the oldest first. */
export async function tonesByWeek(
  db: Reader,
  { week, asOf }: { week: Week; asOf: Day },
  start: WeekStart,
  count: number,
): Promise<WeekTones[]> {
  const weeks = [week]
  while (weeks.length < count) weeks.unshift(weekBefore(weeks[0] ?? week, start))
  const days = await db.all<{ on: Day; good: number; bad: number }>(
    sql`select t.on_day as "on", sum(case when t.tone = '+' then 1 else 0 end) as good,
        sum(case when t.tone = '-' then 1 else 0 end) as bad
      from touches t join customers c on c.id = t.customer_id
      where c.kind = 'customer' and t.on_day between ${weeks[0]?.from ?? week.from} and ${asOf} group by t.on_day`,
  )
  const tones = new Map(weeks.map((each) => [each.from, { week: each, good: 0, bad: 0 }]))
  for (const { on, good, bad } of days) {
    const found = tones.get(weekOf(on, start).from)
    if (found) Object.assign(found, { good: found.good + good, bad: found.bad + bad })
  }
  return [...tones.values()]
}
