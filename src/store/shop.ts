import sql from 'sql-template-tag'
import { daysToAnswer } from '../domain/answers.ts'
import type { Kind } from '../domain/customer.ts'
import { addDays, type Day } from '../domain/day.ts'
import { pulseScore } from '../domain/pulse.ts'
import { windowStart } from '../domain/score.ts'
import {
  type DayCount,
  rhythmOfDays,
  type Shop,
  totalOf,
  trendStart,
  type VisitedDay,
  weeklyRatios,
} from '../domain/stats.ts'
import { answeringShare, type Period, type Share } from '../domain/trust.ts'
import { askedBetween, waitingTouches } from './answers.ts'
import { teammates } from './customers.ts'
import { datesKept } from './dates.ts'
import type { Reader } from './engine.ts'
import { daysLearned, topicsOf } from './facts.ts'
import { type IsOfKind, isOf } from './kind-conditions.ts'
import { complaintsAndRequests, complaintsToldFirst, promisesKept } from './loop-figures.ts'
import { keepingBetween } from './losses.ts'
import { neglectedOn } from './neglected.ts'
import { lastRatingsBetween } from './pulses.ts'
import { type Rules, rulesOf } from './rules.ts'
import { savingsTogether } from './savings.ts'
import { isScoredOn } from './standings.ts'
import { type Words, wordsOf } from './word-conditions.ts'

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
  const days = await touchesByDay(db, trend < period.from ? trend : period.from, today, isOfKind, words)
  const inWindow = days.filter(({ on }) => on >= period.from)
  const totals = totalOf(inWindow)
  const { complaints, requests } = await complaintsAndRequests(db, period, isOfKind)
  const asked = await askedBetween(db, period, isOfKind)
  const ratings = ofKind(await lastRatingsBetween(db, period.from, today))
  return {
    kind,
    ...period,
    goal: settings.ratioGoal,
    currency: settings.currency,
    isAnybodyArchived: await isAnybodyArchived(db, kind, today),
    ...(await scoredAndBelow(db, rules, kind, period)),
    totals,
    weeks: weeklyRatios(days, today, settings.weekStart),
    rhythm: rhythmOfDays(inWindow),
    trust: {
      promises: await promisesKept(db, period, isOfKind),
      initiative: { part: totals.notAboutMoneyByUs, whole: totals.notAboutMoney },
      details: await datesKept(db, period, isOfKind),
      honesty: await complaintsToldFirst(db, period, isOfKind),
    },
    respect: {
      knowing: await knowing(db, isOfKind, today),
      listening: await listening(db, period, inWindow),
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

/** The touches of each day, and who had a care visit. */
async function touchesByDay(
  db: Reader,
  from: Day,
  today: Day,
  isOfKind: IsOfKind,
  words: Words,
): Promise<VisitedDay[]> {
  const { isAboutMoney, isSpoken, isCareVisit } = words
  const days = await db.all<DayCount & { visited: string | null }>(sql`select t.on_day as "on", count(*) as touches,
      count(*) filter (where t.tone = '+') as positive, count(*) filter (where t.tone = '-') as negative,
      count(*) filter (where ${isSpoken}) as spoken, count(*) filter (where t.begun_by = 'us') as "beganByUs",
      count(*) filter (where not ${isAboutMoney}) as "notAboutMoney",
      count(*) filter (where not ${isAboutMoney} and t.begun_by = 'us') as "notAboutMoneyByUs",
      coalesce(sum(t.minutes), 0) as minutes,
      string_agg(case when ${isCareVisit} then cast(t.customer_id as text) end, ' ') as visited
    from touches t where t.on_day between ${from} and ${today} and ${isOfKind(sql`t.customer_id`)} group by t.on_day order by t.on_day`)
  return days.map(({ visited, ...count }) => ({ ...count, visited: visited?.split(' ').map(Number) ?? [] }))
}

/** Those who are scored, and those of them who are short of the ratio's goal. */
async function scoredAndBelow(db: Reader, { settings }: Rules, kind: Kind, { from, today }: Period) {
  const [counts] = await db.all<{ scored: number; below: number }>(sql`
    with negatives as materialized (select customer_id, count(*) as negative from touches
      where tone = '-' and on_day between ${from} and ${today} group by customer_id)
    select count(*) as scored, count(*) filter (where n.negative is not null and (select count(*) from touches t
        where t.customer_id = c.id and t.on_day between ${from} and ${today} and t.tone = '+')
      < ${settings.ratioGoal} * n.negative) as below
    from customers c left join negatives n on n.customer_id = c.id where c.kind = ${kind} and ${isScoredOn(today)}`)
  return counts ?? { scored: 0, below: 0 }
}

async function isAnybodyArchived(db: Reader, kind: Kind, today: Day): Promise<boolean> {
  return (
    (await db.all(sql`select id from customers where kind = ${kind} and archived_on <= ${today} limit 1`)).length > 0
  )
}

/** Who drifts, is taken for granted, or hears from us about money only. */
async function flags(db: Reader, rules: Rules, kind: Kind, today: Day) {
  const found = (await neglectedOn(db, rules, today)).filter((customer) => customer.kind === kind)
  return {
    drifting: found.filter(({ flag }) => flag === 'drifting').length,
    takenForGranted: found.filter(({ flag }) => flag === 'taken for granted').length,
    onlyAboutMoney: found.filter(({ onlyAboutMoney }) => onlyAboutMoney).length,
  }
}

/** Topics answered, of all for each of those about whom any topic has an answer. */
async function knowing(db: Reader, isOfKind: IsOfKind, today: Day): Promise<Share> {
  const topics = (await topicsOf(db)).length
  const [share] = await db.all<{ customers: number; answered: number }>(sql`select
      count(distinct customer_id) as customers, count(*) as answered
    from (select distinct customer_id, topic_id from facts
      where topic_id is not null and on_day <= ${today} and ${isOfKind(sql`customer_id`)}) as answers`)
  return { part: share?.answered ?? 0, whole: topics * (share?.customers ?? 0) }
}

/** Care visits on whose day a fact was learned. */
async function listening(db: Reader, { from, today }: Period, days: VisitedDay[]): Promise<Share> {
  const learned = new Map<Day, Set<number>>()
  for (const { customerId, on } of await daysLearned(db, from, today)) {
    const ids = learned.get(on)
    if (ids) ids.add(customerId)
    else learned.set(on, new Set([customerId]))
  }
  const share = { part: 0, whole: 0 }
  for (const { on, visited } of days) {
    share.whole += visited.length
    const ids = learned.get(on)
    if (ids) share.part += visited.filter((id) => ids.has(id)).length
  }
  return share
}
