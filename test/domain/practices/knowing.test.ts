import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import {
  checkTopic,
  type Fact,
  inOrderOfTopics,
  knowingOf,
  questionsFor,
  readFact,
  type Topic,
  topicNamed,
} from '#domain/practices/knowing.ts'
import { runs } from '../../runs.ts'
import { naiveKnowing, naiveQuestions } from '../naive-knowing.ts'
import { anyDay } from '../random-books.ts'

const today = day('2026-11-21')
const topic = (id: number, name: string): Topic => ({ id, name, question: `What of ${name}?` })
const topics = [topic(1, 'history'), topic(2, 'goals'), topic(3, 'plans')]
const fact = (id: number, topic: string | null, on: string): Fact => ({
  id,
  customerId: 1,
  topic,
  on: day(on),
  text: 'x',
  by: null,
})

const names = ['history', 'goals', 'plans', 'tour', 'people']
const anyTopics: fc.Arbitrary<Topic[]> = fc
  .shuffledSubarray(names)
  .map((some) => some.map((name, i) => topic(i + 1, name)))
/** Facts in any order of days; some about topics that the book has no more, or about none. */
const anyFacts: fc.Arbitrary<Fact[]> = fc
  .array(fc.record({ topic: fc.constantFrom(...names, null), on: anyDay(6) }), { maxLength: 12 })
  .map((some) => some.map(({ topic, on }, i) => fact(i + 1, topic, on)))

describe('knowing', () => {
  it.each<[string, Fact[], number]>([
    ['nothing', [], 0],
    ['one answer', [fact(1, 'goals', '2026-11-21')], 1],
    ['two answers to one topic', [fact(1, 'goals', '2026-01-01'), fact(2, 'goals', '2026-11-21')], 1],
    ['two topics', [fact(1, 'goals', '2026-01-01'), fact(2, 'history', '2026-11-21')], 2],
    ['a fact without a topic', [fact(1, null, '2026-01-01')], 0],
    ['a fact of tomorrow', [fact(1, 'goals', '2026-11-22')], 0],
  ])('counts the topics with an answer: %s', (_, facts, answered) => {
    expect(knowingOf(topics, facts, today)).toEqual({ answered, topics: 3, share: answered / 3 })
  })

  it('has no share in a book without topics', () => {
    expect(knowingOf([], [fact(1, null, '2026-01-01')], today)).toEqual({ answered: 0, topics: 0, share: null })
  })

  it('is what the plain reading of the rules says', () => {
    fc.assert(
      fc.property(anyTopics, anyFacts, anyDay(6), (topics, facts, today) => {
        expect(knowingOf(topics, facts, today)).toEqual(naiveKnowing(topics, facts, today))
      }),
      { numRuns: runs(2000) },
    )
  })
})

describe('the next questions', () => {
  const asked = (facts: Fact[]) =>
    questionsFor(topics, facts, today).map(({ topic, lastAnswer }) => [topic.name, lastAnswer?.id ?? null])

  it('begins with what has no answer, in the order of the topics, then the oldest answer', () => {
    expect(asked([])).toEqual([
      ['history', null],
      ['goals', null],
      ['plans', null],
    ])
    expect(asked([fact(1, 'history', '2026-03-01'), fact(2, 'plans', '2026-02-01')])).toEqual([
      ['goals', null],
      ['plans', 2],
      ['history', 1],
    ])
  })

  it('goes by the last answer of each topic, whatever the order in which they were written', () => {
    expect(
      asked([
        fact(1, 'history', '2026-03-01'),
        fact(2, 'plans', '2026-04-01'),
        fact(3, 'plans', '2026-01-01'),
        fact(4, 'goals', '2026-03-01'),
      ]),
    ).toEqual([
      ['history', 1],
      ['goals', 4],
      ['plans', 2],
    ])
  })

  it('is what the plain reading of the rules says', () => {
    fc.assert(
      fc.property(anyTopics, anyFacts, anyDay(6), (topics, facts, today) => {
        const asked = questionsFor(topics, facts, today).map((each) => [each.topic.name, each.lastAnswer?.id ?? null])
        expect(asked).toEqual(naiveQuestions(topics, facts, today))
      }),
      { numRuns: runs(2000) },
    )
  })
})

it('sorts facts by topic, facts without one last, the newest of each first', () => {
  const facts = [
    fact(1, null, '2026-01-02'),
    fact(2, 'plans', '2026-01-01'),
    fact(3, 'history', '2026-01-01'),
    fact(4, 'plans', '2026-01-03'),
    fact(5, null, '2026-01-02'),
    fact(6, 'plans', '2025-12-31'),
  ]
  expect(inOrderOfTopics(topics, facts).map(({ id }) => id)).toEqual([3, 4, 2, 6, 5, 1])
})

describe('the words behind the customer in cl learn', () => {
  it.each<[string[], number, string | null, string]>([
    [['goals', 'a', 'van'], 0, 'goals', 'a van'],
    [['GOALS', 'a van'], 0, 'goals', 'a van'],
    [['a', 'van', 'goals'], 0, null, 'a van goals'],
    [['goals a van'], 0, null, 'goals a van'],
    [['goal', 'a', 'van'], 0, null, 'goal a van'],
    [['goals', 'plans', 'a van'], 0, 'goals', 'plans a van'],
    [['goals', 'a', 'van'], 3, null, 'goals a van'],
    [['goals', 'a', 'van'], 4, null, 'goals a van'],
    [['goals', '-5', '%'], 2, 'goals', '-5 %'],
  ])('%j, %i of them text alone: %s', (words, textOnly, name, text) => {
    const read = readFact(topics, words, textOnly)
    expect([read.topic?.name ?? null, read.text]).toEqual([name, text])
  })

  it('a topic alone says nothing', () => {
    expect(() => readFact(topics, ['goals'])).toThrow('Nothing was said about goals.')
    expect(() => readFact(topics, ['goals', ' '])).toThrow('Nothing was said about goals.')
  })
})

it('a topic is one word, and not the one for facts without', () => {
  expect(checkTopic(' Season ')).toBe('season')
  expect(() => checkTopic('two words')).toThrow('"two words" cannot be a topic.')
  expect(() => checkTopic('Other')).toThrow('"other" stands for facts without a topic.')
})

it('names the topics that there are to who names another', () => {
  expect(topicNamed(topics, 'Plans').id).toBe(3)
  expect(() => topicNamed(topics, 'plan')).toThrow(
    expect.objectContaining({ message: '"plan" is not a topic.', hint: 'The topics are history, goals, plans.' }),
  )
  expect(() => topicNamed([], 'plan')).toThrow(
    expect.objectContaining({ hint: 'Add one: cl topics add goals "What next?"' }),
  )
})
