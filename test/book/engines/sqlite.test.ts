import sql from 'sql-template-tag'
import { expect, it, vi } from 'vitest'
import { openSqlite } from '#book/engines/sqlite.ts'
import { Driver } from '#book/engines/sqlite-driver.ts'
import { migrations } from '#book/migrations/index.ts'

it('a copy is filled without indexes, and has them, and its triggers, as any book does', async () => {
  const copy = openSqlite(':memory:')
  copy.migrate(migrations)
  const made = () => copy.cells(sql`select type, name, sql from sqlite_schema order by type, name`)
  const own = () =>
    copy.cells(sql`select name from sqlite_schema where type in ('index', 'trigger') and sql is not null`)
  const before = await made()
  let meanwhile: unknown
  await copy.fill(new Map(), async () => {
    meanwhile = await own()
  })
  expect(meanwhile).toEqual([])
  expect((await own()).length).toBeGreaterThan(40)
  expect(await made()).toEqual(before)
  copy.close()
})

it('rows of any number are inserted in their order, by statements of few sizes that are each prepared once', async () => {
  const engine = openSqlite(':memory:')
  engine.migrate(['create table shelves (id integer primary key, place text, boxes integer)'])
  const prepare = vi.spyOn(Driver.prototype, 'prepare')
  const rows = Array.from({ length: 20_011 }, (_, i) => [`shelf ${i + 1}`, i + 1])
  const add = (from: number, to: number) => engine.insertMany('shelves', ['place', 'boxes'], rows.slice(from, to))
  const found = await engine.transaction('write', async () => [
    await add(0, 7_003),
    await add(7_003, 14_006),
    await add(14_006, 14_007),
    await add(14_007, 20_011),
  ])
  const prepared = prepare.mock.calls.map(([text]) => text).filter((text) => text.startsWith('insert'))
  prepare.mockRestore()
  expect(found).toEqual([
    { first: 1, last: 7_003 },
    { first: 7_004, last: 14_006 },
    { first: 14_007, last: 14_007 },
    { first: 14_008, last: 20_011 },
  ])
  expect(await engine.cells(sql`select place, boxes from shelves order by id`)).toEqual(rows)
  // Each has half as many rows as the one before, down to a single one.
  expect(prepared.length).toBeLessThanOrEqual(12)
  expect(new Set(prepared).size).toBe(prepared.length)
  engine.close()
})
