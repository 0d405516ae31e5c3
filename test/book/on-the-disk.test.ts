import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shop } from '../cl.ts'
import { diskCalls, whenCalled } from './disk.ts'

/** A book of yesterday with a copy beside it. */
async function keptShop() {
  const acme = shop()
  await acme.all('add Acme')
  const copy = join(acme.folder, 'copy.db')
  await acme.cl(['backup', copy])
  return { ...acme, copy }
}

const snapshot = (name: string) => [
  'sync book.db.snapshots/unfinished.PID',
  `rename book.db.snapshots/unfinished.PID > book.db.snapshots/2026-11-2${name}.db`,
  'sync book.db.snapshots',
]

describe('before it says that it is done, all is on the disk:', () => {
  it('a new book', async () => {
    const { all, folder } = shop()
    const calls = diskCalls(folder)
    await all('add Acme')
    expect(calls).toEqual(['link book.db.PID.new > book.db', 'sync .'])
  })

  it('the snapshot before the first write of a day', async () => {
    const { clOn, folder } = await keptShop()
    const calls = diskCalls(folder)
    expect((await clOn('2026-11-22', 'log acme')).code).toBe(0)
    expect(calls).toEqual(snapshot('2 before the first write'))
  })

  it('a backup', async () => {
    const { cl, folder } = await keptShop()
    const calls = diskCalls(folder)
    expect((await cl(['backup', join(folder, 'b.db')])).code).toBe(0)
    expect((await cl(['backup', join(folder, 'b.db'), '--force'])).code).toBe(0)
    expect(calls).toEqual([
      'sync b.db.PID.new',
      'link b.db.PID.new > b.db',
      'sync .',
      'sync b.db.PID.new',
      'rename b.db.PID.new > b.db',
      'sync .',
    ])
  })

  it('a restored book, and what was there', async () => {
    const { cl, folder, copy } = await keptShop()
    const calls = diskCalls(folder)
    expect((await cl(['restore', copy])).code).toBe(0)
    expect(calls).toEqual([
      'sync book.db.PID.new',
      ...snapshot('1 before restore'),
      'rename book.db.PID.new > book.db',
      'sync .',
    ])
  })

  it('a damaged book that is set aside, with its journal', async () => {
    const { cl, folder, copy, book } = await keptShop()
    writeFileSync(book, 'scribbled over')
    writeFileSync(`${book}-journal`, 'what it was writing')
    const calls = diskCalls(folder)
    expect((await cl(['restore', copy])).code).toBe(0)
    expect(calls).toEqual([
      'sync book.db.PID.new',
      'link book.db > book.db.snapshots/2026-11-21 damaged.db',
      'rename book.db-journal > book.db.snapshots/2026-11-21 damaged.db-journal',
      'sync book.db.snapshots',
      'sync .',
      'rename book.db.PID.new > book.db',
      'sync .',
    ])
  })

  it('a damaged book that is set aside where no file can have two names', async () => {
    const { cl, folder, copy, book } = await keptShop()
    writeFileSync(book, 'scribbled over')
    const calls = diskCalls(folder)
    whenCalled('linkSync', () => {
      throw Object.assign(new Error(), { code: 'EPERM', syscall: 'link' })
    })
    expect((await cl(['restore', copy])).code).toBe(0)
    expect(calls).toEqual([
      'sync book.db.PID.new',
      'sync book.db.snapshots/2026-11-21 damaged.db.PID.new',
      'rename book.db.snapshots/2026-11-21 damaged.db.PID.new > book.db.snapshots/2026-11-21 damaged.db',
      'sync book.db.snapshots',
      'sync .',
      'rename book.db.PID.new > book.db',
      'sync .',
    ])
  })

  it('the snapshots from which somebody is erased', async () => {
    const { cl, folder } = await keptShop()
    const calls = diskCalls(folder)
    expect((await cl('forget acme --yes acme')).code).toBe(0)
    expect(calls).toEqual([...snapshot('1 before erasing'), ...snapshot('1 before erasing')])
  })

  it('an export', async () => {
    const { cl, folder } = await keptShop()
    const calls = diskCalls(folder)
    expect((await cl(['export', join(folder, 'all.json')])).code).toBe(0)
    expect(calls).toEqual(['sync all.json.PID.new', 'rename all.json.PID.new > all.json'])
  })
})
