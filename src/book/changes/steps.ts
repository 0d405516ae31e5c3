import sql, { raw } from 'sql-template-tag'
import type { Engine, Value } from '../engine.ts'
import type { Recorded, Row } from './recorded.ts'

/** All rows are in the same columns of one table. A `delete` takes the rows from `id` to `lastId`. */
export type Step =
  | { how: 'delete'; table: string; id: number; lastId: number }
  | { how: 'insert' | 'update'; table: string; columns: string[]; rows: Value[][] }

export const differing = (before: object, after: object): string[] =>
  Object.entries(after).flatMap(([column, value]) => (value === before[column as keyof object] ? [] : [column]))

/** The columns that changed, and the id. */
export const differences = (before: Row, after: Row): Row => ({
  ...Object.fromEntries(differing(before, after).map((column) => [column, after[column as keyof Row]])),
  id: after.id,
})

const valuesOf = (row: object, columns: string[]): Value[] => columns.map((column) => row[column as keyof object])

export function alteration(table: string, before: Row, after: Row): Step {
  const columns = differing(before, after)
  return { how: 'update', table, columns, rows: [[...valuesOf(after, columns), before.id]] }
}

/** A state of null is no row. */
function stepTo({ table, id, lastId }: Recorded, from: Row | null, to: Row | null): Step {
  if (to === null) return { how: 'delete', table, id, lastId: lastId ?? id }
  if (from !== null) return alteration(table, from, to)
  const columns = Object.keys(to)
  return { how: 'insert', table, columns, rows: [valuesOf(to, columns)] }
}

export const reversal = (row: Recorded): Step => stepTo(row, row.after, row.before)

export const repetition = (row: Recorded): Step => stepTo(row, row.before, row.after)

/** True where the next step is of the kind and the table of the step. */
function takesIn(step: Step, next: Step): boolean {
  if (step.how === 'delete') {
    if (next.how !== 'delete' || next.table !== step.table || next.lastId !== step.id - 1) return false
    step.id = next.id
    return true
  }
  if (next.how !== step.how || next.table !== step.table || `${next.columns}` !== `${step.columns}`) return false
  for (const row of next.rows) step.rows.push(row)
  return true
}

/** Neighbours of one kind are taken at once. */
export async function write(engine: Engine, steps: Step[]): Promise<void> {
  const merged: Step[] = []
  for (const step of steps) {
    const last = merged.at(-1)
    if (!last || !takesIn(last, step)) merged.push(step)
  }
  for (const step of merged) await take(engine, step)
}

/** A server is silent while it deletes, and a silent server is given up in the end. */
const deletedAtOnce = 5_000

/** The last rows go first. */
async function deleteRows(engine: Engine, table: string, first: number, last: number): Promise<void> {
  for (let end = last; end >= first; end -= deletedAtOnce) {
    const start = Math.max(first, end - deletedAtOnce + 1)
    await engine.run(sql`delete from ${raw(table)} where id between ${start} and ${end}`)
    // A server is sent its statements only when somebody waits for an answer.
    if (start > first) await engine.cells(sql`select 1`)
  }
}

async function take(engine: Engine, step: Step): Promise<void> {
  const { table } = step
  if (step.how === 'delete') await deleteRows(engine, table, step.id, step.lastId)
  else if (step.how === 'insert') await engine.insertMany(table, step.columns, step.rows)
  // A row from which somebody was erased may have no difference left.
  else if (step.columns.length > 0) await engine.updateMany(table, step.columns, step.rows)
}
