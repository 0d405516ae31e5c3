import type { Day } from '#domain/day.ts'
import { table } from '#views/table.ts'
import { counted, cut, visible } from '#views/text.ts'
import type { View } from '#views/view.ts'
import type { Candidate } from './decide/matching.ts'

/** How many records are in each pile; each is in exactly one. */
export type Piles = { new: number; changed: number; same: number; doubtful: number; leftOut: number; bad: number }

/** What an import is going to do, or has done. */
export type Imported = {
  files: { name: string; words: string; unused: string[] }[]
  customers: Piles
  touches: Piles
  /** What is said of customers that change, the first of them. */
  changed: { name: string; what: string[] }[]
  doubtful: { file: string; line: number; name: string; candidates: Candidate[] }[]
  /** Meetings that may be no touch, or the touch of the book that is said. */
  doubtfulTouches: {
    file: string
    line: number
    on: Day
    title: string
    customer: { id: number; name: string }
    booked: number | null
  }[]
  /** Why records are left out, and how many. */
  leftOut: { kind: 'customers' | 'touches'; reason: string; count: number }[]
  bad: { file: string; line: number; reason: string }[]
  /** Whether it is in the book now. */
  written: boolean
}

/** Piles without a record. */
export const noPiles = (): Piles => ({ new: 0, changed: 0, same: 0, doubtful: 0, leftOut: 0, bad: 0 })

/** What is said where nothing but a plan was wanted. */
export const nothingWritten = 'Nothing was written: leave --dry-run out to import it.'

const listed = 10
const titles = ['New', 'Changed', 'Same', 'Doubtful', 'Left out', 'Bad']
const countsOf = (piles: Piles): number[] => [
  piles.new,
  piles.changed,
  piles.same,
  piles.doubtful,
  piles.leftOut,
  piles.bad,
]

/** The first of a list, and how many more there are. */
function firstOf<T>(title: string, list: T[], line: (each: T) => string): string[] {
  if (list.length === 0) return []
  const more = list.length > listed ? [`  … and ${list.length - listed} more`] : []
  return [title, ...list.slice(0, listed).map((each) => `  ${visible(line(each))}`), ...more]
}

const placeOf = ({ file, line }: { file: string; line: number }, { files }: Imported): string =>
  files.length > 1 ? `${file}, line ${line}` : `line ${line}`

/** The plan of an import: how many records are in each pile, and of which there is something to say. */
export const importedView: View<Imported> = {
  text: (imported, paper) => {
    const { customers, touches } = imported
    const all: [string, number[]][] = [
      ['Customers', countsOf(customers)],
      ['Touches', countsOf(touches)],
    ]
    const rows = all.filter(([, counts]) => counts.some((count) => count > 0))
    const used = titles.map((_, i) => i === 0 || rows.some(([, counts]) => (counts[i] ?? 0) > 0))
    const kept = <T>(cells: T[]) => cells.filter((_, i) => used[i])
    return [
      ...imported.files.flatMap(({ name, words, unused }) => [
        visible(`${name}: ${words}`),
        ...(unused.length === 0 ? [] : [cut(visible(`  not read: ${unused.join(', ')}`), paper.width)]),
      ]),
      table(
        [{ title: '' }, ...kept(titles).map((title) => ({ title, align: 'right' as const }))],
        rows.map(([title, counts]) => [title, ...kept(counts).map(String)]),
        paper,
      ),
      ...firstOf('Changed:', imported.changed, ({ name, what }) => `${name}: ${what.join(', ')}`),
      ...firstOf(
        'Doubtful: they look like somebody who is there already',
        imported.doubtful,
        (each) =>
          `${placeOf(each, imported)}: ${each.name}: ${each.candidates
            .slice(0, 3)
            .map(({ id, name, why }) => `${why} as ${name}${id > 0 ? ` (#${id})` : ''}`)
            .join('; ')}`,
      ),
      ...firstOf(
        'Doubtful: they may be no touch, or one that is in the book',
        imported.doubtfulTouches,
        ({ on, title, customer, booked }) =>
          `${on} "${title}": ${booked === null ? `with ${customer.name}?` : `touch #${booked} with ${customer.name}?`}`,
      ),
      ...(['customers', 'touches'] as const).flatMap((kind) =>
        firstOf(
          kind === 'customers' ? 'Customers left out:' : 'Touches left out:',
          imported.leftOut.filter((each) => each.kind === kind),
          ({ reason, count }) => `${count}: ${reason}`,
        ),
      ),
      ...firstOf('Bad:', imported.bad, (each) => `${placeOf(each, imported)}: ${each.reason}`),
    ]
      .filter((line) => line !== '')
      .join('\n')
  },
  json: (imported) => imported,
}

/** `91 new customers and 830 new touches`, of those that are not 0. */
export const countWords = (customers: number, touches: number, which = ''): string =>
  [
    ...(customers > 0 || touches === 0 ? [counted(customers, `${which}customer`)] : []),
    ...(touches > 0 ? [counted(touches, `${which}touch`)] : []),
  ].join(' and ')
