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

/**
 * The practices (docs/scoring.md, "Trust and respect" and "Answering"), as a function that takes a
 * customer's id, or 0 for all together.
 * @param initiative contacts begun by us, of all that were not about money
 */
export async function practicesBy(
  db: Reader,
  rules: Rules,
  period: Period,
  whose: Whose,
  initiative: Map<number, Share>,
): Promise<(id: number) => Kept> {
  const { replyWithin } = rules.settings
  const { today } = period
  const promises = await promisesKept(db, period, whose)
  const details = await datesKept(db, rules, period, whose)
  const settingRight = await complaintsSetRight(db, period, whose, rules.settings.mendWithin)
  const heard = await listening(db, period, whose, wordsOf(rules))
  const asked = byCustomer(await askedBetween(db, rules, period, whose))
  const waiting = await waitingCounts(db, rules, today, whose)
  const ended = await complaintsAndRequests(db, period, whose)
  const known = await answeredTopics(db, today, whose)
  const [{ topics } = { topics: 0 }] = await db.all<{ topics: number }>(sql`select count(*) as topics from topics`)
  return (id) => {
    const { answered, customers } = known.get(id) ?? { answered: 0, customers: 0 }
    const { complaints, requests } = ended.get(id) ?? { complaints: nothingEnded, requests: nothingEnded }
    const askedOfThem = asked.get(id) ?? []
    return {
      trust: {
        promises: promises.get(id) ?? none,
        initiative: initiative.get(id) ?? none,
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
