import { sumOf } from '../sums.ts'
import type { Kind } from './customer.ts'
import { foldName, wordsIn } from './name.ts'

/** The surest come first. */
type Likeness = 'same e-mail' | 'same phone' | 'same words' | 'near name'

/** Phone numbers are in E.164 where they are understood. */
export type Comparable = { id: number; name: string; kind: Kind; names: string[]; emails: string[]; phones: string[] }

/** `customer` was added later than `into`, and would be merged into it. */
export type Duplicate = { customer: Comparable; into: Comparable; why: Likeness[] }

/** Legal forms and articles, which do not tell two businesses apart. */
const emptyWords = new Set(
  'the and co company inc llc ltd limited gmbh ag kg ug mbh sa srl sarl bv nv ab oy plc'.split(' '),
)

const shortestNear = 5

/** Names of the same words have the same key, in any order and with any legal form. */
function sameWordsKey(name: string): string[] {
  const telling = wordsIn(name).filter((word) => !emptyWords.has(word))
  return telling.length === 0 ? [] : [telling.sort().join(' ')]
}

/**
 * The name without each of its letters in turn: two names share one of these when a letter was added, left out, or
 * taken for another, or two were swapped. Digits have to be the same: `Shop 12` is not `Shop 13`.
 */
function nearKeys(name: string): string[] {
  const letters = [...foldName(name)]
  const digits = letters.filter((letter) => /\p{N}/u.test(letter)).join('')
  const bare = letters.filter((letter) => !/\p{N}/u.test(letter))
  if (bare.length < shortestNear) return []
  return [bare, ...bare.map((_, i) => bare.toSpliced(i, 1))].map((key) => `${digits} ${key.join('')}`)
}

/** Weights are added up: two signs are surer than one. */
const signs: Record<Likeness, { weight: number; keysOf: (customer: Comparable) => string[] }> = {
  'same e-mail': { weight: 8, keysOf: ({ emails }) => emails },
  'same phone': { weight: 4, keysOf: ({ phones }) => phones },
  'same words': { weight: 3, keysOf: ({ names }) => names.flatMap(sameWordsKey) },
  'near name': { weight: 2, keysOf: ({ names }) => names.flatMap(nearKeys) },
}

/** Each customer comes with the first one who shares the key. */
function* pairsBy(
  customers: Comparable[],
  keysOf: (customer: Comparable) => string[],
): Generator<[Comparable, Comparable]> {
  const first = new Map<string, Comparable>()
  for (const customer of customers) {
    for (const key of keysOf(customer)) {
      const earlier = first.get(`${customer.kind} ${key}`)
      if (earlier === undefined) first.set(`${customer.kind} ${key}`, customer)
      else if (earlier !== customer) yield [customer, earlier]
    }
  }
}

const sureness = ({ why }: Duplicate): number => sumOf(why, (each) => signs[each].weight)

/** The likeliest come first. The time grows with the number of customers, not of pairs. */
export function likelyDuplicates(customers: Comparable[]): Duplicate[] {
  const found = new Map<string, Duplicate>()
  for (const likeness of Object.keys(signs) as Likeness[]) {
    for (const [customer, into] of pairsBy(customers, signs[likeness].keysOf)) {
      const pair = `${customer.id} ${into.id}`
      const duplicate = found.get(pair) ?? { customer, into, why: [] }
      const isSaid =
        duplicate.why.includes(likeness) || (likeness === 'near name' && duplicate.why.includes('same words'))
      if (!isSaid) duplicate.why.push(likeness)
      found.set(pair, duplicate)
    }
  }
  return [...found.values()].sort(
    (a, b) => sureness(b) - sureness(a) || a.into.id - b.into.id || a.customer.id - b.customer.id,
  )
}
