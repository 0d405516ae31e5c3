import sql, { raw } from 'sql-template-tag'
import { expect, test } from 'vitest'
import { openSqlite } from '#book/engines/sqlite.ts'
import { type Migration, migrations } from '#book/migrations/index.ts'
import { currentSchema } from '#book/schema.ts'

/** All that is in a new database: its version, what was made in it, and the rows of each table. */
async function madeBy(migrations: Migration[]): Promise<Record<string, unknown>> {
  const engine = openSqlite(':memory:')
  engine.migrate(migrations)
  const made = await engine.all<{ type: string; name: string }>(
    sql`select type, name, tbl_name, sql from sqlite_schema order by type, name`,
  )
  const rows: Record<string, unknown[]> = {}
  for (const { type, name } of made) {
    if (type === 'table') rows[name] = await engine.all(sql`select * from ${raw(name)} order by 1`)
  }
  const version = engine.file.version()
  engine.close()
  return { version, made, rows }
}

test('a new book of a test has the tables and the rows that the migrations make, one by one', async () => {
  expect(await madeBy(await currentSchema.migrations())).toEqual(await madeBy(migrations))
})
