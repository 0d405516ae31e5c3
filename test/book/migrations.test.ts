import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import { bringBack } from '#book/changes/redo.ts'
import { takeBackLastChange } from '#book/changes/undo.ts'
import { openSqlite } from '#book/engines/sqlite.ts'
import { lookAt } from '#book/file/header.ts'
import { snapshotFolder } from '#book/file/paths.ts'
import { FileBook } from '#book/file-book.ts'
import { keptKey, touchKey } from '#book/kept-key.ts'
import { migrations } from '#book/migrations/index.ts'
import { currentSchema, type Schema } from '#book/schema.ts'
import { nameKeys } from '#domain/customers/name-keys.ts'
import { day } from '#domain/days/day.ts'
import { addCustomer, bareCustomer } from '#tables/customers/customers.ts'
import { customersBeginning } from '#tables/customers/handles.ts'
import { misfiledName } from '#tables/customers/own-handles.ts'
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
  /** A book of these statements, brought up to date, and the rows of one query. */
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

  const also =
    "select also from channels where name = 'text' union all select also from purposes where name = 'invoice'"

  it.each<[what: string, statements: string[], texts: string, invoices: string]>([
    ['nothing of the kind', [], 'sms chat whatsapp message texted', 'bill billed invoiced'],
    ['a channel called texted', [channel('texted')], 'sms chat whatsapp message', 'bill billed invoiced'],
    ['a purpose called texted', [purpose('texted')], 'sms chat whatsapp message', 'bill billed invoiced'],
    ['a purpose understood as bill', [purpose('tip', 'bill')], 'sms chat whatsapp message texted', 'billed invoiced'],
    ['a word that begins like it', [purpose('bills')], 'sms chat whatsapp message texted', 'bill billed invoiced'],
  ])('with %s, is given no other meaning of it', async (_, statements, texts, invoices) => {
    const given = await broughtUp<{ also: string }>(statements, also)
    const words = given.map((row) => row.also.split(' ').sort())
    expect(words).toEqual([texts.split(' ').sort(), invoices.split(' ').sort()])
  })

  it('knows that an attempt reaches nobody, and answers nothing', async () => {
    const reached = await broughtUp(
      [purpose('praise')],
      'select name from purposes where reached = 0 or reached is null order by id',
    )
    expect(reached).toEqual([{ name: 'attempt' }])
    const attempted = touch(1, '2026-11-04', 'us').replace(
      '2, 1,',
      "2, (select id from purposes where name = 'attempt'),",
    )
    const rows = await broughtUp(
      [...customers, touch(1, '2026-11-03', 'them').replace('2, 1,', '4, 1,'), attempted, touch(1, '2026-11-06', 'us')],
      "select answered_on from touches where begun_by = 'them'",
    )
    expect(rows).toEqual([{ answered_on: '2026-11-06' }])
  })

  type Away = { archived_on?: string | null; snoozed_until?: string | null }
  /** A change of the first customer on a day, as the undo log has it. */
  const changed = (id: number, madeOn: string, before: Away, after: Away, undone = 0) => [
    `insert into changes (id, made_on, summary, undone) values (${id}, '${madeOn}', 'x', ${undone})`,
    `insert into change_rows (change_id, seq, table_name, row_id, before, after)
      values (${id}, 0, 'customers', 1, '${JSON.stringify(before)}', '${JSON.stringify(after)}')`,
  ]
  const here = { archived_on: null, snoozed_until: null }
  const archived = { ...here, archived_on: '2026-03-01' }

  it('knows from the undo log when somebody was in the archive, but for what was taken back', async () => {
    const absences = 'select customer_id, kind, from_day, until_day, ended_on from absences'
    const there = changed(1, '2026-03-01', here, archived)
    expect(await broughtUp([...customers, ...there], absences)).toEqual([])
    const back = changed(2, '2026-04-15', archived, here)
    expect(await broughtUp([...customers, ...there, ...back], absences)).toEqual([
      { customer_id: 1, kind: 'archived', from_day: '2026-03-01', until_day: '2026-04-15', ended_on: '2026-04-15' },
    ])
    const undone = changed(2, '2026-04-15', archived, here, 1)
    expect(await broughtUp([...customers, ...there, ...undone], absences)).toEqual([])
    const onTheDay = changed(2, '2026-03-01', archived, here)
    expect(await broughtUp([...customers, ...there, ...onTheDay], absences)).toEqual([])
  })

  it('knows from the undo log when a snooze was said; of one that nobody logged, it does not', async () => {
    const snoozed = { ...here, snoozed_until: '2026-12-01' }
    const now = "update customers set snoozed_until = '2026-12-01'"
    const said = 'select snoozed_on from customers order by id'
    const first = changed(1, '2026-10-20', here, { ...here, snoozed_until: '2026-11-01' })
    const again = changed(2, '2026-11-05', { ...here, snoozed_until: '2026-11-01' }, snoozed)
    const renamed = changed(3, '2026-11-09', snoozed, snoozed)
    expect(await broughtUp([...customers, now, ...first, ...again, ...renamed], said)).toEqual([
      { snoozed_on: '2026-11-05' },
      { snoozed_on: null },
    ])
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

describe('a book of the fourth version', () => {
  const logged = (seq: number, table: string, id: number, after: object) =>
    `insert into change_rows (change_id, seq, table_name, row_id, after)
      values (1, ${seq}, '${table}', ${id}, '${JSON.stringify({ id, ...after })}')`
  const handle = (kind: string, key: string, shown: string | null) => ({ customer_id: 1, kind, key, shown })
  const statements = [
    "insert into customers (name, since) values ('Jörg Müller', '2026-01-01')",
    "insert into changes (made_on, summary) values ('2026-01-01', 'added Jörg Müller (#1)')",
    logged(0, 'customers', 1, { name: 'Jörg Müller', since: '2026-01-01', kind: 'customer' }),
    ...[
      handle('name', 'jorgmuller', 'Jörg Müller'),
      handle('word', 'jorgmuller', null),
      handle('word', 'muller', null),
    ].flatMap((row, i) => [
      `insert into handles (customer_id, kind, key, shown)
        values (1, '${row.kind}', '${row.key}', ${row.shown === null ? 'null' : `'${row.shown}'`})`,
      logged(i + 1, 'handles', i + 1, row),
    ]),
  ]
  const names = async (engine: ReturnType<typeof openSqlite>, typed: string) =>
    (await customersBeginning(engine, typed)).map(({ name }) => name)

  it('gets the ways in which names are written, in the log of changes too', async () => {
    const engine = openSqlite(':memory:')
    const plain = (text: string) => ({ sql: text, values: [] }) as unknown as Parameters<typeof engine.run>[0]
    engine.migrate(migrations.slice(0, 4))
    await engine.transaction('write', async () => {
      for (const statement of statements) await engine.run(plain(statement))
    })
    engine.migrate(migrations)
    expect(await names(engine, 'mueller')).toEqual(['Jörg Müller'])
    expect(await misfiledName(engine)).toBe(null)
    await engine.transaction('write', () => takeBackLastChange(engine))
    expect(await engine.all(sql`select * from customers`)).toEqual([])
    expect(await engine.all(sql`select * from name_keys`)).toEqual([])
    await engine.transaction('write', () => bringBack(engine))
    expect(await names(engine, 'joerg')).toEqual(['Jörg Müller'])
    expect(await misfiledName(engine)).toBe(null)
    engine.close()
  })
})

it('a book of the first day of version 5 gets what that version had later', async () => {
  const engine = openSqlite(':memory:')
  const plain = (text: string) => ({ sql: text, values: [] }) as unknown as Parameters<typeof engine.run>[0]
  engine.migrate(migrations.slice(0, 5))
  await engine.transaction('write', async () => {
    for (const text of [
      ...['insert', 'delete', 'update'].map((event) => `drop trigger name_keys_${event}`),
      'drop table name_keys',
      'alter table handles drop column keys',
      'drop index loops_by_closing_touch',
      'alter table loops drop column closing_touch_id',
      'drop trigger touches_answered_insert',
      'drop trigger touches_answered_update',
      "insert into customers (name, since) values ('Jörg Müller', '2026-01-01')",
      "insert into handles (customer_id, kind, key, shown) values (1, 'name', 'jorgmuller', 'Jörg Müller')",
      "insert into handles (customer_id, kind, key) values (1, 'word', 'muller')",
    ])
      await engine.run(plain(text))
  })
  engine.migrate(migrations)
  expect(engine.file.schema()).toEqual(memoryBook().file.schema())
  expect(await customersBeginning(engine, 'mueller')).toMatchObject([{ name: 'Jörg Müller' }])
  expect(await misfiledName(engine)).toBe(null)
  engine.close()
})

it('a book of version 6 keeps its names, e-mails and phones with their numbers, and can have companies', async () => {
  const engine = openSqlite(':memory:')
  const plain = (text: string) => ({ sql: text, values: [] }) as unknown as Parameters<typeof engine.run>[0]
  engine.migrate(migrations.slice(0, 6))
  const keys = (name: string) => JSON.stringify(nameKeys(name))
  await engine.transaction('write', async () => {
    for (const statement of [
      "insert into customers (name, since, email) values ('Ann Lee', '2026-01-01', 'a@x.example'), ('Bo', '2026-01-01', null)",
      `insert into handles (customer_id, kind, key, shown, keys) values (1, 'name', 'annlee', 'Ann Lee', '${keys('Ann Lee')}'),
        (1, 'email', 'a@x.example', 'a@x.example', null), (2, 'name', 'bo', 'Bo', '${keys('Bo')}'),
        (2, 'alias', 'bob', 'Bob', '${keys('Bob')}')`,
      'delete from handles where id = 4',
      "insert into changes (made_on, summary) values ('2026-01-02', 'removed an alias')",
      `insert into change_rows (change_id, seq, table_name, row_id, before) values (1, 0, 'handles', 4,
        '${JSON.stringify({ id: 4, customer_id: 2, kind: 'alias', key: 'bob', shown: 'Bob', keys: keys('Bob') })}')`,
    ])
      await engine.run(plain(statement))
  })
  const handles = () => engine.cells(sql`select id, customer_id, kind, key, shown from handles order by id`)
  const before = await handles()
  engine.migrate(migrations)
  expect(await handles()).toEqual(before)
  expect(await misfiledName(engine)).toBe(null)
  expect(await engine.all(sql`select * from pragma_foreign_key_check()`)).toEqual([])
  const found = async (typed: string, of?: 'company') =>
    (await customersBeginning(engine, typed, of)).map(({ name }) => name)
  expect(await found('lee')).toEqual(['Ann Lee'])
  // A removed row comes back with its number, which no other row has got meanwhile.
  const company = { customer_id: 2, kind: 'company', key: 'mill', shown: 'Mill', keys: keys('Mill') }
  await engine.transaction('write', () => engine.insertMany('handles', Object.keys(company), [Object.values(company)]))
  expect((await handles()).at(-1)).toEqual([5, 2, 'company', 'mill', 'Mill'])
  expect([await found('mil'), await found('mil', 'company')]).toEqual([[], ['Bo']])
  await engine.transaction('write', () => takeBackLastChange(engine))
  expect(await found('bob')).toEqual(['Bo'])
  expect(await misfiledName(engine)).toBe(null)
  engine.close()
})

it('a book of version 8 keeps the days of its answers, and new touches answer what waited, or sooner', async () => {
  const engine = openSqlite(':memory:')
  const plain = (text: string) => ({ sql: text, values: [] }) as unknown as Parameters<typeof engine.run>[0]
  engine.migrate(migrations.slice(0, 8))
  const log = (on: string, begunBy: 'us' | 'them') =>
    engine.transaction('write', () =>
      engine.run(
        plain(`insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by)
        values (1, '${on}', 4, 1, '+', '${begunBy}')`),
      ),
    )
  const answered = async () =>
    (await engine.cells(sql`select answered_on from touches where begun_by = 'them' order by id`)).flat()
  await engine.transaction('write', () =>
    engine.run(plain("insert into customers (name, since) values ('Acme', '2026-01-01')")),
  )
  await log('2026-11-01', 'them')
  await log('2026-11-10', 'us')
  await log('2026-11-12', 'them')
  expect(await answered()).toEqual(['2026-11-10', null])
  engine.migrate(migrations)
  expect(engine.file.schema()).toEqual(memoryBook().file.schema())
  expect(await answered()).toEqual(['2026-11-10', null])
  await log('2026-11-12', 'us')
  await log('2026-11-01', 'us')
  expect(await answered()).toEqual(['2026-11-01', '2026-11-12'])
  engine.close()
})

describe.each([1, 2, 3, 4, 5])('a book of version %i', (version) => {
  const long = 'x'.repeat(300)
  const notes = ['Ça va', 'all well', null]
  const values = (list: (string | null)[]) => list.map((each) => (each === null ? 'null' : `'${each}'`)).join(', ')
  const touch = (id: number, note: string | null) => ({ id, customer_id: 1, note })
  const statements = [
    "insert into customers (name, since) values ('Acme', '2026-01-01')",
    ...notes.map(
      (note) => `insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by, note)
        values (1, '2026-11-21', 2, 1, '+', 'us', ${values([note])})`,
    ),
    "insert into changes (made_on, summary) values ('2026-11-21', 'amended #1')",
    `insert into change_rows (change_id, seq, table_name, row_id, before, after)
      values (1, 0, 'touches', 1, ${values([touch(1, null), touch(1, 'Ça va')].map((row) => JSON.stringify(row)))})`,
  ]
  const keyed = [
    `insert into import_keys (source, key, customer_id, touch_id) values
      ('vCard', '${long}', 1, null), ('vCard', 'short', 1, null), ('by No', '${long}#1', null, 1), ('by No', '12#1', null, 2)`,
    `insert into column_maps (header, mapping) values ('${long}', '{}'), ('name,note', '{}')`,
    `insert into change_rows (change_id, seq, table_name, row_id, after) values
      (1, 1, 'import_keys', 3, '${JSON.stringify({ id: 3, source: 'by No', key: `${long}#1`, customer_id: null, touch_id: 1 })}'),
      (1, 2, 'column_maps', 1, '${JSON.stringify({ id: 1, header: long, mapping: '{}' })}')`,
  ]
  async function broughtUp() {
    const engine = openSqlite(':memory:')
    const plain = (text: string) => ({ sql: text, values: [] }) as unknown as Parameters<typeof engine.run>[0]
    engine.migrate(migrations.slice(0, version))
    await engine.transaction('write', async () => {
      for (const statement of [...statements, ...(version < 3 ? [] : keyed)]) await engine.run(plain(statement))
    })
    engine.migrate(migrations)
    return engine
  }

  it('gets the text in which each note is searched, in the log of changes too', async () => {
    const engine = await broughtUp()
    const keys = () => engine.cells(sql`select note, note_key from touches order by id`)
    expect(await keys()).toEqual([
      ['Ça va', 'ca va'],
      ['all well', null],
      [null, null],
    ])
    await engine.transaction('write', () => takeBackLastChange(engine))
    expect((await keys())[0]).toEqual([null, null])
    await engine.transaction('write', () => bringBack(engine))
    expect((await keys())[0]).toEqual(['Ça va', 'ca va'])
    expect(await engine.cells(sql`select made_by from changes`)).toEqual([[null]])
  })

  it.runIf(version >= 3)('gets hashes in the place of long keys, in the log of changes too', async () => {
    const engine = await broughtUp()
    const keys = async () => [
      ...(await engine.cells(sql`select key from import_keys order by id`)),
      ...(await engine.cells(sql`select header from column_maps order by id`)),
    ]
    const expected = [[keptKey(long)], ['short'], [touchKey(long, 1)], ['12#1'], [keptKey(long)], ['name,note']]
    expect(await keys()).toEqual(expected)
    expect(keptKey(long)).toMatch(/^sha256 [\w-]{43}$/)
    await engine.transaction('write', () => takeBackLastChange(engine))
    await engine.transaction('write', () => bringBack(engine))
    expect(await keys()).toEqual(expected)
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
  const names = (book: FileBook) => book.read((db) => db.all<{ name: string }>(sql`select name from customers`))

  async function olderBook(): Promise<string> {
    const path = join(ownFolder(), 'book.db')
    const book = new FileBook(path, today, () => {})
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
    const book = new FileBook(path, today, (text) => told.push(text), {
      schema: newer(addColumn, 'create table widgets (id integer) strict'),
    })
    expect(await names(book)).toEqual([{ name: 'Acme' }])
    expect(await book.read((db) => db.all(sql`select pulse from customers`))).toEqual([{ pulse: null }])
    book.close()
    const snapshot = join(snapshotFolder(path), `2026-11-21 before version ${currentSchema.version + 2}.db`)
    expect(told).toEqual([
      `The book was brought up to version ${currentSchema.version + 2}. As it was before: ${snapshot}`,
    ])
    expect(lookAt(path)).toMatchObject({ header: { version: currentSchema.version + 2 } })
    expect(lookAt(snapshot)).toMatchObject({ header: { version: currentSchema.version } })
    expect(await names(new FileBook(snapshot, today, () => {}))).toEqual([{ name: 'Acme' }])
    expect(readdirSync(snapshotFolder(path))).toHaveLength(1)
  })

  it('stays as it was when a migration fails', async () => {
    const path = await olderBook()
    const before = readFileSync(path)
    const book = new FileBook(path, today, () => {}, {
      schema: newer('create table widgets (id integer) strict; insert into nowhere values (1)'),
    })
    await expect(names(book)).rejects.toThrow(/no such table: nowhere/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('is said to be half-way where the disk was full between two migrations, and goes on from there', async () => {
    const path = await olderBook()
    const half = currentSchema.version + 1
    const tooLarge =
      'pragma max_page_count = 1; create table widgets (bytes blob); insert into widgets values (zeroblob(1000000))'
    await expect(
      names(new FileBook(path, today, () => {}, { schema: newer(addColumn, tooLarge) })),
    ).rejects.toMatchObject({
      exitCode: 1,
      message: `The disk failed or is full (database or disk is full): ${path} was brought up to version ${half}; it may be of version ${half + 1}, or not.`,
      hint: expect.stringMatching(/goes on from there. As it was before: .*before version/),
    })
    expect(lookAt(path)).toMatchObject({ header: { version: half } })
    expect(readdirSync(snapshotFolder(path))).toHaveLength(1)
    const roomy = newer(addColumn, 'create table widgets (id integer) strict')
    expect(await names(new FileBook(path, today, () => {}, { schema: roomy }))).toEqual([{ name: 'Acme' }])
  })

  it('is missing, not new, when only its snapshots are left', async () => {
    const path = await olderBook()
    await names(new FileBook(path, today, () => {}, { schema: newer(addColumn) }))
    rmSync(path)
    const again = new FileBook(path, today, () => {})
    const add = again.write(async (db) => ({ summary: '', result: await addCustomer(db, bareCustomer('Bolt', today)) }))
    await expect(add).rejects.toThrow(/is missing, but there are snapshots of it/)
    await expect(names(again)).rejects.toThrow(/is missing/)
    expect(existsSync(path)).toBe(false)
  })

  it('is not touched when no snapshot can be taken', async () => {
    const path = await olderBook()
    const before = readFileSync(path)
    writeFileSync(snapshotFolder(path), 'a file where the folder should be')
    await expect(names(new FileBook(path, today, () => {}, { schema: newer(addColumn) }))).rejects.toThrow(
      /^No snapshot could be taken in /,
    )
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('is not changed by an undo of what came before', async () => {
    const path = await olderBook()
    const book = new FileBook(path, today, () => {}, { schema: newer(addColumn) })
    await book.undo()
    expect(await names(book)).toEqual([])
  })
})
