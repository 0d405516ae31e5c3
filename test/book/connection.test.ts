import { join } from 'node:path'
import sql, { raw } from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '#book/engines/sqlite.ts'
import { migrations } from '#book/migrations/index.ts'
import { ownFolder } from '../cl.ts'

function newFile() {
  const path = join(ownFolder(), 'book.db')
  const engine = openSqlite(path, { create: true })
  engine.migrate(migrations)
  return { path, engine }
}

const settingOf = async (engine: ReturnType<typeof openSqlite>, name: string) =>
  Object.values((await engine.all<Record<string, unknown>>(sql`pragma ${raw(name)}`))[0] ?? {})[0]

describe('a connection', () => {
  // The meanings of the values: https://www.sqlite.org/pragma.html; synchronous 3 is EXTRA, temp_store 2 memory.
  it.each([
    ['journal_mode', 'truncate'],
    ['synchronous', 3],
    ['busy_timeout', 15_000],
    ['foreign_keys', 1],
    ['trusted_schema', 0],
    ['cell_size_check', 1],
    ['secure_delete', 1],
    ['fullfsync', 1],
    ['query_only', 1],
    ['temp_store', 2],
  ])('has %s = %s', async (name, value) => {
    const { engine } = newFile()
    expect(await settingOf(engine, name)).toBe(value)
    engine.close()
  })

  it('has more memory for pages once it writes', async () => {
    const { path, engine: first } = newFile()
    first.close()
    const engine = openSqlite(path)
    expect(await settingOf(engine, 'cache_size')).toBe(-4000)
    expect(await engine.transaction('write', () => settingOf(engine, 'cache_size'))).toBe(-16_000)
    expect(await settingOf(engine, 'query_only')).toBe(1)
    engine.close()
  })

  it('writes nothing outside a writing transaction, and nothing after one that failed', async () => {
    const { engine } = newFile()
    const write = () => engine.run(sql`insert into settings (key, value) values ('x', 'y')`)
    const refused = expect.objectContaining({ kind: 'readonly' })
    await expect(write()).rejects.toEqual(refused)
    await expect(engine.transaction('read', write)).rejects.toEqual(refused)
    await engine.transaction('write', write)
    await expect(engine.transaction('write', write)).rejects.toThrow(/UNIQUE/)
    await expect(write()).rejects.toEqual(refused)
    engine.close()
  })

  it('waits for nobody to read, and shows a reader one moment, while another writes', async () => {
    const { path, engine } = newFile()
    const other = openSqlite(path)
    const count = () => other.all<{ n: number }>(sql`select count(*) as n from settings`)
    await engine.transaction('write', async () => {
      await engine.run(sql`insert into settings (key, value) values ('x', 'y')`)
      expect(await count()).toEqual([{ n: 0 }])
    })
    expect(await count()).toEqual([{ n: 1 }])
    other.close()
    engine.close()
  })

  it('that may only read writes nothing at all', async () => {
    const { path, engine } = newFile()
    engine.close()
    const reader = openSqlite(path, { readOnly: true })
    const write = reader.transaction('write', () =>
      reader.run(sql`insert into settings (key, value) values ('x', 'y')`),
    )
    await expect(write).rejects.toEqual(expect.objectContaining({ kind: 'readonly' }))
    reader.close()
  })

  it('does not let a row go that another belongs to', async () => {
    const { engine } = newFile()
    const inserted = engine.transaction('write', async () => {
      await engine.run(sql`insert into customers (id, name, since) values (1, 'Acme', '2026-01-01')`)
      await engine.run(sql`insert into tags (customer_id, tag) values (1, 'vip')`)
      await engine.run(sql`delete from customers`)
    })
    await expect(inserted).rejects.toThrow(/FOREIGN KEY constraint failed/)
    engine.close()
  })
})

it('every table is strict, and no row is deleted together with another', async () => {
  const { engine } = newFile()
  const tables = await engine.all<{ name: string; sql: string }>(
    sql`select name, sql from sqlite_schema where type = 'table' and name not like 'sqlite_%'`,
  )
  expect(tables.filter((table) => !/\) strict(, without rowid)?$/i.test(table.sql))).toEqual([])
  expect(tables.filter((table) => /on (delete|update) (cascade|set)/i.test(table.sql))).toEqual([])
  engine.close()
})

describe('a transaction that SQLite takes back by itself, on a full disk', () => {
  /** An engine that can write no more than a few pages in a transaction. */
  async function fullDisk() {
    const { engine } = newFile()
    await engine.transaction('write', () => engine.run(sql`create table notes (text text) strict`))
    await engine.all(sql`pragma max_page_count = 1`) // as few as there are
    const written = () => engine.all<{ text: string }>(sql`select text from notes`)
    return { engine, written, tooLong: 'x'.repeat(1_000_000) }
  }
  const add = (engine: ReturnType<typeof openSqlite>, text: string) =>
    engine.run(sql`insert into notes (text) values (${text})`)

  it('keeps nothing of what was to be written beside it, or after it', async () => {
    const { engine, written, tooLong } = await fullDisk()
    const beside = engine.transaction('write', () => Promise.allSettled([add(engine, tooLong), add(engine, 'beside')]))
    await expect(beside).rejects.toMatchObject({ kind: 'full' })
    const after = engine.transaction('write', async () => {
      await add(engine, tooLong).catch(() => {})
      await engine.insertMany('notes', ['text'], [['after']])
    })
    await expect(after).rejects.toMatchObject({ kind: 'full' })
    expect(await written()).toEqual([])
  })

  it('hinders no later one', async () => {
    const { engine, written, tooLong } = await fullDisk()
    await expect(engine.transaction('write', () => add(engine, tooLong))).rejects.toMatchObject({ kind: 'full' })
    await engine.transaction('write', () => add(engine, 'later'))
    expect(await written()).toEqual([{ text: 'later' }])
  })
})
