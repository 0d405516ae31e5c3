import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Day } from '#domain/days/day.ts'
import { handfulsOf } from './ids.ts'
import { insertMany, updateWhere } from './rows.ts'

/** A record has the key in a kind of file. */
export type SourcedKey = { source: string; key: string }

/** The book knows the record, and not its new words: of a touch, its day (`saidDay`). `as` is its new key, where that is another. */
export type RetoldKey = SourcedKey & { said: string; as?: string }

/** The customer or the touch came of the record; `said` is the record's kept words. */
export type ImportKey = SourcedKey & { said: string | null } & ({ customerId: number } | { touchId: number })

export const saidDay = (on: Day): string => JSON.stringify(on)

export async function addImportKeys(db: Writer, keys: ImportKey[]): Promise<void> {
  const rows = keys.map((each) => {
    const [customerId, touchId] = 'touchId' in each ? [null, each.touchId] : [each.customerId, null]
    return [each.source, each.key, customerId, touchId, each.said]
  })
  await insertMany(db, 'import_keys', ['source', 'key', 'customer_id', 'touch_id', 'said'], rows)
}

/** The records are compared with these words the next time that they come. */
export async function retellImportKeys(db: Writer, keys: RetoldKey[]): Promise<void> {
  for (const source of new Set(keys.map((each) => each.source))) {
    const retold = new Map(keys.filter((each) => each.source === source).map((each) => [each.key, each]))
    for (const list of handfulsOf([...retold.keys()])) {
      await updateWhere(db, 'import_keys', sql`source = ${source} and key in ${list}`, (row) => ({
        said: retold.get(row.key)?.said ?? row.said,
        key: retold.get(row.key)?.as ?? row.key,
      }))
    }
  }
}

/** The customer keeps the keys of a touch that goes: the record is done with, and does not bring it back. */
export async function detachKeysOfTouch(db: Writer, touchId: number, customerId: number): Promise<void> {
  const isOfTouch = sql`touch_id = ${touchId}`
  await updateWhere(db, 'import_keys', isOfTouch, () => ({ touch_id: null, customer_id: customerId }))
}
