import { isPlain } from '../accents.ts'
import { compareText } from '../compare-text.ts'
import { remembering } from '../remembered.ts'
import type { Customer } from './customer.ts'

export type Named = Pick<Customer, 'id' | 'name'>

/** The names of a book have few different signs. */
const withoutAccent = remembering((sign: string) => sign.normalize('NFKD').replace(/[\u0300-\u036f]/g, ''))

/** Case, accents and the locale do not matter. */
const sortKey = (name: string): string =>
  (isPlain(name) ? name : name.replace(/[^\x20-\x7e]/gu, withoutAccent)).toLowerCase()

/** The collation is one everywhere; then the id decides. */
export const byName = (a: Named, b: Named): number =>
  compareText(sortKey(a.name), sortKey(b.name)) || compareText(a.name, b.name) || a.id - b.id

/**
 * Sorts as `byName` does: for very many, each name is folded once.
 * @param before sorts the things before their names do
 */
export const inNameOrder = <T>(
  things: T[],
  namedOf: (thing: T) => Named,
  before: (a: T, b: T) => number = () => 0,
): T[] =>
  things
    .map((thing) => ({ thing, key: sortKey(namedOf(thing).name) }))
    .sort((a, b) => before(a.thing, b.thing) || compareText(a.key, b.key) || byName(namedOf(a.thing), namedOf(b.thing)))
    .map(({ thing }) => thing)
