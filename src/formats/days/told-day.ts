import { findChannel, type TouchWords, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { leadsTo } from '../touches/named-in-note.ts'
import { type Clause, clausesOf, wordSet } from '../touches/note-clauses.ts'
import { wordsOfDay } from './day-forms.ts'

/** Verbs of something done, besides the ones in `-ed`. */
const done =
  wordSet(`went was were had saw spoke met told gave took brought sent left rang did ran sat made bought sold came wrote tried
  rode drove ate drank taught showed built sung sang swapped`)
/** Such verbs that are nouns, too. */
const nounsToo = wordSet('cut put')
/** Verbs of something that was told in the touch, as a rule: `email got it yesterday`. */
const told = wordSet('received arrived needed wanted died')
/** Words of contact that are no channels. */
const contacts = wordSet('talk talks talked chat chatted spoke discussion session')
/** Words with which a note goes on that began with its channel: `visit with kim on monday`. */
const goesOn = wordSet('with at in to over from')
const fillers = wordSet('i we just all good great fine nice lovely ok okay')
/** Words right before a day that make it another thing's day: `about yesterday`, `the bread of monday`. */
const another = wordSet('about of since until till for the than from')
/** Words before `on monday` that make it a day to come. */
const ahead =
  wordSet(`will ll going promised agreed decided planned scheduled moved postponed rescheduled arranged invited closed
  if whether can could would should must wants want needs need back again`)

/** Words that tell of somebody's news, or of another day than the touch's: `the dog is ill since yesterday`. */
const news =
  wordSet(`s she he they it her his their its them him you your my our who that which is are has have did does not no new
  got paid born grew lost fell broke began hurt ill sick closed open due late news birthday wedding funeral surgery operation
  hospital accident holiday trip exam to on by before after as like last first`)

/** The words say what was done, or with whom. */
function isOfTouch(before: Clause, { channel, purpose }: TouchWords, vocabulary: Vocabulary): boolean {
  const words = before.filter((word) => !fillers.has(word))
  const [first = ''] = words
  if ((first.endsWith('ed') || done.has(first) || nounsToo.has(first)) && !told.has(first)) return true
  // Behind a channel, what they got is news in it: `call got the flowers on saturday`.
  if (channel && (first === 'got' || first === 'received')) return false
  if (purpose && ['her', 'him', 'them'].includes(first)) return true
  if (channel && (goesOn.has(first) || words.join() === 'her' || words.length === 0)) return true
  // `the flowers arrived` is of the shop's gift, and no gift.
  if (words.includes('arrived')) return false
  return leadsTo(words, (word) => contacts.has(word) || findChannel(vocabulary, word) !== undefined) >= 0
}

const isAhead = (before: Clause): boolean =>
  before.some((word) => ahead.has(word)) ||
  (before[0] === 'asked' && before.some((word) => word === 'to' || word === 'for'))

/**
 * `asked about rye yesterday`; undefined for a note without a day of the past, and for a day of something else: `the bread yesterday
 * was great`, `her mother died yesterday`, `they open on monday`.
 */
export function dayToldOf(said: TouchWords & { note: string }, vocabulary: Vocabulary): string | undefined {
  const clauses = clausesOf(said.note.replaceAll(' and ', ' '))
  return dayBehindVerb(clauses[0] ?? [], said, vocabulary) ?? (said.purpose?.opens ? undefined : dayAtEndOf(clauses))
}

/** Things alone stand before the day, with which the note ends: `bath and trim yesterday`. */
function dayAtEndOf(clauses: readonly Clause[]): string | undefined {
  const last = clauses.at(-1) ?? []
  // `bath, yesterday` has the day in a clause of its own.
  const clause = wordsOfDay(last, 'ends a note') === last.length ? clauses.slice(-2).flat() : last
  const at = clause.findIndex((_, i) => i > 0 && wordsOfDay(clause, 'ends a note', i) === clause.length - i)
  const isOther = (word: string) =>
    word.endsWith('ed') || [done, told, another, ahead, news].some((words) => words.has(word))
  return at < 0 || clause.slice(0, at).some(isOther) ? undefined : clause.slice(at).join(' ')
}

function dayBehindVerb(clause: Clause, said: TouchWords, vocabulary: Vocabulary): string | undefined {
  const at = clause.findIndex((_, i) => i > 0 && wordsOfDay(clause, 'in a note', i) > 0)
  const end = at + wordsOfDay(clause, 'in a note', at)
  // `yesterday's bread` is no day.
  if (at < 0 || clause[end] === 's') return undefined
  const before = clause.slice(0, at)
  const day = clause.slice(at, end).join(' ')
  const isOther = day.startsWith('on ')
    ? isAhead(before)
    : before[0] === 'about' || (before.length > 1 && another.has(before.at(-1) ?? ''))
  if (isOther) return undefined
  return isOfTouch(before, said, vocabulary) ? day.replace(/^on /, '') : undefined
}
