import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applicationId } from '#book/engines/sqlite-file.ts'
import { migrations } from '#book/migrations/index.ts'
import { execute, ownFolder } from '../cl.ts'
import Database from '../driver.js'
import { runs } from '../runs.ts'

const seed = Number(process.env['CL_SEED'] ?? 20261121)
const child = fileURLToPath(new URL('./crash-child.cjs', import.meta.url))

/**
 * Runs commands of one kind in a process of its own, one after the other, and kills it so many milliseconds after the end of
 * the first, in the middle of anything.
 * @returns the numbers of the commands that it said were done
 */
function killedWhile(kind: string, folder: string, delay: number, from = 0): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, [child, kind, folder, String(from)])
    let [said, complaints] = ['', '']
    let isTimed = false
    process_.stdout.on('data', (text) => {
      said += text
      if (isTimed) return
      isTimed = true
      setTimeout(() => process_.kill('SIGKILL'), delay)
    })
    process_.stderr.on('data', (text) => {
      complaints += text
    })
    process_.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(complaints))
      else resolve([...said.matchAll(/^\d+(?=\n)/gm)].map(Number))
    })
  })
}

/** Moments to kill at: the harness `kills` does it at each call, one after the other. */
const delays = (kills: number, longest: number) => fc.sample(fc.nat(longest), { seed, numRuns: runs(kills) })

const today = '2029-01-01'
const ask = (cwd: string, line: string, book = 'book.db') => {
  const { code, out, err } = execute(line, { cwd, today, env: { CL_BOOK: join(cwd, book) } })
  expect({ line, code, err }).toMatchObject({ line, code: 0 })
  return JSON.parse(out)
}
const notesIn = (cwd: string, book?: string): string[] =>
  ask(cwd, 'history --json', book).map(({ note }: { note: string }) => note)

/** The finding of a check of all of it, by the driver alone. */
function checkOf(path: string): unknown[] {
  const db = new Database(path, { readonly: true })
  const answers = [db.pragma('integrity_check', { simple: true }), db.pragma('foreign_key_check')]
  db.close()
  return answers
}
const passed = ['ok', []]

/** The number of touches with each note, by the driver alone. */
function touchesByNote(path: string): Map<string, number> {
  const db = new Database(path, { readonly: true })
  const rows = db.prepare('select note, count(*) from touches group by note').raw().all() as [string, number][]
  db.close()
  return new Map(rows)
}

function withAcme(...notes: string[]): string {
  const cwd = ownFolder()
  for (const line of ['add Acme', ...notes.map((note) => `log acme call "${note}"`)]) {
    expect(execute(line, { cwd, today: '2026-01-01' }).code).toBe(0)
  }
  return cwd
}

/** Leaves `damaged.db-journal`, of a change to another book that was broken off. */
function writeHotJournal(cwd: string): void {
  const other = withAcme('three', 'four')
  const db = new Database(join(other, 'book.db'))
  db.pragma('journal_mode = truncate')
  db.pragma('cache_size = 1')
  db.exec("begin immediate; update touches set note = 'half done'; delete from handles; delete from topics")
  copyFileSync(join(other, 'book.db-journal'), join(cwd, 'damaged.db-journal'))
  db.exec('rollback')
  db.close()
  expect(readFileSync(join(cwd, 'damaged.db-journal')).length).toBeGreaterThan(0)
}

describe(`killed at any moment (seed ${seed})`, () => {
  it('cl log loses nothing that it acknowledged, nor does the snapshot at the day’s first write', async () => {
    const cwd = withAcme()
    let logged = 0
    for (const delay of delays(12, 60)) {
      const acknowledged = await killedWhile('log', cwd, delay, logged)
      const notes = notesIn(cwd)
      const least = (acknowledged.at(-1) ?? logged - 1) + 1
      expect([least, least + 1]).toContain(notes.length)
      expect(new Set(notes)).toEqual(new Set(notes.map((_, n) => `note ${n}`)))
      expect(checkOf(join(cwd, 'book.db'))).toEqual(passed)
      logged = notes.length
    }
    expect(execute('log acme', { cwd, today }).code).toBe(0)
    const snapshots = readdirSync(join(cwd, 'book.db.snapshots'))
    expect(snapshots).not.toEqual([])
    for (const snapshot of snapshots) expect(checkOf(join(cwd, 'book.db.snapshots', snapshot))).toEqual(passed)
    expect(snapshots.filter((file) => !/ before the first write( \(\d+\))?\.db$/.test(file))).toEqual([])
  })

  it('cl import leaves a file in the book whole or not at all, and loses none that it acknowledged', async () => {
    const cwd = withAcme()
    let imported = 0
    for (const delay of delays(6, 150)) {
      const acknowledged = await killedWhile('import', cwd, delay, imported)
      const names = ask(cwd, 'list --json').map(({ name }: { name: string }) => name)
      const least = (acknowledged.at(-1) ?? imported - 1) + 1
      imported = names.length - 1
      expect([least, least + 1]).toContain(imported)
      const numbers = Array.from({ length: imported }, (_, n) => n)
      expect(new Set(names)).toEqual(new Set(['Acme', ...numbers.map((n) => `Customer ${n}`)]))
      expect(touchesByNote(join(cwd, 'book.db'))).toEqual(new Map(numbers.map((n) => [`import ${n}`, 300])))
      expect(checkOf(join(cwd, 'book.db'))).toEqual(passed)
    }
    expect(execute('log acme', { cwd, today }).code).toBe(0)
    const left = readdirSync(cwd, { recursive: true }).map(String)
    expect(left.filter((file) => /unfinished|\.new/.test(file))).toEqual([])
    const files = left.filter((each) => each.endsWith('.db'))
    expect(files).toEqual(expect.arrayContaining(['book.db', expect.stringContaining('before import')]))
    for (const file of files) expect(checkOf(join(cwd, file))).toEqual(passed)
  })

  it('cl restore leaves the old book or the new one', async () => {
    const cwd = withAcme('one')
    ask(cwd, 'backup one.db --json')
    expect(execute('log acme call two', { cwd, today: '2026-01-01' }).code).toBe(0)
    ask(cwd, 'backup two.db --json')
    for (const delay of delays(5, 120)) {
      await killedWhile('restore', cwd, delay)
      expect([['one'], ['two', 'one']]).toContainEqual(notesIn(cwd))
      expect(checkOf(join(cwd, 'book.db'))).toEqual(passed)
    }
  })

  it('cl restore of a damaged book with a journal leaves that or the new one, and the journal to neither', async () => {
    const cwd = withAcme('one')
    ask(cwd, 'backup one.db --json')
    writeHotJournal(cwd)
    const damaged = readFileSync(join(cwd, 'book.db')).fill(0xaa, 0, 200)
    writeFileSync(join(cwd, 'damaged.db'), damaged)
    for (const delay of delays(5, 120)) {
      await killedWhile('repair', cwd, delay)
      const isDamaged = readFileSync(join(cwd, 'book.db')).equals(damaged)
      const found = isDamaged ? 'damaged' : [notesIn(cwd), checkOf(join(cwd, 'book.db'))]
      expect(['damaged', [['one'], passed]]).toContainEqual(found)
      expect(execute(['restore', join(cwd, 'one.db')], { cwd }).code).toBe(0)
      expect(notesIn(cwd)).toEqual(['one'])
    }
  })

  it('a migration leaves the old book or the new one, and every row in either', async () => {
    const cwd = ownFolder()
    const old = new Database(join(cwd, 'old.db'))
    old.exec(`${migrations[0]}; pragma application_id = ${applicationId}; pragma user_version = 1`)
    old.exec("insert into customers (name, since) values ('Acme', '2026-01-01')")
    const touch = old.prepare(`insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by, note)
      values (1, '2026-01-02', 1, 1, '+', 'us', ?)`)
    for (let n = 0; n < 500; n += 1) touch.run(`note ${n}`)
    old.close()
    let next = 0
    for (const delay of delays(5, 60)) {
      const migrated = await killedWhile('migrate', cwd, delay, next)
      const last = migrated.at(-1) ?? next
      next += migrated.length + 1
      // The next one is not there if the old book was still being copied.
      const broken = existsSync(join(cwd, `book-${last + 1}.db`)) ? `book-${last + 1}.db` : `book-${last}.db`
      expect(execute('due', { cwd, env: { CL_BOOK: join(cwd, broken) } }).code).toBe(0)
      expect(new Set(notesIn(cwd, broken))).toEqual(new Set(Array.from({ length: 500 }, (_, n) => `note ${n}`)))
      expect(checkOf(join(cwd, broken))).toEqual(passed)
    }
  })
})
