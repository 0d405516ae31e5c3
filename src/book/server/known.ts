import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import sql, { raw } from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { bookTables, copyRows, differingTable, type Sum, sumsOf } from '../copy.ts'
import type { Reader, Value } from '../engine.ts'
import type { Kept } from '../engines/postgres.ts'
import { type SqliteEngine, withSqlite } from '../engines/sqlite.ts'
import { syncFile } from '../file/fsync.ts'
import { openBook } from '../file/opening.ts'
import { ifPossible, knownPath, namesPath, notOursBeside } from '../file/paths.ts'
import { restorable, type SnapshotFile } from '../file/snapshot-files.ts'
import { writeWhole } from '../file/unfinished.ts'
import { emptyBook } from '../schema.ts'
import { notWhole, type Taken } from '../snapshots/snapshots.ts'
import type { OfServer } from './around.ts'

/**
 * The head of the book counts its names and words, and its erasures; `rules` is the last answer of the book to the question for
 * its rules.
 */
export type Known = {
  names: number
  receipts: number
  rules?: { question: string; answer: string } | undefined
  /** The names stand below the address while the book is a file again; an earlier `cl` kept them here always. */
  notOurs?: string[]
}

/** Null where this laptop has never reached its book on a server, or the file cannot be read. */
export function knownOf(bookPath: string): Known | null {
  const found = parsed(knownPath(bookPath))
  return found === null ? null : { names: -1, receipts: -1, ...found }
}

/** The state that this laptop knows may be unreadable all the same. */
export const hasReached = (bookPath: string): boolean => existsSync(knownPath(bookPath))

export const keepKnown = (bookPath: string, known: Known): void =>
  writeWhole(bookPath, knownPath(bookPath), `${JSON.stringify(known)}\n`)

/** A book on a server begins to be known, or is known no more; snapshots of another book are still known. @throws cannot */
export const knowNothing = (bookPath: string): void =>
  keepKnown(bookPath, { names: -1, receipts: -1, notOurs: notOurs(bookPath) })

/** Snapshots on this laptop of these names are of another book than the one on a server. */
export const notOurs = (bookPath: string): string[] => [
  ...new Set([...notOursBeside(bookPath), ...(knownOf(bookPath)?.notOurs ?? [])]),
]

/** A laptop that has never reached the server keeps no rules. */
export function keptRules({ path, above: { rules } }: Pick<OfServer, 'path' | 'above'>): Kept {
  const question = rules.sql
  const known = knownOf(path)?.rules
  return {
    question: rules,
    answer: known?.question === question ? known.answer : null,
    keep: (answer) => {
      const now = knownOf(path)
      try {
        if (now) keepKnown(path, { ...now, rules: { question, answer } })
      } catch {
        // A disk that takes nothing keeps nobody from reading: the next command waits for the rules.
      }
    },
  }
}

/** Other snapshots on this laptop are of another book. */
export function ownCopies(bookPath: string, today: Day): SnapshotFile[] {
  const others = notOurs(bookPath)
  return restorable(bookPath, today).filter(({ path }) => !others.includes(basename(path)))
}

/** A name or a word is understood by these tables. */
export const namingTables = ['channels', 'customers', 'handles', 'name_keys', 'purposes', 'settings', 'tags', 'topics']

type Rows = [table: string, columns: string[], rows: Value[][]][]

/** The caller is in a transaction. @throws cannot, where the file may not be written */
export async function leaveNames(db: Reader, bookPath: string): Promise<void> {
  const tables = (await bookTables(db)).filter(([table]) => namingTables.includes(table))
  const rows: Rows = await Promise.all(
    tables.map(async ([table, columns]): Promise<Rows[number]> => {
      const listed = [...columns]
      return [table, listed, await db.cells<Value[]>(sql`select ${raw(listed.join(', '))} from ${raw(table)}`)]
    }),
  )
  writeWhole(bookPath, namesPath(bookPath), JSON.stringify(rows))
}

/** The book in memory has only the names and words that are known here; null without any, or with those of another version. */
export async function namesBook({ path, schema }: OfServer): Promise<SqliteEngine | null> {
  const rows = parsed(namesPath(path)) as Rows | null
  if (rows === null) return null
  const engine = await emptyBook(schema)
  try {
    await engine.fill(new Map(), async () => {
      for (const [table, columns, values] of rows) await engine.insertMany(table, columns, values)
    })
    return engine
  } catch {
    engine.close()
    return null // of a version with other columns
  }
}

const parsed = (path: string): object | null => ifPossible(() => JSON.parse(readFileSync(path, 'utf8')))

/**
 * The caller is in a transaction of `server`.
 * @param target a new file
 * @throws cannot, when the file has other rows than the server; 130, when it is broken off
 */
export async function copyIntoFile(
  server: Reader,
  { schema, progress }: Pick<OfServer, 'schema' | 'progress'>,
  target: string,
): Promise<Taken> {
  const numbers = new Map(await server.cells<[string, number]>(sql`select name, last from numbers where last > 0`))
  // Each touch is copied, and then compared.
  const all = 2 * (numbers.get('touches') ?? 0)
  let done = 0
  const tell = ({ table, rows }: { table: string; rows: unknown[] }) => {
    if (table === 'touches') done += rows.length
    return progress('Copying the book', done, all)
  }
  await withSqlite(target, async (copy) => {
    copy.migrate(await schema.migrations())
    let copied = new Map<string, Sum>()
    await copy.fill(numbers, async () => {
      copied = await copyRows(server, copy, tell)
    })
    const isSame = differingTable(copied, await sumsOf(copy, tell)) === null
    if (!isSame || copy.file.orphan() !== null) throw notWhole(target, 'other rows are in it than on the server')
  })
  syncFile(target)
  return { path: target, size: statSync(target).size }
}

/** `day` is the day on which the copy was taken, and `why` the reason for it. */
type LaptopCopy = { day: Day; why: string; engine: SqliteEngine }

/** The copy has the tables of this version; undefined where there is none. */
export function newestCopy({ path, schema, today }: OfServer): LaptopCopy | undefined {
  const { version } = schema
  const [newest] = ownCopies(path, today)
  const opened = newest && openBook(newest.path, version, today, { readOnly: true })
  if (!newest || !opened) return undefined
  if (opened.version === version) return { day: newest.day, why: newest.why, engine: opened.engine }
  opened.engine.close()
  return undefined
}
