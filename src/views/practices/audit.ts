import type { Day } from '#domain/days/day.ts'
import {
  type Audit,
  type AuditAnswer,
  type AuditFigures,
  answerTo,
  mostPoints,
  pointsOf,
  questions,
  unanswered,
} from '#domain/practices/audit.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { type Cell, tableOf } from '../table.ts'
import { counted, prose, type Room, signed, titled, visible } from '../text.ts'
import { noColour, type Paper, type View } from '../view.ts'
import { auditWords } from './audit-figures.ts'

type AskedQuestion = { question: number; text: string; evidence: string; last: AuditAnswer | null }

export type Questions = { figures: AuditFigures; last: Audit | null }

/** @param question from 1 */
export function askedQuestion({ figures, last }: Questions, question: number): AskedQuestion {
  return {
    question,
    text: questions[question - 1]?.text ?? '',
    evidence: auditWords[question - 1]?.(figures) ?? '',
    last: answerTo(last, question),
  }
}

const answerWords = ({ score, note }: AuditAnswer): string => (note === null ? String(score) : `${score}, ${note}`)

export function questionLines(
  { question, text, evidence, last }: AskedQuestion,
  room: Room,
  { bold } = noColour,
): string[] {
  return [
    ...titled(String(question).padStart(2), text, 4, room).map((line) => bold(line)),
    ...titled('', `The book: ${evidence}`, 4, room),
    ...(last === null ? [] : titled('', visible(`Last time: ${answerWords(last)}`), 4, room)),
  ]
}

const allQuestions = (data: Questions): AskedQuestion[] => questions.map((_, i) => askedQuestion(data, i + 1))

export const questionsView: View<Questions> = {
  text: (data, paper) =>
    [
      ...allQuestions(data).flatMap((each) => questionLines(each, paper, paper.colour)),
      ...prose(`What the book says is of the last ${counted(data.figures.window, 'day')}, up to today.`, paper),
    ].join('\n'),
  json: (data) => ({
    questions: allQuestions(data).map(({ last, ...each }) => ({
      ...each,
      lastScore: last?.score ?? null,
      lastNote: last?.note ?? null,
    })),
    figures: data.figures,
  }),
}

export type Compared = { audit: Audit; before: Audit | null }

type ComparedAnswer = {
  question: number
  subject: string
  score: number | null
  note: string | null
  before: number | null
  change: number | null
}

const changeFrom = (before: number | null | undefined, now: number | null | undefined): number | null =>
  before === null || before === undefined || now === null || now === undefined ? null : now - before

const comparedAnswers = ({ audit, before }: Compared): ComparedAnswer[] =>
  questions.map(({ subject }, i) => {
    const now = answerTo(audit, i + 1)
    const then = answerTo(before, i + 1)
    return {
      question: i + 1,
      subject,
      score: now?.score ?? null,
      note: now?.note ?? null,
      before: then?.score ?? null,
      change: changeFrom(then?.score, now?.score),
    }
  })

/** Null while the audit is not finished. */
const totalOf = (audit: Audit | null): number | null => audit && (audit.finishedOn === null ? null : pointsOf(audit))

/** `+2`, `−1`, `as before`; empty without an earlier audit. */
function changeCell(change: number | null, { colour }: Paper): Cell {
  if (change === null) return ''
  if (change === 0) return 'as before'
  return { text: signed(change), style: change > 0 ? colour.green : colour.red }
}

const scoreText = (score: number | null): string => (score === null ? '–' : String(score))

/** `31 of 44, 3 more than on 20 Aug`. */
function totalWords({ audit, before }: Compared, today: Day): string {
  const total = `${pointsOf(audit)} of ${mostPoints}`
  if (before === null || before.finishedOn === null) return total
  const change = pointsOf(audit) - pointsOf(before)
  const day = dayInWords(before.finishedOn, today)
  if (change === 0) return `${total}, as many as ${day}`
  return `${total}, ${Math.abs(change)} ${change > 0 ? 'more' : 'fewer'} than ${day}`
}

function answerTable(compared: Compared, paper: Paper): string {
  const isSecond = compared.before !== null
  return tableOf(comparedAnswers(compared), paper, [
    { title: '#', align: 'right', of: ({ question }) => String(question) },
    { title: 'Question', least: 16, wraps: true, of: ({ subject }) => subject },
    { title: 'Now', align: 'right', of: ({ score }) => scoreText(score) },
    isSecond && { title: 'Before', align: 'right', of: ({ before }) => scoreText(before) },
    isSecond && { title: 'Change', of: ({ change }) => changeCell(change, paper) },
    { title: 'Note', least: 10, wraps: true, of: ({ note }) => note ?? '' },
  ])
}

/** `4 of 11 questions answered`. */
export const answeredWords = ({ answers }: Audit): string =>
  `${answers.length} of ${questions.length} questions answered`

/** The command that goes on with the audit is named, too. */
export const unfinishedWords = (audit: Audit): string =>
  `${answeredWords(audit)}; cl audit goes on with question ${unanswered(audit)[0]}.`

const comparedJson = ({ audit, before }: Compared) => ({
  begunOn: audit.begunOn,
  finishedOn: audit.finishedOn,
  total: totalOf(audit),
  most: mostPoints,
  before: before && { finishedOn: before.finishedOn, total: totalOf(before) },
  change: changeFrom(totalOf(before), totalOf(audit)),
  answers: comparedAnswers({ audit, before }),
})

/** A page once all questions are answered; until then a line. */
export const auditView: View<Compared> = {
  text: (compared, paper) =>
    compared.audit.finishedOn === null
      ? unfinishedWords(compared.audit)
      : [`The audit is finished: ${totalWords(compared, paper.today)}`, answerTable(compared, paper)].join('\n'),
  json: comparedJson,
}

export const auditsView: View<Audit[]> = {
  text: (audits, paper) => {
    const [last, before = null] = audits.toReversed()
    if (!last) return ''
    const newestFirst = audits.map((audit, i) => ({ audit, before: audits[i - 1] ?? null })).toReversed()
    return [
      tableOf(newestFirst, paper, [
        { title: 'Audit', of: ({ audit }) => dayInWords(audit.finishedOn ?? audit.begunOn, paper.today) },
        { title: 'Total', align: 'right', of: ({ audit }) => `${pointsOf(audit)} of ${mostPoints}` },
        {
          title: 'Change',
          of: ({ audit, before }) => changeCell(changeFrom(totalOf(before), totalOf(audit)), paper),
        },
      ]),
      answerTable({ audit: last, before }, paper),
    ].join('\n\n')
  },
  json: (audits) => audits.map((audit, i) => comparedJson({ audit, before: audits[i - 1] ?? null })).toReversed(),
}
