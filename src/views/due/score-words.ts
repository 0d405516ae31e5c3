import { type Customer, type Goal, isArchived } from '#domain/customers/customer.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import type { Reason, Tried } from '#domain/due/due.ts'
import type { Score } from '#domain/due/score.ts'
import type { Waiting } from '#domain/loops/loop.ts'
import type { Settings } from '#domain/shop/settings.ts'
import { dayInWords, shortDay } from '#formats/days/day-in-words.ts'
import { counted } from '../text.ts'

/** `12:1 over a year, 3 short of 5:1`. */
export function ratioWords(score: Score, settings: Settings): string {
  const over = settings.ratioWindow === 365 ? 'a year' : counted(settings.ratioWindow, 'day')
  const short = score.needed > 0 ? `, ${score.needed} short of ${score.goal ?? settings.ratioGoal}:1` : ''
  return `${score.positive}:${score.negative} over ${over}${short}`
}

/** `next care visit due 21 Dec`, `care visit 12 days overdue`, `no care visit noted yet`. */
export function visitWords(score: Score, today: Day): string {
  if (score.visitDue === null || score.daysOverdue === null) return 'no care visits scheduled'
  if (score.daysOverdue < 0) return `next care visit due ${shortDay(score.visitDue, today)}`
  return overdueWords(score, score.daysOverdue)
}

/** `care visit 12 days overdue`; without days where no visit was ever noted: the book knows nothing of the time before. */
function overdueWords({ lastVisit }: Pick<Score, 'lastVisit'>, days: number): string {
  if (lastVisit === null) return 'no care visit noted yet'
  return days > 0 ? `care visit ${counted(days, 'day')} overdue` : 'care visit due today'
}

const timesWords = (times: number): string => (times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`)

/** `tried twice, last on 19 Nov`: attempts since the last care visit. */
export const triedWords = (tried: Tried | null, today: Day): string[] =>
  tried === null
    ? []
    : [`tried ${timesWords(tried.times)}, ${tried.times === 1 ? '' : 'last '}on ${shortDay(tried.last, today)}`]

/** `open 9 days`, `open since today`. */
export const openWords = (days: number): string => (days === 0 ? 'open since today' : `open ${counted(days, 'day')}`)

/** `2 days late`, `due today`, `due in 3 days`; of a loop without a day, `open 9 days`. */
function lateness({ days, openDays }: { days: number; openDays?: number }): string {
  if (openDays !== undefined) return openWords(openDays)
  if (days < 0) return `due in ${counted(-days, 'day')}`
  return days > 0 ? `${counted(days, 'day')} late` : 'due today'
}

/** `3 days on Kim`, `since today on Kim` */
export const waitedWords = ({ days, on }: Waiting): string =>
  `${days === 0 ? 'since today' : counted(days, 'day')} on ${on}`

/** `, waiting 3 days on Kim`; empty for a loop that waits on nobody. */
export const waitingWords = ({ waiting }: { waiting?: Waiting | null }): string =>
  waiting ? `, waiting ${waitedWords(waiting)}` : ''

/** `: came late`; empty for a loop that was opened without a word. */
export const textBehind = ({ kind, text }: { kind: string; text: string }): string => (text === kind ? '' : `: ${text}`)

const dayThatMoves =
  /\b(?:today|tomorrow|tmrw|tonight|this (?:morning|afternoon|evening)|(?:by|until|till|on|next|this) (?:\S+ )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:in|next|within|this) (?:\S+ )?(?:days?|weeks?|months?))(?: (?:morning|afternoon|evening|night))?[.!]*$/i

/** Few texts end with such a word, and the pattern of the whole day takes V8 a millisecond to make. */
const lastOfDayThatMoves = /(?:days?|tomorrow|tmrw|night|morning|noon|evening|weeks?|months?)[.!]*$/i

/** `send the list by tomorrow (26 Nov)`: from that day on, a text that ends with a day that moves says the one by which it is due. */
export const textOnceDue = ({ text, dueOn }: { text: string; dueOn: Day | null }, today: Day): string =>
  dueOn !== null && dueOn <= today && lastOfDayThatMoves.test(text) && dayThatMoves.test(text)
    ? `${text} (${shortDay(dueOn, today)})`
    : text

/** `birthday`, `promise #7: send the list`, `care visit`: a reason whose day stands beside it. */
export function reasonAlone(reason: Reason): string {
  if ('label' in reason) return reason.label
  return 'loop' in reason ? `${reason.kind} #${reason.loop}${textBehind(reason)}` : 'care visit'
}

export function reasonWords(reason: Reason, score: Score, goal: number): string {
  switch (reason.kind) {
    case 'promise':
    case 'request': {
      const { kind, dueOn, days } = reason
      const text = dueOn === null ? reason.text : textOnceDue(reason, addDays(dueOn, days))
      return `${kind} #${reason.loop} ${lateness(reason)}${waitingWords(reason)}${textBehind({ kind, text })}`
    }
    case 'complaint':
      return `complaint #${reason.loop} ${openWords(reason.days)}${waitingWords(reason)}${textBehind(reason)}`
    case 'reply':
      return `waiting ${counted(reason.days, 'day')} for an answer to #${reason.touch}: ${reason.text}`
    case 'date':
      return `${reason.label} ${reason.days === 0 ? 'today' : reason.days === -1 ? 'tomorrow' : `in ${counted(-reason.days, 'day')}`}`
    case 'savings':
      return `tell them of ${counted(reason.count, 'saving')}, the oldest ${counted(reason.days, 'day')} old`
    case 'visit':
      return reason.days < 0 ? `care visit due in ${counted(-reason.days, 'day')}` : overdueWords(score, reason.days)
    case 'ratio':
      return `${reason.needed} short of ${score.goal ?? goal}:1 (${score.positive}:${score.negative})`
  }
}

/** `by tomorrow`, `due today`, `1 day late`; empty for a loop without a day. */
export function dueWords(dueOn: Day | null, days: number | null, today: Day): string {
  if (dueOn === null || days === null) return ''
  if (days > 0) return `${counted(days, 'day')} late`
  return days === 0 ? 'due today' : `by ${dayInWords(dueOn, today)}`
}

/** `archived on 2026-11-20`: the cause of a missing score. The archive of somebody who was taken back since has no day here. */
export function notScoredWords(customer: Pick<Customer, 'since' | 'archivedOn'>, today: Day): string {
  if (customer.since > today) return `with you only from ${customer.since}`
  return isArchived(customer, today) ? `archived on ${customer.archivedOn}` : 'archived on that day'
}

/** `10:1`, or `their goals` where they differ. */
export const goalWords = (goals: (number | null)[]): string =>
  new Set(goals).size === 1 ? `${goals[0]}:1` : 'their goals'

/** `goal 5:1`, `no goal`; null where the shop's goal applies. */
export const goalText = (goal: Goal | null): string | null =>
  goal === null ? null : goal === 'none' ? 'no goal' : `goal ${goal}:1`
