// Times the built executable on books from a fixed seed, each figure as a ratio to `node -e 0` in the same run.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment } from './environment.js'
import { makeBook, today } from './make-book.js'

const rounds = Number(process.argv[2] ?? 25)
const executable = fileURLToPath(new URL('../../bin/cl.js', import.meta.url))
const peakMemory = fileURLToPath(new URL('./peak-memory.cjs', import.meta.url))

const books = {
  small: { customers: 300, touches: 5_000, years: 2, every: '90d' },
  large: { customers: 10_000, touches: 1_000_000, years: 10, every: '80d' },
}
const folder = mkdtempSync(join(tmpdir(), 'cl-bench-'))
/**
 * The commands to time, and the ratio that each has to reach, or the time; memory in megabytes. `again` is timed right behind a
 * run that does not count, as in the prompt of a shell.
 */
const figures = [
  { name: 'cl --version', args: ['--version'], reach: 1.08 },
  { name: 'cl log', book: 'small', args: ['log', 'acme bakery 100', 'call', 'all good'], reach: 1.4 },
  { name: 'cl due', book: 'small', args: ['due'], reach: 1.45 },
  { name: 'cl due --count, again', book: 'small', args: ['due', '--count'], reach: 1.35, again: true },
  { name: 'cl show', book: 'small', args: ['show', 'acme bakery 100'], reach: 1.45 },
  { name: 'cl stats', book: 'small', args: ['stats'], reach: 1.55 },
  { name: 'cl list', book: 'small', args: ['list'] },
  { name: 'cl report', book: 'small', args: ['report'], reach: 1.8 },
  { name: 'cl report --csv', book: 'small', args: ['report', '--csv'], reach: 1.8 },
  { name: 'cl log', book: 'large', args: ['log', 'acme bakery 100', 'call', 'all good'], reach: 1.45, memory: 120 },
  { name: 'cl due', book: 'large', args: ['due'], reach: 3, memory: 120 },
  { name: 'cl due --count, again', book: 'large', args: ['due', '--count'], reach: 1.35, again: true },
  { name: 'cl show', book: 'large', args: ['show', 'acme bakery 100'], reach: 1.6 },
  { name: 'cl stats', book: 'large', args: ['stats'], reach: 4.5 },
  { name: 'cl list', book: 'large', args: ['list'], reach: 6 },
  { name: 'cl report', book: 'large', args: ['report'], reach: 14, memory: 130 },
  { name: 'cl report --csv', book: 'large', args: ['report', '--csv'], reach: 14, memory: 130 },
  { name: 'cl export all.md', book: 'large', args: ['export', join(folder, 'all.md'), '--force'], reach: '1.5 s' },
]

const pathOf = (book) => join(folder, `${book}.db`)
// Other work on the machine only ever adds to a time: the shortest says most about the program.
const shortest = (numbers) => Math.min(...numbers)

function start(args, book, stdio = ['ignore', 'pipe', 'pipe']) {
  const env = { ...environment, CL_TODAY: today, XDG_CACHE_HOME: folder, ...(book && { CL_BOOK: pathOf(book) }) }
  const began = process.hrtime.bigint()
  const { status, stdout, stderr, output } = spawnSync(process.execPath, args, { env, stdio, maxBuffer: 1 << 28 })
  const took = Number(process.hrtime.bigint() - began) / 1e6
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`)
  return { took, stdout: String(stdout), extra: String(output[3] ?? '') }
}

try {
  for (const [book, size] of Object.entries(books)) makeBook(pathOf(book), executable, size)
  const commands = figures.map(({ args, book, again }) => ({ args: [executable, ...args], book, again, times: [] }))
  const bare = { args: ['-e', '0'], times: [] }
  // Once without counting: fills the disk's cache, and makes the day's check of each book.
  for (const { args, book } of commands) start(args, book)
  for (let round = 0; round < rounds; round += 1) {
    // The start after a large command pays for the memory that is taken back from that.
    start(bare.args)
    for (const { args, book, again, times } of [bare, ...commands]) {
      if (again) start(args, book)
      times.push(start(args, book).took)
    }
  }
  const base = shortest(bare.times)
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0].model}; ${rounds} rounds; the shortest of each`)
  for (const [book, { customers, touches }] of Object.entries(books)) {
    const listed = JSON.parse(start([executable, 'due', '--json'], book).stdout).length
    const size = Math.round(statSync(pathOf(book)).size / 1e6)
    console.log(`${book} book: ${customers} customers, ${touches} touches, ${size} MB, ${listed} listed by cl due`)
  }
  console.log(
    `\n| command | book | ms | ratio to node -e 0 | reach | peak MB | reach |\n| --- | --- | --- | --- | --- | --- | --- |`,
  )
  console.log(`| node -e 0 | | ${base.toFixed(1)} | 1.00 | | | |`)
  for (const [i, { name, book = '', reach = '', memory = '' }] of figures.entries()) {
    const time = shortest(commands[i].times)
    const memoryRun = start(['-r', peakMemory, ...commands[i].args], commands[i].book, [
      'ignore',
      'pipe',
      'pipe',
      'pipe',
    ])
    const peak = Math.round(Number(memoryRun.extra) / 1024)
    console.log(
      `| ${name} | ${book} | ${time.toFixed(1)} | ${(time / base).toFixed(2)} | ${reach} | ${peak} | ${memory} |`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
