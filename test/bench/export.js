// Times the export of a million touches against the sqlite3 shell, which writes the same rows, in the same run.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment } from './environment.js'
import { makeBook, today } from './make-book.js'

const rounds = Number(process.argv[2] ?? 5)
const executable = fileURLToPath(new URL('../../bin/cl.js', import.meta.url))
const peakMemory = fileURLToPath(new URL('./peak-memory.cjs', import.meta.url))
const size = { customers: 10_000, touches: 1_000_000, years: 10, every: '80d' }
const reach = { ratio: 3, memory: 250 }

const sameRows = `select t.id, c.name as customer, t.on_day as "on", ch.name as channel, p.name as purpose,
  case t.tone when '+' then 'positive' when '-' then 'negative' else 'neutral' end as tone, t.begun_by, t.minutes, t.note,
  (select b.name from customers b where b.id = t.by_id) as "by"
  from touches t join customers c on c.id = t.customer_id
  join channels ch on ch.id = t.channel_id join purposes p on p.id = t.purpose_id order by t.id;`

const folder = mkdtempSync(join(tmpdir(), 'cl-bench-'))
const book = join(folder, 'large.db')
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

/** Runs a program with its standard output into a file. @returns its milliseconds, and the text on descriptor 3 */
function timed(program, args, output) {
  const file = openSync(output, 'w')
  const env = { ...environment, CL_BOOK: book, CL_TODAY: today }
  const began = process.hrtime.bigint()
  const {
    status,
    error,
    stderr,
    output: all,
  } = spawnSync(program, args, {
    env,
    stdio: ['ignore', file, 'pipe', 'pipe'],
  })
  const took = Number(process.hrtime.bigint() - began) / 1e6
  closeSync(file)
  if (error || status !== 0) throw error ?? new Error(`${program} failed: ${stderr}`)
  return { took, extra: String(all[3] ?? '') }
}

const ways = {
  'sqlite3 -csv': ['sqlite3', ['-header', '-csv', book, sameRows]],
  'cl export FILE (CSV)': [
    process.execPath,
    [executable, 'export', join(folder, 'cl.csv'), '--what', 'touches', '--force'],
  ],
  'cl export (CSV to standard output)': [process.execPath, [executable, 'export', '--as', 'csv', '--what', 'touches']],
  'cl export FILE (JSON)': [process.execPath, [executable, 'export', join(folder, 'cl.json'), '--force']],
}

try {
  if (spawnSync('sqlite3', ['--version']).status !== 0) {
    console.log('There is no sqlite3 shell to compare with. On Debian and Ubuntu: apt-get install sqlite3')
    process.exitCode = 1
  } else {
    makeBook(book, executable, size)
    const times = Object.fromEntries(Object.keys(ways).map((way) => [way, []]))
    for (let round = 0; round <= rounds; round += 1) {
      for (const [way, [program, args]] of Object.entries(ways)) {
        const { took } = timed(program, args, join(folder, 'output'))
        if (round > 0) times[way].push(took) // the first round fills the disk's cache
      }
    }
    const base = median(times['sqlite3 -csv'])
    console.log(
      `${size.touches} touches; ${Math.round(statSync(join(folder, 'cl.csv')).size / 1e6)} MB of CSV; ${rounds} rounds; medians`,
    )
    console.log('\n| what | ms | ratio | reach | peak MB | reach |\n| --- | --- | --- | --- | --- | --- |')
    for (const [way, [program, args]] of Object.entries(ways)) {
      const time = median(times[way])
      const ours = program === process.execPath
      const peak = ours ? Number(timed(program, ['-r', peakMemory, ...args], join(folder, 'output')).extra) / 1024 : 0
      console.log(
        `| ${way} | ${time.toFixed(0)} | ${(time / base).toFixed(2)} | ${way.includes('CSV') ? reach.ratio : ''} | ${ours ? Math.round(peak) : ''} | ${ours ? reach.memory : ''} |`,
      )
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
