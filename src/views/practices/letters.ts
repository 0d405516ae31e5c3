import {
  type Answers,
  changedAnswers,
  checklist,
  type Letter,
  type Review,
  type ReviewDue,
  yesesIn,
} from '#domain/practices/letters.ts'
import { dayInWords, shortDay } from '#formats/days/day-in-words.ts'
import { fieldsOf } from '../json-parts.ts'
import { type Cell, type ColumnOf, tableOf } from '../table.ts'
import { counted, visible } from '../text.ts'
import { csvOf, type Paper, type View } from '../view.ts'

export type LetterLine = Letter & ReviewDue & { lastReview: Review | null }

type AskedOfLetter = (typeof checklist)[number]

const yesOrNo = (yes: boolean): string => (yes ? 'yes' : 'no')

const yesWords = (answers: Answers): string => `${yesesIn(answers)} of ${checklist.length}`

const reviewJson = (review: Review | null) => review && { ...review, yes: yesesIn(review.answers) }

function dueCell({ dueOn, days }: ReviewDue, { today, colour }: Paper): Cell {
  if (days < 0) return dayInWords(dueOn, today)
  return { text: days === 0 ? 'today' : `${counted(days, 'day')} ago`, style: colour.yellow }
}

const letterJson = (letter: LetterLine) => ({
  ...fieldsOf(letter, 'title', 'reviewEvery', 'addedOn'),
  lastReview: reviewJson(letter.lastReview),
  reviewDue: letter.dueOn,
  daysOverdue: letter.days,
})

/** `about_them` */
const answerCsv = ({ key }: AskedOfLetter) =>
  [
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    ({ lastReview }: LetterLine) => lastReview && yesOrNo(lastReview.answers[key]),
  ] as const

export const lettersView: View<LetterLine[]> = {
  text: (letters, paper) =>
    tableOf(letters, paper, [
      { title: 'Letter', least: 12, wraps: 'beside', of: ({ title }) => title },
      {
        title: 'Reviewed',
        of: ({ lastReview }) => (lastReview === null ? 'never' : dayInWords(lastReview.on, paper.today)),
      },
      {
        title: 'Yes',
        align: 'right',
        of: ({ lastReview }) => (lastReview === null ? '–' : yesWords(lastReview.answers)),
      },
      { title: 'Review due', of: (letter) => dueCell(letter, paper) },
      { title: 'Every', align: 'right', of: ({ reviewEvery }) => `${reviewEvery}d` },
    ]),
  json: (letters) => letters.map(letterJson),
  csv: (letters) =>
    csvOf(letters, {
      title: ({ title }) => title,
      review_every: ({ reviewEvery }) => reviewEvery,
      added_on: ({ addedOn }) => addedOn,
      last_review: ({ lastReview }) => lastReview?.on ?? null,
      yes: ({ lastReview }) => lastReview && yesesIn(lastReview.answers),
      review_due: ({ dueOn }) => dueOn,
      days_overdue: ({ days }) => days,
      ...Object.fromEntries(checklist.map(answerCsv)),
      note: ({ lastReview }) => lastReview?.note ?? null,
    }),
}

export const letterView: View<LetterLine & { did: string }> = {
  text: ({ did, title, reviewEvery, dueOn }, { today }) =>
    visible(`${did} "${title}": looked at every ${reviewEvery}d, due ${dayInWords(dueOn, today)}`),
  json: letterJson,
}

type Reviewed = { letter: LetterLine; now: Review; before: Review | null }

function answerColumns({ now, before }: Reviewed, { today, colour }: Paper): (ColumnOf<AskedOfLetter> | false)[] {
  const better = { text: 'better', style: colour.green }
  const worse = { text: 'worse', style: colour.red }
  return [
    { title: 'Question', least: 20, wraps: 'beside', of: ({ question }) => question },
    {
      title: 'Now',
      of: ({ key }) => ({ text: yesOrNo(now.answers[key]), style: now.answers[key] ? String : colour.red }),
    },
    before !== null && { title: shortDay(before.on, today), of: ({ key }) => yesOrNo(before.answers[key]) },
    before !== null && {
      title: 'Change',
      of: ({ key }) => (now.answers[key] === before.answers[key] ? '' : now.answers[key] ? better : worse),
    },
  ]
}

/** The note of the earlier review stands there where two are seen side by side. */
function notes({ letter, before }: Reviewed, { today }: Paper): string[] {
  return [
    ...(before === null || before.note === null
      ? []
      : [visible(`Noted ${shortDay(before.on, today)}: ${before.note}`)]),
    `Next review due ${dayInWords(letter.dueOn, today)}`,
  ]
}

export const reviewedView: View<Reviewed> = {
  text: (reviewed, paper) => {
    const { letter, now, before } = reviewed
    const than = before === null ? '' : ` (${shortDay(before.on, paper.today)}: ${yesWords(before.answers)})`
    return [
      visible(`Reviewed "${letter.title}": ${yesWords(now.answers)}${than}`),
      tableOf([...checklist], paper, answerColumns(reviewed, paper)),
      ...notes(reviewed, paper),
    ].join('\n')
  },
  json: ({ letter, now, before }) => ({
    title: letter.title,
    ...reviewJson(now),
    before: reviewJson(before),
    changed: before === null ? [] : changedAnswers(now.answers, before.answers),
    reviewDue: letter.dueOn,
  }),
}
