import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { cannot, messageOf, type UserError } from '#errors.ts'
import { type Maker, signOwn } from '../changes/makers.ts'
import { differingTable, type Sum, sumsOf } from '../copy.ts'
import { RowRefused } from '../engine.ts'
import { PostgresEngine } from '../engines/postgres.ts'
import { ServerTrouble } from '../engines/postgres-trouble.ts'
import { type SqliteEngine, withSqlite } from '../engines/sqlite.ts'
import { EngineTrouble } from '../engines/sqlite-trouble.ts'
import { makeFolder, rename, syncFolder } from '../file/fsync.ts'
import { fileAt, journalSize } from '../file/header.ts'
import { openBook } from '../file/opening.ts'
import { removeIfPossible, snapshotFolder, urlPath } from '../file/paths.ts'
import { freePath, snapshotFiles } from '../file/snapshot-files.ts'
import { damaged, explainTrouble, replaced } from '../file/trouble.ts'
import { finishing, unfinishedBeside, writeWhole } from '../file/unfinished.ts'
import { currentSchema } from '../schema.ts'
import type { Copying, Taken } from '../snapshots/snapshots.ts'
import type { Address } from './address.ts'
import type { AroundBook } from './around.ts'
import { found } from './founding.ts'
import { knowNothing, notOurs } from './known.ts'
import { explainServer } from './trouble.ts'

/** The sums are those of the tables that went to the server; `kept` is the path of the file now. */
type Shared = { sums: Map<string, Sum>; kept: string | null }

/** `name` is null where the server knows the maker by the same name as the file. */
type Sharer = { maker: Maker | undefined; name: string | null }

type Progress = AroundBook['progress']

/**
 * The book moves in one transaction on the server, while nobody else can write to the file. The caller has closed it, and it is
 * of this version. Where there is no file yet, an empty book is made.
 * @param sharer the maker of changes in the file, and the name by which the server will know their changes
 * @throws cannot, when the book is not well, the server does not take it, or holds something else; 130, when it is broken off;
 *   then the file is the book
 */
export async function shareBook(
  path: string,
  address: Address,
  today: Day,
  sharer: Sharer,
  progress: Progress,
): Promise<Shared> {
  try {
    const opened = openBook(path, currentSchema.version, today)
    if (!opened) return { sums: await shareEmpty(path, address, progress), kept: null }
    const { engine } = opened
    try {
      const sums = await engine.transaction('write', async () => {
        if (opened.file !== fileAt(path)) throw replaced(path)
        const damage = (await engine.findDamage()) ?? engine.file.orphan()
        if (damage !== null) throw damaged(path, damage, today)
        if (sharer.maker) await signOwn(engine, sharer.maker, sharer.name ?? sharer.maker.name)
        return send(engine, path, address, progress)
      })
      return { sums, kept: setAside(path, today) }
    } finally {
      engine.close()
      // The empty journal that SQLite leaves would seem to be of a missing book.
      if (fileAt(path) === undefined && journalSize(path) === 0) removeIfPossible(`${path}-journal`)
    }
  } catch (error) {
    if (error instanceof ServerTrouble) throw explainServer(error, address)
    throw error instanceof EngineTrouble ? explainTrouble(error, path, today) : error
  }
}

function shareEmpty(path: string, address: Address, progress: Progress): Promise<Map<string, Sum>> {
  return withSqlite(':memory:', async (empty) => {
    empty.migrate(await currentSchema.migrations())
    return send(empty, path, address, progress)
  })
}

/** The address stays beside the file. */
async function send(file: SqliteEngine, path: string, address: Address, progress: Progress): Promise<Map<string, Sum>> {
  const server = new PostgresEngine(address.place, () => {})
  try {
    reach(path)
    const there = await whatIsThere(server, address)
    const sums =
      there === 'nothing' ? await sendAll(file, server, address, progress) : await sameAsThere(file, server, address)
    keepAddress(path, address, notOurs(path))
    return sums
  } finally {
    server.close()
  }
}

/** A disk that is full is met before anything is sent. @throws cannot, as `keepAddress` */
const reach = (path: string): void => orAsBefore(() => knowNothing(path))

/**
 * The server was reached; its address stands beside the book’s file, without a password.
 * @param others the names of snapshots that are of another book
 * @throws cannot, when the disk does not take it
 */
const keepAddress = (path: string, { text }: Address, others: string[]): void =>
  orAsBefore(() => writeWhole(path, urlPath(path), [text, ...others, ''].join('\n')))

function orAsBefore(write: () => void): void {
  try {
    write()
  } catch (error) {
    throw cannot(
      `${messageOf(error)} The book of this laptop is still the one that it was.`,
      'Make room, or check who may write there; then type it again.',
    )
  }
}

/** @throws cannot, for the tables of another program, and for a database that cannot keep every text */
async function whatIsThere(server: PostgresEngine, { text, place }: Address): Promise<'nothing' | 'a book'> {
  const [tables, encoding] = await Promise.all([server.tablesThere(), server.encoding()])
  if (encoding !== 'UTF8')
    throw cannot(
      `The database ${place.database} at ${text} keeps text as ${encoding}, and a book needs UTF8. Nothing was moved.`,
      "Have another one made: create database NAME encoding 'UTF8' template template0",
    )
  if (tables.length === 0) return 'nothing'
  if (tables.includes('book') && tables.includes('numbers') && tables.includes('customers')) return 'a book'
  throw cannot(
    `The schema ${place.schema} at ${text} is not empty: "${tables[0]}" in it belongs to another program.`,
    'Choose another: ?schema=NAME at the end of the address.',
  )
}

async function sendAll(
  file: SqliteEngine,
  server: PostgresEngine,
  address: Address,
  progress: Progress,
): Promise<Map<string, Sum>> {
  try {
    return await server.founding(() => found(file, server, (...far) => progress('Sharing the book', ...far)))
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error
    throw cannot(
      `The server of ${address.text} does not take a row of the book (${error.message}).`,
      'Nothing was moved. If somebody else is sharing a book there just now, wait for them.',
    )
  }
}

/** A broken-off share has sent a whole book. @throws cannot, where another book is there, or one that was taken back */
async function sameAsThere(file: SqliteEngine, server: PostgresEngine, address: Address): Promise<Map<string, Sum>> {
  const own = await sumsOf(file)
  const theirs = await server.transaction('read', async () => {
    const [{ closed } = { closed: null }] = await server.all<{ closed: string | null }>(
      sql`select closed_on as closed from book`,
    )
    if (closed !== null) throw takenBack(address, closed)
    return sumsOf(server)
  })
  if (differingTable(own, theirs) === null) return own
  throw otherBook(address)
}

const otherBook = ({ text }: Address): UserError =>
  cannot(
    `There is another book at ${text}. Yours was not moved.`,
    'To use that one from now on: cl share --join ADDRESS   To have both: ?schema=NAME at the end of the address.',
  )

const takenBack = ({ text }: Address, closedOn: string): UserError =>
  cannot(
    `The book at ${text} was taken back into a file on ${closedOn}, and its tables are still there. Yours was not moved.`,
    'To share it all the same: ?schema=NAME at the end of the address, with a new name.',
  )

/**
 * The book at an address becomes the book of this laptop; a file that was its book is set aside. The caller has closed the book.
 * @returns the path of that file now; null where there was none
 * @throws cannot, when the disk does not take the address
 */
export function joinBook(path: string, address: Address, today: Day): string | null {
  const here = [...snapshotFiles(path, today).map((each) => each.path), asidePath(path, today)]
  reach(path)
  keepAddress(
    path,
    address,
    here.map((each) => basename(each)),
  )
  return fileAt(path) === undefined ? null : setAside(path, today)
}

/** The file is from before a share, as the name of the snapshot says. */
const asidePath = (path: string, today: Day): string => freePath(snapshotFolder(path), `${today} before share`)

/** The book itself is elsewhere. @returns the path of the file now */
function setAside(path: string, today: Day): string {
  const target = asidePath(path, today)
  makeFolder(dirname(target))
  rename(path, target)
  syncFolder(dirname(target))
  syncFolder(dirname(path))
  return target
}

/** The copy is checked; a file that is there is set aside. */
export async function putBack(copying: Copying, path: string, today: Day): Promise<Taken> {
  makeFolder(dirname(path))
  const unfinished = unfinishedBeside(path)
  return finishing(unfinished, async () => {
    const copied = await copying(unfinished)
    if (existsSync(path)) setAside(path, today)
    rename(unfinished, path)
    syncFolder(dirname(path))
    return { ...copied, path }
  })
}
