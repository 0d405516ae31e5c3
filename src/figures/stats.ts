import sql, { type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { daysToAnswer } from '#domain/answers.ts'
import type { Kind } from '#domain/customer.ts'
import { addDays, type Day } from '#domain/day.ts'
import { pulseScore } from '#domain/pulse.ts'
import { windowStart } from '#domain/score.ts'
import {
  type DayCount,
  rhythmOfDays,
  type Shop,
  totalOf,
  trendStart,
  type VisitedDay,
  weeklyRatios,
} from '#domain/stats.ts'
import { answeringShare, type Period, type Share } from '#domain/trust.ts'
import { isScoredOn, teammates } from '#tables/customers.ts'
import { datesKept } from '#tables/dates.ts'
import { dayCounts } from '#tables/day-counts.ts'
import { daysLearned, topicsOf } from '#tables/facts.ts'
import { gathered, idsIn } from '#tables/ids.ts'
import { type IsOfKind, isOf } from '#tables/kinds.ts'
import { lastRatingsBetween } from '#tables/pulses.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'
import { savingsTogether } from '#tables/savings.ts'
import { askedBetween, waitingTouches } from './answers.ts'
import { driftingOn, onlyAboutMoneyOn } from './attention.ts'
import { type Words, wordsOf } from './conditions.ts'
import { keepingBetween } from './keeping.ts'
import { complaintsAndRequests, complaintsToldFirst, promisesKept } from './loops.ts'
import { inWindow, negativesIn } from './standings.ts'

/** The whole shop as of `today`, over the ratio's window (docs/scoring.md, "The shop"). */
export async function shopOn(db: Reader, kind: Kind, today: Day): Promise<Shop> {
  const rules = await rulesOf(db)
  const { settings } = rules
  const period = { from: windowStart(today, settings.ratioWindow), today }
  const members = new Set((await teammates(db)).map(({ id }) => id))
  const isOfKind = isOf(kind, members.size)
  const ofKind = <T extends { customerId: number }>(things: T[]): T[] =>
    things.filter(({ customerId }) => members.has(customerId) === (kind === 'teammate'))
  const trend = trendStart(today, settings.weekStart)
  const words = wordsOf(rules)
  const days = await touchesByDay(db, { from: trend < period.from ? trend : period.from, today }, kind, words)
  const totals = totalOf(days.filter(({ on }) => on >= period.from))
  const visits = await visitsByDay(db, period, isOfKind, words)
  const { complaints, requests } = await complaintsAndRequests(db, period, isOfKind)
  const asked = await askedBetween(db, period, isOfKind)
  const ratings = ofKind(await lastRatingsBetween(db, period.from, today))
  return {
    kind,
    ...period,
    goal: settings.ratioGoal,
    currency: settings.currency,
    isAnybodyArchived: await isAnybodyArchived(db, kind, today),
    ...(await scoredAndBelow(db, rules, kind, today)),
    totals,
    weeks: weeklyRatios(days, today, settings.weekStart),
    rhythm: rhythmOfDays(visits),
    trust: {
      promises: await promisesKept(db, period, isOfKind),
      initiative: { part: totals.notAboutMoneyByUs, whole: totals.notAboutMoney },
      details: await datesKept(db, period, isOfKind),
      honesty: await complaintsToldFirst(db, period, isOfKind),
    },
    respect: {
      knowing: await knowing(db, isOfKind, today),
      listening: await listening(db, period, visits),
      answering: answeringShare(asked, settings.replyWithin, period),
    },
    pulse: { score: pulseScore(ratings), asked: ratings.length },
    answers: daysToAnswer(asked, period.from),
    waiting: ofKind(await waitingTouches(db, addDays(today, 1), today)).length,
    mending: complaints.span,
    doing: requests.span,
    openComplaints: complaints.open,
    openRequests: requests.open,
    keeping: kind === 'customer' ? await keepingBetween(db, period.from, today) : null,
    ...(await flags(db, rules, kind, today)),
    savings: await savingsTogether(db, today, isOfKind),
  }
}

/** The touches of each day. */
function touchesByDay(db: Reader, { from, today }: Period, kind: Kind, words: Words): Promise<DayCount[]> {
  const { isAboutMoney, isSpoken } = words
  const counted = (isSo: Sql) => sql`coalesce(sum(t.touches) filter (where ${isSo}), 0)`
  return db.all(sql`select t.on_day as "on", sum(t.touches) as touches,
      ${counted(sql`t.tone = '+'`)} as positive, ${counted(sql`t.tone = '-'`)} as negative,
      ${counted(isSpoken)} as spoken, ${counted(sql`t.begun_by = 'us'`)} as "beganByUs",
      ${counted(sql`not ${isAboutMoney}`)} as "notAboutMoney",
      ${counted(sql`not ${isAboutMoney} and t.begun_by = 'us'`)} as "notAboutMoneyByUs", sum(t.minutes) as minutes
    from (${dayCounts(from, today, kind)}) as t group by t.on_day order by t.on_day`)
}

/** Who had a care visit on each day. */
async function visitsByDay(
  db: Reader,
  { from, today }: Period,
  isOfKind: IsOfKind,
  { isCareVisit }: Words,
): Promise<VisitedDay[]> {
  const days = await db.cells<[Day, string]>(sql`select t.on_day, ${gathered(sql`t.customer_id`)}
    from touches t where t.on_day between ${from} and ${today} and ${isOfKind(sql`t.customer_id`)} and ${isCareVisit}
    group by t.on_day order by t.on_day`)
  return days.map(([on, visited]) => ({ on, visited: idsIn(visited) }))
}

/** Those who are scored, and those of them who are short of the ratio's goal. */
async function scoredAndBelow(db: Reader, { settings }: Rules, kind: Kind, today: Day) {
  const isScored = sql`c.kind = ${kind} and ${isScoredOn(today)}`
  const [counts] = await db.all<{ scored: number; below: number }>(sql`
    with negatives as materialized (${negativesIn(settings, today)})
    select (select count(*) from customers c where ${isScored}) as scored,
      (select count(*) from negatives n join customers c on c.id = n.customer_id where ${isScored}
        and ${inWindow(settings, today, '+', sql`c.id`)} < ${settings.ratioGoal} * n.negative) as below`)
  return counts ?? { scored: 0, below: 0 }
}

async function isAnybodyArchived(db: Reader, kind: Kind, today: Day): Promise<boolean> {
  return (
    (await db.all(sql`select id from customers where kind = ${kind} and archived_on <= ${today} limit 1`)).length > 0
  )
}

/** Who drifts, is taken for granted, or hears from us about money only. */
async function flags(db: Reader, rules: Rules, kind: Kind, today: Day) {
  const found = (await driftingOn(db, rules, today)).filter((each) => each.kind === kind)
  return {
    drifting: found.filter(({ flag }) => flag === 'drifting').length,
    takenForGranted: found.filter(({ flag }) => flag === 'taken for granted').length,
    onlyAboutMoney: await onlyAboutMoneyOn(db, rules, today, kind),
  }
}

/** Topics answered, of all for each of those about whom any topic has an answer. */
async function knowing(db: Reader, isOfKind: IsOfKind, today: Day): Promise<Share> {
  const topics = (await topicsOf(db)).length
  const [share] = await db.all<{ customers: number; answered: number }>(sql`select count(*) as customers,
      coalesce(sum(answered), 0) as answered
    from (select count(distinct topic_id) as answered from facts
      where topic_id is not null and on_day <= ${today} and ${isOfKind(sql`customer_id`)} group by customer_id) as known`)
  return { part: share?.answered ?? 0, whole: topics * (share?.customers ?? 0) }
}

/** Care visits on whose day a fact was learned. */
async function listening(db: Reader, { from, today }: Period, days: VisitedDay[]): Promise<Share> {
  const learned = await daysLearned(db, from, today)
  const share = { part: 0, whole: 0 }
  for (const { on, visited } of days) {
    share.whole += visited.length
    const ids = learned.get(on)
    if (ids) share.part += visited.filter((id) => ids.has(id)).length
  }
  return share
}
