import sql from 'sql-template-tag'
import { addDays, type Day } from '#domain/days/day.ts'
import type { Week } from '#domain/days/week.ts'
import type { WeekNews } from '#domain/reports/week-news.ts'
import { factsBetween } from '#tables/facts.ts'
import { savingsToldBetween } from '#tables/savings.ts'
import { answeredSince } from './answers.ts'
import { conditionsOf } from './conditions.ts'
import { datesPassed } from './dates.ts'
import { lostBetween } from './keeping.ts'
import type { SeenBook } from './seen-book.ts'

/**
 * The events of a week (docs/scoring.md, "The weekly report").
 * @param today the day of the command, which may be later than the week
 */
export async function weekNews(seen: SeenBook, week: Week, today: Day): Promise<WeekNews> {
  const { db, today: asOf } = seen
  const [good, answered, dates, lost, facts, told] = await Promise.all([
    goodTouches(seen, week.from),
    answeredSince(seen, week.from),
    datesPassed(seen, week.from),
    lostBetween(db, week.from, asOf),
    factsBetween(db, week.from, asOf),
    savingsToldBetween(db, week.from, asOf),
  ])
  return { good, answered, dates, lost, facts, told, over: asOf < today ? asOf : addDays(today, -1) }
}

/** Care visits, and the other good touches of yours that reached them, by customer. */
function goodTouches({ db, rules, today }: SeenBook, from: Day): Promise<WeekNews['good']> {
  const { isCareVisit, isContact } = conditionsOf(rules)
  return db.all(sql`select t.customer_id as "customerId", case when ${isCareVisit} then 'care'
      when p.name in ('thanks', 'surprise') then p.name else 'good' end as deed, count(*) as touches
    from touches t join purposes p on p.id = t.purpose_id
    where t.on_day between ${from} and ${today}
      and (${isCareVisit} or (t.tone = '+' and t.begun_by = 'us' and ${isContact}))
    group by 1, 2 order by 1, 2`)
}
