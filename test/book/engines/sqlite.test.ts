import sql from 'sql-template-tag'
import { expect, it } from 'vitest'
import { openSqlite } from '#book/engines/sqlite.ts'
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
