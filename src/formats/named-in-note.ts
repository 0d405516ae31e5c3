import type { Purpose, Vocabulary } from '#domain/touches/vocabulary.ts'
import { findChannel, findPurpose } from '#domain/touches/vocabulary.ts'
import { clausesOf, isDenied, placesOf, wordSet } from './note-clauses.ts'

/** The number of first words of a note among which a bill, a channel or an order is looked for. */
const near = 4

/** Purposes that a note may well name without being about one: `asked about the price`. */
const namedInPassing = ['price']
const priceRises = [
  'price increase',
  'price rise',
  'higher price',
  'higher prices',
  'raised the price',
  'raised prices',
]

/** Words that may stand before a channel or an order, which is then the channel or the purpose of the touch. */
const leading = wordSet(`sent wrote got received brought gave had took made placed posted dropped did left
  a an the her him them us me my our their some by via over on in with about by off up
  birthday christmas xmas easter get well thank thanks you new another quick short long brief nice lovely first
  second third follow sales site courtesy check cold business team this that morning afternoon evening night lunchtime
  last half hour hours minutes min one two three they she he we i and to`)
/** Words that say that they began it. */
const fromThem = wordSet('got received they she he')

const orders = wordSet('order orders quote quotes quotation offer offers proposal estimate')

/** Words that tell of a paid bill or an ended complaint: `paid the bill`, `glad that the complaint is solved`. */
const settling = wordSet('paid pay pays paying glad happy pleased relieved solved resolved settled')

const isName = (word: string): boolean => /^\p{Lu}\p{Ll}/u.test(word)

/** The purpose of a note, by the words in it; undefined where it names none. */
export function purposeInNote(note: string, vocabulary: Vocabulary): Purpose | undefined {
  const find = (word: string) => findPurpose(vocabulary, word)
  const clauses = clausesOf(note)
  const price = find('price')
  if (price && clauses.some((clause) => priceRises.some((each) => placesOf(clause, each).length > 0))) return price
  const [words = []] = clauses
  const typed = note.match(/[\p{L}\p{N}]+/gu) ?? []
  const isMeant = (at: number) => !(at > 0 && isName(typed[at] ?? '')) && !isDenied(words, at, near)
  const isSettled = words.some((word) => settling.has(word))
  const bill = words.findIndex((word, at) => at < near && find(word)?.tone === '-' && isMeant(at))
  const named = bill < 0 || isSettled ? undefined : find(words[bill] ?? '')
  if (named && !namedInPassing.includes(named.name)) return named
  const order = leadsTo(words, (word) => orders.has(word))
  if (order > 0) return find('sale')
  return atTheEnd(clauses.at(-1) ?? [], typed.length, find)
}

/** A complaint or a request that is said at the end: `"wants a new key" request`. */
function atTheEnd(clause: string[], length: number, find: (word: string) => Purpose | undefined): Purpose | undefined {
  const last = find(clause.at(-1) ?? '')
  return length > 2 && last?.opens && !isDenied(clause, clause.length - 1, near) ? last : undefined
}

/** The place of a word of a kind that has nothing but leading words before it; -1 for none. */
function leadsTo(words: string[], isOfKind: (word: string) => boolean): number {
  const at = words.findIndex((word) => isOfKind(word) || !leading.has(word))
  return at < near && isOfKind(words[at] ?? '') ? at : -1
}

/**
 * The options of `cl amend` that make a touch of the usual channel agree with its note: `sent flowers`, `got an email`.
 * @param usual the name of the channel that was filled in
 * @returns undefined for a note that speaks of no channel in its first words
 */
export function channelInNote(note: string, vocabulary: Vocabulary, usual: string): string | undefined {
  const [words = []] = clausesOf(note)
  const at = leadsTo(words, (word) => findChannel(vocabulary, word) !== undefined)
  const channel = at < 0 ? undefined : findChannel(vocabulary, words[at] ?? '')
  if (!channel) return undefined
  const isTheirs = fromThem.has(words[0] ?? '')
  const options = [...(channel.name === usual ? [] : [`--channel ${channel.name}`]), ...(isTheirs ? ['--in'] : [])]
  return options.length === 0 ? undefined : options.join(' ')
}
