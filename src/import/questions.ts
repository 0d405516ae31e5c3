import type { Context } from '#cli/context.ts'
import { purposeNamed } from '#domain/touches/vocabulary.ts'
import { vocabularyOf } from '#tables/rules.ts'
import { counted, cut } from '#views/text.ts'
import type { Answer, Doubtful } from './decide/customers.ts'
import { sameEmail, sameRecord } from './decide/matching.ts'
import type { UnreadColumn } from './import-file.ts'
import { filled, type Holding } from './read/table/cells.ts'
import type { Columns, SaidMapping } from './read/table/mapping.ts'
import type { Arrival, What } from './records.ts'

/** Fields that are asked for, each with its words in the question. */
const questions: Record<What, [field: string, words: string][]> = {
  customers: [
    ['name', 'the whole name'],
    ['given', 'the first name'],
    ['family', 'the family name'],
    ['company', 'the company'],
    ['email', 'the e-mail address'],
    ['phone', 'the phone number'],
    ['since', 'the day since when they are customers'],
    ['birthday', 'the birthday'],
    ['note', 'the note'],
    ['tags', 'the tags'],
    ['key', 'the number by which your other program knows them'],
  ],
  touches: [
    ['customer', 'the customer'],
    ['on', 'the day'],
    ['note', 'the note'],
    ['channel', 'how it was (the channel)'],
    ['purpose', 'why it was (the purpose)'],
    ['key', 'the number by which your other program knows it'],
  ],
}

/** `Wer (Ann Lee, Bolt)`: a title with the first of its cells. */
function withSamples(title: string, cells: string[]): string {
  const first = [...new Set(filled(cells))].slice(0, 3)
  return first.length === 0 ? `${title} (empty)` : `${title} (${first.map((cell) => cut(cell, 20)).join(', ')})`
}

/** A column that was chosen is not offered again. */
export async function askForColumns(
  { prompts }: Context,
  name: string,
  { header, cells }: Columns,
): Promise<SaidMapping> {
  const what = await prompts.select<What>(`What is in ${name}?`, [
    { name: 'customers, one to a row', value: 'customers' },
    { name: 'touches, one to a row: calls, visits, orders …', value: 'touches' },
  ])
  const fields: Record<string, string> = {}
  const columns = header.flatMap((title, i) =>
    title === '' ? [] : [{ name: withSamples(title, cells[i] ?? []), value: title }],
  )
  for (const [field, words] of questions[what]) {
    // The column that identifies a record may also be one of its fields.
    const free = field === 'key' ? columns : columns.filter(({ value }) => !Object.values(fields).includes(value))
    if (free.length === 0 || isAnswered(field, fields)) continue
    const column = await prompts.select(`Which column has ${words}?`, choicesFor(field, free))
    if (column !== '') fields[field] = column
  }
  const { key = null, ...rest } = fields
  return { what, fields: rest, key }
}

/** The whole name is known: the first and the family name are not asked for. */
const isAnswered = (field: string, fields: Record<string, string>): boolean =>
  fields['name'] !== undefined && (field === 'given' || field === 'family')

/** A customer and a day are needed, and so have no `(none)`; a whole name has it last. */
function choicesFor(field: string, columns: { name: string; value: string }[]): { name: string; value: string }[] {
  const none = { name: '(none)', value: '' }
  if (field === 'customer' || field === 'on') return columns
  return field === 'name' ? [...columns, none] : [none, ...columns]
}

const guesses: Record<What, Partial<Record<Holding, { name: string; value: string }[]>>> = {
  customers: {
    'phone numbers': [{ name: 'a phone number', value: 'phone' }],
    'e-mail addresses': [{ name: 'an e-mail address', value: 'email' }],
    days: [
      { name: 'the birthday', value: 'birthday' },
      { name: 'the day since when they are customers', value: 'since' },
      { name: 'the day of their last visit', value: 'last_visit' },
    ],
    names: [
      { name: 'another name for them', value: 'alias' },
      { name: 'somebody to ask for', value: 'contact' },
      { name: 'the company', value: 'company' },
    ],
  },
  touches: {},
}

const noted = { name: 'something for the note, under its title', value: 'noted' }

/**
 * Columns that are not read may hold something that matters.
 * @param samples the first cells of a column
 * @returns the field, `noted` or `none`, by title
 */
export async function askAboutUnread(
  { prompts }: Context,
  file: string,
  what: What,
  columns: UnreadColumn[],
  samples: (title: string) => string[],
): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const [i, { column, holds }] of columns.entries()) {
    const others = columns.length - i - 1
    const likely = (holds && guesses[what][holds]) || []
    const isReach = holds === 'phone numbers' || holds === 'e-mail addresses'
    const answer = await prompts.select(`${file}: what is in column ${withSamples(column, samples(column))}?`, [
      // The meaning of days and names is unsure: the note is never wrong.
      ...(isReach ? [...likely, noted] : [noted, ...likely]),
      { name: 'nothing that you need', value: 'none' },
      ...(others > 0 ? [{ name: `nothing that you need, nor in the ${others} after it`, value: 'no more' }] : []),
    ])
    if (answer === 'no more') {
      for (const rest of columns.slice(i)) answers.set(rest.column, 'none')
      break
    }
    answers.set(column, answer)
  }
  return answers
}

/** The choices to leave a doubtful record out, and the ones after it. */
export const skips = (others: number): { name: string; value: 'skip' | 'skip all' }[] => [
  { name: 'Skip: leave this one out', value: 'skip' },
  ...(others > 0 ? [{ name: `Skip this one and the ${others} after it`, value: 'skip all' as const }] : []),
]

const somebodyNew = { name: 'Somebody new', value: 'new' as const }

/** The usual channel of the purpose stands first. */
export async function askForChannel({ book, prompts }: Context, purpose: string): Promise<string> {
  const vocabulary = await book.readOrNew(vocabularyOf)
  const usual = purposeNamed(vocabulary, purpose).channel
  const names = vocabulary.channels.map(({ name }) => name).filter((name) => name !== usual)
  return prompts.select(
    `How was it, each time (${purpose})?`,
    [usual, ...names].map((name) => ({ name, value: name })),
  )
}

/** Only an equal e-mail address, or a known record, puts "the same" first. */
export async function askWhoTheyAre({ prompts, out }: Context, doubtful: Doubtful[]): Promise<Map<Arrival, Answer>> {
  out.say(`${counted(doubtful.length, 'record')} may be somebody who is there already.`)
  const answers = new Map<Arrival, Answer>()
  for (const [i, { arrival, candidates }] of doubtful.entries()) {
    const reach = [arrival.email, arrival.phone].filter((each) => each !== null).join(', ')
    const others = doubtful.length - i - 1
    // Colleagues have one phone, and cousins nearly one name.
    const isLikely = [sameEmail, sameRecord].some((why) => candidates[0]?.why.startsWith(why))
    const answer = await prompts.select<Answer | 'skip all'>(
      `${arrival.name}${reach === '' ? '' : ` (${reach})`}, line ${arrival.line}: who is it?`,
      [
        ...(isLikely ? [] : [somebodyNew]),
        ...candidates.slice(0, 5).map(({ id, name, why }) => ({
          name: `The same as ${name} (${id > 0 ? `#${id}` : 'new'}): ${why}`,
          value: { same: id },
        })),
        ...(isLikely ? [somebodyNew] : []),
        ...skips(others),
      ],
    )
    if (answer === 'skip all') {
      for (const rest of doubtful.slice(i)) answers.set(rest.arrival, 'skip')
      return answers
    }
    answers.set(arrival, answer)
  }
  return answers
}
