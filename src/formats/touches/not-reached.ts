import { type Clause, clausesOf, hasAny, isDenied, patterns, wordSet } from './note-clauses.ts'
import { notReachedElsewhere } from './notes-elsewhere.ts'

/** Phrases of somebody who was not reached, with `not` in full; `not in` where the clause ends there, or goes on with a time or a place. */
const missed =
  patterns(`voicemail|voicemails|unreachable|unanswered|unavailable|vm|answerphone|noshow/ghosting me/^ < nobody $/voice mail
  msg|message left/^ < lm $/engaged tone/no answer|ans|reply|response|pickup|luck|joy|show|shows|access/no pick up/unable to reach|get/rang out/phone rang/wrong number
  ^|still|busy|she|he|they|is|was|are|were < in a meeting/^ < switched off $/phone|mobile switched off/phone|mobile is|was switched off
  ^ < was busy $/^ < engaged $/try later/^|it|email|mail|letter < bounced $
  not reach|reached|reachable|answer|answered|answering|available|home|there|around|show/not pick|picking|turn|come up/not come to
  not get|getting through/not get hold|in/not get a hold/not at home/not in service/not heard|hear back
  never answered|picked/^|she|he|they|just|again < never showed|turned|came/nobody|noone answered|there|home|in|picked|picks|opened|came/nobody|noone was there|home|in
  nobody|noone at home/no one answered|there|home|in|picked|picks|opened|came/no one was there|home|in/no one at home
  left message|msg|vm|word/left a message|msg|voice|vm|note/left him|her|them a message/left my card
  line|phone busy|engaged|dead|off/line is busy|engaged|dead|off/line|phone|number was busy|engaged|dead|off
  tried calling|ringing|phoning|twice|again|but/tried to call|reach|ring|phone|visit/tried three times
  will try again|later|tomorrow/try again later|tomorrow/mailbox full/mailbox is|was full
  shop|gate closed|shut|locked/shop is closed|shut|locked/shop|door|gate was closed|shut|locked/they were closed|shut|locked
  rained off/was asleep/out of office/out of the office/ghosted me|us/radio silence/stood me|us up/answering machine
  the mailbox|machine/not in|come $/not in|come today|yet|again|now|at|when|for/not in|come the office|shop/not in|come her|his office
  was|were out $/was|were out today|yet|again|now|at|when|for/was|were out the office|shop/was|were out her|his office`)

const alone = wordSet('engaged busy mailbox closed machine out away')

const reached = patterns('reached|spoke|talked|answered/got through|hold')
const voicemail = patterns(
  'reached|got|spoke|talked voicemail/reached|got|spoke|talked .. voicemail|machine|answerphone|mailbox',
)
const isReached = (clause: Clause): boolean =>
  !hasAny(clause, voicemail) && clause.some((_, at) => reached(clause, at) && !isDenied(clause, at, 3))

export const isMissed = (clause: Clause): boolean => hasAny(clause, missed) || hasAny(clause, notReachedElsewhere)

export function isNotReached(note: string): boolean {
  const clauses = clausesOf(note)
  if (clauses.length === 1 && clauses[0]?.length === 1 && alone.has(clauses[0][0] ?? '')) return true
  return clauses.some(isMissed) && !clauses.some(isReached)
}
