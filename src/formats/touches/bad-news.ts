import { once } from '#domain/remembered.ts'
import { hasBadTurn, isBadDeed, isHarmless } from './bad-turns.ts'
import {
  type Clause,
  clausesOf,
  isDenied,
  isFollowedBy,
  phrasesIn,
  phrasesOf,
  placesOf,
  wordSet,
} from './note-clauses.ts'
import { badElsewhere, badPhrasesElsewhere, goodElsewhere } from './notes-elsewhere.ts'

/** Words of bad news, unless they are denied. */
const bad =
  wordSet(`cancel cancels cancelled canceled cancelling canceling cancellation angry angrily annoyed annoying furious
  upset unhappy unsatisfied dissatisfied displeased disappointed disappointing disappointment frustrated frustrating livid
  irritated outraged late delayed delay delays broken broke wrong incorrect grumbled grumbles grumbling grumble moan moans
  moaned moaning dirty filthy mess unreliable unprofessional unacceptable quit quits damaged damage mistake mistakes refund
  refunded sorry apologise apologised apologize apologized apology complain complains complained complaining complaint
  complaints rude terrible awful horrible dreadful disgusting appalling worst lost overcharged stale mouldy moldy rotten
  spoiled spoilt burnt soggy faulty defective leaking leaked missing bad badly yelled shouted hated hates ruined useless
  failed cracked scratched stained bland undercooked overcooked underdone overdone mushy greasy bruised wilted wilting
  droopy patchy brassy lopsided crooked torn chipped dented smelly squashed shorted meh leak leaks leaky
  squeak squeaks squeaky squeaking squeaked rattle rattles rattling wobbly misleading confusing unhelpful overpriced
  fined terminated terminating withered drooping drooped snapped crashed crashes crashing outage error errors
  squeal squeals squealing burst poisoning poisoned chargeback chargebacks compensation lawyer solicitor infected faded fuming
  infuriated offended insulted insulting regrets regretted typo typos mistranslated mistranslation mistranslations misdiagnosed
  rejected rejects refused refuses disputes disputed corrupted insolvent insolvency bankrupt bankruptcy penalty swore
  swearing runny smears smeared streaks streaky blurry blurred grainy sues sue sued suing incomplete botched sloppy careless
  shoddy substandard lousy pathetic disgrace disgraceful shambles fiasco disaster disastrous scam cheated misled
  hostile stinks stank worse unfair blames blamed overdrawn jammed bent frayed threadbare infestation
  grumpy moody cranky underwhelmed rubbery demanded slammed`)

/** Words that are bad news behind `too`, or `a bit`. */
const tooMuch = wordSet(
  'high slow late expensive pricey dear long cold hot salty dry hard soft sweet loud small big short tight weak',
)

/** Words that are bad news of goods: `the cake was dry`; said of nothing else, they are ordinary words. */
const ofGoods = wordSet('dry salty raw dead')
const were = wordSet('was were is are very really bit so')

/** Words that are bad news when they are denied: `not happy`, `doesn't work`. */
const good =
  wordSet(`happy keen pleased satisfied amused impressed good great ok okay fine nice glad thrilled delighted convinced
  right acceptable work works working arrive arrived delivered solved resolved sorted settled fixed mended fresh clean fit
  friendly polite ready watertight recommend functioning interested load loads open opens hold held
  stick match matches start starts heal healed connect`)

/** Phrases of bad news, with `not` in full. */
const phrases = once(() => [
  ...phrasesIn(
    `let down/double booked/legal action/walked out/stormed out/came apart/fell apart/come apart/hair in/her waiting/him waiting
  them waiting/had to wait/allergic reaction/blocked me/blocked us/trading standards/called off/call off/calling off/fed up
  pissed off/mad at/cross with/is cross/was cross/money back/charged twice/double charged/leaving us/going elsewhere
  gone elsewhere/went elsewhere/left us for/to leave us/threatens to/threatened to/switching to/switched to/a competitor
  the competitor/one star/1 star/two stars/2 stars/bad review/poor quality/poor service/poor work/never arrived/never again
  sent back/sent it back/sent them back/not renew/not to renew/not be renewing/not renewing/not extend/not extending/another firm
  another supplier/another provider/looking elsewhere/going with another/gone with another/went with another/going to another
  went to another/move to another/moving to another/gave notice/given notice/giving notice/end the contract/ended the contract
  ending the contract/warranty claim/missed the deadline/missed our deadline/missed a deadline/our fault/my fault/because of us
  returned the/returned it/returned them/hung up on/waited for us/waited an/kept waiting/keeps waiting/still waiting/bitter about
  we forgot/forgot the/forgot their/messed up/mixed up/screwed up/issue with/issues with/trouble with/problem with/problems with
  a problem/stopped working/not like it/does not like/did not like/do not like/not what/short delivery/were short/was short
  came short/came up short/short by/not as agreed/not as ordered/not as promised/someone cheaper/went with someone
  gone with someone/going with someone/found someone else/not continue/not continuing/not want to continue/wants to stop
  want to stop/fell off/came loose/came undone/coming loose/not come back/not coming back/never coming back/not order again
  not buy again/not want our/not want us/not need us/not be needing us/not needing us/no longer need us/no longer needs us
  no longer wants us/no longer orders/no longer buys/not ordered for/not ordered since/leaves us/off the menu/thanks for nothing
  thank you for nothing/to be desired/up to scratch/could be better/could have been better/could do better/could have gone better
  expected more/expected better/below expectations/swears at/had a go at/an earful/had words/told me off/told us off
  lost her temper/lost his temper/lost their temper/blocked my/ignored me/ignored us/ignored my/reported us/blown out/fell through
  fallen through/bounced back/2 star/2 5 stars/1 5 stars/2 out of 5/1 out of 5/two out of five/one out of five/not up to scratch
  same problem/same issue/same mistake/same fault/third time this/chase us/chases us/chasing us
  chased us/chase me/chasing me/opted out/backed out/pulled out/unsubscribed from/changed her mind/changed his mind
  changed their mind/business elsewhere/server down/website down/site down/system down/no longer a customer/not be back/not coming any/gone quiet/stormed off/ripped off
  rips us off/never called back/never called her/never called him/never replied/nobody called her/nobody called him/nobody replied
  no one replied/no one called/given up on us/gave up on us/never heard back/not want to pay`,
  ),
  ...badPhrasesElsewhere(),
])

const people = 'husband wife mother father mum mom dad brother sister son daughter grandmother grandfather dog cat job'
const times =
  'fee spring summer autumn winter morning night evening shift lunch ' +
  'january february march april may june july august september october november december'
const theirs = (things: string) => ['her', 'his', 'their'].flatMap((of) => things.split(' ').map((it) => `${of} ${it}`))

/** Words that follow a bad one and make it harmless: `her late husband`, `sorry to hear`. */
const harmlessBefore = once(
  () =>
    new Map(
      Object.entries({
        late: [...people.split(' '), ...times.split(' ')],
        lost: ['weight', ...theirs(people)],
        sorry: ['to hear', 'for her loss', 'for his loss', 'for their loss'],
        bad: ['weather', 'luck', 'back', 'cold', 'knee', 'leg', 'hip'],
        broke: ['her', 'his', 'up', 'even', 'the ice'],
        broken: ['leg', 'arm', 'foot', 'hip', 'wrist'],
        missing: ['us', 'you', 'me', 'her', 'him', 'home'],
        right: ['now', 'away'],
        dry: ['again', 'now'],
        regrets: ['nothing'],
        worse: ['than it'],
        error: ['free'],
        open: ['before', 'until', 'till', 'at', 'on', 'today', 'yet', 'sundays', 'mondays'],
        start: ['before', 'until', 'till', 'at', 'on', 'yet'],
        ready: ['yet', 'to', 'for'],
        work: ['there', 'here', 'on', 'for', 'with', 'any', 'mondays', 'weekends'],
        works: ['there', 'here', 'on', 'for', 'with'],
        working: ['there', 'here', 'on', 'for', 'with', 'today'],
      }),
    ),
)
/** Words before a bad one that make it harmless: `open late`, `we are sorry`. */
const harmlessAfter = new Map(
  Object.entries({
    worse: wordSet('be been'),
    late: wordSet('open opens opening work works working until till of stays'),
    sorry: wordSet('am are'),
  }),
)

/** Words after which nothing in a clause is bad news: `happy with the refund`. */
const gladly = wordSet(
  'happy glad pleased delighted relieved grateful thankful thanked laughed accepted accepts understood forgave',
)

/** Words after bad news that end it: `the complaint is solved`. */
const solving = wordSet('solved resolved sorted settled fixed mended replaced cleaned waived')
/** Words before one of them that has its object behind it: `we fixed the mistake`. */
const menders = wordSet('i we have all')

/** The number of words before a bad one among which one can deny it. */
const reach = 4
const nearer = 3

function isBadWord(clause: Clause, at: number): boolean {
  const word = clause[at] ?? ''
  const before = clause[at - 1] ?? ''
  if (isFollowedBy(clause, at, harmlessBefore().get(word) ?? []) || harmlessAfter.get(word)?.has(before)) return false
  if (good.has(word) || goodElsewhere.has(word)) return before !== 'more' && isDenied(clause, at, nearer)
  return (
    (bad.has(word) ||
      badElsewhere.has(word) ||
      (['too', 'bit'].includes(before) && tooMuch.has(word)) ||
      (were.has(before) && ofGoods.has(word))) &&
    !isDenied(clause, at, reach)
  )
}

function isBadClause(clause: Clause): boolean {
  const glad = clause.findIndex((word, at) => gladly.has(word) && !isDenied(clause, at, nearer))
  const solved = clause.findLastIndex((word, at) => solving.has(word) && !isDenied(clause, at, nearer))
  const mended = clause.findIndex((word, at) => solving.has(word) && (at === 0 || menders.has(clause[at - 1] ?? '')))
  const isMended = (at: number) => mended >= 0 && at > mended && at <= mended + nearer
  const counts = (at: number) => (glad < 0 || at < glad) && at >= solved && !isMended(at)
  if (isHarmless(clause)) return false
  if (hasBadTurn(clause)) return true
  return (
    clause.some((_, at) => counts(at) && (isBadWord(clause, at) || isBadDeed(clause, at))) ||
    phrasesOf(clause, phrases()).some((phrase) =>
      placesOf(clause, phrase).some((at) => counts(at) && !isDenied(clause, at, reach)),
    )
  )
}

const faces = ':( :-( 😠 😡 🤬 😞 😟 😢 😭 👎 ☹ 🙁 😤 😒 💔 😖 😩'.split(' ')

/** True for a note that tells of something that went wrong, by its words or its faces. */
export const isBadNews = (note: string): boolean =>
  faces.some((face) => note.includes(face)) || clausesOf(note).some(isBadClause)

const over = wordSet('solved resolved fixed mended settled sorted closed done withdrawn paid ended over fulfilled')
const fillers = wordSet('is was are were has have been got get now all it that at last finally')

/** True for a note that says that something is over, or not there: `solved`, `is all settled now`, `none`. */
export function isOver(note: string): boolean {
  const [clause = []] = clausesOf(note)
  const first = clause.findIndex((word) => !fillers.has(word))
  return first >= 0 && (over.has(clause[first] ?? '') || (first === 0 && ['no', 'none'].includes(clause[0] ?? '')))
}
