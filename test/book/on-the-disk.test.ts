import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { ownFolder, shop } from '../cl.ts'
import Driver from '../driver.js'
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

  it('a book in folders that are not there, with the names of these', async () => {
    const { cl, folder } = shop()
    const calls = diskCalls(folder)
    expect((await cl(['add', 'Acme', '--book', join(folder, 'a', 'b', 'c.db')])).code).toBe(0)
    expect(calls).toEqual(['sync .', 'sync a', 'link a/b/c.db.PID.new > a/b/c.db', 'sync a/b'])
  })

  it('the snapshot before the first write of a day', async () => {
    const { clOn, folder } = await keptShop()
    const calls = diskCalls(folder)
    expect((await clOn('2026-11-22', 'log acme')).code).toBe(0)
    expect(calls).toEqual(['sync .', ...snapshot('2 before the first write')])
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

  it('a restored book, and the book before it', async () => {
    const { cl, folder, copy } = await keptShop()
    const calls = diskCalls(folder)
    expect((await cl(['restore', copy])).code).toBe(0)
    expect(calls).toEqual([
      'sync book.db.PID.new',
      'sync .',
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
      'sync .',
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
      'sync .',
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
    expect(calls).toEqual(['sync .', ...snapshot('1 before erasing'), ...snapshot('1 before erasing')])
  })

  it('an export', async () => {
    const { cl, folder } = await keptShop()
    const calls = diskCalls(folder)
    expect((await cl(['export', join(folder, 'all.json')])).code).toBe(0)
    expect(calls).toEqual(['sync all.json.PID.new', 'rename all.json.PID.new > all.json', 'sync .'])
  })
})

describe('when the disk fails with the last step, it is not said that all is as it was:', () => {
  const maybe =
    /the change may be in .+, or not\.\nLook with cl history before you type it again, and check the disk\.\n$/

  it('a change', async () => {
    const { all, cl, json } = shop()
    await all('add Acme')
    failingCommit()
    expect(await cl('log acme call hello')).toEqual({ code: 1, out: '', err: expect.stringMatching(maybe) })
    expect(await json('history')).toMatchObject([{ note: 'hello' }])
  })

  it('a new book', async () => {
    const { cl, json, folder } = shop()
    failingSync(folder)
    expect(await cl('add Acme')).toEqual({ code: 1, out: '', err: expect.stringMatching(maybe) })
    expect(await json('list')).toMatchObject([{ name: 'Acme' }])
  })

  it('a restored book', async () => {
    const { all, cl, json, copy, folder } = await keptShop()
    await all('add Bolt')
    failingSync(folder)
    expect(await cl(['restore', copy])).toEqual({ code: 1, out: '', err: expect.stringMatching(maybe) })
    expect(await json('list')).toMatchObject([{ name: 'Acme' }])
  })
})

describe('when the disk fails after a file has its name, it is not said that it has none:', () => {
  it.each(['export', 'backup'])('cl %s', async (command) => {
    const { cl, folder } = await keptShop()
    const file = join(folder, 'all.json')
    failingSync(folder)
    expect(await cl([command, file])).toEqual({
      code: 1,
      out: '',
      err: `The disk failed (EIO): ${file} may be there, or not.\nLook at it before you type it again, and check the disk.\n`,
    })
    expect(existsSync(file)).toBe(true)
  })
})

it('a copy in another folder: the note of it stays while the unfinished file may come back', async () => {
  const { cl, folder } = await keptShop()
  const away = ownFolder()
  const notes = () => readdirSync(folder).filter((file) => file.endsWith('.elsewhere.new'))
  expect((await cl(['backup', join(away, 'whole.db')])).code).toBe(0)
  expect(notes()).toEqual([])
  failingSync(away)
  expect((await cl(['backup', join(away, 'copy.db')])).code).toBe(1)
  expect(readdirSync(away)).toEqual(['copy.db', 'whole.db'])
  expect(notes()).toHaveLength(1)
})

it('a snapshot whose name the disk may not keep is none', async () => {
  const { cl, folder } = await keptShop()
  const snapshots = join(folder, 'book.db.snapshots')
  failingSync(snapshots)
  expect(await cl('backup')).toMatchObject({ code: 1, err: expect.stringMatching(/^No snapshot could be taken in /) })
  expect(readdirSync(snapshots)).toEqual([])
})

it('when the disk fails once a restored book has its name, it is there, and so is the book before it', async () => {
  const { all, cl, json, copy, folder } = await keptShop()
  await all('add Bolt')
  failingCommit()
  expect(await cl(['restore', copy])).toMatchObject({ code: 0, out: expect.stringContaining('Restored') })
  expect(await json('list')).toMatchObject([{ name: 'Acme' }])
  expect(readdirSync(join(folder, 'book.db.snapshots'))).toEqual(['2026-11-21 before restore.db'])
})

/** The next change is committed, and then the disk does not say so. */
function failingCommit(): void {
  const driver: { exec(text: string): unknown } = Object.hasOwn(Driver.prototype, 'exec')
    ? Driver.prototype
    : Object.getPrototypeOf(Driver.prototype)
  const exec = driver.exec
  const spy = vi.spyOn(driver, 'exec').mockImplementation(function (this: unknown, text: string) {
    const done = exec.call(this, text)
    if (text !== 'commit' || spy.mock.calls.every(([each]) => !each.includes('begin immediate'))) return done
    spy.mockRestore()
    throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' })
  })
}

/** The names in a folder cannot be waited for. */
function failingSync(folder: string): void {
  whenCalled('openSync', ([path], call) => {
    if (path === folder) throw Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'open' })
    return call()
  })
}
