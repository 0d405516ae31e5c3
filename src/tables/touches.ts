import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import { firstOf, firstValue, type Reader } from '#book/engine.ts'
import { withoutAccents } from '#domain/accents.ts'
import { noteKey } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import type { NamedLoop } from '#domain/loops/loop.ts'
import type { Saving } from '#domain/practices/savings.ts'
import type { MomentCount } from '#domain/reports/moments.ts'
import type { NamedTouch, Touch, TouchDraft } from '#domain/touches/touch.ts'
import type { Tone } from '#domain/touches/vocabulary.ts'
import { nameOfTeammate, team } from './customers/teammates.ts'
import { dayCounts } from './day-counts.ts'
import { andIs, forIds, gathered, handfulsOf, idsIn } from './ids.ts'
import { detachKeysOfTouch } from './import-keys.ts'
import { forgetEnding, loopOpenedBy, openLoop, removeLoop } from './loops.ts'
import { columnsOf } from './records.ts'
import { insert, remove, update, updateWhere } from './rows.ts'
import { passOnTelling, tellingPurpose, tellOfSavings } from './savings.ts'
import type { NewRow } from './tables.ts'

/** Columns of a touch `t` by the names of a `Touch`. */
export const touchColumns = sql`t.id, t.customer_id as "customerId", t.on_day as "on", ch.name as channel, p.name as purpose,
  t.tone, t.begun_by as "begunBy", t.minutes, t.note, ${nameOfTeammate('t')} as "by"`
export const withWords = sql`join channels ch on ch.id = t.channel_id join purposes p on p.id = t.purpose_id`

/** Days are inclusive. */
export type TouchFilter = {
  customerId?: number
  since?: Day
  until?: Day
  channelId?: number
  purposeId?: number
  tone?: Tone
  /** Null for nobody in particular. */
  byId?: number | null
  /** Case and accents do not matter. */
  search?: string
  limit?: number
}

const likePattern = (text: string): string => `%${withoutAccents(text).replace(/[\\%_]/g, '\\$&')}%`

/** The newest day comes first, and within a day the last entered. */
export function listTouches(db: Reader, filter: TouchFilter): Promise<NamedTouch[]> {
  const conditions: Sql[] = [sql`1 = 1`]
  const add = <T>(value: T | undefined, condition: (value: T) => Sql) => {
    if (value !== undefined) conditions.push(condition(value))
  }
  add(filter.customerId, (id) => sql`t.customer_id = ${id}`)
  add(filter.since, (day) => sql`t.on_day >= ${day}`)
  add(filter.until, (day) => sql`t.on_day <= ${day}`)
  add(filter.channelId, (id) => sql`t.channel_id = ${id}`)
  add(filter.purposeId, (id) => sql`t.purpose_id = ${id}`)
  add(filter.tone, (tone) => sql`t.tone = ${tone}`)
  add(filter.byId, (id) => (id === null ? sql`t.by_id is null` : sql`t.by_id = ${id}`))
  add(filter.search, (text) => sql`coalesce(t.note_key, t.note) like ${likePattern(text)} escape '\\'`)
  return db.all<NamedTouch>(sql`select ${touchColumns}, c.name as "customerName"
    from touches t ${withWords} join customers c on c.id = t.customer_id
    where ${join(conditions, ' and ')} order by t.on_day desc, t.id desc
    ${filter.limit === undefined ? empty : sql`limit ${filter.limit}`}`)
}

/** The touch entered last is meant without an id. */
export const findTouch = (db: Reader, today: Day, id?: number): Promise<NamedTouch | undefined> =>
  firstOf(
    db,
    sql`select ${touchColumns}, c.name as "customerName"
    from touches t ${withWords} join customers c on c.id = t.customer_id
    where t.on_day <= ${today} ${andIs(sql`t.id`, id)} order by t.id desc limit 1`,
  )

/** Both days are included. */
export async function goodTouchSince(db: Reader, from: Day, to: Day): Promise<Set<number>> {
  const rows = await db.cells<[string | null]>(sql`select ${gathered(sql`customer_id`)} from touches
    where on_day between ${from} and ${to} and tone = '+'`)
  return new Set(rows.flatMap(([ids]) => idsIn(ids)))
}

export function lastTouches(db: Reader, customerIds: number[], today: Day): Promise<Touch[]> {
  const query = (list: Sql) => sql`select ${touchColumns} from customers c
    join touches t on t.id = (select l.id from touches l
      where l.customer_id = c.id and l.on_day <= ${today} order by l.on_day desc, l.id desc limit 1)
    ${withWords} where c.id in ${list}`
  return forIds<Touch>(db, customerIds, query)
}

/** The latest with a note, or else the latest. */
export const lastNoted = (db: Reader, customerId: number, today: Day): Promise<Touch | undefined> =>
  firstOf(
    db,
    sql`select ${touchColumns} from touches t ${withWords}
    where t.customer_id = ${customerId} and t.on_day <= ${today}
    order by t.note is null, t.on_day desc, t.id desc limit 1`,
  )

/**
 * Opens the loop that its purpose opens, with the note as its text, and marks the savings that it tells of as told. `dueOn` is
 * the day of a request; `byId` is the teammate who had the touch.
 */
export async function addTouch(
  db: Writer,
  {
    customerId,
    draft,
    dueOn = null,
    byId = null,
  }: { customerId: number; draft: TouchDraft; dueOn?: Day | null; byId?: number | null },
): Promise<{ touchId: number; loopId: number | null; told: Saving[] }> {
  const words = { channelId: draft.channel.id, purposeId: draft.purpose.id, noteKey: noteKey(draft.note) }
  const touch = await insert(db, 'touches', columnsOf('touches', { customerId, byId, ...draft, ...words }))
  const told =
    draft.purpose.name === tellingPurpose ? await tellOfSavings(db, { id: touch.id, customerId, on: draft.on }) : []
  if (!draft.purpose.opens) return { touchId: touch.id, loopId: null, told }
  const loop = { customerId, kind: draft.purpose.opens, touchId: touch.id, openedOn: draft.on, dueOn }
  return { touchId: touch.id, loopId: await openLoop(db, loop), told }
}

export type TouchChanges = Partial<
  Pick<Touch, 'customerId' | 'on' | 'tone' | 'begunBy' | 'minutes' | 'note'> & {
    channelId: number
    purposeId: number
    byId: number | null
  }
>

/** The loop and the savings stay as they are. */
export const amendTouch = (db: Writer, id: number, changes: TouchChanges): Promise<unknown> =>
  update(db, 'touches', id, changedColumns(changes))

/** Numbers of touches are the keys. */
export async function amendTouches(db: Writer, many: Map<number, TouchChanges>): Promise<void> {
  for (const list of handfulsOf([...many.keys()]))
    await updateWhere(db, 'touches', sql`id in ${list}`, ({ id }) => changedColumns(many.get(id) ?? {}))
}

/** The touch of theirs needs no answer from that day on. */
export const settleTouch = (db: Writer, id: number, on: Day): Promise<unknown> =>
  update(db, 'touches', id, { settled_on: on })

const changedColumns = (changes: TouchChanges): NewRow<'touches'> =>
  columnsOf('touches', changes.note === undefined ? changes : { ...changes, noteKey: noteKey(changes.note) })

/**
 * Removes a touch, with the loop that it opened and the idea that it used; its keys in files are kept, the savings that it told
 * of are told of by another touch, and the loops that it ended stay closed.
 * @returns the loop, and the number of savings that the customer has not been told of any more
 */
export async function removeTouch(db: Writer, id: number): Promise<{ loop: NamedLoop | undefined; untold: number }> {
  const loop = await loopOpenedBy(db, id)
  if (loop) await removeLoop(db, loop.id)
  await forgetEnding(db, id)
  const untold = await passOnTelling(db, id, id + 1)
  await (await import('./surprises.ts')).forgetSurprise(db, id)
  const customerId = await firstValue<number>(db, sql`select customer_id from touches where id = ${id}`)
  if (customerId !== null) await detachKeysOfTouch(db, id, customerId)
  await remove(db, 'touches', id)
  return { loop, untold }
}

/** Both days are included. */
export const countByPurpose = (db: Reader, from: Day, to: Day): Promise<MomentCount[]> =>
  db.all<MomentCount>(sql`select p.name as purpose, sum(d.touches) as touches,
      coalesce(sum(d.touches) filter (where d.tone = '-'), 0) as negative
    from (${dayCounts(from, to, 'customer')}) as d join purposes p on p.id = d.purpose_id
    group by p.name having sum(d.touches) > 0`)

/** Both days are included; with one customer or teammate, or with all customers. */
export const tonesAndNotes = (
  db: Reader,
  from: Day,
  to: Day,
  customerId?: number,
): Promise<Pick<Touch, 'tone' | 'note'>[]> =>
  db.all(sql`select tone, note from touches where on_day between ${from} and ${to}
    and ${customerId === undefined ? sql`customer_id not in ${team}` : sql`customer_id = ${customerId}`}`)

/** Touches `u`, with their words, that answer a touch `t` of theirs (docs/scoring.md, "Answering"), on whatever day. */
export const answersTo = sql`from touches u join purposes p on p.id = u.purpose_id join channels c on c.id = u.channel_id
  where u.customer_id = t.customer_id and u.on_day >= t.on_day and (u.on_day > t.on_day or u.id > t.id)
    and (u.begun_by = 'us' or c.spoken = 1) and p.reached = 1 and not (p.money = 1 and u.tone = '-')`

/** The number of the first such touch; null when all answers are right. */
export const misansweredTouch = (db: Reader): Promise<number | null> =>
  firstValue(
    db,
    sql`select t.id from touches t
    where t.answered_on is distinct from case when t.begun_by = 'them' then (select u.on_day ${answersTo}
      order by u.on_day limit 1) end
    order by t.id limit 1`,
  )
