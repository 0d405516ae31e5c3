import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sql, { raw } from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import { keepChange } from '#book/changes/changes.ts'
import { takeBackLastChange } from '#book/changes/undo.ts'
import { recordingWriter, type Writer } from '#book/changes/writer.ts'
import { openSqlite } from '#book/engines/sqlite.ts'
import { day } from '#domain/days/day.ts'
import { customerToErase } from '#forget/customer.ts'
import { changesOfCustomer, eraseCustomer, isBook } from '#forget/erasure.ts'
import { addCustomer, bareCustomer } from '#tables/customers/customers.ts'
import { insert, remove, update } from '#tables/rows.ts'
import { memoryBook } from '../book/memory-book.ts'
import { shop } from '../cl.ts'

describe('the teammate whom the setting me names', () => {
  const me = ['add Kim --team --alias okafor', 'config set me Kim', 'config unset me', 'config set me Kim']
  it.each<[who: string, lines: string[], erased: string, me: string | null]>([
    ['goes with them', [], 'Kim', null],
    ['stays where another teammate goes', ['add Lee --team'], 'Lee', 'Kim'],
    ['stays where a teammate goes whose name begins with theirs', ['add Kimberly --team'], 'Kimberly', 'Kim'],
    ['stays where a customer goes whose name begins with theirs', ['add "Kimono Shop"'], 'Kimono Shop', 'Kim'],
  ])('%s, also in the undo log', async (_, lines, erased, stays) => {
    const { all, json } = shop()
    await all(...lines, ...me, `forget "${erased}" --yes "${erased}"`)
    expect(await json('config get me')).toMatchObject({ value: stays })
    if (stays === null) return
    await all('undo')
    expect(await json('config get me')).toMatchObject({ value: null })
    await all('undo')
    expect(await json('config get me')).toMatchObject({ value: stays })
  })
})

it('a setting that named them once names nobody when it is had back', async () => {
  const { all, json } = shop()
  await all('add Kim --team', 'add Lee --team', 'config set me Kim', 'config set me Lee', 'forget kim --yes Kim')
  expect(await json('config get me')).toMatchObject({ value: 'Lee' })
  await all('undo')
  expect(await json('config get me')).toMatchObject({ value: 'erased' })
})

describe('a change counts as one with rows of theirs', () => {
  const changesWithZelda = async (path: string): Promise<number> => {
    const book = openSqlite(path, { readOnly: true })
    const changes = await changesOfCustomer(book, await customerToErase(book, 2))
    book.close()
    return changes
  }

  it('where one of the rows that it inserted at once is theirs', async () => {
    const acme = shop()
    await acme.all('add Bolt', 'add Zelda')
    const file = join(acme.folder, 'touches.csv')
    writeFileSync(file, 'Who,Day,Note\nBolt,2026-11-01,rolls\nZelda,2026-11-02,rye\nBolt,2026-11-03,rolls\n')
    await acme.all(`import ${file} --map customer=Who --map on=Day --map purpose==sale`)
    expect(await changesWithZelda(acme.book)).toBe(2)
  })

  it('and no other does, and keeps its summary, also where they had a touch as a teammate', async () => {
    const { all, json } = shop()
    await all('add Bolt', 'config set ratio.goal 6', 'add Zelda --team', 'log bolt call --by zelda')
    await all('forget zelda --yes Zelda')
    expect(await json('undo --list')).toMatchObject([
      { summary: '#1 call, care, + with Bolt, 2026-11-21' },
      { summary: 'set ratio.goal to 6' },
      { summary: 'added Bolt (#1)' },
    ])
  })

  it('where all that it inserted at once is theirs, also what was removed since: nothing of it is left', async () => {
    const acme = shop()
    await acme.all('add Bolt', 'add Zelda')
    const file = join(acme.folder, 'touches.csv')
    writeFileSync(file, `Customer,Date,Note\n${[1, 2, 3].map((n) => `Zelda,2026-11-0${n},rye`).join('\n')}\n`)
    await acme.all(`import ${file} --yes`, 'remove 2')
    await acme.all('forget zelda --yes Zelda')
    expect(await acme.json('undo --list')).toMatchObject([{ summary: 'added Bolt (#1)' }])
  })

  it('where it took one out, and not where all are somebody else’s', async () => {
    const { all, book } = shop()
    await all('add Bolt', 'add Zelda', 'log zelda call', 'log bolt call', 'remove 1')
    expect(await changesWithZelda(book)).toBe(3)
  })
})

it('the rows of a whole book that came in at once stay, but theirs', async () => {
  const [acme, other] = [shop(), shop()]
  await acme.all(
    'add Bolt',
    'add Zelda',
    'log zelda call rye',
    'log bolt call',
    `export ${acme.folder}/all.json --as json`,
  )
  await other.all(`import ${acme.folder}/all.json`, 'forget zelda --yes Zelda')
  expect(await other.json('list')).toMatchObject([{ name: 'Bolt' }])
  expect(readFileSync(other.book, 'latin1')).not.toMatch(/zelda|rye/i)
  await other.all('undo')
  expect(await other.json('list')).toEqual([])
})

it.each(['customers', 'handles', 'touches', 'changes', 'change_rows'])(
  'a file without the table %s is no book',
  async (table) => {
    const engine = memoryBook()
    expect(await isBook(engine)).toBe(true)
    await engine.transaction('write', () => engine.run(sql`alter table ${raw(table)} rename to others`))
    expect(await isBook(engine)).toBe(false)
    engine.close()
  },
)

it('the key under which one touch came in a file goes from the undo log, too, also where the touch was taken out', async () => {
  const acme = shop()
  await acme.all('add Bolt', 'add Zelda')
  const files = ['first', 'second'].map((name) => {
    const file = join(acme.folder, `${name}.csv`)
    writeFileSync(file, `Nr,Who,Day,Note\nzorn-${name},Zelda,2026-11-02,rye\n`)
    return `import ${file} --map customer=Who --map on=Day --map purpose==sale --key Nr`
  })
  await acme.all(...files, 'remove 2')
  expect(readFileSync(acme.book, 'latin1')).toMatch(/zorn-/)
  await acme.all('forget zelda --yes Zelda')
  expect(readFileSync(acme.book, 'latin1')).not.toMatch(/zorn-/)
})

/** A book of Zelda, #1, with touch #1, and Acme, #2; and what makes a change of it. */
async function bookOfTwo() {
  const engine = memoryBook()
  const on = day('2026-11-21')
  const change = (work: (db: Writer) => Promise<unknown>) =>
    engine.transaction('write', async () => {
      const { writer, recorded } = recordingWriter(engine)
      await work(writer)
      await keepChange(engine, recorded, on, 'zorn')
    })
  await change((db) => addCustomer(db, bareCustomer('Zelda', on)))
  await change((db) => addCustomer(db, bareCustomer('Acme', on)))
  const words = { channel_id: 1, purpose_id: 1, tone: '+', begun_by: 'us', minutes: null, note: null } as const
  await change((db) => insert(db, 'touches', { ...words, customer_id: 1, on_day: on, by_id: null }))
  const erase = () => engine.transaction('write', async () => eraseCustomer(engine, await customerToErase(engine, 1)))
  return { engine, on, change, erase }
}

it('a row that hangs on a touch of theirs, and names nobody, goes from the undo log, as it came and as it went', async () => {
  const { engine, change, erase } = await bookOfTwo()
  const key = { source: 'touches by Nr', key: 'zorn', customer_id: null, touch_id: 1, said: null }
  await change((db) => insert(db, 'import_keys', key))
  await change((db) => remove(db, 'import_keys', 1))
  await erase()
  expect(await engine.all(sql`select summary, undone from changes where id <> 2`)).toEqual(
    Array(4).fill({ summary: 'erased', undone: 1 }),
  )
  engine.close()
})

it.each([
  ['theirs from the first', []],
  ['theirs since it was moved to them', [2, 1]],
])('somebody else’s row that mentions a touch which is %s can be had back without it', async (_, owners) => {
  const { engine, on, change, erase } = await bookOfTwo()
  for (const customer_id of owners) await change((db) => update(db, 'touches', 1, { customer_id }))
  await change((db) => insert(db, 'savings', { customer_id: 2, on_day: on, money: 5, text: 'x' }))
  await change((db) => update(db, 'savings', 1, { told_by: 1, told_on: on }))
  await change((db) => update(db, 'savings', 1, { told_by: null, told_on: null }))
  await erase()
  for (const rows of [[null], [null], []]) {
    await engine.transaction('write', () => takeBackLastChange(engine))
    const told = await engine.all<{ told_by: number | null }>(sql`select told_by from savings`)
    expect(told.map(({ told_by }) => told_by)).toEqual(rows)
  }
  engine.close()
})

it('a touch that they had as a teammate can be had back as it was, and names nobody', async () => {
  const { all, json, book } = shop()
  await all('add Bolt', 'add Zelda --team', 'log bolt call early --by zelda', 'amend 1 --note later')
  await all('forget zelda --yes Zelda')
  const db = openSqlite(book, { readOnly: true })
  expect(JSON.stringify(await db.all(sql`select * from change_rows`))).not.toContain('by_id\\":2')
  db.close()
  await all('undo')
  expect(await json('history')).toMatchObject([{ note: 'early' }])
})

it('a change that was taken back is not brought back in a book without them', async () => {
  const { all, cl, json } = shop()
  await all('add Zelda', 'add Bolt', 'undo', 'forget zelda --yes Zelda')
  expect(await cl('redo')).toMatchObject({ code: 1 })
  expect(await json('list')).toEqual([])
})

describe('a loop that was ended by a touch which is theirs by now', () => {
  const lines = ['add Acme', 'add Zelda', 'promise acme "send list"', 'log acme call --done']
  it('can be had back closed, without the touch', async () => {
    const { all, cl, json } = shop()
    await all(...lines, 'amend 1 --customer zelda', 'loop 1 --reopen', 'forget zelda --yes Zelda', 'undo')
    expect(await json('loop 1')).toMatchObject({ outcome: 'kept', endedBy: null })
    expect(await cl('undo')).toMatchObject({ code: 1 })
  })

  it('is still ended by a touch that is nobody else’s', async () => {
    const { all, json } = shop()
    await all(...lines, 'loop 1 --reopen', 'log zelda call', 'forget zelda --yes Zelda')
    expect(await json('loop 1')).toMatchObject({ outcome: null })
    await all('undo')
    expect(await json('loop 1')).toMatchObject({ outcome: 'kept', endedBy: 1 })
  })
})

describe('a touch of theirs that was moved to somebody else', () => {
  const lines = [
    'add Acme',
    'add Zelda',
    'log zelda call "meant for acme"',
    'log zelda call',
    'amend 1 --customer acme',
  ]
  it('is the other’s from then on, and a change of it can be taken back', async () => {
    const { all, json } = shop()
    await all(...lines, 'amend 1 --note later', 'forget zelda --yes Zelda')
    expect(await json('history')).toMatchObject([{ id: 1, note: 'later' }])
    await all('undo')
    expect(await json('history')).toMatchObject([{ id: 1, note: 'meant for acme' }])
  })

  it('leaves nothing of them where it was removed since', async () => {
    const { all, json, book } = shop()
    await all(...lines, 'remove 1', 'forget zelda --yes Zelda')
    expect(await json('list')).toMatchObject([{ name: 'Acme' }])
    expect(readFileSync(book, 'latin1')).not.toMatch(/zelda/i)
  })

  it('closes no change where that was taken back', async () => {
    const { all, cl, json } = shop()
    await all(...lines, 'undo')
    expect(await cl('forget zelda --yes Zelda')).toMatchObject({ out: expect.not.stringContaining('closed') })
    expect(await json('list')).toMatchObject([{ name: 'Acme' }])
    await all('undo')
    expect(await json('list')).toEqual([])
  })
})
