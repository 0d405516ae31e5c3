import { isPlain } from '#domain/accents.ts'
import { findChannel, findPurpose, type TouchWords, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { wordSet } from './note-clauses.ts'

/** Another letter, one more, one less; or two that are swapped. The first letter is the same. */
export function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a]
  let at = 0
  while (shorter[at] === longer[at]) at += 1
  if (longer.length > shorter.length) return at > 0 && longer.slice(at + 1) === shorter.slice(at)
  const isOther = at > 0 && a.slice(at + 1) === b.slice(at + 1)
  return isOther || (a.slice(at + 2) === b.slice(at + 2) && a[at] === b[at + 1] && a[at + 1] === b[at])
}

/** A few letters more: `whatsapp` is not meant by `what`. */
const isBeginning = (shorter: string, longer: string): boolean =>
  longer.startsWith(shorter) && longer.length - shorter.length <= 3

/** `complaning` has an ending of its own. */
const isOffWithEnding = (typed: string, word: string): boolean =>
  word.length >= 6 &&
  [-1, 0, 1].some((more) => {
    const stem = typed.slice(0, word.length + more)
    return typed.length > stem.length && typed.length - stem.length <= 3 && isOneLetterOff(stem, word)
  })

const everyday =
  wordSet(`same came cake cakes new past quite safe salt solid think thinks than held mind meat main mall ball bell ran range ring
  mailbox car cars cart case cat cell chap coat pot pride prince team tent test career careful carefully carer helpful
  helper men priced priceless tout toute`)

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

/** The first word is nearly one of the vocabulary, of a kind that was not said. */
export function misspelt({ channel, purpose, note = '' }: TouchWords, vocabulary: Vocabulary): string | undefined {
  const unsaid = { channels: channel ? [] : vocabulary.channels, purposes: purpose ? [] : vocabulary.purposes }
  const word = note.split(' ')[0] ?? ''
  // A word of the vocabulary that was quoted with its note is spelt rightly.
  const meant = findChannel(unsaid, word) || findPurpose(unsaid, word) ? undefined : perhapsMeant(unsaid, word)
  return meant && `"${word}" began the note. If you meant ${meant}: cl undo, and log it again.`
}
