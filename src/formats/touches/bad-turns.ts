import { once } from '#domain/remembered.ts'
import { type Clause, hasAny, isDenied, phrasesIn, products, wordSet } from './note-clauses.ts'

/** Deeds with what makes them bad news: `missed the vat deadline`, `found a bit of plastic`, `felt rushed`. */
const badDeeds = [
  {
    deed: 'missed misses forgot forgets forgotten',
    what: 'deadline deadlines appointment filing delivery window windows pane spot spots date birthday slot anniversary',
  },
  {
    deed: 'end ends ended ending close closes closed closing stop stops stopped stopping pausing paused',
    what: 'contract engagement mandate subscription membership agreement account ordering buying coming using',
  },
  { deed: 'halved halves cut cuts cutting reduced reduces', what: 'orders budget' },
  {
    deed: 'change changed changes changing switch switched switches switching found finding chose hired prefers wants',
    what: 'adviser advisor supplier provider accountant vet dentist instructor translator photographer baker cleaner firm',
  },
  { deed: 'waited waiting', what: 'hour hours days week weeks month months ages forever' },
  { deed: 'found', what: 'hair plastic glass metal mould mold worm fly' },
  {
    deed: 'felt feels feel feeling',
    what: 'rushed ignored unwelcome neglected cheated forgotten pressured judged overlooked',
  },
].map(({ deed, what }) => ({ deed: wordSet(deed), what: wordSet(what) }))

/** The number of words behind a deed among which it is said what it was done to. */
const near = 4

/** True for a deed of bad news at a place in a clause. */
export const isBadDeed = (clause: Clause, at: number): boolean =>
  badDeeds.some(
    ({ deed, what }) =>
      deed.has(clause[at] ?? '') &&
      clause.slice(at + 1, at + 1 + near).some((word) => what.has(word)) &&
      !isDenied(clause, at, near - 1),
  )

/** Turns of phrase, by a word in each: `3 boxes short`, `the cheese was off`, `only so so`, `still no album`. */
const turns: Record<string, () => RegExp> = {
  short: () => /^\d.* short$/,
  off: () => /\b(?:is|was|were|are|tasted|smelled|wedding|order) off$/,
  so: () => /(?:^|only |was |just )so so$/,
  hung: () => /\bhung up$/,
  halved: () => /\bhalved (?:the|their|her|his) order\b/,
  still: () =>
    /\bstill (?:nothing|(?:has|have|did) not|no(?:t? (?!complain|problem|trouble|rush|idea|sure|decided|one)))/,
}

/** True for a clause with a turn of phrase that tells of bad news. */
export const hasBadTurn = (clause: Clause): boolean =>
  Object.entries(turns).some(([word, turn]) => clause.includes(word) && turn().test(clause.join(' ')))

/** Words of what went wrong that are good news when they are denied: `did not mind the delay`. */
const shrugged = wordSet('bother bothered mind minded matter mattered')
const ofOthers = once(() => [
  ...phrasesIn('the others'),
  ...products(
    'old/last/former/previous',
    'firm/supplier/provider/adviser/accountant/vet/dentist/baker/garage/studio/school/one',
  ),
])

/** True for a clause of bad news that is no news of the shop: `did not mind the delay`, `her last dentist was rude`. */
export const isHarmless = (clause: Clause): boolean =>
  hasAny(clause, ofOthers()) || clause.some((word, at) => shrugged.has(word) && isDenied(clause, at, near - 1))
