import { isPlain } from '#domain/accents.ts'
import { remembering } from '#domain/remembered.ts'

/** Words in lower case, without signs, between two stops. */
export type Clause = readonly string[]

const stops = () => /[.,;:!?()\n\u23ce\u2013\u2014]| - |\b(?:and|but|though|although)\b/
/** A short `not`, but for a question that denies nothing: `isn't it nice`. */
const shortNot = () =>
  /\b(?!(?:is|are|was|were)n't (?:it|that|this|she|he|they)\b)(is|are|was|were|do|does|did|has|have|had|could|would|should|ca|wo)n'?t\b/g
/** Words that deny the ones behind them: `far from happy`, `anything but pleased`. */
const asGoodAsNot = () => /\b(?:anything but|far from(?! home)|free (?:of|from)|less than(?= [a-z])|used to be)\b/g
const whole: Record<string, string> = { ca: 'can', wo: 'will' }

/** Signs are left out. */
export const wordsOf = (text: string): string[] => text.match(isPlain(text) ? /[A-Za-z\d]+/g : /[\p{L}\p{N}]+/gu) ?? []

/** Lower case, with `not` in full. Its patterns take their time to be made, and few notes have one of their words. */
function withNot(note: string): string {
  const text = note.toLowerCase().replaceAll('’', "'")
  const inFull = /n'?t\b/.test(text)
    ? text.replace(shortNot(), (_, verb: string) => `${whole[verb] ?? verb} not`)
    : text
  const apart = inFull.replaceAll('cannot', 'can not')
  return /anything|far|free|less|used/.test(apart) ? apart.replace(asGoodAsNot(), 'not') : apart
}

/** `didn't`, `dont` and `cannot` have `not` as a word of its own. Each of the many questions about a note asks for them. */
export const clausesOf = remembering(
  (note: string): readonly Clause[] =>
    withNot(note)
      .split(stops())
      .map(wordsOf)
      .filter((words) => words.length > 0),
  10,
)

/** Spaces part the words. Few notes have one of them, and so few sets are made. */
export function wordSet(text: string): Pick<Set<string>, 'has'> {
  let words: Set<string> | undefined
  return {
    has: (word) => {
      if (words === undefined && text.includes(word)) words = new Set(text.split(/\s+/))
      return words?.has(word) ?? false
    },
  }
}

/** Each step may be one of several words. */
type Pattern = { before: string[][]; steps: string[][] }

const stepsOf = (text: string): string[][] => (text === '' ? [] : text.split(' ').map((step) => step.split('|')))

function patternFrom(text: string): Pattern {
  const [steps = '', before = ''] = text.split(' < ').reverse()
  return { before: stepsOf(before), steps: stepsOf(steps) }
}

const gaps: Record<string, number> = { '..': 3, '...': 40 }

const isOneOf = (words: string[], word: string): boolean =>
  words.includes(word) || (words[0] === '0' && /^\d/.test(word))

function goesOn(clause: Clause, at: number, [step, ...rest]: string[][]): boolean {
  if (!step) return true
  const gap = gaps[step[0] ?? '']
  if (gap === undefined) return isOneOf(step, clause[at] ?? '$') && goesOn(clause, at + 1, rest)
  for (let end = at; end < clause.length && end <= at + gap; end += 1) if (goesOn(clause, end, rest)) return true
  return false
}

type Patterns = (clause: Clause, at: number) => boolean

/**
 * Patterns of words stand in a text with `/` or a new line between them. In each, `a|b` is one of two words, `0` one that begins with a
 * digit, `..` up to three words and `...` up to forty; `a < b` is `b` right behind `a`, which is no part of it and may be several words.
 * The clause begins behind `^`, and ends in front of `$`.
 */
export function patterns(text: string): Patterns {
  // Few words of a note begin any pattern: only those that may are taken apart.
  const beginningWith = remembering((word: string): Pattern[] => {
    if (!text.includes(word)) return []
    const lines = text.split('\n').filter((line) => line.includes(word))
    const found = lines.flatMap((line) => line.trim().split('/')).filter((pattern) => pattern.includes(word))
    return found.map(patternFrom).filter(({ steps }) => steps[0]?.includes(word))
  }, 5000)
  return (clause, at) => {
    const word = clause[at] ?? ''
    const begun = [...beginningWith(word), ...(/^\d/.test(word) ? beginningWith('0') : [])]
    return begun.some(
      ({ before, steps }) =>
        before.every((step, i) => isOneOf(step, clause[at - before.length + i] ?? '^')) && goesOn(clause, at, steps),
    )
  }
}

export const hasAny = (clause: Clause, some: Patterns): boolean => clause.some((_, at) => some(clause, at))

const notWords =
  wordSet(`no not never nothing nobody none nor neither without hardly barely any cannot kein keine keinen keiner keinerlei
  nicht nichts nie niemals niemand ohne weder noch pas aucun aucune sans jamais ni sin nunca ningún ninguna ninguno tampoco geen
  niet nooit zonder non nessun nessuna nessuno mai senza rien nada niente niets`)
/** Words after a `not` that then denies nothing: `not only late`, `no wonder she was angry`. */
const notDenying = wordSet('only just wonder doubt but nur seulement solo alleen')

/** One of the few words before the place denies it. */
export const isDenied = (clause: Clause, at: number, reach: number): boolean =>
  clause
    .slice(Math.max(0, at - reach), at)
    .some((word, i, before) => notWords.has(word) && !notDenying.has(before[i + 1] ?? ''))
