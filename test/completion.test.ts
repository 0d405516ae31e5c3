import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { answer } from '../src/completion/answer.ts'
import { globalOptions } from '../src/global-options.ts'
import { completionTable } from '../src/help/completion-table.ts'
import { shop } from './cl.ts'

const table = await completionTable(globalOptions())

/** The answer to a shell for these words on a book, in lines. */
async function answered(words: string[], env: Record<string, string> = {}): Promise<string[]> {
  let text = ''
  const stdout = {
    write(more: string) {
      text += more
    },
  }
  const world = { env, platform: 'linux', home: () => '/nowhere', now: () => new Date(2026, 10, 21), stdout }
  await answer(table, words, world as never)
  return text.split('\n').slice(0, -1)
}

const valuesOf = (lines: string[]): string[] => lines.map((line) => line.split('\t')[0] ?? '')

async function shopWithNames() {
  const own = shop()
  await own.all(
    'add "Acme Bakery" --tag b2b',
    'add "Bakery Lane" --alias "The Ovens"',
    'add Kim --team',
    'promise "bakery lane" send the list',
    'topics add family "Who is at home?"',
    'letters add "Late payment"',
  )
  return { ...own, asks: async (...words: string[]) => valuesOf(await answered(words, { CL_BOOK: own.book })) }
}

it.each([
  [['lo'], ['log', 'loops', 'loop']],
  [['vocabulary', 'p'], ['purpose']],
  [['vocabulary', 'purpose', 'a'], ['add']],
  [
    ['letters', 're'],
    ['remove', 'review'],
  ],
  [
    ['config', 'set', 'date.'],
    ['date.order', 'date.ahead'],
  ],
  [['config', 'get', 'pa'], ['pager']],
  [['due', '--co'], ['--count']],
  [['due', '--no-i'], ['--no-input']],
  [['log', 'acme', '--on', 'tu'], ['tuesday']],
  [['log', 'acme', '--on=tu'], ['tuesday']],
  [['log', 'acme', '--on', '=', 'tu'], ['tuesday']],
  [
    ['list', '--sort', ''],
    ['name', 'last', 'due'],
  ],
  [
    ['help', 'date'],
    ['dates', 'date'],
  ],
  [
    ['--json', 'lo'],
    ['log', 'loops', 'loop'],
  ],
  [['import', ''], [':files']],
  [['backup', ''], [':files']],
  [['--book', ''], [':files']],
  [['due', '--limit', ''], []],
  [['log', 'acme', '--', 'vi'], []],
  [['nonsense', ''], []],
])('offers after %j: %j', async (words, values) => {
  expect(valuesOf(await answered(words))).toEqual(values)
})

it.each([
  [
    ['show', 'ba'],
    ['Acme Bakery', 'Bakery Lane'],
  ],
  [['show', '"Bakery L'], ['Bakery Lane']],
  [['show', 'Bakery\\ L'], ['Bakery Lane']],
  [
    ['show', 'BÄK'],
    ['Acme Bakery', 'Bakery Lane'],
  ],
  [['log', 'oven'], ['The Ovens']],
  [['log', 'acme', 'vis'], ['visit']],
  [['log', 'acme', 'visit', 'com'], ['complaint']],
  [['log', '--with', 'acme', 'bakery l'], ['Bakery Lane']],
  [['learn', 'acme', '--by', ''], ['Kim']],
  [['due', '--tag', ''], ['b2b']],
  [['done', ''], ['1']],
  [['facts', '--topic', 'fam'], ['family']],
  [['letters', 'review', 'l'], ['Late payment']],
  [['history', '--channel', 'e'], ['email']],
  [['vocabulary', 'purpose', 'set', 'inv'], ['invoice']],
])('looks up in the book after %j: %j', async (words, values) => {
  const { asks } = await shopWithNames()
  expect(await asks(...words)).toEqual(values)
})

it('says the meaning of a loop, and the owner of an alias', async () => {
  const { book } = await shopWithNames()
  expect(await answered(['done', ''], { CL_BOOK: book })).toEqual(['1\tBakery Lane: send the list'])
  expect(await answered(['show', 'oven'], { CL_BOOK: book })).toEqual(['The Ovens\tBakery Lane'])
})

it('hands a shell no sign that ends a line or cannot be seen', async () => {
  const { book, cl } = await shopWithNames()
  await cl(['promise', 'acme', 'a\u200bb'])
  expect(await answered(['done', '2'], { CL_BOOK: book })).toEqual(['2\tAcme Bakery: a b'])
})

it('offers those who are archived last', async () => {
  const { all, asks } = await shopWithNames()
  await all('archive "acme bakery"')
  expect(await asks('show', 'ba')).toEqual(['Bakery Lane', 'Acme Bakery'])
})

it('takes the book that the line names', async () => {
  const { book } = await shopWithNames()
  expect(valuesOf(await answered(['--book', book, 'show', 'acm']))).toEqual(['Acme Bakery'])
})

it('lists no more than 200, and changes nothing', async () => {
  const { book, folder, cl, asks } = await shopWithNames()
  const names = Array.from({ length: 300 }, (_, i) => `Shop ${i}`)
  writeFileSync(join(folder, 'names.csv'), `name\n${names.join('\n')}\n`)
  await cl(`import ${join(folder, 'names.csv')}`)
  expect(await asks('show', 'shop')).toHaveLength(200)
  expect(await answered(['show', ''], { CL_BOOK: `${book}.not-there` })).toEqual([])
})
