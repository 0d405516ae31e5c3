import sql from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import { bookTables } from '#book/copy.ts'
import { PostgresEngine } from '#book/engines/postgres.ts'
import { migrations } from '#book/migrations/index.ts'
import { currentSchema } from '#book/schema.ts'
import { serverTables } from '#book/server/founding.ts'
import { serverMigrations, upgrade } from '#book/server/upgrade.ts'
import { memoryBook } from '../book/memory-book.ts'
import { hasPostgres } from '../postgres.ts'
import { ownSchema, placeOf, schemaWithBook, withEngine } from '../server.ts'

/** The version of the first books on a server. */
const firstVersion = 7

it('each version after that of the first books on a server has its text for a server', () => {
  const later = Array.from({ length: currentSchema.version - firstVersion }, (_, i) => firstVersion + 1 + i)
  expect(Object.keys(serverMigrations).map(Number)).toEqual(later)
})

/** The columns of a schema, in the words of the server, in their order. */
const columnsIn = (schema: string) =>
  sql`select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
    where table_schema = ${schema} order by table_name, ordinal_position`
/** The indexes and the conditions of a schema. */
const rulesIn = (schema: string) =>
  sql`select replace(indexdef, ${schema}, '') from pg_indexes where schemaname = ${schema}
    union all select conrelid::regclass::text || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = ${schema}::regnamespace order by 1`

describe.skipIf(!hasPostgres())('a book on a server', () => {
  it('has the tables of a file, and their columns in the same order', async () => {
    const listed = (tables: [string, Set<string>][]) => tables.map(([table, columns]) => [table, [...columns]])
    const place = await placeOf(await schemaWithBook())
    const onServer = await withEngine(place, (engine) => engine.transaction('read', () => bookTables(engine)))
    expect(listed(onServer)).toEqual(listed(await bookTables(memoryBook())))
  })

  it('has the same tables as a new one, once it was brought up from the first version', async () => {
    const [old, fresh] = [ownSchema(), await schemaWithBook()]
    const { tables, indexes } = await serverTables({
      version: firstVersion,
      migrations: async () => migrations.slice(0, firstVersion),
    })
    await withEngine(await placeOf(old), (engine) =>
      engine.founding(async () => {
        await engine.define(`${tables};\n${indexes}; alter table book drop column names;
          insert into book (id, program, version) values (1, 'cl', ${firstVersion})`)
        expect(await upgrade(engine, currentSchema.version)).toBe(firstVersion)
      }),
    )
    const [brought, made] = await Promise.all(
      [old, fresh].map(async (schema) =>
        withEngine(await placeOf(schema), (engine) =>
          engine.transaction('read', () =>
            Promise.all([engine.cells(columnsIn(schema)), engine.cells(rulesIn(schema))]),
          ),
        ),
      ),
    )
    expect(brought?.[0].length).toBeGreaterThan(100)
    expect(brought).toEqual(made)
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

  it.each([
    ['off', 'on'],
    ['local', 'local'],
  ])('is written to until it is on the disk, where the server’s synchronous_commit is %s', async (set, then) => {
    const schema = await schemaWithBook()
    const role = ownSchema()
    await withEngine(await placeOf(schema), (engine) =>
      engine.founding(() =>
        engine.define(`create role ${role} login superuser; alter role ${role} set synchronous_commit to ${set}`),
      ),
    )
    const asked = await withEngine(await placeOf(schema, { role }), (engine) =>
      engine.transaction('write', () => engine.cells(sql`select current_setting('synchronous_commit')`)),
    )
    expect(asked).toEqual([[then]])
  })

  it('is brought up by one of two laptops that come at once, and once', async () => {
    const place = await placeOf(await schemaWithBook())
    const later = { [currentSchema.version + 1]: 'create table news (id bigint primary key)' }
    const next = currentSchema.version + 1
    const laptops = [new PostgresEngine(place, () => {}), new PostgresEngine(place, () => {})]
    const from = await Promise.all(
      laptops.map((engine) => engine.transaction('write', () => upgrade(engine, next, later))),
    )
    expect(from.sort()).toEqual([currentSchema.version, null])
    for (const engine of laptops) engine.close()
    await withEngine(place, (engine) =>
      engine.founding(() => engine.define(`drop table news; update book set version = ${currentSchema.version}`)),
    )
  })
})
