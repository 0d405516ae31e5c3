import sql from 'sql-template-tag'
import type { RowsFound } from '#book/doctor.ts'
import type { Reader } from '#book/engine.ts'
import type { Contents } from '#domain/shop/retention.ts'
import { misfiledName } from './customers/own-handles.ts'
import { miscountedDay } from './day-counts.ts'
import { settingsInForce } from './rules.ts'
import { misansweredTouch } from './touches.ts'

/** Before version 2 there were no teammates among the customers. */
export async function contentsOf(db: Reader): Promise<Contents> {
  const hasKinds = (await db.columns()).get('customers')?.has('kind')
  const customers = hasKinds ? sql`customers where kind = 'customer'` : sql`customers`
  const [found] = await db.all<Contents>(sql`select (select count(*) from ${customers}) as customers,
    (select count(*) from touches) as touches,
    (select made_on from changes where undone = 0 order by id desc limit 1) as "lastChange"`)
  return found ?? { customers: 0, touches: 0, lastChange: null }
}

/** Another state means that the book has changed: by a change, an undo, or an erasure. */
export async function stateOfBook(db: Reader): Promise<string> {
  const rows = await db.cells<(number | null)[]>(
    sql`select max(id), sum(undone), (select max(id) from receipts) from changes`,
  )
  return rows.join()
}

export const examineRows = async (db: Reader): Promise<RowsFound> => ({
  astray: await findAstray(db),
  settings: await settingsInForce(db),
  contents: await contentsOf(db),
})

/** An older book does not keep all answers, counts and keys of names. */
async function findAstray(db: Reader): Promise<string | null> {
  const tables = await db.columns()
  const touch = tables.get('purposes')?.has('reached') ? await misansweredTouch(db) : null
  if (touch !== null) return `the answer to touch #${touch} is not the one that it had`
  const day = tables.has('day_counts') ? await miscountedDay(db) : null
  if (day !== null) return `the counts of ${day} are not those of its touches`
  const name = tables.has('name_keys') ? await misfiledName(db) : null
  return name === null ? null : `"${name}" is not looked up by what it was kept under`
}
