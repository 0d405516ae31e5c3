import { compareText } from '../compare-text.ts'
import { remembering } from '../remembered.ts'
import type { Customer } from './customer.ts'
import { isPlain } from './name.ts'

export type Named = Pick<Customer, 'id' | 'name'>

/** The names of a book have few different signs. */
const withoutAccent = remembering((sign: string) => sign.normalize('NFKD').replace(/[\u0300-\u036f]/g, ''))

/** Case, accents and the locale do not matter. */
const sortKey = (name: string): string =>
  (isPlain(name) ? name : name.replace(/[^\x20-\x7e]/gu, withoutAccent)).toLowerCase()

/** The collation is one everywhere; then the id decides. */
export const byName = (a: Named, b: Named): number =>
  compareText(sortKey(a.name), sortKey(b.name)) || compareText(a.name, b.name) || a.id - b.id

/** Sorts as `byName` does: for very many, each name is folded once. */
export const inNameOrder = <T>(things: T[], namedOf: (thing: T) => Named): T[] =>
  things
    .map((thing) => ({ thing, named: namedOf(thing), key: sortKey(namedOf(thing).name) }))
    .sort((a, b) => compareText(a.key, b.key) || byName(a.named, b.named))
    .map(({ thing }) => thing)
