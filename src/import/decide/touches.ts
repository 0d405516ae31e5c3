import type { Day } from '#domain/day.ts'
import { draftTouch, type TouchDraft } from '#domain/touch.ts'
import { type Channel, channelNamed, type Purpose, purposeNamed, type Vocabulary } from '#domain/vocabulary.ts'
import { reasonFor } from '#errors.ts'
import { type Bad, countMore, type ImportedTouch, type Meeting } from '../records.ts'
import type { People } from './people.ts'

/** A touch in the book, as much of it as tells it from another of the same customer and day. */
export type BookedTouch = Omit<TouchColumns, 'customerId' | 'on'> & {
  id: number
  /** Whether no import brought it, and you spoke in it: it may be a meeting that stands in a calendar as well. */
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
  Pick<ImportedTouch, 'line' | 'key' | 'id'> & {
    /** Of a meeting, when it began, and the title where it is not sure that it was with the customer. */
    meeting: { at: string | null; title: string | null } | null
  }

/** Why a touch is not imported, though nothing is wrong with it. */
type LeftOut = 'nobody in it is a customer' | 'declined by them' | 'after today' | 'before --since'

/** What a touch of a file comes to: a touch for each customer in it, or why not. */
type Resolved = { touches: ArrivedTouch[] } | { leftOut: LeftOut } | { bad: string }

/** Reads the touches of files with what the book knows: its customers, its words, and its days. */
export class TouchReader {
  readonly #people: People
  readonly #vocabulary: Vocabulary
  readonly #days: { today: Day; since: Day | null }
  readonly #channels = new Map<string, Channel>()
  readonly #purposes = new Map<string, Purpose>()

  /** @param days `since`: touches before it are left out */
  constructor(people: People, vocabulary: Vocabulary, days: { today: Day; since: Day | null }) {
    this.#people = people
    this.#vocabulary = vocabulary
    this.#days = days
  }

  /** What touches come to: who had them, why they are left out, and how many of them; and why they are bad. */
  readAll(touches: ImportedTouch[]): { arrived: ArrivedTouch[]; leftOut: Map<LeftOut, number>; bad: Bad[] } {
    const all = { arrived: [] as ArrivedTouch[], leftOut: new Map<LeftOut, number>(), bad: [] as Bad[] }
    for (const touch of touches) {
      const resolved = this.#read(touch)
      if ('bad' in resolved) all.bad.push({ line: touch.line, reason: resolved.bad, text: textOf(touch) })
      else if ('leftOut' in resolved) countMore(all.leftOut, resolved.leftOut)
      else all.arrived.push(...resolved.touches)
    }
    return all
  }

  /** What a touch comes to. In a calendar, what is after today and what is with nobody we know is no mistake. */
  #read(touch: ImportedTouch): Resolved {
    const { on, whom } = touch
    if (this.#days.since !== null && on < this.#days.since) return { leftOut: 'before --since' }
    if (on > this.#days.today) {
      if ('emails' in whom) return { leftOut: 'after today' }
      return { bad: `A touch cannot be in the future: ${on} is after today, ${this.#days.today}.` }
    }
    const withWhom = 'emails' in whom ? this.#inMeeting(whom) : this.#called(whom.called)
    if ('leftOut' in withWhom || 'bad' in withWhom) return withWhom
    let columns: Omit<TouchColumns, 'customerId'> | undefined
    const bad = reasonFor(() => {
      columns = this.#columnsOf(touch)
    })
    if (!columns) return { bad: bad ?? '' }
    const { line, key, id } = touch
    const found = columns
    return { touches: withWhom.with.map((each) => ({ ...found, ...each, line, key, id })) }
  }

  #called(text: string): { with: Pick<ArrivedTouch, 'customerId' | 'meeting'>[] } | { bad: string } {
    const ids = this.#people.called(text)
    if (ids.length === 0) return { bad: `There is no customer "${text}".` }
    return { with: ids.map((customerId) => ({ customerId, meeting: null })) }
  }

  #inMeeting(meeting: Meeting): { with: Pick<ArrivedTouch, 'customerId' | 'meeting'>[] } | { leftOut: LeftOut } {
    const { sure, perhaps, declined } = this.#people.inMeeting(meeting)
    const { at } = meeting
    const all = [
      ...sure.map((customerId) => ({ customerId, meeting: { at, title: null } })),
      ...[...perhaps].map(([customerId, title]) => ({ customerId, meeting: { at, title } })),
    ]
    if (all.length > 0) return { with: all }
    return { leftOut: declined ? 'declined by them' : 'nobody in it is a customer' }
  }

  #columnsOf(touch: ImportedTouch): Omit<TouchColumns, 'customerId'> {
    const { channel, purpose, tone, begunBy, minutes, note } = touch
    const draft = draftTouch(this.#vocabulary, {
      on: touch.on,
      ...(channel === null
        ? {}
        : { channel: cached(this.#channels, channel, () => channelNamed(this.#vocabulary, channel)) }),
      ...(purpose === null
        ? {}
        : { purpose: cached(this.#purposes, purpose, () => purposeNamed(this.#vocabulary, purpose)) }),
      ...(tone === null ? {} : { tone }),
      ...(begunBy === null ? {} : { begunBy }),
      ...(minutes === null ? {} : { minutes }),
      ...(note === null ? {} : { note }),
    })
    return {
      on: draft.on,
      channelId: draft.channel.id,
      purposeId: draft.purpose.id,
      tone: draft.tone,
      begunBy: draft.begunBy,
      minutes: draft.minutes,
      note: draft.note,
      byId: touch.by === null ? null : this.#people.teammate(touch.by),
    }
  }
}

function cached<T>(map: Map<string, T>, word: string, find: () => T): T {
  const known = map.get(word)
  if (known !== undefined) return known
  const found = find()
  map.set(word, found)
  return found
}

const textOf = ({ on, whom, note }: ImportedTouch): string =>
  [on, 'called' in whom ? whom.called : whom.titles.join(' | '), note ?? ''].join(' ')
