import { keptKey, touchKey } from '#book/kept-key.ts'
import type { Day } from '#domain/days/day.ts'
import { onlySaid } from '#domain/only-said.ts'
import { importedIsSettled } from '#domain/practices/answers.ts'
import { remembering } from '#domain/remembered.ts'
import { draftTouch, type TouchDraft } from '#domain/touches/touch.ts'
import { channelNamed, purposeNamed, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { tried } from '#errors.ts'
import { type Bad, type Call, countMore, type ImportedTouch, type Meeting, type OfRow, type Whom } from '../records.ts'
import { type Written, writtenBy } from './mail.ts'
import { saidInTitle } from './no-visit.ts'
import type { People } from './people.ts'

/** A touch in the book, with all that tells it from another of the same customer and day. */
export type BookedTouch = Omit<TouchColumns, 'customerId' | 'on'> & {
  id: number
  /** True when no file of that kind brought it, and it was spoken: it may be a meeting that stands in a calendar as well. */
  isLoggedTalk: boolean
}

/** A touch as it is stored. */
type TouchColumns = {
  customerId: number
  on: Day
  channelId: number
  purposeId: number
  tone: TouchDraft['tone']
  begunBy: TouchDraft['begunBy']
  minutes: number | null
  note: string | null
  byId: number | null
}

/** A touch of a file with everything filled in, for one customer. */
export type ArrivedTouch = TouchColumns &
  Pick<ImportedTouch, 'line' | 'key' | 'id' | 'at'> & {
    settledOn: Day | null
    /**
     * The start of a meeting, and the doubt about it; null for any other touch. `isLast` is true where the file says only that it was
     * the last one.
     */
    meeting: { at: string | null; doubt: Doubt | null; isLast?: boolean } | null
  }

/** The meeting that a touch is with each of its customers, by number. */
type MeetingWith = (customerId: number) => ArrivedTouch['meeting']

/** The doubt about a meeting: whether it was with the customer, or whether it was a visit at all. */
type Doubt = 'whom' | 'visit'

/** A conversation that went on after its first message of a day, with the place of its last message in that day. */
export type Later = { key: string; customerId: number; at: number }

/** The result of reading a touch: a touch for each customer in it, or the reason why there is none, though nothing is wrong with it. */
type Resolved = { touches: ArrivedTouch[] } | { leftOut: string } | { bad: string }

/** The reason why what a telephone, a calendar or a mailbox has about others is left out. */
const notOurs = 'nobody in it is a customer'
const nobody = 'There is no customer '

/** True when a touch is bad because nobody has the name in it. */
export const isOfNobody = (reason: string): boolean => reason.startsWith(nobody)

/** All that the touches of a file are read with. */
type ReadWith = {
  people: People
  /** The customers of the rows of the file, by line. */
  ofRows: Map<number, number>
  /** The addresses of the user, as they are compared. */
  own: ReadonlySet<string>
  vocabulary: Vocabulary
  today: Day
  /** Touches before it are left out. */
  since: Day | null
}

/** Reads the touches of files with the customers and the words of the book, and with the days that are wanted. */
export class TouchReader {
  readonly #with: ReadWith
  readonly #conversations = new Map<string, Later>()
  readonly #later = new Set<Later>()
  readonly #channelOf = remembering((word: string) => channelNamed(this.#with.vocabulary, word))
  readonly #purposeOf = remembering((word: string) => purposeNamed(this.#with.vocabulary, word))

  constructor(readWith: ReadWith) {
    this.#with = readWith
  }

  /** Reads touches: the touches with customers, the number left out for each reason, and the bad ones. */
  readAll(touches: ImportedTouch[]): { arrived: ArrivedTouch[]; leftOut: Map<string, number>; bad: Bad[] } {
    const all = { arrived: [] as ArrivedTouch[], leftOut: new Map<string, number>(), bad: [] as Bad[] }
    for (const touch of touches) {
      const resolved = this.#read(touch)
      if ('bad' in resolved) all.bad.push({ line: touch.line, reason: resolved.bad, text: textOf(touch) })
      else if ('leftOut' in resolved) countMore(all.leftOut, resolved.leftOut)
      else all.arrived.push(...resolved.touches)
    }
    return all
  }

  /** The conversations that went on: an answer before their last message has not answered that message. */
  get later(): Later[] {
    return [...this.#later]
  }

  /** Reads a touch. In a calendar or mail, a touch after today or with nobody in the book is left out, and is no mistake. */
  #read(touch: ImportedTouch): Resolved {
    const { on, whom } = touch
    const { people, own, today, since } = this.#with
    if ('row' in whom && whom.whyNot !== null) return { leftOut: whom.whyNot }
    if (since !== null && on < since) return { leftOut: 'before --since' }
    if (on > today) {
      if (!('called' in whom)) return { leftOut: 'after today' }
      return { bad: `A touch cannot be in the future: ${on} is after today, ${today}.` }
    }
    if ('post' in whom) return this.#readMessage(touch, writtenBy(whom.post, people, own))
    if ('row' in whom) return this.#readOfRow(touch, whom)
    if ('callers' in whom) return this.#readCall(touch, whom)
    if ('emails' in whom) return this.#readMeeting(touch, whom)
    const ids = people.called(whom.called)
    return ids.length === 0 ? { bad: `${nobody}"${whom.called}".` } : this.#touchesWith(ids, touch)
  }

  #readOfRow(touch: ImportedTouch, { row, at, isLast }: OfRow): Resolved {
    const id = this.#with.ofRows.get(row)
    if (id === undefined) return { leftOut: 'with somebody who is left out' }
    return this.#touchesWith([id], touch, { meetingWith: () => ({ at, doubt: null, isLast }) })
  }

  #readCall(touch: ImportedTouch, { callers, at }: Call): Resolved {
    const ids = callers.map((caller) => this.#with.people.called(caller)).find((found) => found.length > 0)
    return ids ? this.#touchesWith(ids, touch, { meetingWith: () => ({ at, doubt: null }) }) : { leftOut: notOurs }
  }

  /**
   * Reads a meeting: a touch with each customer in it, and a doubtful one with each who may be meant by its title alone, or
   * where its title tells of something else than a visit.
   */
  #readMeeting(touch: ImportedTouch, meeting: Meeting): Resolved {
    const { people, vocabulary } = this.#with
    const { sure, perhaps, declined } = people.inMeeting(meeting)
    const ids = [...sure, ...perhaps]
    if (ids.length === 0) return { leftOut: declined ? 'declined by them' : notOurs }
    const title = people.withoutNames(touch.note ?? '', ids)
    const said = saidInTitle(title, meeting.at === null, vocabulary)
    const isVisit = !meeting.isTentative && !said.isDoubtful
    const doubtOf = (id: number): Doubt | null => (perhaps.has(id) ? 'whom' : isVisit ? null : 'visit')
    const meetingWith = (id: number) => ({ at: meeting.at, doubt: doubtOf(id) })
    return this.#touchesWith(ids, { ...touch, purpose: said.purpose }, { meetingWith })
  }

  /** Reads a message. All messages of one conversation, day and side are one touch, and these three are its key. */
  #readMessage(touch: ImportedTouch, { customers, begunBy, teammate }: Written): Resolved {
    if (customers.length === 0) return { leftOut: notOurs }
    const key = touch.key === null ? null : keptKey(`${touch.key.slice(0, 4_000)} ${touch.on} ${begunBy}`)
    const fresh = customers.filter((id) => key === null || this.#isFirst({ key, customerId: id, at: touch.at ?? 0 }))
    if (fresh.length === 0) return { leftOut: 'of a conversation that is there on that day' }
    return this.#touchesWith(fresh, { ...touch, key, begunBy }, { by: teammate })
  }

  /** True for the first message of its conversation on that day; of a later one, only the time is noted. */
  #isFirst(message: Later): boolean {
    const name = touchKey(message.key, message.customerId)
    const first = this.#conversations.get(name)
    if (!first) this.#conversations.set(name, message)
    else if (message.at > first.at) {
      first.at = message.at
      this.#later.add(first)
    }
    return first === undefined
  }

  /** @param more the teammate who had it, where the touch itself does not say; and the meeting with each customer */
  #touchesWith(
    ids: number[],
    touch: ImportedTouch,
    { by = null, meetingWith = () => null }: { by?: number | null; meetingWith?: MeetingWith } = {},
  ): Resolved {
    const read = tried(() => this.#columnsOf(touch))
    if ('refused' in read) return { bad: read.refused }
    const { line, key, id, at, mayWait } = touch
    const settledOn = importedIsSettled(touch.on, mayWait, this.#with.today) ? touch.on : null
    const found = { line, key, id, at, settledOn, ...read.result, byId: by ?? read.result.byId }
    return { touches: ids.map((customerId) => ({ customerId, meeting: meetingWith(customerId), ...found })) }
  }

  #columnsOf(touch: ImportedTouch): Omit<TouchColumns, 'customerId'> {
    const { channel, purpose, tone, begunBy, minutes, note } = touch
    const said = {
      on: touch.on,
      channel: channel === null ? undefined : this.#channelOf(channel),
      purpose: purpose === null ? undefined : this.#purposeOf(purpose),
      tone: tone ?? undefined,
      begunBy: begunBy ?? undefined,
      minutes: minutes ?? undefined,
      note: note ?? undefined,
    }
    const draft = draftTouch(this.#with.vocabulary, onlySaid(said))
    const { channel: how, purpose: why, ...rest } = draft
    const byId = touch.by === null ? null : this.#with.people.teammate(touch.by)
    return { ...rest, channelId: how.id, purposeId: why.id, byId }
  }
}

const textOf = ({ on, whom, note }: ImportedTouch): string => [on, wordsOf(whom), note ?? ''].join(' ')

function wordsOf(whom: Whom): string {
  if ('called' in whom) return whom.called
  if ('row' in whom) return ''
  if ('callers' in whom) return whom.callers.join(' ')
  return 'post' in whom ? `${whom.post.from} ${whom.post.to.join(' ')}` : whom.titles.join(' | ')
}
