import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import sql from 'sql-template-tag'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { SqliteEngine } from '#book/engines/sqlite.ts'
import { applicationId } from '#book/engines/sqlite-file.ts'
import { snapshotFolder } from '#book/file/paths.ts'
import { FileBook } from '#book/file-book.ts'
import { migrations } from '#book/migrations/index.ts'
import { restoreBook } from '#book/snapshots/restore.ts'
import { day } from '#domain/days/day.ts'
import { addCustomer, bareCustomer } from '#tables/customers/customers.ts'
import { contentsOf } from '#tables/whole-book.ts'
import { ownFolder } from '../cl.ts'
import { changeBehindItsBack } from '../commands/behind-its-back.ts'
import Database from '../driver.js'
import { whenCalled } from './disk.ts'

const today = day('2026-11-21')

/** Has another process act just before the first write of this one begins. */
function beforeItWrites(act: () => unknown): void {
  const { transaction } = SqliteEngine.prototype
  let waiting = true
  const spy = vi.spyOn(SqliteEngine.prototype, 'transaction').mockImplementation(async function (
    this: SqliteEngine,
    kind,
    work,
  ) {
    if (kind === 'write' && waiting) {
      waiting = false
      await act()
    }
    return transaction.call(this, kind, work) as never
  })
  onTestFinished(() => spy.mockRestore())
}

/** Has each copy of a book come out as `harm` leaves it. */
function whenCopied(harm: (path: string) => unknown): void {
  const { copyTo } = SqliteEngine.prototype
  const spy = vi.spyOn(SqliteEngine.prototype, 'copyTo').mockImplementation(function (this: SqliteEngine, path) {
    copyTo.call(this, path)
    harm(path)
  })
  onTestFinished(() => spy.mockRestore())
}

async function add(path: string, name: string): Promise<string[]> {
  const told: string[] = []
  const book = new FileBook(path, today, (text) => told.push(text))
  try {
    await book.write(async (db) => {
      await addCustomer(db, bareCustomer(name, today))
      return { summary: `added ${name}`, result: undefined }
    })
  } finally {
    book.close()
  }
  return told
}

async function namesIn(path: string): Promise<string[]> {
  const book = new FileBook(path, today, () => {})
  const rows = await book.read((db) => db.all<{ name: string }>(sql`select name from customers order by id`))
  book.close()
  return rows.map(({ name }) => name)
}

const snapshots = (path: string): string[] =>
  existsSync(snapshotFolder(path)) ? readdirSync(snapshotFolder(path)).sort() : []

/** A book with Acme in it, and another file beside it, with Bolt. */
async function twoBooks() {
  const folder = ownFolder()
  const [path, other] = [join(folder, 'book.db'), join(folder, 'other.db')]
  await add(path, 'Acme')
  await add(other, 'Bolt')
  return { folder, path, other }
}

describe('when another process is quicker', () => {
  it('to make the book, the change goes into that one', async () => {
    const { folder, other } = await twoBooks()
    const path = join(folder, 'new.db')
    beforeItWrites(() => copyFileSync(other, path))
    expect(await add(path, 'Acme')).toEqual([])
    expect(await namesIn(path)).toEqual(['Bolt', 'Acme'])
    expect(readdirSync(dirname(path)).filter((file) => file.includes('.new'))).toEqual([])
  })

  it('where no file can have two names, the change goes into that one, too', async () => {
    const { folder, other } = await twoBooks()
    const path = join(folder, 'new.db')
    whenCalled('linkSync', () => {
      throw Object.assign(new Error(), { code: 'EPERM', syscall: 'link' })
    })
    beforeItWrites(() => copyFileSync(other, path))
    expect(await add(path, 'Acme')).toEqual([])
    expect(await namesIn(path)).toEqual(['Bolt', 'Acme'])
  })

  it('to make the book and snapshots of it, the book is not taken for a missing one', async () => {
    const { folder, other } = await twoBooks()
    const path = join(folder, 'new.db')
    let waiting = true
    whenCalled('readdirSync', ([asked], call) => {
      if (asked === snapshotFolder(path) && waiting) {
        waiting = false
        copyFileSync(other, path)
        mkdirSync(snapshotFolder(path))
        copyFileSync(other, join(snapshotFolder(path), '2026-11-21 backup.db'))
      }
      return call()
    })
    await add(path, 'Acme')
    expect(waiting).toBe(false)
    expect(await namesIn(path)).toEqual(['Bolt', 'Acme'])
  })

  it('to bring the book up to date, it is not done again, and kept once', async () => {
    const path = join(ownFolder(), 'book.db')
    const old = new Database(path)
    old.exec(`${migrations[0]}; pragma application_id = ${applicationId}; pragma user_version = 1`)
    old.close()
    beforeItWrites(() => namesIn(path))
    expect(await add(path, 'Acme')).toEqual([])
    expect(snapshots(path)).toEqual([
      '2026-11-21 before the first write.db',
      `2026-11-21 before version ${migrations.length}.db`,
    ])
  })

  it('to write first on a day, there is no second snapshot', async () => {
    const { path } = await twoBooks()
    const nextDay = (name: string) => {
      const book = new FileBook(path, day('2026-11-22'), () => {})
      return book
        .write(async (db) => {
          await addCustomer(db, bareCustomer(name, today))
          return { summary: name, result: undefined }
        })
        .finally(() => book.close())
    }
    beforeItWrites(() => nextDay('Café'))
    await nextDay('Dot')
    expect(snapshots(path)).toEqual(['2026-11-22 before the first write.db'])
    expect(await namesIn(path)).toEqual(['Acme', 'Café', 'Dot'])
  })

  it('to put another file in the place of the book, cl restore leaves that, and takes no snapshot of it', async () => {
    const { folder, path, other } = await twoBooks()
    const source = join(folder, 'source.db')
    copyFileSync(path, source)
    beforeItWrites(() => renameSync(other, path))
    await expect(restoreBook(path, source, today, contentsOf)).rejects.toThrow(
      'Another program put another file in the place of',
    )
    expect(await namesIn(path)).toEqual(['Bolt'])
    expect(snapshots(path)).toEqual([])
  })

  it('to take away what is restored, cl restore says so, and restores nothing', async () => {
    const { folder, path } = await twoBooks()
    const source = join(folder, 'source.db')
    copyFileSync(path, source)
    whenCalled('openSync', ([opened], call) => {
      if (String(opened).endsWith('.new')) rmSync(source, { force: true })
      return call()
    })
    await expect(restoreBook(path, source, today, contentsOf)).rejects.toThrow(
      `Another program changed ${source} just now.`,
    )
    expect(await namesIn(path)).toEqual(['Acme'])
  })

  it('to forget somebody, with what is begun, cl restore says that it was taken away', async () => {
    const { folder, path } = await twoBooks()
    const source = join(folder, 'source.db')
    copyFileSync(path, source)
    whenCopied((copy) => rmSync(copy))
    await expect(restoreBook(path, source, today, contentsOf)).rejects.toThrow(
      `Another program changed ${source} just now.`,
    )
    expect(await namesIn(path)).toEqual(['Acme'])
  })

  it('to forget somebody, when a file that is begun is about to get the name of the book, cl restore says the same', async () => {
    const { folder, path } = await twoBooks()
    const source = join(folder, 'source.db')
    copyFileSync(path, source)
    whenCalled('renameSync', ([from, to], call) => {
      if (to === path) rmSync(String(from))
      return call()
    })
    await expect(restoreBook(path, source, today, contentsOf)).rejects.toThrow(
      `Another program changed ${source} just now.`,
    )
    expect(await namesIn(path)).toEqual(['Acme'])
  })

  it('to put another file in the place of the book, no snapshot is taken of that, and nothing is done after it', async () => {
    const { path, other } = await twoBooks()
    const book = new FileBook(path, today, () => {})
    await book.read(contentsOf)
    renameSync(other, path)
    const work = vi.fn(async () => {})
    await expect(book.afterSnapshot('import', work)).rejects.toThrow('Another program put another file in the place of')
    book.close()
    expect(work).not.toHaveBeenCalled()
    expect(snapshots(path)).toEqual([])
  })

  it('to put another file in the place of the book, no backup is taken of the one that it was', async () => {
    const { folder, path, other } = await twoBooks()
    const book = new FileBook(path, today, () => {})
    await book.read(contentsOf)
    renameSync(other, path)
    await expect(book.backUp({ file: join(folder, 'backup.db'), force: false }, contentsOf)).rejects.toThrow(
      'Another program put another file in the place of',
    )
    book.close()
    expect(readdirSync(folder)).toEqual(['book.db'])
  })

  it('to erase somebody from what is restored, when all but its name is there, nothing is restored', async () => {
    const { folder, path, other } = await twoBooks()
    beforeItWrites(() => {
      copyFileSync(other, join(folder, 'erased.db'))
      renameSync(join(folder, 'erased.db'), other)
    })
    await expect(restoreBook(path, other, today, contentsOf)).rejects.toThrow('Another program changed')
    expect(await namesIn(path)).toEqual(['Acme'])
    expect(snapshots(path)).toEqual([])
  })

  it('to erase somebody from what takes the place of a damaged book, nothing is restored', async () => {
    const { folder, path, other } = await twoBooks()
    writeFileSync(path, 'scribbled over')
    whenCopied(() => {
      copyFileSync(other, join(folder, 'erased.db'))
      renameSync(join(folder, 'erased.db'), other)
    })
    await expect(restoreBook(path, other, today, contentsOf)).rejects.toThrow('Another program changed')
    expect(readFileSync(path, 'utf8')).toBe('scribbled over')
    expect(snapshots(path)).toEqual([])
  })

  it('to write where a backup is to go, that is left', async () => {
    const { folder, path } = await twoBooks()
    const file = join(folder, 'backup.db')
    whenCopied(() => writeFileSync(file, 'mine'))
    const book = new FileBook(path, today, () => {})
    await expect(book.backUp({ file, force: false }, contentsOf)).rejects.toThrow(
      'is there already, and was left as it is',
    )
    book.close()
    expect(readFileSync(file, 'utf8')).toBe('mine')
    expect(readdirSync(folder).filter((name) => name.includes('.new'))).toEqual([])
  })
})

it('a restore that cannot give the new book its name leaves no snapshot of the old one', async () => {
  const { path, other } = await twoBooks()
  whenCalled('renameSync', ([, to], call) => {
    if (to === path) throw Object.assign(new Error(), { code: 'EACCES', syscall: 'rename' })
    return call()
  })
  await expect(restoreBook(path, other, today, contentsOf)).rejects.toThrow('could not be put at')
  expect(snapshots(path)).toEqual([])
  expect(await namesIn(path)).toEqual(['Acme'])
})

it('a question while the book is read waits for its turn', async () => {
  const { path } = await twoBooks()
  const book = new FileBook(path, today, () => {})
  const names = () => book.read((db) => db.all<{ name: string }>(sql`select name from customers`))
  await names()
  expect(await Promise.all([names(), names()])).toEqual([[{ name: 'Acme' }], [{ name: 'Acme' }]])
  book.close()
})

describe('a copy of the book', () => {
  it.each<[string, (path: string) => unknown, string]>([
    ['lacks a row', (path) => changeBehindItsBack(path, 'delete from handles'), 'not all rows of handles are there'],
    ['lacks a table', (path) => changeBehindItsBack(path, 'drop table letters'), 'no such table: main.letters'],
    [
      'has a row too many',
      (path) => changeBehindItsBack(path, "insert into topics (name, question) values ('x', '?')"),
      'not all rows of topics',
    ],
    ['is damaged', (path) => writeFileSync(path, readFileSync(path).fill(0xaa, 4096, 4596)), 'is not whole'],
  ])('that %s is thrown away, and what it was to precede is not done', async (_, harm, reason) => {
    const { folder, path, other } = await twoBooks()
    whenCopied(harm)
    const book = new FileBook(path, today, () => {})
    await expect(book.afterSnapshot('import', async () => {})).rejects.toThrow(reason)
    await expect(book.backUp({ file: join(folder, 'backup.db'), force: false }, contentsOf)).rejects.toThrow(reason)
    book.close()
    await expect(restoreBook(path, other, today, contentsOf)).rejects.toThrow(reason)
    expect(await namesIn(path)).toEqual(['Acme'])
    expect([...readdirSync(folder), ...snapshots(path)].sort()).toEqual(['book.db', 'book.db.snapshots', 'other.db'])
  })
})
