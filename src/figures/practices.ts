import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { answeringShare, daysToAnswer } from '#domain/answers.ts'
import { byCustomer } from '#domain/by-customer.ts'
import type { Day } from '#domain/day.ts'
import { knowingFrom } from '#domain/knowing.ts'
import type { Practices } from '#domain/practices.ts'
import type { Period, Share } from '#domain/trust.ts'
import type { Rules } from '#tables/rules.ts'
import { askedBetween, waitingCounts } from './answers.ts'
import { wordsOf } from './conditions.ts'
import { datesKept } from './dates.ts'
import { complaintsAndRequests, complaintsSetRight, type Ended, promisesKept } from './loops.ts'
import { listening } from './touch-counts.ts'
import { byWhom, grouping, type Whose } from './whose.ts'

const none: Share = { part: 0, whole: 0 }
const nothingEnded: Ended = { span: null, open: 0 }

type Kept = Practices & { openComplaints: number; openRequests: number }

/** Answered topics of all customers with an answer, and how many such customers there are. */
const answeredTopics = async (db: Reader, today: Day, whose: Whose) => {
  const { id, by } = grouping(whose, sql`customer_id`)
  return byWhom(
    await db.all<{ customerId: number; customers: number; answered: number }>(sql`select ${id},
        count(distinct customer_id) as customers, count(distinct customer_id || '/' || topic_id) as answered
      from facts where topic_id is not null and on_day <= ${today} and ${whose.of(sql`customer_id`)} ${by}`),
  )
}

async function topicCount(db: Reader): Promise<number> {
  const [found] = await db.all<{ topics: number }>(sql`select count(*) as topics from topics`)
  return found?.topics ?? 0
}

/**
 * The practices (docs/scoring.md, "Trust and respect" and "Answering"), as a function that takes a
 * customer's id, or 0 for all together, and their initiative: contacts begun by us, of all that were not about money.
 */
export async function practicesBy(
  db: Reader,
  rules: Rules,
  period: Period,
  whose: Whose,
): Promise<(id: number, initiative: Share | undefined) => Kept> {
  const { replyWithin } = rules.settings
  const { today } = period
  const [promises, details, settingRight, heard, asked, waiting, ended, known, topics] = await Promise.all([
    promisesKept(db, period, whose),
    datesKept(db, rules, period, whose),
    complaintsSetRight(db, period, whose, rules.settings.mendWithin),
    listening(db, period, whose, wordsOf(rules)),
    askedBetween(db, rules, period, whose).then(byCustomer),
    waitingCounts(db, rules, today, whose),
    complaintsAndRequests(db, period, whose),
    answeredTopics(db, today, whose),
    topicCount(db),
  ])
  return (id, initiative = none) => {
    const { answered, customers } = known.get(id) ?? { answered: 0, customers: 0 }
    const { complaints, requests } = ended.get(id) ?? { complaints: nothingEnded, requests: nothingEnded }
    const askedOfThem = asked.get(id) ?? []
    return {
      trust: {
        promises: promises.get(id) ?? none,
        initiative,
        details: details.get(id) ?? none,
        settingRight: settingRight.get(id) ?? none,
      },
      respect: {
        knowing: { part: answered, whole: topics * customers },
        listening: heard.get(id) ?? none,
        answering: answeringShare(askedOfThem, replyWithin, today),
      },
      knowing: knowingFrom(answered, topics),
      answers: daysToAnswer(askedOfThem),
      waiting: waiting.get(id)?.touches ?? 0,
      mending: complaints.span,
      doing: requests.span,
      openComplaints: complaints.open,
      openRequests: requests.open,
    }
  }
}
