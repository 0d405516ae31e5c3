// Times the built executable on a book on a PostgreSQL of this machine, directly and with a delay on the way, beside the same
// book in a file and `node -e 0`. The first argument is how many rounds, the second the port of a PostgreSQL in which its
// superuser cl is let in without a password.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment } from './environment.js'
import { makeBook, today } from './make-book.js'

const [rounds = 15, port] = process.argv.slice(2).map(Number)
if (!port) {
  console.log('Say where a PostgreSQL is: node test/bench/server.js ROUNDS PORT')
  process.exit(2)
}
const executable = fileURLToPath(new URL('../../bin/cl.js', import.meta.url))
const size = { customers: 300, touches: 5_000, years: 2, every: '90d' }
const commands = [
  ['log', 'acme bakery 100', 'call', 'all good'],
  ['due'],
  ['show', 'acme bakery 100'],
  ['stats'],
  ['report', '--csv'],
]
/** Milliseconds there and back. */
const delay = 20

const folder = mkdtempSync(join(tmpdir(), 'cl-bench-'))
const env = { ...environment, HOME: folder, XDG_DATA_HOME: '', XDG_CONFIG_HOME: '', CL_TODAY: today }
const schema = `bench_${process.pid}`
const addressAt = (at) => `postgres://cl@127.0.0.1:${at}/postgres?schema=${schema}`

function start(args, book) {
  const began = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, args, { env: { ...env, CL_BOOK: book }, stdio: 'pipe' })
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`)
  return Number(process.hrtime.bigint() - began) / 1e6
}

/** Passes everything on, half of the delay later; in a process of its own, as the starts are waited for. */
const delaying = `
const { connect, createServer } = require('node:net')
createServer((laptop) => {
  const server = connect(${port}, '127.0.0.1')
  for (const [one, other] of [[laptop, server], [server, laptop]]) {
    one.setNoDelay(true)
    one.on('data', (data) => setTimeout(() => other.destroyed || other.write(data), ${delay / 2}))
    one.on('error', () => {}).on('close', () => setTimeout(() => other.destroy(), ${delay}))
  }
}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`

const proxy = spawn(process.execPath, ['-e', delaying], { stdio: ['ignore', 'pipe', 'inherit'] })
const slowPort = await new Promise((resolve) => proxy.stdout.once('data', (text) => resolve(Number(text))))
try {
  const file = join(folder, 'book.db')
  makeBook(file, executable, size)
  const copy = join(folder, 'copy.db')
  start([executable, 'backup', copy], file)
  start([executable, 'share', addressAt(port)], copy)
  const books = [file, addressAt(port), addressAt(slowPort)]
  const times = commands.map(() => books.map(() => []))
  const bare = []
  for (const book of books) for (const line of commands) start([executable, ...line], book)
  for (let round = 0; round < rounds; round += 1) {
    bare.push(start(['-e', '0'], ''))
    for (const [i, line] of commands.entries())
      for (const [j, book] of books.entries()) times[i][j].push(start([executable, ...line], book))
  }
  const least = (list) => Math.min(...list)
  const base = least(bare)
  console.log(
    `${size.customers} customers, ${size.touches} touches; the least of ${rounds} rounds; node -e 0: ${base.toFixed(0)} ms`,
  )
  console.log(
    `\n| command | file, ms | server, ms | ratio | server ${delay} ms away, ms | above node -e 0 |\n| --- | --- | --- | --- | --- | --- |`,
  )
  for (const [i, line] of commands.entries()) {
    const [inFile, near, far] = times[i].map(least)
    console.log(
      `| cl ${line[0]} | ${inFile.toFixed(0)} | ${near.toFixed(0)} | ${(near / base).toFixed(2)} | ${far.toFixed(0)} | ${(far - base).toFixed(0)} |`,
    )
  }
} finally {
  proxy.kill()
  rmSync(folder, { recursive: true, force: true })
}
