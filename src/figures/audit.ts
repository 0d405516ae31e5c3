import sql, { type Sql } from 'sql-template-tag'
import { countOf, type Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import { daysToAnswer } from '#domain/practices/answers.ts'
import type { AuditFigures } from '#domain/practices/audit.ts'
import { noShare } from '#domain/practices/trust.ts'
import { reasonsIn } from '#domain/reports/reasons.ts'
import { sumOf } from '#domain/sums.ts'
import type { Tone } from '#domain/touches/vocabulary.ts'
import { isScoredOn } from '#tables/customers/customer-days.ts'
import { teammates } from '#tables/customers/teammates.ts'
import { dayCounts } from '#tables/day-counts.ts'
import { askedSince } from './answers.ts'
import { courtedOn } from './attention.ts'
import { isCustomerStill, keepingBetween } from './keeping.ts'
import { complaintsAndRequests, complaintsToldFirst, promisesKept } from './loops.ts'
import { allOf, type SeenBook, seenFrom, type Whose, windowFrom } from './seen-book.ts'

const isCustomerOn = (on: Day): Sql => sql`c.kind = 'customer' and ${isScoredOn(on)}`

const within = (count: number, whole: number): number | null => (whole === 0 ? null : count)

/** docs/scoring.md, "The audit" */
export async function auditFigures(db: Reader, today: Day): Promise<AuditFigures> {
  const seen = await seenFrom(db, today)
  const from = windowFrom(seen)
  const customers = allOf('customer', (await teammates(db)).length)
  return {
    window: seen.rules.settings.ratioWindow,
    ...(await touchFigures(seen, from, customers)),
    ...(await keeping(seen, from)),
    ...(await drifting(seen)),
    ...(await answering(seen, from, customers)),
    ...(await knowing(seen)),
    ...(await promises(seen, from, customers)),
    ...(await complaints(seen, from, customers)),
    ...(await listening(seen, from, customers)),
    ...(await savings(seen, from, customers)),
  }
}

type Counts<Name extends string> = Record<Name, number>

async function counts<Name extends string>(db: Reader, query: Sql): Promise<Counts<Name>> {
  const [row] = await db.all<Counts<Name>>(query)
  if (!row) throw new Error('A count has no row.')
  return row
}

async function touchFigures({ db, today }: SeenBook, from: Day, customers: Whose) {
  const { touches, money, positive, negative } = await counts<'touches' | 'money' | 'positive' | 'negative'>(
    db,
    sql`select coalesce(sum(touches), 0) as touches,
        coalesce(sum(touches) filter (where purpose_id in (select id from purposes where money = 1)), 0) as money,
        coalesce(sum(touches) filter (where tone = '+'), 0) as positive,
        coalesce(sum(touches) filter (where tone = '-'), 0) as negative
      from (${dayCounts(from, today, 'customer')}) as counts`,
  )
  const noted = await db.all<{ tone: Tone; note: string }>(sql`select tone, note from touches
    where on_day between ${from} and ${today} and ${customers.of(sql`customer_id`)} and tone <> '=' and note like '%#%'`)
  const reasoned = noted.filter(({ note }) => reasonsIn(note).length > 0)
  const withReason = (tone: Tone) => reasoned.filter((touch) => touch.tone === tone).length
  return {
    touches,
    aboutMoney: within(money, touches),
    positiveWithReason: within(withReason('+') / positive, positive),
    negativeWithReason: within(withReason('-') / negative, negative),
  }
}

async function keeping({ db, today }: SeenBook, from: Day) {
  const before = await countOf(db, sql`customers c where ${isCustomerStill(from)}`)
  const { kept, lost, wonBack } = await keepingBetween(db, from, today)
  return { customersBefore: before, kept: within(kept, before), lost, wonBack }
}

async function drifting(seen: SeenBook) {
  const drifts = (await courtedOn(seen)).filter(({ kind }) => kind === 'customer')
  const courtedLong = drifts.filter(({ daysWithUs }) => daysWithUs >= 365).length
  const flagged = (flag: string) => drifts.filter((drift) => drift.flag === flag).length
  return {
    courted: drifts.length,
    drifting: within(flagged('drifting'), drifts.length),
    courtedLong,
    takenForGranted: within(flagged('taken for granted'), courtedLong),
  }
}

async function answering(seen: SeenBook, from: Day, customers: Whose) {
  const asked = await askedSince(seen, from, customers)
  const days = daysToAnswer(asked)
  const answered = days?.count ?? 0
  return {
    answered,
    notAnswered: sumOf(asked, ({ touches }) => touches) - answered,
    medianDaysToAnswer: days?.median ?? null,
    worstDaysToAnswer: days?.worst ?? null,
  }
}

async function knowing({ db, today }: SeenBook) {
  const topics = await countOf(db, sql`topics`)
  const customers = await db.all<{ facts: number; topics: number }>(sql`select count(f.id) as facts,
      count(distinct f.topic_id) as topics
    from customers c left join facts f on f.customer_id = c.id and f.on_day <= ${today}
    where ${isCustomerOn(today)} group by c.id`)
  const known = customers.filter(({ facts }) => facts > 0)
  const answered = sumOf(known, (each) => each.topics)
  return {
    known: known.length,
    unknown: customers.length - known.length,
    topicsAnswered: within(answered / (known.length * topics), known.length * topics),
  }
}

async function promises(seen: SeenBook, from: Day, customers: Whose) {
  const { part, whole } = (await promisesKept(seen, from, customers)).get(0) ?? noShare
  return { promisesDue: whole, promisesKept: within(part, whole) }
}

async function complaints(seen: SeenBook, from: Day, customers: Whose) {
  const { part, whole } = (await complaintsToldFirst(seen, from, customers)).get(0) ?? noShare
  const ended = (await complaintsAndRequests(seen, from, customers)).get(0)
  return {
    complaints: whole,
    toldFirst: within(part, whole),
    medianDaysToMend: ended?.complaints.span?.median ?? null,
  }
}

const listening = ({ db, today }: SeenBook, from: Day, customers: Whose) =>
  counts<'customers' | 'withPulse' | 'facts'>(
    db,
    sql`select count(*) as customers,
        count(*) filter (where exists (select 1 from pulses p
          where p.customer_id = c.id and p.on_day between ${from} and ${today})) as "withPulse",
        (select count(*) from facts where on_day between ${from} and ${today} and ${customers.of(sql`customer_id`)}) as facts
      from customers c where ${isCustomerOn(today)}`,
  )

async function savings({ db, today }: SeenBook, from: Day, customers: Whose) {
  const { all, told } = await counts<'all' | 'told'>(
    db,
    sql`select count(*) as "all", count(*) filter (where told_on <= ${today}) as told
      from savings where on_day between ${from} and ${today} and ${customers.of(sql`customer_id`)}`,
  )
  return { savings: all, savingsTold: within(told, all) }
}
