import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { execute, ownFolder, shop } from '../cl.ts'
import { preparedOnce } from '../prepared-once.ts'
import { breakIndex, placeOf } from './behind-its-back.ts'

const reading = [
  'due',
  'history',
  'list',
  'loops',
  'report',
  'show acme',
  'why acme',
  'config',
  'vocabulary',
  'undo --list',
]
const writing = ['add Zoë', 'log acme', 'log Zoë --new', 'promise acme cake', 'config set ratio.goal 5', 'undo']

/** The other commands, each in a form that reads or writes the book. */
const others = [
  'stats',
  'moments',
  'reasons',
  'dates',
  'savings',
  'letters',
  'topics',
  'facts acme',
  'ask acme',
  'audit --list',
  'surprise --ideas',
  'duplicates',
  'export',
  'export --as csv',
  'export --as vcard',
  'calendar',
  'backup',
  'import -',
  'merge acme acme',
  'forget acme --yes Acme',
  'learn acme rye',
  'save acme --money 1 rye',
  'date acme birthday 5 mar',
  'pulse acme 9',
  'wait acme mill',
  'done acme',
  'edit acme --tag x',
  'amend --tone -',
  'remove 1',
  'snooze acme 2026-12-01',
  'archive acme',
  'unarchive acme',
  'letters add Bill',
  'topics add x "y?"',
  'audit --answer 1=4',
  'surprise acme --done',
  'vocabulary channel add fax',
]

const acmeOnly = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme --since 2026-01-01', 'log acme "all good"')
  return acme
})

/** A book with a file that was changed behind the back of cl. */
async function bookWith(change: (bytes: Buffer) => Buffer) {
  const acme = await acmeOnly()
  writeFileSync(acme.book, change(readFileSync(acme.book)))
  return acme
}

/** The bytes, with a number written over four of them. */
const numberAt = (offset: number, value: number) => (bytes: Buffer) => {
  bytes.writeInt32BE(value, offset)
  return bytes
}

describe.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
  [
    'a text file',
    () => Buffer.from('Dear diary,\n'.repeat(20)),
    /^\S+ is not a book of cl, and was left as it is\.\n.+\n$/,
  ],
  ['a short text file', () => Buffer.from('hello'), /^\S+ is not a book of cl, and was left as it is\.\n.+\n$/],
  ['an empty file', () => Buffer.alloc(0), /^\S+ is empty: there is no book in it\.\n.+\n$/],
  ['half of a book', (bytes) => bytes.subarray(0, bytes.length / 2), /^The book \S+ is damaged: .+\n.+\n$/],
  ['a book without its last page', (bytes) => bytes.subarray(0, -4096), /^The book \S+ is damaged: .+\n.+\n$/],
  ['just the header of a book', (bytes) => bytes.subarray(0, 100), /^The book \S+ is damaged: .+\n.+\n$/],
  ['a book of a newer cl', numberAt(60, 99), /^\S+ was written by a newer cl \(its version is 99; .+\n.+\n$/],
  ['the file of another program', numberAt(68, 0), /^\S+ belongs to another program, and was left as it is\.\n.+\n$/],
])('%s', (_, change, err) => {
  it.each([...reading, ...writing, ...others])('is refused and left as it is by cl %s', async (line) => {
    const { cl, book, folder } = await bookWith(change)
    const [before, files] = [readFileSync(book), readdirSync(folder)]
    expect(await cl(line, { stdin: 'name\nZoe\n' })).toEqual({ code: 1, out: '', err: expect.stringMatching(err) })
    expect(readFileSync(book).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(files)
  })
})

it.each([...reading, ...writing])('a folder in the place of the book is refused by cl %s', async (line) => {
  const { cl, book } = shop()
  mkdirSync(book)
  expect(await cl(line)).toEqual({
    code: 1,
    out: '',
    err: `${book} is a folder, not a book.\nName a file in it: --book ${book}/book.db\n`,
  })
  expect(readdirSync(book)).toEqual([])
})

describe('500 overwritten bytes in the middle', () => {
  const overwrite = (bytes: Buffer) => {
    const page = Math.floor(bytes.length / 2 / 4096) * 4096
    return bytes.fill(0xaa, page, page + 500)
  }

  it.each([
    'add Zoë',
    'log #1',
    'promise #1 cake',
    'config set ratio.goal 5',
    'archive #1',
    'undo --yes',
    'learn #1 rye',
    'save #1 --money 1 rye',
    'date #1 birthday 5 mar',
    'pulse #1 9',
    'letters add Bill',
    'topics add season "when?"',
    'audit --answer 1=4',
    'surprise --add honey',
  ])('are found by the first write of a day, cl %s, which writes nothing', async (line) => {
    const { clOn, book } = await bookWith(overwrite)
    const before = readFileSync(book)
    expect(await clOn('2026-11-22', line)).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(
        /^The book \S+ is damaged: .+ Nothing was written to it\.\nIt has no snapshots\. .+\n$/,
      ),
    })
    expect(readFileSync(book).equals(before)).toBe(true)
  })
})

describe('letters in the words of its tables that a disk turned into others', () => {
  it.each([
    ['the key that rows point to', /(table letters \(\s+)id/i, '$1ib'],
    ['the table that a row belongs to', /(table letter_reviews .+? references lette)r/is, '$1x'],
    ['a trigger that counts what is added', /(touches_count_insert after insert .+? day_count)s/is, '$1x'],
    ['a trigger that counts what is changed', /(touches_count_update after update .+? day_count)s/is, '$1x'],
    ['a trigger that counts what is removed', /(touches_count_delete after delete .+? day_count)s/is, '$1x'],
  ])('are found by the first write of a day, and by cl restore: %s', async (_, words, wrong) => {
    const { cl, clOn, all, book } = await acmeOnly()
    await all('backup')
    const turned = (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace(words, wrong), 'latin1')
    const [whole, before] = [readFileSync(book), turned(readFileSync(book))]
    expect(before.equals(whole)).toBe(false)
    writeFileSync(book, before)
    // A snapshot in which they are is none to go back to.
    writeFileSync(`${book}.snapshots/2026-11-21 before import.db`, before)
    expect(await clOn('2026-11-22', 'config set ratio.goal 5')).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(/^The book \S+ is damaged: .+ Nothing was written to it\.\n.*cl restore last/),
    })
    expect(readFileSync(book).equals(before)).toBe(true)
    expect(await cl('restore last')).toMatchObject({ code: 0, err: expect.stringContaining('before import') })
    expect(await cl('log acme call')).toMatchObject({ code: 0 })
  })
})

describe('damage after the first write of a day', () => {
  it.each(['import -', 'merge acme bolt', 'forget acme --yes Acme', 'backup', 'backup copy.db', 'export'])(
    'is found by cl %s, which writes nothing, and leads to cl restore',
    async (line) => {
      const { cl, all, book } = await acmeOnly()
      await all('add Bolt', 'backup', ...Array.from({ length: 30 }, (_, n) => `log bolt call "note ${n}"`))
      const bytes = readFileSync(book)
      const page = Math.floor(bytes.indexOf('note 7') / 4096) * 4096
      writeFileSync(book, bytes.fill(0xaa, page, page + 500))
      const files = readdirSync(`${book}.snapshots`)
      expect(await cl(line, { stdin: 'name\nZoe\n' })).toMatchObject({
        code: 1,
        err: expect.stringMatching(/The book \S+ is damaged: [^\n]+ Nothing was written to it\.\n.*cl restore last/),
      })
      expect(readFileSync(book).equals(bytes)).toBe(true)
      expect(readdirSync(`${book}.snapshots`)).toEqual(files)
      expect((await cl('restore last')).code).toBe(0)
      expect((await cl('log acme')).code).toBe(0)
    },
  )
})

describe('a page that a disk wrote in the place of another, after the first write of a day', () => {
  async function bookWithPageTwice(from: string, to: string) {
    const acme = await acmeOnly()
    await acme.all('add Bolt', 'backup', 'date acme birthday "5 mar"', 'pulse acme 9 fine')
    const [source, target] = [placeOf(acme.book, from), placeOf(acme.book, to)]
    const bytes = readFileSync(acme.book)
    bytes.copy(bytes, target, source, source + 4096)
    writeFileSync(acme.book, bytes)
    return acme
  }

  const isDamage = /^The book \S+ is damaged: [^\n]+ Nothing was written to it\.\n.*cl restore last/

  it.each(['backup', 'backup copy.db'])('is damage of the book, and not of what cl %s has copied', async (line) => {
    const { cl } = await bookWithPageTwice('loops_by_touch', 'handles_by_customer')
    expect(await cl(line)).toMatchObject({ code: 1, err: expect.stringMatching(isDamage) })
  })

  it('is no bug where a row is none that a book holds', async () => {
    const { cl } = await bookWithPageTwice('pulses', 'dates')
    expect(await cl('dates')).toMatchObject({ code: 1, err: expect.stringMatching(isDamage) })
  })

  it.each(['purposes', 'channels'])('is no wrong word where %s that every book has are not there', async (words) => {
    const { cl } = await bookWithPageTwice('topics', words)
    expect(await cl('log acme call written')).toMatchObject({ code: 1, err: expect.stringMatching(isDamage) })
  })
})

describe('damage of an index after the first write of a day', () => {
  it.each(['import -', 'merge acme bolt', 'forget acme --yes Acme'])(
    'is found by cl %s, which writes nothing',
    async (line) => {
      const { cl, all, book } = await acmeOnly()
      await all('add Bolt', 'backup', 'log bolt call')
      // None of the three asks by this one: the snapshot before them reads it.
      breakIndex(book, 'customers_own_cadence')
      const [bytes, files] = [readFileSync(book), readdirSync(`${book}.snapshots`)]
      expect(await cl(line, { stdin: 'name\nZoe\n' })).toMatchObject({
        code: 1,
        err: expect.stringMatching(/The book \S+ is damaged: [^\n]+ Nothing was written to it\.\n.*cl restore last/),
      })
      expect(readFileSync(book).equals(bytes)).toBe(true)
      expect(readdirSync(`${book}.snapshots`)).toEqual(files)
    },
  )
})

describe('a book that may only be read', () => {
  // The root user may write every file: to SQLite a book is read-only when its header asks for a newer way of writing.
  const makeReadOnly = (bytes: Buffer) => bytes.fill(3, 18, 19)

  it.each(writing)('is refused by cl %s, and left as it is', async (line) => {
    const { cl, book } = await bookWith(makeReadOnly)
    const before = readFileSync(book)
    expect(await cl(line)).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(/^The book \S+ may only be read\b.*\n.+\n$/),
    })
    expect(readFileSync(book).equals(before)).toBe(true)
  })

  it.each(reading)('can be read by cl %s', async (line) => {
    const { cl } = await bookWith(makeReadOnly)
    expect(await cl(line)).toEqual(await (await acmeOnly()).cl(line))
  })
})

it.each(['', 'book\0.db'])('a path that cannot be is refused: %j', async (path) => {
  for (const line of [['due'], ['add', 'Acme'], ['undo']]) {
    expect(await shop().cl([...line, '--book', path])).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(/^The path of the book is empty or holds a NUL character\.\n/),
    })
  }
})

const trimmed = ['book.db ', ' book.db', 'book.db\t', 'book.db\r', 'book.db\n', 'book.db\u00a0', 'book.db\ufeff']

it.each(trimmed)('a path that trimming changes is refused, and nothing is made or read: %j', async (name) => {
  const { cl, folder, all } = await acmeOnly()
  const copy = join(folder, 'copy.db')
  await all('add Bolt', `backup ${copy}`)
  const path = name.startsWith(' ') ? name : join(folder, name)
  writeFileSync(join(folder, name), readFileSync(copy))
  const before = readdirSync(folder)
  const refused = {
    code: 2,
    out: '',
    err: expect.stringMatching(/^The .+ begins or ends with a blank or a control char[^\n]+\n.+\n$/),
  }
  for (const words of [['due'], ['add', 'Zoe'], ['demo'], ['doctor'], ['restore', copy]])
    expect(await cl([...words, '--book', path])).toEqual(refused)
  expect(await cl('add Zoe', { env: { CL_BOOK: path } })).toEqual(refused)
  for (const words of [
    ['restore', path],
    ['import', path],
    ['backup', path],
    ['backup', path, '--force'],
  ])
    expect(await cl(words)).toEqual(refused)
  expect(await cl(['export', path, '--as', 'json', '--force'])).toEqual(refused)
  expect(readdirSync(folder)).toEqual(before)
})

const servers = [
  'mysql://kim:s3cret@db.example/shop',
  'HTTPS://kim:s3cret@db.example',
  ' file:///tmp/book.db',
  'postgres:/kim:s3cret@db.example/shop',
  'postgresql:kim:s3cret@db.example/shop',
  'postgres//kim:s3cret@db.example/shop',
  "'postgres://kim:s3cret@db.example/shop'",
  'psql postgres://kim:s3cret@db.example/shop',
  'jdbc:postgresql://db.example/shop?user=kim&password=s3cret',
  'host=db.example user=kim password=s3cret',
  'host=db.example PASSWORD = s3cret',
  'PGPASSWORD=s3cret psql shop',
  'Postgres:/kim:s3cret@db.example/shop',
  'kim:s3cret@db.example/shop',
  'kim:s3cret/or?so@db.example',
  '//kim:s3cret@db.example/shop',
  'k:s3cret@db.example/shop',
  'kim@db.example/shop',
  'kim@db.example:5432/shop?sslmode=require',
  'db.example:5432/shop',
]

it.each(servers)(
  'the address of another server than PostgreSQL, or one typed wrongly, is no file name, and is not shown: %j',
  async (address) => {
    const { cl, folder } = shop()
    const refused = (where: string) => ({
      code: 2,
      out: '',
      err: `A book is a file on this machine, or on a PostgreSQL, and ${where} names neither.\nName a file, as in shop.db, or a server, as in postgres://kim@db.example.com/shop\n`,
    })
    for (const command of ['add Acme', 'due', 'demo', 'doctor']) {
      expect(await cl([...command.split(' '), '--book', address])).toEqual(refused('--book'))
      expect(await cl(command, { env: { CL_BOOK: address } })).toEqual(refused('CL_BOOK'))
    }
    expect(readdirSync(folder)).toEqual([])
  },
)

it.each([
  ['PGSSLROOTCERT', 'certificates in'],
  ['PGPASSFILE', 'does not take anybody in'],
  ['PGSERVICEFILE', 'There is no service "shop"'],
])('a pipe in the place of a file of passwords, services or certificates is not waited for: %s', (variable, said) => {
  const cwd = ownFolder()
  const pipe = join(cwd, 'pipe')
  spawnSync('mkfifo', ['-m', '600', pipe])
  const env = { CL_BOOK: 'postgres://kim@127.0.0.1:1/shop', [variable]: pipe }
  const service = variable === 'PGSERVICEFILE' ? { PGSERVICE: 'shop' } : {}
  const refused = execute('list', { cwd, env: { ...env, ...service }, timeout: 20_000 })
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(said) })
})

it('a new book in a folder that looks like an address, and is there or holds a file with an ending, is a file', () => {
  const cwd = ownFolder()
  mkdirSync(join(cwd, 'kim@home'))
  for (const name of ['kim@home/shop', 'kim@work/shop.db', 'shop:2/book.db'])
    expect(execute('add Acme', { cwd, env: { CL_BOOK: name } })).toMatchObject({ code: 0 })
  expect(readdirSync(cwd).sort()).toEqual(['kim@home', 'kim@work', 'shop:2'])
})

it.each(['./my:book@home.db', './password=new.db'])('a path that begins with its folder is a file: %s', (name) => {
  const cwd = ownFolder()
  expect(execute('add Acme', { cwd, env: { CL_BOOK: name } })).toMatchObject({ code: 0 })
  expect(readdirSync(cwd)).toContain(name.slice(2))
})

it.each(['my:book@home.db', 'password=old.db'])(
  'a book that is there is a file, also where it is called %s',
  (name) => {
    const cwd = ownFolder()
    expect(execute('add Acme', { cwd })).toMatchObject({ code: 0 })
    renameSync(join(cwd, 'book.db'), join(cwd, name))
    expect(execute('list', { cwd, env: { CL_BOOK: name } })).toMatchObject({ code: 0 })
  },
)

it.each([
  'postgres://kim:s3cret@nobody.invalid/shop',
  ' PostgreSQL://kim:s3cret@nobody.invalid',
  'postgres://kim.invalid:/s3cret@nobody.invalid/shop',
  'postgres://kim.invalid:12/s3cret@nobody.invalid/shop',
  'postgres://kim.invalid:12?s3cret@nobody.invalid/shop',
  'postgres://kim.invalid:12?s3cret=1@nobody.invalid/shop',
])('the address of a server is no file name, and its password is not shown: %j', async (address) => {
  const { cl, folder } = shop()
  for (const command of ['add Acme', 'due', 'doctor', 'demo']) {
    const { code, out, err } = await cl([...command.split(' '), '--book', address])
    expect([code > 0, out, err.includes('s3cret'), err.split('\n').length]).toEqual([true, '', false, 3])
  }
  expect(readdirSync(folder)).toEqual([])
})

it('a path through a file is refused', async () => {
  const { cl, folder } = await acmeOnly()
  writeFileSync(join(folder, 'file'), 'mine')
  expect(await cl(['add', 'Acme', '--book', join(folder, 'file', 'book.db')])).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(/^\S+ cannot be looked at \(ENOTDIR\)\.\nChoose another file with --book PATH\.\n$/),
  })
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('mine')
})

describe('a link to a book', () => {
  async function linked(target = 'real.db') {
    const acme = shop()
    const [file, link] = [join(acme.folder, 'data', target), acme.book]
    mkdirSync(dirname(file))
    symlinkSync(file, link)
    return { ...acme, file, link }
  }

  it('is followed: journal and snapshots are beside the file, and a restore keeps the link', async () => {
    const { cl, json, all, folder, file, link } = await linked()
    expect((await cl(['add', 'Acme', '--book', file])).code).toBe(0)
    await all('log acme one', 'backup', 'log acme call two', 'restore last')
    expect([readlinkSync(link), readdirSync(folder).sort()]).toEqual([file, ['book.db', 'data']])
    expect(readdirSync(dirname(file))).toEqual(expect.arrayContaining(['real.db', 'real.db.snapshots']))
    expect(await json('history')).toMatchObject([{ note: 'one' }])
    expect(await json(`history --book ${file}`)).toMatchObject([{ note: 'one' }])
  })

  it.each([...reading, ...writing, ...others, 'doctor', 'backups', 'restore last'])(
    'that leads nowhere is refused as one by cl %s',
    async (line) => {
      const { cl, folder, file, link } = await linked()
      expect(await cl(line, { stdin: 'name\nZoe\n' })).toEqual({
        code: 1,
        out: '',
        err: expect.stringMatching(/^\S+book\.db is a link that leads to no file \(ENOENT\)\.\n.+\n$/),
      })
      expect([readlinkSync(link), readdirSync(folder).sort(), readdirSync(dirname(file))]).toEqual([
        file,
        ['book.db', 'data'],
        [],
      ])
    },
  )

  it('that leads in a circle is refused as well', async () => {
    const { cl, link } = await linked()
    rmSync(link)
    symlinkSync(link, link)
    expect(await cl('add Acme')).toMatchObject({ code: 1, err: expect.stringMatching(/leads to no file \(ELOOP\)/) })
  })
})

describe('where the book is gone, and its snapshots are there', () => {
  async function lostBook() {
    const lost = shop()
    await lost.all('add Acme --today 2026-11-19', 'log acme --today 2026-11-20')
    rmSync(lost.book)
    return lost
  }

  const asked = ['log acme call', 'edit acme', 'pulse acme', 'import customers.csv', 'audit', 'date acme birthday 5/3']
  it.each([...reading, ...writing, ...asked])('cl %s says so before it asks or does anything', async (line) => {
    const { cl, book, folder } = await lostBook()
    writeFileSync(join(folder, 'customers.csv'), 'name\nZoe\n')
    const before = readdirSync(folder)
    const { code, out, err } = await cl(line.replace('customers.csv', join(folder, 'customers.csv')), { answers: [] })
    expect([code, out]).toEqual([1, ''])
    expect(err.replaceAll('\n  ', ' ')).toMatch(
      /^The book .+ is missing, but there are snapshots of it\.\n.+ cl restore last .+\n$/,
    )
    expect([readdirSync(folder), existsSync(book)]).toEqual([before, false])
  })
})

describe('where there is no book yet', () => {
  it.each(reading)('cl %s says how to start, and makes none', async (line) => {
    const { cl, book, folder } = shop()
    expect(await cl(line)).toEqual({
      code: 1,
      out: '',
      err: `There is no book at ${book} yet.\nStart one: cl add "Acme Bakery"   Or bring your contacts: cl import contacts.vcf   Look around first: cl demo\n`,
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it.each(['undo', 'done 7', 'edit acme --tag x'])(
    'cl %s has nothing to work on, says how to start, and makes none',
    async (line) => {
      const { cl, folder } = shop()
      expect(await cl(line)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringMatching(/^There is no book at .+\n.+\n$/),
      })
      expect(readdirSync(folder)).toEqual([])
    },
  )

  it.each([
    'log acme',
    'promise acme cake',
    'archive acme',
    'snooze acme tomorrow',
    'add ""',
    'add Acme --since someday',
    'log Acme --new --on tomorrow',
    'config set ratio.goal 0',
  ])('cl %s fails without making one', async (line) => {
    const { cl, folder } = shop()
    const { code, out, err } = await cl(line)
    expect({ failed: code === 1 || code === 2, out }).toEqual({ failed: true, out: '' })
    expect(err).toMatch(/^.+\n(.+\n)?$/)
    expect(readdirSync(folder)).toEqual([])
  })

  it.each(['add Acme', 'log Acme --new', 'config set ratio.goal 5', 'vocabulary channel add fax'])(
    'cl %s makes it, and says so on stderr',
    async (line) => {
      const { cl, book } = shop()
      const { code, out, err } = await cl(line)
      expect({ code, made: existsSync(book) }).toEqual({ code: 0, made: true })
      expect(err).toContain(`A new book was made: ${book}\n`)
      expect(out).not.toContain('A new book')
      expect((await cl('config set ratio.goal 6')).err).toBe('')
    },
  )

  it('it is for the user alone: file 0600, folder 0700', () => {
    const cwd = ownFolder()
    const book = join(cwd, 'a', 'b', 'book.db')
    expect(execute('add Acme', { cwd, env: { CL_BOOK: book } })).toMatchObject({ code: 0 })
    const modes = [book, dirname(book), dirname(dirname(book))].map((path) => (statSync(path).mode & 0o777).toString(8))
    expect(modes).toEqual(['600', '700', '700'])
    expect(readdirSync(dirname(book)).filter((name) => !name.startsWith('book.db'))).toEqual([])
  })

  it('it is in the data folder, unless CL_BOOK or --book says otherwise', async () => {
    const { cl, folder } = shop()
    await cl('add Acme', { env: { CL_BOOK: '' } })
    await cl('add Acme', { env: { CL_BOOK: '', XDG_DATA_HOME: join(folder, 'xdg') } })
    await cl('add Acme', { env: { CL_BOOK: join(folder, 'env.db') } })
    await cl(['add', 'Acme', '--book', join(folder, 'said.db')], { env: { CL_BOOK: join(folder, 'other.db') } })
    const found = ['.local/share/customer-love/book.db', 'xdg/customer-love/book.db', 'env.db', 'said.db', 'other.db']
    expect(found.map((path) => existsSync(join(folder, path)))).toEqual([true, true, true, true, false])
  })
})

it.each([
  [':memory:', /^A book is a file: in memory it would be lost at once\.\n/],
  [`${'y'.repeat(201)}`, /^The name of the book is longer than 200 bytes\.\n/],
])('is refused as the name of a book: %s', async (name, err) => {
  const { cl, folder } = shop()
  for (const line of ['list', 'add Acme'])
    expect(await cl([...line.split(' '), '--book', name])).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(err),
    })
  expect(readdirSync(folder)).toEqual([])
})
