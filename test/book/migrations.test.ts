import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import { Book, currentSchema, type Schema } from '#book/book.ts'
import { openSqlite } from '#book/engines/sqlite.ts'
import { lookAt } from '#book/header.ts'
import { migrations } from '#book/migrations/index.ts'
import { snapshotFolder } from '#book/snapshot-files.ts'
import { day } from '#domain/day.ts'
import { addCustomer, bareCustomer } from '#tables/customers.ts'
import { vocabularyOf } from '#tables/rules.ts'
import { ownFolder } from '../cl.ts'
import { vocabulary } from '../domain/builders.ts'
import { memoryBook } from './memory-book.ts'

describe('a new book', () => {
  it('has the channels and purposes of docs/scoring.md, "Vocabulary"', async () => {
    expect(await vocabularyOf(memoryBook())).toEqual(vocabulary)
  })

  it('has had every migration there is', () => {
    expect(migrations).toHaveLength(currentSchema.version)
  })

  it.each([
    ['a day that is none', `insert into customers (name, since) values ('Acme', '21 Nov')`],
    [
      'a tone that is none',
      `insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by) values (1, '2026-11-21', 1, 1, '*', 'us')`,
    ],
    [
      'a touch of nobody',
      `insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by) values (7, '2026-11-21', 1, 1, '+', 'us')`,
    ],
    [
      'a promise that was mended',
      `insert into loops (customer_id, kind, text, opened_on, closed_on, outcome) values (1, 'promise', 'x', '2026-11-20', '2026-11-21', 'mended')`,
    ],
    [
      'a loop closed before it was opened',
      `insert into loops (customer_id, kind, text, opened_on, closed_on, outcome) values (1, 'promise', 'x', '2026-11-20', '2026-11-19', 'kept')`,
    ],
    ['a name of nothing', `insert into customers (name, since) values ('', '2026-11-21')`],
  ])('refuses %s', async (_, statement) => {
    const engine = memoryBook()
    const query = (text: string) => engine.run({ sql: text, values: [] } as unknown as Parameters<typeof engine.run>[0])
    await engine.transaction('write', () => query(`insert into customers (name, since) values ('Bolt', '2026-01-01')`))
    await expect(engine.transaction('write', () => query(statement))).rejects.toThrow(/constraint failed/)
  })
})

describe('a book of the first version', () => {
  /** What was in it, as SQL, brought up to date; read by one query. */
  async function broughtUp<T>(statements: string[], query: string): Promise<T[]> {
    const engine = openSqlite(':memory:')
    const plain = (text: string) => ({ sql: text, values: [] }) as unknown as Parameters<typeof engine.run>[0]
    engine.migrate(migrations.slice(0, 1))
    await engine.transaction('write', async () => {
      for (const statement of statements) await engine.run(plain(statement))
    })
    engine.migrate(migrations)
    const rows = await engine.all<T>(plain(query))
    engine.close()
    return rows
  }
  const touch = (customer: number, on: string, begunBy: string) =>
    `insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by)
      values (${customer}, '${on}', 2, 1, '+', '${begunBy}')`
  const customers = ['Acme', 'Bolt'].map(
    (name) => `insert into customers (name, since) values ('${name}', '2026-01-01')`,
  )

  it('gets the days of the answers, and its customers stay customers', async () => {
    const rows = await broughtUp<{ answered_on: string | null }>(
      [
        ...customers,
        touch(1, '2026-11-01', 'us'),
        touch(1, '2026-11-01', 'them'),
        touch(2, '2026-11-01', 'us'),
        touch(1, '2026-10-31', 'us'),
        touch(1, '2026-11-05', 'us'),
        touch(1, '2026-11-03', 'us'),
        touch(1, '2026-11-04', 'them'),
      ],
      'select answered_on from touches order by id',
    )
    expect(rows.map((row) => row.answered_on)).toEqual([null, '2026-11-03', null, null, null, null, '2026-11-05'])
    expect(await broughtUp(customers, 'select distinct kind from customers')).toEqual([{ kind: 'customer' }])
  })

  it('gets the counts of its days', async () => {
    const rows = await broughtUp(
      [
        ...customers,
        touch(1, '2026-11-01', 'us'),
        touch(2, '2026-11-01', 'us'),
        touch(2, '2026-11-01', 'them'),
        touch(2, '2026-11-02', 'us'),
        "update touches set minutes = 15 where begun_by = 'us'",
      ],
      'select on_day, begun_by, touches, minutes from day_counts',
    )
    expect(rows).toEqual([
      { on_day: '2026-11-01', begun_by: 'them', touches: 1, minutes: 0 },
      { on_day: '2026-11-01', begun_by: 'us', touches: 2, minutes: 30 },
      { on_day: '2026-11-02', begun_by: 'us', touches: 1, minutes: 15 },
    ])
  })

  const purpose = (name: string, also = '') =>
    `insert into purposes (name, tone, care, money, opens, begun_by, channel_id, meaning, also)
      values ('${name}', '=', 0, 0, null, 'them', 1, 'their own', '${also}')`
  const channel = (name: string, also = '') =>
    `insert into channels (name, spoken, also) values ('${name}', 0, '${also}')`
  const purposes = 'select name, meaning from purposes where id > 17 order by id'
  const own = (name: string) => ({ name, meaning: 'their own' })
  const praise = { name: 'praise', meaning: 'told them what they do well' }
  const correction = { name: 'correction', meaning: 'told them what has to change' }

  it.each<[what: string, statements: string[], expected: object[]]>([
    ['nothing of the kind', [], [praise, correction]],
    ['a purpose called praise', [purpose('praise')], [own('praise'), correction]],
    ['both', [purpose('correction'), purpose('praise')], [own('correction'), own('praise')]],
    ['another word that is praise', [purpose('laud', 'kudos praise')], [own('laud'), correction]],
    ['a channel called correction', [channel('correction')], [praise]],
    ['a channel understood as praise', [channel('loud', 'praise shout')], [correction]],
    ['a word that only begins like it', [purpose('praises', 'praising')], [own('praises'), praise, correction]],
  ])('with %s, keeps its own words', async (_, statements, expected) => {
    expect(await broughtUp(statements, purposes)).toEqual(expected)
  })

  it('gets praise over the telephone, whatever number that channel has', async () => {
    const moved = [
      "insert into channels (name, spoken) values ('x', 1)",
      'update purposes set channel_id = 9',
      "delete from channels where name = 'call'",
      "insert into channels (name, spoken) values ('call', 1)",
    ]
    const query = "select c.name from purposes p join channels c on c.id = p.channel_id where p.name = 'praise'"
    expect(await broughtUp(moved, query)).toEqual([{ name: 'call' }])
  })
})

describe('an older book', () => {
  const today = day('2026-11-21')
  const addColumn =
    "alter table customers add column pulse integer; insert into settings (key, value) values ('x', 'y')"
  const newer = (...more: string[]): Schema => ({
    version: migrations.length + more.length,
    migrations: async () => [...migrations, ...more],
  })
  const names = (book: Book) => book.read((db) => db.all<{ name: string }>(sql`select name from customers`))

  async function olderBook(): Promise<string> {
    const path = join(ownFolder(), 'book.db')
    const book = new Book(path, today, () => {})
    await book.write(async (db) => {
      await addCustomer(db, bareCustomer('Acme', today))
      return { summary: 'added Acme', result: undefined }
    })
    book.close()
    return path
  }

  it('is brought up to date when it is opened, after a snapshot that is a whole book', async () => {
    const path = await olderBook()
    const told: string[] = []
    const book = new Book(
      path,
      today,
      (text) => told.push(text),
      newer(addColumn, 'create table widgets (id integer) strict'),
    )
    expect(await names(book)).toEqual([{ name: 'Acme' }])
    expect(await book.read((db) => db.all(sql`select pulse from customers`))).toEqual([{ pulse: null }])
    book.close()
    const snapshot = join(snapshotFolder(path), `2026-11-21 before version ${currentSchema.version + 2}.db`)
    expect(told).toEqual([
      `The book was brought up to version ${currentSchema.version + 2}. As it was before: ${snapshot}`,
    ])
    expect(lookAt(path)).toMatchObject({ header: { version: currentSchema.version + 2 } })
    expect(lookAt(snapshot)).toMatchObject({ header: { version: currentSchema.version } })
    expect(await names(new Book(snapshot, today, () => {}))).toEqual([{ name: 'Acme' }])
    expect(readdirSync(snapshotFolder(path))).toHaveLength(1)
  })

  it('stays as it was when a migration fails', async () => {
    const path = await olderBook()
    const before = readFileSync(path)
    const book = new Book(
      path,
      today,
      () => {},
      newer('create table widgets (id integer) strict; insert into nowhere values (1)'),
    )
    await expect(names(book)).rejects.toThrow(/no such table: nowhere/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('is missing, not new, when only its snapshots are left', async () => {
    const path = await olderBook()
    await names(new Book(path, today, () => {}, newer(addColumn)))
    rmSync(path)
    const again = new Book(path, today, () => {})
    const add = again.write(async (db) => ({ summary: '', result: await addCustomer(db, bareCustomer('Bolt', today)) }))
    await expect(add).rejects.toThrow(/is missing, but there are snapshots of it/)
    await expect(names(again)).rejects.toThrow(/is missing/)
    expect(existsSync(path)).toBe(false)
  })

  it('is not touched when no snapshot can be taken', async () => {
    const path = await olderBook()
    const before = readFileSync(path)
    writeFileSync(snapshotFolder(path), 'a file where the folder should be')
    await expect(names(new Book(path, today, () => {}, newer(addColumn)))).rejects.toThrow(
      /^No snapshot could be taken in /,
    )
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('is not changed by an undo of what came before', async () => {
    const path = await olderBook()
    const book = new Book(path, today, () => {}, newer(addColumn))
    await book.undo()
    expect(await names(book)).toEqual([])
  })
})
