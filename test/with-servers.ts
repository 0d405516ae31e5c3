import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasPostgres, stopPostgres } from './postgres.ts'

/** Makes a folder for the PostgreSQLs that tests start, and stops them when all tests are over. */
export function setup(): () => void {
  if (!hasPostgres())
    process.stderr.write('No PostgreSQL is installed here: the tests of books on a server are left out.\n')
  const folder = mkdtempSync(join(tmpdir(), 'cl-servers-'))
  process.env['CL_TEST_SERVERS'] = folder
  return () => {
    for (const each of readdirSync(folder)) stopPostgres(join(folder, each))
    rmSync(folder, { recursive: true, force: true })
  }
}
