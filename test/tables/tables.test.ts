import sql, { raw } from 'sql-template-tag'
import { beforeEach, describe, expect, it } from 'vitest'
import { keepChange } from '#book/changes/changes.ts'
import { takeBackLastChange } from '#book/changes/undo.ts'
import { recordingWriter, type Writer } from '#book/changes/writer.ts'
import type { Engine } from '#book/engine.ts'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import { day } from '#domain/days/day.ts'
import { rowPages } from '#export/rows.ts'
import { customerToErase } from '#forget/customer.ts'
import { eraseCustomer } from '#forget/erasure.ts'
import { belongsTo, isAbout, tablesAboutCustomer } from '#tables/belonging.ts'
import { addCustomers, bareCustomer } from '#tables/customers/customers.ts'
import { mergeCustomers } from '#tables/customers/merge.ts'
import { columnsThatAre, ownTables, usesIn } from '#tables/meanings.ts'
import { insert } from '#tables/rows.ts'
import { type TableName, tableNames, tables } from '#tables/tables.ts'
import { contents, memoryBook } from '../book/memory-book.ts'

const today = day('2026-11-21')

/** Tables of the book's own, which no command fills. */
const ofTheBook = ['change_rows', 'changes', 'checks', 'day_counts', 'name_keys', 'sqlite_sequence']

type Reference = { from: string; table: string }

describe('the catalogue, beside the tables of a book', () => {
  const engine = memoryBook()
  const namesOf = (table: TableName) => Object.keys(tables[table].columns)

  it('has every table', async () => {
    expect([...(await engine.columns()).keys()].sort()).toEqual([...tableNames, ...ofTheBook].sort())
  })

  it.each(tableNames)('has every column of %s', async (table) => {
    expect(namesOf(table).sort()).toEqual([...((await engine.columns()).get(table) ?? [])].sort())
  })

  it.each(tableNames)('knows what each column of %s points to, and comes after it', async (table) => {
    const found = await engine.all<Reference>(sql`select "from", "table" from pragma_foreign_key_list(${table})`)
    const known = [
      ...[...columnsThatAre(table, 'customer'), ...columnsThatAre(table, 'teammate')].map((from) => [
        from,
        'customers',
      ]),
      ...[...columnsThatAre(table, 'touch'), ...columnsThatAre(table, 'mention')].map((from) => [from, 'touches']),
      ...usesIn(table).map(({ column, of }) => [column, of]),
    ]
    expect(known.sort()).toEqual(found.map(({ from, table: to }) => [from, to]).sort())
    expect(known.filter(([, to]) => tableNames.indexOf(to as TableName) >= tableNames.indexOf(table))).toEqual([])
  })

  it('says of each table with a customer’s rows what a merge does with them', () => {
    const withCustomer = tableNames.filter((table) => columnsThatAre(table, 'customer').length > 0)
    expect([...ownTables].sort()).toEqual(['customers', ...withCustomer].sort())
  })

  it.each(tableNames)('knows the days of %s', async (table) => {
    const [{ schema } = { schema: '' }] = await engine.all<{ schema: string }>(
      sql`select sql as schema from sqlite_schema where name = ${table}`,
    )
    const checked = [...schema.matchAll(/\((\w+) glob '(?:\[0-9\]){4}-/g)].map(([, column]) => column)
    // The database works out this day itself.
    const unchecked = table === 'touches' ? ['answered_on'] : []
    expect(columnsThatAre(table, 'day').sort()).toEqual([...checked, ...unchecked].sort())
  })
})

const one = 1
const double = 2
const kim = 3

/** A row in every table: about the double (#2) where it is about anybody, and done by Kim (#3), a teammate. */
async function fillEverything(db: Writer): Promise<void> {
  const person = (name: string) => ({ ...bareCustomer(name, today), tags: [`tag of ${name}`] })
  await addCustomers(db, [person('Acme'), person('Acme Bakery'), { ...person('Kim'), kind: 'teammate' }])
  const of = { customer_id: double }
  const on = { on_day: today }
  const touch = { ...of, ...on, channel_id: 1, purpose_id: 4, tone: '+', begun_by: 'us', by_id: kim } as const
  const { id: touchId } = await insert(db, 'touches', touch)
  await insert(db, 'touches', { ...touch, customer_id: one })
  await insert(db, 'loops', { ...of, kind: 'promise', text: 'a list', opened_on: today, by_id: kim })
  await insert(db, 'loops', { ...of, kind: 'complaint', touch_id: touchId, opened_on: today })
  await insert(db, 'settings', { key: 'currency', value: 'EUR' })
  await insert(db, 'facts', { ...of, ...on, topic_id: 2, text: 'a second oven', by_id: kim })
  await insert(db, 'dates', { ...of, label: 'birthday', month_day: '06-04', noted_on: today })
  await insert(db, 'savings', { ...of, ...on, minutes: 30, text: 'a trip', told_by: touchId, told_on: today })
  // Nothing keeps a saving from being told of in a touch with somebody else, nor a loop from being ended by one.
  await insert(db, 'savings', { customer_id: one, ...on, minutes: 5, text: 'x', told_by: touchId, told_on: today })
  const kept = { kind: 'promise', text: 'x', opened_on: today, closed_on: today, outcome: 'kept' } as const
  await insert(db, 'loops', { customer_id: one, ...kept, closing_touch_id: touchId })
  await insert(db, 'pulses', { ...of, ...on, rating: 9 })
  await insert(db, 'surprises', { ...of, idea_id: 3, touch_id: touchId })
  await insert(db, 'losses', { ...of, lost_on: today })
  await insert(db, 'absences', { ...of, kind: 'archived', from_day: today, until_day: today, ended_on: today })
  await insert(db, 'import_keys', { source: 'a file', key: 'k1', customer_id: double })
  await insert(db, 'import_keys', { source: 'a file', key: 'k2', touch_id: touchId })
  const letter = await insert(db, 'letters', { title: 'Reminder', key: 'reminder', review_every: 90, added_on: today })
  const answers = { thanks: 1, about_them: 1, clear: 1, every_temperament: 1, welcome: 1 }
  await insert(db, 'letter_reviews', { letter_id: letter.id, ...on, ...answers })
  const audit = await insert(db, 'audits', { begun_on: today })
  await insert(db, 'audit_answers', { audit_id: audit.id, question: 1, score: 4 })
  await insert(db, 'column_maps', { header: 'Name', mapping: '{}' })
  await insert(db, 'receipts', { erased_on: today, what: '1 customer' })
}

describe('a book with a row in every table', () => {
  let engine: SqliteEngine

  const change = (work: (db: Writer) => Promise<unknown>) =>
    engine.transaction('write', async () => {
      const { writer, recorded } = recordingWriter(engine)
      await work(writer)
      await keepChange(engine, recorded, today, 'a change')
    })
  const undo = () => engine.transaction('write', () => takeBackLastChange(engine))
  const merge = () => change((db) => mergeCustomers(db, double, one, today))
  const idsOf = async (table: TableName, id: number) => {
    const rows = await engine.all<{ id: number }>(
      sql`select id from ${raw(table)} where ${belongsTo(table, [id])} order by id`,
    )
    return rows.map((row) => row.id)
  }
  const rowsByOwner = async (id: number) =>
    Object.fromEntries(await Promise.all(ownTables.map(async (table) => [table, await idsOf(table, id)] as const)))

  beforeEach(async () => {
    engine = memoryBook()
    await change(fillEverything)
  })

  it('is what these tests look at: no table without one', async () => {
    const empty = Object.entries(await contents(engine)).filter(([, rows]) => rows.length === 0)
    expect(empty).toEqual([])
    for (const [table, ids] of Object.entries(await rowsByOwner(double)))
      expect([table, ids.length > 0]).toEqual([table, true])
  })

  it('is merged: each row that was the one’s is the other’s', async () => {
    const before = await rowsByOwner(double)
    await merge()
    for (const ids of Object.values(await rowsByOwner(double))) expect(ids).toEqual([])
    const after = await rowsByOwner(one)
    const counted = ownTables.filter((table) => !['customers', 'handles', 'tags'].includes(table))
    for (const table of counted) expect(after[table]).toEqual(expect.arrayContaining(before[table] ?? []))
  })

  it('names another teammate, once the first is merged into that one', async () => {
    await change((db) => addCustomers(db, [{ ...bareCustomer('Kim Li', today), kind: 'teammate' }]))
    const doneBy = async (id: number) => [
      ...(await engine.all(sql`select id from touches where by_id = ${id}`)),
      ...(await engine.all(sql`select id from loops where by_id = ${id}`)),
      ...(await engine.all(sql`select id from facts where by_id = ${id}`)),
    ]
    const done = await doneBy(kim)
    expect(done).toHaveLength(4)
    await change((db) => mergeCustomers(db, kim, 4, today))
    expect([await doneBy(kim), await doneBy(4)]).toEqual([[], done])
  })

  it('is as it was when a merge and the filling are taken back', async () => {
    const filled = await contents(engine)
    await merge()
    await undo()
    expect(await contents(engine)).toEqual(filled)
    await undo()
    expect(await contents(engine)).toEqual(await contents(memoryBook()))
  })

  it('is exported: every row about one customer, and the words that it is written in', async () => {
    const exported: Record<string, number> = {}
    for (const table of tablesAboutCustomer) {
      for await (const page of rowPages(engine, table, double)) exported[table] = (exported[table] ?? 0) + page.length
    }
    expect(exported).toEqual({
      customers: 1,
      handles: 1,
      tags: 1,
      channels: 1,
      purposes: 1,
      touches: 1,
      loops: 2,
      topics: 1,
      facts: 1,
      dates: 1,
      savings: 1,
      pulses: 1,
      ideas: 1,
      surprises: 1,
      losses: 1,
      absences: 1,
      import_keys: 2,
    })
    expect(isAbout('letters', double)).toBeUndefined()
  })

  it('is rid of one customer, and keeps everybody else’s rows', async () => {
    const others = await rowsByOwner(one)
    await erase(engine, double)
    for (const ids of Object.values(await rowsByOwner(double))) expect(ids).toEqual([])
    expect(await rowsByOwner(one)).toEqual(others)
    expect(await engine.all(sql`select told_by, told_on from savings`)).toEqual([{ told_by: null, told_on: null }])
    expect(await engine.all(sql`select outcome, closing_touch_id from loops`)).toEqual([
      { outcome: 'kept', closing_touch_id: null },
    ])
    expect(engine.file.orphan()).toBeNull()
  })

  it('is rid of a teammate, and keeps what they did without their name', async () => {
    await erase(engine, kim)
    expect(await engine.all(sql`select id from touches where by_id is not null`)).toEqual([])
    expect(await engine.all(sql`select id from facts where by_id is null`)).toHaveLength(1)
    expect(engine.file.orphan()).toBeNull()
  })
})

const erase = (engine: Engine, id: number) =>
  engine.transaction('write', async () => eraseCustomer(engine, await customerToErase(engine, id)))
