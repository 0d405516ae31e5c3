import sql from 'sql-template-tag'
import type { Writer } from '#book/writer.ts'
import { insertMany, removeWhere } from './rows.ts'

/** The key of a record in its file, and the customer or the touch that came of it. */
export type ImportKey = { source: string; key: string } & ({ customerId: number } | { touchId: number })

/** Remembers the keys of records in their files. */
export async function addImportKeys(db: Writer, keys: ImportKey[]): Promise<void> {
  const rows = keys.map(({ source, key, ...of }) => {
    const { customerId = null, touchId = null } = of as { customerId?: number; touchId?: number }
    return [source, key, customerId, touchId]
  })
  await insertMany(db, 'import_keys', ['source', 'key', 'customer_id', 'touch_id'], rows)
}

/** Forgets the keys of a touch in its file. @returns how many records it was in */
export const removeKeysOfTouch = (db: Writer, touchId: number): Promise<number> =>
  removeWhere(db, 'import_keys', sql`touch_id = ${touchId}`)
