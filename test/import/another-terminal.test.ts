import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { filesIn, snapshotFolder } from '#book/file/paths.ts'
import { FileBook } from '#book/file-book.ts'
import { shop } from '../cl.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Runs lines in another terminal, each after an import's decisions, before it writes. */
function beforeItWrites({ all }: ReturnType<typeof shop>, ...lines: string[]): void {
  const { afterSnapshot } = FileBook.prototype
  vi.spyOn(FileBook.prototype, 'afterSnapshot').mockImplementation(async function (this: FileBook, why, work) {
    await all(...lines.splice(0, 1))
    return afterSnapshot.call(this, why, work)
  })
}

/** The snapshots that were left by imports. */
const ofImports = ({ book }: ReturnType<typeof shop>): string[] =>
  filesIn(snapshotFolder(book)).filter((file) => file.includes('before import'))

const two = 'name,email\nAnn,a@x.example\nBolt,b@x.example\n'

const anew = 'The book was changed meanwhile: the import is compared with it anew.\n'

it.each([
  ['logs a touch', 'log ann call', ['Ann', 'Bolt'], '1 customer changed'],
  ['takes back the last change', 'undo', ['Bolt'], '1 new customer'],
  ['erases one of two who came together', 'forget bolt --yes Bolt', ['Ann', 'Bolt'], '1 new customer'],
])('where another terminal %s meanwhile, an import is compared anew', async (_, line, names, what) => {
  const own = shop()
  await own.cl('import -', { stdin: two })
  const before = ofImports(own).length
  beforeItWrites(own, line)
  const result = await own.cl('import -', { stdin: 'name,email,phone\nBolt,b@x.example,+1 352 555 0101\n' })
  expect(result).toMatchObject({ code: 0, err: expect.stringContaining(`${anew}Imported ${what}`) })
  const phoneOf = (name: string) => (name === 'Bolt' ? '+1 352 555 0101' : null)
  expect(await own.json('list')).toMatchObject(names.map((name) => ({ name, phone: phoneOf(name) })))
  expect(ofImports(own)).toHaveLength(before + 1)
})

it('an import beside a terminal that never rests is refused, with nothing written', async () => {
  const own = shop()
  await own.cl('import -', { stdin: two })
  const before = ofImports(own)
  beforeItWrites(own, 'log ann call', 'log ann call', 'log ann call')
  const result = await own.cl('import -', { stdin: 'name\nCarol\n' })
  expect(result).toMatchObject({
    code: 1,
    err: `${anew}${anew}The book was changed meanwhile, so nothing was imported.\nImport again.\n`,
  })
  expect(await own.json('list')).toHaveLength(2)
  expect(ofImports(own)).toEqual(before)
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
