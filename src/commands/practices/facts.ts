import { removeAndShow } from '#cli/change-and-show.ts'
import { command, waysToName } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { customerIdFor } from '#cli/names/choose-customer.ts'
import { type Fact, inOrderOfTopics, knowingOf, noTopic, type Topic, topicNamed } from '#domain/practices/knowing.ts'
import { cannot } from '#errors.ts'
import { word } from '#hints.ts'
import { customerStillThere } from '#tables/customers/customers.ts'
import { factsOf, removeFact, topicsOf } from '#tables/facts.ts'
import { factLine, factsView } from '#views/practices/knowing.ts'
import { removeOption } from './remove-option.ts'

export const facts = command({
  name: 'facts',
  summary: 'What you know',
  examples: [
    ['cl facts acme', 'everything learned about one customer, topic by topic'],
    ['cl facts acme --topic goals', 'the answers to one topic, the newest first'],
    [`cl facts acme --topic ${noTopic}`, 'the facts without a topic'],
    ['cl facts acme --remove 7', 'removes the fact #7; cl undo brings it back'],
  ],
  define: (cmd) =>
    cmd
      .argument('<customer>', waysToName)
      .option('--topic <topic>', `only this topic, or ${noTopic}`)
      .addOption(removeOption('fact', 'cl facts CUSTOMER shows the numbers.').conflicts('topic'))
      .option('--csv', 'as CSV'),
  async run(context, { topic, remove }, [name]) {
    const { book, out, quote, today } = context
    const id = await customerIdFor(context, name)
    if (remove !== undefined) return removeNumbered(context, id, remove)
    const known = await book.read(async (db) => {
      const customer = await customerStillThere(db, id)
      const topics = await topicsOf(db)
      const all = await factsOf(db, id, today)
      const sorted = inOrderOfTopics(topics, all)
      const knowing = knowingOf(topics, all, today)
      if (topic !== undefined) {
        const wanted = topic.toLowerCase() === noTopic ? null : topicNamed(topics, topic).name
        return { customer, facts: sorted.filter((fact) => fact.topic === wanted), unanswered: null, knowing }
      }
      return { customer, facts: sorted, unanswered: unansweredOf(topics, all), knowing }
    })
    await out.show(known, factsView)
    if (known.facts.length === 0) {
      const under = topic === undefined ? '' : ` under ${topic}`
      out.say(`No facts about ${known.customer.name}${under} yet. Questions to ask: cl ask ${word(name, quote)}`)
    }
  },
})

const unansweredOf = (topics: Topic[], known: Fact[]): string[] =>
  topics.map(({ name }) => name).filter((name) => !known.some((fact) => fact.topic === name))

async function removeNumbered(context: Context, customerId: number, factId: number): Promise<void> {
  await removeAndShow(context, async (db) => {
    const customer = await customerStillThere(db, customerId)
    const fact = (await factsOf(db, customerId, context.today)).find((each) => each.id === factId)
    if (!fact)
      throw cannot(`There is no fact #${factId} about ${customer.name}.`, `cl facts ${customer.id} shows the numbers.`)
    await removeFact(db, fact.id)
    const what = factLine(fact, customer)
    return { id: factId, what, endsInWords: true }
  })
}
