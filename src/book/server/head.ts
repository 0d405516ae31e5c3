import { existsSync } from 'node:fs'
import { cannot, codeOf } from '#errors.ts'
import type { Engine } from '../engine.ts'
import type { Head } from '../engines/postgres.ts'
import { ServerTrouble } from '../engines/postgres-trouble.ts'
import { urlPath } from '../file/paths.ts'
import { emptyBook, type Schema } from '../schema.ts'
import type { OfServer } from './around.ts'
import { OlderBook } from './upgrade.ts'

/** @throws ServerTrouble, for a book that was taken back into a file, and for one of a newer program; OlderBook */
export function checkHead({ version, closedOn }: Head, { address: { text }, path, schema }: OfServer): void {
  const known = schema.version
  if (closedOn !== null) {
    const closed = cannot(
      `The book at ${text} was taken back into a file on ${closedOn}, on another laptop or on this one.`,
      existsSync(path) && existsSync(urlPath(path))
        ? `If that was here, remove ${urlPath(path)}: the file ${path} is the book.`
        : 'Ask who has it now. The last copy on this laptop: cl backups',
    )
    throw new ServerTrouble('closed book', closed)
  }
  if (version < known) throw new OlderBook(version)
  if (version > known)
    throw new ServerTrouble('newer book', new Error(`its version is ${version}; this cl knows up to ${known}`))
}

/** The error comes back as it came, unless the book has not the tables of this version, or cannot be asked any more. */
export async function withTables(engine: Engine, schema: Schema, error: unknown): Promise<unknown> {
  if (!codeOf(error).startsWith('42')) return error
  const empty = await emptyBook(schema)
  try {
    const own = await empty.columns()
    // A book of another version is met as its head is asked.
    const there = await engine.transaction('read', () => engine.columns())
    const isWhole = [...own].every(([table, columns]) => [...columns].every((each) => there.get(table)?.has(each)))
    return isWhole ? error : new ServerTrouble('other tables', error as Error)
  } catch (trouble) {
    return trouble
  } finally {
    empty.close()
  }
}
