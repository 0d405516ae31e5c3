import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { beforeAll, describe, expect, it } from 'vitest'
import { sumsOf } from '#book/copy.ts'
import { openSqlite } from '#book/engines/sqlite.ts'
import { laptop } from '../laptop.ts'
import { hasPostgres, psql } from '../postgres.ts'
import { startProxy } from '../proxy.ts'
import { addressOf, ownSchema, ownServer, sumsIn } from '../server.ts'

async function sumsOfFile(path: string) {
  const engine = openSqlite(path, { readOnly: true })
  const sums = await sumsOf(engine)
  engine.close()
  return sums
}

const beginning = [
  'add Acme',
  'add Bolt',
  'log acme call hello',
  'promise bolt "send it"',
  'undo',
  'promise acme "call"',
]

describe.skipIf(!hasPostgres())('cl share', () => {
  let address = ''
  let schema = ''

  beforeAll(async () => {
    schema = ownSchema()
    address = await addressOf(schema)
  })

  it('moves the book to a server, another laptop joins it, and it comes back, with the same numbers', async () => {
    const [mine, kims] = [laptop(), laptop('kim@other')]
    await mine.all(...beginning)
    const before = await sumsOfFile(mine.file)

    const shared = await mine.cl(`share ${address}`)
    expect(shared).toMatchObject({ code: 0, out: expect.stringContaining('2 customers, 1 touch') })
    expect(await sumsIn(schema)).toEqual(before)
    expect(readFileSync(mine.url, 'utf8')).toBe(`${address}\n`)
    expect(readdirSync(mine.place).sort()).toEqual(['book.db.snapshots', 'book.known', 'book.url'])

    expect(await kims.cl(`share --join ${address}`)).toMatchObject({ code: 0 })
    expect((await kims.cl('log bolt visit "by Kim"')).out).toContain('#2 visit')
    expect((await mine.cl('history')).out).toContain('by Kim')
    // Mine is the promise: Kim's change stays.
    expect((await mine.cl('undo')).out).toContain('Took back: promise #2')
    expect((await mine.cl('undo --list')).out).toContain('kim@other')

    const [snapshot = ''] = readdirSync(join(mine.place, 'book.db.snapshots')).filter((name) => name.includes('share'))
    const old = join(mine.place, 'book.db.snapshots', snapshot)
    expect(await mine.cl(['log', 'acme', 'call', '--book', old])).toMatchObject({
      code: 1,
      err: expect.stringContaining(`The book went to ${address}`),
    })

    const atLast = await sumsIn(schema)
    const back = await kims.cl('share --back')
    expect(back).toMatchObject({ code: 0, err: expect.not.stringContaining('list of names') })
    expect(await sumsOfFile(kims.file)).toEqual(atLast)
    expect(existsSync(kims.url)).toBe(false)
    expect((await kims.cl('log acme call "a file again"')).out).toContain('#3 call')
    const again = await kims.cl(`share ${address}`)
    expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/its tables are still there.*\n.*schema=NAME/) })
    expect((await kims.cl('history')).out).toContain('a file again')
    const late = await mine.cl('edit acme --note x')
    expect(late).toMatchObject({ code: 1, err: expect.stringContaining('was taken back into a file on 2026-11-21') })
    const newcomer = laptop()
    await newcomer.all('add Acme')
    expect(await newcomer.cl(`share --join ${address}`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Ask who has it now.'),
    })
  })

  it('leaves the changes from before with whoever shared the book, by the name that they have from then on', async () => {
    const [mine, annas, own] = [laptop('kim@laptop'), laptop('anna@other'), ownSchema()]
    await mine.all('add Acme', 'log acme call "before makers were kept"')
    const file = openSqlite(mine.file)
    await file.transaction('write', () => file.run(sql`update changes set made_by = null`))
    file.close()
    await mine.all(
      'add Kim --team',
      'config set me Kim',
      'log acme call "in the file"',
      `share ${await addressOf(own)}`,
    )
    await annas.all(`share --join ${await addressOf(own)}`)
    expect(await annas.cl('undo')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing of yours can be taken back; the last change is of Kim.'),
    })
    expect((await mine.cl('undo')).out).toContain('in the file')
    expect((await mine.cl('redo')).out).toContain('Brought back: #2 call')
  })

  it('makes an empty book where there is none yet', async () => {
    const mine = laptop()
    expect(await mine.cl(`share ${await addressOf(ownSchema())}`)).toMatchObject({ code: 0 })
    expect((await mine.cl('add Acme')).out).toContain('Added Acme (#1)')
  })

  it('leaves the file the book, wherever it is broken off, and can be typed again', async () => {
    const [mine, proxy, own] = [laptop(), await startProxy((await ownServer()).port), ownSchema()]
    await mine.all(...beginning)
    const before = await sumsOfFile(mine.file)
    const through = `postgres://cl@127.0.0.1:${proxy.port}/postgres?schema=`
    await laptop().cl(`share ${through}${ownSchema()}`)
    const length = proxy.passed('laptop')
    for (let part = 0; part < 12; part += 1) {
      proxy.cutAfter(Math.floor((length * part) / 12))
      const cut = await mine.cl(`share ${through}${own}`)
      expect(cut).toMatchObject({ code: 1, err: expect.not.stringContaining('bug') })
      expect(existsSync(mine.url)).toBe(false)
      expect(await sumsOfFile(mine.file)).toEqual(before)
    }
    proxy.cutAfter(null)
    expect(await mine.cl(`share ${through}${own}`)).toMatchObject({ code: 0 })
    expect(await sumsIn(own)).toEqual(before)
    proxy.close()
  })

  it('shows how far it is, and by Ctrl-C leaves the file the book, and the server as it was', async () => {
    const [{ all, cl, file, url }, own] = [laptop(), ownSchema()]
    await all(...beginning)
    const before = await sumsOfFile(file)
    for (const ctrlC of [1, 20, 45]) {
      const stopped = await cl(`share ${await addressOf(own)}`, { ctrlC })
      expect(stopped).toMatchObject({ code: 130, out: '', err: 'Stopped. Nothing was written.\n' })
      expect(existsSync(url)).toBe(false)
      expect(await sumsOfFile(file)).toEqual(before)
    }
    let seconds = 0
    const now = () => {
      seconds += 2
      return new Date(2026, 10, 21, 12, 0, seconds)
    }
    const { code, err } = await cl(`share ${await addressOf(own)}`, { answers: [], now })
    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/Sharing the book \S+ +[1-9]\d %/) })
    expect(await sumsIn(own)).toEqual(before)
  })

  it('that is gone from its server for good is the last copy of a laptop again, as is said there', async () => {
    const [{ all, cl, url }, own] = [laptop(), ownSchema()]
    await all(
      ...beginning,
      `share ${await addressOf(own)}`,
      'log acme call "the last"',
      'due',
      'log bolt call "after it"',
    )
    await psql((await ownServer()).port, `drop schema ${own} cascade`)
    const gone = await cl('due')
    expect(gone).toMatchObject({ code: 1, err: expect.stringContaining(`remove ${url}, and then cl restore last`) })
    rmSync(url)
    await all('restore last')
    expect((await cl('history')).out).toContain('hello')
  })

  it('sends nothing where the disk of the laptop takes nothing more, and says that the book is as it was', async () => {
    const [mine, own, other] = [laptop(), ownSchema(), await addressOf(ownSchema())]
    await laptop().all(`share ${other}`)
    await mine.all(...beginning)
    const known = join(mine.place, 'book.known')
    mkdirSync(known)
    for (const line of [`share ${await addressOf(own)}`, `share --join ${other} --yes`]) {
      const refused = await mine.cl(line)
      expect(refused).toMatchObject({ code: 1, out: '' })
      expect(refused.err).toContain(`${known} could not be written`)
      expect(refused.err).toContain('The book of this laptop is still the one that it was.')
    }
    rmSync(known, { recursive: true })
    await mine.all('log acme call later', `share ${await addressOf(own)}`)
    expect((await mine.cl('history')).out).toContain('later')
  })

  it('is finished by another try where it was broken off after the server had all of it', async () => {
    const [mine, proxy, own] = [laptop(), await startProxy((await ownServer()).port), ownSchema()]
    await mine.all(...beginning)
    const copy = join(mine.place, 'copy.db')
    await mine.all(`backup ${copy}`)
    expect(await mine.cl(`share ${await addressOf(own)}`, { env: { CL_BOOK: copy } })).toMatchObject({ code: 0 })
    expect(await mine.cl(`share ${await addressOf(own)}`)).toMatchObject({ code: 0 })
    expect(existsSync(mine.url)).toBe(true)
    proxy.close()
  })

  it('refuses a place where another book is, and where another program has its tables', async () => {
    const [one, other, own] = [laptop(), laptop(), ownSchema()]
    await one.all(...beginning, `share ${await addressOf(own)}`)
    await other.all('add Somebody')
    const refused = await other.cl(`share ${await addressOf(own)}`)
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('There is another book at') })
    expect((await other.cl('list')).out).toContain('Somebody')
    const catalog = (await addressOf('x')).replace('schema=x', 'schema=information_schema')
    expect(await other.cl(`share ${catalog}`)).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') })
  })

  it('refuses a database that cannot keep every text', async () => {
    const { port } = await ownServer()
    await psql(port, "create database latin encoding 'LATIN1' template template0 locale 'C'")
    const mine = laptop()
    await mine.all('add Acme')
    expect(await mine.cl(`share postgres://cl@127.0.0.1:${port}/latin`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('keeps text as LATIN1, and a book needs UTF8. Nothing was moved.'),
    })
    expect((await mine.cl('list')).out).toContain('Acme')
  })

  it('keeps no password, and says where it goes', async () => {
    const mine = laptop()
    await mine.all('add Acme')
    const typed = (await addressOf(ownSchema())).replace('cl@', 'cl:s3cret@')
    const { out, err } = await mine.cl(`share ${typed}`)
    expect(`${out}${err}`).not.toContain('s3cret')
    expect(err).toContain('~/.pgpass')
    expect(readFileSync(mine.url, 'utf8')).not.toContain('s3cret')
    expect(statSync(mine.url).mode & 0o077).toBe(0)
    const wrong = await mine.cl('due', { env: { CL_BOOK: typed.replace('postgres?', 'nothing?') } })
    expect(wrong).toMatchObject({ code: 1, err: expect.not.stringContaining('s3cret') })
  })

  it('asks before a book of this laptop is set aside', async () => {
    const [mine, other, own] = [laptop(), laptop(), ownSchema()]
    await mine.all('add Acme', `share ${await addressOf(own)}`)
    await other.all('add Bolt')
    expect(await other.cl(`share --join ${await addressOf(own)}`)).toMatchObject({ code: 2 })
    expect((await other.cl(`share --join ${await addressOf(own)}`, { answers: ['no'] })).out).toBe('')
    expect((await other.cl('list')).out).toContain('Bolt')
    const joined = await other.cl(`share --join ${await addressOf(own)}`, { answers: ['yes'] })
    expect(joined.code).toBe(0)
    expect((await other.cl('list')).out).toContain('Acme')
    const kept = join(other.place, 'book.db.snapshots', '2026-11-21 before share.db')
    expect(joined.err.replace(/\s+/g, ' ')).toContain('To bring its customers there: cl export here.csv --book "/')
    const here = join(other.home, 'here.csv')
    for (const line of [
      ['export', here, '--book', kept],
      ['import', here, '--new'],
    ])
      expect((await other.cl(line)).code).toBe(0)
    expect((await mine.cl('list')).out).toContain('Bolt')
  })

  it('keeps who is at a laptop on the laptop', async () => {
    const [mine, kims, own] = [laptop(), laptop('kim@other'), ownSchema()]
    await mine.all('add Acme', 'add Kim --team', `share ${await addressOf(own)}`)
    await kims.all(`share --join ${await addressOf(own)}`, 'config set me kim', 'log acme call "from Kim"')
    await mine.all('log acme call "from me"')
    const { out } = await mine.cl('history --json')
    expect(JSON.parse(out).map(({ note, by = null }: { note: string; by?: string | null }) => [note, by])).toEqual([
      ['from me', null],
      ['from Kim', 'Kim'],
    ])
    expect((await mine.cl('config get me')).out).toContain('me = –')
    expect((await kims.cl('doctor')).out).toContain('Settings  me = Kim\n')
    expect((await mine.cl('doctor')).out).toContain('Settings  none but the defaults\n')
    expect((await kims.cl('undo')).out).toContain('Took back: #1')
  })

  it('says that who is at a laptop stays where a setting from before the share is taken back', async () => {
    const [mine, own] = [laptop(), ownSchema()]
    await mine.all('add Kim --team', 'add Anna --team', 'config set me Kim', 'config set me Anna')
    await mine.all(`share ${await addressOf(own)}`)
    const undone = await mine.cl('undo')
    expect(undone.out).toContain('Took back: set me to Anna')
    expect(undone.err.replace(/\s+/g, ' ')).toContain('each laptop keeps its own me')
    expect((await mine.cl('config get me')).out).toContain('me = Anna')
    expect((await mine.cl('redo')).err.replace(/\s+/g, ' ')).toContain('each laptop keeps its own me')
  })

  it('takes back nothing of a user of the same name at another laptop, once somebody is said to be at this one', async () => {
    const [mine, annas, own] = [laptop('user@laptop'), laptop('user@laptop'), ownSchema()]
    await mine.all('add Acme', 'add Anna --team', `share ${await addressOf(own)}`)
    await annas.all(`share --join ${await addressOf(own)}`, 'config set me Anna', 'log acme call "from Anna"')
    await mine.all('log acme call "from me"')
    expect((await annas.cl('undo')).out).toContain('from Anna')
    expect((await annas.cl('undo')).code).toBe(1)
    expect((await mine.cl('history')).out).toContain('from me')
  })

  it('takes along into the file who is at the laptop, whose changes are then still their own', async () => {
    const [mine, annas, own] = [laptop(), laptop('anna@other'), ownSchema()]
    await mine.all(
      'add Acme',
      'add Kim --team',
      'add Anna --team',
      'config set me kim',
      `share ${await addressOf(own)}`,
    )
    await annas.all(`share --join ${await addressOf(own)}`, 'config set me anna')
    await mine.all('log acme call "from Kim"')
    await annas.all('log acme call "from Anna"', 'share --back')
    expect((await annas.cl('config get me')).out).toContain('me = Anna')
    expect((await annas.cl('log acme call "in the file"')).code).toBe(0)
    expect((await annas.cl('history')).out).toMatch(/Anna +in the file\n.*Anna +from Anna\n.*Kim +from Kim\n/)
    expect((await annas.cl('undo')).out).toContain('in the file')
    expect((await annas.cl('undo')).out).toContain('from Anna')
    expect((await annas.cl('undo')).out).not.toContain('from Kim')
    expect((await annas.cl('history')).out).toContain('from Kim')
  })

  it('leaves nobody in the file where nobody is said to be at the laptop', async () => {
    const [mine, annas, own] = [laptop(), laptop('anna@other'), ownSchema()]
    await mine.all('add Acme', 'add Kim --team', 'config set me kim', `share ${await addressOf(own)}`)
    await annas.all(`share --join ${await addressOf(own)}`, 'share --back')
    expect((await annas.cl('config get me')).out).toContain('me = –')
  })

  it.each([
    ['mysql://kim@host/shop', 2, 'is not that of a PostgreSQL'],
    ['postgres://kim@host/shop?colour=blue', 2, 'which cl does not know'],
    [
      'postgres://kim@host/shop?sslmode=require&channel_binding=require',
      2,
      'Leave it out: behind the ? stands schema,',
    ],
    ['postgres://kim@host/shop?schema=Pg', 2, 'names a schema that is none'],
    ['postgres://kim@host/shop?sslmode=perhaps', 2, 'has no sslmode'],
    ['postgres://k%zz@host/shop', 2, 'The address of the book'],
    ['postgres://kim@nobody.invalid/shop', 1, 'no such host is found'],
    ['postgres://kim@127.0.0.1:1/shop', 1, 'does not take anybody in'],
  ])('refuses %s in one sentence', async (typed, code, said) => {
    const mine = laptop()
    await mine.all('add Acme')
    expect(await mine.cl(['share', typed])).toMatchObject({ code, err: expect.stringContaining(said) })
    expect((await mine.cl('list')).out).toContain('Acme')
  })

  it('says what is wrong with the file that names the server', async () => {
    const mine = laptop()
    await mine.all('add Acme')
    const refused = { code: 1, err: expect.stringContaining('should name the server') }
    writeFileSync(mine.url, 'nothing of the kind')
    expect(await mine.cl('due')).toMatchObject(refused)
    rmSync(mine.url)
    mkdirSync(mine.url)
    for (const line of ['due', 'add Bolt']) expect(await mine.cl(line)).toMatchObject(refused)
  })
})
