import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { filesIn } from '#book/file/folders.ts'
import { snapshotFolder } from '#book/file/paths.ts'
import { FileBook } from '#book/file-book.ts'
import { shop } from '../cl.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Runs a line in another terminal after an import's decisions, before it writes. */
function beforeItWrites({ all }: ReturnType<typeof shop>, line: string): void {
  const { afterSnapshot } = FileBook.prototype
  vi.spyOn(FileBook.prototype, 'afterSnapshot').mockImplementationOnce(async function (this: FileBook, why, work) {
    await all(line)
    return afterSnapshot.call(this, why, work)
  })
}

/** The snapshots that were left by imports. */
const ofImports = ({ book }: ReturnType<typeof shop>): string[] =>
  filesIn(snapshotFolder(book)).filter((file) => file.includes('before import'))

const two = 'name,email\nAnn,a@x.example\nBolt,b@x.example\n'

it.each([
  ['logs a touch', 'log ann call', ['Ann', 'Bolt']],
  ['takes back the last change', 'undo', []],
  ['erases one of two who came together', 'forget bolt --yes Bolt', ['Ann']],
])('where another terminal %s meanwhile, nothing is imported', async (_, line, names) => {
  const own = shop()
  await own.cl('import -', { stdin: two })
  beforeItWrites(own, line)
  const result = await own.cl('import -', { stdin: 'name,email,phone\nBolt,b@x.example,+1 352 555 0101\n' })
  expect(result).toMatchObject({
    code: 1,
    err: 'The book was changed meanwhile, so nothing was imported.\nImport again.\n',
  })
  expect(await own.json('list')).toMatchObject(names.map((name) => ({ name, phone: null })))
  expect(ofImports(own)).toEqual([])
})

it('a whole export takes the place of nobody whom another terminal has entered meanwhile', async () => {
  const from = shop()
  await from.all('add Ann')
  const own = shop()
  await own.all('config set currency EUR')
  writeFileSync(join(own.folder, 'book.json'), (await from.cl('export')).out)
  beforeItWrites(own, 'add Bolt')
  const file = join(own.folder, 'book.json')
  const result = await own.cl(['import', file])
  expect(result).toMatchObject({ code: 1, err: expect.stringContaining('The book has customers already') })
  expect(result.err).toContain(`Name a new book: cl import "${file}" --book new.db\n`)
  expect(await own.json('list')).toMatchObject([{ name: 'Bolt' }])
  expect(ofImports(own)).toEqual([])
})
