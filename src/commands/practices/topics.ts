import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import { changeAndShow } from '#cli/change-and-show.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { checkLine } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import { onlySaid } from '#domain/only-said.ts'
import { checkTopic, findTopic, topicNamed } from '#domain/practices/knowing.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { addTopic, changeTopic, countFactsAbout, customersByTopic, removeTopic, topicsOf } from '#tables/facts.ts'
import { type TopicLine, topicsView } from '#views/practices/knowing.ts'
import { counted } from '#views/text.ts'

const add = command({
  name: 'add',
  summary: 'Add a topic, asked last',
  examples: [['cl topics add season "When are you busiest?"', 'a new topic, asked last']],
  define: (cmd) => cmd.argument('<topic>', 'one word').argument('<question...>', 'what you ask the customer'),
  run: (context, _options, [typed, words]) =>
    change(context, async (db) => {
      const name = checkTopic(typed)
      await refuseTakenName(db, name)
      await addTopic(db, { name, question: checkLine('question', words.join(' ')) })
      return `added topic ${name}`
    }),
})

const set = command({
  name: 'set',
  summary: 'Another question, or another name',
  examples: [
    ['cl topics set tour "May we see how you work?"', 'another question'],
    ['cl topics set tour --name visit', 'another name'],
  ],
  define: (cmd) =>
    cmd
      .argument('<topic>', 'its name')
      .argument('[question...]', 'what you ask the customer')
      .option('--name <topic>', 'a new name'),
  run: (context, { name }, [typed, words]) =>
    change(context, async (db) => {
      const topic = topicNamed(await topicsOf(db), typed)
      const question = words.join(' ')
      const changes = onlySaid({
        name: name === undefined ? undefined : checkTopic(name),
        question: question === '' ? undefined : checkLine('question', question),
      })
      if (Object.keys(changes).length === 0)
        throw wrongUsage('Nothing to change was named.', 'Type: cl topics set --help')
      if (changes.name !== undefined) await refuseTakenName(db, changes.name, topic.id)
      await changeTopic(db, topic.id, changes)
      return `changed topic ${topic.name}`
    }),
})

const remove = command({
  name: 'remove',
  summary: 'Remove a topic without facts',
  examples: [['cl topics remove billing', 'only while no fact is about it']],
  define: (cmd) => cmd.argument('<topic>', 'its name'),
  run: (context, _options, [typed]) =>
    change(context, async (db) => {
      const topic = topicNamed(await topicsOf(db), typed)
      const facts = await countFactsAbout(db, topic.id)
      if (facts > 0)
        throw cannot(
          `${topic.name} has ${counted(facts, 'fact')}, so it cannot be removed.`,
          `Another name for it: cl topics set ${topic.name} --name …`,
        )
      await removeTopic(db, topic.id)
      return `removed topic ${topic.name}`
    }),
})

export const topics = command({
  name: 'topics',
  summary: 'What to know of them',
  examples: [['cl topics', 'every topic with its question, and how many customers have answered it']],
  define: (cmd) => cmd,
  async run({ book, out, today }) {
    const lines = await book.read((db) => linesOn(db, today))
    await out.show(lines, topicsView)
    if (lines.length === 0) out.say('The book has no topics. Add one: cl topics add goals "What next?"')
  },
  actions: [add, set, remove],
})

/** @param write answers the summary of the change */
const change = (context: Context, write: (db: Writer) => Promise<string>): Promise<unknown> =>
  changeAndShow(context, topicsView, async (db) => ({
    summary: await write(db),
    result: await linesOn(db, context.today),
  }))

async function linesOn(db: Reader, today: Day): Promise<TopicLine[]> {
  const customers = await customersByTopic(db, today)
  return (await topicsOf(db)).map((topic) => ({ ...topic, customers: customers.get(topic.id) ?? 0 }))
}

/** @throws cannot, when there is a topic of that name */
async function refuseTakenName(db: Reader, name: string, own?: number): Promise<void> {
  const taken = findTopic(await topicsOf(db), name)
  if (taken && taken.id !== own)
    throw cannot(`There is already a topic ${name}.`, `Its question: cl topics set ${name} …`)
}
