import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/customers/by-customer.ts'
import type { Kind } from '#domain/customers/customer.ts'
import { windowStart } from '#domain/due/score.ts'
import type { Period } from '#domain/practices/trust.ts'
import type { WeekOfAll, WeekRecords } from '#domain/reports/report.ts'
import {
  type ReportPractices,
  type ReportRow,
  reportRows,
  type WeekDone,
  type WeekTable,
} from '#domain/reports/week-table.ts'
import { isScoredOn } from '#tables/customers/customer-days.ts'
import { tagsByCustomer } from '#tables/customers/tags.ts'
import { loopsOpenBetween } from '#tables/loops.ts'
import { lastRatingsBetween } from '#tables/pulses.ts'
import type { Rules } from '#tables/rules.ts'
import { savingsToldBetween } from '#tables/savings.ts'
import { driftingOn } from './attention.ts'
import { standingsThatMayBeDue } from './may-be-due.ts'
import { practicesBy } from './practices.ts'
import { type Scored, scoresOfAll, scoresOn } from './scores.ts'
import type { CountsOfAll } from './tallies.ts'
import { weekCounts } from './touch-counts.ts'
import { eachOne } from './whose.ts'

/** A week and the day from which it is seen: its last one, or today while it is not over. */
type SeenWeek = Pick<WeekDone, 'week' | 'asOf'>

type IsWanted = (kind: Kind) => boolean

async function weekDone(db: Reader, rules: Rules, { week, asOf }: SeenWeek): Promise<WeekDone> {
  const [counts, loops] = await Promise.all([
    weekCounts(db, rules, week.from, asOf),
    loopsOpenBetween(db, week.from, asOf),
  ])
  return { week, asOf, counts, loops }
}

/** A week with everybody of the kinds that are wanted. */
export async function weekOfAll(db: Reader, rules: Rules, seen: SeenWeek, isWanted: IsWanted): Promise<WeekOfAll> {
  const [done, rows] = await Promise.all([
    weekDone(db, rules, seen),
    db.cells<[number, string, Kind, number]>(
      sql`select c.id, c.name, c.kind, ${isScoredOn(seen.asOf)} from customers c`,
    ),
  ])
  const everybody = rows.map(([id, name, kind, isScored]) => ({ id, name, kind, isScored: Boolean(isScored) }))
  return {
    ...done,
    everybody: new Map(everybody.filter(({ kind }) => isWanted(kind)).map((each) => [each.id, each])),
  }
}

/** All records from which the page of a week is made. */
export async function weekRecords(db: Reader, rules: Rules, seen: SeenWeek, isWanted: IsWanted): Promise<WeekRecords> {
  const [all, standings] = await Promise.all([
    weekOfAll(db, rules, seen, isWanted),
    standingsThatMayBeDue(db, rules, seen.asOf, 0),
  ])
  return {
    ...all,
    standings: standings.filter(({ customer, isArchived }) => !isArchived && isWanted(customer.kind)),
  }
}

/** A row for each customer of the kinds that are wanted who is scored as of a week's last day, by name. */
export const weekRows = (db: Reader, rules: Rules, seen: SeenWeek, isWanted: IsWanted): Promise<ReportRow[]> =>
  rowsOf(db, rules, seen, isWanted, scoresOn(db, rules, seen.asOf))

async function rowsOf(
  db: Reader,
  rules: Rules,
  seen: SeenWeek,
  isWanted: IsWanted,
  asked: Promise<Scored[]>,
): Promise<ReportRow[]> {
  const [scored, tags, done] = await Promise.all([asked, tagsByCustomer(db), weekDone(db, rules, seen)])
  const wanted = scored.filter(({ customer }) => isWanted(customer.kind))
  const customers = wanted.map(({ customer: { id, name, kind }, score, lastTouch }) => ({
    customer: { id, name, kind, tags: tags.get(id) ?? [] },
    score,
    lastTouch,
  }))
  return reportRows(customers, done)
}

export async function weekTable(db: Reader, rules: Rules, seen: SeenWeek, isWanted: IsWanted): Promise<WeekTable> {
  const counted = scoresOfAll(db, rules, seen.asOf, ['begunByUs', 'begunByThem'])
  const scored = counted.then((counts) => counts.scored)
  const [rows, practicesOf] = await Promise.all([
    rowsOf(db, rules, seen, isWanted, scored),
    practicesOfWeek(db, rules, seen, counted),
  ])
  return { week: seen.week, rows, practicesOf }
}

/** The practices of a customer by id, over the ratio's window that ends on the day from which a week is seen. */
async function practicesOfWeek(
  db: Reader,
  rules: Rules,
  { week, asOf }: SeenWeek,
  counted: Promise<CountsOfAll<'begunByUs' | 'begunByThem'>>,
): Promise<(id: number) => ReportPractices> {
  const period: Period = { from: windowStart(asOf, rules.settings.ratioWindow), today: asOf }
  const visits = counted.then((counts) => counts.visits)
  const [practicesOf, told, rated, drifting, { countOf }] = await Promise.all([
    practicesBy(db, rules, period, eachOne, visits),
    savingsToldBetween(db, week.from, asOf).then(byCustomer),
    lastRatingsBetween(db, period.from, asOf),
    driftingOn(db, rules, asOf),
    counted,
  ])
  const ratings = new Map(rated.map((pulse) => [pulse.customerId, pulse.rating]))
  const flags = new Map(drifting.map(({ customerId, flag }) => [customerId, flag]))
  return (id) => {
    const byUs = countOf('begunByUs', id)
    return {
      practices: practicesOf(id, { part: byUs, whole: byUs + countOf('begunByThem', id) }),
      drift: flags.get(id) ?? null,
      pulse: ratings.get(id) ?? null,
      savingsTold: told.get(id)?.length ?? 0,
    }
  }
}
