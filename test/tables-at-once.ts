import sql, { raw } from 'sql-template-tag'
import { openSqlite, type SqliteEngine } from '#book/engines/sqlite.ts'
import { type Migration, migrations } from '#book/migrations/index.ts'
import { currentSchema } from '#book/schema.ts'

const cell = (value: unknown): string => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : `${value}`)

/** The statements that fill a table with the rows that it has. */
async function rowsOf(engine: SqliteEngine, table: string): Promise<string[]> {
  const rows = await engine.cells(sql`select * from ${raw(table)}`)
  return rows.length === 0 ? [] : [`insert into ${table} values ${rows.map((row) => `(${row.map(cell)})`).join(', ')}`]
}

/** The statements that make a database as all migrations make it, the rows before the triggers that would count them. */
async function wholeBook(): Promise<string> {
  const engine = openSqlite(':memory:')
  engine.migrate(migrations)
  const made = await engine.all<{ type: string; name: string; text: string }>(
    sql`select type, name, sql as text from sqlite_schema where sql is not null and name not like 'sqlite%' order by rowid`,
  )
  const tables = made.filter(({ type }) => type === 'table')
  const others = made.filter(({ type }) => type !== 'table')
  const rows = await Promise.all(tables.map(({ name }) => rowsOf(engine, name)))
  const sequence = ['delete from sqlite_sequence', ...(await rowsOf(engine, 'sqlite_sequence'))]
  engine.close()
  const texts = [tables.map(({ text }) => text), rows.flat(), sequence, others.map(({ text }) => text)].flat()
  return texts.join(';\n')
}

let found: Promise<string> | undefined

/**
 * Gives the new books of tests their tables at once: the migrations one by one take longer than most commands. A book that has
 * some of them gets the others as ever.
 */
export async function makeTablesAtOnce(): Promise<void> {
  // Made here: a test that counts statements must not count these.
  found ??= wholeBook()
  const whole = await found
  currentSchema.migrations = async () => {
    let isNew = false
    const atOnce: Migration[] = migrations.map((migration, done) => (has) => {
      isNew ||= done === 0
      if (isNew) return done === migrations.length - 1 ? whole : ''
      return typeof migration === 'string' ? migration : migration(has)
    })
    return atOnce
  }
}
