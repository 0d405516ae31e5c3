import type { Reader } from '#book/engine.ts'
import type { ListedCustomer } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { type DueRow, isForToday, whoIsDue } from '#domain/due/due.ts'
import { compareLoops, type Loop } from '#domain/loops/loop.ts'
import { questionsFor } from '#domain/practices/knowing.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { listedStandingOf } from '#figures/standings.ts'
import { factsOf, topicsOf } from '#tables/facts.ts'
import { lastNoted, lastTouches } from '#tables/touches.ts'
import type { MorningPage } from '#views/due/morning.ts'
import { touchInWords } from '#views/touch-lines.ts'

export type Seen = {
  /** Null where there is nothing to do today. */
  row: DueRow<ListedCustomer> | null
  /** Open loops, the worst first. */
  open: Loop[]
  /** The latest touch; undefined where nobody has looked. */
  last?: Touch | null
  /** True where it was seen in a copy of the book. */
  isOfCopy: boolean
}

/** A customer as the book knows them now, and their row of the page. */
export type Look = Required<Seen> &
  Pick<MorningPage, 'customer' | 'lastNoted' | 'question' | 'settings'> & {
    /** Tries in vain since the last care visit. */
    tried: number
  }

/** @param listed stands in for a customer who is gone from the book by now */
export async function lookAt(db: Reader, today: Day, listed: ListedCustomer): Promise<Omit<Look, 'isOfCopy'>> {
  const seen = await seenFrom(db, today)
  const { settings } = seen.rules
  const { id } = listed
  const standing = await listedStandingOf(seen, id)
  const [row] = standing ? whoIsDue([standing], today, { settings }) : []
  const [last] = await lastTouches(db, [id], today)
  const [question] = questionsFor(await topicsOf(db), await factsOf(db, id, today), today)
  return {
    customer: standing?.customer ?? listed,
    row: row?.today ? row : null,
    tried: standing?.tried?.times ?? 0,
    open: (standing?.openLoops ?? []).toSorted(compareLoops(today)),
    last: last ?? null,
    lastNoted: (await lastNoted(db, id, today)) ?? null,
    question: question ?? null,
    settings,
  }
}

const nameOf = ({ kind, id }: Loop): string => `${kind} #${id}`

export function changedMeanwhile(before: Seen, now: Look, today: Day): string[] {
  const isIn = (list: Loop[]) => (loop: Loop) => list.some(({ id }) => id === loop.id)
  const closed = before.open.filter((loop) => !isIn(now.open)(loop))
  const opened = now.open.filter((loop) => !isIn(before.open)(loop))
  const isTouched = before.last !== undefined && before.last?.id !== now.last?.id
  const lines = [
    ...closed.map((loop) => `${nameOf(loop)} is not open any more.`),
    ...opened.map((loop) => `${nameOf(loop)} was opened: ${loop.text}`),
    ...(isTouched && now.last ? [`${touchInWords(now.last, today)}, was logged.`] : []),
    ...(isTouched && !now.last ? ['The last touch was taken back.'] : []),
  ]
  const reasons = ({ row }: Seen) =>
    JSON.stringify(row?.reasons.filter((reason) => isForToday(reason, row, now.settings, today)) ?? [])
  return lines.length > 0 || reasons(before) === reasons(now) ? lines : ['What there is to do has changed.']
}

/** `seen` is the page that a key has to be meant for. */
export type Seat = { listed: ListedCustomer; seen: Seen | null; isGone: boolean }

export const seatsOf = (rows: DueRow<ListedCustomer>[], today: Day, isOfCopy: boolean): Seat[] =>
  rows.map((row) => ({
    listed: row.customer,
    seen: { row, open: row.openLoops.toSorted(compareLoops(today)), isOfCopy },
    isGone: false,
  }))
