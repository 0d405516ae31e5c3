import { badKinds, rivals, trades } from './kinds-of-bad-news.ts'
import { type Clause, clausesOf, isDenied, patterns, wordSet } from './note-clauses.ts'
import { badElsewhere, badPhrasesElsewhere, endsDenied, goodElsewhere, harmlessElsewhere } from './notes-elsewhere.ts'

/** Words of bad news, unless they are denied. */
const bad =
  wordSet(`cancel cancels cancelled canceled cancelling canceling cancellation angry angrily annoyed annoying furious
  upset unhappy unsatisfied dissatisfied displeased disappointed disappointing disappointment frustrated frustrating livid
  irritated outraged late delayed delay delays broken broke wrong incorrect grumbled grumbles grumbling grumble moan moans
  moaned moaning dirty filthy mess unreliable unprofessional unacceptable quit quits damaged damage mistake mistakes refund
  refunded sorry apologise apologised apologize apologized apology complain complains complained complaining complaint
  complaints rude terrible awful horrible dreadful disgusting appalling worst lost overcharged stale mouldy moldy rotten
  spoiled spoilt burnt soggy faulty defective leaking leaked missing bad badly yelled shouted hated ruined useless
  failed fails failing cracked scratched stained bland undercooked overcooked underdone overdone mushy greasy bruised wilted wilting
  droopy patchy brassy lopsided crooked torn chipped dented smelly squashed shorted meh leak leaks leaky
  squeak squeaks squeaky squeaking squeaked rattle rattles rattling wobbly misleading confusing unhelpful overpriced
  fined terminated terminating withered drooping drooped snapped crashed crashes crashing outage error errors
  squeal squeals squealing burst poisoning poisoned chargeback chargebacks compensation lawyer solicitor infected faded fuming
  infuriated offended insulted insulting regrets regretted typo typos mistranslated mistranslation mistranslations misdiagnosed
  rejected rejects refused refuses disputes disputed corrupted insolvent insolvency bankrupt bankruptcy penalty swore
  swearing runny smears smeared streaks streaky blurry blurred grainy sues sue sued suing incomplete botched sloppy careless
  shoddy substandard lousy pathetic disgrace disgraceful shambles fiasco disaster disastrous scam cheated misled
  hostile stinks stank worse unfair blames blamed overdrawn jammed bent frayed threadbare infestation
  grumpy moody cranky underwhelmed rubbery demanded slammed cried cries crying cry weeping wept sobbed sobbing tears
  hacked towed screamed yellowed dribbles flickers flickering wobbles peeling peels demands trampled redo redid overflowed overflows shrank shrunk slips crumbling crumbles rusted withheld heartburn dead flop drips dripped dripping swollen scammed spam`)

/** Phrases of bad news, unless they are denied, with `not` in full. */
const badPhrases =
  patterns(`let down/double booked/legal action/walked|stormed out/came|come|fell apart/hair in/her|him|them waiting/had to wait
  allergic reaction/blocked|ignored me|us|my/trading standards/call|called|calling off/fed up/pissed off/mad at/cross with
  is|was cross/money back/charged twice/double charged/leaving|leaves us/going|gone|went|looking elsewhere/left us for/to leave us
  threatens|threatened to/switching|switched to/a|the competitor/one|1|2 star/two|2 stars/1|2 5 stars/1|2 out of 5
  one|two out of five/bad review/poor quality|service|work/never arrived|again|replied/sent back/sent it|them back
  not renew|renewing/not to renew/not be renewing/not extend|extending/another firm|supplier|provider
  going|gone|went with another|someone/going|went|move|moving to another/gave|given|giving notice/warranty claim/our|my fault
  because of us/returned the|it|them/hung up on/hung up $/left|leaving us $/never came|turned|showed/^ < nobody|noone told|called|warned|asked|helped|came|liked|wanted|cared|wrote|rang/no one told|called|warned|asked|helped|came|liked|wanted|cared|wrote|rang
  we never|forgot/charged|billed|paid|invoiced|booked|ordered .. twice|double/came|comes|coming off the|her|his|in/out of focus/upside down/inside out
  not add up/fell|falls|fallen out|down|over|off/still < sticky|dirty|wet|cold|sore|loose|hurts|hurting|noisy|smells/hurts|hurt more|again|worse
  half|most|some .. gone/threw|throws|thrown .. back|away|out/wants|want her|his|their money/like a|an stone|brick|rag/like stone|cardboard|rubber|weeds|glue
  buys|buy|buying|orders|shops|business from|at|with|in .. now $/goes to .. now $/not come|go|going through $/waited for us/waited an/kept|keeps|still waiting/bitter about/we forgot
  forgot the|their/messed|mixed|screwed up/issue|issues|trouble|problem|problems with/a problem/stopped working/not like it
  does|did|do not like/not what/short delivery/were|was|came short/came up short/short by/^ < 0 ... short $
  not as agreed|ordered|promised/someone cheaper/found someone else/not continue|continuing/not want to continue|pay
  wants|want to stop/fell off/came loose|undone/coming loose/not come|coming back/never coming back/not order|buy again
  not want our|us/not be ordering|buying|using|returning/left|leaving|leaves|quit|quits because/leaving|leaves|quit|quits over/left over the|our/going|goes|gone|went downhill/made her|him|them|me|us sick|ill/not need|needing us/not be needing us/no longer need|needs|wants us/no longer orders|buys/no longer a customer
  not ordered for|since/off the menu/thanks for nothing/thank you for nothing/to be desired/up to scratch/not up to scratch
  could be|do better/could have been|gone better/expected more|better/below expectations/swears at/had a go at/an earful/had words
  told me|us off/lost her|his|their temper/reported us/blown out/fell|fallen through/bounced back/same problem|issue|mistake|fault
  third time this/chase|chases|chasing|chased us/chase|chasing me/opted|backed|pulled out/unsubscribed from
  changed her|his|their mind/business elsewhere/server|website|site|system down/not be back/not coming any/gone quiet
  stormed|ripped off/rips us off/never called back|her|him/nobody called her|him/nobody replied/no one replied|called
  given|gave up on us/never heard back/is|was|were|are|tasted|smelled|wedding|order off $/^ < so so $/only|was|just so so $
  halved the|their|her|his order/still nothing|no|not/still has|have|did not
  too|bit < high|slow|late|expensive|pricey|dear|long|cold|hot|salty|dry|hard|soft|sweet|loud|small|big|short|tight|weak|dark|bright|light|pale|thin|thick|heavy|sour|spicy|wide|narrow|fatty|few|low|rough|strict
  was|were|is|are|very|really|bit|so < dry|salty|raw|dead`)

const ending = 'end|ends|ended|ending|close|closes|closed|closing|stop|stops|stopped|stopping|pausing|paused'
const changing =
  'change|changed|changes|changing|switch|switched|switches|switching|found|finding|chose|hired|prefers|wants'

/** Deeds with what makes them bad news: `missed the vat deadline`, `found a bit of plastic`, `felt rushed`. */
const badDeeds =
  patterns(`missed|misses|forgot|forgets|forgotten .. deadline|deadlines|appointment|filing|delivery|date|birthday|anniversary|slot
  missed|misses|forgot|forgets|forgotten .. window|windows|pane|spot|spots
  ${ending} .. contract|engagement|mandate|subscription|membership|agreement|account|ordering|buying|coming|using
  halved|halves|cut|cuts|cutting|reduced|reduces .. orders|budget
  ${changing} .. ${trades}
  waited|waiting .. hour|hours|days|week|weeks|month|months|ages|forever
  found .. hair|plastic|glass|metal|mould|mold|worm|fly
  felt|feels|feel|feeling .. rushed|ignored|unwelcome|neglected|cheated|forgotten|pressured|judged|overlooked`)

/** Words that are bad news when they are denied: `not happy`, `doesn't work`. */
const good =
  wordSet(`happy keen pleased satisfied amused impressed good great ok okay fine nice glad thrilled delighted convinced
  right acceptable work works working arrive arrived delivered solved resolved sorted settled fixed mended fresh clean fit
  friendly polite ready watertight recommend functioning interested load loads open opens hold held
  stick match matches start starts heal healed connect`)

const people = 'husband|wife|mother|father|mum|mom|dad|brother|sister|son|daughter|grandmother|grandfather|dog|cat|job'
const times =
  'spring|summer|autumn|winter|morning|night|evening|shift|breakfast|brunch|lunch|dinner|supper|season|' +
  'january|february|march|april|may|june|july|august|september|october|november|december'

/** Bad words, and good ones that are denied, which are harmless where they stand: `her late husband`, `sorry to hear`, `open late`. */
const harmless =
  patterns(`late ${people}|${times}|fee/late in the season|year|day|evening|month/lost weight|track|count|touch/lost the cup|game|match|election|bet|final/wrong idea|end/broke the news|record/burnt her|his|my tongue|hand|finger|fingers/lost her|his|their ${people}/sorry to hear/sorry for her|his|their loss
  awful|bad|terrible|horrible|dreadful|worst weather|traffic|roads|joke|jokes|hair|winter|summer/weather|traffic|roads is|was|are|were < bad|awful|terrible|horrible|dreadful
  sent back the|a signed|form|contract|papers|keys|jars|trays/failed|fails|failing her|his|the|an driving|exam|exams|test|tests|school/failing eyesight|health/ordered|booked twice|double as|the|what
  order|orders|ordered|booked|bought|sold < twice|double
  left|leaves|from|than < the|a competitor|competition/switched|switching to us|our/sore from/back|knee|neck|shoulder|hip|foot is|are < still sore/own < fault
  open|opens|opening|work|works|working|until|till|of|stays < late/am|are < sorry/be|been < worse/worse than it
  bad weather|luck|back|cold|knee|leg|hip/broke her|his leg|arm|foot|hip|wrist|ankle|toe|nose|finger|own|glasses/broke up|even|into/broke the ice/car|bus|train|bike < broke/broken leg|arm|foot|hip|wrist
  missing us|you|me|her|him|home/right now|away/wrong number|note|notes|turn|way/baby|babies|toddler|infant < cried|cries|crying|cry/found|finds|recovered the|her|his|their|a < lost|missing/lost|missing .. turned|came up|back|home
  quit|quits her|his|their job|school|course|band|team/forgot her|his|their name|names|surname/dry again|now/regrets nothing/error free
  open before|until|till|at|on|today|yet|sundays|mondays/start before|until|till|at|on|yet/ready yet|to|for
  work there|here|on|for|with|any|mondays|weekends/works there|here|on|for|with/working there|here|on|for|with|today
  lost .. kilo|kilos|pounds|kg|pounds|stone/cried|cries|crying|cry|tears|wept .. joy|happiness|happy|laughing|laughter/happy|joyful < tears
  buys|buy|buying|orders|shops|business from|at|with|in us|our/goes to us|our/came|comes|coming off the phone|list|waiting
  tears of joy/dead < tired|easy|keen|happy|on|line|wood|heading|simple/dead tired|easy|keen|happy|line|wood|heading|simple|on
  still no|not complain|complaining|complaint|complaints|problem|problems|trouble|rush|rushed|idea|sure|decided|one/still no|not $`)

const neighbours =
  'neighbour|neighbours|neighbor|neighbors|nachbar|nachbarn|nachbarin|voisin|voisins|voisine|vecino|vecinos|vicino|vicini|buren|buurman'
const authorities = 'council|landlord|government|bank|insurer|insurance|airline|police|court|referee'
const family =
  'brother|sister|son|daughter|husband|wife|mother|father|parents|children|kids|boyfriend|girlfriend|colleague|colleagues'

/** Bad news of others is no news of the shop: `her last dentist was rude`, `cross with the council`, `the bank lost her papers`. */
const ofOthers = patterns(`the others/bus|train|plane|flight|post was|were|is late|delayed|cancelled
  about|at|with the|her|his|their weather|boss|school|traffic|railway|ex|internet|football|${neighbours}|${authorities}/next door/trouble at school|work
  angry|cross|mad|upset|furious|annoyed|unhappy|disappointed|trouble|problems|row about|at|with her|his|their ${family}
  ${neighbours}|${authorities} lost|loses|made|makes|forgot|broke|refused|refuses|rejected|complained|complains|complain|hat|haben|s|se|a|ha|han
  old|last|former|previous ${rivals}|one|host|owner`)
/** These words behind it say that it is about the shop after all. */
const withUs = wordSet(
  'us our my uns unser unsere nous notre nos noi nostro nostra nosotros nuestro nuestra ons onze order orders parcel delivery',
)

const kin = new Set(family.split('|'))
/** `her daughter's dress` may come from the shop. */
const isOwnedByFamily = (clause: Clause, at: number): boolean =>
  clause[at] === 's' && kin.has(clause[at - 1] ?? '') && at < clause.length - 1

function isOfOthers(clause: Clause): boolean {
  const others = clause.findIndex((_, at) => ofOthers(clause, at))
  return others >= 0 && !clause.some((word, at) => at > others && (withUs.has(word) || isOwnedByFamily(clause, at)))
}

/** Words of what went wrong that are good news when they are denied: `did not mind the delay`. */
const shrugged = wordSet('bother bothered mind minded matter mattered fault beat')

/** Words after which nothing in a clause is bad news: `happy with the refund`. */
const gladly = wordSet(
  'happy glad pleased delighted relieved grateful thankful thanked laughed accepted accepts understood forgave',
)

/** Words after bad news that end it: `the complaint is solved`. */
const solving = wordSet(
  'solved resolved sorted settled fixed mended repaired replaced cleaned cleared unblocked patched filled waived',
)
/** Words before one of them that has its object behind it: `we fixed the mistake`. */
const menders = wordSet('i we have all')

/** The number of words before a bad one among which one can deny it. */
const reach = 4
const nearer = 3

/** Words that deny a word in front of them, in German, French and Dutch: `tropft nicht mehr`. */
const deniedBehind = wordSet('nicht nichts pas niet niets rien')

function isBadAt(clause: Clause, at: number): boolean {
  const word = clause[at] ?? ''
  if (harmless(clause, at) || harmlessElsewhere(clause, at)) return false
  if (good.has(word) || goodElsewhere.has(word)) return clause[at - 1] !== 'more' && isDenied(clause, at, nearer)
  if (bad.has(word) || badElsewhere.has(word))
    return !isDenied(clause, at, reach) && !deniedBehind.has(clause[at + 1] ?? '')
  const isBad = [badPhrases, badKinds, badPhrasesElsewhere, badDeeds].some((some) => some(clause, at))
  return isBad ? !isDenied(clause, at, reach) : at === clause.length - 1 && endsDenied(clause)
}

export function isBadClause(clause: Clause): boolean {
  const glad = clause.findIndex((word, at) => gladly.has(word) && !isDenied(clause, at, nearer))
  const solved = clause.findLastIndex((word, at) => solving.has(word) && !isDenied(clause, at, nearer))
  const mended = clause.findIndex((word, at) => solving.has(word) && (at === 0 || menders.has(clause[at - 1] ?? '')))
  const isMended = (at: number) => mended >= 0 && at > mended && at <= mended + nearer
  const counts = (at: number) => (glad < 0 || at < glad) && at >= solved && !isMended(at)
  if (isOfOthers(clause) || clause.some((word, at) => shrugged.has(word) && isDenied(clause, at, nearer))) return false
  return clause.some((_, at) => counts(at) && isBadAt(clause, at))
}

const faces = ':( :-( 😠 😡 🤬 😞 😟 😢 😭 👎 ☹ 🙁 😤 😒 💔 😖 😩'.split(' ')

/** Bad news is told by words or faces. */
export const isBadNews = (note: string): boolean =>
  faces.some((face) => note.includes(face)) || clausesOf(note).some(isBadClause)

const over = wordSet('solved resolved fixed mended settled sorted closed done withdrawn paid ended over fulfilled')
const fillers = wordSet('is was are were has have been got get now all it that at last finally')

/** `solved`, `is all settled now`, `none` */
export function isOver(note: string): boolean {
  const [clause = []] = clausesOf(note)
  const first = clause.findIndex((word) => !fillers.has(word))
  return first >= 0 && (over.has(clause[first] ?? '') || (first === 0 && ['no', 'none'].includes(clause[0] ?? '')))
}
