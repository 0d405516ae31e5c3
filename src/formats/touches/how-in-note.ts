import { minutesInWords } from '#domain/days/lengths.ts'
import { type Channel, findChannel, type TouchWords, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { wordsThatAre } from '../words-that-are.ts'
import { leadsTo } from './named-in-note.ts'
import { type Clause, clausesOf, isDenied, patterns, wordSet } from './note-clauses.ts'

/** Words that say who began it: theirs. */
const fromThem = wordSet('got received incoming they she he')

/** Words that say how it was, and are no words of the vocabulary: in other notes they are ordinary ones. */
const channelsInNotes: Record<string, ReturnType<typeof wordSet>> = {
  visit: wordSet(
    `breakfast brunch dinner beer beers pint f2f besuch besucht visite visita bezoek
    frühstück mittagessen abendessen déjeuner dîner almuerzo cena pranzo colazione`,
  ),
  video: wordSet('facetime facetimed skype skyped webex'),
  text: wordSet('msg msgs dm dms dmed messaged messenger telegram imessage insta instagram facebook fb linkedin'),
  web: wordSet('commented comment'),
  letter: wordSet('postcard postcards postkarte'),
  gift: wordSet('present presents chocolates hamper freebie geschenk blumen cadeau regalo'),
}

/** Beginnings of notes about people who met. */
const met =
  patterns(`popped|pop|pops|popping|dropped|drops|dropping in|by|round|around|over|into/stopped|stops|stopping by/stopped|stops|stopping in at|to
  came|comes in|by|round|around|over|into/came|comes to the|see/went round|by/went over to/went to see|her|his|their/swung|dropping by
  looked|called in on|at/looked|called round/saw her|him|them/ran|bumped into her|him|them/face to face/in person/sat down with
  rdv|termin|cita|appuntamento|afspraak|appt|appointment $/rdv|termin|cita|appuntamento|afspraak|appt|appointment with|about|at|pour|avec|chez|mit|für|bei|para|con|per|met|voor`)

/** Words of the ways in which people talk on the telephone, behind `on the` or `over the`. */
const telephones = wordSet('phone telephone blower')

/** Verbs of what is written, where nothing else says how: `sent a link`. */
const written = wordSet('sent sends sending wrote replied forwarded')

const pronouns = wordSet('i we she he they just')

const whose = wordSet('her his their the')
const somebody = wordSet(
  'husband wife mother father mum mom dad brother sister son daughter partner boss assistant secretary colleague',
)
/** `his mother emailed` */
function channelOfSomebody(clause: Clause, vocabulary: Vocabulary): Channel | undefined {
  const at = whose.has(clause[0] ?? '') ? 1 : 0
  const verb = clause[at + 1] ?? ''
  return somebody.has(clause[at] ?? '') && /ed$|^(?:rang|wrote)$/.test(verb) ? channelIn([verb], vocabulary) : undefined
}

/** A word of the vocabulary, or of {@link channelsInNotes}. */
function channelOf(word: string, vocabulary: Vocabulary): Channel | undefined {
  // In a note, a chat is talk of any kind: `a long chat about the twins`.
  if (word === 'chat') return undefined
  const name = Object.keys(channelsInNotes).find((each) => channelsInNotes[each]?.has(word))
  return findChannel(vocabulary, word) ?? (name === undefined ? undefined : findChannel(vocabulary, name))
}

const goesOn = wordSet('about re with today yesterday again for')
/** About what, with whom or how long may follow: `works on facebook ads` does not end. */
const endsAt = (word: string | undefined): boolean => word === undefined || goesOn.has(word) || /^\d/.test(word)

/** `on the phone`, `over zoom`, `by email` outweigh a verb in the note. */
function channelBehindOn(clause: Clause, vocabulary: Vocabulary): Channel | undefined {
  for (const [at, word] of clause.entries()) {
    if (!['on', 'over', 'by', 'via'].includes(word) || isDenied(clause, at, 2)) continue
    const next = clause[at + 1] === 'the' ? at + 2 : at + 1
    const named = clause[next] ?? ''
    if (telephones.has(named)) return findChannel(vocabulary, 'call')
    // The phone alone has an article: `on the web` and `on the card` are places.
    if (next === at + 1 && channelOf(named, vocabulary) && endsAt(clause[next + 1])) return channelOf(named, vocabulary)
  }
  return undefined
}

function channelIn(clause: Clause, vocabulary: Vocabulary): Channel | undefined {
  const behind = channelBehindOn(clause, vocabulary)
  if (behind) return behind
  const start = clause.findIndex((word) => !pronouns.has(word))
  if (met(clause, Math.max(0, start))) return findChannel(vocabulary, 'visit')
  const at = leadsTo(clause, (word) => channelOf(word, vocabulary) !== undefined)
  if (at >= 0) return channelOf(clause[at] ?? '', vocabulary)
  return written.has(clause[start] ?? '') ? findChannel(vocabulary, 'email') : undefined
}

/** `channel` is the one of the note, where the touch was counted as another. */
type Otherwise = { channel?: string; isTheirs: boolean }

/**
 * The way of a touch of the usual channel by its note: `sent flowers`, `got an email`, `popped in`.
 * @param usual the name of the channel that was filled in
 * @returns undefined for a note that speaks of no channel in its first words
 */
export function channelInNote(note: string, vocabulary: Vocabulary, usual: string): Otherwise | undefined {
  const [words = []] = clausesOf(note)
  const theirs = channelOfSomebody(words, vocabulary)
  const channel = theirs ?? channelIn(words, vocabulary)
  if (!channel) return undefined
  const isTheirs = theirs !== undefined || fromThem.has(words[0] ?? '')
  return { ...(channel.name === usual ? {} : { channel: channel.name }), isTheirs }
}

/** Behind a channel, such a word says that it was theirs: `email reçu`. */
const got = wordSet('received reçu erhalten recibido ricevuto ontvangen')
const them = wordSet('her him them')
/** Words behind `called` where somebody came by. */
const calledIn = patterns('in on|at/round/by the')

/**
 * The way of a touch with a channel of its own, by a note that goes on with another way or with who began it: `chat on the phone`,
 * `texted me`, `email from her`.
 */
export function saidOtherwise({ channel, note = '' }: TouchWords, vocabulary: Vocabulary): Otherwise | undefined {
  const [words = []] = clausesOf(note)
  const [first = '', second = ''] = words
  if (!channel) return undefined
  const isFrom = first === 'from' && (them.has(second) || (!channel.spoken && words.length > 1 && second !== 'now'))
  if (isFrom || first === 'me' || first === 'us' || (!channel.spoken && got.has(first))) return { isTheirs: true }
  if (channel.name === 'call' && calledIn(words, 0)) return { channel: 'visit', isTheirs: false }
  const other = ['on', 'over', 'by', 'via'].includes(first) ? channelBehindOn(words.slice(0, 3), vocabulary) : undefined
  return other && other.name !== channel.name ? { channel: other.name, isTheirs: false } : undefined
}

/** Words before a length that was not given to them: `back in 20 min`, `waited an hour`. */
const notSpent = wordSet(
  `in within after before every by until till to at waited waiting wait waits kept another than of only or
  um om à a alle las bis tot hasta seit nach vor depuis dans desde`,
)

/** `a quarter of an hour` */
const longestLength = 5

const timeInNote = (minutes = 0): string => `The time is in the note alone. To count it: cl amend --minutes ${minutes}`

/** `a good talk, half an hour`, or `for 20 min` at the beginning. */
export function minutesInNote(note: string): string | undefined {
  const words = note.replace(/[.!)]+$/, '').split(/\s+/)
  const begun = words[0] === 'for' ? wordsThatAre(words.slice(1), (text) => minutesInWords(text) !== undefined) : 0
  if (begun > 0) return timeInNote(minutesInWords(words.slice(1, begun + 1).join(' ')))
  for (let many = Math.min(longestLength, words.length); many > 0; many -= 1) {
    const length = words.slice(-many).join(' ').replace(/^\(/, '')
    const minutes = minutesInWords(length)
    // `20m` is as often a length of rope.
    if (minutes === undefined || /^\d+ ?m$/i.test(length)) continue
    const before = words.at(-many - 1)?.toLowerCase() ?? ''
    return notSpent.has(before) ? undefined : timeInNote(minutes)
  }
  return undefined
}
