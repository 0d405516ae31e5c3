import sql, { type Sql } from 'sql-template-tag'
import { countOf } from '#book/engine.ts'
import { byCustomer } from '#domain/customers/by-customer.ts'
import type { Day } from '#domain/days/day.ts'
import { answeringShare, daysToAnswer } from '#domain/practices/answers.ts'
import type { VisitedDay } from '#domain/practices/attention.ts'
import { knowingFrom } from '#domain/practices/knowing.ts'
import type { Practices } from '#domain/practices/practices.ts'
import { listeningOf, noShare, type Share, sumOfShares } from '#domain/practices/trust.ts'
import { type Shop, totalOf, trendStart, weeklyRatios } from '#domain/reports/stats.ts'
import { countsIn, gathered, idsIn } from '#tables/ids.ts'
import { askedSince, waitingCounts } from './answers.ts'
import { conditionsOf } from './conditions.ts'
import { datesKept } from './dates.ts'
import { complaintsAndRequests, complaintsSetRight, type Ended, promisesKept } from './loops.ts'
import { type SeenBook, type Whose, windowFrom } from './seen-book.ts'
import { touchesByDay } from './touch-counts.ts'

const noneEnded: Ended = { span: null, open: 0 }
const nothingKnown = { answered: 0, customers: 0 }
const nothingEnded = { complaints: noneEnded, requests: noneEnded }

type Kept = Practices & { openComplaints: number; openRequests: number }

async function answeredTopics(
  { db, today }: SeenBook,
  whose: Whose,
): Promise<Map<number, { answered: number; customers: number }>> {
  const answers = sql`(select distinct customer_id, topic_id from facts
    where topic_id is not null and on_day <= ${today} and ${whose.of(sql`customer_id`)}) as answers`
  if (!whose.each) {
    const [row = [0, 0]] = await db.cells<[answered: number, customers: number]>(
      sql`select count(*), count(distinct customer_id) from ${answers}`,
    )
    return new Map([[0, { answered: row[0], customers: row[1] }]])
  }
  const [row = [null]] = await db.cells<[string | null]>(sql`select ${gathered(sql`customer_id`)} from ${answers}`)
  return new Map([...countsIn(row[0])].map(([id, answered]) => [id, { answered, customers: 1 }]))
}

/** Visits on which something was learned, of those with customers of whom there is a fact. */
async function listening(
  { db, today }: SeenBook,
  whose: Whose,
  visits: Promise<VisitedDay[]>,
): Promise<Map<number, Share>> {
  // Two lists are read in half the time in which SQL groups very many facts by day.
  const [[[ids = null, days = null] = []], visited] = await Promise.all([
    db.cells<(string | null)[]>(sql`select ${gathered(sql`customer_id`)}, ${gathered(sql`on_day`)} from facts
      where on_day <= ${today} and ${whose.of(sql`customer_id`)}`),
    visits,
  ])
  const shares = listeningOf(visited, { ids: idsIn(ids), days: days?.split(',') ?? [] })
  return whose.each ? shares : new Map([[0, sumOfShares([...shares.values()])]])
}

/**
 * The touches of the ratio's window, the share that was begun by us, and the ratio of each of the last weeks.
 * @param touches a query for the touches from a day up to today, as `touchesByDay` takes it
 */
export async function touchesTogether(
  seen: SeenBook,
  touches: (from: Day) => Sql,
): Promise<Pick<Shop, 'totals' | 'weeks'> & { initiative: Share }> {
  const { db, rules, today } = seen
  const { weekStart } = rules.settings
  const [from, trend] = [windowFrom(seen), trendStart(today, weekStart)]
  const days = await touchesByDay(db, touches(trend < from ? trend : from), conditionsOf(rules))
  const totals = totalOf(days.filter(({ on }) => on >= from))
  const initiative = { part: totals.notAboutMoneyByUs, whole: totals.notAboutMoney }
  return { totals, initiative, weeks: weeklyRatios(days, today, weekStart) }
}

/**
 * The practices over the ratio's window (docs/scoring.md, "Trust and respect" and "Answering"), as a function that takes a customer's id, or 0 for
 * all together, and the contacts that were begun by us, of all that were not about money.
 * @param visits the care visits of all for whom there are figures
 */
export async function practicesBy(
  seen: SeenBook,
  whose: Whose,
  visits: Promise<VisitedDay[]>,
): Promise<(id: number, initiative: Share) => Kept> {
  const { db, rules, today } = seen
  const { replyWithin } = rules.settings
  const from = windowFrom(seen)
  const [promises, details, settingRight, heard, asked, waiting, ended, known, topics] = await Promise.all([
    promisesKept(seen, from, whose),
    datesKept(seen, from, whose),
    complaintsSetRight(seen, from, whose),
    listening(seen, whose, visits),
    askedSince(seen, from, whose).then(byCustomer),
    waitingCounts(seen, whose),
    complaintsAndRequests(seen, from, whose),
    answeredTopics(seen, whose),
    countOf(db, sql`topics`),
  ])
  return (id, initiative) => {
    const { answered, customers } = known.get(id) ?? nothingKnown
    const { complaints, requests } = ended.get(id) ?? nothingEnded
    const askedOfThem = asked.get(id)
    return {
      trust: {
        promises: promises.get(id) ?? noShare,
        initiative,
        details: details.get(id) ?? noShare,
        settingRight: settingRight.get(id) ?? noShare,
      },
      respect: {
        knowing: { part: answered, whole: topics * customers },
        listening: heard.get(id) ?? noShare,
        answering: askedOfThem ? answeringShare(askedOfThem, replyWithin, today) : noShare,
      },
      knowing: knowingFrom(answered, topics),
      answers: askedOfThem ? daysToAnswer(askedOfThem) : null,
      waiting: waiting.get(id) ?? 0,
      mending: complaints.span,
      doing: requests.span,
      openComplaints: complaints.open,
      openRequests: requests.open,
    }
  }
}
