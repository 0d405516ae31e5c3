import type { Option } from '@commander-js/extra-typings'
import { type Definition, definedGroups, usageOf } from './definitions.ts'
import { type Topic, topics } from './help-topics.ts'

/** A heading, a paragraph, lines as they are typed, or words, each with its meaning. */
type Part =
  | { heading: string; level: 1 | 2 }
  | { text: string }
  | { typed: string[] }
  | { rows: [typed: string, meaning: string][] }

const about =
  'cl keeps the customers of a small shop in mind. It books each touch in one file of your own, says each morning who needs you, and sums the week. A touch is one contact with a customer; a care visit is a visit or call with nothing wrong and nothing to sell; a loop is something open that waits for you: a complaint, a request or a promise.'

const files: [string, string][] = [
  ['$XDG_DATA_HOME/customer-love/book.db', 'the book; ~/.local/share/customer-love without that variable'],
  ['~/Library/Application Support/customer-love/book.db', 'on macOS'],
  ['%APPDATA%\\customer-love\\book.db', 'on Windows'],
  ['book.db.snapshots/', 'beside the book: its state of the last days and months, for cl restore'],
]

const variables: [string, string][] = [
  ['CL_BOOK', 'the book, where --book names none'],
  ['CL_TODAY', 'the day, where --today names none'],
  ['NO_COLOR', 'no colour'],
  ['PAGER', 'what long pages go through'],
]

/** `options` are those that every command takes. */
async function parts(options: readonly Option[]): Promise<Part[]> {
  const groups = await definedGroups()
  return [
    { heading: 'Name', level: 1 },
    { text: 'cl - keeps your customers in mind: log each touch, see who needs you' },
    { heading: 'Synopsis', level: 1 },
    { typed: ['cl COMMAND [options] [arguments]', 'cl help COMMAND', 'cl help TOPIC'] },
    { heading: 'Description', level: 1 },
    { text: about },
    ...groups.flatMap(([group, definitions]): Part[] => [
      { heading: group, level: 1 },
      ...definitions.flatMap(commandParts),
    ]),
    { heading: 'Options of every command', level: 1 },
    { rows: options.map(optionRow) },
    ...Object.values(topics).flatMap(topicParts),
    { heading: 'Files', level: 1 },
    { rows: files },
    { heading: 'Environment', level: 1 },
    { rows: variables },
  ]
}

const commandParts = (definition: Definition): Part[] => [
  { heading: `cl ${usageOf(definition)}`, level: 2 },
  { text: `${definition.summary}.` },
  ...optionParts(definition),
  { typed: definition.examples.map(([typed]) => typed) },
  ...definition.actions.flatMap(commandParts),
]

const optionParts = ({ arguments: all, options }: Definition): Part[] => {
  const described = all.filter(({ description }) => description !== '')
  const rows = [
    ...described.map((each): [string, string] => [each.name(), each.description]),
    ...options.map(optionRow),
  ]
  return rows.length === 0 ? [] : [{ rows }]
}

function optionRow({ flags, description, argChoices }: Option): [string, string] {
  const choices = argChoices === undefined ? '' : ` (${argChoices.join(', ')})`
  return [flags, `${description}${choices}`]
}

const topicParts = ({ title, parts }: Topic): Part[] => [
  { heading: title, level: 1 },
  ...parts.map((part) => (typeof part === 'string' ? { text: part } : { rows: part })),
]

const dashes = (text: string): string => text.replaceAll('\\', '\\e').replaceAll('-', '\\-')
/** A line that begins with no sign of roff's. */
const line = (text: string): string => dashes(text).replace(/^[.']/, '\\&$&')

function roffOf(part: Part): string[] {
  if ('heading' in part) {
    const text = line(part.level === 1 ? part.heading.toUpperCase() : part.heading)
    return [`${part.level === 1 ? '.SH' : '.SS'} "${text.replaceAll('"', '\\(dq')}"`]
  }
  if ('text' in part) return ['.PP', line(part.text)]
  if ('typed' in part) return ['.PP', '.nf', ...part.typed.map((each) => `    ${line(each)}`), '.fi']
  return part.rows.flatMap(([typed, meaning]) => ['.TP', `\\fB${line(typed)}\\fR`, line(meaning)])
}

export async function manualPage(options: readonly Option[], version: string): Promise<string> {
  const body = (await parts(options)).flatMap(roffOf)
  return `${[`.TH CL 1 "" "cl ${version}" "Customer love"`, ...body].join('\n')}\n`
}

const cell = (text: string): string => text.replaceAll('|', '\\|')

function markdownOf(part: Part): string {
  if ('heading' in part) return part.level === 1 ? `## ${part.heading}` : `### \`${part.heading}\``
  if ('text' in part) return part.text
  if ('typed' in part) return ['```', ...part.typed, '```'].join('\n')
  const rows = part.rows.map(([typed, meaning]) => `| \`${cell(typed)}\` | ${cell(meaning)} |`)
  return ['| | |', '| --- | --- |', ...rows].join('\n')
}

export async function manualInMarkdown(options: readonly Option[]): Promise<string> {
  const body = (await parts(options)).map(markdownOf)
  return `${['# The manual of cl', ...body].join('\n\n')}\n`
}
