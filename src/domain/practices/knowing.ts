import { wrongUsage } from '#errors.ts'
import { compareEntries, type Day } from '../days/day.ts'
import { checkWord } from '../touches/vocabulary.ts'

export type Topic = { id: number; name: string; question: string }

export type Fact = {
  id: number
  customerId: number
  /** Null for a fact that answers no topic. */
  topic: string | null
  on: Day
  text: string
  /** The teammate who learned it, if anybody was named. */
  by: string | null
}

/** `share` is from 0 to 1, and null in a book without topics. */
export type Knowing = { answered: number; topics: number; share: number | null }

export const noTopic = 'other'

/**
 * docs/scoring.md, "Knowing"
 * @param topics all topics of the book
 * @param facts all facts about one customer
 */
export function knowingOf(topics: Pick<Topic, 'name'>[], facts: Pick<Fact, 'topic' | 'on'>[], today: Day): Knowing {
  const known = new Set(facts.filter(({ on }) => on <= today).map(({ topic }) => topic))
  return knowingFrom(topics.filter(({ name }) => known.has(name)).length, topics.length)
}

export const knowingFrom = (answered: number, topics: number): Knowing => ({
  answered,
  topics,
  share: topics === 0 ? null : answered / topics,
})

export type Question = { topic: Topic; lastAnswer: Fact | null }

/**
 * Topics without an answer come first, in their own order; then those with the oldest last answer (docs/scoring.md, "Knowing").
 * @param facts all facts about one customer
 */
export function questionsFor(topics: Topic[], facts: Fact[], today: Day): Question[] {
  const lastAnswers = new Map<string | null, Fact>()
  for (const fact of facts.filter(({ on }) => on <= today).sort(compareEntries)) lastAnswers.set(fact.topic, fact)
  const questions = topics.map((topic) => ({ topic, lastAnswer: lastAnswers.get(topic.name) ?? null }))
  return questions.sort(({ lastAnswer: a }, { lastAnswer: b }) =>
    a && b ? compareEntries(a, b) : Number(a !== null) - Number(b !== null),
  )
}

/** Facts without a topic come last; of each topic, the newest first. */
export function inOrderOfTopics(topics: Topic[], facts: Fact[]): Fact[] {
  const places = new Map<string | null, number>(topics.map(({ name }, i) => [name, i]))
  const placeOf = ({ topic }: Fact): number => places.get(topic) ?? topics.length
  return facts.toSorted((a, b) => placeOf(a) - placeOf(b) || compareEntries(b, a))
}

/** Case does not matter; a beginning is not enough. */
export const findTopic = (topics: Topic[], word: string): Topic | undefined =>
  topics.find(({ name }) => name === word.toLowerCase())

/** @throws wrong usage, with a list of the topics */
export function topicNamed(topics: Topic[], word: string): Topic {
  const found = findTopic(topics, word)
  if (found) return found
  const names = topics.map(({ name }) => name).join(', ')
  throw wrongUsage(
    `"${word}" is not a topic.`,
    names === '' ? 'Add one: cl topics add goals "What next?"' : `The topics are ${names}.`,
  )
}

/** One word in lower case. @throws wrong usage, for anything else, and for the word that stands for no topic */
export function checkTopic(typed: string): string {
  const name = checkWord(typed, 'a topic')
  if (name === noTopic) throw wrongUsage(`"${noTopic}" stands for facts without a topic.`, 'Take another word.')
  return name
}

/**
 * The words behind the customer in `cl learn`: the first may be a topic.
 * @param textOnly the number of last arguments that came after `--` and so belong to the text in any case
 * @throws wrong usage, when nothing follows the topic
 */
export function readFact(topics: Topic[], words: string[], textOnly = 0): { topic: Topic | null; text: string } {
  const topic = (words.length > textOnly && findTopic(topics, words[0] ?? '')) || null
  const text = words.slice(topic ? 1 : 0).join(' ')
  if (topic && text.trim() === '') {
    throw wrongUsage(`Nothing was said about ${topic.name}.`, `Write what you learned after the word ${topic.name}.`)
  }
  return { topic, text }
}
