import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { SqliteEngine } from '#book/engines/sqlite.ts'
import type { CustomerToErase } from '#forget/customer.ts'
import { byNamesOfSnapshots, eraseFromSnapshots, snapshotsWith, unfinishedFiles } from '#forget/snapshots.ts'
import { ownFolder, shop } from '../cl.ts'
import { breakIndex, changeBehindItsBack } from '../commands/behind-its-back.ts'
import Driver from '../driver.js'

const zelda: CustomerToErase = { ids: [2], kind: 'customer', names: new Set(['zelda']) }

/** A book whose one snapshot holds Zelda. */
async function snapshotWithZelda() {
  const { all, book } = shop()
  await all('add Bolt', 'add Zelda --note rye', 'backup')
  const [name = ''] = readdirSync(`${book}.snapshots`)
  return { book, snapshots: `${book}.snapshots`, snapshot: join(`${book}.snapshots`, name) }
}

const erasedFrom = (book: string, done: string[] = []) => eraseFromSnapshots(book, zelda, new Map(), done)

it('a customer is erased from a snapshot, unless it has had its turn', async () => {
  const { book, snapshot } = await snapshotWithZelda()
  expect(await snapshotsWith(book, zelda, new Map())).toEqual([snapshot])
  expect(await erasedFrom(book, [snapshot])).toEqual({ erased: [], left: [] })
  expect(await erasedFrom(book)).toEqual({ erased: [snapshot], left: [] })
  expect(readFileSync(snapshot, 'latin1')).not.toMatch(/zelda|rye/i)
  expect(await snapshotsWith(book, zelda, new Map())).toEqual([])
})

it('the progress is told of each snapshot that has its turn, with the size of them all', async () => {
  const { book, snapshot, snapshots } = await snapshotWithZelda()
  for (const name of ['2026-01-01.db', '2026-01-02.db']) copyFileSync(snapshot, join(snapshots, name))
  const size = 2 * readFileSync(snapshot).length
  const told: unknown[] = []
  await eraseFromSnapshots(book, zelda, new Map(), [join(snapshots, '2026-01-01.db')], (what, size, work) => {
    told.push([what, size])
    return work()
  })
  expect(told).toEqual([
    ['Erasing from snapshot 1 of 2', size],
    ['Erasing from snapshot 2 of 2', size],
  ])
})

it('a customer is in a snapshot that has rows of theirs, or a change with some, alone', async () => {
  const { book, snapshot, snapshots } = await snapshotWithZelda()
  changeBehindItsBack(snapshot, 'delete from change_rows')
  const other = shop()
  await other.all('add Bolt', 'add Zelda', 'undo')
  const withChange = join(snapshots, '2026-12-01.db')
  copyFileSync(other.book, withChange)
  expect(await snapshotsWith(book, zelda, new Map())).toEqual([snapshot, withChange])
})

it('somebody who has gone is known by each name in a snapshot, but by none of somebody who is in the book', async () => {
  const { all, book } = shop()
  await all('add Bolt', 'add Zelda --alias zizi --alias carol', 'backup')
  const others = new Map([[7, new Set(['carol'])]])
  const { ids, names } = await byNamesOfSnapshots(book, { ...zelda, ids: [] }, others)
  expect([ids, [...names].sort()]).toEqual([[], ['zelda', 'zizi']])
})

it('a journal that plays nothing back goes from beside a snapshot', async () => {
  const { book, snapshot, snapshots } = await snapshotWithZelda()
  writeFileSync(`${snapshot}-journal`, `\0${'zelda '.repeat(500)}`)
  expect(await erasedFrom(book)).toEqual({ erased: [snapshot], left: [] })
  expect(readdirSync(snapshots).map((name) => join(snapshots, name))).toEqual([snapshot])
})

it('a file that was begun in another folder is named, where a note beside the book says so', async () => {
  const { book } = await snapshotWithZelda()
  const begun = join(ownFolder(), 'touches.csv.4711-x7k2m9q0.new')
  writeFileSync(begun, 'zelda')
  expect(unfinishedFiles(book)).toEqual([])
  writeFileSync(`${book}.4711-a1b2c3d4.elsewhere.new`, begun)
  const left = { path: begun, why: 'it was begun and never finished', isTrouble: false }
  expect(unfinishedFiles(book)).toEqual([left])
})

describe('a snapshot is left as it was, which never can be erased from', () => {
  it('where an index of it is damaged, though its rows can be read', async () => {
    const { book, snapshot } = await snapshotWithZelda()
    breakIndex(snapshot, 'customers_own_cadence')
    const bytes = readFileSync(snapshot)
    expect(await erasedFrom(book)).toEqual({
      erased: [],
      left: [{ path: snapshot, why: expect.stringMatching(/damaged/), isTrouble: false }],
    })
    expect(readFileSync(snapshot).equals(bytes)).toBe(true)
  })

  it('where the copy that was erased from is damaged', async () => {
    const { book, snapshot } = await snapshotWithZelda()
    const bytes = readFileSync(snapshot)
    onTestFinished(() => spy.mockRestore())
    const spy = vi
      .spyOn(SqliteEngine.prototype, 'findDamage')
      .mockResolvedValueOnce(null)
      .mockResolvedValueOnce('a page')
    const left = [{ path: snapshot, why: 'it is damaged: a page', isTrouble: false }]
    expect(await erasedFrom(book)).toEqual({ erased: [], left })
    expect(readFileSync(snapshot).equals(bytes)).toBe(true)
  })

  it('where it is a database of another program, and the next has its turn', async () => {
    const { book, snapshot, snapshots } = await snapshotWithZelda()
    const path = join(snapshots, '2026-01-01.db')
    const other = new Driver(path)
    other.exec('create table customers (id integer primary key, name text)')
    other.close()
    const left = [{ path, why: 'it is not a book of cl', isTrouble: false }]
    expect(await erasedFrom(book)).toEqual({ erased: [snapshot], left })
    expect(await snapshotsWith(book, zelda, new Map())).toEqual([])
  })

  it('where it is a folder', async () => {
    const { book, snapshot, snapshots } = await snapshotWithZelda()
    const path = join(snapshots, '2026-01-01.db')
    mkdirSync(path)
    expect(await erasedFrom(book)).toEqual({
      erased: [snapshot],
      left: [{ path, why: 'it is not a file', isTrouble: false }],
    })
  })

  it('where it is no book, and its journal with it', async () => {
    const { book, snapshot, snapshots } = await snapshotWithZelda()
    const path = join(snapshots, '2026-01-01.db')
    writeFileSync(path, 'no book at all')
    writeFileSync(`${path}-journal`, `\0${'zelda '.repeat(500)}`)
    expect(await erasedFrom(book)).toEqual({
      erased: [snapshot],
      left: [
        { path, why: expect.any(String), isTrouble: false },
        { path: `${path}-journal`, why: 'it belongs to that file', isTrouble: false },
      ],
    })
  })
})
