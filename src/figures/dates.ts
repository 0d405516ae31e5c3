import sql, { join, type Sql } from 'sql-template-tag'
import { addDays, type Day, daysInMonth, yearOf } from '#domain/days/day.ts'
import { type DateTouch, keptWithin } from '#domain/practices/dates.ts'
import type { Share } from '#domain/practices/trust.ts'
import type { WeekNews } from '#domain/reports/week-news.ts'
import { conditionsOf, type Words } from './conditions.ts'
import { type SeenBook, sharesByWhom, type Whose } from './seen-book.ts'

/**
 * The touches from a day on, as they count towards the dates of customers (docs/scoring.md, "Dates").
 * @param whom a query for the ids of the customers
 */
export async function dateTouches({ db, rules, today }: SeenBook, whom: Sql, from: Day): Promise<DateTouch[]> {
  const { isAboutMoney, isContact, isSpoken } = conditionsOf(rules)
  const isGood = sql`${isContact} and t.tone = '+' and t.begun_by = 'us'`
  const rows = await db.all<Record<keyof DateTouch, never>>(
    sql`select t.customer_id as "customerId", t.on_day as "on",
        ${isContact} and t.begun_by = 'us' and not ${isAboutMoney} as "thinksOfThem", ${isGood} as "isGood",
        ${isContact} and t.tone = '+' and (t.begun_by = 'us' or ${isSpoken}) as greets,
        ${isGood} and t.channel_id in (select id from channels where name in ('letter', 'gift')) as "isSent"
      from touches t where t.customer_id in (${whom}) and t.on_day between ${from} and ${today}`,
  )
  return rows.map(({ customerId, on, ...is }) => ({
    customerId,
    on,
    thinksOfThem: Boolean(is.thinksOfThem),
    isGood: Boolean(is.isGood),
    greets: Boolean(is.greets),
    isSent: Boolean(is.isSent),
  }))
}

/**
 * A query for the dates that came on these days, both included, of customers whom one could have thought of, as `passed`; a
 * date is kept by a good touch of yours that reached them, on the day or in the 3 days before (docs/scoring.md, "Dates").
 */
function passedDates(rules: Words, from: Day, to: Day): Sql {
  const years: Sql[] = []
  // No day may have passed yet, as on New Year's Day in a window of that day: a list of years has one at least.
  for (let year = Math.min(yearOf(from), yearOf(to)); year <= yearOf(to); year += 1) {
    years.push(sql`(${String(year)}, ${`${year}-02-${daysInMonth(year, 2)}`})`)
  }
  return sql`with years (year, february) as (values ${join(years)}),
    came as (select d.id, d.customer_id, d.label, d.noted_on,
        case when d.month_day = '02-29' then y.february else y.year || '-' || d.month_day end as on_day
      from dates d join years y on d.year is null or d.year <= cast(y.year as integer)),
    passed as (select p.id, p.customer_id, p.label, p.on_day, exists (select 1 from touches t
        where t.customer_id = p.customer_id and t.on_day between days_after(p.on_day, ${-keptWithin}) and p.on_day
          and t.begun_by = 'us' and t.tone = '+' and ${conditionsOf(rules).isContact}) as is_kept
      from came p join customers c on c.id = p.customer_id
      where p.on_day between ${from} and ${to} and p.on_day >= c.since and p.on_day >= p.noted_on)`
}

export const datesKept = ({ db, rules, today }: SeenBook, from: Day, whose: Whose): Promise<Map<number, Share>> =>
  sharesByWhom(db, whose, {
    id: sql`p.customer_id`,
    from: sql`from (${passedDates(rules, from, addDays(today, -1))} select * from passed) as p
      where ${whose.of(sql`p.customer_id`)}`,
    isPart: sql`p.is_kept`,
  })

export async function datesPassed({ db, rules, today }: SeenBook, from: Day): Promise<WeekNews['dates']> {
  const rows = await db.all<Omit<WeekNews['dates'][number], 'isKept'> & { isKept: number }>(
    sql`${passedDates(rules, from, today)}
      select id, customer_id as "customerId", label, on_day as "on", is_kept as "isKept" from passed order by on_day, id`,
  )
  return rows.map((row) => ({ ...row, isKept: row.isKept === 1 }))
}
