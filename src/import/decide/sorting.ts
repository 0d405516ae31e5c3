import { touchKey } from '#book/kept-key.ts'
import type { Day } from '#domain/days/day.ts'
import { type RetoldKey, type SourcedKey, saidDay } from '#tables/import-keys.ts'
import type { TouchChanges } from '#tables/touches.ts'
import { keyName } from './keys.ts'
import type { ArrivedTouch, BookedTouch } from './touches.ts'

/** The pile of a touch: each touch is in exactly one. `touch` is its number in the book. */
type Match = { pile: 'new' } | { pile: 'same' | 'changed'; touch: number }

/** The part of a touch by which it is the same as another of its customer and day. */
type Content = Pick<ArrivedTouch, 'channelId' | 'purposeId' | 'tone' | 'begunBy' | 'minutes' | 'note'>

const contentOf = ({ channelId, purposeId, tone, begunBy, minutes, note }: Content): string =>
  `${channelId} ${purposeId} ${tone} ${begunBy} ${minutes} ${note}`

/**
 * The touch of the book that a touch of a file is, if any: one that is equal in everything, best of all the one of its
 * number; else, in our own export, the one of its number, which was edited in the file. Each touch of the book answers for
 * one record.
 * @param booked the touches of the same customer and day
 * @param used the touches that have answered, and the number of the record that each answered for; the match is added
 */
export function matchTouch(arrived: ArrivedTouch, booked: BookedTouch[], used: Map<number, number | null>): Match {
  const content = contentOf(arrived)
  const free = booked.filter(({ id }) => !used.has(id))
  const alike = free.filter((touch) => contentOf(touch) === content)
  const isNumbered = ({ id }: BookedTouch) => id === arrived.id
  const found = alike.find(isNumbered) ?? alike[0] ?? free.find(isNumbered) ?? leftBy(arrived, booked, used)
  if (!found) return { pile: 'new' }
  used.set(found.id, arrived.id)
  return { pile: contentOf(found) === content ? 'same' : 'changed', touch: found.id }
}

/**
 * The own touch of a record that was edited to be like this one, and so has taken the touch of this one's number: it becomes
 * like both.
 */
function leftBy(
  arrived: ArrivedTouch,
  booked: BookedTouch[],
  used: Map<number, number | null>,
): BookedTouch | undefined {
  const taken = booked.find(({ id }) => id === arrived.id)
  if (!taken || contentOf(taken) !== contentOf(arrived)) return undefined
  return booked.find(({ id }) => id === used.get(taken.id) && !used.has(id))
}

/** The touches of the book that the touches of a page may be. */
export type BookedTouches = {
  /** The touches on a day with a customer, by `placeOf`, the first entered first. */
  onDay: Map<string, BookedTouch[]>
  /**
   * The touches that came with a key, by that key; null for one that was removed, or was not with the customer. `said` is the day in the file
   * (`saidDay`), null where an earlier cl has not kept it.
   */
  byKey: Map<string, { id: number; on: Day; said: string | null } | null>
}

/** A book without any touch that could match. */
export const noTouches: BookedTouches = { onDay: new Map(), byKey: new Map() }

/** The keys by which a touch may be known: a meeting of one day alone also by the key with that day, as an earlier cl kept it. */
export const keysFor = ({ key, customerId, on, meeting }: ArrivedTouch): string[] => {
  if (key === null) return []
  const own = touchKey(key, customerId)
  return meeting === null ? [own] : [own, touchKey(`${key} ${on}`, customerId)]
}

/** The place, by customer and day, of the touches of the book that a touch without a key, or a meeting, may be. */
export const placeOf = ({ customerId, on }: Pick<ArrivedTouch, 'customerId' | 'on'>): string => `${customerId} ${on}`

/** A meeting that may be in the book already, may not have been with the customer, or may have been no visit. */
export type DoubtfulTouch = {
  touch: ArrivedTouch
  /** The touch of the book that it may be; null for any other doubt. */
  booked: number | null
}

/** The key of a record, with its touch of the book; null for one that was not with the customer at all. */
export type TouchKey = SourcedKey & { customerId: number; touchId: number | null; on: Day }

/** The touches of a page: the new ones, and the changes of touches of the book by their numbers. */
export type SortedTouches = {
  fresh: ArrivedTouch[]
  changed: [touch: number, changes: TouchChanges][]
  same: number
  /** The number of touches that somebody removed from the book. */
  removed: number
  doubtful: DoubtfulTouch[]
  /** New keys of touches of the book. */
  keys: TouchKey[]
  /** The new days of touches that their files have moved. */
  retold: RetoldKey[]
}

/** Puts touches into piles, page by page: a touch of the book that answered for one record is not there for the next. */
export class TouchSorter {
  readonly #used = new Map<number, number | null>()
  readonly #seen = new Set<string>()
  /** The meetings so far: a series that was divided on a day has it in both of its parts. */
  readonly #meetings = new Set<string>()

  /**
   * Puts the touches of a page into piles.
   * @param source the source of their keys
   */
  sort(touches: ArrivedTouch[], source: string, booked: BookedTouches): SortedTouches {
    const sorted: SortedTouches = { fresh: [], changed: [], same: 0, removed: 0, doubtful: [], keys: [], retold: [] }
    for (const found of booked.byKey.values()) if (found) this.#used.set(found.id, null)
    for (const touch of touches) {
      if (touch.key === null)
        this.#sortAs(sorted, touch, matchTouch(touch, booked.onDay.get(placeOf(touch)) ?? [], this.#used))
      else this.#sortByKey(sorted, touch, { source, key: touch.key }, booked)
    }
    return sorted
  }

  #sortAs(sorted: SortedTouches, touch: ArrivedTouch, match: Match): void {
    if (match.pile === 'new') sorted.fresh.push(touch)
    else if (match.pile === 'changed') sorted.changed.push([match.touch, changesOf(touch)])
    else sorted.same += 1
  }

  /** Sorts a touch with a key: only its day can have changed. */
  #sortByKey(
    sorted: SortedTouches,
    touch: ArrivedTouch,
    { source, key }: SourcedKey,
    { byKey, onDay }: BookedTouches,
  ): void {
    const [own = '', ofDay = ''] = keysFor(touch)
    const name = keyName(source, own)
    const isAgain = this.#seen.has(name)
    this.#seen.add(name)
    const booked = byKey.get(own)
    if (booked === null) sorted.removed += 1
    else if (booked) {
      // A day that somebody has put right in the book stays, until the file says another than it did.
      const isMoved = !isAgain && booked.on !== touch.on && booked.said !== saidDay(touch.on)
      if (isMoved) sorted.retold.push({ source, key: own, said: saidDay(touch.on) })
      this.#sortAs(sorted, touch, { pile: isMoved ? 'changed' : 'same', touch: booked.id })
    } else if (isAgain) sorted.same += 1
    else if (byKey.get(ofDay)) this.#isKnownAs(sorted, touch, { source, key }, byKey.get(ofDay)?.id ?? null)
    else if (touch.meeting === null) sorted.fresh.push(touch)
    else this.#sortMeeting(sorted, touch, { source, key }, onDay.get(placeOf(touch)) ?? [])
  }

  /** Notes a touch of the book that this key, too, identifies from now on. */
  #isKnownAs(sorted: SortedTouches, { customerId, on }: ArrivedTouch, key: SourcedKey, touchId: number | null): void {
    sorted.same += 1
    sorted.keys.push({ ...key, customerId, touchId, on })
  }

  /** Sorts a meeting that no import has brought by this key: the book may have it all the same. */
  #sortMeeting(sorted: SortedTouches, touch: ArrivedTouch, { source, key }: SourcedKey, booked: BookedTouch[]): void {
    const { meeting } = touch
    const place = `${placeOf(touch)} ${meeting?.at} ${contentOf(touch)}`
    const free = booked.filter(({ id }) => !this.#used.has(id))
    const talk = free.find(({ isLoggedTalk }) => isLoggedTalk)
    const isVisit = ({ isLoggedTalk, channelId }: BookedTouch) => isLoggedTalk && channelId === touch.channelId
    const same =
      free.find((each) => contentOf(each) === contentOf(touch)) ?? (meeting?.isLast ? free.find(isVisit) : undefined)
    const visit = `${placeOf(touch)} ${touch.channelId}`
    if (this.#meetings.has(place) || (meeting?.isLast && this.#meetings.has(visit))) sorted.same += 1
    else if (same) {
      this.#used.set(same.id, null)
      this.#isKnownAs(sorted, touch, { source, key }, same.id)
    } else if (talk || meeting?.doubt) sorted.doubtful.push({ touch, booked: talk?.id ?? null })
    else sorted.fresh.push(touch)
    this.#meetings.add(place).add(visit)
  }
}

/** The changes that a record makes to its touch of the book; for a record with a key, the day alone. */
const changesOf = ({ key, on, channelId, purposeId, tone, begunBy, minutes, note }: ArrivedTouch): TouchChanges =>
  key === null ? { channelId, purposeId, tone, begunBy, minutes, note } : { on }
