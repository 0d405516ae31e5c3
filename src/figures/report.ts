import sql from 'sql-template-tag'
import { byCustomer } from '#domain/customers/by-customer.ts'
import type { Kind } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { type Week, weekBefore } from '#domain/days/week.ts'
import { type WeekBeside, type WeeklyReport, type WeekOfAll, weeklyReport } from '#domain/reports/report.ts'
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
import { savingsToldBetween } from '#tables/savings.ts'
import { driftingOn } from './attention.ts'
import { practicesBy } from './practices.ts'
import { type Scored, scoresOfAll, scoresOn } from './scores.ts'
import { eachOne, type SeenBook, windowFrom } from './seen-book.ts'
import { standingsThatMayBeDue } from './standings.ts'
import type { CountsOfAll } from './tallies.ts'
import { weekCounts } from './touch-counts.ts'
import { weekNews } from './week-news.ts'

/** The week is seen from its last day, or from today while it is not over. */
export type AskedWeek = { week: Week; isWanted: (kind: Kind) => boolean }

async function weekDone(seen: SeenBook, week: Week): Promise<WeekDone> {
  const [counts, loops] = await Promise.all([
    weekCounts(seen, week.from),
    loopsOpenBetween(seen.db, week.from, seen.today),
  ])
  return { week, asOf: seen.today, counts, loops }
}

async function everybodyOn({ db, today }: SeenBook, isWanted: AskedWeek['isWanted']): Promise<WeekOfAll['everybody']> {
  const rows = await db.cells<[number, string, Kind, number]>(
    sql`select c.id, c.name, c.kind, ${isScoredOn(today)} from customers c`,
  )
  const everybody = rows.map(([id, name, kind, isScored]) => ({ id, name, kind, isScored: Boolean(isScored) }))
  return new Map(everybody.filter(({ kind }) => isWanted(kind)).map((each) => [each.id, each]))
}

export async function weekOfAll(seen: SeenBook, { week, isWanted }: AskedWeek): Promise<WeekOfAll> {
  const [done, everybody] = await Promise.all([weekDone(seen, week), everybodyOn(seen, isWanted)])
  return { ...done, everybody }
}

/** The people of the week come apart, as those of the week before are not asked for. */
export async function weekRecords(seen: SeenBook, { week, isWanted }: AskedWeek): Promise<WeekBeside> {
  const [done, standings] = await Promise.all([weekDone(seen, week), standingsThatMayBeDue(seen)])
  return {
    ...done,
    standings: standings.filter(({ customer, isArchived }) => !isArchived && isWanted(customer.kind)),
  }
}

/** @param today the day of the command, which may be later than the week */
export async function reportOfWeek(seen: SeenBook, asked: AskedWeek, today: Day): Promise<WeeklyReport> {
  const week = weekBefore(asked.week, seen.rules.settings.weekStart)
  const [records, everybody, before, news] = await Promise.all([
    weekRecords(seen, asked),
    everybodyOn(seen, asked.isWanted),
    weekRecords({ ...seen, today: week.to }, { ...asked, week }),
    weekNews(seen, asked.week, today),
  ])
  return weeklyReport({ ...records, everybody }, before, news, seen.rules)
}

/** A row for each wanted customer who is scored as of a week's last day, by name. */
export const weekRows = (seen: SeenBook, asked: AskedWeek): Promise<ReportRow[]> => rowsOf(seen, asked, scoresOn(seen))

async function rowsOf(seen: SeenBook, { week, isWanted }: AskedWeek, counted: Promise<Scored[]>): Promise<ReportRow[]> {
  const [scored, tags, done] = await Promise.all([counted, tagsByCustomer(seen.db), weekDone(seen, week)])
  const wanted = scored.filter(({ customer }) => isWanted(customer.kind))
  const customers = wanted.map(({ customer: { id, name, kind }, score, lastTouch }) => ({
    customer: { id, name, kind, tags: tags.get(id) ?? [] },
    score,
    lastTouch,
  }))
  return reportRows(customers, done)
}

export async function weekTable(seen: SeenBook, asked: AskedWeek): Promise<WeekTable> {
  const counted = scoresOfAll(seen)
  const scored = counted.then((counts) => counts.scored)
  const [rows, practicesOf] = await Promise.all([
    rowsOf(seen, asked, scored),
    practicesOfWeek(seen, asked.week, counted),
  ])
  return { week: asked.week, rows, practicesOf }
}

/** The ratio's window ends on the day from which the week is seen. */
async function practicesOfWeek(
  seen: SeenBook,
  week: Week,
  counted: Promise<CountsOfAll>,
): Promise<(id: number) => ReportPractices> {
  const { db, today } = seen
  const visits = counted.then((counts) => counts.visits)
  const [practicesOf, told, rated, drifting, { countOf }] = await Promise.all([
    practicesBy(seen, eachOne, visits),
    savingsToldBetween(db, week.from, today).then(byCustomer),
    lastRatingsBetween(db, windowFrom(seen), today),
    driftingOn(seen),
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
