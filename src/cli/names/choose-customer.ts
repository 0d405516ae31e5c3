import type { Writer } from '#book/changes/writer.ts'
import type { Customer } from '#domain/customers/customer.ts'
import { checkName } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import type { Whom } from '#domain/shop/waiting.ts'
import { findChannel, findPurpose } from '#domain/touches/vocabulary.ts'
import { cannot } from '#errors.ts'
import { isDayForm } from '#formats/days/day-forms.ts'
import { addCustomer, bareCustomer, customerStillThere } from '#tables/customers/customers.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'
import type { Context } from '../context.ts'
import type { Output } from '../output.ts'
import { longerName, mayGoOn } from './longer-name.ts'
import { type Meaning, meaningOf, type Unclear } from './meaning-of-name.ts'
import { customerLabel, type HowToChoose, refusal } from './refused-name.ts'

export type Around = { today: Day; out: Pick<Output, 'sayWithNext'> }

/** A short list, which offers to add a new customer where one may be added. */
async function ask({ prompts }: Context, typed: string, meaning: Unclear, offersNew: boolean): Promise<Whom> {
  const found = 'several' in meaning ? meaning.several : meaning.near
  const message =
    'several' in meaning ? `"${typed}" fits several customers. Which?` : `There is no customer "${typed}". Who is it?`
  const choices = found.slice(0, 9).map((each) => ({ name: customerLabel(each), value: each.id }))
  const id = await prompts.select(message, [...choices, ...(offersNew ? [{ name: 'A new customer', value: 0 }] : [])])
  const one = found.find((each) => each.id === id)
  if (one) return { id, name: one.name }
  return { newName: await prompts.line('Name of the new customer', (name) => checkName('name', name), typed) }
}

/**
 * The customer whom the user means, for a command that writes; only `chosenCustomer` adds a new one.
 * @throws cannot, for several or none, where nobody can be asked
 */
export async function chooseCustomer(context: Context, typed: string, options: HowToChoose = {}): Promise<Whom> {
  const meaning = await context.book.readOrNew((db) => meaningOf(db, typed))
  return settle(context, typed, meaning, options)
}

/** The choice is made once the words behind the name are known to be right. */
type NameAndText = { name: string; rest: string[]; choose: (options?: HowToChoose) => Promise<Whom> }

/**
 * Words that came after `--` are text.
 * @param endsName true for a word that begins the text
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
 * Chooses each as `chooseCustomer` does, with the rules of the book at the moment of the look-up.
 * @param behind the words behind the last name, which may still belong to it; `rest` is the words that do not
 * @throws cannot, as `chooseCustomer`
 */
export async function chooseCustomers(
  context: Context,
  typed: string[],
  options: HowToChoose,
  behind: string[],
): Promise<{ chosen: Whom[]; rules: Rules; rest: string[] }> {
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
  const chosen: Whom[] = []
  for (const [i, meaning] of meanings.entries()) chosen.push(await settle(context, names[i] ?? '', meaning, options))
  return { chosen, rules, rest }
}

/** @throws cannot, for a word of a touch in front of the customer, as in `log call acme` */
function refuseTurned(first: string, [name, ...rest]: string[], isWord: (word: string) => boolean): void {
  const isOfTouch = /^[-+=]$/.test(first) || isDayForm(first, 'in front') || isWord(first)
  if (name === undefined || !isOfTouch || isWord(name)) return
  const isWhole = rest.length === 0 || isWord(rest[0] ?? '')
  const turned = isWhole ? [name, first, ...rest].join(' ') : `NAME ${first} \u2026`
  throw cannot(`"${first}" is a word of a touch, and no customer.`, `The customer comes first: cl log ${turned}`)
}

async function settle(context: Context, typed: string, meaning: Meaning, how: HowToChoose = {}): Promise<Whom> {
  if ('one' in meaning) return { id: meaning.one.id, name: meaning.one.name }
  const { orNew = false, offersNew = false, textBehind } = how
  if (orNew && 'near' in meaning && !typed.startsWith('#')) return { newName: checkName('name', typed) }
  const hasChoice = offersNew || 'several' in meaning || meaning.near.length > 0
  const losesText = 'near' in meaning && meaning.before !== undefined && textBehind?.(meaning.before) !== undefined
  if (!context.prompts.available || !hasChoice || losesText) {
    if (!context.book.exists()) await context.book.read(async () => {}) // an unmade book refuses with how to start
    throw refusal(typed, meaning, how)
  }
  return ask(context, typed, meaning, offersNew)
}

/** A new customer is added here, and `Added …` is said with the answer. */
export async function chosenCustomer(db: Writer, chosen: Whom, { out, today }: Around): Promise<Customer> {
  if ('id' in chosen) return customerStillThere(db, chosen.id)
  const added = await addCustomer(db, bareCustomer(chosen.newName, today))
  out.sayWithNext(`added ${added.name}`, `Added ${added.name} (#${added.id}).`)
  return added
}

type HowToRead = Pick<HowToChoose, 'textBehind'>

/** The command only reads. */
export const customerIdFor = async (context: Context, typed: string, how?: HowToRead): Promise<number> =>
  idOf(context, typed, await context.book.read((db) => meaningOf(db, typed)), how)

/** Undefined where the words fit nobody: they may mean somebody outside the book. */
export async function customerIdIfThere(context: Context, typed: string): Promise<number | undefined> {
  const meaning = await context.book.read((db) => meaningOf(db, typed))
  return 'near' in meaning ? undefined : idOf(context, typed, meaning)
}

async function idOf(context: Context, typed: string, meaning: Meaning, how?: HowToRead): Promise<number> {
  const chosen = await settle(context, typed, meaning, how)
  if (!('id' in chosen)) throw new Error('Nobody was chosen.')
  return chosen.id
}

/** Undefined where nobody is named: the command is about all then. */
export const customerIdIfNamed = async (context: Context, typed: string | undefined): Promise<number | undefined> =>
  typed === undefined ? undefined : customerIdFor(context, typed)
