import sql from 'sql-template-tag'
import { beforeEach, expect, it } from 'vitest'
import { changeOf, enteredOn, keepChange, lastChange, markChange, standingCount } from '#book/changes/changes.ts'
import { bringBack } from '#book/changes/redo.ts'
import { takeBackLastChange } from '#book/changes/undo.ts'
import { recordedChange, recordingWriter, type Writer } from '#book/changes/writer.ts'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import { day } from '#domain/days/day.ts'
import { insert, insertMany, remove, removeWhere, update, updateWhere } from '#tables/rows.ts'
import { memoryBook } from '../memory-book.ts'

const today = day('2026-11-21')
let engine: SqliteEngine

/** Makes one change. @returns its number, or null where no row was changed */
const change = (work: (db: Writer) => Promise<unknown>, summary = 'a change') =>
  engine.transaction('write', async () => {
    const { writer, recorded } = recordingWriter(engine)
    await work(writer)
    return keepChange(engine, recorded, today, summary)
  })
const undo = () => engine.transaction('write', () => takeBackLastChange(engine))
const redo = () => engine.transaction('write', () => bringBack(engine))

const customers = () => engine.all<{ id: number }>(sql`select id, name, note, phone, email from customers order by id`)
const recordedRows = () =>
  engine.cells(sql`select table_name, row_id, last_id from change_rows order by change_id, seq`)

beforeEach(async () => {
  engine = memoryBook()
  await change(async (db) => {
    for (const name of ['Ann', 'Bolt', 'Cara']) await insert(db, 'customers', { name, since: today, note: 'n' })
  })
  return () => engine.close()
})

it('rows that change in other columns at once are each what they are to be, and were', async () => {
  const before = await customers()
  await change((db) =>
    updateWhere(db, 'customers', sql`1 = 1`, ({ id }) =>
      id === 1 ? { name: 'Anna' } : id === 2 ? { note: 'two' } : { phone: '3', email: 'c@x.example' },
    ),
  )
  const after = [
    { id: 1, name: 'Anna', note: 'n', phone: null, email: null },
    { id: 2, name: 'Bolt', note: 'two', phone: null, email: null },
    { id: 3, name: 'Cara', note: 'n', phone: '3', email: 'c@x.example' },
  ]
  expect(await customers()).toEqual(after)
  await undo()
  expect(await customers()).toEqual(before)
  await redo()
  expect(await customers()).toEqual(after)
})

it('only rows that are other than they were are recorded', async () => {
  const set = (note: string) =>
    change((db) => updateWhere(db, 'customers', sql`1 = 1`, ({ id }) => (id === 2 ? { note } : {})))
  expect(await set('n')).toBeNull()
  await set('two')
  expect((await recordedRows()).slice(3)).toEqual([['customers', 2, null]])
})

it('rows that are inserted at once are recorded as one, also in several goes, and no rows as none', async () => {
  const topics = (...names: string[]) => names.map((name) => [name, '?'])
  expect(await change((db) => insertMany(db, 'topics', ['name', 'question'], []))).toBeNull()
  let first = 0
  await change(async (db) => {
    await insert(db, 'customers', { name: 'Dora', since: today })
    await insert(db, 'customers', { name: 'Ella', since: today })
    first = await insertMany(db, 'topics', ['name', 'question'], topics('a', 'b'))
    const savings = [[1, today, 'rye', 5]]
    // Begun side by side: the rows that go on from the first ones take nothing of the others with them.
    const [third] = await Promise.all([
      insertMany(db, 'topics', ['name', 'question'], topics('c')),
      insertMany(db, 'savings', ['customer_id', 'on_day', 'text', 'minutes'], savings),
    ])
    expect(third).toBe(first + 2)
  })
  expect((await recordedRows()).slice(3)).toEqual([
    ['customers', 4, null],
    ['customers', 5, null],
    ['topics', first, first + 2],
    ['savings', 1, 1],
  ])
})

it('rows of two tables and with gaps between them go and come back, the last ones first', async () => {
  const all = async () => [await customers(), await engine.all(sql`select * from savings order by id`)]
  await change(async (db) => {
    for (const customer_id of [1, 2, 3, 1]) {
      await insert(db, 'savings', { customer_id, on_day: today, text: `of ${customer_id}`, minutes: 5 })
    }
  })
  const before = await all()
  await change(async (db) => {
    await removeWhere(db, 'savings', sql`customer_id <> 2`)
    await removeWhere(db, 'customers', sql`id in (1, 3)`)
  })
  expect((await customers()).map(({ id }) => id)).toEqual([2])
  await undo()
  expect(await all()).toEqual(before)
  await redo()
  expect((await customers()).map(({ id }) => id)).toEqual([2])
})

it('the words of a change are those that it wrote: no other column, none that stayed, none that went', async () => {
  await change(async (db) => {
    await updateWhere(db, 'customers', sql`id = 1`, () => ({ name: 'Anna', phone: '12' }))
    await insert(db, 'savings', { customer_id: 1, on_day: today, text: 'rye at cost', minutes: 5 })
    await updateWhere(db, 'customers', sql`id = 2`, () => ({ note: null }))
  }, 'changed Ann')
  expect(await lastChange(engine)).toMatchObject({
    ...{ id: 2, madeOn: today, summary: 'changed Ann' },
    words: ['Anna', 'rye at cost'],
  })
})

it('steps keep their order where one needs another before it', async () => {
  const saving = (customer_id: number) => ({ customer_id, on_day: today, text: 'rye', minutes: 5 })
  await change(async (db) => {
    for (const customer of [1, 1]) await insert(db, 'savings', saving(customer))
  })
  await change(async (db) => {
    await update(db, 'savings', 2, { customer_id: 2 })
    const { id } = await insert(db, 'customers', { name: 'Dora', since: today })
    await update(db, 'savings', 1, { customer_id: id })
  })
  await undo()
  await redo()
  expect(await engine.cells(sql`select id, customer_id from savings order by id`)).toEqual([
    [1, 4],
    [2, 2],
  ])
})

it('what was removed after many rows were inserted at once comes back once', async () => {
  const saving = [1, today, 'rye', 5]
  await change((db) => insert(db, 'savings', { customer_id: 2, on_day: today, text: 'oats', minutes: 5 }))
  await change(async (db) => {
    await insertMany(db, 'savings', ['customer_id', 'on_day', 'text', 'minutes'], [saving, saving])
    await remove(db, 'savings', 1)
  })
  const savings = () => engine.cells(sql`select id, text from savings order by id`)
  await undo()
  expect(await savings()).toEqual([[1, 'oats']])
  await redo()
  expect(await savings()).toEqual([
    [2, 'rye'],
    [3, 'rye'],
  ])
})

it('every column in which somebody writes is among the words', async () => {
  await change(async (db) => {
    const row = { customer_id: 1, on_day: today }
    const words = { channel_id: 1, purpose_id: 1, tone: '+', begun_by: 'us' } as const
    await insert(db, 'touches', { ...row, ...words, note: 'a note' })
    await insert(db, 'pulses', { ...row, rating: 9, quote: 'a quote' })
    await insert(db, 'dates', { customer_id: 1, label: 'a label', month_day: '03-05', noted_on: today })
    const opened = { kind: 'promise', opened_on: today, text: 'a text' } as const
    const loop = await insert(db, 'loops', { customer_id: 1, ...opened })
    await update(db, 'loops', loop.id, { closed_on: today, outcome: 'kept', closing_note: 'how it ended' })
    await update(db, 'customers', 1, { archived_on: today, archived_why: 'why' })
  })
  expect((await lastChange(engine))?.words).toEqual([
    ...['a note', 'a quote', 'a label', 'a text', 'how it ended', 'why'],
  ])
})

it('the rows entered on a day, and the number of standing changes, leave out a change that was taken back', async () => {
  expect([await standingCount(engine), [...(await enteredOn(engine, 'customers', today))]]).toEqual([1, [1, 2, 3]])
  await change((db) => updateWhere(db, 'customers', sql`id = 1`, () => ({ name: 'Anna' })))
  expect([...(await enteredOn(engine, 'customers', today))]).toEqual([1, 2, 3])
  expect([...(await enteredOn(engine, 'customers', day('2026-11-20')))]).toEqual([])
  await change((db) => insert(db, 'savings', { customer_id: 1, on_day: today, text: 'rye', minutes: 5 }))
  expect([...(await enteredOn(engine, 'savings', today))]).toEqual([1])
  await undo()
  await undo()
  await undo()
  expect([await standingCount(engine), [...(await enteredOn(engine, 'customers', today))]]).toEqual([0, []])
})

it('a change of which too many rows went is lost as a whole', async () => {
  await change(async (db) => {
    await insert(db, 'customers', { name: 'Dora', since: today })
    const rows = Array.from({ length: 10_001 }, () => [1, today, 'rye', 5])
    await insertMany(db, 'savings', ['customer_id', 'on_day', 'text', 'minutes'], rows)
  })
  await undo()
  expect(await redo()).toBe('lost')
  expect(await customers()).toHaveLength(3)
})

it('a change is known again by its key', async () => {
  const id = await change((db) => insert(db, 'customers', { name: 'Dora', since: today }))
  await engine.transaction('write', () => markChange(engine, id ?? 0, 'a key'))
  expect([await changeOf(engine, 'a key'), await changeOf(engine, 'another')]).toEqual([id, null])
})

it('a result is answered by the questions that were asked before the end of the change, and a later one is refused', async () => {
  const all = (db: Writer) => db.cells(sql`select name from customers order by id`)
  const { result } = await recordedChange(engine, async (db) => {
    const asked = all(db)
    const late = () => all(db)
    return { summary: 'a change', result: asked.then((names) => ({ names, late })) }
  })
  const { names, late } = await result
  expect(names.flat()).toEqual(['Ann', 'Bolt', 'Cara'])
  await expect(late()).rejects.toThrow('after its end')
})
