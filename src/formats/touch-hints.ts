import { isPlain } from '#domain/customers/name.ts'
import { type BegunBy, findPurpose, type TouchWords, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { isBadNews, isOver } from './bad-news.ts'
import { channelInNote, saidOtherwise } from './how-in-note.ts'
import { purposeInNote } from './named-in-note.ts'
import { isNotReached } from './not-reached.ts'
import { clausesOf } from './note-clauses.ts'

/** Words that begin ordinary notes, and the purpose that was perhaps meant. */
const perhaps: Record<string, string> = {
  asked: 'request',
  asks: 'request',
  asking: 'request',
  wants: 'request',
  wanted: 'request',
  wanting: 'request',
  enquired: 'request',
  inquired: 'request',
  needs: 'request',
  need: 'request',
  want: 'request',
  please: 'request',
  pls: 'request',
  told: 'feedback',
  missed: 'attempt',
  order: 'sale',
  orders: 'sale',
  reordered: 'sale',
  bought: 'sale',
  paid: 'sale',
  booked: 'sale',
  selling: 'sale',
  fixed: 'mend',
  repaired: 'mend',
  replaced: 'mend',
  problem: 'complaint',
  sorted: 'mend',
  solved: 'mend',
  resolved: 'mend',
  settled: 'mend',
  overdue: 'reminder',
  chasing: 'reminder',
  dunning: 'reminder',
  owes: 'reminder',
  nudged: 'reminder',
  inv: 'invoice',
  deposit: 'sale',
  payment: 'sale',
  pitched: 'sale',
  proposal: 'sale',
  estimate: 'sale',
  contract: 'sale',
  upsold: 'sale',
  signed: 'sale',
  collected: 'delivery',
  rechnung: 'invoice',
  facture: 'invoice',
  factura: 'invoice',
  fattura: 'invoice',
  mahnung: 'reminder',
  danke: 'thanks',
  merci: 'thanks',
  gracias: 'thanks',
  grazie: 'thanks',
  thx: 'thanks',
  tks: 'thanks',
}

/** Two words that begin ordinary notes, by the first of them: with the purpose, or null for none; `number` is any. */
const inTwo: Record<string, Record<string, string | null>> = {
  asked: { after: null, about: null, how: null },
  asks: { after: null, about: null, how: null },
  wants: { for: null },
  would: { like: 'request' },
  could: { we: 'request', you: 'request' },
  can: { we: 'request', you: 'request' },
  need: { to: null },
  needs: { to: null },
  dropped: { off: 'delivery', number: 'delivery' },
  drop: { off: 'delivery' },
  picked: { up: 'delivery' },
  problem: { solved: 'mend', fixed: 'mend', sorted: 'mend', resolved: 'mend' },
  final: { notice: 'reminder', demand: 'reminder' },
  balance: { outstanding: 'reminder', due: 'reminder' },
}

/**
 * A line to type for a note that was counted as a good touch, and tells of somebody who was not reached, or of bad news.
 * @returns undefined where it does not, and where the user has said the tone, or a purpose that is no care
 */
export function countedBadly({ channel, purpose, tone, note }: TouchWords, vocabulary: Vocabulary): string | undefined {
  if (note === undefined || tone || (purpose && !purpose.care)) return undefined
  const amend = (to: string) =>
    findPurpose(vocabulary, to) && !purpose ? `cl amend --purpose ${to}` : 'cl amend --tone -'
  // The word `called` was taken for the channel.
  if (channel?.name === 'call' && /^off\b/i.test(note)) return `Counted as good. Not so? ${amend('complaint')}`
  if (!purpose && isNotReached(note)) return `If you did not reach them: ${amend('attempt')}`
  return isBadNews(note) ? `Counted as good. Not so? ${amend('complaint')}` : undefined
}

/** A line to type for a touch that opened a complaint or was counted as a bill, and says that one is over: `complaint solved`. */
export function countedAsNew({ purpose, tone, note }: TouchWords): string | undefined {
  if (note === undefined || tone || !purpose || !isOver(note)) return undefined
  if (purpose.opens) return `That opened a ${purpose.opens}. If one is over instead: cl undo, and cl done`
  return purpose.tone === '-' ? 'Counted as bad. Not so? cl amend --tone =' : undefined
}

/** A line to type for a note whose first word is nearly one of the vocabulary, of a kind that was not said. */
export function misspelt({ channel, purpose, note = '' }: TouchWords, vocabulary: Vocabulary): string | undefined {
  const unsaid = { channels: channel ? [] : vocabulary.channels, purposes: purpose ? [] : vocabulary.purposes }
  const word = note.split(' ')[0] ?? ''
  const meant = perhapsMeant(unsaid, word)
  return meant && `"${word}" began the note. If you meant ${meant}: cl undo, and log it again.`
}

/**
 * A line to type for a note without a purpose that can have been meant otherwise: it says how the note was counted.
 * @param counted the name of the channel, and who began it
 * @returns undefined where nothing speaks against a good word
 */
export function countedOtherwise(
  { channel, purpose, tone, note }: TouchWords,
  vocabulary: Vocabulary,
  counted: { channel: string; begunBy: BegunBy },
): string | undefined {
  if (note === undefined || purpose || tone) return undefined
  const meant = purposeInNote(note, vocabulary)?.name ?? perhapsPurpose(note)
  if (meant !== undefined && findPurpose(vocabulary, meant))
    return `Counted as care, good. Not so? cl amend --purpose ${meant}`
  const other = channel
    ? saidOtherwise({ channel, note }, vocabulary)
    : channelInNote(note, vocabulary, counted.channel)
  const isTheirs = counted.begunBy === 'them'
  const options = [
    ...(other?.channel ? [`--channel ${other.channel}`] : []),
    ...(other?.isTheirs && !isTheirs ? ['--in'] : []),
  ]
  if (options.length === 0) return undefined
  const article = /^[aeiou]/.test(counted.channel) ? 'an' : 'a'
  return `Counted as ${article} ${counted.channel} that ${isTheirs ? 'they' : 'you'} began. Not so? cl amend ${options.join(' ')}`
}

const askers = new Set('asked asks ask want wants wanted need needs would'.split(' '))
/** True for a note that begins with who asked: `she wants a quote`. */
const theyAsk = ([who = '', verb = '']: string[]): boolean => /^(?:they|she|he)$/.test(who) && askers.has(verb)

function perhapsPurpose(note: string): string | undefined {
  const [words = []] = clausesOf(note)
  const [first = '', second = ''] = theyAsk(words) ? words.slice(1) : words
  const two = Object.hasOwn(inTwo, first) ? inTwo[first]?.[/^\d/.test(second) ? 'number' : second] : undefined
  if (two !== undefined) return two ?? undefined
  return Object.hasOwn(perhaps, first) ? perhaps[first] : undefined
}

/** True when two words differ by one letter, not the first: another, one more, one less; or by two that are swapped. */
export function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a]
  let at = 0
  while (shorter[at] === longer[at]) at += 1
  if (longer.length > shorter.length) return at > 0 && longer.slice(at + 1) === shorter.slice(at)
  const isOther = at > 0 && a.slice(at + 1) === b.slice(at + 1)
  return isOther || (a.slice(at + 2) === b.slice(at + 2) && a[at] === b[at + 1] && a[at + 1] === b[at])
}

/** True when a longer word goes on where a shorter one ends, for a few letters: `whatsapp` is not meant by `what`. */
const isBeginning = (shorter: string, longer: string): boolean =>
  longer.startsWith(shorter) && longer.length - shorter.length <= 3

/** True when a word is one letter off a longer one, with an ending of its own: `complaning`. */
const isOffWithEnding = (typed: string, word: string): boolean =>
  word.length >= 6 &&
  [-1, 0, 1].some((more) => {
    const stem = typed.slice(0, word.length + more)
    return typed.length > stem.length && typed.length - stem.length <= 3 && isOneLetterOff(stem, word)
  })

/** Words that begin ordinary notes, although they are one letter off a word of the vocabulary. */
const everyday = new Set(
  (
    'same came cake cakes new past quite safe salt solid think thinks than held mind meat main mall ball bell ran range ring ' +
    'mailbox car cars cart case cat cell chap coat pot pride prince team tent test career careful carefully carer helpful ' +
    'helper men priced priceless'
  ).split(' '),
)

/**
 * The channel or purpose that was perhaps meant by the first word of a note: one that the word begins with, that begins with the
 * word, or of which the word is one letter off. Undefined for a word that resembles none.
 * @param vocabulary the words of the kind that was not said: channels, purposes or both
 */
export function perhapsMeant({ channels, purposes }: Vocabulary, word: string): string | undefined {
  const typed = word.toLowerCase()
  if (!(isPlain(typed) ? /^[a-z]{3,}$/ : /^\p{L}{3,}$/u).test(typed) || everyday.has(typed)) return undefined
  const words = [...channels, ...purposes].flatMap(({ name, also }) => [name, ...also].map((each) => ({ name, each })))
  const long = words.filter(({ each }) => each.length >= 4 && each !== typed)
  const found =
    (typed.length < 4 ? undefined : long.find(({ each }) => isBeginning(each, typed) || isBeginning(typed, each))) ??
    long.find(({ each }) => isOneLetterOff(typed, each)) ??
    long.find(({ each }) => isOffWithEnding(typed, each))
  return found?.name
}
