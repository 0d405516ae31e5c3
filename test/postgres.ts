import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'

/** A PostgreSQL of the tests' own: a folder, a port and a socket that nobody else has. Its superuser is `cl`. */
export type OwnServer = { port: number; folder: string }

/** Debian's programs are on nobody's path. */
const folders = ['', ...[18, 17, 16, 15, 14, 13].map((version) => `/usr/lib/postgresql/${version}/bin/`)]
let found: string | null | undefined

function programs(): string | null {
  found ??= folders.find((folder) => spawnSync(`${folder}initdb`, ['--version']).status === 0) ?? null
  return found
}

/** True when there is a PostgreSQL here that tests can start. */
export const hasPostgres = (): boolean => programs() !== null

/** PostgreSQL refuses to be run by root: it gets the user that Debian's package makes. */
function nobodyElse(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const number = (option: string) => Number(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: number('-u'), gid: number('-g') }
}

function run(program: string, folder: string, ...args: string[]): void {
  const user = nobodyElse()
  const { status, stdout, stderr } = spawnSync(`${programs()}${program}`, args, {
    ...user,
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', program === 'pg_ctl' ? 'ignore' : 'pipe', 'pipe'],
  })
  if (status !== 0) throw new Error(`${program} failed: ${stdout}${stderr}`)
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/**
 * Starts a PostgreSQL with an order of letters of its own, unlike a book's.
 * @param settings lines of postgresql.conf
 * @param folder an empty one, for a server that is not to be among the others
 * @param more options of initdb
 */
export async function startPostgres(
  settings: Record<string, string> = {},
  folder = mkdtempSync(join(process.env['CL_TEST_SERVERS'] ?? tmpdir(), 'server-')),
  ...more: string[]
): Promise<OwnServer> {
  const { uid, gid } = nobodyElse()
  if (uid !== undefined && gid !== undefined) {
    chmodSync(process.env['CL_TEST_SERVERS'] ?? tmpdir(), 0o755)
    chownSync(folder, uid, gid)
  }
  const data = join(folder, 'data')
  const order = ['--locale=C.UTF-8', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US']
  run('initdb', folder, '-D', data, '-U', 'cl', '--auth=trust', '--no-sync', ...order, ...more)
  const port = await freePort()
  startAgain({ port, folder }, settings)
  return { port, folder }
}

/** Starts a PostgreSQL that follows another one, and can take over from it. */
export async function startStandby(primary: OwnServer): Promise<OwnServer> {
  const folder = mkdtempSync(join(process.env['CL_TEST_SERVERS'] ?? tmpdir(), 'server-'))
  const { uid, gid } = nobodyElse()
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
  const from = ['-h', '127.0.0.1', '-p', `${primary.port}`, '-U', 'cl']
  run('pg_basebackup', folder, ...from, '-D', join(folder, 'data'), '-R', '-X', 'stream', '--no-sync', '-c', 'fast')
  const standby = { port: await freePort(), folder }
  startAgain(standby)
  return standby
}

/** Has a PostgreSQL of the tests do something beside the program. */
export async function psql(port: number, text: string): Promise<void> {
  const sql = postgres({ host: '127.0.0.1', port, username: 'cl', database: 'postgres', max: 1, onnotice: () => {} })
  await sql.unsafe(text)
  await sql.end()
}

/** Makes a PostgreSQL that follows another one the one that is written to. */
export const promote = ({ folder }: OwnServer): void =>
  run('pg_ctl', folder, '-D', join(folder, 'data'), '-w', 'promote')

/** Puts files beside the data of a PostgreSQL, which is stopped or reads them again when it is told to. */
export function putFiles({ folder }: OwnServer, files: Record<string, string>): void {
  const { uid, gid } = nobodyElse()
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, 'data', name)
    writeFileSync(path, text, { mode: 0o600 })
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
  }
}

/** Starts a PostgreSQL that was stopped, and waits until it answers. */
export function startAgain({ port, folder }: OwnServer, settings: Record<string, string> = {}): void {
  const all = { fsync: 'off', max_connections: '60', unix_socket_directories: folder, listen_addresses: '127.0.0.1' }
  const options = Object.entries({ ...all, ...settings, port: `${port}` }).map(([key, value]) => `-c ${key}='${value}'`)
  run('pg_ctl', folder, '-D', join(folder, 'data'), '-w', '-l', join(folder, 'log'), '-o', options.join(' '), 'start')
}

/** Stops a PostgreSQL at once, as a power cut would, if it runs; its folder goes, unless it is kept. */
export function stopPostgres(folder: string, { keep = false } = {}): void {
  const data = join(folder, 'data')
  if (existsSync(join(data, 'postmaster.pid'))) run('pg_ctl', folder, '-D', data, '-m', 'immediate', '-w', 'stop')
  if (!keep) rmSync(folder, { recursive: true, force: true })
}
