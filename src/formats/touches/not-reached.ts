import { once } from '#domain/remembered.ts'
import {
  type Clause,
  clausesOf,
  hasAny,
  isDenied,
  isFollowedBy,
  phrasesIn,
  placesOf,
  products,
  wordSet,
} from './note-clauses.ts'
import { notReachedElsewhere } from './notes-elsewhere.ts'

/** Phrases of somebody who was not reached, with `not` in full. */
const phrases = once(() => [
  ...notReachedElsewhere(),
  ...'voicemail voicemails unreachable unanswered unavailable vm answerphone noshow'.split(' '),
  ...products('no', 'answer/reply/response/pickup/pick up/luck/joy/show/shows'),
  ...products(
    'not',
    'reach/reached/reachable/answer/answered/answering/pick up/picking up/get through/getting through/get hold/get a hold/' +
      'available/at home/home/there/around/show/show up/turn up/come to/come up',
  ),
  ...products('never', 'showed/turned/came/answered/picked'),
  ...products('nobody/no one/noone', 'answered/there/home/in/picked/opened/was there/was home/was in/at home/came'),
  ...products(
    'left',
    'message/msg/a msg/a message/him a message/her a message/them a message/a voice/vm/a vm/word/a note/my card',
  ),
  ...products('line/line is/line was/phone/phone was/number was', 'busy/engaged/dead/off'),
  ...products(
    'tried',
    'to call/calling/to reach/to ring/ringing/phoning/to phone/to visit/twice/again/three times/but',
  ),
  ...products('will try', 'again/later/tomorrow'),
  ...products('try again', 'later/tomorrow'),
  ...products('mailbox/mailbox is/mailbox was', 'full'),
  ...products('shop/shop was/door was/gate/gate was/they were/shop is', 'closed/shut/locked'),
  ...phrasesIn(
    `no access/not get in/rained off/was asleep/voice mail/unable to reach/unable to get/rang out/phone rang/out of office/out of the office
    wrong number/not in service/in a meeting/switched off/not heard back/not hear back/ghosted me/ghosted us/ghosting me/radio silence/stood me up/stood us up
    answering machine/the mailbox/the machine`,
  ),
])

/** Notes of a single word that say it. */
const alone = wordSet('engaged busy mailbox closed machine out away')

const atHand = () => phrasesIn('today/yet/again/now/at/the office/her office/his office/the shop/when/for')

/** `not in`, `did not come`, `was out`, where the clause ends there or goes on with a time or a place. */
const isAbsent = (clause: Clause): boolean =>
  ['not in', 'not come', 'was out', 'were out'].some((phrase) =>
    placesOf(clause, phrase).some((at) => at + 2 === clause.length || isFollowedBy(clause, at + 1, atHand())),
  )

const reached = ['reached', 'got through', 'got hold', 'spoke', 'talked', 'answered']
const isReached = (clause: Clause): boolean =>
  !hasAny(clause, ['reached voicemail']) &&
  reached.some((phrase) => placesOf(clause, phrase).some((at) => !isDenied(clause, at, 3)))

/** True for a note that tells of somebody who was not reached. */
export function isNotReached(note: string): boolean {
  const clauses = clausesOf(note)
  if (clauses.length === 1 && clauses[0]?.length === 1 && alone.has(clauses[0][0] ?? '')) return true
  const isMissed = clauses.some(
    (clause) => clause.join(' ') === 'nobody' || isAbsent(clause) || hasAny(clause, phrases()),
  )
  return isMissed && !clauses.some(isReached)
}
