import { createHash } from 'node:crypto'
import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Engine, Reader, Value } from './engine.ts'

/** How many rows are read at once. */
const page = 2_000

/** What the rows of a table are told apart by, where it is no `id`. */
const keys: Record<string, string[]> = {
  change_rows: ['change_id', 'seq'],
  day_counts: ['on_day', 'channel_id', 'purpose_id', 'tone', 'begun_by'],
  name_keys: ['kind', 'key', 'handle_id'],
}

/** How many rows a table has, and a checksum of all that is in them. */
export type Sum = { rows: number; checksum: string }

/** All rows of a table in the order of its key, by pages, each row as its values in the order of these columns. */
async function* pagesOf(db: Reader, table: string, columns: string[]): AsyncGenerator<Value[][]> {
  const key = keys[table] ?? ['id']
  const places = key.map((column) => columns.indexOf(column))
  const list = (names: string[]): Sql => join(names.map((name) => raw(name)))
  let after: Sql = sql`1 = 1`
  for (;;) {
    const rows = await db.cells<Value[]>(
      sql`select ${list(columns)} from ${raw(table)} where ${after} order by ${list(key)} limit ${page}`,
    )
    const last = rows.at(-1)
    if (last) yield rows
    if (!last || rows.length < page) return
    after = sql`(${list(key)}) > (${join(places.map((place) => last[place] ?? null))})`
  }
}

/**
 * Copies every row of a book, with its number, into tables that are empty; the log of changes, too.
 * @returns what was copied, by table
 */
export async function copyRows(from: Reader, to: Engine): Promise<Map<string, Sum>> {
  const sums = new Map<string, Sum>()
  for (const [table, names] of await bookTables(from)) {
    const columns = [...names]
    const sum = summing()
    for await (const rows of pagesOf(from, table, columns)) {
      sum.add(rows)
      await to.insertMany(table, columns, rows)
    }
    sums.set(table, sum.sum())
  }
  return sums
}

/** What is in a book, by table. */
export async function sumsOf(db: Reader): Promise<Map<string, Sum>> {
  const sums = new Map<string, Sum>()
  for (const [table, names] of await bookTables(db)) {
    const sum = summing()
    for await (const rows of pagesOf(db, table, [...names])) sum.add(rows)
    sums.set(table, sum.sum())
  }
  return sums
}

/** The first table of which the one book has other rows than the other; null where all are the same. */
export function differingTable(one: Map<string, Sum>, other: Map<string, Sum>): string | null {
  const tables = new Set([...one.keys(), ...other.keys()])
  const isSame = (table: string) => one.get(table)?.checksum === other.get(table)?.checksum
  return [...tables].find((table) => !isSame(table)) ?? null
}

/** The tables of a book, each with its columns. */
export async function bookTables(db: Reader): Promise<[table: string, columns: Set<string>][]> {
  const tables = [...(await db.columns())].filter(([table]) => !table.startsWith('sqlite_'))
  return tables.sort(([one], [other]) => (one < other ? -1 : 1))
}

function summing() {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add: (added: Value[][]) => {
      rows += added.length
      for (const row of added) hash.update(`${JSON.stringify(row)}\n`)
    },
    sum: (): Sum => ({ rows, checksum: hash.digest('hex') }),
  }
}
