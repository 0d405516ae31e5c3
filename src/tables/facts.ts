import sql, { type Sql } from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import { countOf, type Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import type { Fact, Topic } from '#domain/practices/knowing.ts'
import { nameOfTeammate } from './customers/teammates.ts'
import { columnsOf } from './records.ts'
import { insert, remove, update } from './rows.ts'

/** The order is that in which they are asked. */
export const topicsOf = (db: Reader): Promise<Topic[]> =>
  db.all<Topic>(sql`select id, name, question from topics order by id`)

/** The keys are topics' ids; a topic without an answer is left out. */
export async function customersByTopic(db: Reader, today: Day): Promise<Map<number, number>> {
  const counts = await db.cells<[topicId: number, customers: number]>(
    sql`select topic_id, count(distinct customer_id) from facts
      where topic_id is not null and on_day <= ${today} group by topic_id`,
  )
  return new Map(counts)
}

export const countFactsAbout = (db: Reader, topicId: number): Promise<number> =>
  countOf(db, sql`facts where topic_id = ${topicId}`)

const factsWhere = (db: Reader, condition: Sql): Promise<Fact[]> =>
  db.all<Fact>(sql`select f.id, f.customer_id as "customerId", t.name as topic, f.on_day as "on", f.text,
      ${nameOfTeammate('f')} as "by"
    from facts f left join topics t on t.id = f.topic_id
    where ${condition} order by f.on_day, f.id`)

/** The oldest come first. */
export const factsOf = (db: Reader, customerId: number, today: Day): Promise<Fact[]> =>
  factsWhere(db, sql`f.customer_id = ${customerId} and f.on_day <= ${today}`)

/** Both days are included; the oldest come first. */
export const factsBetween = (db: Reader, from: Day, to: Day): Promise<Fact[]> =>
  factsWhere(db, sql`f.on_day between ${from} and ${to}`)

/** `byId` is the teammate who learned it. */
export async function addFact(
  db: Writer,
  fact: { customerId: number; topicId: number | null; on: Day; text: string; byId: number | null },
): Promise<Fact> {
  const { id } = await insert(db, 'facts', columnsOf('facts', fact))
  const [added] = await factsWhere(db, sql`f.id = ${id}`)
  return added as Fact
}

export const removeFact = (db: Writer, id: number): Promise<void> => remove(db, 'facts', id)

/** A new topic is asked last. */
export const addTopic = (db: Writer, topic: Omit<Topic, 'id'>): Promise<unknown> => insert(db, 'topics', topic)

export const changeTopic = (db: Writer, id: number, changes: Partial<Omit<Topic, 'id'>>): Promise<unknown> =>
  update(db, 'topics', id, changes)

/** No fact may be about the topic. */
export const removeTopic = (db: Writer, id: number): Promise<void> => remove(db, 'topics', id)
