import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { execute, ownFolder, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const acmeShop = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme --since 2026-01-01', 'log acme "all good"', 'log acme thanks')
  return acme
})

const snapshotsIn = (folder: string) => readdirSync(join(folder, 'book.db.snapshots')).sort()

describe('cl backup', () => {
  it('puts a whole copy among the snapshots, and says what is in it and how to go back', async () => {
    const { cl, book, folder } = await acmeShop()
    const path = join(`${book}.snapshots`, '2026-11-21 backup.db')
    const { code, out, err } = await cl('backup')
    expect({ code, err }).toEqual({ code: 0, err: `To go back to it: cl restore "2026-11-21 backup" --book ${book}\n` })
    expect(out).toMatch(/^Backed up, and checked: 1 customer, 2 touches, \d+ kB\n/)
    expect(out.split('\n')[1]).toBe(path)
    expect((await cl(['history', '--json', '--book', path])).out).toBe((await cl('history --json')).out)
    await cl('backup')
    expect(snapshotsIn(folder)).toEqual(['2026-11-21 backup (2).db', '2026-11-21 backup.db'])
  })

  it('puts one into a file, which is a book like any other', async () => {
    const { cl, folder } = await acmeShop()
    const file = join(folder, 'stick.db')
    expect(JSON.parse((await cl(['backup', file, '--json'])).out)).toEqual({
      path: file,
      size: statSync(file).size,
      customers: 1,
      touches: 2,
    })
    expect((await cl(['history', '--json', '--book', file])).out).toBe((await cl('history --json')).out)
    expect(readdirSync(folder).sort()).toEqual(['book.db', 'book.db-journal', 'stick.db'])
  })

  it('replaces a file only with --force', async () => {
    const { cl, folder } = await acmeShop()
    const file = join(folder, 'stick.db')
    writeFileSync(file, 'mine')
    expect(await cl(['backup', file])).toEqual({
      code: 1,
      out: '',
      err: `${file} is there already, and was left as it is.\nChoose another name, or add --force to replace it.\n`,
    })
    expect(readFileSync(file, 'utf8')).toBe('mine')
    expect((await cl(['backup', file, '--force'])).code).toBe(0)
    expect((await cl(['list', '--book', file])).out).toContain('Acme')
  })

  it('never replaces the book itself, a folder, or what another program is writing', async () => {
    const { cl, book, folder } = await acmeShop()
    const before = readFileSync(book)
    mkdirSync(join(folder, 'sub'))
    writeFileSync(join(folder, 'used.db'), 'mine')
    writeFileSync(join(folder, 'used.db-journal'), 'half of a change')
    expect(await cl(['backup', book, '--force'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('is the book itself.'),
    })
    expect(await cl(['backup', join(folder, 'sub'), '--force'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/ is a folder\.\nName a file in it: cl backup .+sub\/book\.db\n$/),
    })
    expect(await cl(['backup', join(folder, 'used.db'), '--force'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('says that a program is writing to it'),
    })
    expect(readFileSync(join(folder, 'used.db'), 'utf8')).toBe('mine')
    expect(readFileSync(book).equals(before)).toBe(true)
  })

  it.each([
    [['backup', ''], 2, /^The name of the file is empty or holds a NUL character\.\n/],
    [['backup', '--force'], 2, /^--force is for a file that is there already\.\n/],
    [['backup', '/no/such/folder/x.db'], 1, /^There is no folder to write \/no\/such\/folder\/x\.db in\.\n/],
    [['backup', '/bin/sh/folder/x.db'], 1, /^There is no folder to write \/bin\/sh\/folder\/x\.db in\.\n/],
    [['backup', `${'x'.repeat(260)}.db`], 1, /^The name of x{260}\.db is too long\.\nChoose a shorter one\.\n$/],
    [['backup', 'a\0b'], 2, /^The name of the file is empty or holds a NUL character\.\n/],
    [['backup', 'a.db', 'b.db'], 2, /./],
  ])('refuses %j', async (line, code, err) => {
    const { cl, folder } = await acmeShop()
    expect(await cl(line)).toMatchObject({ code, out: '', err: expect.stringMatching(err) })
    expect(existsSync(join(folder, 'book.db.snapshots'))).toBe(false)
  })

  it('has nothing to copy where there is no book', async () => {
    const { cl, folder } = shop()
    expect(await cl('backup')).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no book at /) })
    expect(readdirSync(folder)).toEqual([])
  })

  it('makes copies for the user alone', () => {
    const cwd = ownFolder()
    execute('add Acme', { cwd })
    execute('backup', { cwd })
    execute('backup copy.db', { cwd })
    const paths = ['copy.db', 'book.db.snapshots', 'book.db.snapshots/2026-11-21 backup.db']
    expect(paths.map((path) => (statSync(join(cwd, path)).mode & 0o777).toString(8))).toEqual(['600', '700', '600'])
  })
})

describe('cl backups', () => {
  it('lists the snapshots, the newest first, with why each was taken and what is in it', async () => {
    const { cl, clOn, json } = await acmeShop()
    await clOn('2026-11-22', 'log acme')
    await clOn('2026-11-22', 'backup')
    await clOn('2026-11-24', 'log acme')
    const { out } = await clOn('2026-11-24', 'backups')
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/\d+ kB/, '…').replaceAll(/ {2,}/g, ' | ')),
    ).toEqual([
      '# | Snapshot | Taken | Size | In it',
      '1 | 2026-11-24 before the first write | today | … | 1 customer, 3 touches',
      '2 | 2026-11-22 backup | 22 Nov | … | 1 customer, 3 touches',
      '3 | 2026-11-22 before the first write | 22 Nov | … | 1 customer, 2 touches',
    ])
    expect((await json<object[]>('backups --today 2026-11-24'))[1]).toEqual({
      number: 2,
      name: '2026-11-22 backup',
      day: '2026-11-22',
      why: 'backup',
      path: expect.stringMatching(/book\.db\.snapshots\/2026-11-22 backup\.db$/),
      size: expect.any(Number),
      customers: 1,
      touches: 3,
      lastChange: '2026-11-22',
    })
    expect((await cl('backups --today 2026-11-23')).out).toMatch(/^.+\n1 {2}2026-11-22 backup.+\n2.+\n3 {2}2026-11-24/)
  })

  it('shows one that cannot be read', async () => {
    const { cl, book } = await acmeShop()
    await cl('backup')
    writeFileSync(join(`${book}.snapshots`, '2026-11-21 backup.db'), 'scribbled over')
    expect((await cl('backups')).out).toMatch(/2026-11-21 backup {2}today {2}14 bytes {2}cannot be read\n$/)
  })

  it('says when there are none', async () => {
    const { cl } = await acmeShop()
    expect(await cl('backups')).toEqual({
      code: 0,
      out: '',
      err: expect.stringMatching(/^There are no snapshots yet.+\n$/),
    })
    expect((await cl('backups --json')).out).toBe('[]\n')
    expect(await shop().cl('backups')).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no book at /) })
  })

  it('changes nothing, not even in a book that is damaged or gone', async () => {
    const { cl, book } = await acmeShop()
    await cl('backup')
    writeFileSync(book, 'scribbled over')
    expect((await cl('backups')).code).toBe(0)
    expect(readFileSync(book, 'utf8')).toBe('scribbled over')
  })
})
