import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import type { Customer } from '#domain/customers/customer.ts'
import { checkName, foldName } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import type { Whom } from '#domain/shop/waiting.ts'
import { findChannel, findPurpose } from '#domain/touches/vocabulary.ts'
import { cannot, reasonAgainst, type UserError, wrongUsage } from '#errors.ts'
import { homeDigits, phoneKey } from '#formats/phone.ts'
import type { Hint } from '#hints.ts'
import { addCustomer, bareCustomer, customerById, customerStillThere } from '#tables/customers/customers.ts'
import {
  allNames,
  customersBeginning,
  customersCalled,
  customersReachedBy,
  customersWithPhoneBeginning,
  customersWithPhoneEnding,
  type FoundCustomer,
} from '#tables/customers/handles.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'
import type { Context } from './context.ts'
import { longerName, mayGoOn, withoutAnd } from './longer-name.ts'
import { numberTyped } from './numbers.ts'
import type { Output } from './output.ts'

/** The customer of a command: somebody in the book, or somebody who is to be added with the rows that it writes. */
export type Chosen = Whom

/** What is around the writing of rows: the day, and where it is said who was added. */
export type Around = { today: Day; out: Pick<Output, 'sayWithNext'> }

type HowToChoose = { orNew?: boolean; offersNew?: boolean; hint?: string }

/** The meaning of a name: one customer, several, or nobody and the customers with a near name. */
type Meaning = { one: FoundCustomer } | { several: FoundCustomer[] } | { near: FoundCustomer[] }

/** `Acme Bakery (#1, archived)`: a customer in a list to choose from. */
export const customerLabel = (found: FoundCustomer): string =>
  `${found.name} (#${found.id}${found.archivedOn === null ? '' : ', archived'})`
const labels = (list: FoundCustomer[]): string =>
  list.slice(0, 5).map(customerLabel).join(', ') + (list.length > 5 ? ', …' : '')

async function nearTo(db: Reader, typed: string): Promise<FoundCustomer[]> {
  const { nearNames } = await import('#formats/near-names.ts')
  const near = nearNames(await allNames(db), (found) => found.how, typed)
  const words = typed.split(/\s+/).filter((word) => word !== '')
  // Of several words each may name somebody: `acme globex`.
  if (near.length === 0 && words.length > 1)
    for (const word of words.slice(0, 4)) near.push(...(await customersBeginning(db, word)))
  return near.filter((found, i) => near.findIndex((other) => other.id === found.id) === i)
}

/** The customers whom the typed words fit, if they are no number: the first way that finds anybody decides. */
async function foundByWords(db: Reader, typed: string): Promise<FoundCustomer[]> {
  const ways = [
    () => customersCalled(db, typed),
    async () => customersReachedBy(db, typed, await phoneKey(typed, (await rulesOf(db)).settings.phoneCountry)),
    () => customersBeginning(db, typed),
    // `&` is said as a word: `jim and bob` are Jim & Bob.
    async () => (withoutAnd(typed) === typed ? [] : customersBeginning(db, withoutAnd(typed))),
    () => customersBeginning(db, typed, 'company'),
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

/** The customer of a bare number, and all others who can be meant by it. */
async function numberedAnd(db: Reader, numbered: FoundCustomer, byWords: FoundCustomer[]): Promise<FoundCustomer[]> {
  const reached = await customersWithPhoneBeginning(db, numbered.how.trim())
  const all = [numbered, ...byWords, ...reached]
  return all.filter(({ id }, i) => all.findIndex((other) => other.id === id) === i)
}

/**
 * By number, `#12` or `12`; by name or alias; by e-mail or phone; by the beginning of a word. A bare number that also
 * begins a name, an alias or a phone number means several.
 */
async function meaningOf(db: Reader, typed: string): Promise<Meaning> {
  const number = numberTyped(typed)
  const numbered = number === undefined ? undefined : await customerById(db, number)
  if (number !== undefined && typed.includes('#')) return numbered ? { one: { ...numbered, how: typed } } : { near: [] }
  if (foldName(typed) === '') throw wrongUsage('The name of the customer is empty.', 'cl list shows them all.')
  const byWords = await foundByWords(db, typed)
  const found = numbered ? await numberedAnd(db, { ...numbered, how: typed }, byWords) : byWords
  const [first, ...more] = found
  if (first && more.length === 0) return { one: first }
  if (!first) return { near: await nearTo(db, typed) }
  const { nearestFirst } = await import('#formats/near-names.ts')
  return { several: numbered ? found : nearestFirst(found, (each) => each.how, typed) }
}

function refusal(
  typed: string,
  meaning: { several: FoundCustomer[] } | { near: FoundCustomer[] },
  several?: string,
): UserError {
  if ('several' in meaning) {
    const id = meaning.several[0]?.id
    const number: Hint = (quote) =>
      `Type more of the name, or the number: ${id === Number(typed) ? quote(`#${id}`) : id}`
    return cannot(`"${typed}" fits several customers: ${labels(meaning.several)}.`, several ?? number)
  }
  const near = meaning.near.length > 0 ? ` Near: ${labels(meaning.near)}.` : ''
  if (/^#?\d+$/.test(typed)) return cannot(`There is no customer "${typed}".${near}`, 'cl list shows the numbers.')
  const add: Hint = (quote) => `To add one: cl add ${quote(typed)}   All of them: cl list`
  return cannot(`There is no customer "${typed}".${near}`, add)
}

/** Asks with a short list, which also offers to add a new customer where one may be added. */
async function ask(
  { prompts }: Context,
  typed: string,
  meaning: { several: FoundCustomer[] } | { near: FoundCustomer[] },
  offersNew: boolean,
): Promise<Chosen> {
  const found = 'several' in meaning ? meaning.several : meaning.near
  const message =
    'several' in meaning ? `"${typed}" fits several customers. Which?` : `There is no customer "${typed}". Who is it?`
  const choices = found.slice(0, 9).map((each) => ({ name: customerLabel(each), value: each.id }))
  const id = await prompts.select(message, [...choices, ...(offersNew ? [{ name: 'A new customer', value: 0 }] : [])])
  const one = found.find((each) => each.id === id)
  if (one) return { id, name: one.name }
  return {
    newName: checkName(
      'name',
      await prompts.line('Name of the new customer', {
        initial: typed,
        check: (name) => reasonAgainst(() => checkName('name', name)),
      }),
    ),
  }
}

/**
 * Whom the user means, for a command that writes. Somebody new is added only by `chosenCustomer`.
 * @param options `orNew`: a name that nobody has is meant as a new customer's; `offersNew`: whoever is asked may add one;
 *   `hint`: what to type instead where the name fits several
 * @throws cannot, for several or none, where nobody can be asked
 */
export async function chooseCustomer(context: Context, typed: string, options: HowToChoose = {}): Promise<Chosen> {
  const meaning = await context.book.readOrNew((db) => meaningOf(db, typed))
  return settle(context, typed, meaning, options)
}

/** A customer in front of a text: the words behind the name, and the choice, which is made once they are known to be right. */
type NameAndText = { name: string; rest: string[]; choose: (options?: HowToChoose) => Promise<Chosen> }

/**
 * The customer of a command that takes a name and a text; words that came after `--` are text.
 * @param endsName says of which words a text begins
 */
export async function nameAndText(
  context: Context,
  first: string,
  behind: string[],
  endsName?: (word: string) => boolean,
): Promise<NameAndText> {
  const free = behind.slice(0, Math.max(0, behind.length - context.afterDashes))
  const words = mayGoOn(first, free, endsName)
  if (words.length === 0)
    return { name: first, rest: behind, choose: (options) => chooseCustomer(context, first, options) }
  const { name, rest, meaning } = await context.book.readOrNew(async (db) => {
    const [alone, longer] = await Promise.all([meaningOf(db, first), longerName(db, first, free, words)])
    return { ...longer, meaning: longer.name === first ? alone : await meaningOf(db, longer.name) }
  })
  return {
    name,
    rest: [...rest, ...behind.slice(free.length)],
    choose: (options) => settle(context, name, meaning, options),
  }
}

const isWordOf =
  ({ vocabulary }: Rules) =>
  (word: string): boolean =>
    (findChannel(vocabulary, word) ?? findPurpose(vocabulary, word)) !== undefined

/**
 * Several customers, each chosen as by `chooseCustomer`, and the rules of the book as they were while the names were looked up.
 * @param behind the words behind the last name, which may still belong to it; `rest` is those that do not
 * @throws cannot, as `chooseCustomer`
 */
export async function chooseCustomers(
  context: Context,
  typed: string[],
  options: HowToChoose,
  behind: string[],
): Promise<{ chosen: Chosen[]; rules: Rules; rest: string[] }> {
  const names = [...typed]
  const { rules, meanings, rest } = await context.book.readOrNew(async (db) => {
    const [rules, ...meanings] = await Promise.all([rulesOf(db), ...names.map((name) => meaningOf(db, name))])
    const last = names.pop()
    if (last === undefined) return { rules, meanings, rest: behind }
    const { name, rest } = await longerName(db, last, behind, mayGoOn(last, behind, isWordOf(rules)))
    names.push(name)
    if (name !== last) meanings.splice(-1, 1, await meaningOf(db, name))
    return { rules, meanings, rest }
  })
  const last = meanings.at(-1)
  if (last && 'near' in last) refuseTurned(names.at(-1) ?? '', rest, isWordOf(rules))
  const chosen: Chosen[] = []
  for (const [i, meaning] of meanings.entries()) chosen.push(await settle(context, names[i] ?? '', meaning, options))
  return { chosen, rules, rest }
}

/** @throws cannot, for a word of a touch in front of the customer, as in `log call acme` */
function refuseTurned(first: string, [name, ...rest]: string[], isWord: (word: string) => boolean): void {
  const isDay = /^(?:[-+=]|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/i.test(first)
  if (name === undefined || !(isDay || isWord(first)) || isWord(name)) return
  const isWhole = rest.length === 0 || isWord(rest[0] ?? '')
  const turned = isWhole ? [name, first, ...rest].join(' ') : `NAME ${first} \u2026`
  throw cannot(`"${first}" is a word of a touch, and no customer.`, `The customer comes first: cl log ${turned}`)
}

async function settle(
  context: Context,
  typed: string,
  meaning: Meaning,
  { orNew = false, offersNew = false, hint }: HowToChoose = {},
): Promise<Chosen> {
  if ('one' in meaning) return { id: meaning.one.id, name: meaning.one.name }
  if (orNew && 'near' in meaning && !typed.startsWith('#')) return { newName: checkName('name', typed) }
  const hasChoice = offersNew || 'several' in meaning || meaning.near.length > 0
  if (!context.prompts.available || !hasChoice) {
    if (!context.book.exists()) await context.book.read(async () => {}) // says how to start
    throw refusal(typed, meaning, hint)
  }
  return ask(context, typed, meaning, offersNew)
}

/** All customers whom the typed words fit, and those with a near name where they fit nobody. */
export async function customersFitting(
  db: Reader,
  typed: string,
): Promise<{ found: FoundCustomer[]; near: FoundCustomer[] }> {
  const meaning = await meaningOf(db, typed)
  if ('near' in meaning) return { found: [], near: meaning.near }
  const beginning = foldName(typed) === '' ? [] : await customersBeginning(db, typed)
  return { found: [...('one' in meaning ? [meaning.one] : meaning.several), ...beginning], near: [] }
}

/** The customer that was chosen; a new one is added by this, and said to be. */
export async function chosenCustomer(db: Writer, chosen: Chosen, { out, today }: Around): Promise<Customer> {
  if ('id' in chosen) return customerStillThere(db, chosen.id)
  const added = await addCustomer(db, bareCustomer(chosen.newName, today))
  out.sayWithNext(`added ${added.name}`, `Added ${added.name} (#${added.id}).`)
  return added
}

/** The id of whom the user means, for a command that only reads. */
export async function customerIdFor(context: Context, typed: string): Promise<number> {
  const chosen = await settle(context, typed, await context.book.read((db) => meaningOf(db, typed)))
  if (!('id' in chosen)) throw new Error('Nobody was chosen.')
  return chosen.id
}

/**
 * The id of a customer as typed, where somebody who is not in the book may be meant.
 * @returns undefined when the words fit nobody who is
 */
export async function customerIdIfThere(context: Context, typed: string): Promise<number | undefined> {
  const meaning = await context.book.read((db) => meaningOf(db, typed))
  return 'near' in meaning ? undefined : customerIdFor(context, typed)
}

/** Customers for a search as it is typed: the ones whose name or company begins so, the nearest first; else the ones with a near name. */
export async function searchCustomers(db: Reader, typed: string): Promise<FoundCustomer[]> {
  const named = await customersBeginning(db, typed)
  if (typed.trim() === '') return named
  const theirs = await customersBeginning(db, typed, 'company')
  const all = [...named, ...theirs.filter(({ id }) => !named.some((each) => each.id === id))]
  const { nearestFirst } = await import('#formats/near-names.ts')
  return all.length > 0 ? nearestFirst(all, (each) => each.how, typed) : nearTo(db, typed)
}

/** The id of the customer who is named; undefined for a command that is about all, because nobody is. */
export const customerIdIfNamed = async (context: Context, typed: string | undefined): Promise<number | undefined> =>
  typed === undefined ? undefined : customerIdFor(context, typed)
