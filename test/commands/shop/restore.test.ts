import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applicationId } from '#book/engines/sqlite-file.ts'
import { migrations } from '#book/migrations/index.ts'
import { shop } from '../../cl.ts'
import Database from '../../driver.js'
import { preparedOnce } from '../../prepared-once.ts'

/** A book with one touch in its backup and two in itself. */
const twoTouches = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme --since 2026-01-01', 'log acme one', 'backup', 'log acme call two')
  return acme
})

async function backedUpShop() {
  const acme = await twoTouches()
  return {
    ...acme,
    snapshots: `${acme.book}.snapshots`,
    backup: join(`${acme.book}.snapshots`, '2026-11-21 backup.db'),
  }
}

const notes = async ({ json }: Awaited<ReturnType<typeof backedUpShop>>) =>
  (await json<{ note: string }[]>('history')).map(({ note }) => note)

const kept = (book: string) =>
  `What was there before is kept. To go back to that: cl restore "2026-11-21 before restore" --book ${book}\n`

describe('cl restore', () => {
  it.each(['last', '1', "'#1'", "'2026-11-21 backup'", "'2026-11-21 backup.db'"])(
    'goes back to a snapshot, and keeps what was there: %s',
    async (which) => {
      const acme = await backedUpShop()
      expect(await acme.cl(`restore ${which}`)).toEqual({
        code: 0,
        out: `Restored ${acme.book}: 1 customer, 1 touch, last changed today\nFrom ${acme.backup}\n`,
        err: kept(acme.book),
      })
      expect(await notes(acme)).toEqual(['one'])
      expect((await acme.cl(['restore', '2026-11-21 before restore'])).code).toBe(0)
      expect(await notes(acme)).toEqual(['two', 'one'])
    },
  )

  it('goes back to a file, which stays as it is', async () => {
    const acme = await backedUpShop()
    const file = join(acme.folder, 'stick.db')
    await acme.cl(['backup', file])
    await acme.all('log acme call three')
    const before = readFileSync(file)
    expect(JSON.parse((await acme.cl(['restore', file, '--json'])).out)).toEqual({
      book: acme.book,
      from: file,
      customers: 1,
      touches: 2,
      lastChange: '2026-11-21',
      kept: join(acme.snapshots, '2026-11-21 before restore.db'),
    })
    expect(await notes(acme)).toEqual(['two', 'one'])
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('writes on as ever: the next change can be undone, and the one before it', async () => {
    const acme = await backedUpShop()
    await acme.all('restore last', 'log acme call three', 'undo', 'undo')
    expect(await notes(acme)).toEqual([])
  })

  it.each<[string, (path: string) => void]>([
    ['is gone', (path) => rmSync(path)],
    ['is empty', (path) => writeFileSync(path, '')],
  ])('brings back a book that %s', async (_, harm) => {
    const acme = await backedUpShop()
    harm(acme.book)
    expect(await acme.cl('restore last')).toMatchObject({ code: 0, err: 'There was nothing in its place before.\n' })
    expect(await notes(acme)).toEqual(['one'])
    expect(readdirSync(acme.snapshots)).toEqual(['2026-11-21 backup.db'])
  })

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['overwritten in the middle', (bytes) => bytes.fill(0xaa, 4096, 4596)],
    ['overwritten at the beginning', (bytes) => bytes.fill(0xaa, 0, 50)],
    ['overwritten with text', () => Buffer.from('Dear diary,\n'.repeat(20))],
    ['cut in half', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['without its tables', (bytes) => bytes.fill(0, 60, 64)],
  ])('brings back a book that was %s, and keeps the damaged file as it was', async (_, harm) => {
    const acme = await backedUpShop()
    const damaged = harm(readFileSync(acme.book))
    writeFileSync(acme.book, damaged)
    const keptPath = join(acme.snapshots, '2026-11-21 damaged.db')
    expect(await acme.cl('restore last')).toMatchObject({ code: 0, err: `The damaged file is kept: ${keptPath}\n` })
    expect(await notes(acme)).toEqual(['one'])
    expect(readFileSync(keptPath).equals(damaged)).toBe(true)
  })

  it('moves the journal of a damaged or missing book away, so that it is not played back into the new one', async () => {
    const acme = await backedUpShop()
    rmSync(acme.book)
    writeFileSync(`${acme.book}-journal`, 'what it was writing last')
    expect((await acme.cl('restore last')).code).toBe(0)
    expect(existsSync(`${acme.book}-journal`) && readFileSync(`${acme.book}-journal`, 'utf8')).toBeFalsy()
    expect(readFileSync(join(acme.snapshots, '2026-11-21 damaged.db-journal'), 'utf8')).toBe('what it was writing last')
    expect(await notes(acme)).toEqual(['one'])
  })

  it('never takes for the last snapshot a damaged file, a book that somebody went back from, or one of a day to come', async () => {
    const acme = await backedUpShop()
    await acme.clOn('2090-01-01', 'backup')
    await acme.clOn('2001-01-01', 'backup')
    writeFileSync(acme.book, 'scribbled over')
    await acme.all('restore last')
    await acme.all('log acme call three')
    for (let n = 0; n < 3; n += 1) expect((await acme.cl('restore last')).out).toContain(`From ${acme.backup}\n`)
    rmSync(acme.backup)
    rmSync(join(acme.snapshots, '2001-01-01 backup.db'))
    rmSync(join(acme.snapshots, '2090-01-01 backup.db'))
    expect((await acme.cl('restore last')).out).toMatch(/\nFrom .+ before restore \(3\)\.db\n$/)
  })

  it('an older book is restored as it is, and brought up to date when it is next used', async () => {
    const acme = await backedUpShop()
    const file = join(acme.folder, 'old.db')
    const old = new Database(file)
    old.exec(`${migrations[0]}; pragma application_id = ${applicationId}; pragma user_version = 1`)
    old.exec("insert into customers (name, since) values ('From long ago', '2020-01-01')")
    old.close()
    expect((await acme.cl(['restore', file])).out).toMatch(/: 1 customer, 0 touches\n/)
    const { out, err } = await acme.cl('list --json')
    expect(JSON.parse(out)).toMatchObject([{ name: 'From long ago' }])
    expect(err).toMatch(/^The book was brought up to version \d+\. As it was before: /)
  })

  it.each<[string, (acme: Awaited<ReturnType<typeof backedUpShop>>) => string[], RegExp]>([
    ['no terminal to ask at', () => ['restore'], /^There is no terminal to ask at: give a snapshot/],
    ['a number too many', () => ['restore', '7'], /^There is no snapshot 7: they go from 1 to 1\.\ncl backups lists/],
    ['number 0', () => ['restore', '0'], /^There is no snapshot 0: /],
    ['a name that is none', () => ['restore', 'tuesday'], /^There is no snapshot or file "tuesday"\.\nChoose another/],
    ['an empty name', () => ['restore', ''], /./],
    ['the book itself', ({ book }) => ['restore', book], /is the book itself\.\n/],
    ['a folder', ({ folder }) => ['restore', folder], /is a folder, not a book\.\n/],
    ['a text file', ({ folder }) => ['restore', join(folder, 'text')], /is not a book of cl/],
    ['an empty file', ({ folder }) => ['restore', join(folder, 'empty')], /is empty: there is no book in it\./],
    ['a newer book', ({ folder }) => ['restore', join(folder, 'newer')], /was written by a newer cl/],
    ['half a book', ({ folder }) => ['restore', join(folder, 'half')], /is damaged: the end of the file is missing/],
    ['a damaged book', ({ folder }) => ['restore', join(folder, 'damaged')], /is damaged .+and was not restored/],
    ['another program’s file', ({ folder }) => ['restore', join(folder, 'foreign')], /belongs to another program/],
  ])('refuses %s, and leaves the book as it is', async (_, lineFor, err) => {
    const acme = await backedUpShop()
    const bytes = () => readFileSync(acme.backup)
    const numberAt = (offset: number, value: number) => {
      const changed = bytes()
      changed.writeInt32BE(value, offset)
      return changed
    }
    writeFileSync(join(acme.folder, 'text'), 'Dear diary,\n'.repeat(20))
    writeFileSync(join(acme.folder, 'empty'), '')
    writeFileSync(join(acme.folder, 'newer'), numberAt(60, 99))
    writeFileSync(join(acme.folder, 'half'), bytes().subarray(0, bytes().length / 2))
    writeFileSync(join(acme.folder, 'damaged'), bytes().fill(0xaa, 4096, 4596))
    writeFileSync(join(acme.folder, 'foreign'), numberAt(68, 0))
    const before = [readFileSync(acme.book, 'latin1'), readdirSync(acme.folder), readdirSync(acme.snapshots)]
    const { code, out, err: said } = await acme.cl(lineFor(acme))
    expect({ failed: code === 1 || code === 2, out, said }).toEqual({
      failed: true,
      out: '',
      said: expect.stringMatching(err),
    })
    expect([readFileSync(acme.book, 'latin1'), readdirSync(acme.folder), readdirSync(acme.snapshots)]).toEqual(before)
  })

  it('puts no book in the place of a folder or of another program’s file', async () => {
    const acme = await backedUpShop()
    const [folder, foreign] = [join(acme.folder, 'sub'), join(acme.folder, 'foreign.db')]
    mkdirSync(folder)
    const other = new Database(foreign)
    other.exec('create table theirs (id integer)')
    other.close()
    const before = readFileSync(foreign)
    for (const [place, err] of [
      [folder, /is not a file, so no book can be put there/],
      [foreign, /belongs to another program/],
    ] as const) {
      expect(await acme.cl(['restore', acme.backup, '--book', place])).toMatchObject({
        code: 1,
        err: expect.stringMatching(err),
      })
    }
    expect([readFileSync(foreign).equals(before), readdirSync(folder)]).toEqual([true, []])
    expect(readdirSync(acme.folder).filter((file) => file.endsWith('.new'))).toEqual([])
  })

  it('says where to look when there are no snapshots', async () => {
    for (const line of ['restore', 'restore last', 'restore 1']) {
      expect(await shop().cl(line)).toEqual({
        code: 1,
        out: '',
        err: expect.stringMatching(
          /^There are no snapshots of .+\nIf you have a copy of the book elsewhere: cl restore FILE --book .+book\.db\n$/,
        ),
      })
    }
  })

  it('makes a new book of a copy, where there was none', async () => {
    const acme = await backedUpShop()
    const place = join(acme.folder, 'new', 'book.db')
    expect((await acme.cl(['restore', acme.backup, '--book', place])).code).toBe(0)
    expect((await acme.cl(['list', '--book', place])).out).toContain('Acme')
  })
})

describe('a book that is damaged, empty or gone', () => {
  it.each<[string, (path: string) => void]>([
    ['overwritten', (path) => writeFileSync(path, readFileSync(path).fill(0xaa, 4096, 4596))],
    ['overwritten at its beginning', (path) => writeFileSync(path, readFileSync(path).fill(0xaa, 0, 50))],
    ['cut off', (path) => writeFileSync(path, readFileSync(path).subarray(0, 8192))],
    ['empty', (path) => writeFileSync(path, '')],
    ['gone', (path) => rmSync(path)],
  ])('leads to cl restore with its newest snapshot: %s', async (_, harm) => {
    const acme = await backedUpShop()
    harm(acme.book)
    for (const line of ['log acme', 'undo --yes', 'add Bolt']) {
      const { code, err } = await acme.clOn('2026-11-22', line)
      expect({ code, err }).toEqual({
        code: 1,
        err: expect.stringMatching(
          /\nTo go back to the snapshot of 2026-11-21: cl restore last --book (\S+) {3}All of them: cl backups --book \1\n$/,
        ),
      })
    }
    expect((await acme.cl('restore last')).code).toBe(0)
    expect((await acme.clOn('2026-11-22', 'log acme call again')).code).toBe(0)
  })
})

it('works on a copy: a file that is restored, and the files beside it, stay as they are to the byte', async () => {
  const acme = await backedUpShop()
  const folder = join(acme.folder, 'elsewhere')
  mkdirSync(folder)
  const file = join(folder, 'copy.db')
  writeFileSync(file, readFileSync(acme.backup))
  const db = new Database(file)
  db.pragma('journal_mode = wal')
  db.exec("update touches set note = 'in the log of changes'")
  const bytes = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')])
  const state = bytes()
  expect(state.map(([name]) => name)).toEqual(['copy.db', 'copy.db-shm', 'copy.db-wal'])
  expect((await acme.cl(['restore', file])).code).toBe(0)
  const after = bytes()
  db.close()
  expect(after).toEqual(state)
  expect(await notes(acme)).toEqual(['in the log of changes'])
  expect(readdirSync(acme.folder).filter((name) => name.endsWith('new'))).toEqual([])
})

describe('a book with one wrong byte in its first page', () => {
  async function shopWithByte(at: number, value: number) {
    const acme = await backedUpShop()
    const wrong = readFileSync(acme.book)
    wrong[at] = value
    writeFileSync(acme.book, wrong)
    return { ...acme, wrong }
  }

  it.each<[string, number, number, kept: RegExp]>([
    ['the format of its tables', 47, 0xff, /^The damaged file is kept: /],
    ['its version, to the first', 63, 1, /^What was there before is kept\. /],
    ['its version, to the one before', 63, migrations.length - 1, /^What was there before is kept\. /],
    ['the program that it belongs to', 68, 0xff, /^The damaged file is kept: /],
    ['the number of its tables', 104, 1, /^What was there before is kept\. |^The damaged file is kept: /],
  ])(
    'leads to cl restore, which does not need it, and no snapshot is left of trying: %s',
    async (_, at, value, kept) => {
      const acme = await shopWithByte(at, value)
      for (const line of ['due', 'log #1 call', 'stats', 'undo --yes'])
        expect(await acme.cl(line)).toMatchObject({
          code: 1,
          err: expect.stringMatching(/^.+\n.*cl restore last.+\n$/),
        })
      expect((await acme.cl('doctor')).err).not.toContain('bug')
      expect([readFileSync(acme.book).equals(acme.wrong), readdirSync(acme.snapshots)]).toEqual([
        true,
        ['2026-11-21 backup.db'],
      ])
      expect((await acme.cl('restore last')).err).toMatch(kept)
      expect(await notes(acme)).toEqual(['one'])
    },
  )

  it('with our mark and the tables of another program is damaged', async () => {
    const { book, cl } = shop()
    const other = new Database(book)
    other.exec(
      `create table theirs (id integer); pragma application_id = ${applicationId}; pragma user_version = ${migrations.length}`,
    )
    other.close()
    for (const line of ['due', 'stats', 'add Acme'])
      expect(await cl(line)).toEqual({
        code: 1,
        out: '',
        err: expect.stringMatching(/^The book \S+ is damaged: no such table: .+\nIt has no snapshots\. .+\n$/),
      })
  })
})

describe('cl restore last', () => {
  it('passes over snapshots that are damaged, and says so', async () => {
    const acme = await backedUpShop()
    const name = '2026-11-22 backup'
    await acme.clOn('2026-11-22', 'backup')
    const path = join(acme.snapshots, `${name}.db`)
    writeFileSync(path, readFileSync(path).fill(0xaa, 4096, 4596))
    const { code, out, err } = await acme.clOn('2026-11-22', 'restore last')
    expect({ code, out, err }).toEqual({
      code: 0,
      out: expect.stringContaining(`From ${acme.backup}\n`),
      err: expect.stringMatching(/^The snapshot "2026-11-22 backup" is damaged, and was passed over\.\n/),
    })
  })

  it('refuses where none is whole, and leaves the book as it is', async () => {
    const acme = await backedUpShop()
    writeFileSync(acme.backup, 'scribbled over')
    const before = readFileSync(acme.book)
    expect(await acme.cl('restore last')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^No snapshot of \S+ is whole\.\n.*cl restore FILE/),
    })
    expect(readFileSync(acme.book).equals(before)).toBe(true)
  })
})
