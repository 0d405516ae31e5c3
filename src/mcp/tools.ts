import { array, boolean, int, oneOf, string } from './sdk.ts'
import { type AnyTool, customer, day, note, tool, words } from './tool.ts'

const who = customer.describe('Name, alias, e-mail, phone or number of a customer of the book')
const teammate = words.describe('The teammate whose it was, where it was not the user').optional()

export const readingTools: AnyTool[] = [
  tool({
    name: 'due',
    title: 'Who needs the shop today',
    description:
      'The customers with something to do today, worst first, each with every reason: promises, complaints and requests that are open, questions without an answer, yearly dates, care visits. Those of the morning list have today: true.',
    input: {
      soon: int().min(0).max(365).describe('Also what falls within so many days').optional(),
      tag: words.describe('Only customers with this tag').optional(),
      all: boolean().describe('Every scored customer, with every reason').optional(),
      limit: int().min(1).max(1_000).describe('At most so many').optional(),
    },
    line: (options) => ({ command: 'due', options }),
    rows: 'customers',
  }),
  tool({
    name: 'show',
    title: 'One customer',
    description:
      'All about one customer on a page: score, open loops with their numbers, last touches, facts, dates, how to reach them.',
    input: { customer: who },
    line: ({ customer }) => ({ command: 'show', words: [customer] }),
  }),
  tool({
    name: 'history',
    title: 'Touches, newest first',
    description: 'What was logged with one customer, or with all: calls, visits, e-mails, complaints and so on.',
    input: {
      customer: who.optional(),
      since: day.describe('From this day on').optional(),
      until: day.describe('Up to this day').optional(),
      channel: words.describe('Only this channel, such as call').optional(),
      purpose: words.describe('Only this purpose, such as complaint').optional(),
      tone: oneOf(['+', '=', '-']).optional(),
      search: string().min(1).describe('Only notes that contain this').optional(),
      limit: int().min(1).max(1_000).default(50).describe('At most so many'),
    },
    line: ({ customer, ...options }) => ({ command: 'history', options, words: [customer] }),
    rows: 'touches',
  }),
  tool({
    name: 'report',
    title: 'The weekly report',
    description:
      'How a week went, beside the week before: what went well, what did not, and the figures of each customer.',
    input: {
      week: words.describe('this, last, or a week such as 2026-W47').optional(),
      people: boolean().describe('What each person of the team did, instead').optional(),
    },
    line: ({ week, people }) => ({ command: 'report', options: { week, by: people } }),
  }),
]

export const writingTools: AnyTool[] = [
  tool({
    name: 'log',
    title: 'Record a touch',
    description:
      'Records a contact with a customer. Without a channel and a purpose it is a call because nothing was wrong. A purpose such as complaint or request opens a loop with the note as its text.',
    input: {
      customer: who,
      channel: words.describe('How: visit, call, video, email, text, letter, gift, web').optional(),
      purpose: words.describe('Why: care, complaint, request, thanks, sale, invoice and so on').optional(),
      tone: oneOf(['+', '=', '-']).describe('How it went, where it is not as usual for the purpose').optional(),
      note: note.optional(),
      on: day.describe('When it was (today)').optional(),
      minutes: int().min(1).max(1_440).optional(),
      begunBy: oneOf(['us', 'them']).describe('Who began it, where it is not as usual').optional(),
      promise: note.describe('A promise that was made in it').optional(),
      by: day.describe('The day by which the promise, or what they asked for, is due').optional(),
      done: int().min(1).describe('The number of the loop that it closed').optional(),
      new: boolean().describe('Add the customer where the book has nobody of that name').optional(),
      teammate,
    },
    line: ({ customer, channel, purpose, tone, note, begunBy, by, teammate, ...options }) => ({
      command: 'log',
      options: { ...options, in: begunBy === 'them', out: begunBy === 'us', by: [by, teammate] },
      words: [customer, channel, purpose, tone],
      note,
    }),
    checks: ({ channel, purpose }) => [
      ['channel', channel],
      ['purpose', purpose],
    ],
  }),
  tool({
    name: 'promise',
    title: 'Open a promise',
    description: 'Notes what the user promised a customer. A text that ends in "by friday" says its day.',
    input: { customer: who, text: note, by: day.describe('The day by which it is due').optional(), teammate },
    line: ({ customer, text, by, teammate }) => ({
      command: 'promise',
      options: { by: [by, teammate] },
      words: [customer],
      note: text,
    }),
  }),
  tool({
    name: 'done',
    title: 'Close loops',
    description:
      'Closes promises, complaints or requests by their numbers: kept, mended or done, unless said otherwise.',
    input: {
      loops: array(int().min(1)).min(1).max(50).describe('Their numbers, as show has them'),
      as: oneOf(['broken', 'declined', 'dropped']).describe('Where it was not kept, mended or done').optional(),
      on: day.describe('When it was (today)').optional(),
      note: note.describe('How it ended').optional(),
    },
    line: ({ loops, as, on, note }) => ({ command: 'done', options: { as, on }, words: loops.map(String), note }),
    rows: 'loops',
  }),
  tool({
    name: 'learn',
    title: 'Write down a fact',
    description:
      'Keeps something learned about a customer, as an answer to one of the topics of the book or by itself.',
    input: {
      customer: who,
      text: note,
      topic: words.describe('The topic that it answers, such as goals').optional(),
      on: day.describe('When it was learned (today)').optional(),
      teammate,
    },
    line: ({ customer, text, topic, on, teammate }) => ({
      command: 'learn',
      options: { on, by: teammate },
      words: [customer, topic],
      note: text,
    }),
    checks: ({ topic }) => [['topic', topic]],
  }),
  tool({
    name: 'undo',
    title: 'Take back the last change',
    description:
      'Takes back the last change of this user, whatever it was and wherever it was typed, and says which. Again, the one before. Ask the user first, unless the change was made here just now.',
    input: { anotherDay: boolean().describe('Also a change of another day than today').optional() },
    line: ({ anotherDay }) => ({ command: 'undo', options: { yes: anotherDay } }),
  }),
]
