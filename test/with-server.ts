import { hasPostgres, startPostgres } from './postgres.ts'

/**
 * With CL_TEST_SERVER set, the books of the tests are on a PostgreSQL that is started for them. Where there is none, its tests
 * are left out.
 */
export async function setup(): Promise<(() => void) | undefined> {
  if (!hasPostgres) {
    process.stderr.write('No PostgreSQL is installed here: the tests of books on a server are left out.\n')
    return undefined
  }
  const server = await startPostgres()
  process.env['CL_TEST_PORT'] = String(server.port)
  return () => server.stop()
}
