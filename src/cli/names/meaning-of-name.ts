import type { Reader } from '#book/engine.ts'
import { foldName } from '#domain/customers/name.ts'
import { wrongUsage } from '#errors.ts'
import { homeDigits, phoneKey } from '#formats/phone.ts'
import { customerById } from '#tables/customers/customers.ts'
import {
  allNames,
  customersBeginning,
  customersCalled,
  customersReachedBy,
  customersWithPhoneBeginning,
  customersWithPhoneEnding,
  type FoundCustomer,
} from '#tables/customers/handles.ts'
import { rulesOf } from '#tables/rules.ts'
import { numberTyped } from '../numbers.ts'
import { withoutAnd, withoutEnds } from './longer-name.ts'

/** Only the first of the typed words name the customer; `rest` is the words behind. */
export type NameBefore = { name: string; who: FoundCustomer; rest: string }

/** `near` has the customers of a near name, `before` the one whom the first words name. */
type Nobody = { near: FoundCustomer[]; before?: NameBefore | undefined }

export type Meaning = { one: FoundCustomer } | Unclear

export type Unclear = { several: FoundCustomer[] } | Nobody

async function nearTo(db: Reader, typed: string): Promise<FoundCustomer[]> {
  const { nearNames } = await import('#formats/near-names.ts')
  const near = nearNames(await allNames(db), (found) => found.how, typed)
  const words = typed.split(/\s+/).filter((word) => word !== '')
  // Of several words each may name somebody: `acme globex`.
  if (near.length === 0 && words.length > 1)
    for (const word of words.slice(0, 4)) near.push(...(await customersBeginning(db, word)))
  return eachOnce(near)
}

const eachOnce = (all: FoundCustomer[]): FoundCustomer[] =>
  all.filter(({ id }, i) => all.findIndex((other) => other.id === id) === i)

/** The first way that finds anybody decides. A number finds nobody here. */
async function foundByWords(db: Reader, typed: string): Promise<FoundCustomer[]> {
  const ways = [
    () => customersCalled(db, typed),
    async () => customersReachedBy(db, typed, await phoneKey(typed, (await rulesOf(db)).settings.phoneCountry)),
    () => customersBeginning(db, typed),
    // An `&` is said as a word: `jim and bob` are Jim & Bob.
    async () => (withoutAnd(typed) === typed ? [] : customersBeginning(db, withoutAnd(typed))),
    () => customersBeginning(db, typed, 'company'),
    async () => (withoutEnds(typed) === typed ? [] : customersBeginning(db, withoutEnds(typed))),
    async () => {
      const digits = homeDigits(typed)
      return digits === null ? [] : customersWithPhoneEnding(db, digits)
    },
  ]
  for (const way of ways) {
    const found = await way()
    if (found.length > 0) return found
  }
  return []
}

const mostOfName = 4
const withoutSigns = (text: string): string => text.replace(/[\s,;:.(\u2013-]+$/, '')
const withoutJoint = (text: string): string => text.replace(/^(?:[-\u2013,;:]|because|since|as|and|und|et)\s+/i, '')

/** The words behind the name begin nobody's name. */
async function nameBefore(db: Reader, typed: string): Promise<NameBefore | undefined> {
  const words = typed.split(/\s+/).filter((word) => word !== '')
  for (let count = Math.min(mostOfName, words.length - 1); count > 0; count -= 1) {
    const name = withoutSigns(words.slice(0, count).join(' '))
    const rest = withoutJoint(words.slice(count).join(' '))
    const found = foldName(name) === '' ? [] : await foundByWords(db, name)
    const [who] = found
    if (found.length > 1) return undefined
    if (who) return (await customersBeginning(db, rest)).length > 0 ? undefined : { name, who, rest }
  }
  return undefined
}

async function nobodyCalled(db: Reader, typed: string): Promise<Nobody> {
  const near = await nearTo(db, typed)
  const before = await nameBefore(db, typed)
  return { near: before && near.length === 0 ? [before.who] : near, before }
}

/** A bare number may also begin a name, an alias or a phone number. */
async function numberedAnd(db: Reader, numbered: FoundCustomer, byWords: FoundCustomer[]): Promise<FoundCustomer[]> {
  return eachOnce([numbered, ...byWords, ...(await customersWithPhoneBeginning(db, numbered.how.trim()))])
}

/** Customers are found by number, `#12` or `12`; by name or alias; by e-mail or phone; by the beginning of a word. */
export async function meaningOf(db: Reader, typed: string): Promise<Meaning> {
  const number = numberTyped(typed)
  const numbered = number === undefined ? undefined : await customerById(db, number)
  if (number !== undefined && typed.includes('#')) return numbered ? { one: { ...numbered, how: typed } } : { near: [] }
  if (foldName(typed) === '') throw wrongUsage('The name of the customer is empty.', 'cl list shows them all.')
  const byWords = await foundByWords(db, typed)
  const found = numbered ? await numberedAnd(db, { ...numbered, how: typed }, byWords) : byWords
  const [first, ...more] = found
  if (first && more.length === 0) return { one: first }
  if (!first) return nobodyCalled(db, typed)
  const { nearestFirst } = await import('#formats/near-names.ts')
  return { several: numbered ? found : nearestFirst(found, (each) => each.how, typed) }
}

/** `near` has the ones with a near name where nobody fits. */
export async function customersFitting(
  db: Reader,
  typed: string,
): Promise<{ found: FoundCustomer[]; near: FoundCustomer[] }> {
  const meaning = await meaningOf(db, typed)
  if ('near' in meaning) return { found: [], near: meaning.near }
  const beginning = foldName(typed) === '' ? [] : await customersBeginning(db, typed)
  return { found: [...('one' in meaning ? [meaning.one] : meaning.several), ...beginning], near: [] }
}

/** Fits the beginning of name or company, the nearest first; else near names. */
export async function searchCustomers(db: Reader, typed: string): Promise<FoundCustomer[]> {
  const named = await customersBeginning(db, typed)
  if (typed.trim() === '') return named
  const theirs = await customersBeginning(db, typed, 'company')
  const all = [...named, ...theirs.filter(({ id }) => !named.some((each) => each.id === id))]
  const { nearestFirst } = await import('#formats/near-names.ts')
  return all.length > 0 ? nearestFirst(all, (each) => each.how, typed) : nearTo(db, typed)
}
