import { changeAndShow } from '#cli/change-and-show.ts'
import { command, waysToName } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { customerIdFor } from '#cli/names/choose-customer.ts'
import { limitFrom } from '#cli/numbers.ts'
import { askEach, askOrNothing } from '#cli/terminal/questions.ts'
import { checkNote } from '#domain/customers/name.ts'
import { type Question, questionsFor } from '#domain/practices/knowing.ts'
import { interrupted } from '#errors.ts'
import { customerStillThere } from '#tables/customers/customers.ts'
import { factsOf, topicsOf } from '#tables/facts.ts'
import { factLine, lastAnswerWords, learnedView, questionsView } from '#views/practices/knowing.ts'
import { counted } from '#views/text.ts'
import { teammateMeant } from '../loops/by.ts'
import { type FactAnswer, writeFacts } from './write-facts.ts'

/** A visit leaves room for three questions. */
const inOneVisit = 3

/** Columns that the last answer takes beside its question. */
const answerWidth = 60

export const ask = command({
  name: 'ask',
  summary: 'What to ask next',
  examples: [
    ['cl ask acme', 'the next questions; in a terminal it takes the answers'],
    ['cl ask acme -n 12', 'more of them: those without an answer first, then the oldest answers'],
    ['cl ask acme --no-input', 'only lists them'],
  ],
  define: (cmd) =>
    cmd
      .argument('<customer>', waysToName)
      .option('-n, --limit <n>', `at most so many questions (${inOneVisit})`, (typed) =>
        limitFrom(typed, 'questions', 'Write a whole number, such as 3.'),
      ),
  async run(context, { limit = inOneVisit }, [name]) {
    const { book, out, prompts, today } = context
    const id = await customerIdFor(context, name)
    const { customer, questions } = await book.read(async (db) => ({
      customer: await customerStillThere(db, id),
      questions: questionsFor(await topicsOf(db), await factsOf(db, id, today), today).slice(0, limit),
    }))
    if (questions.length === 0)
      out.say('The book has no topics to ask about. Add one: cl topics add goals "What next?"')
    if (questions.length === 0 || !prompts.available || out.format !== 'text') return out.show(questions, questionsView)
    const byId = await book.read((db) => teammateMeant(db, undefined))
    out.say(`For ${customer.name}. Enter passes a question over; Ctrl-C stops, and keeps the answers so far.`)
    const { answers: all, isBrokenOff } = await askEach(questions, (question) => askOne(context, question))
    const answers = all.filter((answer) => answer !== null)
    if (answers.length === 0) {
      if (isBrokenOff) throw interrupted()
      return out.say('Nothing was answered, so nothing was written.')
    }
    await changeAndShow(context, learnedView, async (db) => {
      const result = await writeFacts(db, await customerStillThere(db, id), answers, { on: today, byId, today })
      return { summary: result.facts.map((fact) => factLine(fact, customer)).join('; '), result }
    })
    if (isBrokenOff) throw interrupted(`${counted(answers.length, 'answer')} kept.`)
  },
})

/** Null for a question that is passed over. */
async function askOne(context: Context, { topic, lastAnswer }: Question): Promise<FactAnswer | null> {
  const last = lastAnswer ? ` (${lastAnswerWords(lastAnswer, context.today, answerWidth)})` : ''
  const text = await askOrNothing(context, `${topic.name}: ${topic.question}${last}`, (typed) =>
    checkNote('answer', typed),
  )
  return text === null ? null : { topic, text }
}
