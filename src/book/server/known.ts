import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import sql, { raw } from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { bookTables } from '../copy.ts'
import type { Reader, Value } from '../engine.ts'
import type { Kept } from '../engines/postgres.ts'
import type { SqliteEngine } from '../engines/sqlite.ts'
import { ifPossible } from '../file/folders.ts'
import { knownPath, namesPath } from '../file/paths.ts'
import { restorable, type SnapshotFile, snapshotFiles } from '../file/snapshot-files.ts'
import { emptyBook } from '../schema.ts'
import type { OfServer } from './around.ts'
import { writeWhole } from './write-whole.ts'

/**
 * The state of a book on a server that a laptop knows: of its names and words, and of its erasures, as its head counts them.
 * `notOurs` are the names of snapshots of another book, which this laptop had before; `rules` is the last answer of the book to
 * the question for its rules.
 */
export type Known = {
  names: number
  receipts: number
  notOurs: string[]
  rules?: { question: string; answer: string } | undefined
}

/** The state that this laptop knows of its book on a server; null where it has never reached it, or the file cannot be read. */
export function knownOf(bookPath: string): Known | null {
  const found = parsed(knownPath(bookPath))
  return found === null ? null : { names: -1, receipts: -1, notOurs: [], ...found }
}

/** True when this laptop has reached its book on a server, also where the state that it knows cannot be read any more. */
export const hasReached = (bookPath: string): boolean => existsSync(knownPath(bookPath))

export const keepKnown = (bookPath: string, known: Known): void =>
  writeWhole(bookPath, knownPath(bookPath), `${JSON.stringify(known)}\n`)

/** The rules of a book on a server as this laptop knows them; a laptop that has never reached it keeps none. */
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

/** The snapshots on this laptop that are copies of its book on a server. */
export function ownCopies(bookPath: string, today: Day): SnapshotFile[] {
  const notOurs = new Set(knownOf(bookPath)?.notOurs)
  return restorable(bookPath, today).filter(({ path }) => !notOurs.has(basename(path)))
}

/** Remembers that the snapshots that are here now are of another book. */
export function disownSnapshots(bookPath: string, today: Day): void {
  const notOurs = snapshotFiles(bookPath, today).map(({ path }) => basename(path))
  keepKnown(bookPath, { names: -1, receipts: -1, notOurs })
}

/** The tables by which a name or a word is understood. */
export const namingTables = ['channels', 'customers', 'handles', 'name_keys', 'purposes', 'settings', 'tags', 'topics']

type Rows = [table: string, columns: string[], rows: Value[][]][]

/** Leaves the names and words of a book on this laptop. To be called in a transaction. @throws cannot, where it may not write */
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

/** A book in memory with only the names and words that are known here; null without any, or with those of another version. */
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
