import { touchKey } from '#book/kept-key.ts'
import { addDays, type Day, daysBetween, isDay, weekdayOf } from '#domain/days/day.ts'
import { remembered } from '#domain/remembered.ts'
import { dayName, type Series } from '#formats/calendar/occurrence.ts'
import type { ArrivedTouch } from './touches.ts'

export type KeyedTouch = { id: number; on: Day; said: string | null }

export type KeyedTouches = {
  /**
   * The touches that came with a key, by that key; null for one that was removed, or was not with the customer. `said` is the day in the file
   * (`saidDay`), null where an earlier cl has not kept it.
   */
  byKey: Map<string, KeyedTouch | null>
  /** Days of series with a day that the book does not have, by UID. */
  ofSeries: Map<string, BookedDay[]>
}

/** The book has a day of a series; without a touch, that was removed, or was not with the customer. */
export type BookedDay = {
  key: string
  uid: string
  /** The day of the series before it was moved alone. */
  day: Day
  /** The key names the first, and the touch is with the other by now. */
  customers: number[]
  touch: KeyedTouch | null
}

/** A new day of a series is one that the book has, and that the file has no more. */
export type Move = { from: BookedDay; isSure: boolean }

/** A day that moves so far is in another week, and one that moves further is another. */
const [mostSure, mostDoubtful] = [6, 15]

export type BookedRow = {
  uid: string
  key: string
  id: number | null
  on: Day | null
  said: string | null
  customerId: number
}

/** Null for a key that only begins as if it were one of the series. */
export function bookedDay({ uid, key, id, on, said, customerId }: BookedRow): BookedDay | null {
  const [, day = '', then = ''] = /^ (\d{4}-\d\d-\d\d)#(\d+)$/.exec(key.slice(uid.length)) ?? []
  if (!isDay(day)) return null
  const touch = id === null || on === null ? null : { id, on, said }
  return { key, uid, day, customers: [Number(then), customerId], touch }
}

const isNew = ({ key, customerId }: ArrivedTouch, byKey: KeyedTouches['byKey']): boolean =>
  key !== null && !byKey.has(touchKey(key, customerId))

/** UIDs of the series that have a day which the book does not have. */
export const newSeries = (touches: ArrivedTouch[], byKey: KeyedTouches['byKey']): string[] => [
  ...new Set(touches.flatMap((touch) => (isNew(touch, byKey) ? [...(touch.meeting?.series?.uids ?? [])] : []))),
]

/** All days of a series are among the touches. */
export function movesIn(touches: ArrivedTouch[], { byKey, ofSeries }: KeyedTouches): Map<ArrivedTouch, Move> {
  const moves = new Map<ArrivedTouch, Move>()
  if (ofSeries.size === 0) return moves
  const fresh = new Map<Series, Map<number, ArrivedTouch[]>>()
  for (const touch of touches) {
    const series = touch.meeting?.series
    if (!series || !isNew(touch, byKey)) continue
    remembered(
      remembered(fresh, series, () => new Map()),
      touch.customerId,
      () => [],
    ).push(touch)
  }
  const answered = new Set([...byKey.values()].flatMap((touch) => touch?.id ?? []))
  for (const [series, byCustomer] of fresh) {
    const days = [...series.uids].flatMap((uid) => ofSeries.get(uid) ?? [])
    for (const [customerId, all] of byCustomer) {
      const booked = days.filter(({ customers }) => customers.includes(customerId))
      for (const [touch, move] of movesOf(all, booked, series, answered)) moves.set(touch, move)
    }
  }
  return moves
}

type NewDay = { touch: ArrivedTouch; day: Day }
type Pair = { from: BookedDay; to: NewDay }

/** @param answered the touches that other days in the file have by their keys */
function movesOf(
  touches: ArrivedTouch[],
  booked: BookedDay[],
  { days }: Series,
  answered: Set<number>,
): Map<ArrivedTouch, Move> {
  const taken = new Set(answered)
  const free = booked.filter(({ touch }) => touch === null || !taken.has(touch.id))
  const moves = renumbered(touches, free)
  for (const { from } of moves.values()) if (from.touch) taken.add(from.touch.id)
  const isThere = ({ uid, day }: BookedDay) => days.has(dayName(uid, day))
  const [gone, fresh] = [goneFrom(free, isThere, taken), newDays(touches.filter((touch) => !moves.has(touch)))]
  const near = pairsIn(gone, fresh, mostSure)
  const isAlike = isOneWay(near)
  for (const pair of near) {
    const isSure = isAlike || isClear(pair, gone, fresh)
    // A touch that was removed cannot be asked about.
    if (isSure || pair.from.touch) moves.set(pair.to.touch, { from: pair.from, isSure })
  }
  const others = pairsIn(
    gone.filter((from) => from.touch && !near.some((pair) => pair.from === from)),
    fresh.filter((to) => !near.some((pair) => pair.to === to)),
    mostDoubtful,
  )
  const stays = booked.filter(isThere)
  for (const { from, to } of others) {
    const [first, last] = inOrder([from, to])
    if (first && last && !stays.some(({ day }) => day > first.day && day < last.day))
      moves.set(to.touch, { from, isSure: false })
  }
  return moves
}

/** The number in a key is not that of a customer who was merged into another one since. */
function renumbered(touches: ArrivedTouch[], booked: BookedDay[]): Map<ArrivedTouch, Move> {
  const byName = new Map(booked.map((each) => [dayName(each.uid, each.day), each]))
  return new Map(
    touches.flatMap((touch) => {
      const from = byName.get(touch.key ?? '')
      return from ? [[touch, { from, isSure: true }]] : []
    }),
  )
}

/** A touch with several keys is there once. */
function goneFrom(booked: BookedDay[], isThere: (day: BookedDay) => boolean, taken: Set<number>): BookedDay[] {
  return inOrder(
    booked.filter((each) => {
      const isGone = !isThere(each) && (each.touch === null || !taken.has(each.touch.id))
      if (isGone && each.touch) taken.add(each.touch.id)
      return isGone
    }),
  )
}

const newDays = (touches: ArrivedTouch[]): NewDay[] =>
  inOrder(
    touches.flatMap((touch) => {
      const day = (touch.key ?? '').slice(-10)
      return isDay(day) ? [{ touch, day }] : []
    }),
  )

const inOrder = <T extends { day: Day }>(list: T[]): T[] => list.toSorted((a, b) => (a.day < b.day ? -1 : 1))

const apart = (a: { day: Day }, b: { day: Day }): number => Math.abs(daysBetween(a.day, b.day))

/** Both lists are in order, and so are the pairs. */
function pairsIn(gone: BookedDay[], fresh: NewDay[], most: number): Pair[] {
  const pairs: Pair[] = []
  let next = 0
  for (const from of gone) {
    for (let to = fresh[next]; to && to.day < from.day && apart(from, to) > most; to = fresh[next]) next += 1
    const to = fresh[next]
    if (!to || apart(from, to) > most) continue
    pairs.push({ from, to })
    next += 1
  }
  return pairs
}

/** Several moved, and all by the same number of days. */
const isOneWay = (pairs: Pair[]): boolean =>
  pairs.length > 1 && new Set(pairs.map(({ from, to }) => daysBetween(from.day, to.day))).size === 1

const weekOf = ({ day }: { day: Day }): Day => addDays(day, -((weekdayOf(day) + 6) % 7))

/** Both are in one week, and no other day is as near. */
const isClear = ({ from, to }: Pair, gone: BookedDay[], fresh: NewDay[]): boolean =>
  weekOf(from) === weekOf(to) &&
  gone.filter((each) => apart(each, to) <= apart(from, to)).length === 1 &&
  fresh.filter((each) => apart(each, from) <= apart(from, to)).length === 1
