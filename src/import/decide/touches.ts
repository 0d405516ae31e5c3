import { keptKey, touchKey } from '#book/kept-key.ts'
import type { Day } from '#domain/days/day.ts'
import { onlySaid } from '#domain/only-said.ts'
import { importedIsSettled } from '#domain/practices/answers.ts'
import { remembering } from '#domain/remembered.ts'
import { draftTouch, type TouchDraft } from '#domain/touches/touch.ts'
import { type Channel, channelNamed, type Purpose, purposeNamed, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { tried } from '#errors.ts'
import { type Bad, type Call, countMore, type ImportedTouch, type Meeting, type OfRow, type Whom } from '../records.ts'
import type { Postbox, Written } from './mail.ts'
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

/** Reads the touches of files with the customers and the words of the book, and with the days that are wanted. */
export class TouchReader {
  readonly #people: People
  readonly #ofRows: Map<number, number>
  readonly #postbox: Postbox
  readonly #conversations = new Map<string, Later>()
  readonly #later = new Set<Later>()
  readonly #vocabulary: Vocabulary
  readonly #days: { today: Day; since: Day | null }
  readonly #channelOf: (word: string) => Channel
  readonly #purposeOf: (word: string) => Purpose

  /**
   * @param ofRows the customers of the rows of the file, by line
   * @param days `since`: touches before it are left out
   */
  constructor(
    people: People,
    ofRows: Map<number, number>,
    postbox: Postbox,
    vocabulary: Vocabulary,
    days: { today: Day; since: Day | null },
  ) {
    this.#people = people
    this.#ofRows = ofRows
    this.#postbox = postbox
    this.#vocabulary = vocabulary
    this.#days = days
    this.#channelOf = remembering((word: string) => channelNamed(vocabulary, word))
    this.#purposeOf = remembering((word: string) => purposeNamed(vocabulary, word))
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
    if ('row' in whom && whom.whyNot !== null) return { leftOut: whom.whyNot }
    if (this.#days.since !== null && on < this.#days.since) return { leftOut: 'before --since' }
    if (on > this.#days.today) {
      if (!('called' in whom)) return { leftOut: 'after today' }
      return { bad: `A touch cannot be in the future: ${on} is after today, ${this.#days.today}.` }
    }
    if ('post' in whom) return this.#readMessage(touch, this.#postbox.whose(whom.post))
    if ('row' in whom) return this.#readOfRow(touch, whom)
    if ('callers' in whom) return this.#readCall(touch, whom)
    return 'emails' in whom ? this.#readMeeting(touch, whom) : this.#readCalled(touch, whom.called)
  }

  #readCalled(touch: ImportedTouch, text: string): Resolved {
    const ids = this.#people.called(text)
    return ids.length === 0 ? { bad: `${nobody}"${text}".` } : this.#touchesWith(ids, touch)
  }

  #readOfRow(touch: ImportedTouch, { row, at, isLast }: OfRow): Resolved {
    const id = this.#ofRows.get(row)
    if (id === undefined) return { leftOut: 'with somebody who is left out' }
    const resolved = this.#touchesWith([id], touch)
    if (!('touches' in resolved)) return resolved
    return { touches: resolved.touches.map((each) => ({ ...each, meeting: { at, doubt: null, isLast } })) }
  }

  #readCall(touch: ImportedTouch, { callers, at }: Call): Resolved {
    const ids = callers.map((caller) => this.#people.called(caller)).find((found) => found.length > 0)
    if (!ids) return { leftOut: notOurs }
    const resolved = this.#touchesWith(ids, touch)
    if (!('touches' in resolved)) return resolved
    return { touches: resolved.touches.map((each) => ({ ...each, meeting: { at, doubt: null } })) }
  }

  /**
   * Reads a meeting: a touch with each customer in it, and a doubtful one with each who may be meant by its title alone, or
   * where its title tells of something else than a visit.
   */
  #readMeeting(touch: ImportedTouch, meeting: Meeting): Resolved {
    const { sure, perhaps, declined } = this.#people.inMeeting(meeting)
    const ids = [...sure, ...perhaps]
    if (ids.length === 0) return { leftOut: declined ? 'declined by them' : notOurs }
    const title = this.#people.withoutNames(touch.note ?? '', ids)
    const said = saidInTitle(title, meeting.at === null, this.#vocabulary)
    const resolved = this.#touchesWith(ids, { ...touch, purpose: said.purpose })
    if (!('touches' in resolved)) return resolved
    const isVisit = !meeting.isTentative && !said.isDoubtful
    const doubtOf = (id: number): Doubt | null => (perhaps.has(id) ? 'whom' : isVisit ? null : 'visit')
    return {
      touches: resolved.touches.map((each) => ({
        ...each,
        meeting: { at: meeting.at, doubt: doubtOf(each.customerId) },
      })),
    }
  }

  /** Reads a message. All messages of one conversation, day and side are one touch, and these three are its key. */
  #readMessage(touch: ImportedTouch, { customers, begunBy, teammate }: Written): Resolved {
    if (customers.length === 0) return { leftOut: notOurs }
    const key = touch.key === null ? null : keptKey(`${touch.key.slice(0, 4_000)} ${touch.on} ${begunBy}`)
    const fresh = customers.filter((id) => key === null || this.#isFirst({ key, customerId: id, at: touch.at ?? 0 }))
    if (fresh.length === 0) return { leftOut: 'of a conversation that is there on that day' }
    return this.#touchesWith(fresh, { ...touch, key, begunBy }, teammate)
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

  #touchesWith(ids: number[], touch: ImportedTouch, by: number | null = null): Resolved {
    const read = tried(() => this.#columnsOf(touch))
    if ('refused' in read) return { bad: read.refused }
    const found = { meeting: null, ...read.result, byId: by ?? read.result.byId }
    const { line, key, id, at, mayWait } = touch
    const settledOn = importedIsSettled(found.on, mayWait, this.#days.today) ? found.on : null
    return { touches: ids.map((customerId) => ({ customerId, line, key, id, at, settledOn, ...found })) }
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
    const draft = draftTouch(this.#vocabulary, onlySaid(said))
    const { channel: how, purpose: why, ...rest } = draft
    const byId = touch.by === null ? null : this.#people.teammate(touch.by)
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
