import { withoutAccents } from '#domain/customers/name.ts'
import type { What } from '../records.ts'
import table from './titles.json' with { type: 'json' }

/** A title in the form that is compared: without case, accents, signs and numbers (`E-mail 2 - Value` is `emailvalue`). */
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

/** Words beside `Phone` or `City`, in thirteen languages: the place, or which of several it is. */
const qualifiers = new Set(
  `home work business office other primary main secondary alternate alternative personal private direct billing shipping mailing delivery
  contact customer client company privat private geschaftlich dienstlich beruflich arbeit buro firma weitere weiterer weiteres sekundare
  zweite bureau domicile maison travail autre professionnel professionnelle personnel personnelle prive privee principal principale
  secondaire trabajo casa domicilio residencia oficina particular personal otro otra secundario secundaria secondaria lavoro ufficio uff ab residenza
  abitazione altro altra principale secondario personale werk thuis zakelijk ander andere werkadres huisadres secundair primair trabalho
  residencial comercial pessoal outro outra primario biuro dom sluzbowy sluzbowa domowy domowa prywatny prywatna inny inna glowny dodatkowy
  praca arbete hem jobb annan sekundar primar arbejde hjem andet sekundaer primaer arbeid annen koti kodin tyo tyopaikan muu toissijainen
  ensisijainen prace domu zamestnani pracovni domaci soukromy hlavni jiny sekundarni`.split(/\s+/),
)
/** Signs and words that join such a word to the title. */
const joining = new Set(['de', 'del', 'della', 'di', 'da', 'do', 'of', 'la', 'le', 'op', 'au', 'a'])

/** The fields of which somebody may have several. */
const several = new Set(
  'phone fax email address street house_number postal city city_with_code region country'.split(' '),
)

/** A title without these words: `Ville (autre)` is `ville`; undefined where it has none of them. */
function unqualified(title: string): string | undefined {
  const words = withoutAccents(title).match(/\p{L}+/gu) ?? []
  const left = words.filter(
    (word, i) => !qualifiers.has(word) && !(joining.has(word) && qualifiers.has(words[i + 1] ?? '')),
  )
  return left.length < words.length ? left.join('') : undefined
}

/** The fields that a column can have, whatever its title. */
export const fieldsIn = (what: What): string[] => Object.keys(table[what])

/** The longest title, in letters. */
const longest = 60

/** The field that a title is known for; undefined for any other. */
export function fieldTitled(title: string, what: What): string | undefined {
  if (title.length > longest) return undefined
  indexes[what] ??= indexOf(what)
  const { exact: whole, bare: letters } = indexes[what]
  const field = whole.get(exact(title)) ?? letters.get(bare(title))
  if (field !== undefined || what === 'touches') return field
  const other = letters.get(unqualified(title) ?? '')
  return other !== undefined && several.has(other) ? other : undefined
}

/** The number of titles of a line that are known for one kind of rows: two make it a header. */
export const knownTitles = (line: string[]): number =>
  Math.max(
    ...(['customers', 'touches'] as const).map((what) => line.filter((title) => fieldTitled(title, what)).length),
  )
