import { wrongUsage } from '#errors.ts'
import { checkNote } from '../customers/name.ts'
import { type Day, daysBetween } from '../days/day.ts'
import { sumOf } from '../sums.ts'

/** 4 is always the best answer. */
export const questions: { subject: string; text: string }[] = [
  {
    subject: 'Relationships that last',
    text: 'Do you build relationships that last, rather than go for the quick sale?',
  },
  { subject: 'Keeping them', text: 'Do you work as hard to keep your customers as you did to win them?' },
  { subject: 'As when courting', text: 'Do you treat them today as you did while you were courting them?' },
  { subject: 'The long-standing ones', text: 'Do those who are with you longest feel as valued as the newest?' },
  { subject: 'Knowing why', text: 'Do you know why they are happy with you, or why not?' },
  { subject: 'Within reach', text: 'Are you easy to reach, and quick to answer?' },
  { subject: 'Knowing their business', text: 'Do you know their business, and what they need?' },
  { subject: 'Keeping your word', text: 'Do you do what you said, by the day you said?' },
  { subject: 'Owning up', text: 'When you err, do you say so first, and put it right at once?' },
  { subject: 'Asking and listening', text: 'Do you ask them what they think, and listen?' },
  { subject: 'Saving them something', text: 'Do you save them time and money, and tell them so?' },
]

/** The place of each is its score, from 0 to 4. */
export const scores = ['not at all', 'hardly', 'half and half', 'mostly', 'fully so']

const best = scores.length - 1
export const mostPoints = best * questions.length

/** Days. */
const askedAgainAfter = 90

/** A question is a number from 1 to 11; a score is from 0 to 4. */
export type AuditAnswer = { question: number; score: number; note: string | null }

/** It may take several sittings until all questions are answered. */
export type Audit = { id: number; begunOn: Day; finishedOn: Day | null; answers: AuditAnswer[] }

export const pointsOf = ({ answers }: Pick<Audit, 'answers'>): number => sumOf(answers, ({ score }) => score)

/** @param question from 1 @returns null while there is no answer */
export const answerTo = (audit: Pick<Audit, 'answers'> | null, question: number): AuditAnswer | null =>
  audit?.answers.find((answer) => answer.question === question) ?? null

/** Questions are counted from 1, and in order. */
export const unanswered = (audit: Pick<Audit, 'answers'> | null): number[] =>
  questions.map((_, i) => i + 1).filter((question) => answerTo(audit, question) === null)

/** @throws wrong usage, for anything but a whole number from 0 to 4 */
export function scoreFrom(text: string): number {
  const score = /^\d$/.test(text.trim()) ? Number(text) : best + 1
  if (score > best) {
    throw wrongUsage(`"${text}" is not an answer.`, `Answer with 0 (${scores[0]}) to ${best} (${scores[best]}).`)
  }
  return score
}

/**
 * `3=2`, or `3=2 we were slow on Fridays`.
 * @throws wrong usage, for another form, an unknown question, a score outside 0–4, and an empty or too long note
 */
export function answerFrom(text: string): AuditAnswer {
  const [, number = '', score = '', note = ''] = /^\s*(\d{1,3})\s*=\s*(\S+)(.*)$/s.exec(text) ?? []
  if (number === '') {
    throw wrongUsage(`"${text}" is not an answer.`, 'Write the question, =, the score and a note: 3=2 slow on Fridays')
  }
  const question = Number(number)
  if (question < 1 || question > questions.length) {
    throw wrongUsage(`There is no question ${question}.`, `They are 1 to ${questions.length}: cl audit --questions`)
  }
  return { question, score: scoreFrom(score), note: note.trim() === '' ? null : checkNote('note', note) }
}

/** Days since the last audit, once they are more than 90; null before that, and before the first one (docs/scoring.md, "The audit"). */
export function auditDue(lastFinishedOn: Day | null, today: Day): number | null {
  const days = lastFinishedOn === null ? 0 : daysBetween(lastFinishedOn, today)
  return days >= askedAgainAfter ? days : null
}

/**
 * Counts of customers alone, over the ratio's window unless another time is named; null where nothing can be counted
 * (docs/scoring.md, "The audit").
 */
export type AuditFigures = {
  /** Days. */
  window: number
  touches: number
  aboutMoney: number | null
  /** Customers on the window's first day, and the number of them who are not archived today. */
  customersBefore: number
  kept: number | null
  lost: number
  wonBack: number
  /** Customers today who can be compared with the days of courting, also those a year with us, and the number of each flag. */
  courted: number
  drifting: number | null
  courtedLong: number
  takenForGranted: number | null
  /** Shares, from 0 to 1, of the positive and the negative touches that have a reason. */
  positiveWithReason: number | null
  negativeWithReason: number | null
  /** Touches that they began: answered, and not yet; days from the touch to the answer. */
  answered: number
  notAnswered: number
  medianDaysToAnswer: number | null
  worstDaysToAnswer: number | null
  /** Customers today with a fact, and without; the mean share of answered topics, from 0 to 1, of the ones with a fact. */
  known: number
  unknown: number
  topicsAnswered: number | null
  promisesDue: number
  promisesKept: number | null
  complaints: number
  toldFirst: number | null
  medianDaysToMend: number | null
  /** Customers today, the number of them with a pulse, and facts learned. */
  customers: number
  withPulse: number
  facts: number
  savings: number
  savingsTold: number | null
}
