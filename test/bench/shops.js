// Has many shops work at once on one PostgreSQL of its own, by the built program within this process: this measures the server,
// and not a machine's starts of Node. Arguments: the number of books (1000), of clients at once (50), and of customers in a book
// (50), each with ten touches.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeBook, today } from './make-book.js'
import { ask, startPostgres } from './own-postgres.js'

const [books = 1_000, clients = 50, customers = 50] = process.argv.slice(2).map(Number)
const here = (file) => fileURLToPath(new URL(file, import.meta.url))
const { run, scriptOf } = createRequire(import.meta.url)(here('../../dist/main.js'))
const program = run(scriptOf('all', readFileSync(here('../../dist/all.js'))))
const folder = mkdtempSync(join(tmpdir(), 'cl-bench-'))
const server = await startPostgres(folder)

const template = 'shop_1'
const schemaOf = (shop) => `shop_${shop}`
const addressOf = (shop) => `postgres://cl@127.0.0.1:${server.port}/postgres?schema=${schemaOf(shop)}`

/** Runs a line for a shop with a laptop of its own. @throws for a line that fails, or that does not reach the server */
async function cl(shop, argv, book = addressOf(shop)) {
  const home = join(folder, `home-${shop}`)
  mkdirSync(home, { recursive: true })
  const said = { out: '', err: '' }
  const into = (key) => ({
    write(text) {
      said[key] += text
    },
    isTerminal: false,
    columns: undefined,
  })
  const exitCode = await program.run(argv, {
    env: { CL_BOOK: book, CL_TODAY: today },
    platform: process.platform,
    home: () => home,
    login: () => 'anna@laptop',
    now: () => new Date(),
    stdout: into('out'),
    stderr: into('err'),
    stdinIsTerminal: false,
    readStdin: async () => '',
  })
  if (exitCode !== 0 || /Kept on this laptop|cannot be asked/.test(said.out + said.err))
    throw new Error(`cl ${argv.join(' ')}: ${exitCode}: ${said.out}${said.err}`)
}

/** Founds the other books as copies of the first: PostgreSQL's own text of that, with another name. */
async function foundOthers() {
  const text = ask('pg_dump', [...server.to, `--schema=${template}`, 'postgres'], { encoding: 'utf8' })
  const psql = spawn('psql', [...server.to, '-qX', '-v', 'ON_ERROR_STOP=1', 'postgres'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const isOver = new Promise((resolve) => psql.on('close', resolve))
  for (let shop = 2; shop <= books; shop += 1) {
    const own = text.replaceAll(new RegExp(`\\b${template}\\b`, 'g'), schemaOf(shop))
    if (!psql.stdin.write(`begin;\n${own}\ncommit;\n`))
      await new Promise((resolve) => psql.stdin.once('drain', resolve))
  }
  psql.stdin.end()
  if ((await isOver) !== 0) throw new Error('The books could not be founded.')
  server.sql('analyze')
}

/** A morning of a shop; the first command of its day also copies the book to its laptop. */
const morning = [
  ['the first of a day: cl due', ['due']],
  ['cl log', ['log', 'acme garage 10', 'call', 'all good']],
  ['cl due', ['due']],
  ['cl log', ['log', 'bolt bakery 1', 'visit', 'asked after the shop']],
  ['cl promise', ['promise', 'bolt bakery 1', 'send the price list']],
  ['cl show', ['show', 'acme garage 10']],
]
const times = new Map(morning.map(([name]) => [name, []]))
const errors = []

/** A client does the mornings of one shop after the other, of all that no client has begun. */
async function work(shops) {
  for (let shop = shops.pop(); shop !== undefined; shop = shops.pop()) {
    for (const [name, argv] of morning) {
      const began = process.hrtime.bigint()
      await cl(shop, argv).catch((error) => errors.push(error.message))
      times.get(name).push(Number(process.hrtime.bigint() - began) / 1e6)
    }
  }
}

const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(0)
const seconds = (since) => Number(process.hrtime.bigint() - since) / 1e9

try {
  const file = join(folder, 'book.db')
  makeBook(file, here('../../bin/cl.js'), { customers, touches: 10 * customers, years: 1, every: '90d' })
  await cl(1, ['share', addressOf(1)], file)
  const founded = process.hrtime.bigint()
  await foundOthers()
  console.log(`${books} books of ${customers} customers: founded in ${seconds(founded).toFixed(0)} s`)
  const size = server.sql("select pg_size_pretty(pg_database_size('postgres')), count(*) from pg_class").split('|')
  console.log(
    `${size[0]}, of which a book's own ${server.sql(`select pg_size_pretty(sum(pg_total_relation_size(c.oid)))
    from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = '${schemaOf(books)}' and relkind = 'r'`)}; ${size[1]} tables and indexes`,
  )
  const shops = Array.from({ length: books }, (_, i) => books - i)
  let most = 0
  const look = setInterval(() => {
    most = Math.max(most, Number(server.sql("select count(*) from pg_stat_activity where application_name = 'cl'")))
  }, 2_000)
  const began = process.hrtime.bigint()
  await Promise.all(Array.from({ length: clients }, () => work(shops)))
  const took = seconds(began)
  clearInterval(look)
  const all = [...times.values()].flat()
  console.log(
    `${clients} clients, ${all.length} commands in ${took.toFixed(0)} s: ${(all.length / took).toFixed(0)} a second`,
  )
  console.log(`at most ${most} connections at once; ${errors.length} errors`)
  for (const message of new Set(errors)) console.log(message)
  console.log('\n| command | how many | p50, ms | p95, ms |\n| --- | --- | --- | --- |')
  for (const [name, list] of times) {
    const sorted = list.sort((one, other) => one - other)
    console.log(`| ${name} | ${list.length} | ${quantile(sorted, 0.5)} | ${quantile(sorted, 0.95)} |`)
  }
} finally {
  server.stop()
  rmSync(folder, { recursive: true, force: true })
}
