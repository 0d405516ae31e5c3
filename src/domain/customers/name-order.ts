import { compareText } from '../compare-text.ts'
import { remembering } from '../remembered.ts'
import type { Customer } from './customer.ts'
import { isPlain } from './name.ts'

export type Named = Pick<Customer, 'id' | 'name'>

/** A sign without its accents; the names of a book have few signs. */
const withoutAccent = remembering((sign: string) => sign.normalize('NFKD').replace(/[\u0300-\u036f]/g, ''))

/** A name as it is sorted, whatever the case, the accents and the locale. */
const sortKey = (name: string): string =>
  (isPlain(name) ? name : name.replace(/[^\x20-\x7e]/gu, withoutAccent)).toLowerCase()

/** By name in one fixed collation, whatever the locale; then by id. */
export const byName = (a: Named, b: Named): number =>
  compareText(sortKey(a.name), sortKey(b.name)) || compareText(a.name, b.name) || a.id - b.id

/**
 * A sorted copy of things by the names that go with them, as `byName` sorts: for very many, each name is folded once.
 * @param before sorts them before their names do
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
