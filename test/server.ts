import { sumsOf } from '#book/copy.ts'
import { type Place, PostgresEngine } from '#book/engines/postgres.ts'
import { openSqlite } from '#book/engines/sqlite.ts'
import { migrations } from '#book/migrations/index.ts'
import { found } from '#book/server/founding.ts'

/** The port of the PostgreSQL of the tests; 0 where there is none. */
export const serverPort = Number(process.env['CL_TEST_PORT'] ?? 0)

/** Whether the books of the tests are on that server: by CL_TEST_SERVER. */
export const onServer = serverPort > 0 && (process.env['CL_TEST_SERVER'] ?? '') !== ''

/** Where a schema of the test's own is. */
export const placeOf = (schema: string, role = 'cl'): Place => ({
  host: '127.0.0.1',
  port: serverPort,
  socketFile: null,
  tls: 'none',
  authorities: null,
  database: 'postgres',
  schema,
  role,
  password: null,
})

export const addressOf = (schema: string): string =>
  `postgres://cl@127.0.0.1:${serverPort}/postgres?schema=${schema}`

let schemas = 0

/** A schema that no other test has. */
export function ownSchema(): string {
  schemas += 1
  return `t${process.pid}_${schemas}_${Math.random().toString(36).slice(2, 8)}`
}

/** Makes an empty book in a schema. */
export async function foundIn(schema: string): Promise<void> {
  const engine = new PostgresEngine(placeOf(schema), () => {})
  const empty = openSqlite(':memory:')
  try {
    empty.migrate(migrations)
    await engine.founding(() => found(empty, engine))
  } finally {
    empty.close()
    engine.close()
  }
}

/** What is in the book of a schema, by table. */
export async function sumsIn(schema: string) {
  const engine = new PostgresEngine(placeOf(schema), () => {})
  try {
    return await engine.transaction('read', () => sumsOf(engine))
  } finally {
    engine.close()
  }
}
