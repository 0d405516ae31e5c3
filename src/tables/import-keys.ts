import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Day } from '#domain/days/day.ts'
import { handfulsOf } from './ids.ts'
import { insertMany, updateWhere } from './rows.ts'

/** The key of a record, and the kind of file in which it has it. */
export type SourcedKey = { source: string; key: string }

/** The new words of a record that the book knows: of a touch, its day (`saidDay`). */
export type RetoldKey = SourcedKey & { said: string }

/** The key of a record in its file, the customer or the touch that came of it, and the kept words of the record. */
export type ImportKey = SourcedKey & { said: string | null } & ({ customerId: number } | { touchId: number })

/** The day of a touch in a file, in the form in which it is kept with its key. */
export const saidDay = (on: Day): string => JSON.stringify(on)

/** Remembers the keys of records in their files. */
export async function addImportKeys(db: Writer, keys: ImportKey[]): Promise<void> {
  const rows = keys.map(({ source, key, said, ...of }) =>
    'touchId' in of ? [source, key, null, of.touchId, said] : [source, key, of.customerId, null, said],
  )
  await insertMany(db, 'import_keys', ['source', 'key', 'customer_id', 'touch_id', 'said'], rows)
}

/** Keeps the new words of records, for the next time that they come. */
export async function retellImportKeys(db: Writer, keys: RetoldKey[]): Promise<void> {
  for (const source of new Set(keys.map((each) => each.source))) {
    const said = new Map(keys.filter((each) => each.source === source).map((each) => [each.key, each.said]))
    for (const list of handfulsOf([...said.keys()])) {
      await updateWhere(db, 'import_keys', sql`source = ${source} and key in ${list}`, (row) => ({
        said: said.get(row.key) ?? row.said,
      }))
    }
  }
}

/** Keeps the keys of a touch that goes, with its customer: the record is done with, and does not bring it back. */
export async function detachKeysOfTouch(db: Writer, touchId: number, customerId: number): Promise<void> {
  const isOfTouch = sql`touch_id = ${touchId}`
  await updateWhere(db, 'import_keys', isOfTouch, () => ({ touch_id: null, customer_id: customerId }))
}
