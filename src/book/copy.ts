import { createHash, type Hash } from 'node:crypto'
import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Engine, Reader, Value } from './engine.ts'

/** Rows that are read at once: a page has 32,000 values. */
const pageSize = (columns: string[]): number => Math.floor(32_000 / columns.length)

/** These columns tell rows apart where a table has no `id`. */
const keys: Record<string, string[]> = {
  change_rows: ['change_id', 'seq'],
  day_counts: ['on_day', 'channel_id', 'purpose_id', 'tone', 'begun_by'],
  name_keys: ['kind', 'key', 'handle_id'],
}

export const isUnnumbered = (table: string): boolean => Object.hasOwn(keys, table)

/** The checksum is of the rows' values. */
export type Sum = { rows: number; checksum: string }

/** Each row is its values in the order of the columns. */
type Page = { table: string; columns: string[]; rows: Value[][] }

const listed = (names: string[]): Sql => join(names.map((name) => raw(name)))
const keyOf = (table: string): string[] => keys[table] ?? ['id']

async function pageOf(db: Reader, table: string, columns: string[], after?: Value[]): Promise<Page> {
  const key = keyOf(table)
  const last = key.map((column) => after?.[columns.indexOf(column)] ?? null)
  const rows = await db.cells<Value[]>(sql`select ${listed(columns)} from ${raw(table)}
    where ${after ? sql`(${listed(key)}) > (${join(last)})` : sql`1 = 1`} order by ${listed(key)} limit ${pageSize(columns)}`)
  return { table, columns, rows }
}

const untold: (found: Page) => Promise<void> = async () => {}

/** Tables come one after the other, in the order of their keys. The first pages of all are asked for at once. */
async function* pagesOf(db: Reader): AsyncGenerator<Page> {
  const tables = await bookTables(db)
  const first = await Promise.all(tables.map(([table, columns]) => pageOf(db, table, [...columns])))
  for (let found of first) {
    yield found
    while (found.rows.length === pageSize(found.columns)) {
      found = await pageOf(db, found.table, found.columns, found.rows.at(-1))
      yield found
    }
  }
}

/** Copies the log of changes, too, into empty tables. @returns the number and checksum of the copied rows, by table */
export const copyRows = (from: Reader, to: Engine, tell = untold): Promise<Map<string, Sum>> =>
  sumsOf(from, async (found) => {
    if (found.rows.length > 0) await to.insertMany(found.table, found.columns, found.rows)
    await tell(found)
  })

export async function sumsOf(db: Reader, tell = untold): Promise<Map<string, Sum>> {
  const sums = new Summing()
  for await (const found of pagesOf(db)) {
    sums.add(found)
    await tell(found)
  }
  return sums.all()
}

/** Null where all rows are equal. */
export function differingTable(one: Map<string, Sum>, other: Map<string, Sum>): string | null {
  const tables = new Set([...one.keys(), ...other.keys()])
  const isSame = (table: string) => one.get(table)?.checksum === other.get(table)?.checksum
  return [...tables].find((table) => !isSame(table)) ?? null
}

export async function bookTables(db: Reader): Promise<[table: string, columns: Set<string>][]> {
  const tables = [...(await db.columns())].filter(([table]) => !table.startsWith('sqlite_'))
  return tables.sort(([one], [other]) => (one < other ? -1 : 1))
}

class Summing {
  readonly #tables = new Map<string, { rows: number; hash: Hash }>()

  add({ table, rows }: Page): void {
    const sum = this.#tables.get(table) ?? { rows: 0, hash: createHash('sha256') }
    sum.rows += rows.length
    for (const row of rows) sum.hash.update(`${JSON.stringify(row)}\n`)
    this.#tables.set(table, sum)
  }

  all(): Map<string, Sum> {
    return new Map([...this.#tables].map(([table, { rows, hash }]) => [table, { rows, checksum: hash.digest('hex') }]))
  }
}
