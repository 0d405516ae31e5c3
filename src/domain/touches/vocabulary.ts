import { wrongUsage } from '#errors.ts'
import type { Day } from '../days/day.ts'

export type Tone = '+' | '=' | '-'
/** Us is somebody of the shop. */
export type BegunBy = 'us' | 'them'
export type LoopKind = 'promise' | 'complaint' | 'request'
export type Opens = 'complaint' | 'request'

/** docs/scoring.md, "Vocabulary"; `also` holds other words for it. */
export type Channel = { id: number; name: string; spoken: boolean; also: string[] }

/** docs/scoring.md, "Vocabulary"; `channel` is the name of the default. */
export type Purpose = {
  id: number
  name: string
  tone: Tone
  care: boolean
  money: boolean
  opens: Opens | null
  begunBy: BegunBy
  channel: string
  meaning: string
  also: string[]
  /** A touch that did not reach them is no contact. */
  reached: boolean
}

/** The order is that in which the words were added. */
export type Vocabulary = { channels: Channel[]; purposes: Purpose[] }

export type TouchWords = {
  channel?: Channel
  purpose?: Purpose
  tone?: Tone
  on?: Day
  minutes?: number
  note?: string
}

const toneWords: Record<string, Tone> = {
  '+': '+',
  positive: '+',
  '=': '=',
  neutral: '=',
  '-': '-',
  negative: '-',
}
export const toneNames: Record<Tone, 'positive' | 'neutral' | 'negative'> = {
  '+': 'positive',
  '=': 'neutral',
  '-': 'negative',
}

/** A touch takes these words where none were said, so they can be neither renamed nor removed; undefined where the book has both. */
export function lackingWord({ channels, purposes }: Vocabulary): 'call' | 'care' | undefined {
  if (!channels.some(({ name }) => name === 'call')) return 'call'
  return purposes.some(({ name }) => name === 'care') ? undefined : 'care'
}

const named = <T extends { name: string; also: string[] }>(list: T[], word: string): T | undefined => {
  const wanted = word.toLowerCase()
  return list.find((each) => each.name === wanted || each.also.includes(wanted))
}

export const findChannel = (vocabulary: Vocabulary, word: string) => named(vocabulary.channels, word)
export const findPurpose = (vocabulary: Vocabulary, word: string) => named(vocabulary.purposes, word)

function theOneNamed<T extends { name: string; also: string[] }>(list: T[], word: string, kind: string): T {
  const found = named(list, word)
  if (found) return found
  const names = list.map(({ name }) => name).join(', ')
  throw wrongUsage(`"${word}" is not a ${kind}.`, `The ${kind}s are ${names}.`)
}

/** @throws wrong usage, with a list of the channels */
export const channelNamed = ({ channels }: Vocabulary, word: string): Channel => theOneNamed(channels, word, 'channel')

/** @throws wrong usage, with a list of the purposes */
export const purposeNamed = ({ purposes }: Vocabulary, word: string): Purpose => theOneNamed(purposes, word, 'purpose')

/** `+`, `=`, `-`, or their names. @throws wrong usage, for anything else */
export function toneFrom(word: string): Tone {
  const tone = Object.hasOwn(toneWords, word.toLowerCase()) ? toneWords[word.toLowerCase()] : undefined
  if (!tone) throw wrongUsage(`"${word}" is not a tone.`, 'A tone is + (positive), = (neutral) or - (negative).')
  return tone
}

/**
 * One word in lower case, that begins with a letter.
 * @param as the kind of word, for an error
 * @throws wrong usage, for anything else
 */
export function checkWord(typed: string, as = 'a word of the vocabulary'): string {
  const word = typed.trim().toLowerCase()
  if (!/^\p{L}[\p{L}\p{M}\p{N}-]{0,19}$/u.test(word)) {
    throw wrongUsage(`"${typed}" cannot be ${as}.`, 'Take one word of letters, digits and dashes, up to 20.')
  }
  return word
}

/** The name begins with the word, or the word with the name; undefined where there is none, or where the word is the name. */
export function nameLike(list: { name: string }[], word: string): string | undefined {
  const typed = word.toLowerCase()
  if (!/^\p{L}{4,}$/u.test(typed)) return undefined
  const names = list.map((each) => each.name).filter((name) => name.length >= 4)
  return names.find((name) => name !== typed && (typed.startsWith(name) || name.startsWith(typed)))
}
