import sql from 'sql-template-tag'
import type { Writer } from '#book/writer.ts'
import { insertMany, updateWhere } from './rows.ts'

/** What identifies a record of a file, and the customer or the touch that came of it. */
export type ImportKey = { source: string; key: string } & ({ customerId: number } | { touchId: number })

/** Remembers what identifies records of files. */
export async function addImportKeys(db: Writer, keys: ImportKey[]): Promise<void> {
  const rows = keys.map(({ source, key, ...of }) => {
    const { customerId = null, touchId = null } = of as { customerId?: number; touchId?: number }
    return [source, key, customerId, touchId]
  })
  await insertMany(db, 'import_keys', ['source', 'key', 'customer_id', 'touch_id'], rows)
}

/** Keeps what identified a touch that goes, with its customer: the record is done with, and does not bring it back. */
export async function detachKeysOfTouch(db: Writer, touchId: number, customerId: number): Promise<void> {
  const isOfTouch = sql`touch_id = ${touchId}`
  await updateWhere(db, 'import_keys', isOfTouch, () => ({ touch_id: null, customer_id: customerId }))
}
