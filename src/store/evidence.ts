import sql, { join, type Sql } from 'sql-template-tag'
import { daysToAnswer, daysToClose } from '../domain/answers.ts'
import { canBeCompared, type Drift, driftFrom, season } from '../domain/attention.ts'
import type { Evidence } from '../domain/audit.ts'
import { addDays, type Day, daysBetween } from '../domain/day.ts'
import type { Loop } from '../domain/loop.ts'
import { reasonsIn } from '../domain/reasons.ts'
import { windowStart } from '../domain/score.ts'
import type { Tone } from '../domain/vocabulary.ts'
import { askedBetween } from './answers.ts'
import { chunk, teammates } from './customers.ts'
import type { Reader } from './engine.ts'
import { keepingBetween } from './losses.ts'
import { rulesOf } from './rules.ts'
import { isScoredOn } from './standings.ts'

// A book has few teammates: those are the ones to leave out.
const isOfCustomer = sql`customer_id not in (select id from customers where kind = 'teammate')`

const isCustomerOn = (on: Day): Sql => sql`c.kind = 'customer' and ${isScoredOn(on)}`

/** A count, or null where there is nothing to count in. */
const within = (count: number, whole: number): number | null => (whole === 0 ? null : count)

/** The figures of the whole book for the audit's questions, as of `today` (docs/scoring.md, "The audit"). */
export async function evidenceOf(db: Reader, today: Day): Promise<Evidence> {
  const { settings } = await rulesOf(db)
  const from = windowStart(today, settings.ratioWindow)
  return {
    window: settings.ratioWindow,
    ...(await touchFigures(db, from, today)),
    ...(await keeping(db, from, today)),
    ...(await drifting(db, today)),
    ...(await answering(db, from, today)),
    ...(await knowing(db, today)),
    ...(await promises(db, from, today)),
    ...(await complaints(db, from, today)),
    ...(await listening(db, from, today)),
    ...(await savings(db, from, today)),
  }
}

type Counts<Name extends string> = Record<Name, number>

/** The one row of a query that only counts. */
async function counts<Name extends string>(db: Reader, query: Sql): Promise<Counts<Name>> {
  const [row] = await db.all<Counts<Name>>(query)
  if (!row) throw new Error('A count has no row.')
  return row
}

async function touchFigures(db: Reader, from: Day, today: Day) {
  const { touches, money, positive, negative } = await counts<'touches' | 'money' | 'positive' | 'negative'>(
    db,
    sql`select count(*) as touches,
        count(*) filter (where purpose_id in (select id from purposes where money = 1)) as money,
        count(*) filter (where tone = '+') as positive, count(*) filter (where tone = '-') as negative
      from touches where on_day between ${from} and ${today} and ${isOfCustomer}`,
  )
  const noted = await db.all<{ tone: Tone; note: string }>(sql`select tone, note from touches
    where on_day between ${from} and ${today} and ${isOfCustomer} and tone <> '=' and note like '%#%'`)
  const reasoned = noted.filter(({ note }) => reasonsIn(note).length > 0)
  const withReason = (tone: Tone) => reasoned.filter((touch) => touch.tone === tone).length
  return {
    touches,
    aboutMoney: within(money, touches),
    positiveWithReason: within(withReason('+') / positive, positive),
    negativeWithReason: within(withReason('-') / negative, negative),
  }
}

async function keeping(db: Reader, from: Day, today: Day) {
  const { before } = await counts<'before'>(
    db,
    sql`select count(*) as before from customers c where ${isCustomerOn(from)}`,
  )
  const { kept, lost, wonBack } = await keepingBetween(db, from, today)
  return { customersBefore: before, kept: within(kept, before), lost, wonBack }
}

/**
 * The touches of attention of each customer, in the first 90 days and in the last 90 (docs/scoring.md, "Attention"). The rules
 * are those of domain/attention.ts for records.
 */
export async function attentionCounts(
  db: Reader,
  today: Day,
): Promise<{ id: number; since: Day; courting: number; now: number }[]> {
  const customers = await db.all<{ id: number; since: Day }>(
    sql`select c.id, c.since from customers c where ${isCustomerOn(today)} order by c.id`,
  )
  const isAttention = sql`t.begun_by = 'us' and t.tone <> '-'
    and t.purpose_id not in (select id from purposes where money = 1)`
  const lately = await db.all<{ id: number; now: number }>(sql`select t.customer_id as id, count(*) as now
    from touches t where t.on_day > ${addDays(today, -season)} and t.on_day <= ${today} and ${isAttention}
    group by t.customer_id`)
  const now = new Map(lately.map((row) => [row.id, row.now]))
  const all: { id: number; since: Day; courting: number; now: number }[] = []
  for (let start = 0; start < customers.length; start += chunk) {
    const some = customers.slice(start, start + chunk)
    // What a day plus 90 is, no two databases say alike.
    const seasons = join(some.map(({ id, since }) => sql`(${id}, ${since}, ${addDays(since, season)})`))
    const rows = await db.all<{ id: number; since: Day; courting: number }>(sql`
      with courtships (id, since, until) as (values ${seasons})
      select s.id, s.since, (select count(*) from touches t where t.customer_id = s.id
          and t.on_day >= s.since and t.on_day < s.until and t.on_day <= ${today} and ${isAttention}) as courting
      from courtships s`)
    for (const row of rows) all.push({ ...row, now: now.get(row.id) ?? 0 })
  }
  return all
}

async function drifting(db: Reader, today: Day) {
  const drifts: (Drift & { daysWithUs: number })[] = []
  for (const { since, courting, now } of await attentionCounts(db, today)) {
    const daysWithUs = daysBetween(since, today)
    if (canBeCompared(courting, daysWithUs)) drifts.push({ daysWithUs, ...driftFrom(courting, now, daysWithUs) })
  }
  const courtedLong = drifts.filter(({ daysWithUs }) => daysWithUs >= 365).length
  const flagged = (flag: string) => drifts.filter((drift) => drift.flag === flag).length
  return {
    courted: drifts.length,
    drifting: within(flagged('drifting'), drifts.length),
    courtedLong,
    takenForGranted: within(flagged('taken for granted'), courtedLong),
  }
}

async function answering(db: Reader, from: Day, today: Day) {
  const team = new Set((await teammates(db)).map(({ id }) => id))
  const asked = (await askedBetween(db, from, today)).filter(({ customerId }) => !team.has(customerId))
  const days = daysToAnswer(asked, from)
  const answered = days?.count ?? 0
  return {
    answered,
    notAnswered: asked.length - answered,
    medianDaysToAnswer: days?.median ?? null,
    worstDaysToAnswer: days?.worst ?? null,
  }
}

async function knowing(db: Reader, today: Day) {
  const { topics } = await counts<'topics'>(db, sql`select count(*) as topics from topics`)
  const customers = await db.all<{ facts: number; topics: number }>(sql`select count(f.id) as facts,
      count(distinct f.topic_id) as topics
    from customers c left join facts f on f.customer_id = c.id and f.on_day <= ${today}
    where ${isCustomerOn(today)} group by c.id`)
  const known = customers.filter(({ facts }) => facts > 0)
  const answered = known.reduce((sum, each) => sum + each.topics, 0)
  return {
    known: known.length,
    unknown: customers.length - known.length,
    topicsAnswered: within(answered / (known.length * topics), known.length * topics),
  }
}

async function promises(db: Reader, from: Day, today: Day) {
  const { due, kept } = await counts<'due' | 'kept'>(
    db,
    sql`select count(*) as due, count(*) filter (where outcome = 'kept' and closed_on <= due_on) as kept
      from loops where kind = 'promise' and opened_on <= ${today} and due_on between ${from} and ${today}
        and (due_on < ${today} or closed_on <= ${today}) and (outcome is null or outcome <> 'dropped')
        and ${isOfCustomer}`,
  )
  return { promisesDue: due, promisesKept: within(kept, due) }
}

async function complaints(db: Reader, from: Day, today: Day) {
  const isComplaint = sql`l.kind = 'complaint' and (l.outcome is null or l.outcome <> 'dropped') and ${isOfCustomer}`
  const { all, first } = await counts<'all' | 'first'>(
    db,
    sql`select count(*) as "all", count(*) filter (where exists (select 1 from touches t
          where t.id = l.touch_id and t.begun_by = 'us')) as first
      from loops l where ${isComplaint} and l.opened_on between ${from} and ${today}`,
  )
  const mended = await db.all<Pick<Loop, 'openedOn' | 'closedOn'>>(
    sql`select l.opened_on as "openedOn", l.closed_on as "closedOn" from loops l
      where ${isComplaint} and l.closed_on between ${from} and ${today}`,
  )
  return {
    complaints: all,
    toldFirst: within(first, all),
    medianDaysToMend: daysToClose(mended, from, today)?.median ?? null,
  }
}

const listening = (db: Reader, from: Day, today: Day) =>
  counts<'customers' | 'withPulse' | 'facts'>(
    db,
    sql`select count(*) as customers,
        count(*) filter (where exists (select 1 from pulses p
          where p.customer_id = c.id and p.on_day between ${from} and ${today})) as "withPulse",
        (select count(*) from facts where on_day between ${from} and ${today} and ${isOfCustomer}) as facts
      from customers c where ${isCustomerOn(today)}`,
  )

async function savings(db: Reader, from: Day, today: Day) {
  const { all, told } = await counts<'all' | 'told'>(
    db,
    sql`select count(*) as "all", count(*) filter (where told_on <= ${today}) as told
      from savings where on_day between ${from} and ${today} and ${isOfCustomer}`,
  )
  return { savings: all, savingsTold: within(told, all) }
}
