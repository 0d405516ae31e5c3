import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { dirname } from 'node:path'
import sql, { raw, type Sql } from 'sql-template-tag'
import type { Waiting, WaitingState, Whom } from '#domain/shop/waiting.ts'
import { isOfSystem, UserError } from '#errors.ts'
import { countOf } from '../engine.ts'
import { type SqliteEngine, withSqlite } from '../engines/sqlite.ts'
import { EngineTrouble, isOfSql } from '../engines/sqlite-trouble.ts'
import { makeFolder } from '../file/fsync.ts'
import { journalSize } from '../file/header.ts'
import { outboxPath } from '../file/paths.ts'

const table = sql`create table if not exists additions (
  number integer primary key autoincrement,
  key text not null unique,
  kind text not null,
  whom text not null,
  what text not null,
  said text not null,
  madeOn text not null,
  madeBy text not null,
  me text,
  state text not null check (state in ('waiting', 'unsure', 'refused')),
  why text,
  claim text,
  address text not null
) strict`

/** A SQLite file keeps a number of the program’s own at this byte of its header (`user_version`). */
const place = 60

/**
 * Additions that wait or were refused count, without opening the file as a database. Must not be called while a connection to it
 * is open in this process. A file that was broken off while it was written counts as one.
 */
export function waitingCount(bookPath: string): number {
  const path = outboxPath(bookPath)
  if (!existsSync(path)) return 0
  if (journalSize(path) > 0) return 1
  const header = Buffer.alloc(place + 4)
  const file = openSync(path, 'r')
  try {
    return readSync(file, header) === header.length ? header.readUInt32BE(place) : 0
  } finally {
    closeSync(file)
  }
}

export class OutboxTrouble extends UserError {
  constructor(path: string, { message }: Error) {
    super(
      1,
      `What waits on this laptop cannot be read or written (${message}): ${path}`,
      'Check the disk, and that file.',
    )
    this.name = 'OutboxTrouble'
  }
}

/**
 * Additions wait on a laptop for the server of its book in a database of its own, as safe as a book. Every method throws
 * OutboxTrouble, where it cannot be read or written.
 */
export class Outbox {
  readonly #path: string

  /** @param bookPath the file that this laptop would have as its book */
  constructor(bookPath: string) {
    this.#path = outboxPath(bookPath)
  }

  /** The order is that in which they were kept. @throws OutboxTrouble */
  async all(): Promise<Waiting[]> {
    if (!existsSync(this.#path)) return []
    return this.#changing(async (engine) => {
      const rows = await engine.all<Omit<Waiting, 'whom' | 'said'> & { whom: string; said: string }>(
        sql`select number, key, kind, whom, what, said, madeOn, madeBy, me, state, why, address from additions order by number`,
      )
      return rows.map((row) => ({ ...row, whom: JSON.parse(row.whom), said: JSON.parse(row.said) }))
    })
  }

  /** The waiting and the refused additions are for the book at an address. */
  async of(address: string): Promise<Waiting[]> {
    return (await this.all()).filter((each) => each.address === address)
  }

  /**
   * The addition is on the disk once this returns.
   * @returns its number
   * @throws OutboxTrouble
   */
  async keep(one: Omit<Waiting, 'number' | 'why'>): Promise<number> {
    const [whom, said] = [JSON.stringify(one.whom), JSON.stringify(one.said)]
    return this.#changing(async (engine) => {
      const [row] = await engine.all<{ number: number }>(
        sql`insert into additions (key, kind, whom, what, said, madeOn, madeBy, me, state, address) values (${one.key},
          ${one.kind}, ${whom}, ${one.what}, ${said}, ${one.madeOn}, ${one.madeBy}, ${one.me}, ${one.state}, ${one.address})
          returning number`,
      )
      return row?.number ?? 0
    })
  }

  /**
   * After a broken-off command, nobody knows whether the addition is in the book. Another terminal may be sending it, too.
   * @param claim the name of this sending
   * @returns true when it is to be sent
   */
  begin(number: number, claim: string): Promise<boolean> {
    return this.#any(sql`update additions set state = 'unsure', claim = ${claim}
      where number = ${number} and state <> 'refused' returning number`)
  }

  /** The addition surely did not arrive, unless another terminal has begun to send it, too. */
  giveBack(number: number, claim: string): Promise<boolean> {
    return this.#any(sql`update additions set state = 'waiting'
      where number = ${number} and state = 'unsure' and claim = ${claim} returning number`)
  }

  refuse(number: number, why: string): Promise<boolean> {
    return this.#any(
      sql`update additions set state = 'refused', why = ${why} where number = ${number} returning number`,
    )
  }

  /** The book refused the addition, or it waits for another address than the book’s present one. */
  again(number: number, address: string): Promise<boolean> {
    return this.#any(sql`update additions set state = case state when 'refused' then 'unsure' else state end, why = null,
      address = ${address} where number = ${number} and (state = 'refused' or address <> ${address}) returning number`)
  }

  /** @returns true when it was there, in one of these states */
  remove(number: number, states: WaitingState[]): Promise<boolean> {
    const listed = raw(states.map((state) => `'${state}'`).join(', '))
    return this.#any(sql`delete from additions where number = ${number} and state in (${listed}) returning number`)
  }

  /** An addition for nobody but the erased goes, to its last byte. @returns the number of additions */
  async erase(isErased: (whom: Whom) => boolean): Promise<number> {
    if (!existsSync(this.#path)) return 0
    const theirs = (await this.all()).filter(({ whom }) => whom.some(isErased))
    if (theirs.length === 0) return 0
    await this.#opened(async (engine) => {
      await changeIn(engine, async () => {
        for (const { number, whom } of theirs) {
          const others = JSON.stringify(whom.filter((each) => !isErased(each)))
          await engine.run(sql`update additions set whom = ${others} where number = ${number}`)
        }
        await engine.run(sql`delete from additions where whom = '[]'`)
      })
      engine.vacuum()
    })
    return theirs.length
  }

  async #any(statement: Sql): Promise<boolean> {
    return this.#changing(async (engine) => (await engine.all(statement)).length > 0)
  }

  #changing<T>(work: (engine: SqliteEngine) => Promise<T>): Promise<T> {
    return this.#opened((engine) => changeIn(engine, () => work(engine)))
  }

  async #opened<T>(work: (engine: SqliteEngine) => Promise<T>): Promise<T> {
    try {
      makeOwnFile(this.#path)
      return await withSqlite(this.#path, work)
    } catch (error) {
      const isOfDisk = error instanceof EngineTrouble || isOfSql(error) || isOfSystem(error)
      throw isOfDisk ? new OutboxTrouble(this.#path, error) : error
    }
  }
}

/** The file is for the user alone. */
function makeOwnFile(path: string): void {
  makeFolder(dirname(path))
  closeSync(openSync(path, 'a', 0o600))
}

/** The header keeps the number of additions. */
const changeIn = <T>(engine: SqliteEngine, work: () => Promise<T>): Promise<T> =>
  engine.transaction('write', async () => {
    await engine.run(table)
    const result = await work()
    await engine.run(sql`pragma user_version = ${raw(String(await countOf(engine, sql`additions`)))}`)
    return result
  })
