import sql, { join, type Sql } from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import type { NamedLoop, Outcome } from '#domain/loops/loop.ts'
import type { Opens } from '#domain/touches/vocabulary.ts'
import { nameOfTeammate } from './customers/teammates.ts'
import { andIs } from './ids.ts'
import { columnsOf } from './records.ts'
import { insert, remove, update, updateWhere } from './rows.ts'

/** docs/scoring.md, "Open loops", of a loop `l`. */
export const isNotDropped = sql`(l.outcome is null or l.outcome <> 'dropped')`

/** The day on which a complaint `l` is mended counts as open. */
export const isStillOpen = (on: Sql): Sql =>
  sql`l.kind = 'complaint' and (l.closed_on is null or l.closed_on >= ${on}) and ${isNotDropped}`

const selectLoops = sql`select l.id, l.customer_id as "customerId", l.kind, coalesce(l.text, t.note, p.name) as text,
    l.opened_on as "openedOn", l.due_on as "dueOn", l.closed_on as "closedOn", l.outcome,
    l.touch_id as "touchId", l.waiting_on as "waitingOn", l.waiting_since as "waitingSince",
    ${nameOfTeammate('l')} as "by", l.closing_note as "closingNote",
    l.closing_touch_id as "closingTouchId", c.name as "customerName"
  from loops l join customers c on c.id = l.customer_id
  left join touches t on t.id = l.touch_id left join purposes p on p.id = t.purpose_id`

const loopsWhere = (db: Reader, condition: Sql): Promise<NamedLoop[]> =>
  db.all<NamedLoop>(sql`${selectLoops} where ${condition} order by l.id`)

/** A loop `l` that is open has no end, or one after `today`. */
function waysToBeOpen(today: Day): Sql[] {
  const opened = sql`l.opened_on <= ${today} and ${isNotDropped}`
  return [sql`l.closed_on is null and ${opened}`, sql`l.closed_on > ${today} and ${opened}`]
}

/**
 * A query for a column of the loops `l` that are open, seen from `today`. Few of all are: these ways are asked for one by one,
 * because the index is by the day of the end.
 */
export const openOn = (column: Sql, today: Day): Sql =>
  join(
    waysToBeOpen(today).map((isSo) => sql`select ${column} from loops l where ${isSo}`),
    ' union all ',
  )

export const openLoops = (db: Reader, today: Day, customerId?: number): Promise<NamedLoop[]> =>
  loopsWhere(
    db,
    customerId === undefined
      ? sql`l.id in (${openOn(sql`l.id`, today)})`
      : sql`l.customer_id = ${customerId} and (${join(waysToBeOpen(today), ' or ')})`,
  )

export const closedLoops = (db: Reader, today: Day, customerId?: number): Promise<NamedLoop[]> =>
  loopsWhere(db, sql`l.closed_on <= ${today} ${andIs(sql`l.customer_id`, customerId)}`)

export const loopsOf = (db: Reader, customerId: number): Promise<NamedLoop[]> =>
  loopsWhere(db, sql`l.customer_id = ${customerId} and ${isNotDropped}`)

/** Opened by `to`, and open on some day from `from` on, or due then. */
export const loopsOpenBetween = (db: Reader, from: Day, to: Day): Promise<NamedLoop[]> =>
  loopsWhere(
    db,
    sql`(l.closed_on is null or l.closed_on >= ${from} or l.due_on >= ${from}) and l.opened_on <= ${to}
      and ${isNotDropped}`,
  )

export const loopById = async (db: Reader, id: number): Promise<NamedLoop | undefined> =>
  (await loopsWhere(db, sql`l.id = ${id}`))[0]

export const loopOpenedBy = async (db: Reader, touchId: number): Promise<NamedLoop | undefined> =>
  (await loopsWhere(db, sql`l.touch_id = ${touchId}`))[0]

export const loopsEndedBy = (db: Reader, touchId: number): Promise<NamedLoop[]> =>
  loopsWhere(db, sql`l.closing_touch_id = ${touchId}`)

/** The touch is about to be removed. The loops stay closed. */
export const forgetEnding = (db: Writer, touchId: number): Promise<unknown> =>
  updateWhere(db, 'loops', sql`closing_touch_id = ${touchId}`, () => ({ closing_touch_id: null }))

/** @returns the id */
export async function openLoop(
  db: Writer,
  loop: { customerId: number; kind: Opens; touchId: number; openedOn: Day; dueOn: Day | null },
): Promise<number> {
  return (await insert(db, 'loops', columnsOf('loops', loop))).id
}

/** `byId` is the teammate who made it. */
export async function openPromise(
  db: Writer,
  promise: { customerId: number; text: string; openedOn: Day; dueOn: Day | null; byId: number | null },
): Promise<NamedLoop> {
  const { id } = await insert(db, 'loops', columnsOf('loops', { kind: 'promise', ...promise }))
  return (await loopById(db, id)) as NamedLoop
}

/** `note` says how the loop ended, and `touchId` by which touch; an open loop or a closed one may be given. */
export const closeLoop = (
  db: Writer,
  id: number,
  { on, outcome, note, touchId = null }: { on: Day; outcome: Outcome; note: string | null; touchId?: number | null },
): Promise<unknown> =>
  update(db, 'loops', id, { closed_on: on, outcome, closing_note: note, closing_touch_id: touchId })

/** A `dueOn` of null takes the day away. */
export type LoopChanges = { dueOn?: Day | null | undefined; text?: string | undefined; reopen: boolean }

/** A loop that is reopened is as if it had never been closed. */
export const changeLoop = async (db: Writer, id: number, { dueOn, text, reopen }: LoopChanges): Promise<void> => {
  const ending = { closed_on: null, outcome: null, closing_note: null, closing_touch_id: null }
  await update(db, 'loops', id, { ...columnsOf('loops', { dueOn, text }), ...(reopen ? ending : {}) })
}

/** With nulls, the loop waits on nobody. */
export const waitOn = (
  db: Writer,
  id: number,
  { whom, since }: { whom: string | null; since: Day | null },
): Promise<unknown> => update(db, 'loops', id, { waiting_on: whom, waiting_since: since })

/** The touch that opened the loop has another customer or day. */
export const moveLoop = (
  db: Writer,
  id: number,
  { customerId, openedOn }: { customerId: number; openedOn: Day },
): Promise<unknown> => update(db, 'loops', id, { customer_id: customerId, opened_on: openedOn })

export const removeLoop = (db: Writer, id: number): Promise<void> => remove(db, 'loops', id)
