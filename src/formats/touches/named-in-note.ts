import { findPurpose, type Purpose, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { clausesOf, hasAny, isDenied, patterns, wordSet, wordsOf } from './note-clauses.ts'

/** A bill, a channel or an order is looked for among so many first words. */
const near = 4

/** Purposes that a note may well name without being about one: `asked about the price`. */
const namedInPassing = ['price']
const priceRises =
  patterns(`price increase|rise|hike/higher price|prices/raised the price/raised prices|rates/raised our|my prices/raised my rates
  rate increase|rise/new rates|prices/price|prices|rates up/price goes|going up/price is going up
  prices|rates go|going up/prices|rates are going up`)
/** Words that begin a note about a price that they brought up. */
const askers = wordSet('asked asks asking wondered')

/** Words that may stand before a channel or an order, which is then the channel or the purpose of the touch. */
const leading =
  wordSet(`sent wrote got received brought gave had took made placed posted dropped did left replied answered answer reply google
  a an the her him them us me my our their some by via over on in with about by off up
  birthday bday christmas xmas easter get well thank thanks you new another standing quick short long brief nice lovely first
  second third follow sales site home incoming courtesy check cold business team this that morning afternoon evening night lunchtime
  last half hour hours minutes min one two three they she he we i and to`)
const orders = wordSet('order orders quote quotes quotation offer offers proposal estimate')

/** Participles of a paid bill; one step of a pattern. */
export const paidElsewhere =
  'bezahlt|überwiesen|beglichen|payé|payée|réglé|réglée|pagado|pagada|pagó|pagato|pagata|saldato|saldata|betaald'

/** A payment that has come or not; each is one step of a pattern. */
export const payment = 'zahlung|geld|paiement|argent|pago|dinero|pagamento|soldi|betaling'
export const received = 'eingegangen|reçu|recibido|ricevuto|ontvangen|da'

/** Words that tell of a paid bill or an ended complaint: `paid the bill`, `glad that the complaint is solved`. */
const settling = wordSet(
  `${paidElsewhere.replaceAll('|', ' ')} paid pay pays paying glad happy pleased relieved solved resolved settled sorted fixed mended`,
)

const isName = (word: string): boolean => /^\p{Lu}\p{Ll}/u.test(word)

/** Undefined where the note names none. */
export function purposeInNote(note: string, vocabulary: Vocabulary): Purpose | undefined {
  const find = (word: string) => findPurpose(vocabulary, word)
  const clauses = clausesOf(note)
  const price = find('price')
  const isRise = clauses.some((clause) => hasAny(clause, priceRises))
  if (price && isRise && !askers.has(clauses[0]?.[0] ?? '')) return price
  if (clauses.some((clause) => hasAny(clause, owed))) return find('reminder')
  const [words = []] = clauses
  if (/[\u00a3$\u20ac]/.test(note) && /\b(?:order|quote|offer|estimate)\s+[\u00a3$\u20ac]\d/i.test(note))
    return find('sale')
  const typed = wordsOf(note)
  const isMeant = (at: number) => !(at > 0 && isName(typed[at] ?? '')) && !isDenied(words, at, near)
  const isSettled = words.some((word) => settling.has(word))
  const bill = words.findIndex((word, at) => at < near && find(word)?.tone === '-' && isMeant(at))
  const named = bill < 0 || isSettled ? undefined : find(words[bill] ?? '')
  if (named && !namedInPassing.includes(named.name)) return named
  const order = leadsTo(words, (word) => orders.has(word))
  if (order > 0) return find('sale')
  return isSettled ? undefined : atTheEnd(clauses.at(-1) ?? [], typed.length, find)
}

const owed =
  patterns(`not paid|pay/unpaid/cheque|debit|payment bounced/card declined/bounced cheque|check/unbezahlt|impayé|impayée|impagada|onbetaald
  nicht|pas|no|non|niet .. ${paidElsewhere}/sin pagar
  ${payment} .. nicht|pas|no|non|niet .. ${received}/kein|keine|aucun|ningún|nessun|geen ${payment} ${received}
  payment|money|deposit .. not|never .. received|arrived|come`)
/** Purposes of what was done, where its verb stands at the end: `birthday bouquet delivered`. */
const doneAtEnd = ['delivery', 'sale', 'invoice', 'reminder']

/** A complaint or a request that is said at the end, or something that was done: `"wants a new key" request`. */
function atTheEnd(
  clause: readonly string[],
  length: number,
  find: (word: string) => Purpose | undefined,
): Purpose | undefined {
  const last = find(clause.at(-1) ?? '')
  const isDone = last && doneAtEnd.includes(last.name) && /ed$|^sold$/.test(clause.at(-1) ?? '')
  return length > 2 && (last?.opens || isDone) && !isDenied(clause, clause.length - 1, near) ? last : undefined
}

/** Leading words alone stand before it; -1 for none. */
export function leadsTo(words: readonly string[], isOfKind: (word: string) => boolean): number {
  const at = words.findIndex((word) => isOfKind(word) || !leading.has(word))
  return at < near && isOfKind(words[at] ?? '') ? at : -1
}
