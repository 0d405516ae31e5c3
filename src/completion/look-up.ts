import type { Reader } from '#book/engine.ts'
import { withoutAccents } from '#domain/accents.ts'
import type { Day } from '#domain/days/day.ts'
import type { Channel, Purpose } from '#domain/touches/vocabulary.ts'
import { customersBeginning } from '#tables/customers/handles.ts'
import { allTags } from '#tables/customers/tags.ts'
import { teammates } from '#tables/customers/teammates.ts'
import { topicsOf } from '#tables/facts.ts'
import { lettersOn } from '#tables/letters.ts'
import { openLoops } from '#tables/loops.ts'
import { vocabularyOf } from '#tables/rules.ts'

export type Candidate = { value: string; meaning: string }

export type InBook = 'customers' | keyof typeof readers

/** Names are also found by any word of them. */
export async function lookedUp(db: Reader, of: InBook, typed: string, today: Day): Promise<Candidate[]> {
  if (of === 'customers') return customersNamed(db, typed)
  const folded = withoutAccents(typed)
  const all = await readers[of](db, today)
  return all.filter(({ value }) => withoutAccents(value).startsWith(folded))
}

/** Archived names come last. */
async function customersNamed(db: Reader, typed: string): Promise<Candidate[]> {
  const found = await customersBeginning(db, typed)
  const named = found.map(({ name, how, archivedOn }) => ({
    value: how,
    meaning: archivedOn !== null ? 'archived' : how === name ? '' : name,
  }))
  return [
    ...named.filter(({ meaning }) => meaning !== 'archived'),
    ...named.filter(({ meaning }) => meaning === 'archived'),
  ]
}

const readers = {
  teammates: async (db) => (await teammates(db)).map(({ name }) => ({ value: name, meaning: '' })),
  tags: async (db) => (await allTags(db)).map((tag) => ({ value: tag, meaning: '' })),
  channels: async (db) => (await vocabularyOf(db)).channels.map(asChannel),
  purposes: async (db) => (await vocabularyOf(db)).purposes.map(asPurpose),
  words: async (db) => {
    const { channels, purposes } = await vocabularyOf(db)
    return [...channels.map(asChannel), ...purposes.map(asPurpose)]
  },
  topics: async (db) => (await topicsOf(db)).map(({ name, question }) => ({ value: name, meaning: question })),
  letters: async (db, today) => (await lettersOn(db, today)).map(({ title }) => ({ value: title, meaning: '' })),
  loops: async (db, today) =>
    (await openLoops(db, today)).map(({ id, customerName, text }) => ({
      value: String(id),
      meaning: `${customerName}: ${text}`,
    })),
} satisfies Record<string, (db: Reader, today: Day) => Promise<Candidate[]>>

const asChannel = ({ name }: Channel): Candidate => ({ value: name, meaning: 'channel' })
const asPurpose = ({ name, meaning }: Purpose): Candidate => ({ value: name, meaning })
