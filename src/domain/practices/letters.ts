import { wrongUsage } from '#errors.ts'
import { compareText } from '../compare-text.ts'
import { addDays, type Day, daysBetween } from '../days/day.ts'

/** Something that customers see or hear, such as a bill, a page or a recording. */
export type Letter = {
  id: number
  title: string
  /** Days after which it is looked at again. */
  reviewEvery: number
  addedOn: Day
}

/** The questions to a letter, in order; `yes` is always the better answer. */
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

/** Gives each question of the checklist its answer, in order. */
export const answersInOrder = (yes: boolean[]): Answers =>
  Object.fromEntries(checklist.map(({ key }, i) => [key, yes[i] === true])) as Answers

export const yesesIn = (answers: Answers): number => checklist.filter(({ key }) => answers[key]).length

/**
 * Reads five answers: `yynyn`, or `yes,no,yes,yes,no`.
 * @throws wrong usage for anything else
 */
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

/** The day of a letter’s next review; `days` is above 0 overdue, 0 due today, below 0 not due yet. */
export type ReviewDue = { dueOn: Day; days: number }

/**
 * The day of the next review (docs/scoring.md, "Letters"): as many days as the letter says after its last review, or
 * after it was added.
 */
export function reviewDue(
  letter: Pick<Letter, 'reviewEvery' | 'addedOn'>,
  lastReview: Pick<Review, 'on'> | null,
  today: Day,
): ReviewDue {
  const dueOn = addDays(lastReview?.on ?? letter.addedOn, letter.reviewEvery)
  return { dueOn, days: daysBetween(dueOn, today) }
}

/** Sorts letters: the longest due first, then by title. */
export const byReviewDue = <T extends { title: string; days: number }>(letters: T[]): T[] =>
  letters.toSorted((a, b) => b.days - a.days || compareText(a.title, b.title))

export const lettersDue = <T extends { title: string; days: number }>(letters: T[]): T[] =>
  byReviewDue(letters.filter(({ days }) => days >= 0))
