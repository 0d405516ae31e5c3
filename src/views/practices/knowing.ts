import type { Named } from '#domain/customers/name-order.ts'
import type { Day } from '#domain/days/day.ts'
import { type Fact, type Knowing, noTopic, type Question, type Topic } from '#domain/practices/knowing.ts'
import { dayInWords, shortDay } from '#formats/days/day-in-words.ts'
import { nameAndId } from '../json-parts.ts'
import { byColumn, numbered, tableOf } from '../table.ts'
import { broken, counted, cut, joined, visible, widthOf, wrapped } from '../text.ts'
import { csvOf, fieldColumns, type View } from '../view.ts'

/** `3 of 12 topics`; `–` in a book without topics. */
const knowingWords = ({ answered, topics }: Knowing): string =>
  topics === 0 ? '–' : `${answered} of ${counted(topics, 'topic')}`

/** `fact #3 about Acme Bakery, goals, 3 Mar: a second oven`; `as` is its day as it is shown. */
export const factLine = ({ id, topic, on, text }: Fact, customer: Named, as: string = on): string =>
  visible(`fact #${id} about ${customer.name}, ${topic ?? noTopic}, ${as}: ${text}`)

const factJson = ({ id, topic, on, text, by }: Fact) => ({ id, topic, on, text, by })

export type Learned = { customer: Named; facts: Fact[]; knowing: Knowing }

export const learnedView: View<Learned> = {
  text: ({ customer, facts, knowing }, { today, colour }) =>
    [
      ...facts.map((fact) => factLine(fact, customer, dayInWords(fact.on, today))),
      colour.dim(knowing.topics === 0 ? 'the book has no topics' : `you know ${knowingWords(knowing)}`),
    ].join('\n'),
  json: ({ customer, facts, knowing }) => ({ customer: nameAndId(customer), facts: facts.map(factJson), knowing }),
}

/** `3 Mar: a second oven` */
export const lastAnswerWords = (answer: Fact, today: Day, width: number): string =>
  cut(answerInWords(answer, today), width)

const answerInWords = ({ on, text }: Fact, today: Day): string => visible(`${dayInWords(on, today)}: ${text}`)

const answerLines = (answer: Fact, today: Day, width: number): string[] =>
  wrapped(answerInWords(answer, today), width).flatMap((line) => broken(line, width))

/** No question is cut, since it is read out. */
export const questionsView: View<Question[]> = {
  text: (questions, { today, width, colour }) => {
    const named = questions.map((question) => ({ ...question, name: visible(question.topic.name) }))
    const margin = ' '.repeat(Math.max(0, ...named.map(({ name }) => widthOf(name))) + 2)
    const space = width - margin.length
    return named
      .flatMap(({ name, topic, lastAnswer }) => [
        `${name}${margin.slice(widthOf(name))}${wrapped(visible(topic.question), space).join(`\n${margin}`)}`,
        ...(lastAnswer ? answerLines(lastAnswer, today, space).map((line) => margin + colour.dim(line)) : []),
      ])
      .join('\n')
  },
  json: (questions) =>
    questions.map(({ topic, lastAnswer }) => ({
      topic: topic.name,
      question: topic.question,
      lastAnswer: lastAnswer && factJson(lastAnswer),
    })),
}

type KnownFacts = Learned & {
  /** Null where only one topic was asked for. */
  unanswered: string[] | null
}

/** `3 of 12 topics known; not yet: goals, plans, …`; empty where one topic was asked for, and in a book without topics. */
function progressWords({ knowing, unanswered }: KnownFacts): string {
  if (unanswered === null || knowing.topics === 0) return ''
  const missing = unanswered.length === 0 ? '' : `; not yet: ${unanswered.join(', ')}`
  return visible(`${knowingWords(knowing)} known${missing}`)
}

export const factsView: View<KnownFacts> = {
  text: (known, paper) => {
    const { facts } = known
    const lines = tableOf(facts, paper, [
      numbered('Fact'),
      { title: 'Topic', of: ({ topic }) => topic ?? noTopic },
      { title: 'Day', of: ({ on }) => shortDay(on, paper.today) },
      byColumn(facts),
      { title: 'Text', least: 16, wraps: true, of: ({ text }) => text },
    ])
    return joined('\n\n', [lines, wrapped(progressWords(known), paper.width).join('\n')])
  },
  json: ({ customer, facts, knowing, unanswered }) => ({
    customer: nameAndId(customer),
    facts: facts.map(factJson),
    unanswered,
    knowing,
  }),
  csv: ({ customer, facts }) =>
    csvOf(facts, {
      id: ({ id }) => id,
      customer: () => customer.name,
      ...fieldColumns('topic', 'on', 'text', 'by'),
    }),
}

/** `customers` is the number of those with an answer. */
export type TopicLine = Topic & { customers: number }

export const topicsView: View<TopicLine[]> = {
  text: (topics, paper) =>
    tableOf(topics, paper, [
      { title: 'Topic', of: ({ name }) => name },
      { title: 'Answered by', align: 'right', of: ({ customers }) => String(customers) },
      { title: 'Question', least: 20, wraps: true, of: ({ question }) => question },
    ]),
  json: (topics) => topics.map(({ name, question, customers }) => ({ name, question, customers })),
}
