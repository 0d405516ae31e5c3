import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SqliteEngine } from '#book/engines/sqlite.ts'
import { FileBook } from '#book/file-book.ts'
import { snapshotPaths } from '#forget/snapshots.ts'
import { shop } from '../cl.ts'
import Driver from '../driver.js'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Two customers with names that begin alike, so that a command asks which of them is meant. */
async function twoAcmes(...lines: string[]) {
  const both = shop()
  await both.all('add "Acme Bakery"', 'add "Acme Tools"', ...lines)
  return both
}

const bakery = 'Acme Bakery (#1)'

describe('a word of the vocabulary that another terminal removes while a note is typed', () => {
  it.each<[string, string, RegExp]>([
    ['log bakery fax --note -', 'vocabulary channel remove fax', /^"fax" is not a channel\.\n/],
    ['log bakery fair --note -', 'vocabulary purpose remove fair', /^"fair" is not a purpose\.\n/],
    ['amend 1 --channel fax --note -', 'vocabulary channel remove fax', /^"fax" is not a channel\.\n/],
    ['amend 1 --purpose fair --note -', 'vocabulary purpose remove fair', /^"fair" is not a purpose\.\n/],
  ])('is refused: %s', async (line, whileItAsks, err) => {
    const { cl, json } = await twoAcmes('vocabulary channel add fax', 'vocabulary purpose add fair', 'log bakery')
    const result = await cl(line, { stdin: 'more', whileItAsks })
    expect(result).toEqual({ code: 2, out: '', err: expect.stringMatching(err) })
    expect(await json('history')).toMatchObject([{ id: 1, channel: 'call', purpose: 'care', note: null }])
  })
})

describe('a loop that another terminal closes while it is chosen', () => {
  it.each(['done bakery', 'wait bakery the mill'])('stays as it was closed: cl %s', async (line) => {
    const { cl, json } = await twoAcmes('promise bakery one', 'promise bakery two')
    expect(await cl(line, { answers: ['#1'], whileItAsks: 'done 1 "by courier"' })).toEqual({
      code: 1,
      out: '',
      err: 'The promise #1 is closed already: kept 21 Nov.\nTo open it again: cl loop 1 --reopen\n',
    })
    expect(await json('undo --list')).toMatchObject([
      { summary: 'promise #1 of Acme Bakery kept: one' },
      ...Array(4).fill({}),
    ])
  })

  it('is not moved: cl loop', async () => {
    const { cl, json } = await twoAcmes('promise bakery one', 'promise bakery two')
    const result = await cl('loop bakery --by friday', { answers: ['#1'], whileItAsks: 'done 1' })
    expect(result).toEqual({ code: 1, out: '', err: expect.stringMatching(/^The promise #1 is closed already: kept /) })
    expect(await json('loop 1')).toMatchObject({ closedOn: '2026-11-21', dueOn: null })
  })

  it('is not reworded where it is gone: cl loop', async () => {
    const { cl } = await twoAcmes('log bakery request', 'promise bakery two')
    const result = await cl('loop bakery --text rye', { answers: ['#1'], whileItAsks: 'remove 1' })
    expect(result).toEqual({ code: 1, out: '', err: 'There is no loop #1 any more.\ncl loops shows what is open.\n' })
  })

  it.each(['done bakery', 'wait bakery the mill'])('is refused where it is gone: cl %s', async (line) => {
    const { cl, json } = await twoAcmes('log bakery request', 'promise bakery two')
    const result = await cl(line, { answers: ['#1'], whileItAsks: 'remove 1' })
    expect(result).toEqual({ code: 1, out: '', err: expect.stringMatching(/^The request #1 /) })
    expect(await json('loops')).toMatchObject([{ id: 2, closedOn: null }])
  })
})

describe('a customer who goes in another terminal while the user is asked which is meant', () => {
  it.each([
    'log acme',
    'promise acme a sample',
    'archive acme',
    'edit acme --tag vip',
    'snooze acme 2w',
    'date acme birthday 3 may',
    'learn acme goals more',
    'pulse acme 9',
    'pulse acme --remove 1',
    'save acme rye',
    'surprise acme --done',
    'merge acme bolt',
    'forget acme --yes "Acme Bakery"',
    'show acme',
  ])('is refused: cl %s', async (line) => {
    const { cl, json } = await twoAcmes('add Bolt')
    const result = await cl(line, { answers: [bakery], whileItAsks: 'merge bakery tools' })
    expect(result).toEqual({ code: 1, out: '', err: expect.stringMatching(/^There is no customer #1/) })
    expect(await json('undo --list')).toMatchObject([
      { summary: 'merged Acme Bakery (#1) into Acme Tools (#2)' },
      {},
      {},
      {},
    ])
  })

  it.each([
    ['merge bakery bolt', 'yes'],
    ['forget bakery', 'Acme Bakery'],
    ['ask bakery -n 1', 'a second oven'],
  ])('is refused after the question, too: cl %s', async (line, answer) => {
    const { cl, json } = await twoAcmes('add Bolt')
    const result = await cl(line, { answers: [answer], whileItAsks: 'merge bakery tools' })
    expect(result).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/There is no customer #1/) })
    expect(await json('list')).toMatchObject([{ name: 'Acme Tools' }, { name: 'Bolt' }])
  })
})

describe('a customer whom another terminal archives while the user is asked which is meant', () => {
  it.each([
    ['promise acme a sample', /^Acme Bakery is archived, since 2026-11-21\.\n/],
    ['log acme call --promise "a sample"', /^Acme Bakery is archived, since 2026-11-21\.\n/],
    ['log acme request', /^Acme Bakery is archived, since 2026-11-21\.\n/],
    ['archive acme', /^Acme Bakery is archived already, since 2026-11-21\.\n/],
  ])('is promised nothing, and archived once: cl %s', async (line, err) => {
    const { cl, json } = await twoAcmes()
    const result = await cl(line, { answers: [bakery], whileItAsks: 'archive bakery' })
    expect(result).toEqual({ code: 1, out: '', err: expect.stringMatching(err) })
    expect(await json('undo --list')).toMatchObject([{ summary: 'archived Acme Bakery' }, {}, {}])
  })
})

it.each(['promise acme a sample --by kim', 'log acme call --by kim', 'learn acme "two ovens" --by kim'])(
  'a teammate who leaves the team while the user is asked did nothing: cl %s',
  async (line) => {
    const { cl, json } = await twoAcmes('add Kim --team')
    const result = await cl(line, { answers: [bakery], whileItAsks: 'edit kim --no-team' })
    expect(result).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^"kim" is no teammate\.\n/) })
    expect(await json('undo --list')).toMatchObject([{ summary: 'changed Kim (#3)' }, {}, {}, {}])
  },
)

describe('between what a command has read and what it writes, another terminal', () => {
  it.each<[does: string, line: string, err: RegExp, ...lines: string[]]>([
    [
      'letters remove invoice',
      'letters remove invoice',
      /^"Invoice" is not in the register any more\.\n/,
      'letters add Invoice',
    ],
    ['letters remove invoice', 'letters set invoice --every 90d', /^"Invoice" is not in the/, 'letters add Invoice'],
    ['surprise bakery --done', 'surprise bakery --done', /^Acme Bakery was surprised today already: #1\.\n/],
    ['log bakery complaint', 'surprise bakery --done', /^Acme Bakery had a complaint open today/],
    ['done 1', 'done 1', /^The promise #1 is closed already: kept 21 Nov\.\n/, 'promise bakery one'],
    ['log tools', 'undo', /^Another change was made meanwhile: nothing was taken back\.\n/, 'log bakery'],
  ])('types cl %s: cl %s is refused', async (other, line, err, ...lines) => {
    const { all, cl, json } = await twoAcmes(...lines)
    const { write, undo } = FileBook.prototype
    const first = async () => {
      vi.restoreAllMocks()
      await all(other)
    }
    vi.spyOn(FileBook.prototype, 'write').mockImplementation(async function (this: FileBook, change) {
      await first()
      return write.call(this, change) as never
    })
    vi.spyOn(FileBook.prototype, 'undo').mockImplementation(async function (this: FileBook, only) {
      await first()
      return undo.call(this, only)
    })
    expect(await cl(line)).toEqual({ code: 1, out: '', err: expect.stringMatching(err) })
    expect(await json('undo --list')).toHaveLength(lines.length + 3)
  })
})

it('a customer who joins the team while cl merge asks is not merged with another', async () => {
  const { cl, json } = await twoAcmes('add Bolt')
  const result = await cl('merge bakery bolt', { answers: ['yes'], whileItAsks: 'edit bolt --team' })
  expect(result).toMatchObject({ code: 1, out: '', err: expect.stringContaining('is a customer and Bolt (#3) a team') })
  expect(await json('list')).toMatchObject([{ name: 'Acme Bakery' }, { name: 'Acme Tools' }, { name: 'Bolt' }])
})

it('a change that another terminal makes while cl edit asks is kept', async () => {
  const { cl, json } = await twoAcmes()
  const answers = ['Acme Mill', '', '', '', '', 'default', '2026-11-21', '']
  expect((await cl('edit bakery', { answers, whileItAsks: 'edit bakery --phone "+1 352 555 0101"' })).code).toBe(0)
  expect(await json('show mill')).toMatchObject({ name: 'Acme Mill', phone: '+1 352 555 0101' })
})

it('a touch that another terminal removes while a note is typed is not amended', async () => {
  const { cl } = await twoAcmes('log bakery')
  const result = await cl('amend 1 --note -', { stdin: 'more', whileItAsks: 'remove 1' })
  expect(result).toEqual({ code: 1, out: '', err: 'There is no touch #1.\ncl history shows the numbers.\n' })
})

it('a letter that another terminal removes during its review is not reviewed', async () => {
  const { cl, json } = await twoAcmes('letters add Invoice')
  const answers = ['yes', 'yes', 'no', 'yes', 'no', '']
  expect(await cl('letters review invoice', { answers, whileItAsks: 'letters remove invoice' })).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('"Invoice" is not in the register any more.\n'),
  })
  expect(await json('letters')).toEqual([])
})

it('an answer to a topic that another terminal removes is kept as a fact without one', async () => {
  const { cl, json } = await twoAcmes('topics add season "When are you busiest?"')
  const asked = (await json<{ topic: string }[]>('ask bakery -n 13 --no-input')).map(({ topic }) => topic)
  expect(asked).toContain('season')
  const answers = asked.map((topic) => (topic === 'season' ? 'in May' : ''))
  const result = await cl('ask bakery -n 13', { answers, whileItAsks: 'topics remove season' })
  expect(result.code).toBe(0)
  expect(await json('facts bakery')).toMatchObject({ facts: [{ topic: null, text: 'in May' }] })
})

it('an audit that is answered in two terminals at once keeps all answers', async () => {
  const { cl, json } = await twoAcmes()
  const answers = Array(11).fill(['2', '']).flat()
  expect((await cl('audit', { answers, whileItAsks: 'audit --answer "3=4 quick" --answer 5=1' })).code).toBe(0)
  expect(await json('audit --list')).toMatchObject([{ answers: Array(11).fill({ score: 2 }) }])
})

describe('while cl import asks who somebody is', () => {
  it.each<[string, string[], string]>([
    ['writes', [], 'log bakery'],
    ['takes back', ['log bakery'], 'undo'],
  ])('another terminal %s: it is compared anew, and asks again', async (_, lines, whileItAsks) => {
    const { cl, json, folder } = await twoAcmes(...lines)
    const file = join(folder, 'more.csv')
    writeFileSync(file, 'name\nAcme Bakry\n')
    const answers = ['Somebody new', 'yes', 'Somebody new', 'yes']
    const { code, err } = await cl(['import', file], { answers, whileItAsks })
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('is compared with it anew.') })
    expect(await json('list')).toHaveLength(3)
  })
})

describe('while the user is asked, another terminal restores', () => {
  it.each<[string, string]>([
    ['log acme', bakery],
    ['merge bakery tools', 'yes'],
  ])('and nothing is written to the file that was replaced: cl %s', async (line, answer) => {
    const { cl, json, folder } = await twoAcmes()
    const copy = join(folder, 'copy.db')
    await cl(['backup', copy])
    const result = await cl(line, { answers: [answer], whileItAsks: () => cl(['restore', copy]) })
    expect(result).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('Another program put another file in the place of the book'),
    })
    expect(await json('list')).toMatchObject([{ name: 'Acme Bakery' }, { name: 'Acme Tools' }])
  })
})

describe('while cl forget works, another terminal', () => {
  it('logs once more: that is erased, too', async () => {
    const { cl, json } = await twoAcmes('log bakery')
    const result = await cl('forget bakery', {
      answers: ['Acme Bakery'],
      whileItAsks: 'log bakery visit "at the oven"',
    })
    expect(result).toMatchObject({ code: 0, out: expect.stringContaining('Erased: 1 customer, 2 touches,') })
    expect(await json('history')).toEqual([])
  })

  it('gives another name: the old one is erased, too', async () => {
    const { cl, book } = await twoAcmes()
    const around = { answers: ['Acme Bakery'], whileItAsks: 'edit bakery --name "Zelda"' }
    expect((await cl('forget bakery', around)).code).toBe(0)
    const kept = snapshotPaths(book)
    expect(kept).toHaveLength(1)
    for (const path of [book, ...kept]) expect(readFileSync(path, 'latin1')).not.toMatch(/Zelda|Bakery/)
  })

  it('makes one customer of two while the name is asked for: the other is erased, too', async () => {
    const { cl, book } = await twoAcmes('add Bolt')
    const around = { answers: ['Acme Bakery'], whileItAsks: 'merge bolt bakery' }
    expect((await cl('forget bakery', around)).code).toBe(0)
    expect(readFileSync(book, 'latin1')).not.toMatch(/Bolt|Bakery/)
  })

  it('can write nothing to the book while the snapshots are erased from', async () => {
    const { cl, book } = await twoAcmes()
    let refused: unknown
    vi.spyOn(SqliteEngine.prototype, 'vacuum').mockImplementationOnce(function (this: SqliteEngine) {
      const other = new Driver(book, { timeout: 0 })
      try {
        other.exec('begin immediate')
      } catch (error) {
        refused = error
      }
      other.close()
      this.vacuum()
    })
    expect((await cl('forget bakery --yes "Acme Bakery"')).code).toBe(0)
    expect(refused).toMatchObject({ code: 'SQLITE_BUSY' })
  })

  it('takes a snapshot: they are erased from it, too', async () => {
    const { cl, book } = await twoAcmes()
    const taken = join(`${book}.snapshots`, '2026-11-21 backup.db')
    vi.spyOn(SqliteEngine.prototype, 'vacuum').mockImplementationOnce(function (this: SqliteEngine) {
      copyFileSync(book, taken)
      this.vacuum()
    })
    expect((await cl('forget bakery --yes "Acme Bakery"')).code).toBe(0)
    const names = await cl(['list', '--json', '--book', taken])
    expect(JSON.parse(names.out)).toMatchObject([{ name: 'Acme Tools' }])
  })
})

it('while cl restore works, another terminal erases somebody from the snapshot: nothing is restored', async () => {
  const { cl, book, all, json } = await twoAcmes()
  await all('backup', 'add Bolt')
  const source = join(`${book}.snapshots`, '2026-11-21 backup.db')
  vi.spyOn(SqliteEngine.prototype, 'copyTo').mockImplementationOnce(function (this: SqliteEngine, path) {
    this.copyTo(path)
    copyFileSync(source, `${source}.other`)
    renameSync(`${source}.other`, source)
  })
  expect(await cl('restore "2026-11-21 backup"')).toEqual({
    code: 1,
    out: '',
    err: `Another program changed ${source} just now.\nNothing was restored. Try again.\n`,
  })
  expect(await json('list')).toHaveLength(3)
})
