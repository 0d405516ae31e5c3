import { isPlain } from '#domain/customers/name.ts'
import { once, remembering } from '#domain/remembered.ts'

/** A part of a note between two stops: its words in lower case, without signs. */
export type Clause = readonly string[]

const stops = () => /[.,;:!?()\n\u23ce\u2013\u2014]| - |\b(?:and|but|though|although)\b/
/** A short `not`, but for a question that denies nothing: `isn't it nice`. */
const shortNot = () =>
  /\b(?!(?:is|are|was|were)n't (?:it|that|this|she|he|they)\b)(is|are|was|were|do|does|did|has|have|had|could|would|should|ca|wo)n'?t\b/g
/** Words that deny the ones behind them: `far from happy`, `anything but pleased`. */
const asGoodAsNot = () => /\b(?:anything but|far from(?! home)|free (?:of|from)|less than(?= [a-z])|used to be)\b/g
const whole: Record<string, string> = { ca: 'can', wo: 'will' }

/** The words of a text, without signs. */
export const wordsOf = (text: string): string[] => text.match(isPlain(text) ? /[A-Za-z\d]+/g : /[\p{L}\p{N}]+/gu) ?? []

/** A note in lower case, with `not` in full. Its patterns take their time to be made, and few notes have one of their words. */
function withNot(note: string): string {
  const text = note.toLowerCase().replaceAll('’', "'")
  const inFull = /n'?t\b/.test(text)
    ? text.replace(shortNot(), (_, verb: string) => `${whole[verb] ?? verb} not`)
    : text
  const apart = inFull.replaceAll('cannot', 'can not')
  return /anything|far|free|less|used/.test(apart) ? apart.replace(asGoodAsNot(), 'not') : apart
}

/**
 * The clauses of a note, with `not` in full: `didn't`, `dont` and `cannot` have it as a word of its own. Each of the many questions
 * about a note asks for them.
 */
export const clausesOf = remembering(
  (note: string): readonly Clause[] =>
    withNot(note)
      .split(stops())
      .map(wordsOf)
      .filter((words) => words.length > 0),
  10,
)

/** Words that can be looked up, from a text with spaces between them. */
export function wordSet(text: string): Pick<Set<string>, 'has'> {
  const words = once(() => new Set(text.split(/\s+/)))
  return { has: (word) => words().has(word) }
}

/** Phrases, from a text with `/` or a new line between them. */
export const phrasesIn = (text: string): string[] => text.split(/\/|\n */)

/** Every phrase of one of the first parts and one of the last, from texts with `/` between them. */
export const products = (firsts: string, lasts: string): string[] =>
  phrasesIn(firsts).flatMap((first) => phrasesIn(lasts).map((last) => `${first} ${last}`))

const notWords =
  wordSet(`no not never nothing nobody none nor neither without hardly barely any cannot kein keine keinen keiner keinerlei
  nicht nichts nie niemals niemand ohne weder noch pas aucun aucune sans jamais ni sin nunca ningún ninguna ninguno tampoco geen
  niet nooit zonder non nessun nessuna nessuno mai senza rien nada niente niets`)
/** Words after a `not` that then denies nothing: `not only late`, `no wonder she was angry`. */
const notDenying = wordSet('only just wonder doubt but nur seulement solo alleen')

/** True where one of the few words before a place in a clause says that it is not so. */
export const isDenied = (clause: Clause, at: number, reach: number): boolean =>
  clause
    .slice(Math.max(0, at - reach), at)
    .some((word, i, before) => notWords.has(word) && !notDenying.has(before[i + 1] ?? ''))

/** The places in a clause at which a phrase begins. */
export function placesOf(clause: Clause, phrase: string): number[] {
  const words = phrase.split(' ')
  return clause.flatMap((_, at) => (words.every((word, i) => clause[at + i] === word) ? [at] : []))
}

/** The ones of these phrases that a clause has. */
export function phrasesOf(clause: Clause, phrases: string[]): string[] {
  const text = ` ${clause.join(' ')} `
  return phrases.filter((phrase) => text.includes(` ${phrase} `))
}

/** True where a clause has one of these phrases. */
export const hasAny = (clause: Clause, phrases: string[]): boolean => phrasesOf(clause, phrases).length > 0

/** True where a clause begins with one of these phrases. */
export const startsWith = (clause: Clause, phrases: string[]): boolean => {
  const text = `${clause.join(' ')} `
  return phrases.some((phrase) => text.startsWith(`${phrase} `))
}

/** True where one of these phrases stands right behind a place in a clause. */
export const isFollowedBy = (clause: Clause, at: number, phrases: string[]): boolean =>
  startsWith(clause.slice(at + 1), phrases)
