import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { cacheFolder, executable, execute, ownFolder } from '../cl.ts'

const environment = (cwd: string) => ({
  PATH: process.env['PATH'],
  HOME: cwd,
  XDG_CACHE_HOME: cacheFolder,
  CL_BOOK: join(cwd, 'book.db'),
  CL_TODAY: '2026-11-21',
})

/** Runs a line of a shell in which `cl` is the executable. */
const shell = (line: string, cwd: string) =>
  spawnSync('bash', ['-c', `cl() { "${process.execPath}" "${executable}" "$@"; }; ${line}`], {
    cwd,
    env: environment(cwd),
    encoding: 'utf8',
  })

function bookWithTouches(): string {
  const cwd = ownFolder()
  execute('add Acme', { cwd })
  for (let i = 0; i < 3; i += 1) execute(['log', 'acme', 'call', 'x'.repeat(60_000)], { cwd })
  return cwd
}

it('ends quietly with 0 when whoever reads has seen enough', async () => {
  const cwd = bookWithTouches()
  const child = spawn(process.execPath, [executable, 'history', '--json'], { cwd, env: environment(cwd) })
  let complaints = ''
  child.stderr.on('data', (text) => {
    complaints += text
  })
  child.stdout.once('data', () => child.stdout.destroy())
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect({ code, complaints }).toEqual({ code: 0, complaints: '' })
})

it.runIf(existsSync('/dev/full'))(
  'says that the output could not be written, and with 1, when the disk is full',
  () => {
    const { status, stderr } = shell('cl due --all > /dev/full', bookWithTouches())
    expect([status, stderr]).toEqual([1, 'The output could not be written: the disk is full, or failed.\n'])
  },
)

it.runIf(existsSync('/dev/full'))('says that the change was made when only the answer could not be written', () => {
  const cwd = bookWithTouches()
  const { status, stderr } = shell('cl log acme call > /dev/full', cwd)
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^The change is in the book, .+\n.+\n$/)])
  expect(JSON.parse(execute('history --json', { cwd }).out)).toHaveLength(4)
})

it('writes although nobody reads what is said about it', () => {
  const cwd = ownFolder()
  expect(shell('cl add Acme 2>&-', cwd).status).toBe(0)
  expect(JSON.parse(execute('list --json', { cwd }).out)).toHaveLength(1)
})

it('leaves the book as it was when the disk takes no more', () => {
  const cwd = bookWithTouches()
  const before = readFileSync(join(cwd, 'book.db'))
  const kilobytes = Math.ceil(before.length / 1024)
  const { status, stderr } = shell(`ulimit -f ${kilobytes}; cl log acme call "$(printf 'y%.0s' {1..60000})"`, cwd)
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^The disk (is full|failed or is full).+\n.+\n$/)])
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
  expect(execute('history --json', { cwd }).code).toBe(0)
})

it.each([
  [
    'the first change of a day, with its snapshot',
    'CL_TODAY=2026-11-22 cl log acme',
    /^No snapshot could be taken in .+\n.+\n$/,
  ],
  ['cl backup', 'cl backup', /^No snapshot could be taken in .+\n.+\n$/],
  ['cl backup into a file', 'cl backup copy.db', /^copy\.db could not be written .+\n.+\n$/],
  [
    'cl restore',
    'cl restore one.db',
    /^The disk (is full|failed or is full).+book\.db (could not be written|is as it).+\n.+\n$/,
  ],
])('leaves everything as it was when the disk takes no more: %s', (_, line, err) => {
  const cwd = bookWithTouches()
  expect(shell('cl backup one.db && cl log acme call', cwd).status).toBe(0)
  const before = readFileSync(join(cwd, 'book.db'))
  const { status, stdout, stderr } = shell(`ulimit -f 300; ${line}`, cwd)
  expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(err)])
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
  const files = readdirSync(cwd, { recursive: true }).filter((file) => file !== 'book.db.snapshots')
  expect(files.sort()).toEqual(['book.db', 'book.db-journal', 'one.db'])
  expect(shell(line, cwd).status).toBe(0)
})

it.each([
  ['cl export x.json', /^x\.json could not be written .+\n.+\n$/],
  ['cl export x.csv --what touches', /^x\.csv could not be written .+\n.+\n$/],
])('leaves no half of a file when the disk takes no more: %s', (line, err) => {
  const cwd = bookWithTouches()
  const { status, stderr } = shell(`ulimit -f 100; ${line}`, cwd)
  expect([status, stderr]).toEqual([1, expect.stringMatching(err)])
  expect(readdirSync(cwd).sort()).toEqual(['book.db', 'book.db-journal'])
  expect(shell(line, cwd).status).toBe(0)
})

it('imports nothing when the disk takes no more in the middle of it', () => {
  const cwd = bookWithTouches()
  const rows = Array.from({ length: 20_000 }, (_, i) => `Acme,2026-11-${10 + (i % 10)},sale,note ${i}`)
  writeFileSync(join(cwd, 'touches.csv'), `customer,on,purpose,note\n${rows.join('\n')}\n`)
  const before = readFileSync(join(cwd, 'book.db'))
  const { status, stderr } = shell(`ulimit -f ${Math.ceil(before.length / 1024) + 100}; cl import touches.csv`, cwd)
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^The disk (is full|failed or is full).+\n.+\n$/)])
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
  expect(readdirSync(cwd).sort()).toEqual(['book.db', 'book.db-journal', 'book.db.snapshots', 'touches.csv'])
  expect(readFileSync(join(cwd, 'book.db-journal'))).toHaveLength(0)
  expect(shell('cl import touches.csv', cwd).status).toBe(0)
})

it('takes back what a killed write left half done', () => {
  const cwd = bookWithTouches()
  const hotJournal = `
    import Database from ${JSON.stringify(new URL('../driver.js', import.meta.url).href)}
    const db = new Database('book.db')
    db.pragma('journal_mode = truncate')
    db.pragma('cache_size = 1')
    db.pragma('cache_spill = 1')
    db.exec("begin immediate; update touches set note = 'half done'; delete from handles where kind = 'word'")
    process.kill(process.pid, 'SIGKILL')`
  expect(spawnSync(process.execPath, ['--input-type=module', '-e', hotJournal], { cwd }).signal).toBe('SIGKILL')
  const journal = readFileSync(join(cwd, 'book.db-journal'))
  expect(journal.length).toBeGreaterThan(0)
  const { status, stdout } = shell('cl doctor', cwd)
  expect([status, stdout]).toEqual([1, expect.stringContaining('A change was broken off half-way.\n')])
  expect(readFileSync(join(cwd, 'book.db-journal')).equals(journal)).toBe(true)
  const notes = (JSON.parse(execute('history --json', { cwd }).out) as { note: string }[]).map(
    (touch) => touch.note.length,
  )
  expect(notes).toEqual([60_000, 60_000, 60_000])
})

it('stops reading a note that is longer than any can be', () => {
  const cwd = ownFolder()
  execute('add Acme', { cwd })
  expect(execute('log acme --note -', { cwd, stdin: 'x'.repeat(400_000) })).toEqual({
    code: 2,
    out: '',
    err: 'The standard input is longer than 64 KB.\nShorten it.\n',
  })
})

it('refuses to write a calendar to a pipe, and does not wait for who reads it', () => {
  const cwd = ownFolder()
  execute('add Acme', { cwd })
  spawnSync('mkfifo', [join(cwd, 'pipe.ics')])
  const { status, stderr } = spawnSync(process.execPath, [executable, 'calendar', 'pipe.ics'], {
    cwd,
    env: environment(cwd),
    encoding: 'utf8',
    timeout: 100_000,
  })
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('pipe.ics is not a file.') })
})
