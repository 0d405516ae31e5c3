import type { Reader } from '#book/engine.ts'
import type { Writer } from '#book/writer.ts'
import { command } from '#cli/command.ts'
import type { Day } from '#domain/day.ts'
import { checkTopic, findTopic, topicNamed } from '#domain/knowing.ts'
import { checkLine } from '#domain/name.ts'
import { onlySaid } from '#domain/only-said.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { addTopic, changeTopic, countFactsAbout, customersByTopic, removeTopic, topicsOf } from '#tables/facts.ts'
import { type TopicLine, topicsView } from '#views/knowing.ts'
import { counted } from '#views/text.ts'

type Options = { name?: string }

export const topics = command<Options, [action: string | undefined, topic: string | undefined, question: string[]]>({
  name: 'topics',
  summary: 'What to know of them',
  examples: [
    ['cl topics', 'every topic with its question, and how many customers have answered it'],
    ['cl topics add season "When are you busiest?"', 'a new topic, asked last'],
    ['cl topics set tour "May we see how you work?"', 'another question'],
    ['cl topics set tour --name visit', 'another name'],
    ['cl topics remove billing', 'only while no fact is about it'],
  ],
  define: (cmd) =>
    cmd
      .argument('[action]', 'add, set or remove')
      .argument('[topic]', 'one word')
      .argument('[question...]', 'what you ask the customer')
      .option('--name <topic>', 'set: a new name'),
  async run({ book, out, today }, { name }, [action, topic, question]) {
    if (action === undefined) {
      if (name !== undefined) throw wrongUsage('--name is for set.', 'As in: cl topics set tour --name visit')
      const lines = await book.read((db) => linesOn(db, today))
      await out.show(lines, topicsView)
      if (lines.length === 0) out.say('The book has no topics. Add one: cl topics add goals "What next?"')
      return
    }
    if (action !== 'add' && action !== 'set' && action !== 'remove')
      throw wrongUsage(`"${action}" is not one of add, set, remove.`, 'Type: cl topics --help')
    if (topic === undefined) throw wrongUsage(`cl topics ${action} needs a topic.`, 'Type: cl topics --help')
    if (action !== 'set' && name !== undefined) throw wrongUsage('--name is for set.', 'Type: cl topics --help')
    const lines = await book.write(async (db) => {
      const summary = await act[action](db, topic, question.join(' '), name)
      return { summary, result: await linesOn(db, today) }
    })
    await out.show(lines, topicsView)
  },
})

/** What each action writes. @returns the summary of the change */
const act = { add: addNamed, set: changeNamed, remove: removeNamed }

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

async function addNamed(db: Writer, typed: string, question: string): Promise<string> {
  const name = checkTopic(typed)
  if (question.trim() === '') {
    throw wrongUsage(`The topic ${name} needs a question.`, `As in: cl topics add ${name} "When are you busiest?"`)
  }
  await refuseTakenName(db, name)
  await addTopic(db, { name, question: checkLine('question', question) })
  return `added topic ${name}`
}

async function changeNamed(db: Writer, typed: string, question: string, newName?: string): Promise<string> {
  const topic = topicNamed(await topicsOf(db), typed)
  const changes = onlySaid({
    name: newName === undefined ? undefined : checkTopic(newName),
    question: question === '' ? undefined : checkLine('question', question),
  })
  if (Object.keys(changes).length === 0) throw wrongUsage('Nothing to change was named.', 'Type: cl topics --help')
  if (changes.name !== undefined) await refuseTakenName(db, changes.name, topic.id)
  await changeTopic(db, topic.id, changes)
  return `changed topic ${topic.name}`
}

async function removeNamed(db: Writer, typed: string, question: string): Promise<string> {
  const topic = topicNamed(await topicsOf(db), typed)
  if (question !== '')
    throw wrongUsage('cl topics remove takes one topic, and nothing else.', `Type: cl topics remove ${topic.name}`)
  const facts = await countFactsAbout(db, topic.id)
  if (facts > 0)
    throw cannot(
      `${topic.name} has ${counted(facts, 'fact')}, so it cannot be removed.`,
      `Another name for it: cl topics set ${topic.name} --name …`,
    )
  await removeTopic(db, topic.id)
  return `removed topic ${topic.name}`
}
