import sql from 'sql-template-tag'
import { addDays, type Day } from '#domain/days/day.ts'
import type { Week } from '#domain/days/week.ts'
import type { Deed, WeekNews } from '#domain/reports/week-news.ts'
import { factsBetween } from '#tables/facts.ts'
import { savingsToldBetween } from '#tables/savings.ts'
import { answeredSince } from './answers.ts'
import { conditionsOf } from './conditions.ts'
import { datesPassed } from './dates.ts'
import { lostBetween } from './keeping.ts'
import type { SeenBook } from './seen-book.ts'
import { together } from './together.ts'

/**
 * docs/scoring.md, "The weekly report"
 * @param today the day of the command, which may be later than the week
 */
export async function weekNews(seen: SeenBook, week: Week, today: Day): Promise<WeekNews> {
  const { db, today: asOf } = seen
  const { touches, ...news } = await together({
    touches: deedsSince(seen, week.from),
    answered: answeredSince(seen, week.from),
    dates: datesPassed(seen, week.from),
    lost: lostBetween(db, week.from, asOf),
    facts: factsBetween(db, week.from, asOf),
    told: savingsToldBetween(db, week.from, asOf),
  })
  return {
    good: touches.filter(isGood),
    wentBadly: touches.filter((each) => !isGood(each)),
    ...news,
    over: asOf < today ? asOf : addDays(today, -1),
  }
}

type Deeds = { customerId: number; deed: Deed | 'bad'; touches: number }

const isGood = (deeds: Deeds): deeds is WeekNews['good'][number] => deeds.deed !== 'bad'

/**
 * The counts of each customer are care visits, your other good touches that reached them, and touches that went badly though their
 * purpose does not count so.
 */
function deedsSince({ db, rules, today }: SeenBook, from: Day): Promise<Deeds[]> {
  const { isCareVisit, isContact } = conditionsOf(rules)
  return db.all(sql`select t.customer_id as "customerId", case when ${isCareVisit} then 'care'
      when t.tone = '-' then 'bad' when p.name in ('thanks', 'surprise') then p.name else 'good' end as deed, count(*) as touches
    from touches t join purposes p on p.id = t.purpose_id
    where t.on_day between ${from} and ${today}
      and (${isCareVisit} or (t.tone = '+' and t.begun_by = 'us' and ${isContact}) or (t.tone = '-' and p.tone <> '-'))
    group by 1, 2 order by 1, 2`)
}
