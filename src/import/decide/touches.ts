import { keptKey, touchKey } from '#book/kept-key.ts'
import type { Day } from '#domain/days/day.ts'
import { onlySaid } from '#domain/only-said.ts'
import { importedIsSettled } from '#domain/practices/answers.ts'
import { remembering } from '#domain/remembered.ts'
import { draftTouch, type TouchDraft } from '#domain/touches/touch.ts'
import { channelNamed, purposeNamed, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { tried } from '#errors.ts'
import type { Series } from '#formats/calendar/occurrence.ts'
import { type Bad, type Call, countMore, type ImportedTouch, type Meeting, type OfRow, type Whom } from '../records.ts'
import { type Written, writtenBy } from './mail.ts'
import { saidInTitle } from './no-visit.ts'
import type { People } from './people.ts'

export type BookedTouch = Omit<TouchColumns, 'customerId' | 'on'> & {
  id: number
  /** No file of that kind brought it, and it was spoken: a calendar may have it as a meeting. */
  isLoggedTalk: boolean
}

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

/** Everything is filled in, for one customer. */
export type ArrivedTouch = TouchColumns &
  Pick<ImportedTouch, 'line' | 'key' | 'id' | 'at'> & {
    settledOn: Day | null
    /** Null for any other touch than a meeting. `isLast` is true where the file says only that it was the last one. */
    meeting: { at: string | null; doubt: Doubt | null; isLast?: boolean; series?: Series | null } | null
  }

/** The customer is given by number. */
type MeetingWith = (customerId: number) => ArrivedTouch['meeting']

/** The meeting may not have been with the customer, or may have been no visit at all. */
type Doubt = 'whom' | 'visit'

/** The conversation went on after its first message of a day; `at` is the place of its last message in that day. */
export type Later = { key: string; customerId: number; at: number }

/** A touch for each customer in it, or the reason why there is none, though nothing is wrong with it. */
type Resolved = { touches: ArrivedTouch[] } | { leftOut: string } | { bad: string }

/** A telephone, a calendar or a mailbox has much about others. */
const notOurs = 'nobody in it is a customer'
const nobody = 'There is no customer '

/** True for the reason that nobody has the name in the touch. */
export const isOfNobody = (reason: string): boolean => reason.startsWith(nobody)

type ReadTouches = {
  arrived: ArrivedTouch[]
  leftOut: Map<string, number>
  ofNobody: Map<string, number>
  bad: Bad[]
}

type ReadWith = {
  people: People
  /** The keys are lines. */
  ofRows: Map<number, number>
  /** The addresses of the user, as they are compared. */
  own: ReadonlySet<string>
  vocabulary: Vocabulary
  today: Day
  /** Touches before it are left out. */
  since: Day | null
}

/** The customers and the words are those of the book. */
export class TouchReader {
  readonly #with: ReadWith
  readonly #conversations = new Map<string, Later>()
  readonly #later = new Set<Later>()
  readonly #channelOf = remembering((word: string) => channelNamed(this.#with.vocabulary, word))
  readonly #purposeOf = remembering((word: string) => purposeNamed(this.#with.vocabulary, word))

  constructor(readWith: ReadWith) {
    this.#with = readWith
  }

  /** `leftOut` has the number for each reason, `ofNobody` the words for whoever was in a touch with nobody of the book. */
  readAll(touches: ImportedTouch[]): ReadTouches {
    const all: ReadTouches = { arrived: [], leftOut: new Map(), ofNobody: new Map(), bad: [] }
    for (const touch of touches) {
      const resolved = this.#read(touch)
      if ('bad' in resolved)
        all.bad.push({
          line: touch.line,
          reason: resolved.bad,
          text: [touch.on, wordsOf(touch.whom), touch.note ?? ''].join(' '),
        })
      else if ('leftOut' in resolved) {
        countMore(all.leftOut, resolved.leftOut)
        if (resolved.leftOut === notOurs) countMore(all.ofNobody, this.#wordsFor(touch))
      } else all.arrived.push(...resolved.touches)
    }
    return all
  }

  /** A meeting has its title, a message the first address that is not one's own. */
  #wordsFor({ whom, note }: ImportedTouch): string {
    const words = 'post' in whom ? [whom.post.from, ...whom.post.to] : [note ?? wordsOf(whom)]
    return words.find((each) => !this.#with.own.has(each)) ?? ''
  }

  /** An answer before the last message of a conversation has not answered that message. */
  get later(): Later[] {
    return [...this.#later]
  }

  /** In a calendar or mail, a touch after today or with nobody in the book is left out, and is no mistake. */
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
   * Each customer in the meeting gets a touch; a doubtful one, each who may be meant by its title alone, or where its title tells of
   * something else than a visit.
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
    const meetingWith = (id: number) => ({ at: meeting.at, doubt: doubtOf(id), series: meeting.series })
    return this.#touchesWith(ids, { ...touch, purpose: said.purpose }, { meetingWith })
  }

  /** All messages of one conversation, day and side are one touch, and these three are its key. */
  #readMessage(touch: ImportedTouch, { customers, begunBy, teammate }: Written): Resolved {
    if (customers.length === 0) return { leftOut: notOurs }
    const key = touch.key === null ? null : keptKey(`${touch.key.slice(0, 4_000)} ${touch.on} ${begunBy}`)
    const fresh = customers.filter((id) => key === null || this.#isFirst({ key, customerId: id, at: touch.at ?? 0 }))
    if (fresh.length === 0) return { leftOut: 'of a conversation that is there on that day' }
    return this.#touchesWith(fresh, { ...touch, key, begunBy }, { by: teammate })
  }

  /** Of a later message of a conversation on that day, only the time is noted. */
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
    // Fields behind the copy of the others would take V8 much longer to add.
    return { channelId: how.id, purposeId: why.id, byId, ...rest }
  }
}

function wordsOf(whom: Whom): string {
  if ('called' in whom) return whom.called
  if ('row' in whom) return ''
  if ('callers' in whom) return whom.callers.join(' ')
  return 'post' in whom ? `${whom.post.from} ${whom.post.to.join(' ')}` : whom.titles.join(' | ')
}
