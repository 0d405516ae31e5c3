// Times `cl backup` of a large book beside the sqlite3 shell's VACUUM INTO and check of the copy.
// Beside that, it times the first write of a day against a later one, on a small book and on the large one.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment } from './environment.js'
import { makeBook } from './make-book.js'

const rounds = Number(process.argv[2] ?? 5)
const executable = fileURLToPath(new URL('../../bin/cl.js', import.meta.url))
const books = {
  small: { customers: 300, touches: 5_000, years: 2, every: '90d' },
  large: { customers: 10_000, touches: 1_000_000, years: 10, every: '80d' },
}
const reach = 1.5

const folder = mkdtempSync(join(tmpdir(), 'cl-bench-'))
const pathOf = (book) => join(folder, `${book}.db`)
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
const dayAfter = (days) => new Date(Date.UTC(2026, 10, 21 + days)).toISOString().slice(0, 10)

function time(program, args, env = {}) {
  const began = process.hrtime.bigint()
  const { status, stderr, error } = spawnSync(program, args, { env: { ...environment, ...env } })
  if (error || status !== 0) throw error ?? new Error(String(stderr))
  return Number(process.hrtime.bigint() - began) / 1e6
}

const cl = (book, day, ...args) =>
  time(process.execPath, [executable, ...args], { CL_BOOK: pathOf(book), CL_TODAY: dayAfter(day) })

function shell(book) {
  const copy = join(folder, 'shell.db')
  const took = time('sqlite3', [pathOf(book), `vacuum into '${copy}'`]) + time('sqlite3', [copy, 'pragma quick_check'])
  rmSync(copy)
  return took
}

function backup(book) {
  const copy = join(folder, 'copy.db')
  const took = cl(book, 0, 'backup', copy)
  rmSync(copy)
  return took
}

try {
  for (const [book, size] of Object.entries(books)) makeBook(pathOf(book), executable, size)
  console.log('| book | MB | first write of a day, ms | a later one, ms |\n| --- | --- | --- | --- |')
  for (const book of Object.keys(books)) {
    const [first, later] = [[], []]
    for (let day = 1; day <= rounds; day += 1) {
      first.push(cl(book, day, 'log', 'acme bakery 100', 'call'))
      later.push(cl(book, day, 'log', 'acme bakery 100', 'call'))
    }
    const megabytes = Math.round(statSync(pathOf(book)).size / 1e6)
    console.log(`| ${book} | ${megabytes} | ${median(first).toFixed(0)} | ${median(later).toFixed(0)} |`)
  }
  if (spawnSync('sqlite3', ['--version']).error) {
    console.log('\nThere is no sqlite3 shell here to measure cl backup against: on Debian, apt-get install sqlite3')
  } else {
    const [ours, theirs] = [[], []]
    for (let round = 0; round <= rounds; round += 1) {
      ours.push(backup('large'))
      theirs.push(shell('large'))
    }
    const [one, two] = [median(ours.slice(1)), median(theirs.slice(1))]
    console.log('\n| what, of the large book | ms | ratio | reach |\n| --- | --- | --- | --- |')
    console.log(`| sqlite3: VACUUM INTO and quick_check | ${two.toFixed(0)} | 1.00 | |`)
    console.log(`| cl backup | ${one.toFixed(0)} | ${(one / two).toFixed(2)} | ${reach} |`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
