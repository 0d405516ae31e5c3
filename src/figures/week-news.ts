import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import type { Week } from '#domain/days/week.ts'
import type { Deed, WeekNews } from '#domain/reports/week-news.ts'
import { factsBetween } from '#tables/facts.ts'
import type { Rules } from '#tables/rules.ts'
import { savingsToldBetween } from '#tables/savings.ts'
import { answeredBetween } from './answers.ts'
import { conditionsOf } from './conditions.ts'
import { datesPassed } from './dates.ts'
import { lostBetween } from './keeping.ts'

/** The events of a week up to `asOf`, seen from `today` (docs/scoring.md, "The weekly report"). */
export async function weekNews(
  db: Reader,
  rules: Rules,
  { week, asOf }: { week: Week; asOf: Day },
  today: Day,
): Promise<WeekNews> {
  const [good, answered, dates, lost, facts, told] = await Promise.all([
    goodTouches(db, rules, week.from, asOf),
    answeredBetween(db, rules, week.from, asOf),
    datesPassed(db, rules, week.from, asOf),
    lostBetween(db, week.from, asOf),
    factsBetween(db, week.from, asOf),
    savingsToldBetween(db, week.from, asOf),
  ])
  return { good, answered, dates, lost, facts, told, over: asOf < today ? asOf : addDays(today, -1) }
}

/** Care visits, and the other good touches of yours that reached them, by customer. */
function goodTouches(
  db: Reader,
  rules: Rules,
  from: Day,
  to: Day,
): Promise<{ customerId: number; deed: Deed; touches: number }[]> {
  const { isCareVisit, isContact } = conditionsOf(rules)
  return db.all(sql`select t.customer_id as "customerId", case when ${isCareVisit} then 'care'
      when p.name in ('thanks', 'surprise') then p.name else 'good' end as deed, count(*) as touches
    from touches t join purposes p on p.id = t.purpose_id
    where t.on_day between ${from} and ${to}
      and (${isCareVisit} or (t.tone = '+' and t.begun_by = 'us' and ${isContact}))
    group by 1, 2 order by 1, 2`)
}
