// Times `cl import` of a million touches from our own CSV, as a ratio to `sqlite3 .import` of the same rows into the same
// table with the same indexes and triggers, in the same run.
import { spawnSync } from 'node:child_process'
import { closeSync, copyFileSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment } from './environment.js'
import { makeBook, today } from './make-book.js'

const touches = Number(process.argv[2] ?? 1_000_000)
const customers = 2_000
const executable = fileURLToPath(new URL('../../bin/cl.js', import.meta.url))
const peakMemory = fileURLToPath(new URL('./peak-memory.cjs', import.meta.url))
const reach = { ratio: 4, memory: 250 }

const folder = mkdtempSync(join(tmpdir(), 'cl-bench-'))
const at = (name) => join(folder, name)

/** Runs a program. @returns its time in seconds, and the text on the fourth of its streams */
function timed(program, args, input = '') {
  const began = process.hrtime.bigint()
  const { status, stderr, output } = spawnSync(program, args, {
    input,
    env: { ...environment, CL_TODAY: today },
    stdio: ['pipe', 'ignore', program === 'sqlite3' ? 'ignore' : 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stderr}`)
  return { took: Number(process.hrtime.bigint() - began) / 1e9, extra: String(output[3] ?? '') }
}

/** Touches in two files: as `cl history --csv` writes them, newest first, and as the columns of the table. */
function writeFiles() {
  const files = { own: openSync(at('touches.csv'), 'w'), table: openSync(at('table.csv'), 'w') }
  const name = (customer) => `Customer ${customer}`
  const day = (n) =>
    new Date(Date.parse(today) - Math.floor((n * 3650) / touches) * 86_400_000).toISOString().slice(0, 10)
  let own = 'id,customer,on,channel,purpose,tone,begun_by,minutes,note\r\n'
  let table = ''
  for (let n = 0; n < touches; n += 1) {
    const customer = ((n * 7919) % customers) + 1
    const theirs = n % 7 === 0
    const [purpose, purposeId, tone, sign] = theirs ? ['sale', 13, 'neutral', '='] : ['care', 1, 'positive', '+']
    const begunBy = theirs ? 'them' : 'us'
    own += `${touches - n},${name(customer)},${day(n)},call,${purpose},${tone},${begunBy},15,asked after the shop no ${n}\r\n`
    table += `${touches - n},${customer},${day(n)},2,${purposeId},${sign},${begunBy},15,asked after the shop no ${n}\n`
    if (n % 10_000 === 9_999 || n === touches - 1) {
      writeSync(files.own, own)
      writeSync(files.table, table)
      own = table = ''
    }
  }
  closeSync(files.own)
  closeSync(files.table)
}

try {
  if (spawnSync('sqlite3', ['--version']).status !== 0) {
    console.log('There is no sqlite3 to compare with on this machine; the time of cl import alone follows.')
  }
  makeBook(at('empty.db'), executable, { customers: 0, touches: 0, years: 1, every: '80d' })
  const names = Array.from({ length: customers }, (_, i) => `Customer ${i + 1},2016-01-01`)
  timed(process.execPath, [executable, 'import', '-', '--book', at('empty.db')], `name,since\n${names.join('\n')}\n`)
  writeFiles()
  copyFileSync(at('empty.db'), at('cl.db'))
  const mine = timed(process.execPath, [
    '-r',
    peakMemory,
    executable,
    'import',
    at('touches.csv'),
    '--book',
    at('cl.db'),
  ])
  const peak = Math.round(Number(mine.extra) / 1024)
  console.log(
    `${touches} touches of ${customers} customers; book of ${Math.round(statSync(at('cl.db')).size / 1e6)} MB`,
  )
  console.log(`cl import: ${mine.took.toFixed(1)} s, peak ${peak} MB (reach: under ${reach.memory} MB)`)
  if (spawnSync('sqlite3', ['--version']).status === 0) {
    copyFileSync(at('empty.db'), at('sqlite.db'))
    const theirs = timed('sqlite3', [at('sqlite.db'), `.import --csv ${at('table.csv')} touches`])
    const ratio = mine.took / theirs.took
    console.log(`sqlite3 .import: ${theirs.took.toFixed(1)} s; ratio ${ratio.toFixed(2)} (reach: ${reach.ratio})`)
  }
  const undone = timed(process.execPath, [executable, 'undo', '--book', at('cl.db')])
  console.log(`cl undo of it: ${undone.took.toFixed(1)} s`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
