import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import type { During } from '#book/book.ts'
import { EngineTrouble } from '#book/engines/sqlite-trouble.ts'
import { snapshotFolder } from '#book/file/paths.ts'
import { FileBook } from '#book/file-book.ts'
import { restoreBook } from '#book/snapshots/restore.ts'
import { addDays, day } from '#domain/days/day.ts'
import { cannot } from '#errors.ts'
import { addCustomer, bareCustomer } from '#tables/customers/customers.ts'
import { contentsOf } from '#tables/whole-book.ts'
import { ownFolder } from '../../cl.ts'
import { whenCalled } from '../disk.ts'

const firstDay = day('2026-11-01')

/** A book that was begun on the first of November with nobody in it. */
async function begun(): Promise<string> {
  const path = join(ownFolder(), 'book.db')
  await add(path, firstDay)
  return path
}

const onDay = (path: string, today = firstDay) => new FileBook(path, today, () => {})

async function add(path: string, today = firstDay, ...names: string[]): Promise<void> {
  const book = onDay(path, today)
  await addTo(book, ...(names.length > 0 ? names : [`Customer of ${today}`]))
  book.close()
}

const addTo = (book: FileBook, ...names: string[]) =>
  book.write(async (db) => {
    for (const name of names) await addCustomer(db, bareCustomer(name, firstDay))
    return { summary: `added ${names}`, result: undefined }
  })

const snapshot = (book: FileBook, why = 'import') => book.afterSnapshot(why, async () => {})

const snapshots = (path: string): string[] =>
  existsSync(snapshotFolder(path)) ? readdirSync(snapshotFolder(path)).sort() : []

async function namesIn(path: string): Promise<string[]> {
  const book = onDay(path, day('2030-01-01'))
  const rows = await book.read((db) => db.all<{ name: string }>(sql`select name from customers order by id`))
  book.close()
  return rows.map(({ name }) => name)
}

it('long work names itself: the check, each copy, and writing the book anew', async () => {
  const path = await begun()
  const told: string[] = []
  const today = day('2026-11-02')
  const during: During = (what, size, work) => {
    told.push(`${what}: ${size === statSync(path).size}`)
    return work()
  }
  const book = new FileBook(path, today, () => {}, { during })
  await addTo(book, 'Acme')
  await addTo(book, 'Bolt')
  await snapshot(book)
  await book.backUp(null, contentsOf)
  await book.erase(null, async () => {})
  await book.writeAnew()
  book.close()
  expect(told).toEqual(
    [
      ...['Checking the book', 'Copying the book'],
      ...['Copying the book', 'Copying the book'],
      ...['Writing the book anew', 'Writing the book anew'],
    ].map((what) => `${what}: true`),
  )
})

describe('before the first write of a day', () => {
  it('a snapshot is taken of the book as it was, and none before the later ones', async () => {
    const path = await begun()
    expect(snapshots(path)).toEqual([])
    await add(path, day('2026-11-02'), 'Acme')
    expect(snapshots(path)).toEqual(['2026-11-02 before the first write.db'])
    await add(path, day('2026-11-02'), 'Bolt')
    expect(snapshots(path)).toEqual(['2026-11-02 before the first write.db'])
    expect(await namesIn(join(snapshotFolder(path), '2026-11-02 before the first write.db'))).toEqual([
      'Customer of 2026-11-01',
    ])
  })

  it('an undo is a write as well', async () => {
    const path = await begun()
    await onDay(path, day('2026-11-02')).undo()
    expect(snapshots(path)).toEqual(['2026-11-02 before the first write.db'])
  })

  it('reading takes none', async () => {
    const path = await begun()
    await onDay(path, day('2026-11-02')).read(async () => {})
    expect(snapshots(path)).toEqual([])
  })

  it('none is left of a write that was refused, and the next one takes it', async () => {
    const path = await begun()
    const before = readFileSync(path)
    const refused = onDay(path, day('2026-11-02')).write(async () => {
      throw cannot('not so')
    })
    await expect(refused).rejects.toThrow('not so')
    expect([existsSync(snapshotFolder(path)), readFileSync(path).equals(before)]).toEqual([false, true])
    await add(path, day('2026-11-02'), 'Acme')
    expect(snapshots(path)).toHaveLength(1)
  })

  it('nothing is written when it cannot be taken', async () => {
    const path = await begun()
    const before = readFileSync(path)
    writeFileSync(snapshotFolder(path), 'a file where the folder should be')
    await expect(add(path, day('2026-11-02'), 'Acme')).rejects.toThrow(/^No snapshot could be taken in .+\(EEXIST\)/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('a day that is named once, or a clock set back, has one of its own and takes none away', async () => {
    const path = await begun()
    for (const today of ['2026-11-20', '2090-01-01', '2001-01-01', '2026-11-21']) await add(path, day(today))
    expect(snapshots(path).map((file) => file.slice(0, 10))).toEqual([
      '2001-01-01',
      '2026-11-20',
      '2026-11-21',
      '2090-01-01',
    ])
  })

  it('ten days are kept and each month’s last, and a file that is no snapshot is left alone', async () => {
    const path = await begun()
    mkdirSync(snapshotFolder(path))
    const others = [
      '2020-01-01 my own.db',
      'notes.txt',
      '2020-01-01 before the first write.txt',
      '2020-13-01 backup.db',
    ]
    for (const file of others) writeFileSync(join(snapshotFolder(path), file), 'mine')
    for (let n = 1; n <= 35; n += 1) await add(path, addDays(firstDay, n))
    const days = Array.from({ length: 10 }, (_, n) => addDays(firstDay, 26 + n))
    const expected = ['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', ...days].filter(
      (each, i, all) => all.indexOf(each) === i,
    )
    expect(snapshots(path)).toEqual([...others, ...expected.map((each) => `${each} before the first write.db`)].sort())
  })
})

describe('a snapshot that a command asks for', () => {
  it('is named for what it precedes, whichever way that is said', async () => {
    const path = await begun()
    await snapshot(onDay(path), 'import')
    expect(snapshots(path)).toEqual(['2026-11-01 before import.db'])
    await snapshot(onDay(path), 'import')
    await snapshot(onDay(path), '../an "odd"\n one')
    expect(snapshots(path)).toEqual([
      '2026-11-01 before an odd one.db',
      '2026-11-01 before import (2).db',
      '2026-11-01 before import.db',
    ])
  })

  it('is none where there is no book yet, which stays so', async () => {
    const path = join(ownFolder(), 'book.db')
    await snapshot(onDay(path))
    const book = onDay(path)
    await book.readOrNew(async () => {})
    await snapshot(book)
    expect([snapshots(path), existsSync(path)]).toEqual([[], false])
  })

  it('does for the first write of the day', async () => {
    const path = await begun()
    const book = onDay(path, day('2026-11-02'))
    await snapshot(book)
    await addTo(book, 'Acme')
    await addTo(book, 'Bolt')
    book.close()
    expect(snapshots(path)).toEqual(['2026-11-02 before import.db'])
    await add(path, day('2026-11-02'), 'Cy')
    expect(snapshots(path)).toEqual(['2026-11-02 before import.db'])
  })

  it('clears away what a killed process left behind, but nothing of one that is at it', async () => {
    const path = await begun()
    mkdirSync(snapshotFolder(path))
    for (const id of ['999999999', String(process.ppid)]) {
      writeFileSync(join(snapshotFolder(path), `unfinished.${id}`), 'half')
      writeFileSync(`${path}.${id}.new`, 'half')
    }
    writeFileSync(`${path}.999999999-0a1b2c3d.new`, 'half')
    writeFileSync(join(snapshotFolder(path), 'unfinished.999999999-0a1b2c3d'), 'half')
    writeFileSync(`${path}.new`, 'mine')
    await snapshot(onDay(path))
    expect(snapshots(path)).toEqual(['2026-11-01 before import.db', `unfinished.${process.ppid}`])
    expect(
      readdirSync(join(path, '..'))
        .filter((file) => file.endsWith('.new'))
        .sort(),
    ).toEqual([`book.db.${process.ppid}.new`, 'book.db.new'].sort())
  })
})

describe('a snapshot before something that fails', () => {
  const failures: [string, () => unknown][] = [
    ['it is refused', () => cannot('not so')],
    ['a bug stops it', () => new TypeError('a bug')],
    ['the disk is full', () => new EngineTrouble('full', new Error('database or disk is full'))],
  ]

  it.each(failures)('is thrown away when %s, and no older one is', async (_, failure) => {
    const path = await begun()
    for (let n = 1; n <= 10; n += 1) await add(path, addDays(firstDay, n))
    const before = snapshots(path)
    const book = onDay(path, addDays(firstDay, 11))
    const failing = () => book.afterSnapshot('import', () => book.write(() => Promise.reject(failure())))
    await expect(failing()).rejects.toThrow()
    expect(snapshots(path)).toEqual(before)
    await addTo(book, 'Acme')
    expect(snapshots(path)).toHaveLength(before.length)
    expect(snapshots(path)).toContain('2026-11-12 before the first write.db')
  })

  it.each<[string, (book: FileBook) => Promise<unknown>]>([
    [
      'the book was changed before it failed',
      (book) => addTo(book, 'Acme').then(() => Promise.reject(new Error('a bug'))),
    ],
    [
      'nobody knows what the disk wrote',
      (book) => book.write(() => Promise.reject(new EngineTrouble('faulty', new Error('disk I/O error')))),
    ],
  ])('is kept when %s', async (_, work) => {
    const path = await begun()
    const book = onDay(path)
    await expect(book.afterSnapshot('import', () => work(book))).rejects.toThrow()
    expect(snapshots(path)).toEqual(['2026-11-01 before import.db'])
  })

  it('is thrown away when a restore cannot give the new book its name', async () => {
    const path = await begun()
    const { path: copy } = await onDay(path).backUp(null, contentsOf)
    whenCalled('renameSync', ([, to], call) => {
      if (to === path) throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO', syscall: 'rename' })
      return call()
    })
    await expect(restoreBook(path, copy, firstDay, contentsOf)).rejects.toThrow(/could not be put at .+ \(EIO\)/)
    expect(snapshots(path)).toEqual(['2026-11-01 backup.db'])
  })
})

describe('a write that waited while another file was put in the place of the book', () => {
  it.each<[string, (path: string, copy: string) => unknown, names: string[] | null]>([
    ['restored', (path, copy) => restoreBook(path, copy, firstDay, contentsOf), ['Customer of 2026-11-01']],
    ['taken away', (path) => rmSync(path), null],
  ])('fails, so that nothing is lost with the old one: %s', async (_, replace, names) => {
    const path = await begun()
    const book = onDay(path)
    const { path: copy } = await book.backUp(null, contentsOf)
    await book.read(async () => {})
    await replace(path, copy)
    const refused = /^Another program put another file in the place of the book/
    await expect(addTo(book, 'Acme')).rejects.toThrow(refused)
    await expect(snapshot(book)).rejects.toThrow(refused)
    await expect(book.backUp(null, contentsOf)).rejects.toThrow(refused)
    book.close()
    expect(existsSync(path) ? await namesIn(path) : null).toEqual(names)
  })
})

describe('where the book is gone', () => {
  it('but its journal is there, no new one is made beside that', async () => {
    const path = join(ownFolder(), 'book.db')
    writeFileSync(`${path}-journal`, 'what it was writing last')
    await expect(add(path, firstDay, 'Acme')).rejects.toThrow(/is missing, but what it was writing last is there/)
    expect(existsSync(path)).toBe(false)
  })
})
