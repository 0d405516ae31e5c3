import { spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A PostgreSQL of the tests' own: a folder, a port and a socket that nobody else has. */
export type OwnServer = { port: number; folder: string; stop(): void }

/** PostgreSQL refuses to be run by root, who lends it the user of Debian's package. */
function nobodyElse(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const number = (option: string) => Number(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: number('-u'), gid: number('-g') }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Where Debian keeps what no user types. */
const folders = ['', ...[18, 17, 16, 15, 14, 13].map((version) => `/usr/lib/postgresql/${version}/bin/`)]
const found = folders.find((folder) => spawnSync(`${folder}initdb`, ['--version']).status === 0)

/** Whether there is a PostgreSQL here that tests can start. */
export const hasPostgres = found !== undefined

/**
 * Starts a PostgreSQL whose own order of letters is not that of a book, and which forgets everything when it is stopped.
 * @param settings lines of postgresql.conf
 */
export async function startPostgres(settings: Record<string, string> = {}): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cl-pg-'))
  const user = nobodyElse()
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const port = await freePort()
  const run = (program: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(`${found}${program}`, args, { ...user, cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`${program} failed: ${stdout}${stderr}`)
  }
  const order = ['--locale=C.UTF-8', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US']
  run('initdb', '-D', data, '-U', 'cl', '--auth=trust', '--no-sync', ...order)
  const all = {
    fsync: 'off',
    max_connections: '60',
    unix_socket_directories: folder,
    listen_addresses: '127.0.0.1',
    ...settings,
  }
  const options = Object.entries({ ...all, port: String(port) }).map(([key, value]) => `-c ${key}='${value}'`)
  run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options.join(' '), 'start')
  const stop = () => {
    run('pg_ctl', '-D', data, '-m', 'immediate', 'stop')
    rmSync(folder, { recursive: true, force: true })
  }
  return { port, folder, stop }
}
