import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { KeyPages } from '#cli/terminal/key-pages.ts'
import { shop } from '../cl.ts'
import { changeBehindItsBack } from '../commands/behind-its-back.ts'
import { onServer } from '../server.ts'

type Told = { id: number | null; what: string; summary: string | null; rows: Record<string, unknown>[] }

/** A shop that tells a program of its changes. */
async function told() {
  const own = shop()
  await own.all('add Acme --since 2026-01-01', `config set hooks.after-change -- ${process.execPath} --told "to whom"`)
  const changes: Told[] = []
  const lines: string[][] = []
  const hooked = (line: string, around = {}) =>
    own.cl(line, {
      ...around,
      runHook: (program, text) => {
        lines.push(program)
        changes.push(JSON.parse(text))
        return null
      },
    })
  return { ...own, hooked, changes, lines }
}

it('is told of a change: what, when, who, and its rows', async () => {
  const { hooked, changes, lines, book } = await told()
  await hooked('log acme call "all good"', { now: () => new Date(Date.UTC(2026, 10, 21, 8, 30)) })
  expect(lines).toEqual([[process.execPath, '--told', 'to whom']])
  expect(changes).toMatchObject([
    {
      id: 2,
      what: 'change',
      summary: '#1 call, care, + with Acme, 2026-11-21',
      on: '2026-11-21',
      at: '2026-11-21T08:30:00.000Z',
      who: 'anna@laptop',
      book: onServer ? expect.stringMatching(/^postgres:/) : book,
      rows: [{ table: 'touches', id: 1, before: null, after: { customer_id: 1, note: 'all good', tone: '+' } }],
    },
  ])
  expect(Object.keys(changes[0] ?? {})).toEqual(['id', 'what', 'summary', 'on', 'at', 'who', 'book', 'rows'])
})

it('is told of an alteration, of undo and of redo, each as it is then', async () => {
  const { hooked, changes } = await told()
  for (const line of ['edit acme --note new', 'undo', 'redo']) await hooked(line)
  const [was, is] = [{ note: null }, { note: 'new' }]
  expect(changes).toMatchObject([
    { id: 2, what: 'change', rows: [{ table: 'customers', id: 1, before: was, after: is }] },
    { id: 2, what: 'undo', rows: [{ table: 'customers', id: 1, before: is, after: was }] },
    { id: 2, what: 'redo', rows: [{ table: 'customers', id: 1, before: was, after: is }] },
  ])
})

it('is told of each row of a small import, and of a large one as it is numbered', async () => {
  const { hooked, changes, folder } = await told()
  const file = join(folder, 'touches.csv')
  const touches = (count: number) =>
    ['Customer,Date,Note', ...Array.from({ length: count }, (_, i) => `Acme,2026-11-20,note ${count}-${i}`)].join('\n')
  for (const count of [2, 1_001]) {
    writeFileSync(file, touches(count))
    expect(await hooked(`import ${file} --yes`)).toMatchObject({ code: 0 })
  }
  const rows = changes.map((change) => change.rows.filter(({ table }) => table === 'touches'))
  expect(rows).toMatchObject([
    [
      { id: 1, after: { note: 'note 2-0' } },
      { id: 2, after: { note: 'note 2-1' } },
    ],
    [{ id: 3, lastId: 1_003, before: null, after: null }],
  ])
})

it('is told whose row was erased, and nothing that was in it', async () => {
  const { hooked, changes } = await told()
  await hooked('log acme call "a secret"')
  await hooked('forget acme --yes Acme')
  expect(changes[1]).toMatchObject({
    id: null,
    what: 'forget',
    summary: null,
    rows: [{ table: 'customers', id: 1, before: null, after: null }],
  })
  expect(JSON.stringify(changes[1])).not.toMatch(/acme|secret/i)
})

it('is told of an erasure of somebody who was in the undo log alone, without a row', async () => {
  const { hooked, changes } = await told()
  for (const line of ['add Zelda', 'undo', 'forget zelda --yes zelda']) await hooked(line)
  expect(changes[2]).toMatchObject({ what: 'forget', summary: null, rows: [] })
})

it.each([
  'due',
  'log nobody',
  'log acme call --on 2027-01-01',
  'edit acme --name Acme',
  'config set pager off',
  'undo --list',
  'import gone.csv',
])('is told nothing where nothing changes: %s', async (line) => {
  const { hooked, lines } = await told()
  await hooked(line)
  expect(lines).toEqual([])
})

it('is told nothing by a dry run', async () => {
  const { hooked, lines, folder } = await told()
  const file = join(folder, 'touches.csv')
  writeFileSync(file, 'Customer,Date\nAcme,2026-11-20\n')
  expect(await hooked(`import ${file} --dry-run`)).toMatchObject({ code: 0 })
  expect(lines).toEqual([])
})

it('is told of each key of a morning, also of u', async () => {
  const { all, hooked, changes } = await told()
  await all('promise acme "a cake" --by today')
  const keys = ['c', 'u', 'c', 'q']
  const toldBefore: number[] = []
  vi.spyOn(KeyPages.prototype, 'next').mockImplementation(async () => {
    toldBefore.push(changes.length)
    return keys.shift() ?? ''
  })
  try {
    expect(await hooked('morning', { answers: [] })).toMatchObject({ code: 0 })
  } finally {
    vi.restoreAllMocks()
  }
  expect(toldBefore).toEqual([0, 1, 2, 3])
  expect(changes.map(({ id, what }) => [id, what])).toEqual([
    [3, 'change'],
    [3, 'undo'],
    [4, 'change'],
  ])
})

it('a failure is one line, after what was done, and the exit code is that of the change', async () => {
  const { cl, json, all } = await told()
  const result = await cl('log acme call --json', { runHook: () => 'it ended with 1: \u001b[31mred' })
  expect([result.code, JSON.parse(result.out)]).toMatchObject([0, { touches: [{ id: 1 }] }])
  expect(result.err).toBe('The change was made, but hooks.after-change failed: it ended with 1: ␛[31mred\n')
  const thrown = await cl('log acme visit', {
    runHook: () => {
      throw new Error('no room')
    },
  })
  expect(thrown).toMatchObject({
    code: 0,
    err: 'The change was made, but hooks.after-change was not run: Error: no room\n',
  })
  expect(await json('history')).toHaveLength(2)
  await all('undo')
})

it('cl that is run by the program tells nobody', async () => {
  const { hooked, lines } = await told()
  expect(await hooked('log acme call', { env: { CL_INSIDE_HOOK: '1' } })).toMatchObject({ code: 0, err: '' })
  expect(lines).toEqual([])
})

// On a server, the change is refused: the settings of the laptop name its maker.
it.skipIf(onServer)('a change is made where the settings of the laptop cannot be read', async () => {
  const { cl, json, folder } = await told()
  writeFileSync(join(folder, '.config/customer-love/laptop.json'), '{')
  const { code, err } = await cl('log acme call')
  expect([code, err]).toEqual([
    0,
    expect.stringMatching(/^The change was made, but hooks\.after-change was not run: The settings .+laptop\.json\n$/),
  ])
  expect(await json('history')).toHaveLength(1)
})

it.each([
  ['after-change', /^"after-change" is not the whole path of a program\.\nWrite where it is/],
  ['-- /usr/gone --fast', /^\/usr\/gone is no program that can be run\.\nWrite where it is\. A script is made one/],
  ['"/usr/gone --fast"', /^\/usr\/gone --fast is no program that can be run\.\nWhat follows the program are words of/],
])('config refuses what is no program: %s', async (typed, message) => {
  const { cl, folder } = shop()
  const { code, err } = await cl(`config set hooks.after-change ${typed}`)
  expect([code > 0, err]).toEqual([true, expect.stringMatching(message)])
  expect(existsSync(join(folder, '.config'))).toBe(false)
})

it.skipIf(onServer)('is never named by a book', async () => {
  const { all, cl, book } = shop()
  await all('add Acme')
  changeBehindItsBack(book, "insert into settings (key, value) values ('hooks.after-change', '/bin/true')")
  const lines: string[][] = []
  await cl('log acme call', { runHook: (line) => `${lines.push(line)}` })
  expect(lines).toEqual([])
})

it('a relative path in the file itself is no program', async () => {
  const { cl, folder } = shop()
  const file = join(folder, '.config/customer-love/laptop.json')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '{"hooks.after-change": "./run"}')
  expect(await cl('config get hooks.after-change')).toMatchObject({ code: 1 })
})
