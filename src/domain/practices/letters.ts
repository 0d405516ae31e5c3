import { wrongUsage } from '#errors.ts'
import { compareText } from '../compare-text.ts'
import { addDays, type Day, daysBetween } from '../days/day.ts'

/** Customers see or hear it: a bill, a page or a recording. */
export type Letter = {
  id: number
  title: string
  /** Days. */
  reviewEvery: number
  addedOn: Day
}

/** `yes` is always the better answer. */
export const checklist = [
  { key: 'thanks', question: 'Is there a thanks in it?' },
  { key: 'aboutThem', question: 'Is it about them, not about us?' },
  { key: 'clear', question: 'Is it clear in seven seconds?' },
  { key: 'everyTemperament', question: 'Does it read well for every temperament?' },
  { key: 'welcome', question: 'Would you want to get it?' },
] as const

type ChecklistKey = (typeof checklist)[number]['key']
export type Answers = Record<ChecklistKey, boolean>

export type Review = { on: Day; answers: Answers; note: string | null }

/** The order is that of the checklist. */
export const answersInOrder = (yes: boolean[]): Answers =>
  Object.fromEntries(checklist.map(({ key }, i) => [key, yes[i] === true])) as Answers

export const yesesIn = (answers: Answers): number => checklist.filter(({ key }) => answers[key]).length

/** `yynyn`, or `yes,no,yes,yes,no`. @throws wrong usage, for anything else */
export function answersFrom(text: string): Answers {
  const plain = text.trim().toLowerCase()
  const words = /^[yn]+$/.test(plain) ? [...plain] : plain.split(/[\s,;]+/)
  if (words.length !== checklist.length || !words.every((word) => /^(y|yes|n|no)$/.test(word))) {
    throw wrongUsage(
      `"${text}" is not five answers.`,
      'Write y or n for each question, in order, as in: --answers yynyn',
    )
  }
  return answersInOrder(words.map((word) => word.startsWith('y')))
}

export const changedAnswers = (now: Answers, before: Answers): ChecklistKey[] =>
  checklist.map(({ key }) => key).filter((key) => now[key] !== before[key])

/** `days` is above 0 overdue, 0 due today, below 0 not due yet. */
export type ReviewDue = { dueOn: Day; days: number }

/** So many days after the last review, or after the letter was added (docs/scoring.md, "Letters"). */
export function reviewDue(
  letter: Pick<Letter, 'reviewEvery' | 'addedOn'>,
  lastReview: Pick<Review, 'on'> | null,
  today: Day,
): ReviewDue {
  const dueOn = addDays(lastReview?.on ?? letter.addedOn, letter.reviewEvery)
  return { dueOn, days: daysBetween(dueOn, today) }
}

/** The longest due come first, then by title. */
export const byReviewDue = <T extends { title: string; days: number }>(letters: T[]): T[] =>
  letters.toSorted((a, b) => b.days - a.days || compareText(a.title, b.title))

export const lettersDue = <T extends { title: string; days: number }>(letters: T[]): T[] =>
  byReviewDue(letters.filter(({ days }) => days >= 0))
