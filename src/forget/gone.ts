import sql, { join } from 'sql-template-tag'
import { type LoggedState, loggedRows } from '#book/changes/undo-log.ts'
import { firstValue, idsOf, type Reader } from '#book/engine.ts'
import { withSqlite } from '#book/engines/sqlite.ts'
import { numberTyped } from '#cli/numbers.ts'
import { foldEmail } from '#domain/customers/name.ts'
import { phoneKey } from '#formats/phone.ts'
import { rulesOf } from '#tables/rules.ts'
import { ownerOf } from './customer.ts'
import { snapshotPaths } from './snapshots.ts'

/** A number, e-mail addresses and phone numbers. */
type Typed = { number: number | undefined; keys: Set<string> }

export async function waysTyped(db: Reader, typed: string): Promise<Typed> {
  const phone = await phoneKey(typed, (await rulesOf(db)).settings.phoneCountry)
  return { number: numberTyped(typed), keys: new Set([foldEmail(typed), ...(phone === null ? [] : [phone])]) }
}

const textIn = (row: LoggedState, column: string): string | null => {
  const text = row?.[column]
  return typeof text === 'string' ? text : null
}

const isReachedBy = (row: LoggedState, keys: Set<string>): boolean =>
  (row?.['kind'] === 'email' || row?.['kind'] === 'phone') && keys.has(textIn(row, 'key') ?? '')

/** Only the undo log has them; null for nobody. */
export async function nameInLog(db: Reader, { number, keys }: Typed): Promise<string | null> {
  const names = new Map<number, string>()
  const sought = new Set(number === undefined ? [] : [number])
  for await (const { table, owner, row } of rowsOfGone(db)) {
    const name = table === 'customers' ? textIn(row, 'name') : null
    if (name !== null) names.set(owner, name)
    if (table === 'handles' && isReachedBy(row, keys)) sought.add(owner)
  }
  return [...sought].flatMap((owner) => names.get(owner) ?? [])[0] ?? null
}

/** The rows are those before and after each change. */
async function* rowsOfGone(db: Reader): AsyncGenerator<{ table: string; owner: number; row: LoggedState }> {
  const living = await idsOf(db, sql`select id from customers`)
  for await (const logged of loggedRows(db)) {
    for (const row of [logged.before, logged.after]) {
      const owner = ownerOf(logged, row)
      if (owner !== null && !living.has(owner)) yield { table: logged.table, owner, row }
    }
  }
}

/** Null for nobody. A number alone may be another’s in a snapshot. */
export async function nameInSnapshots(bookPath: string, { keys }: Typed): Promise<string | null> {
  for (const path of snapshotPaths(bookPath).reverse()) {
    const name = await nameIn(path, [...keys]).catch(() => null) // a snapshot that cannot be read has nobody
    if (name !== null) return name
  }
  return null
}

function nameIn(path: string, keys: string[]): Promise<string | null> {
  const query = sql`select c.name from handles h join customers c on c.id = h.customer_id
    where h.kind in ('email', 'phone') and h.key in (${join(keys)}) limit 1`
  return withSqlite(path, (snapshot) => firstValue(snapshot, query), { readOnly: true })
}
