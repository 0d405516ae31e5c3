// Times the built executable on books on a PostgreSQL of its own, directly and with a delay on the way, beside the same books in
// files and `node -e 0`; counts statements and ways there and back. The first argument is the number of rounds, the second the books.
import { fork, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment } from './environment.js'
import { makeBook, today } from './make-book.js'
import { startPostgres } from './own-postgres.js'

const rounds = Number(process.argv[2] ?? 15)
const here = (file) => fileURLToPath(new URL(file, import.meta.url))
const executable = here('../../bin/cl.js')
const sizes = {
  small: { customers: 300, touches: 5_000, years: 2, every: '90d' },
  large: { customers: 10_000, touches: 1_000_000, years: 10, every: '80d' },
}
const wanted = process.argv[3] ? [process.argv[3]] : Object.keys(sizes)
/** The lines to time; the reach of the ratio on the small book, of milliseconds above `node -e 0` far away, and of ways. */
const commands = [
  { line: ['log', 'acme bakery 100', 'call', 'all good'], ratio: 2.6, above: 250, ways: 6 },
  { line: ['due'], ratio: 2.6, above: 200, ways: 4 },
  { line: ['show', 'acme bakery 100'], ways: 5 },
  { line: ['stats'] },
  { line: ['report'], ways: 5 },
  { line: ['report', '--csv'] },
]
/** Milliseconds there and back. */
const delay = 20

const folder = mkdtempSync(join(tmpdir(), 'cl-bench-'))
const env = { ...environment, HOME: folder, XDG_DATA_HOME: '', XDG_CONFIG_HOME: '', CL_TODAY: today }
const answerOf = (child) => new Promise((resolve) => child.once('message', resolve))

function start(args, book) {
  const began = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: { ...env, CL_BOOK: book },
    stdio: 'pipe',
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`)
  return Number(process.hrtime.bigint() - began) / 1e6
}

const server = await startPostgres(folder)
const proxy = fork(here('./counting-proxy.js'), [server.port, delay])
const slowPort = await answerOf(proxy)

async function counts() {
  proxy.send('')
  return answerOf(proxy)
}

/** Statements, and ways that are waited for once the connection is there. */
async function countedOf(line, book) {
  const before = await counts()
  start([executable, ...line], book)
  const after = await counts()
  // The first is the one by which it says who it is, the last the good-bye.
  return { statements: after.statements - before.statements, ways: after.ways - before.ways - 2 }
}

const least = (list) => Math.min(...list)
const over = (number, reach) => (reach === undefined ? `${number}` : `${number} (${reach})`)

async function measure(name) {
  const size = sizes[name]
  const file = join(folder, `${name}.db`)
  makeBook(file, executable, size)
  const copy = join(folder, `copy-of-${name}.db`)
  start([executable, 'backup', copy], file)
  const addressAt = (port) => `postgres://cl@127.0.0.1:${port}/postgres?schema=${name}`
  const sharing = start([executable, 'share', addressAt(server.port)], copy)
  console.log(`\n${name}: cl share took ${(sharing / 1_000).toFixed(1)} s`)
  server.sql('analyze')
  const books = [file, addressAt(server.port), addressAt(slowPort)]
  const times = commands.map(() => books.map(() => []))
  const bare = []
  // Once without counting, which also keeps the laptop's copy of the day.
  for (const book of books) for (const { line } of commands) start([executable, ...line], book)
  const counted = []
  for (const { line } of commands) counted.push(await countedOf(line, books[2]))
  for (let round = 0; round < rounds; round += 1) {
    start(['-e', '0'], '')
    bare.push(start(['-e', '0'], ''))
    for (const [i, { line }] of commands.entries())
      for (const [j, book] of books.entries()) times[i][j].push(start([executable, ...line], book))
  }
  const base = least(bare)
  const { customers, touches } = size
  console.log(
    `\n${customers} customers, ${touches} touches; the least of ${rounds} rounds; node -e 0: ${base.toFixed(1)} ms`,
  )
  console.log(
    `\n| command | file, ms | ratio | server, ms | ratio (reach) | ${delay} ms away, above node -e 0 (reach) | statements | ways (reach) |\n| --- | --- | --- | --- | --- | --- | --- | --- |`,
  )
  for (const [i, { line, ratio, above, ways }] of commands.entries()) {
    const [inFile, near, far] = times[i].map(least)
    const title = ['cl', line[0], ...line.filter((word) => word.startsWith('--'))].join(' ')
    const cells = [
      title,
      inFile.toFixed(1),
      (inFile / base).toFixed(2),
      near.toFixed(1),
      over((near / base).toFixed(2), name === 'small' ? ratio : undefined),
      over((far - base).toFixed(0), name === 'small' ? above : undefined),
      counted[i].statements,
      over(counted[i].ways, ways),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}

try {
  for (const name of wanted) await measure(name)
} finally {
  proxy.disconnect()
  server.stop()
  rmSync(folder, { recursive: true, force: true })
}
