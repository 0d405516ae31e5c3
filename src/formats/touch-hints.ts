import { isPlain } from '#domain/customers/name.ts'
import type { Purpose, TouchWords, Vocabulary } from '#domain/touches/vocabulary.ts'

/** The letters that every text of a pattern begins with: without the last one where that may be missing. */
const firstLetters = (pattern: string): string => /^[a-z]+?(?=[a-z]\?|[^a-z]|$)/.exec(pattern)?.[0] ?? ''

/**
 * Finds phrases in a note, whatever their case.
 * @param phrases patterns that begin with letters. Together they take milliseconds to be made, and few notes have a word that
 *   begins as one of them
 * @param before a pattern of what may not stand before them
 */
function finder(phrases: string[], before = ''): (note: string) => boolean {
  const beginnings = phrases.map(firstLetters)
  return (note) =>
    note
      .toLowerCase()
      .split(/[^a-z]+/)
      .some((word) => beginnings.some((each) => word.startsWith(each))) &&
    new RegExp(`${before}\\b(?:${phrases.join('|')})\\b`, 'iu').test(note)
}

const isBad = finder(
  [
    'cancell?ed',
    'cancels?',
    'angry',
    'annoyed',
    'furious',
    'upset',
    'unhappy',
    'disappointed',
    'late',
    'delayed',
    'broken?',
    'broke',
    'wrong',
    'not (?:at all |very |too |so |really )?(?:happy|pleased|satisfied|amused|impressed)',
    'grumbl(?:ed?|es|ing)',
    'moan(?:s|ed|ing)?',
    'dirty',
    'let down',
    'unreliable',
    'leaving us',
    'quits?',
    'damaged',
    'mistake',
    'refund',
    'sorry',
    'apologi[sz]ed?',
    'complain(?:s|ed|ing|t|ts)?',
    'rude',
    'terrible',
    'awful',
    'too expensive',
    'lost',
  ],
  "(?<!\\b(?:no|not|nothing|never|without|isn't|wasn't|no longer|any)(?:'s| is| was| went| goes| at all)? )",
)
const isNotReached = finder([
  'no answer',
  'no reply',
  'voice ?mail',
  'left (?:a |him a |her a |them a )?message',
  'not reached',
  "did(?:n't| not) (?:reach|answer|pick up)",
  "could(?:n't| not) reach",
  'nobody (?:there|answered|home)',
  'no[- ]?shows?',
  "did(?:n't| not) (?:show|turn|come)(?: up)?",
  'never (?:show|turn|come)(?: up)?',
  'not in',
  'was out',
  'line (?:was )?busy',
  'engaged',
  'answering machine',
  'mailbox',
])

/** Words that begin ordinary notes, and the purpose that was perhaps meant. */
const perhaps: Record<string, string> = {
  asked: 'request',
  wants: 'request',
  told: 'feedback',
  missed: 'attempt',
  order: 'sale',
  fixed: 'mend',
  problem: 'complaint',
  overdue: 'reminder',
  paid: 'sale',
  booked: 'sale',
  needs: 'request',
}

type FoundPurpose = Pick<Purpose, 'name' | 'tone' | 'opens'>

/** Purposes that a note may well name without being about one: `asked about the price`. */
const namedInPassing = ['price']

/**
 * How a note without a purpose was counted, where it can have been meant otherwise: a line that says what to type.
 * @returns undefined where nothing speaks against a good word
 */
export function countedOtherwise(
  { purpose, tone, note }: TouchWords,
  find: (word: string) => FoundPurpose | undefined,
): string | undefined {
  if (note === undefined || purpose || tone) return undefined
  const plain = note.replaceAll('’', "'")
  const amend = (to: string) => (find(to) ? `cl amend --purpose ${to}` : 'cl amend --tone -')
  if (isNotReached(plain)) return `If you did not reach them: ${amend('attempt')}`
  if (isBad(plain)) return `Counted as good. Not so? ${amend('complaint')}`
  const [first = '', second] = plain.toLowerCase().split(isPlain(plain) ? /[^a-z]+/ : /[^\p{L}]+/u)
  const named = namedIn(plain, find)
  if (named !== undefined) return `Counted as care, good. Not so? ${amend(named)}`
  if (first === 'asked' && ['after', 'about', 'how'].includes(second ?? '')) return undefined
  const meant = Object.hasOwn(perhaps, first) ? perhaps[first] : undefined
  return meant === undefined ? undefined : `Counted as care, good. Not so? ${amend(meant)}`
}

/**
 * The purpose of a bill that is told in words, as in `250 invoice` or `sent the invoice`, or of a complaint or a request that is
 * said at the end: `"wants a new key" request`.
 */
function namedIn(note: string, find: (word: string) => FoundPurpose | undefined): string | undefined {
  const words = note.toLowerCase().split(isPlain(note) ? /[^a-z\d]+/ : /[^\p{L}\p{N}]+/u)
  const bill = words
    .slice(0, 3)
    .map(find)
    .find((each) => each?.tone === '-')
  const last = words.length > 2 && !/\b(?:no|without|any) \S+$/.test(note) ? find(words.at(-1) ?? '') : undefined
  const named = bill ?? (last?.opens ? last : undefined)
  return named === undefined || namedInPassing.includes(named.name) ? undefined : named.name
}

/** Whether two words differ by one letter, not the first: another, one more, one less; or by two that are swapped. */
export function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a]
  let at = 0
  while (shorter[at] === longer[at]) at += 1
  if (longer.length > shorter.length) return at > 0 && longer.slice(at + 1) === shorter.slice(at)
  const isOther = at > 0 && a.slice(at + 1) === b.slice(at + 1)
  return isOther || (a.slice(at + 2) === b.slice(at + 2) && a[at] === b[at + 1] && a[at + 1] === b[at])
}

/** Whether a longer word goes on where a shorter one ends, for a few letters: `whatsapp` is not meant by `what`. */
const isBeginning = (shorter: string, longer: string): boolean =>
  longer.startsWith(shorter) && longer.length - shorter.length <= 3

/** Whether a word is one letter off a longer one, with an ending of its own: `complaning`. */
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
    'mailbox car cars cart case cat cell chap coat pot pride prince team tent test'
  ).split(' '),
)

/**
 * The channel or purpose that the first word of a note was perhaps meant as: one that it begins with, that begins with it,
 * or of which it is one letter off. Undefined for a word that resembles none.
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
