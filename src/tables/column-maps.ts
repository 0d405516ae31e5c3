import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import { keptKey } from '#book/kept-key.ts'
import { insert, updateWhere } from './rows.ts'
import type { Rows } from './tables.ts'

/** Null when the header is a new one. */
export async function rememberedMapping(db: Reader, header: string): Promise<string | null> {
  const [row] = await db.all<Rows['column_maps']>(sql`select * from column_maps where header = ${keptKey(header)}`)
  return row?.mapping ?? null
}

export async function rememberMapping(db: Writer, header: string, mapping: string): Promise<void> {
  const known = await updateWhere(db, 'column_maps', sql`header = ${keptKey(header)}`, () => ({ mapping }))
  if (known.length === 0) await insert(db, 'column_maps', { header: keptKey(header), mapping })
}
