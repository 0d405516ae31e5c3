import type { Writer } from '#book/changes/writer.ts'
import type { Customer } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { type Fact, findTopic, knowingOf, type Topic } from '#domain/practices/knowing.ts'
import { addFact, factsOf, topicsOf } from '#tables/facts.ts'
import type { Learned } from '#views/practices/knowing.ts'

/** Without a topic it is about none. */
export type FactAnswer = { topic: Topic | null; text: string }

/**
 * A topic that another terminal has removed meanwhile is left out of its fact.
 * @param how `byId`: the teammate who learned it
 */
export async function writeFacts(
  db: Writer,
  customer: Customer,
  answers: FactAnswer[],
  { on, byId, today }: { on: Day; byId: number | null; today: Day },
): Promise<Learned> {
  const topics = await topicsOf(db)
  const facts: Fact[] = []
  for (const { topic, text } of answers) {
    const topicId = topic && (findTopic(topics, topic.name)?.id ?? null)
    facts.push(await addFact(db, { customerId: customer.id, topicId, on, text, byId }))
  }
  return { customer, facts, knowing: knowingOf(topics, await factsOf(db, customer.id, today), today) }
}
