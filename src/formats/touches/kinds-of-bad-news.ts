import { patterns } from './note-clauses.ts'

// Each kind has its verbs and what they are said of, so that a new thing that breaks is read as the old ones are.

const ours = 'we|i|lad|apprentice|driver|trainee|helper|assistant|fitter|team|boy|girl'
/** Traders whom a customer may have instead. */
export const trades =
  'adviser|advisor|supplier|provider|accountant|vet|dentist|instructor|translator|photographer|baker|cleaner|firm|' +
  'florist|plumber|groomer|barber|hairdresser|mechanic|garage|gym|studio|printer|gardener|electrician|physio|tutor|' +
  'caterer|company|lawyer|shop|place'
/** Somebody may look for one of the further ones without leaving the shop: `a teacher` is no bad news, `another teacher` is. */
export const rivals = `${trades}|teacher|therapist|trainer|coach|walker|sitter|designer|tailor|builder|painter|roofer|decorator|butcher|farm`
const failing =
  'cutting|tripping|stalling|falling|slipping|breaking|dripping|jamming|freezing|coming|switching|losing|fading|making'
const asks = 'wants|want|wanted|asked|asks|demands|claims|claimed|needs|expects'
const sums = 'money|cash|deposit|fee|payment|half|everything|euros|pounds|dollars'
const long = 'hour|hours|day|days|week|weeks|month|months'

/** A thing does not do what it is for, or came as another. */
const defects = `keeps|keep|kept ${failing}/gone again $/gone|goes|went|going wrong/packed up $/packed up again|after|within|0|two/conked|cuts|cut|cutting out
  acting|playing up/on the blink/out of order/tasted|tastes of/smells|smelled|smelt|reeks of damp|mould|smoke|petrol|bleach|burning|gas
  brown|yellow|black edges|spots|marks/lets|let|letting water|rain in/rock|stone hard/dye|colour|color ran|bled
  sick|ill after|from the|our|her|his|that/found ... in the|her|his bread|soup|cake|salad|food|pie|meal|cheese|coffee/website|site|phone|phones|internet down since|again/lights|light flickers|flicker
  petals|leaves|heads|roses|tulips had|have|all dropped|fallen
  turned|gone|went|going green|yellow|brown|orange|sour|flat|hard|limp|mouldy|soft/are|is|went flat again
  soup|food|coffee|tea|dinner|lunch|meal|pizza|water|house|radiator|radiators was|were|arrived|came|is|are stone|cold|lukewarm
  not in the box|bag|parcel|delivery|order/only got|received ... of/ordered .. got|received/got .. instead of/to the wrong
  sticks now|again/stain|scratch|dent|crack|hole|mark on|in the|her|his new/since|after our|the rewiring|repair|visit|service|treatment ..  worse|again
  not the one|ones .. agreed|ordered|promised|asked|wanted|chosen|chose|quoted/misspelt|misspelled/came|comes|come off after|again|already|$/site|website|webshop|page|server|system|app|link|phone|line|lift .. down since|again|$/form|site|website|shop|app|link .. not worked
  second|third|fourth time it|this|that .. happened|happens|broke|breaks|broken|fails|failed|stopped|leaked|leaks/full of holes|howlers|mistakes|errors|weeds|mud|dust|crumbs`

/** We broke or left something, or have to do it again. */
const mishaps = `${ours} .. broke|trampled|flooded|smashed|dented|tore|ripped|shrank|mislaid|overlooked|misread|muddled|spilled|spilt
  ${ours} .. dropped|drops .. laptop|vase|cake|box|tray|phone|plate|glass|glasses|tv|parcel
  left .. gate|door|tap|window|gas open|on|running/left mud|dirt|marks|crumbs|dust|rubble/forgot to/had to redo|go back|ring twice|chase
  have|had|has to redo|do it|all|everything again/redone for free|nothing/it|them|this done again|over/mixed up/cut .. wrong
  to|at|with|had the|her|his old|wrong address/came home|back with a cut|graze|limp|rash/got .. from us
  instead $/was|were meant|supposed to come|be|deliver|arrive|bring|call|ring/forgot|forgotten about her|him|them|it|us/i|we < forgot to|her|his|their|them|it|that|again|$/left it|them in the rain|sun|snow|street`

/** They waited, or wait, for us. */
const delays = `${long} behind|overdue/behind schedule|time|plan/should have been|arrived|come finished|ready|done|here|there|delivered|fixed|by
  should have arrived|come/waiting|waits since/stood waiting|there/not finished|done $/waiting .. for us|our/no|without word|news|reply|answer|response|update .. from us
  heard nothing from us/after the agreed|arranged|promised|appointed/had to ring|call|phone|ask|write .. twice|times|again`

/** They want it cheaper, or back. */
const money = `${asks} .. ${sums} .. back/not worth the|it|her|his|that/twice|double what/twice as much|dear|expensive/double the amount
  more than agreed|quoted|estimated|promised/charged|billed|invoiced ... never|not|twice/discount because/demands a|an|her|his
  found|got|gets it|one|them|that .. cheaper/cheaper online|elsewhere|somewhere|at|next/not pay until|unless|because|for|the|our|my|this`

/** They go, or think of it. */
const leaving = `looking|looks|look|searching for|at someone|somebody|something else/looking|looks|look|searching for|at another|other ${rivals}/looking|looks|searching for a ${trades}/shopping|looking around
  taking|takes|took|takes .. business|custom to|elsewhere|away/thinking about|of leaving|switching|cancelling|stopping
  her|his|their last order|job|month with|$/goes|goes|went|going|gone|moved|moving|switched|gave|gives .. to another|the|a|different ${trades} now|instead|$
  another|different|other ${rivals}/not trust us|me|our|my|it|them|him|her/not speaking|talking $|to/speak|talk to my|our|the boss|manager|owner $/have|has < had enough $/trying|tries out another|a|someone/closing|closed|closes her|his|their account/done|finished|through with us|me
  rather use|go|take|have another|her|his|the|with|elsewhere/last time she|he|they|i trusts|trust|buys|buy|comes|come|orders|order|books|book|uses|use/stopped the|her|his .. order|orders/small claims
  goes|went|gone to the|a supermarket|competition|discounter|chain`

/** They are cross, or were not heard. */
const feelings = `had|has enough of us|me|it|this|our/patience .. out|end|thin/losing|lost|loses|lose .. patience/last straw/very|so|quite|rather|really|was|is cross
  short with me|us|her|him/very|rather|quite|bit|felt|feels put out/spitting feathers/hit the roof/blew her|his|up/saw red/flew off/fobbed|brushed off
  had a right|real|proper go/rips|ripped|ripping her|him|them off/stopped|stops talking|speaking to/hates it|our|us|this|that|them
  says|said|that < nobody|noone listens|cares|told|called|came|turned|helps|answers/^ < nobody|noone listens|cares|turned|showed|cares|helps`

/** Bad news by what was done, to whom, and with what. */
export const badKinds = patterns([defects, mishaps, delays, money, leaving, feelings].join('\n'))
