import { type Asked, askedOf, daysToAnswer, daysToClose, replyReasons } from './answers.ts'
import type { Customer } from './customer.ts'
import { type CustomerDate, dateReasons, datesPassedAndKept } from './dates.ts'
import type { Day } from './day.ts'
import type { Reason } from './due.ts'
import { type Fact, type Knowing, knowingOf, type Topic } from './knowing.ts'
import type { Loop } from './loop.ts'
import { type Saving, savingsReason } from './savings.ts'
import { windowStart } from './score.ts'
import type { Settings } from './settings.ts'
import type { Span } from './spans.ts'
import type { Touch } from './touch.ts'
import {
  answeringShare,
  honestyShare,
  initiativeShare,
  listeningShare,
  promisesShare,
  type RespectParts,
  type TrustParts,
} from './trust.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a book says of one customer: all loops but the dropped ones, and touches up to the day that is looked from. */
export type PracticeRecords = {
  customer: Pick<Customer, 'since'>
  touches: Touch[]
  loops: Loop[]
  dates: CustomerDate[]
  facts: Fact[]
  savings: Saving[]
  topics: Topic[]
  rules: { vocabulary: Vocabulary; settings: Settings }
}

/** How the practices are kept towards one customer, over the ratio's window. */
export type Practices = {
  trust: TrustParts
  respect: RespectParts
  knowing: Knowing
  /** Days to answer what they began; null where nothing was answered. */
  answers: Span | null
  /** Touches of theirs that wait for an answer, for however long. */
  waiting: number
  /** Days from opened to closed, of complaints and of requests; null where none was. */
  mending: Span | null
  doing: Span | null
}

const ourDays = (touches: Touch[]): Day[] => touches.filter(({ begunBy }) => begunBy === 'us').map(({ on }) => on)

/**
 * How the practices are kept (docs/scoring.md, "Trust and respect" and "Answering").
 * @param records the touches may begin with those of the ratio's window, unless `waiting` is asked for
 */
export function practicesOf(records: PracticeRecords, today: Day): Practices {
  const { customer, loops, topics, facts, rules } = records
  const { vocabulary, settings } = rules
  const touches = records.touches.filter(({ on }) => on <= today)
  const learned = facts.filter(({ on }) => on <= today)
  const period = { from: windowStart(today, settings.ratioWindow), today }
  const asked = askedOf(touches, loops, today)
  const knowing = knowingOf(topics, learned, today)
  const details = datesPassedAndKept(records.dates, ourDays(touches), period.from, today, customer.since)
  const ofKind = (kind: Loop['kind']) => loops.filter((loop) => loop.kind === kind)
  return {
    trust: {
      promises: promisesShare(loops, period),
      initiative: initiativeShare(touches, vocabulary, period),
      details: { part: details.kept, whole: details.passed },
      honesty: honestyShare(touches, loops, period),
    },
    respect: {
      knowing: { part: knowing.answered, whole: knowing.answered === 0 ? 0 : knowing.topics },
      listening: listeningShare(
        touches,
        loops,
        learned.map(({ on }) => on),
        vocabulary,
        period,
      ),
      answering: answeringShare(asked, settings.replyWithin, period),
    },
    knowing,
    answers: daysToAnswer(asked, period.from),
    waiting: asked.filter(({ answeredOn }) => answeredOn === null).length,
    mending: daysToClose(ofKind('complaint'), period.from, today),
    doing: daysToClose(ofKind('request'), period.from, today),
  }
}

/** The reasons of due that are neither of loops nor of the score, from records (docs/scoring.md, "What cl due lists"). */
export function otherReasonsOf(
  { touches, loops, dates, savings, rules: { settings } }: Omit<PracticeRecords, 'customer' | 'facts' | 'topics'>,
  today: Day,
): Reason[] {
  const asked: Asked[] = askedOf(touches, loops, today)
  const untold = savingsReason(savings, settings, today)
  return [
    ...replyReasons(asked, settings.replyWithin, today),
    ...dateReasons(dates, ourDays(touches), settings, today),
    ...(untold ? [untold] : []),
  ]
}
