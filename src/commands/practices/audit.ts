import { Option } from '@commander-js/extra-typings'
import type { Reader } from '#book/engine.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { askEach, askForNote } from '#cli/terminal/questions.ts'
import type { Day } from '#domain/days/day.ts'
import {
  type AuditAnswer,
  answerFrom,
  mostPoints,
  pointsOf,
  scoreFrom,
  scores,
  unanswered,
} from '#domain/practices/audit.ts'
import { interrupted, wrongUsage } from '#errors.ts'
import { auditFigures } from '#figures/audit.ts'
import { finishedAudits, keepAnswers, unfinishedAudit } from '#tables/audits.ts'
import {
  answeredWords,
  askedQuestion,
  auditsView,
  auditView,
  type Compared,
  type Questions,
  questionLines,
  questionsView,
  unfinishedWords,
} from '#views/practices/audit.ts'
import { counted } from '#views/text.ts'

export const audit = command({
  name: 'audit',
  summary: 'Questions to yourself',
  instead: 'One customer: cl show acme',
  examples: [
    ['cl audit', 'asks them, each with what the book says; Ctrl-C keeps the answers so far'],
    ['cl audit --answer "3=2 we were slow on Fridays"', 'question 3: 2 out of 4, with a note'],
    ['cl audit --questions', 'the questions and what the book says, without asking'],
    ['cl audit --list', 'how it went each time, and the last answers beside the time before'],
  ],
  define: (cmd) =>
    cmd
      .option(
        '--answer <answer>',
        'question=score, from 0 (not at all) to 4 (fully so), and a note (repeatable)',
        collectAnswer,
      )
      .addOption(new Option('--questions', 'the questions, with what the book says about each').conflicts('answer'))
      .addOption(new Option('--list', 'all audits so far').conflicts(['answer', 'questions'])),
  async run(context, { answer, questions, list }) {
    if (questions) return showQuestions(context)
    if (list) return showAudits(context)
    if (answer) return keep(context, answer)
    context.prompts.need('an answer, as in: cl audit --answer "3=2 we were slow on Fridays"')
    return ask(context)
  },
})

/** @throws wrong usage, when a question is answered twice */
function collectAnswer(typed: string, earlier: AuditAnswer[] = []): AuditAnswer[] {
  const answer = answerFrom(typed)
  if (earlier.some(({ question }) => question === answer.question))
    throw wrongUsage(`Question ${answer.question} is answered twice.`, 'Give one --answer for each question.')
  return [...earlier, answer]
}

async function showQuestions({ book, today, out }: Context): Promise<void> {
  await out.show(await book.read((db) => questionsOn(db, today)), questionsView)
}

const questionsOn = async (db: Reader, today: Day): Promise<Questions> => ({
  figures: await auditFigures(db, today),
  last: (await finishedAudits(db, today)).at(-1) ?? null,
})

async function showAudits({ book, today, out }: Context): Promise<void> {
  const { finished, unfinished } = await book.read(async (db) => ({
    finished: await finishedAudits(db, today),
    unfinished: await unfinishedAudit(db, today),
  }))
  await out.show(finished, auditsView)
  if (unfinished) out.say(`One is unfinished: ${unfinishedWords(unfinished)}`)
  else if (finished.length === 0) out.say('There was no audit yet. Put the eleven questions to yourself: cl audit')
}

async function write({ book, today }: Context, answers: AuditAnswer[]): Promise<Compared> {
  return book.write(async (db) => {
    const before = (await finishedAudits(db, today)).at(-1) ?? null
    const audit = await keepAnswers(db, answers, today)
    const summary =
      audit.finishedOn === null
        ? `answered ${counted(answers.length, 'question')} of the audit`
        : `finished the audit: ${pointsOf(audit)} of ${mostPoints}`
    return { summary, result: { audit, before } }
  })
}

async function keep(context: Context, answers: AuditAnswer[]): Promise<void> {
  await context.out.show(await write(context, answers), auditView)
}

/** Ctrl-C keeps the answers so far. @throws 130, when it was broken off */
async function ask(context: Context): Promise<void> {
  const { book, today, out } = context
  const { begun, data } = await book.readOrNew(async (db) => ({
    begun: await unfinishedAudit(db, today),
    data: await questionsOn(db, today),
  }))
  if (begun) out.say(`${answeredWords(begun)} already.`)
  out.say(
    `Answer with ${scores.map((meaning, score) => `${score} ${meaning}`).join(', ')}. Ctrl-C keeps what you have.`,
  )
  const { answers, isBrokenOff } = await askEach(unanswered(begun), (question) => askOne(context, data, question))
  if (!isBrokenOff) return keep(context, answers)
  throw answers.length === 0 ? interrupted() : interrupted(unfinishedWords((await write(context, answers)).audit))
}

async function askOne(context: Context, data: Questions, question: number): Promise<AuditAnswer> {
  const { out, prompts } = context
  out.say(`\n${questionLines(askedQuestion(data, question), out.talkRoom).join('\n')}`)
  const score = await prompts.line('Your answer, 0 to 4', scoreFrom)
  return { question, score, note: await askForNote(context) }
}
