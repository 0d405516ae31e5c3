import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/by-customer.ts'
import type { Kind } from '#domain/customer.ts'
import type { WeekOfAll, WeekRecords } from '#domain/report.ts'
import { windowStart } from '#domain/score.ts'
import type { Period } from '#domain/trust.ts'
import { type ReportPractices, reportRows, type WeekDone, type WeekTable } from '#domain/week-table.ts'
import { isScoredOn, tagsByCustomer } from '#tables/customers.ts'
import { loopsOpenBetween } from '#tables/loops.ts'
import { lastRatingsBetween } from '#tables/pulses.ts'
import type { Rules } from '#tables/rules.ts'
import { savingsToldBetween } from '#tables/savings.ts'
import { driftingOn } from './attention.ts'
import { standingsThatMayBeDue } from './may-be-due.ts'
import { practicesBy } from './practices.ts'
import { scoresOfAll } from './scores.ts'
import type { CountsOfAll } from './tallies.ts'
import { weekCounts } from './touch-counts.ts'
import { eachOne } from './whose.ts'

/** A week and the day from which it is seen: its last one, or today while it is not over. */
export type SeenWeek = Pick<WeekDone, 'week' | 'asOf'>

type IsWanted = (kind: Kind) => boolean

async function weekDone(db: Reader, rules: Rules, { week, asOf }: SeenWeek): Promise<WeekDone> {
  return {
    week,
    asOf,
    counts: await weekCounts(db, rules, week.from, asOf),
    loops: await loopsOpenBetween(db, week.from, asOf),
  }
}

/** A week with everybody of the kinds that are wanted. */
export async function weekOfAll(db: Reader, rules: Rules, seen: SeenWeek, isWanted: IsWanted): Promise<WeekOfAll> {
  const rows = await db.cells<[number, string, Kind, number]>(
    sql`select c.id, c.name, c.kind, ${isScoredOn(seen.asOf)} from customers c`,
  )
  const wanted = rows.filter(([, , kind]) => isWanted(kind))
  return {
    ...(await weekDone(db, rules, seen)),
    everybody: new Map(
      wanted.map(([id, name, kind, isScored]) => [id, { id, name, kind, isScored: Boolean(isScored) }]),
    ),
  }
}

/** All that the page of a week is made of. */
export async function weekRecords(db: Reader, rules: Rules, seen: SeenWeek, isWanted: IsWanted): Promise<WeekRecords> {
  const standings = await standingsThatMayBeDue(db, rules, seen.asOf, 0)
  return {
    ...(await weekOfAll(db, rules, seen, isWanted)),
    standings: standings.filter(({ customer, isArchived }) => !isArchived && isWanted(customer.kind)),
  }
}

/** A week as a table: a row for each scored customer of the kinds that are wanted. */
export async function weekTable(db: Reader, rules: Rules, seen: SeenWeek, isWanted: IsWanted): Promise<WeekTable> {
  const all = await scoresOfAll(db, rules, seen.asOf, ['begunByUs', 'begunByThem'])
  const scored = all.scored.filter(({ customer }) => isWanted(customer.kind))
  const tags = await tagsByCustomer(db)
  const customers = scored.map(({ customer: { id, name, kind }, score, lastTouch }) => ({
    customer: { id, name, kind, tags: tags.get(id) ?? [] },
    score,
    lastTouch,
  }))
  return {
    week: seen.week,
    rows: reportRows(customers, await weekDone(db, rules, seen)),
    practicesOf: await practicesOfWeek(db, rules, seen, all),
  }
}

/** The practices of a customer by id, over the ratio's window that ends on the day from which a week is seen. */
async function practicesOfWeek(
  db: Reader,
  rules: Rules,
  { week, asOf }: SeenWeek,
  { countOf, visits }: CountsOfAll<'begunByUs' | 'begunByThem'>,
): Promise<(id: number) => ReportPractices> {
  const period: Period = { from: windowStart(asOf, rules.settings.ratioWindow), today: asOf }
  const practicesOf = await practicesBy(db, rules, period, eachOne, {
    initiative: (id) => {
      const byUs = countOf('begunByUs', id)
      return { part: byUs, whole: byUs + countOf('begunByThem', id) }
    },
    visits,
  })
  const told = byCustomer(await savingsToldBetween(db, week.from, asOf))
  const ratings = new Map(
    (await lastRatingsBetween(db, period.from, asOf)).map((pulse) => [pulse.customerId, pulse.rating]),
  )
  const flags = new Map((await driftingOn(db, rules, asOf)).map(({ customerId, flag }) => [customerId, flag]))
  return (id) => ({
    practices: practicesOf(id),
    drift: flags.get(id) ?? null,
    pulse: ratings.get(id) ?? null,
    savingsTold: told.get(id)?.length ?? 0,
  })
}
