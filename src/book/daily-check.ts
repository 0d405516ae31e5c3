import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { beforeFirstWrite } from '#domain/shop/retention.ts'
import type { Connection } from './connection.ts'
import { type Engine, isAny, type Reader } from './engine.ts'
import { damaged } from './file/trouble.ts'
import type { Copying } from './snapshots/snapshots.ts'

/** Comes with the first read of a command; a book that was checked stays so. */
export async function askWhetherChecked(connection: Connection, db: Reader): Promise<void> {
  connection.isChecked ||= await isAny(db, sql`checks where checked_on = ${connection.book.today}`)
}

/**
 * SQLite reads over damage that only a check finds, so each day’s first write makes one, and then a snapshot (docs/reliability.md):
 * nobody else can write meanwhile, so that there is one for a day.
 * @param copying null where this command has taken a snapshot already
 * @returns the path of the snapshot; null when none was taken
 * @throws cannot, for a book that is damaged
 */
export async function checkDaily(
  connection: Connection,
  engine: Engine,
  copying: Copying | null,
): Promise<string | null> {
  const { path, today, during } = connection.book
  await askWhetherChecked(connection, engine)
  if (connection.isChecked) return null
  const damage = await during('Checking the book', () => engine.findDamage())
  if (damage !== null) throw damaged(path, damage, today)
  const { takeSnapshot } = await import('./snapshots/snapshots.ts')
  const taken = copying && (await takeSnapshot(copying, path, today, beforeFirstWrite))
  await markChecked(engine, today)
  return taken?.path ?? null
}

export const markChecked = (engine: Engine, today: Day): Promise<void> =>
  engine.run(sql`insert into checks (id, checked_on) values (1, ${today})
    on conflict (id) do update set checked_on = excluded.checked_on`)
