import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '#book/engines/sqlite.ts'
import { migrations } from '#book/migrations/index.ts'
import { currentSchema } from '#book/schema.ts'
import { completionScripts, howToInstall } from '#commands/shop/completion-scripts.ts'
import { shop } from '../../cl.ts'
import Database from '../../driver.js'

type Told = { healthy: boolean; findings: { what: string; todo: string }[]; place: string } & Record<string, unknown>

/** A healthy book, with a snapshot. */
async function wellShop() {
  const acme = shop()
  await acme.all('add Acme --since 2026-01-01', 'log acme "all good"', 'config set ratio.goal 5', 'backup')
  chmodSync(acme.book, 0o600)
  chmodSync(`${acme.book}.snapshots`, 0o700)
  const told = async (): Promise<Told> => JSON.parse((await acme.cl('doctor --json')).out)
  return { ...acme, told }
}

it('finds nothing to do for a healthy book', async () => {
  const { cl, book } = await wellShop()
  const { code, out, err } = await cl('doctor')
  expect({ code, err }).toEqual({ code: 0, err: '\nThe book is well.\n' })
  const shape = out.replaceAll(/[\d.]+ (kB|MB|GB|TB)/g, 'SIZE').replace(/Node .+/, 'VERSIONS')
  expect(shape.split('\n')).toEqual([
    `Book         ${book}`,
    'State        whole',
    'Size         SIZE',
    'Version      9 (this cl knows up to 9)',
    'Access       file 0600, folder 0700',
    'In it        1 customer, 1 touch',
    'Last change  today; 3 changes that cl undo can take back',
    'Settings     ratio.goal = 5',
    `Snapshots    1: newest today, oldest today, SIZE, in ${book}.snapshots`,
    'Disk         SIZE free',
    'Programs     cl 0.0.0-test, VERSIONS',
    '',
  ])
})

it('is named by what cannot write to a book whose header says a format of writing that is none, and leads to cl restore', async () => {
  const { cl, told, book } = await wellShop()
  writeFileSync(book, readFileSync(book).fill(6, 18, 19))
  expect(await cl('due')).toMatchObject({ code: 0 })
  expect((await cl('log acme')).err).toContain('If you may, the file is damaged: cl doctor\n')
  expect(await told()).toMatchObject({
    place: 'sealed',
    findings: [
      { what: 'The book is damaged: its header has a wrong format.', todo: expect.stringContaining('cl restore last') },
    ],
  })
})

it.each([
  ['bash', '.bashrc'],
  ['bash', '.local/share/bash-completion/completions/cl'],
  ['zsh', '.zshrc'],
  ['fish', '.config/fish/completions/cl.fish'],
] as const)('says to a user of %s how the tab key completes, until that is in %s', async (shell, path) => {
  const { cl, folder } = await wellShop()
  const told = async () => (await cl('doctor', { columns: 80, rows: 24, env: { SHELL: `/bin/${shell}` } })).err
  expect(await told()).toContain(`The tab key completes names and words: ${howToInstall[shell]}\n`)
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), `# mine\n${completionScripts[shell]}`)
  expect(await told()).not.toContain('The tab key')
})

it('says the same to a program', async () => {
  const { told, book, folder } = await wellShop()
  expect(await told()).toEqual({
    healthy: true,
    findings: [],
    path: book,
    folder,
    place: 'book',
    size: readFileSync(book).length,
    journal: 0,
    version: currentSchema.version,
    knownVersion: currentSchema.version,
    damage: null,
    orphan: null,
    astray: null,
    fileMode: 0o600,
    folderMode: 0o700,
    snapshotMode: 0o700,
    notWritable: [],
    changes: 3,
    snapshots: {
      folder: `${book}.snapshots`,
      count: 1,
      newest: '2026-11-21',
      oldest: '2026-11-21',
      size: expect.any(Number),
      damaged: null,
    },
    leftovers: [],
    free: expect.any(Number),
    customers: 1,
    touches: 1,
    lastChange: '2026-11-21',
    settings: { 'ratio.goal': '5' },
    versions: { cl: '0.0.0-test', node: process.versions.node, sqlite: expect.stringMatching(/^3\.\d+\.\d+$/) },
  })
})

it.each([1, 2, 3, 4])('finds nothing wrong in the rows of a book of version %i', async (version) => {
  const { book, told } = await wellShop()
  rmSync(book)
  const engine = openSqlite(book, { create: true })
  engine.migrate(migrations.slice(0, version))
  engine.close()
  expect(await told()).toMatchObject({ place: 'book', version, astray: null })
})

const behindItsBack = (path: string, statement: string) => {
  const db = new Database(path)
  db.pragma('foreign_keys = off')
  db.exec(statement)
  db.close()
}

const numberAt = (path: string, offset: number, value: number) => {
  const bytes = readFileSync(path)
  bytes.writeInt32BE(value, offset)
  writeFileSync(path, bytes)
}

describe.each<[string, (path: string) => void, what: RegExp, todo: RegExp]>([
  [
    'a missing book',
    (path) => rmSync(path),
    /^The book is missing, but there are snapshots/,
    /^cl restore last --book .+book\.db$/,
  ],
  ['an empty file', (path) => writeFileSync(path, ''), /^The file is empty/, /^cl restore last --book .+book\.db$/],
  [
    'a text file',
    (path) => writeFileSync(path, 'Dear diary'),
    /^The file is not a book, or its/,
    /^cl restore last --book .+book\.db$/,
  ],
  [
    'half a book',
    (path) => writeFileSync(path, readFileSync(path).subarray(0, 8192)),
    /^The book is damaged: the end/,
    /^cl restore last --book .+book\.db$/,
  ],
  [
    '500 overwritten bytes',
    (path) => writeFileSync(path, readFileSync(path).fill(0xaa, 4096, 4596)),
    /^The book is damaged: /,
    /^cl restore last --book .+book\.db$/,
  ],
  [
    'a book without tables',
    (path) => numberAt(path, 60, 0),
    /^The book is damaged: /,
    /^cl restore last --book .+book\.db$/,
  ],
  ['a newer book', (path) => numberAt(path, 60, 99), /^The book has version 99, and this/, /^Install the newest cl\.$/],
  ['another program’s file', (path) => numberAt(path, 68, 0), /^The file belongs to another/, /--book PATH/],
  [
    'a folder',
    (path) => {
      rmSync(path)
      mkdirSync(path)
    },
    /^There is a folder in the place/,
    /--book .+\/book\.db$/,
  ],
  [
    'a touch of nobody',
    (path) => behindItsBack(path, 'update touches set customer_id = 77'),
    /^The book is not whole: row 1 of touches belongs to a row of customers that is not there\.$/,
    /^cl restore last --book .+book\.db$/,
  ],
  [
    'counts that are not those of the touches',
    (path) => behindItsBack(path, 'update day_counts set touches = 2'),
    /^The book is whole, but the counts of 2026-11-\d\d are not those of its touches\.$/,
    /^Make a new one of it: cl export whole\.json --book .+book\.db, then cl import whole\.json --book NEW$/,
  ],
  [
    'a name that cannot be looked up',
    (path) => behindItsBack(path, "delete from name_keys where key = 'acme'"),
    /^The book is whole, but "Acme" is not looked up by what it was kept under\.$/,
    /^Make a new one of it: /,
  ],
  [
    'an answer that nobody gave',
    (path) => behindItsBack(path, "update touches set answered_on = '2026-11-21'"),
    /^The book is whole, but the answer to touch #1 is not the one that it had\.$/,
    /^Make a new one of it: /,
  ],
  [
    'a file that others may read',
    (path) => chmodSync(path, 0o644),
    /^Others .+ may read or write/,
    /^chmod 600 ".+book\.db"$/,
  ],
  [
    'snapshots that others may look at',
    (path) => chmodSync(`${path}.snapshots`, 0o755),
    /^Others .+ snapshots\.$/,
    /^chmod 700 ".+\.snapshots"$/,
  ],
  [
    'a folder that others may write',
    (path) => chmodSync(join(path, '..'), 0o777),
    /^Others .+ replace/,
    /^chmod 700 "/,
  ],
  [
    'a damaged snapshot',
    (path) => writeFileSync(join(`${path}.snapshots`, '2026-11-21 backup.db'), 'scribbled over'),
    /^The newest snapshot is damaged: no database\.$/,
    /cl backup --book .+book\.db$/,
  ],
  [
    'a change of a day to come',
    (path) => behindItsBack(path, "update changes set made_on = '2027-01-01'"),
    /^The last change was made on 2027-01-01, which is after today/,
    /clock/,
  ],
  [
    'a snapshot that was never finished',
    (path) => writeFileSync(join(`${path}.snapshots`, 'unfinished.999999999'), 'half'),
    /^A file was begun and never finished: .+unfinished\.999999999$/,
    /^Delete that file, unless cl is at work just now\.$/,
  ],
  [
    'a copy beside the book whose process has a number that lives again',
    (path) => writeFileSync(`${path}.${process.pid}.new`, 'half'),
    /^A file was begun and never finished: .+book\.db\.\d+\.new$/,
    /^Delete that file/,
  ],
  [
    'the journal of a snapshot that is gone',
    (path) => writeFileSync(join(`${path}.snapshots`, '2026-11-01 damaged.db-journal'), 'half'),
    /^A file was begun and never finished: .+damaged\.db-journal$/,
    /^Delete that file/,
  ],
  [
    'an export beside the book that was never finished',
    (path) => writeFileSync(join(path, '..', 'touches.csv.4711.new'), 'half'),
    /^A file was begun and never finished: .+touches\.csv\.4711\.new$/,
    /^Delete that file/,
  ],
])('%s', (_, harm, what, todo) => {
  it('is found, with what to do about it, and left as it is', async () => {
    const acme = await wellShop()
    harm(acme.book)
    const state = () => [
      readdirSync(acme.folder, { recursive: true }).sort(),
      existsSync(acme.book) && statSync(acme.book).isFile() && readFileSync(acme.book, 'latin1'),
    ]
    const before = state()
    const { code, out, err } = await acme.cl('doctor')
    expect({ code, err }).toEqual({ code: 1, err: '' })
    const told = await acme.told()
    expect(told).toMatchObject({
      healthy: false,
      findings: [{ what: expect.stringMatching(what), todo: expect.stringMatching(todo) }],
    })
    expect(out).toContain(`\n\n${told.findings[0]?.what}\n  ${told.findings[0]?.todo}\n`)
    expect(state()).toEqual(before)
  })
})

it('a new book that is made of one with wrong counts, as it says, is well', async () => {
  const acme = await wellShop()
  const figures = await acme.json('stats')
  behindItsBack(acme.book, 'update day_counts set touches = 7')
  expect(await acme.json('stats')).not.toEqual(figures)
  const [whole, made] = [join(acme.folder, 'whole.json'), join(acme.folder, 'new.db')]
  await acme.all(`export ${whole}`, `import ${whole} --book ${made}`)
  expect(await acme.json(`stats --book ${made}`)).toEqual(figures)
  const { out } = await acme.cl(`doctor --json --book ${made}`)
  expect(JSON.parse(out)).toMatchObject({ astray: null, damage: null })
})

it('says how to start where there is no book, and makes none', async () => {
  const { cl, folder } = shop()
  expect(await cl('doctor')).toMatchObject({
    code: 1,
    out: expect.stringMatching(/\nThere is no book here yet\.\n {2}cl add "Acme Bakery" --book .+ begins one\.\n$/),
  })
  expect(readdirSync(folder)).toEqual([])
})

it('refuses what cannot be a path', async () => {
  expect((await shop().cl(['doctor', '--book', 'a\0b'])).code).toBe(2)
})
