import type { Sql } from 'sql-template-tag'
import { isUnnumbered } from '../copy.ts'
import type { Engine, OfLaptop, Value } from '../engine.ts'
import { type Access, PostgresConnection, patience } from './postgres-connection.ts'
import { type Answer, PostgresMessages } from './postgres-messages.ts'
import { alteration, identifier, insertion, literal, statement } from './postgres-text.ts'
import { ServerTrouble } from './postgres-trouble.ts'

/** One schema holds one book. */
export type Place = Access & { schema: string }

/** Milliseconds to wait for another laptop that is writing, before the user is told, or was heard once more. */
const lockPatience = 2_000
/** Milliseconds to wait for another laptop that makes or changes the tables. */
const foundingLockPatience = 8_000
/** Milliseconds after which the server ends a transaction of a laptop that says nothing: nobody else can write meanwhile. */
const silencePatience = 120_000
/** Milliseconds for work on all rows at once, such as an index. */
const longPatience = 600_000
/** Milliseconds for a part of a whole book, which is sent in pieces of up to a megabyte. */
const foundingPatience = 60_000
/** Rows that one statement inserts. */
const rowsAtOnce = 1_000

/**
 * `closedOn` is the day on which the book was taken back into a file; `names` counts up as names, words and settings change;
 * `receipts` is the number of the last receipt of an erasure.
 */
export type Head = { version: number; closedOn: string | null; names: number; receipts: number }
type Check = (head: Head) => void

/**
 * Reading begins with the question, and goes on at once with the answer, as JSON, that this laptop kept. The server is asked all
 * the same, and where it answers otherwise, the transaction fails, to be tried again.
 */
export type Kept = { question: Sql; answer: string | null; keep: (answer: string) => void }

/** `by` is the name of whoever writes; `lockPatience` is in milliseconds. */
type Writing = { by?: string | undefined; lockPatience?: number }

/** A server knows a connection that writes by a name that begins so; only ASCII can follow. */
const ourName = 'cl '

// A book from before version 8 has no number of names.
const askForHead = `select version, closed_on, to_json(book)->>'names',
  (select last from numbers where name = 'receipts') from book where program = 'cl'`
const forWriting = 'read committed'
// Without it, a server that crashes may lose what it has acknowledged; a setting that only asks less of a standby is left.
const untilOnTheDisk = `select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'`
// A statement of its own: a statement that waits for the lock may see the number from before the wait.
const askForLastChange = "select last from numbers where name = 'changes'"

/**
 * Values are written into the text of a statement: for parameters, the driver would ask the server for their types first, a round
 * trip for each statement.
 */
export class PostgresEngine implements Engine {
  readonly laptop: OfLaptop | undefined
  readonly #place: Place
  readonly #check: Check
  #kept: Kept | undefined
  /** True until a reading transaction has asked anything. */
  #isFirst = false
  readonly #connection: PostgresConnection
  readonly #messages: PostgresMessages
  /** It is asked as the transaction begins, and fails where this is no book, or one of an unusable version. */
  #head: Promise<unknown> = Promise.resolve()
  /** It is asked as a transaction begins to write, so that keeping a change costs no round trip. */
  #lastChange: Promise<number | null> = Promise.resolve(null)

  /** @param check is told of the book as each transaction begins, and throws where it cannot be used */
  constructor(place: Place, check: Check, laptop?: OfLaptop, kept?: Kept) {
    this.#place = place
    this.#connection = new PostgresConnection(place)
    this.#messages = new PostgresMessages(this.#connection)
    this.#check = check
    this.#kept = kept
    this.laptop = laptop
  }

  /** True when the server can be asked no more: the connection was lost, or could not be made. */
  get isLost(): boolean {
    return this.#connection.isLost
  }

  async all<Row>(query: Sql): Promise<Row[]> {
    const kept = this.#isFirst && query === this.#kept?.question ? this.#kept : undefined
    const { columns, rows } = await (kept ? this.#askKept(kept) : this.#ask(statement(query)))
    return rows.map((cells) => Object.fromEntries(columns.map((column, i) => [column, cells[i]])) as Row)
  }

  async cells<Row extends unknown[]>(query: Sql): Promise<Row[]> {
    return (await this.#ask(statement(query))).rows as Row[]
  }

  async columns(): Promise<Map<string, Set<string>>> {
    // The objects that depend on the schema are asked: other queries look through the tables of all books in the database.
    const { rows } = await this.#ask(`select c.relname, a.attname from pg_catalog.pg_namespace n
      join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_namespace'::regclass and d.refobjid = n.oid
        and d.classid = 'pg_catalog.pg_class'::regclass
      join pg_catalog.pg_class c on c.oid = d.objid join pg_catalog.pg_attribute a on a.attrelid = c.oid
      where n.nspname = ${literal(this.#place.schema)} and c.relkind in ('r', 'p') and a.attnum > 0
        and not a.attisdropped and c.relname not in ('book', 'numbers') order by c.relname, a.attnum`)
    const columns = new Map<string, Set<string>>()
    for (const [table, column] of rows as [string, string][])
      columns.set(table, (columns.get(table) ?? new Set()).add(column))
    return columns
  }

  /** An error here makes the next statement fail that is waited for, or the whole transaction. */
  async run(query: Sql): Promise<void> {
    await this.#add(statement(query))
  }

  async insertMany(table: string, columns: string[], rows: Value[][]): Promise<{ first: number; last: number }> {
    const isLog = table === 'changes' || table === 'change_rows'
    const isNumbered = !isUnnumbered(table) && !columns.includes('id')
    const first = isNumbered ? await this.#reserve(table, rows.length) : 0
    for (let start = 0; start < rows.length; start += rowsAtOnce) {
      const part = rows.slice(start, start + rowsAtOnce)
      const numbered = isNumbered ? part.map((row, i) => [first + start + i, ...row]) : part
      await this.#add(insertion(table, isNumbered ? ['id', ...columns] : columns, numbered))
    }
    if (!isLog) await this.settle()
    return { first, last: first + rows.length - 1 }
  }

  /** The numbers follow each other. @returns the first */
  async #reserve(table: string, count: number): Promise<number> {
    const before = table === 'changes' ? await this.#lastChange : null
    if (before !== null) {
      this.#lastChange = Promise.resolve(before + count)
      await this.#add(`update numbers set last = ${before + count} where name = 'changes'`)
      return before + 1
    }
    const take = `update numbers set last = last + ${count} where name = ${literal(table)} returning last`
    const { rows } = await this.#ask(take)
    return Number(rows[0]?.[0]) - count + 1
  }

  async updateMany(table: string, columns: string[], rows: Value[][]): Promise<void> {
    for (const row of rows) await this.#add(alteration(table, columns, row))
  }

  /** The statements make tables; the server may be silent for ten minutes. @throws ServerTrouble */
  async define(text: string): Promise<void> {
    await this.settle()
    await this.#messages.sendAlone(text, longPatience)
  }

  async transaction<T>(kind: 'read' | 'write', work: () => Promise<T>, writing: Writing = {}): Promise<T> {
    const isWrite = kind === 'write'
    this.#messages.patience = patience
    this.#isFirst = !isWrite
    this.#begin(isWrite ? forWriting : 'repeatable read read only', writing)
    const head = this.#messages.ask(`${askForHead}${isWrite ? ' for update' : ''}`)
    this.#messages.endHead()
    if (isWrite) this.#lastChange = this.#messages.ask(askForLastChange).then(({ rows }) => Number(rows[0]?.[0]))
    this.#head = head.then(({ rows }) => {
      const [book] = rows as [version: number, closedOn: string | null, names: string | null, receipts: number | null][]
      if (!book) throw new ServerTrouble('no book', new Error('a table of another program'))
      this.#messages.headLength = 0
      const [version, closedOn, names, receipts] = book
      this.#check({ version, closedOn, names: Number(names), receipts: receipts ?? 0 })
    })
    return this.#toItsEnd(isWrite, work)
  }

  /** No book needs to be there yet, and the schema is made where it is not there. */
  async founding<T>(work: () => Promise<T>): Promise<T> {
    const { schema } = this.#place
    this.#messages.patience = foundingPatience
    this.#messages.headLength = 0
    this.#begin(forWriting, { lockPatience: foundingLockPatience })
    // The limit of a role is for its daily work.
    this.#messages.add('set local statement_timeout to 0')
    this.#head = Promise.resolve()
    this.#lastChange = Promise.resolve(null)
    return this.#toItsEnd(true, async () => {
      const found = await this.#ask(`select 1 from pg_namespace where nspname = ${literal(schema)}`)
      if (found.rows.length === 0) await this.#add(`create schema ${identifier(schema)}`)
      return work()
    })
  }

  /** Null where nobody is writing just now, or it is not a `cl` that says so. */
  async whoWrites(): Promise<string | null> {
    const { rows } = await this.#ask(`select application_name from pg_locks l join pg_stat_activity a using (pid)
      where l.relation = 'book'::regclass and l.mode = 'RowShareLock' and a.application_name like '${ourName}_%'
        and not exists (select 1 from pg_locks awaited where awaited.pid = l.pid and not awaited.granted)`)
    // The server cuts a long name, also within a letter.
    return rows.length > 0 ? new URLSearchParams(`by=${String(rows[0]).slice(ourName.length)}`).get('by') : null
  }

  /** Tables, views and sequences of any program count. */
  async tablesThere(): Promise<string[]> {
    const { rows } = await this.#ask(`select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ${literal(this.#place.schema)} and relkind in ('r', 'p', 'v', 'm', 'f', 'S') order by relname`)
    return rows.map(([name]) => String(name))
  }

  /** PostgreSQL has names of its own for encodings. */
  async encoding(): Promise<string> {
    const { rows } = await this.#ask('show server_encoding')
    return String(rows[0]?.[0])
  }

  #begin(isolation: string, { by = '', lockPatience: mostLocked = lockPatience }: Writing = {}): void {
    this.#messages.add(
      `begin isolation level ${isolation}`,
      `set local search_path to ${identifier(this.#place.schema)}`,
      `set local lock_timeout to ${mostLocked}`,
      `set local application_name to ${literal(ourName + encodeURIComponent(by))}`,
      `set local idle_in_transaction_session_timeout to ${silencePatience}`,
      // Compiling a query takes longer than any of these queries, also in a book of a million touches.
      'set local jit to off',
    )
    if (isolation === forWriting) this.#messages.ask(untilOnTheDisk).catch(() => {})
  }

  async #toItsEnd<T>(isWrite: boolean, work: () => Promise<T>): Promise<T> {
    for (const asked of [this.#head, this.#lastChange]) asked.catch(() => {})
    let isCommitting = false
    try {
      const result = await work()
      await this.#head
      isCommitting = isWrite
      this.#messages.add('commit')
      if (isWrite) await this.#messages.send()
      else this.#messages.sendSoon()
      return result
    } catch (thrown) {
      // Work that went on with an answer that holds no more may fail for that alone.
      const error = await this.#head.then(() => thrown).catch((trouble) => trouble)
      this.#messages.rollBack()
      const isUnknown = isCommitting && error instanceof ServerTrouble && ['lost', 'slow'].includes(error.kind)
      throw isUnknown ? new ServerTrouble(error.kind, error, true) : error
    }
  }

  async #askKept(kept: Kept): Promise<Answer> {
    const asked = this.#ask(statement(kept.question))
    const isSame = asked.then((answer) => {
      const now = JSON.stringify(answer)
      if (now !== kept.answer) kept.keep(now)
      return now === kept.answer
    })
    if (kept.answer === null) return isSame.then(() => asked)
    this.#head = isSame.then((isSo) => {
      if (isSo) return
      this.#kept = undefined
      throw new ServerTrouble('again', new Error('the answer is another one by now'))
    })
    return JSON.parse(kept.answer)
  }

  /** The book can be used once the answer is there. */
  async #ask(text: string): Promise<Answer> {
    this.#isFirst = false
    const answer = this.#messages.ask(text)
    answer.catch(() => {})
    await this.#head
    return answer
  }

  /** The statement returns nothing, and is sent with the next one. */
  async #add(text: string): Promise<void> {
    this.#messages.add(text)
    if (this.#messages.isLong) await this.settle()
  }

  /** Every statement so far is done then. @throws the error of a statement that failed */
  async settle(): Promise<void> {
    await this.#messages.send()
    await this.#head
  }

  async findDamage(): Promise<string | null> {
    return null
  }

  close(): void {
    this.#connection.close()
  }
}
