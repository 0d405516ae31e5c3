// Runs `cl import` on large files: prints the most memory that it takes, and the growth of its time from a tenth of the same
// file; or the refusal. With --huge, it runs a CSV of 2 GB, too, which takes a quarter of an hour.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment } from './environment.js'
import { today } from './make-book.js'

const executable = fileURLToPath(new URL('../../bin/cl.js', import.meta.url))
const peakMemory = fileURLToPath(new URL('./peak-memory.cjs', import.meta.url))
const reach = { memory: 300, growth: 13 }

const folder = mkdtempSync(join(tmpdir(), 'cl-bench-'))
const at = (name) => join(folder, name)

/** Writes a text of parts, each of which stands in it so many times. */
function writeParts(path, parts) {
  const file = openSync(path, 'w')
  for (const [count, part] of parts) {
    let text = ''
    for (let n = 0; n < count; n += 1) {
      text += typeof part === 'string' ? part : part(n)
      if (text.length < 1 << 20) continue
      writeSync(file, text)
      text = ''
    }
    writeSync(file, text)
  }
  closeSync(file)
}

const card = (n) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u${n}\r\nFN:Ann Baker ${n}\r\nN:Baker ${n};Ann;;;\r\nEMAIL:ann${n}@x.example\r\nTEL;TYPE=CELL:+49 30 ${1_000_000 + n}\r\nNOTE:note ${n}\r\nBDAY:1980-05-03\r\nORG:Firm ${n % 5_000}\r\nEND:VCARD\r\n`
const event = (n) =>
  `BEGIN:VEVENT\r\nUID:e${n}\r\nDTSTART;TZID=Europe/Berlin:20260${1 + (n % 9)}02T100000\r\nSUMMARY:Tea with Ann Baker ${n}\r\nDESCRIPTION:about it, at length\r\nEND:VEVENT\r\n`
const calendar = (events) => [[1, 'BEGIN:VCALENDAR\r\n'], events, [1, 'END:VCALENDAR\r\n']]

const touch = (n, note) =>
  `Ann Baker ${n % 1_000},2025-${String(1 + (n % 12)).padStart(2, '0')}-03,call,note ${n} ${note}\n`
const touches = (size, note) => [
  [1, 'customer,on,channel,note\n'],
  [size, (n) => touch(n, note)],
]

/** The files to import, each of a size in units of its own. */
const inputs = {
  '50,000 contacts.vcf': [50_000, (size) => [[size, card]]],
  '50,000 contacts.csv': [
    50_000,
    (size) => [
      [1, 'name,email,phone,note\r\n'],
      [size, (n) => `Ann Baker ${n},ann${n}@x.example,+49 30 ${1_000_000 + n},note ${n}\r\n`],
    ],
  ],
  'a card with a picture of 9 MB.vcf': [
    117_000,
    (size) => [
      [1, 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nPHOTO;ENCODING=b:\r\n'],
      [size, ` ${'A'.repeat(74)}\r\n`],
      [1, 'END:VCARD\r\n'],
    ],
  ],
  'a card of 45 MB.vcf': [
    580_000,
    (size) => [
      [1, 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nPHOTO;ENCODING=b:\r\n'],
      [size, ` ${'A'.repeat(74)}\r\n`],
      [1, 'END:VCARD\r\n'],
    ],
  ],
  '100,000 events.ics': [100_000, (size) => calendar([size, event])],
  '400 events each day for six years.ics': [
    400,
    (size) =>
      calendar([
        size,
        (n) => `BEGIN:VEVENT\r\nUID:d${n}\r\nDTSTART:20200101T100000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n`,
      ]),
  ],
  '5,000 events each day for six years.ics': [
    5_000,
    (size) =>
      calendar([
        size,
        (n) => `BEGIN:VEVENT\r\nUID:d${n}\r\nDTSTART:20200101T100000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n`,
      ]),
  ],
  'a line of friends.md': [
    60_000,
    (size) => [
      [1, '### Friends:\n\n- Ann'],
      [size / 3, ' [x'],
      [1, '\n'],
    ],
  ],
  'a list of 200,000 touches.csv': [200_000, (size) => touches(size, 'about the rolls')],
  'an export of 200,000 touches.json': [200_000, (size) => touches(size, 'about the rolls'), exportOf],
  ...(process.argv.includes('--huge') && {
    'a list of 2 GB.csv': [1_290_000, (size) => touches(size, 'about the rolls '.repeat(93))],
  }),
}

const cl = (...words) =>
  spawnSync(process.execPath, ['-r', peakMemory, executable, ...words], {
    env: { ...environment, CL_TODAY: today },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  })

/** Makes an export of a book that has the touches of a list, in the place of that. */
function exportOf(path) {
  const list = at('list.csv')
  renameSync(path, list)
  cl('import', list, '--new', '--book', at('some.db'))
  cl('export', path, '--book', at('some.db'))
  rmSync(at('some.db'))
}

function run(path) {
  const began = process.hrtime.bigint()
  const { output, status, stderr } = cl('import', path, '--new', '--dry-run', '--book', at('none.db'))
  return {
    seconds: Number(process.hrtime.bigint() - began) / 1e9,
    peak: Math.round(Number(output[3] ?? 0) / 1024),
    refused: status === 0 ? '' : `, refused: ${stderr.split('\n').at(0)}`,
  }
}

try {
  console.log(`reach: under ${reach.memory} MB, and at most ${reach.growth} times as long as a tenth of it`)
  for (const [name, [size, parts, made = () => {}]] of Object.entries(inputs)) {
    const ending = name.slice(name.lastIndexOf('.'))
    const [tenth, whole] = [size / 10, size].map((each) => {
      const path = at(`input${ending}`)
      writeParts(path, parts(each))
      made(path)
      const found = run(path)
      rmSync(path)
      return found
    })
    const growth = (whole.seconds / tenth.seconds).toFixed(1)
    const time = `${whole.seconds.toFixed(1)} s, ${growth} times a tenth of it`
    console.log(`${name}: ${time}; peak ${whole.peak} MB${whole.refused}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
