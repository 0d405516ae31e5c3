import { type Customer, whyNotScored } from '#domain/customer.ts'
import type { Day } from '#domain/day.ts'
import type { Reason } from '#domain/due.ts'
import type { Waiting } from '#domain/loop.ts'
import type { Score } from '#domain/score.ts'
import type { Settings } from '#domain/settings.ts'
import { dayInWords, shortDay } from '#formats/day-words.ts'
import { counted } from './text.ts'

/** `12:1 over a year`, and what is missing to the goal. */
export function ratioWords(score: Score, settings: Settings): string {
  const over = settings.ratioWindow === 365 ? 'a year' : counted(settings.ratioWindow, 'day')
  const short = score.needed > 0 ? `, ${score.needed} short of ${settings.ratioGoal}:1` : ''
  return `${score.positive}:${score.negative} over ${over}${short}`
}

/** `next visit due 21 Dec`, `visit 12 days overdue`. */
export function visitWords(score: Score, today: Day): string {
  if (score.visitDue === null || score.daysOverdue === null) return 'no visits scheduled'
  if (score.daysOverdue > 0) return `visit ${counted(score.daysOverdue, 'day')} overdue`
  if (score.daysOverdue === 0) return 'visit due today'
  return `next visit due ${shortDay(score.visitDue, today)}`
}

const lateness = (days: number): string => (days > 0 ? `${counted(days, 'day')} late` : 'due today')

/** `, waiting 3 days on Kim`: on whom something waits, if it does. */
export const waitingWords = ({ waiting }: { waiting?: Waiting | null }): string =>
  waiting ? `, waiting ${waiting.days === 0 ? 'since today' : counted(waiting.days, 'day')} on ${waiting.on}` : ''

/** A reason, as `cl due` says it. */
export function reasonWords(reason: Reason, score: Score, goal: number): string {
  switch (reason.kind) {
    case 'promise':
    case 'request':
      return `${reason.kind} #${reason.loop} ${lateness(reason.days)}${waitingWords(reason)}: ${reason.text}`
    case 'complaint':
      return `complaint #${reason.loop} open ${reason.days === 0 ? 'since today' : counted(reason.days, 'day')}${waitingWords(reason)}: ${reason.text}`
    case 'reply':
      return `waiting ${counted(reason.days, 'day')} for an answer to #${reason.touch}: ${reason.text}`
    case 'date':
      return `${reason.label} ${reason.days === 0 ? 'today' : reason.days === -1 ? 'tomorrow' : `in ${counted(-reason.days, 'day')}`}`
    case 'savings':
      return `tell them of ${counted(reason.count, 'saving')}, the oldest ${counted(reason.days, 'day')} old`
    case 'visit':
      if (reason.days > 0) return `visit ${counted(reason.days, 'day')} overdue`
      return reason.days === 0 ? 'visit due today' : `visit due in ${counted(-reason.days, 'day')}`
    case 'ratio':
      return `${reason.needed} short of ${goal}:1 (${score.positive}:${score.negative})`
  }
}

/** `by tomorrow`, `due today`, `1 day late`: when a loop is due, seen from `today`. */
export function dueWords(dueOn: Day | null, days: number | null, today: Day): string {
  if (dueOn === null || days === null) return ''
  if (days > 0) return `${counted(days, 'day')} late`
  return days === 0 ? 'due today' : `by ${dayInWords(dueOn, today)}`
}

/** `archived on 2026-11-20`: why there is no score. */
export const notScoredWords = (customer: Pick<Customer, 'since' | 'archivedOn'>, today: Day): string =>
  whyNotScored(customer, today) === 'archived'
    ? `archived on ${customer.archivedOn}`
    : `with you only from ${customer.since}`
