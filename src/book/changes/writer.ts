import sql, { join, raw, type Sql } from 'sql-template-tag'
import { type Engine, type OfLaptop, readerOf } from '../engine.ts'
import type { Recorded, Row } from './recorded.ts'
import { type RowWriter, type Writer, writerOf } from './row-writer.ts'
import { alteration, differing, write } from './steps.ts'

export type { Writer } from './row-writer.ts'

/**
 * The sentence is the one that `cl undo --list` shows. The result may be a promise of answers: its questions go to a server with
 * the change, in one message, and `recordedChange` refuses any that come later.
 */
export type Changing<T> = (db: Writer) => Promise<{ summary: string; result: T | Promise<T> }>

const insertion = (table: string, row: object): Sql =>
  sql`insert into ${raw(table)} (${join(Object.keys(row).map((column) => raw(column)))})
    values (${join(Object.values(row))}) returning *`

/** @param laptop the teammate at the laptop, where `engine` names another */
export function recordingWriter(engine: Engine, laptop?: OfLaptop): { writer: Writer; recorded: Recorded[] } {
  const recorded: Recorded[] = []
  const rowWriter: RowWriter = {
    async insert<R extends Row>(table: string, row: object) {
      const [after] = await engine.all<R>(insertion(table, row))
      if (!after) throw new Error('A row was not inserted.')
      recorded.push({ table, id: after.id, before: null, after })
      return after
    },
    async insertMany(table, columns, rows) {
      if (rows.length === 0) return 0
      // The log keeps the order in which inserts began: inserts that run side by side may end in any order.
      const inserted: Recorded = { table, id: 0, before: null, after: null }
      recorded.push(inserted)
      const { first, last } = await engine.insertMany(table, columns, rows)
      const at = recorded.indexOf(inserted)
      const before = recorded[at - 1]
      if (before?.lastId !== first - 1 || before.table !== table) Object.assign(inserted, { id: first, lastId: last })
      else {
        before.lastId = last
        recorded.splice(at, 1)
      }
      return first
    },
    async update<R extends Row>(table: string, condition: Sql, changes: (row: R) => object) {
      const rows = await engine.all<R>(sql`select * from ${raw(table)} where ${condition} order by id`)
      const pairs = rows.map((before) => ({ before, after: { ...before, ...changes(before) } }))
      const changed = pairs.filter(({ before, after }) => differing(before, after).length > 0)
      for (const { before, after } of changed) recorded.push({ table, id: before.id, before, after })
      const steps = changed.map(({ before, after }) => alteration(table, before, after))
      await write(engine, steps)
      return pairs.map(({ after }) => after)
    },
    async remove(table, condition) {
      const rows = await engine.all<Row>(sql`delete from ${raw(table)} where ${condition} returning *`)
      for (const before of rows.sort((a, b) => b.id - a.id))
        recorded.push({ table, id: before.id, before, after: null })
      return rows.length
    },
  }
  return { writer: writerOf(readerOf(engine, laptop), rowWriter), recorded }
}

/**
 * The change is made, and is yet to be kept. Its questions end with it: on a server, a late one would come behind the commit.
 * @param laptop as for `recordingWriter`
 */
export async function recordedChange<T>(engine: Engine, change: Changing<T>, laptop?: OfLaptop) {
  const { writer, recorded } = recordingWriter(engine, laptop)
  let isOver = false
  async function inTime<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    if (isOver) throw new Error('A question of a change came after its end.')
    return ask()
  }
  const { summary, result } = await change({
    ...writer,
    all: <Row>(query: Sql) => inTime(() => writer.all<Row>(query)),
    cells: <Row extends unknown[]>(query: Sql) => inTime(() => writer.cells<Row>(query)),
    columns: () => inTime(() => writer.columns()),
  })
  isOver = true
  Promise.resolve(result).catch(() => {}) // nobody waits for it where the change cannot be kept
  return { summary, result, recorded }
}
