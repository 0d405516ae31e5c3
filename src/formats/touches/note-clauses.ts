/** A part of a note between two stops: its words in lower case, without signs. */
export type Clause = string[]

const stops = /[.,;:!?()\n\u23ce\u2013\u2014]| - |\b(?:and|but|though|although)\b/
/** A short `not`, but for a question that denies nothing: `isn't it nice`. */
const shortNot =
  /\b(?!(?:is|are|was|were)n't (?:it|that|this|she|he|they)\b)(is|are|was|were|do|does|did|has|have|had|could|would|should|ca|wo)n'?t\b/g
/** Words that deny the ones behind them: `far from happy`, `anything but pleased`. */
const asGoodAsNot = /\b(?:anything but|far from(?! home)|free (?:of|from)|less than(?= [a-z])|used to be)\b/g
const whole: Record<string, string> = { ca: 'can', wo: 'will' }

/** The clauses of a note, with `not` in full: `didn't`, `dont` and `cannot` have it as a word of its own. */
export const clausesOf = (note: string): Clause[] =>
  note
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(shortNot, (_, verb: string) => `${whole[verb] ?? verb} not`)
    .replaceAll('cannot', 'can not')
    .replace(asGoodAsNot, 'not')
    .split(stops)
    .map((part) => part.match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((words) => words.length > 0)

/** Words as a set, from a text with spaces between them. */
export const wordSet = (words: string): Set<string> => new Set(words.split(/\s+/))

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

/** True where a clause has one of these phrases. */
export const hasAny = (clause: Clause, phrases: string[]): boolean =>
  phrases.some((phrase) => placesOf(clause, phrase).length > 0)

/** True where a clause begins with one of these phrases. */
export const startsWith = (clause: Clause, phrases: string[]): boolean => {
  const text = `${clause.join(' ')} `
  return phrases.some((phrase) => text.startsWith(`${phrase} `))
}

/** True where one of these phrases stands right behind a place in a clause. */
export const isFollowedBy = (clause: Clause, at: number, phrases: string[]): boolean =>
  startsWith(clause.slice(at + 1), phrases)
