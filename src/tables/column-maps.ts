import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import { firstValue, type Reader } from '#book/engine.ts'
import { keptKey } from '#book/kept-key.ts'
import { insert, updateWhere } from './rows.ts'

/** Null when the header is a new one. */
export const rememberedMapping = (db: Reader, header: string): Promise<string | null> =>
  firstValue(db, sql`select mapping from column_maps where header = ${keptKey(header)}`)

export async function rememberMapping(db: Writer, header: string, mapping: string): Promise<void> {
  const known = await updateWhere(db, 'column_maps', sql`header = ${keptKey(header)}`, () => ({ mapping }))
  if (known.length === 0) await insert(db, 'column_maps', { header: keptKey(header), mapping })
}
