import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { SqliteEngine } from '#book/engines/sqlite.ts'
import { EngineTrouble } from '#book/engines/sqlite-trouble.ts'
import { book as firstSchema } from '#book/migrations/0001-book.ts'
import { Output } from '#cli/output.ts'
import { unfinishedFiles } from '#forget/snapshots.ts'
import { whenCalled } from '../book/disk.ts'
import { refusal, shop } from '../cl.ts'
import { changeBehindItsBack } from '../commands/behind-its-back.ts'
import Driver from '../driver.js'
import { preparedOnce } from '../prepared-once.ts'

const traces = /zelda|zizi|zorn|rye|3525550101|555 0101|burnt|second oven|cousin|wedding/i

/** Bolt (#1), and Zelda (#2), with traces in every table, in the log and in a snapshot, also under an older name. */
const rememberedOnce = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Bolt --note "a neighbour"',
    'add "Zelda Zorn" --email zelda@zorn.example --phone "+1 352 555 0101" --alias zizi --tag zorns --note "likes rye"',
    'log bolt call "all good"',
    'log zelda complaint "rolls were burnt"',
    'log zelda call "how is the cousin" --with bolt',
    'promise zelda "a second oven"',
    'edit zelda --name "Zelda Married"',
    'done 1 "no more burnt rolls"',
    'add "Zelda Z" --note rye',
    "merge 'zelda z' 'zelda married'",
    'log zelda call "burnt again"',
    'undo',
  )
  for (const statement of [
    "insert into facts (customer_id, on_day, text) values (2, '2026-11-20', 'a second oven')",
    "insert into dates (customer_id, label, month_day, noted_on) values (2, 'wedding', '05-03', '2026-01-01')",
    "insert into savings (customer_id, on_day, money, text) values (2, '2026-11-01', 12050, 'rye')",
    "insert into pulses (customer_id, on_day, rating, quote) values (2, '2026-11-01', 9, 'burnt')",
    'insert into surprises (customer_id, idea_id, touch_id) values (2, 3, 2)',
    "insert into losses (customer_id, lost_on) values (2, '2026-11-01')",
    "insert into import_keys (source, key, customer_id) values ('address book', 'zelda', 2)",
    "insert into import_keys (source, key, touch_id) values ('address book', 'zelda 2', 2)",
  ])
    changeBehindItsBack(acme.book, statement)
  return acme
})

async function rememberingShop() {
  const acme = await rememberedOnce()
  return { ...acme, snapshots: `${acme.book}.snapshots` }
}

/** The bytes of every file that belongs to a book. */
function bytesOf({
  book,
  folder,
  snapshots,
}: {
  book: string
  folder: string
  snapshots: string
}): Record<string, string> {
  const files = [
    ...readdirSync(folder).filter((name) => name.startsWith('book.db')),
    ...readdirSync(snapshots).map((name) => join('book.db.snapshots', name)),
  ].filter((name) => name !== 'book.db.snapshots')
  expect(files).toContain('book.db')
  expect(book).toBe(join(folder, 'book.db'))
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'latin1')]))
}

const everywhere = 'forget zelda --yes "zelda married"'

it('leaves no byte of the person in the book, its log, its journal and its snapshots', async () => {
  const acme = await rememberingShop()
  const before = Object.entries(bytesOf(acme)).filter(([name]) => !name.endsWith('journal'))
  expect(before.map(([name, bytes]) => [name, traces.test(bytes)])).toEqual(before.map(([name]) => [name, true]))
  expect(await acme.cl(everywhere)).toEqual({
    code: 0,
    out: 'Erased: 1 customer, 2 touches, 1 tag, 2 loops, 1 fact, 1 date, 1 saving, 1 pulse, 1 surprise, 1 loss, 2 import keys, 9 changes of the undo log, in 2 snapshots.\n',
    err: [
      'Zelda Married (#2) will be erased: 1 customer, 2 touches, 1 tag, 2 loops, 1 fact, 1 date, 1 saving, 1 pulse, 1 surprise, 1 loss, 2 import keys, 9 changes of the undo log, in 1 snapshot.',
      'This cannot be undone. The notes of other customers stay as they are, and so do your exports and copies.',
      '',
    ].join('\n'),
  })
  const after = bytesOf(acme)
  const snapshots = ['2026-11-21 before erasing.db', '2026-11-21 before merging 3 into 2.db']
  expect(Object.keys(after).slice(2)).toEqual(snapshots.map((name) => join('book.db.snapshots', name)))
  // The words of others about her stay, as they were said: the note of the touch that both had is also Bolt's.
  for (const [name, bytes] of Object.entries(after))
    expect([name, bytes.replaceAll('how is the cousin', '').match(traces)]).toEqual([name, null])
})

it('keeps all of the others, who can be found, shown and taken back to the first change', async () => {
  const { cl, all, json } = await rememberingShop()
  await all(everywhere)
  expect(await json('list')).toMatchObject([{ id: 1, name: 'Bolt' }])
  expect(await json('history')).toMatchObject([
    { id: 4, note: 'how is the cousin' },
    { id: 1, note: 'all good' },
  ])
  expect(await cl('show zelda')).toMatchObject({ code: 1 })
  expect((await json<{ summary: string }[]>('undo --list')).map(({ summary }) => summary)).toEqual([
    'a change that was erased in part',
    '#1 call, care, + with Bolt, 2026-11-21',
    'added Bolt (#1)',
  ])
  await all('undo', 'undo', 'undo')
  expect(await json('list')).toEqual([])
  expect(await cl('undo')).toMatchObject({ code: 1, err: expect.stringContaining('nothing to take back') })
})

it('leaves nothing of a customer who came in files, not even the name of the file', async () => {
  const acme = shop()
  const file = (name: string, text: string) => writeFileSync(join(acme.folder, name), text)
  file('all.csv', 'Code,Name,Email,Phone\nZ1,Zelda Zorn,z@zorn.example,+1 352 555 0101\nB1,Bolt,,\n')
  file('zelda.csv', 'Nr,Code,Day,Note\nzelda-1,Z1,2026-11-01,burnt\nzelda-2,Z1,2026-11-02,rye\n')
  file('more.csv', 'Nr,Code,Day,Note\n3,B1,2026-11-03,rolls\n4,Z1,2026-11-04,burnt\n')
  const touches = '--map customer=Code --map on=Day --map purpose==sale --key Nr'
  await acme.all(
    `import ${acme.folder}/all.csv --key Code`,
    `import ${acme.folder}/zelda.csv ${touches}`,
    `import ${acme.folder}/more.csv ${touches}`,
    'add "Zizi Zorn" --alias zizi',
    'save zizi "rye bread"',
    'log zizi savings "cousin"',
    'surprise zizi --done',
    'merge "zizi zorn" "zelda zorn"',
    'archive zelda --lost',
    "forget zelda --yes 'zelda zorn'",
  )
  for (const [name, bytes] of Object.entries(bytesOf({ ...acme, snapshots: `${acme.book}.snapshots` })))
    expect({ name, traces: traces.exec(bytes)?.[0] }).toEqual({ name, traces: undefined })
  expect(await acme.json('history')).toMatchObject([{ customer: { name: 'Bolt' }, note: 'rolls' }])
  while ((await acme.cl('undo')).code === 0);
  expect(await acme.json('list')).toEqual([])
})

it('leaves nothing in the free space of the file either, where another program left it', async () => {
  const acme = await rememberingShop()
  const db = new Driver(acme.book)
  db.pragma('secure_delete = off')
  db.exec(`insert into letters (title, key, review_every, added_on)
    values ('x', '${'zelda '.repeat(1200)}', 1, '2026-01-01'); delete from letters`)
  db.close()
  await acme.all(everywhere)
  expect(readFileSync(acme.book, 'latin1')).not.toMatch(/zelda/i)
})

/** Has the disk be full when a file is written anew for the third time: that of the book, after two snapshots. */
function fullDiskForTheBook(): () => number {
  const vacuum = SqliteEngine.prototype.vacuum
  let files = 0
  onTestFinished(() => spy.mockRestore())
  const spy = vi.spyOn(SqliteEngine.prototype, 'vacuum').mockImplementation(function (this: SqliteEngine) {
    files += 1
    if (files === 3) throw new EngineTrouble('full', new Error('database or disk is full'))
    vacuum.call(this)
  })
  return () => files
}

const notWrittenAnew = (book: string) => [
  'The file of the book could not be written anew (database or disk is full): its free space may hold something of them.',
  `Make room on the disk, or check it; then: cl forget --finish --book ${book}`,
]

it('says what is erased and what is left to do when the disk does not let the file be written anew', async () => {
  const acme = await rememberingShop()
  const files = fullDiskForTheBook()
  const { code, out, err } = await acme.cl(everywhere)
  expect([code, out]).toEqual([1, expect.stringMatching(/^Erased: 1 customer, .+ in 2 snapshots\.\n$/)])
  expect(err.split('\n').slice(2)).toEqual([...notWrittenAnew(acme.book), ''])
  expect(await acme.json('list')).toMatchObject([{ name: 'Bolt' }])
  expect(await acme.cl('forget --finish')).toEqual({ code: 0, out: 'The book was written anew.\n', err: '' })
  expect(files()).toBe(4)
})

it('says what is left to do where the disk does not take what was done, either', async () => {
  const acme = await rememberingShop()
  fullDiskForTheBook()
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' })
  onTestFinished(() => spy.mockRestore())
  const spy = vi.spyOn(Output.prototype, 'show').mockRejectedValue(full)
  const { code, out, err } = await acme.cl(everywhere)
  expect({ code, out, err: err.split('\n').slice(2) }).toEqual({
    code: 1,
    out: '',
    err: [
      ...notWrittenAnew(acme.book),
      'The change is in the book, but what was done could not be shown.',
      'The output could not be written: the disk is full, or failed.',
      '',
    ],
  })
})

describe('who is not in the book any more', () => {
  it('goes from the undo log, by the name, where they were added and taken back', async () => {
    const { all, cl, json, book } = shop()
    await all('add Bolt', 'add "Zelda Zorn" --alias zizi', 'log zelda call rye', 'undo', 'undo')
    expect(readFileSync(book, 'latin1')).toMatch(traces)
    expect(await cl('forget "zelda zorn"')).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(
        /^zelda zorn, who is not in the book any more, will be erased: 2 changes of the undo log\.\n/,
      ),
    })
    expect(await json('forget "zelda zorn" --yes "Zelda Zorn"')).toMatchObject({ erased: null, left: [] })
    expect(readFileSync(book, 'latin1')).not.toMatch(traces)
    expect(await json('list')).toMatchObject([{ name: 'Bolt' }])
    expect(await cl('redo')).toMatchObject({ code: 1 })
  })

  it('goes from a setting in the undo log, too, where they were a teammate', async () => {
    const { all, book } = shop()
    await all('add Bolt', 'add "Zelda Zorn" --team', 'config set me "Zelda Zorn"', 'undo', 'undo')
    expect(readFileSync(book, 'latin1')).toMatch(traces)
    await all('forget "zelda zorn" --yes "Zelda Zorn"')
    expect(readFileSync(book, 'latin1')).not.toMatch(traces)
  })

  it('can be named by an alias of theirs', async () => {
    const { all, book } = shop()
    await all('add Bolt', 'add "Zelda Zorn" --alias zizi', 'undo', 'forget zizi --yes zizi')
    expect(readFileSync(book, 'latin1')).not.toMatch(traces)
  })

  it.each(['zelda@zorn.example', '+1 352 555 0101', '+13525550101', '#2', '2'])(
    'can be named as they were in the book: %s',
    async (typed) => {
      const { all, cl, book } = shop()
      await all('add Bolt', 'add "Zelda Zorn" --email zelda@zorn.example --phone "+1 352 555 0101"', 'undo')
      expect(await cl(['forget', typed])).toMatchObject({
        code: 2,
        err: expect.stringMatching(
          /^Zelda Zorn, who is not in the book any more, will be erased: 1 change of the undo log/,
        ),
      })
      expect(await cl(['forget', typed, '--yes', typed])).toMatchObject({ code: 2 })
      expect((await cl(['forget', typed, '--yes', 'Zelda Zorn'])).code).toBe(0)
      expect(readFileSync(book, 'latin1')).not.toMatch(traces)
    },
  )

  it('can be named by an e-mail address that a snapshot alone has', async () => {
    const { all, cl, book } = shop()
    await all('add Carol', 'backup', 'add "Zelda Zorn" --email zelda@zorn.example', 'backup')
    await all('restore "2026-11-21 backup"')
    expect(await cl(['forget', 'Zelda@zorn.example', '--yes', 'Zelda Zorn'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Erased: .*in \d snapshots\.\n$/),
    })
    const snapshots = readdirSync(`${book}.snapshots`).map((name) => join(`${book}.snapshots`, name))
    for (const path of snapshots) expect(readFileSync(path, 'latin1')).not.toMatch(traces)
  })

  it('is nobody of a number that nobody had', async () => {
    const { all, cl } = shop()
    await all('add Bolt', 'add "Zelda Zorn"', 'undo')
    expect(await cl('forget 7')).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no customer "7"/) })
    expect(await cl('forget none@zorn.example')).toMatchObject({ code: 1 })
  })

  it('goes from the snapshots alone, where somebody else has the number by now, and stays', async () => {
    const acme = shop()
    const snapshots = `${acme.book}.snapshots`
    await acme.all('add Carol', 'backup', 'add "Zelda Zorn" --note rye', 'backup')
    const [first = '', second = ''] = readdirSync(snapshots).sort()
    expect([first, second]).toEqual(['2026-11-21 backup (2).db', '2026-11-21 backup.db'])
    await acme.all('restore "2026-11-21 backup"', 'add Bolt')
    expect(await acme.json('list')).toMatchObject([{ name: 'Bolt', id: 2 }, { name: 'Carol' }])
    expect(await acme.cl('forget zelda --yes zelda')).toMatchObject({ code: 1, err: /^There is no customer/ })
    const { code, out, err } = await acme.cl('forget "zelda zorn" --yes "zelda zorn"')
    expect({ code, out, err }).toMatchObject({ code: 0, out: expect.stringMatching(/^Erased: .*in 4 snapshots\.\n$/) })
    for (const bytes of Object.values(bytesOf({ ...acme, snapshots }))) expect(bytes).not.toMatch(traces)
    expect(await acme.json('list')).toMatchObject([{ name: 'Bolt', id: 2 }, { name: 'Carol' }])
    expect(await acme.cl('backups')).toMatchObject({ code: 0 })
  })
})

it('counts the snapshots that are erased from, with the ones in which they never were', async () => {
  const { all, cl } = shop()
  await all('add Bolt', 'backup', 'add Zelda', 'backup')
  expect((await cl('forget zelda --yes Zelda')).err).toMatch(/will be erased: .+, in 2 snapshots\.\n/)
})

it('leaves a receipt that names nobody', async () => {
  const { all, json } = await rememberingShop()
  await all(everywhere)
  const { tables } = await json<{ tables: { receipts: object[] } }>('export --what receipts')
  expect(tables.receipts).toEqual([
    { id: 1, erased_on: '2026-11-21', what: expect.stringMatching(/^1 customer, 2 touches, .+ in 2 snapshots$/) },
  ])
})

it('gives its result as JSON', async () => {
  const { json } = await rememberingShop()
  expect(await json(everywhere)).toEqual({ erased: 2, what: expect.stringContaining('1 customer'), left: [] })
})

it('a setting that was changed before can be had back as it was', async () => {
  const { all, json } = shop()
  await all('add Acme', 'config set ratio.goal 6', 'config set ratio.goal 7', 'forget acme --yes Acme', 'undo')
  expect(await json('config get ratio.goal')).toMatchObject({ value: '6' })
})

it('a teammate is not named any more, by rows, by the log, nor by the settings', async () => {
  const { all, cl, json, book } = shop()
  await all(
    'add Acme',
    'add "Kim Okafor" --team',
    'log acme call hello',
    'amend --note "hello again"',
    'config set me kim',
  )
  changeBehindItsBack(book, 'update touches set by_id = 2')
  changeBehindItsBack(
    book,
    `update change_rows set before = replace(before, '"by_id":null', '"by_id":2'), after = replace(after, '"by_id":null', '"by_id":2')`,
  )
  await all('forget kim --yes "Kim Okafor"')
  expect(readFileSync(book, 'latin1')).not.toMatch(/kim|okafor/i)
  expect(await json('config get me')).toMatchObject({ value: null })
  await all('undo', 'undo')
  expect(await json('history')).toMatchObject([{ note: 'hello' }])
  await all('undo', 'undo')
  expect(await cl('undo')).toMatchObject({ code: 1 })
})

describe('a touch that was first written down for somebody else', () => {
  it('is theirs whose it is now: changes before that are closed, later ones can be taken back', async () => {
    const { all, cl, json, book } = shop()
    await all(
      'add Acme',
      'add Zelda',
      'log zelda call "meant for acme"',
      'log acme call "meant for zelda"',
      'amend 1 --customer acme',
      'amend 2 --customer zelda',
      'log acme call later',
    )
    expect((await cl('forget zelda --yes zelda')).out).toMatch(/, 6 older changes closed, in 1 snapshot\.\n$/)
    expect(await json('history')).toMatchObject([{ note: 'later' }, { note: 'meant for acme' }])
    expect(readFileSync(book, 'latin1')).not.toMatch(/zelda/i)
    await all('undo')
    expect(await json('history')).toMatchObject([{ id: 1, note: 'meant for acme' }])
    expect(await cl('undo')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is nothing to take back\.\n/),
    })
  })
})

describe('snapshots', () => {
  it('of the first schema are erased from, too', async () => {
    const acme = await rememberingShop()
    const old = new Driver(join(acme.snapshots, '2026-01-01 before version 2.db'))
    old.exec(`${firstSchema}; pragma user_version = 1; pragma application_id = ${0x434c6f76}`)
    old.exec(`insert into customers (id, name, since, note) values (1, 'Bolt', '2026-01-01', 'a neighbour'),
        (2, 'Zelda Zorn', '2026-01-01', 'likes rye');
      insert into handles (customer_id, kind, key, shown) values (1, 'name', 'bolt', 'Bolt'),
        (2, 'name', 'zeldazorn', 'Zelda Zorn');
      insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by, note)
        values (2, '2026-01-01', 1, 1, '+', 'us', 'burnt')`)
    old.close()
    expect((await acme.cl(everywhere)).code).toBe(0)
    const bytes = bytesOf(acme)['book.db.snapshots/2026-01-01 before version 2.db']
    expect(bytes?.match(traces)).toBe(null)
    expect(bytes).toContain('a neighbour')
  })

  it('that know them by a newer name than the book do not keep them, where it was put back to before that', async () => {
    const acme = shop()
    const snapshots = `${acme.book}.snapshots`
    await acme.all('add Carol', 'add Zoe', 'backup', 'edit zoe --name "Zelda Zorn"', 'log zelda call burnt')
    await acme.all('restore "2026-11-21 backup"')
    const files = () => Object.entries(bytesOf({ ...acme, snapshots })).filter(([, bytes]) => traces.test(bytes))
    expect(files().map(([name]) => name)).toEqual(['book.db.snapshots/2026-11-21 before restore.db'])
    expect((await acme.cl('forget zoe --yes zoe')).code).toBe(0)
    expect(files()).toEqual([])
  })

  it('that know somebody who is not in the book by an older name alone do not keep them either', async () => {
    const acme = shop()
    const snapshots = `${acme.book}.snapshots`
    await acme.all('add Carol', 'backup', 'add "Zelda Zorn"', 'log zelda call burnt', 'backup', 'edit zelda --name Zoe')
    await acme.all('backup', 'restore "2026-11-21 backup"', 'edit carol --alias zorn')
    const files = () =>
      Object.entries(bytesOf({ ...acme, snapshots }))
        .filter(([, bytes]) => /burnt/.test(bytes))
        .map(([name]) => name)
    expect(files()).toHaveLength(3)
    expect((await acme.cl('forget zoe --yes zoe')).code).toBe(0)
    expect(files()).toEqual([])
  })

  it('in which the number is somebody else’s keep them', async () => {
    const acme = await rememberingShop()
    const [name = ''] = readdirSync(acme.snapshots)
    const other = join(acme.snapshots, '2026-11-20 other.db')
    copyFileSync(join(acme.snapshots, name), other)
    changeBehindItsBack(other, "update customers set name = 'Carol' where id = 2")
    changeBehindItsBack(
      other,
      "update handles set key = 'carol', shown = 'Carol' where customer_id = 2 and kind = 'name'",
    )
    changeBehindItsBack(other, "delete from handles where customer_id = 2 and kind = 'alias'")
    changeBehindItsBack(other, 'delete from change_rows')
    await acme.all(everywhere)
    expect(readFileSync(other, 'latin1')).toContain('Carol')
  })

  it('that cannot be read are named and left, with exit code 1; the others and the book are erased', async () => {
    const acme = await rememberingShop()
    const damaged = join(acme.snapshots, '2026-11-01.db')
    writeFileSync(damaged, readFileSync(acme.book).fill(0x55, 3000, 9000))
    const foreign = join(acme.snapshots, '2026-11-02.db')
    writeFileSync(foreign, 'no book at all')
    const { code, err, out } = await acme.cl(everywhere)
    expect([code, out]).toEqual([1, expect.stringMatching(/^Erased: .+ in 2 snapshots\.\n$/)])
    expect(err).toContain(`Not erased from ${damaged}: `)
    expect(err).toContain(`Not erased from ${foreign}: `)
    expect(err).toContain('Delete what is named above')
    expect(readFileSync(foreign, 'utf8')).toBe('no book at all')
    expect(readFileSync(acme.book, 'latin1')).not.toMatch(/zelda/i)
  })

  it.each<[what: string, trouble: Error, why: RegExp]>([
    ['the disk is full', Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC', syscall: 'rename' }), /ENOSPC/],
    ['the disk fails', new EngineTrouble('faulty', new Error('disk I/O error')), /disk I\/O error/],
  ])(
    'of which one cannot be erased from: %s, so the book stays, and it can be typed again',
    async (_, trouble, why) => {
      const acme = await rememberingShop()
      const files = Object.keys(bytesOf(acme)).sort()
      let isBroken = true
      whenCalled('renameSync', ([, to], call) => {
        if (isBroken && /before merg/.test(String(to))) throw trouble
        return call()
      })
      const { code, out, err } = await refusal(acme, everywhere)
      const [, , said = '', ...more] = err.split('\n')
      expect([code, out, said]).toEqual([1, '', expect.stringMatching(/^Zelda Married could not be erased from \S+/)])
      expect(said).toMatch(why)
      expect(said).toMatch(/\), and so not from the book either\.$/)
      expect(more).toEqual([expect.stringMatching(/^Make room on the disk, .+ type it again\.$/), ''])
      expect(Object.keys(bytesOf(acme)).sort()).toEqual(files)
      isBroken = false
      expect((await acme.cl(everywhere)).code).toBe(0)
    },
  )

  it('of which one was taken meanwhile, and cannot be erased from, is named with what to type again', async () => {
    const acme = await rememberingShop()
    const late = join(acme.snapshots, '2026-11-22.db')
    const full = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC', syscall: 'rename' })
    let isBroken = true
    whenCalled('renameSync', ([, to], call) => {
      if (isBroken && to === late) throw full
      if (isBroken && /before merg/.test(String(to))) copyFileSync(acme.book, late)
      return call()
    })
    const { code, out, err } = await acme.cl(everywhere)
    expect([code, out]).toEqual([1, expect.stringMatching(/^Erased: .+ in 2 snapshots\.\n$/)])
    expect(err.split('\n').slice(2)).toEqual([
      `Not erased from ${late}: ENOSPC: no space`,
      'Make room on the disk, or check it; then: cl forget "Zelda Married"',
      '',
    ])
    isBroken = false
    expect((await acme.cl('forget "zelda married" --yes "zelda married"')).code).toBe(0)
    expect(readFileSync(late, 'latin1')).not.toMatch(/zelda/i)
  })

  it.each([
    'book.db.snapshots/unfinished.99999',
    'book.db.snapshots/2026-11-20 damaged.db-journal',
    'book.db.snapshots/2026-11-20 damaged.db.99999.new',
    `book.db.${process.pid}.new`,
    `book.db.${process.pid}.x7-_f.new-journal`,
  ])('and what else was broken off goes, whether its process lives or not: %s', async (name) => {
    const acme = await rememberingShop()
    copyFileSync(acme.book, join(acme.folder, name))
    await acme.all(everywhere)
    expect(existsSync(join(acme.folder, name))).toBe(false)
  })

  it('and files that were begun and never finished beside the book are named, with exit code 1', async () => {
    const acme = await rememberingShop()
    const begun = join(acme.folder, 'touches.csv.4711.new')
    writeFileSync(begun, 'zelda')
    const { code, err } = await acme.cl(everywhere)
    expect([code, err]).toEqual([1, expect.stringContaining(`Not erased from ${begun}: it was begun and never`)])
    expect(err).toContain('Delete what is named above')
    expect(readFileSync(begun, 'utf8')).toBe('zelda')
  })

  it('and a file that is begun once they are erased from is nobody’s to delete', async () => {
    const acme = await rememberingShop()
    await acme.all(everywhere)
    // A restore that has just begun, of a snapshot that held them.
    copyFileSync(acme.book, `${acme.book}.4711-x7k2m9q0.new`)
    expect(unfinishedFiles(acme.book)).toEqual([])
  })

  it('in which a change was broken off are as before it, and their journal holds nobody', async () => {
    const acme = await rememberingShop()
    const [name = ''] = readdirSync(acme.snapshots)
    const path = join(acme.snapshots, name)
    const db = new Driver(path)
    db.pragma('cache_size = 1')
    db.exec("begin immediate; update customers set note = 'half a change'; update touches set note = 'half a change'")
    db.pragma('cache_spill = 1')
    for (let i = 0; i < 200; i += 1)
      db.exec(`insert into receipts (erased_on, what) values ('2026-11-01', '${'y'.repeat(900)}')`)
    const broken = [path, `${path}-journal`].map((file) => readFileSync(file))
    db.exec('rollback')
    db.close()
    for (const [i, bytes] of broken.entries()) writeFileSync(i === 0 ? path : `${path}-journal`, bytes)
    expect(broken.map((bytes) => bytes.length > 1_000)).toEqual([true, true])
    await acme.all(everywhere)
    const bytes = readFileSync(path, 'latin1')
    expect(bytes).not.toContain('half a change')
    expect(bytes).toContain('a neighbour')
    for (const [, text] of Object.entries(bytesOf(acme)))
      expect(text.replaceAll('how is the cousin', '').match(traces)).toBe(null)
  })
})

it.each<[string, number, RegExp]>([
  [
    'forget zelda',
    2,
    /There is no terminal to ask at: give the name, to be sure\.\nType: cl forget zelda --yes "Zelda Married"\n$/,
  ],
  ['forget zelda --yes zelda', 2, /That is not the name, Zelda Married\. Nothing was erased\.\n.+\n$/],
  ['forget zelda --yes ""', 2, /That is not the name/],
  ['forget nobody --yes nobody', 1, /^There is no customer "nobody"/],
  ['forget', 2, /^Whom\? If it was #3: .+\nAs in: cl forget acme\n$/],
  ['forget zelda --finish', 2, /^--finish takes no name/],
])('refuses: %s', async (line, code, err) => {
  const acme = await rememberingShop()
  const before = bytesOf(acme)
  expect(await refusal(acme, line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
  expect(bytesOf(acme)).toEqual(before)
})
