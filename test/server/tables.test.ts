import sql from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import { bookTables } from '#book/copy.ts'
import { PostgresEngine } from '#book/engines/postgres.ts'
import { currentSchema } from '#book/schema.ts'
import { foundedVersion, serverMigrations, upgrade } from '#book/server/upgrade.ts'
import { memoryBook } from '../book/memory-book.ts'
import { hasPostgres } from '../postgres.ts'
import { placeOf, schemaWithBook, withEngine } from '../server.ts'

it('each version after that of the first tables on a server has its text for a server', () => {
  const later = Array.from({ length: currentSchema.version - foundedVersion }, (_, i) => foundedVersion + 1 + i)
  expect(Object.keys(serverMigrations).map(Number)).toEqual(later)
})

describe.skipIf(!hasPostgres())('a book on a server', () => {
  it('has the tables of a file, and their columns in the same order', async () => {
    const listed = (tables: [string, Set<string>][]) => tables.map(([table, columns]) => [table, [...columns]])
    const place = await placeOf(await schemaWithBook())
    const onServer = await withEngine(place, (engine) => engine.transaction('read', () => bookTables(engine)))
    expect(listed(onServer)).toEqual(listed(await bookTables(memoryBook())))
  })

  it('compares every text by its bytes', async () => {
    const schema = await schemaWithBook()
    const others = await withEngine(await placeOf(schema), (engine) =>
      engine.transaction('read', () =>
        engine.cells(sql`select table_name, column_name from information_schema.columns
          where table_schema = ${schema} and data_type = 'text' and collation_name is distinct from 'C'`),
      ),
    )
    expect(others).toEqual([])
  })

  it('is asked without compiling queries, which takes longer than the queries do', async () => {
    const asked = await withEngine(await placeOf(await schemaWithBook()), (engine) =>
      engine.transaction('read', () => engine.cells(sql`select current_setting('jit')`)),
    )
    expect(asked).toEqual([['off']])
  })

  it('is brought up by one of two laptops that come at once, and once', async () => {
    const place = await placeOf(await schemaWithBook())
    const migrations = { [currentSchema.version + 1]: 'create table news (id bigint primary key)' }
    const next = currentSchema.version + 1
    const laptops = [new PostgresEngine(place, () => {}), new PostgresEngine(place, () => {})]
    const from = await Promise.all(
      laptops.map((engine) => engine.transaction('write', () => upgrade(engine, next, migrations))),
    )
    expect(from.sort()).toEqual([currentSchema.version, null])
    for (const engine of laptops) engine.close()
    await withEngine(place, (engine) =>
      engine.founding(() => engine.define(`drop table news; update book set version = ${currentSchema.version}`)),
    )
  })
})
