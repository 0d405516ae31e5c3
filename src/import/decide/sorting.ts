import { touchKey } from '#book/kept-key.ts'
import type { Day } from '#domain/days/day.ts'
import { type RetoldKey, type SourcedKey, saidDay } from '#tables/import-keys.ts'
import type { TouchChanges } from '#tables/touches.ts'
import { asBooked } from './changes.ts'
import { keyName } from './keys.ts'
import { type BookedDay, type KeyedTouch, type KeyedTouches, type Move, movesIn } from './moved.ts'
import type { ArrivedTouch, BookedTouch } from './touches.ts'

/** `touch` is the number in the book; each touch is in exactly one pile. */
type Match = { pile: 'new' } | { pile: 'same' | 'changed'; touch: number }

/** Two touches of one customer and day are alike by it. */
type Content = Pick<ArrivedTouch, 'channelId' | 'purposeId' | 'tone' | 'begunBy' | 'minutes' | 'note'>

const contentOf = ({ channelId, purposeId, tone, begunBy, minutes, note }: Content): string =>
  `${channelId} ${purposeId} ${tone} ${begunBy} ${minutes} ${note}`

/**
 * The touch of the book that a touch of a file is, if any: one that is equal in everything, best of all the one of its
 * number; else, in our own export, the one of its number, which was edited in the file; else one whose note the file continues in
 * further lines. Each touch of the book answers for one record.
 * @param booked the touches of the same customer and day
 * @param used the touches that have answered, and the number of the record that each answered for; the match is added
 */
export function matchTouch(arrived: ArrivedTouch, booked: BookedTouch[], used: Map<number, number | null>): Match {
  const content = contentOf(arrived)
  const free = booked.filter(({ id }) => !used.has(id))
  const alike = free.filter((touch) => contentOf(touch) === content)
  const isNumbered = ({ id }: BookedTouch) => id === arrived.id
  const found =
    alike.find(isNumbered) ??
    alike[0] ??
    free.find(isNumbered) ??
    leftBy(arrived, booked, used) ??
    free.find((touch) => goesOn(arrived, touch))
  if (!found) return { pile: 'new' }
  used.set(found.id, arrived.id)
  arrived.note = asBooked(found.note, arrived.note)
  return { pile: contentOf(found) === contentOf(arrived) ? 'same' : 'changed', touch: found.id }
}

/** The record has further lines below the note of the touch, as a bill to which something was added. */
const goesOn = (arrived: ArrivedTouch, touch: BookedTouch): boolean =>
  touch.note !== null &&
  arrived.note?.startsWith(`${touch.note}\n`) === true &&
  contentOf({ ...touch, note: arrived.note }) === contentOf(arrived)

/** A record was edited to be like this one, and has taken the touch of this one's number: this one gets the touch that it left. */
function leftBy(
  arrived: ArrivedTouch,
  booked: BookedTouch[],
  used: Map<number, number | null>,
): BookedTouch | undefined {
  const taken = booked.find(({ id }) => id === arrived.id)
  if (!taken || contentOf(taken) !== contentOf(arrived)) return undefined
  return booked.find(({ id }) => id === used.get(taken.id) && !used.has(id))
}

/** Touches of a page may be these of the book. */
export type BookedTouches = KeyedTouches & {
  /** The keys are those of `placeOf`; the first entered comes first. */
  onDay: Map<string, BookedTouch[]>
}

/** No touch of the book could match. */
export const noTouches: BookedTouches = { onDay: new Map(), byKey: new Map(), ofSeries: new Map() }

/** An earlier cl kept a meeting of one day alone by a key with that day. */
export const keysFor = ({ key, customerId, on, meeting }: ArrivedTouch): string[] => {
  if (key === null) return []
  const own = touchKey(key, customerId)
  return meeting === null ? [own] : [own, touchKey(`${key} ${on}`, customerId)]
}

/** A touch without a key, or a meeting, may be one of the book with that customer and day. */
export const placeOf = ({ customerId, on }: Pick<ArrivedTouch, 'customerId' | 'on'>): string => `${customerId} ${on}`

/** The meeting may be in the book already, may not have been with the customer, or may have been no visit. */
export type DoubtfulTouch = {
  touch: ArrivedTouch
  /** Null for another doubt than whether it is this touch of the book. */
  booked: number | null
  /** The book's touch may have been moved: from its day in an earlier file, and its key then changes so. */
  moved: { from: Day; key: RetoldKey } | null
}

/** The touch is one of the book; null for a meeting that was not with the customer at all. */
export type TouchKey = SourcedKey & { customerId: number; touchId: number | null; on: Day }

/** Changes are by the numbers of the touches. */
export type SortedTouches = {
  fresh: ArrivedTouch[]
  changed: [touch: number, changes: TouchChanges][]
  same: number
  /** Somebody removed these touches from the book. */
  removed: number
  doubtful: DoubtfulTouch[]
  /** The touches are those of the book. */
  keys: TouchKey[]
  /** Files have moved these touches. */
  retold: RetoldKey[]
}

/** A touch of the book that answered for one record is not there for the next. */
export class TouchSorter {
  readonly #used = new Map<number, number | null>()
  readonly #seen = new Set<string>()
  /** A series that was divided on a day has that meeting in both of its parts. */
  readonly #meetings = new Set<string>()

  /** @param source the source of their keys */
  sort(touches: ArrivedTouch[], source: string, booked: BookedTouches): SortedTouches {
    const sorted: SortedTouches = { fresh: [], changed: [], same: 0, removed: 0, doubtful: [], keys: [], retold: [] }
    for (const found of booked.byKey.values()) if (found) this.#used.set(found.id, null)
    const moves = movesIn(touches, booked)
    for (const touch of touches)
      if (touch.meeting && booked.byKey.has(keysFor(touch)[0] ?? '')) this.#note(namesOf(touch))
    for (const touch of touches) {
      if (touch.key === null)
        this.#sortAs(sorted, touch, matchTouch(touch, booked.onDay.get(placeOf(touch)) ?? [], this.#used))
      else this.#sortByKey(sorted, touch, { source, key: touch.key }, booked, moves.get(touch))
    }
    return sorted
  }

  #sortAs(sorted: SortedTouches, touch: ArrivedTouch, match: Match): void {
    if (match.pile === 'new') sorted.fresh.push(touch)
    else if (match.pile === 'changed') sorted.changed.push([match.touch, changesOf(touch)])
    else sorted.same += 1
  }

  /** Only the day of a touch with a key can have changed. */
  #sortByKey(
    sorted: SortedTouches,
    touch: ArrivedTouch,
    { source, key }: SourcedKey,
    { byKey, onDay }: BookedTouches,
    move: Move | undefined,
  ): void {
    const [own = '', ofDay = ''] = keysFor(touch)
    const name = keyName(source, own)
    const isAgain = this.#seen.has(name)
    this.#seen.add(name)
    const booked = byKey.get(own)
    if (booked === null) sorted.removed += 1
    else if (booked && isAgain) sorted.same += 1
    else if (booked) this.#sortBooked(sorted, touch, booked, { source, key: own, said: saidDay(touch.on) })
    else if (isAgain) sorted.same += 1
    else if (byKey.get(ofDay)) this.#isKnownAs(sorted, touch, { source, key }, byKey.get(ofDay)?.id ?? null)
    else if (touch.meeting === null) sorted.fresh.push(touch)
    else this.#sortMeeting(sorted, touch, { source, key }, onDay.get(placeOf(touch)) ?? [], move)
  }

  /** A day that somebody has put right in the book stays, until the file says another than it did. */
  #sortBooked(sorted: SortedTouches, touch: ArrivedTouch, booked: KeyedTouch, key: RetoldKey): void {
    const isMoved = booked.on !== touch.on && booked.said !== key.said
    if (isMoved || key.as !== undefined) sorted.retold.push(key)
    this.#sortAs(sorted, touch, { pile: isMoved ? 'changed' : 'same', touch: booked.id })
  }

  /** Another day of its series is the touch's from now on. */
  #sortMoved(sorted: SortedTouches, touch: ArrivedTouch, { touch: booked }: BookedDay, key: RetoldKey): void {
    if (booked) {
      this.#used.set(booked.id, null)
      this.#sortBooked(sorted, touch, booked, key)
    } else {
      sorted.removed += 1
      sorted.retold.push(key)
    }
  }

  /** This key, too, identifies the touch of the book from now on. */
  #isKnownAs(sorted: SortedTouches, { customerId, on }: ArrivedTouch, key: SourcedKey, touchId: number | null): void {
    sorted.same += 1
    sorted.keys.push({ ...key, customerId, touchId, on })
  }

  /** No import has brought the meeting by this key: the book may have it all the same. */
  #sortMeeting(
    sorted: SortedTouches,
    touch: ArrivedTouch,
    { source, key }: SourcedKey,
    booked: BookedTouch[],
    move: Move | undefined,
  ): void {
    const { meeting } = touch
    const { talk, same } = this.#sameOrTalk(touch, booked)
    const moved = move && !talk ? { ...move, key: movedKey(touch, { source, key }, move) } : null
    const names = namesOf(touch)
    if (this.#meetings.has(names.meeting) || (meeting?.isLast && this.#meetings.has(names.visit))) sorted.same += 1
    else if (moved?.isSure && (!same || same.id === moved.from.touch?.id))
      this.#sortMoved(sorted, touch, moved.from, moved.key)
    else if (same) {
      this.#used.set(same.id, null)
      this.#isKnownAs(sorted, touch, { source, key }, same.id)
    } else if (moved?.from.touch) {
      const { id, on } = moved.from.touch
      sorted.doubtful.push({ touch, booked: id, moved: { from: on, key: moved.key } })
    } else if (talk || meeting?.doubt) sorted.doubtful.push({ touch, booked: talk?.id ?? null, moved: null })
    else sorted.fresh.push(touch)
    this.#note(names)
  }

  #note({ meeting, visit }: ReturnType<typeof namesOf>): void {
    this.#meetings.add(meeting).add(visit)
  }

  /** Touches of that day that no other record is: one that was logged by hand, and one that says all that the meeting says. */
  #sameOrTalk(touch: ArrivedTouch, booked: BookedTouch[]): Record<'talk' | 'same', BookedTouch | undefined> {
    const free = booked.filter(({ id }) => !this.#used.has(id))
    const isVisit = ({ isLoggedTalk, channelId }: BookedTouch) => isLoggedTalk && channelId === touch.channelId
    return {
      talk: free.find(({ isLoggedTalk }) => isLoggedTalk),
      same:
        free.find((each) => contentOf(each) === contentOf(touch)) ??
        (touch.meeting?.isLast ? free.find(isVisit) : undefined),
    }
  }
}

/** A meeting of one title and time is there once; a row that says only that there was a visit may be any visit of that day. */
function namesOf(touch: ArrivedTouch): { meeting: string; visit: string } {
  const place = placeOf(touch)
  return { meeting: `${place} ${touch.meeting?.at} ${contentOf(touch)}`, visit: `${place} ${touch.channelId}` }
}

const movedKey = ({ on, customerId }: ArrivedTouch, { source, key }: SourcedKey, { from }: Move): RetoldKey => ({
  source,
  key: from.key,
  said: saidDay(on),
  as: touchKey(key, customerId),
})

/** A record with a key changes the day alone. */
const changesOf = ({ key, on, channelId, purposeId, tone, begunBy, minutes, note }: ArrivedTouch): TouchChanges =>
  key === null ? { channelId, purposeId, tone, begunBy, minutes, note } : { on }
