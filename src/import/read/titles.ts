import { withoutAccents } from '#domain/customers/name.ts'
import type { What } from '../records.ts'
import table from './titles.json' with { type: 'json' }

/** A title as titles are compared: without case, accents, signs and numbers (`E-mail 2 - Value` is `emailvalue`). */
export const bare = (title: string): string => withoutAccents(title).replace(/[^\p{L}]/gu, '')

// A few titles differ in an accent alone: `aniversário` is a birthday, and `aniversario` is not.
const exact = (title: string): string =>
  title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')

type Index = { exact: Map<string, string>; bare: Map<string, string> }

const indexes: Partial<Record<What, Index>> = {}

/** The fields of one kind of rows, by the titles that programs and people give them (`titles.json`). */
function indexOf(what: What): Index {
  const index: Index = { exact: new Map(), bare: new Map() }
  for (const [field, languages] of Object.entries<Record<string, string>>(table[what])) {
    for (const title of Object.values(languages).flatMap((titles) => titles.split(' | '))) {
      index.exact.set(exact(title), field)
      if (!index.bare.has(bare(title))) index.bare.set(bare(title), field)
    }
  }
  return index
}

/** The fields that a column can have, whatever its title. */
export const fieldsIn = (what: What): string[] => Object.keys(table[what])

/** In letters: no title is longer. */
const longest = 60

/** The field that a title is known for; undefined for any other. */
export function fieldTitled(title: string, what: What): string | undefined {
  if (title.length > longest) return undefined
  indexes[what] ??= indexOf(what)
  return indexes[what].exact.get(exact(title)) ?? indexes[what].bare.get(bare(title))
}

/** How many titles of a line are known for one kind of rows: two make it a header. */
export const knownTitles = (line: string[]): number =>
  Math.max(
    ...(['customers', 'touches'] as const).map((what) => line.filter((title) => fieldTitled(title, what)).length),
  )
