import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

const folders = ['', ...[18, 17, 16, 15, 14, 13].map((version) => `/usr/lib/postgresql/${version}/bin/`)]
const programs = folders.find((folder) => spawnSync(`${folder}initdb`, ['--version']).status === 0)

/** The user who runs PostgreSQL: it refuses to be run by root. */
function notRoot() {
  if (process.getuid() !== 0) return {}
  const number = (option) => Number(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: number('-u'), gid: number('-g') }
}

/** Runs a program of PostgreSQL's. @returns its standard output */
export function ask(program, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(`${programs}${program}`, args, { maxBuffer: 1 << 30, ...options })
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
  return String(stdout ?? '')
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/**
 * Starts a PostgreSQL as its package sets it up, which lets its superuser cl in without a password. Without one installed, it
 * ends the process.
 * @param folder a folder of the caller's own
 */
export async function startPostgres(folder) {
  if (programs === undefined) {
    console.log('No PostgreSQL is installed here: nothing was measured.')
    process.exit()
  }
  const [home, port, user] = [join(folder, 'server'), await freePort(), notRoot()]
  mkdirSync(home)
  chmodSync(folder, 0o755)
  if (user.uid !== undefined) chownSync(home, user.uid, user.gid)
  const data = join(home, 'data')
  const quiet = { ...user, cwd: home, stdio: 'ignore' }
  const settings = `-p ${port} -c unix_socket_directories='${home}' -c listen_addresses=127.0.0.1`
  ask('initdb', ['-D', data, '-U', 'cl', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'], quiet)
  ask('pg_ctl', ['-D', data, '-w', '-l', join(home, 'log'), '-o', settings, 'start'], quiet)
  const to = ['-h', '127.0.0.1', '-p', `${port}`, '-U', 'cl']
  return {
    port,
    to,
    /** The answer to a statement, as text. */
    sql: (text) => ask('psql', [...to, '-AtX', '-v', 'ON_ERROR_STOP=1', '-c', text, 'postgres']).trim(),
    stop: () => existsSync(data) && ask('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop'], quiet),
  }
}
