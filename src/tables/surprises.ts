import sql, { type Sql } from 'sql-template-tag'
import { enteredOn } from '#book/changes/changes.ts'
import type { Writer } from '#book/changes/writer.ts'
import { firstOf, firstValue, type Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import type { Idea, IdeaUse, Surprisable } from '#domain/practices/surprise.ts'
import { isScoredOn } from './customers/customer-days.ts'
import { andIs } from './ids.ts'
import { isStillOpen } from './loops.ts'
import { columnsOf } from './records.ts'
import { insert, remove, removeWhere, updateWhere } from './rows.ts'
import type { Rows } from './tables.ts'

export const surprisePurpose = 'surprise'

/** `customerId` limits them to one. */
export async function surprisableOn(db: Reader, today: Day, customerId?: number): Promise<Surprisable[]> {
  const isNew = await enteredOn(db, 'customers', today)
  const rows = await db.all<Omit<Surprisable, 'isNew'>>(sql`select c.id, c.name,
      (select max(t.on_day) from touches t where t.customer_id = c.id and t.on_day < ${today}
        and t.purpose_id in (select id from purposes where name = ${surprisePurpose})) as "lastSurprise",
      (select min(l.opened_on) from loops l where l.customer_id = c.id and l.opened_on <= ${today}
        and ${isStillOpen(sql`${today}`)}) as "complaintSince"
    from customers c where ${isScoredOn(today)}
    ${andIs(sql`c.id`, customerId)} order by c.id`)
  return rows.map((row) => ({ ...row, isNew: isNew.has(row.id) }))
}

/** The order is that in which they were entered. */
export async function allIdeas(db: Reader, today: Day): Promise<Idea[]> {
  const isNew = await enteredOn(db, 'ideas', today)
  const rows = await db.all<Rows['ideas']>(sql`select id, text from ideas order by id`)
  return rows.map((row) => ({ ...row, isNew: isNew.has(row.id) }))
}

/** The last day of each before `today`, by the idea's id. */
export async function ideasUsedOn(db: Reader, customerId: number, today: Day): Promise<Map<number, Day>> {
  const days = await db.cells<[id: number, on: Day]>(sql`select s.idea_id, max(t.on_day)
    from surprises s join touches t on t.id = s.touch_id
    where s.customer_id = ${customerId} and t.on_day < ${today} group by s.idea_id`)
  return new Map(days)
}

/** The order is that in which they were entered. */
export const ideaUses = (db: Reader, today: Day): Promise<IdeaUse[]> =>
  db.all<IdeaUse>(sql`select i.id, i.text, count(t.id) as used, max(t.on_day) as "lastUsedOn" from ideas i
    left join surprises s on s.idea_id = i.id left join touches t on t.id = s.touch_id and t.on_day <= ${today}
    group by i.id, i.text order by i.id`)

type Surprise = Rows['surprises']

const surpriseWhere = (db: Reader, condition: Sql): Promise<Surprise | undefined> =>
  firstOf(
    db,
    sql`select s.id, s.customer_id, s.idea_id, s.touch_id
    from surprises s join touches t on t.id = s.touch_id where ${condition} order by s.id limit 1`,
  )

export const surpriseOn = (db: Reader, customerId: number, on: Day): Promise<Surprise | undefined> =>
  surpriseWhere(db, sql`s.customer_id = ${customerId} and t.on_day = ${on}`)

export const surpriseWith = (db: Reader, ideaId: number): Promise<Surprise | undefined> =>
  surpriseWhere(db, sql`s.idea_id = ${ideaId}`)

/** Null where the touch used none. */
export const ideaUsedBy = (db: Reader, touchId: number): Promise<string | null> =>
  firstValue(db, sql`select i.text from surprises s join ideas i on i.id = s.idea_id where s.touch_id = ${touchId}`)

export const forgetSurprise = (db: Writer, touchId: number): Promise<unknown> =>
  removeWhere(db, 'surprises', sql`touch_id = ${touchId}`)

/** The touch got another customer, or is no surprise any more. */
export const moveSurprise = (
  db: Writer,
  { id, customerId, purpose }: { id: number; customerId: number; purpose: string },
): Promise<unknown> =>
  purpose === surprisePurpose
    ? updateWhere(db, 'surprises', sql`touch_id = ${id}`, () => ({ customer_id: customerId }))
    : forgetSurprise(db, id)

export const addSurprise = (
  db: Writer,
  surprise: { customerId: number; ideaId: number; touchId: number },
): Promise<unknown> => insert(db, 'surprises', columnsOf('surprises', surprise))

/** @returns the id */
export const addIdea = async (db: Writer, text: string): Promise<number> => (await insert(db, 'ideas', { text })).id

/** The idea must not be in use. */
export const removeIdea = (db: Writer, id: number): Promise<void> => remove(db, 'ideas', id)
