// Runs `cl import` on what is large: how much memory it takes at most, and how its time grows from a tenth of the same file.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
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

/** What is imported, of a size that is given in units of its own. */
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
  '100,000 events.ics': [100_000, (size) => calendar([size, event])],
  '400 events each day for six years.ics': [
    400,
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
}

function run(path) {
  const began = process.hrtime.bigint()
  const { output } = spawnSync(
    process.execPath,
    ['-r', peakMemory, executable, 'import', path, '--dry-run', '--book', at('none.db')],
    { env: { ...environment, CL_TODAY: today }, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  )
  return { seconds: Number(process.hrtime.bigint() - began) / 1e9, peak: Math.round(Number(output[3] ?? 0) / 1024) }
}

try {
  console.log(`reach: under ${reach.memory} MB, and at most ${reach.growth} times as long as a tenth of it`)
  for (const [name, [size, parts]] of Object.entries(inputs)) {
    const ending = name.slice(name.lastIndexOf('.'))
    writeParts(at(`tenth${ending}`), parts(size / 10))
    writeParts(at(`whole${ending}`), parts(size))
    const [tenth, whole] = [run(at(`tenth${ending}`)), run(at(`whole${ending}`))]
    const growth = (whole.seconds / tenth.seconds).toFixed(1)
    console.log(`${name}: ${whole.seconds.toFixed(1)} s, ${growth} times a tenth of it; peak ${whole.peak} MB`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
