import sql from 'sql-template-tag'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepChange, standingChanges } from '#book/changes/changes.ts'
import { addedAndTakenBack, inTheWay, lastOfOthers, lastTakenBackByOthers, type Maker } from '#book/changes/makers.ts'
import type { Recorded } from '#book/changes/recorded.ts'
import { recordingWriter, type Writer } from '#book/changes/writer.ts'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import { day } from '#domain/days/day.ts'
import { pointersTo } from '#tables/meanings.ts'
import { insert, insertMany, update } from '#tables/rows.ts'
import { keepSetting } from '#tables/rules.ts'
import { memoryBook } from '../memory-book.ts'

const today = day('2026-11-21')
const [anna, kim]: [Maker, Maker] = [
  { name: 'anna@laptop', login: 'anna@' },
  { name: 'kim@till', login: 'kim@' },
]
let engine: SqliteEngine
beforeEach(() => {
  engine = memoryBook()
})
afterEach(() => engine.close())

type Rows = [first: number, last?: number]

/** Rows of a table as a change records them: added, or changed from an earlier state. */
const recordedRows = ([id, lastId]: Rows, how: 'added' | 'changed' = 'changed', table = 'touches'): Recorded => ({
  ...{ table, id, ...(lastId === undefined ? {} : { lastId }) },
  ...{ before: how === 'added' ? null : { id }, after: lastId === undefined ? { id } : null },
})

/** Keeps a change of these rows. @returns its number */
const kept = async (maker: Maker | undefined, summary: string, ...rows: Recorded[]) =>
  (await engine.transaction('write', () => keepChange(engine, rows, today, summary, maker))) ?? 0
const takeBack = (id: number) =>
  engine.transaction('write', () => engine.run(sql`update changes set undone = 1 where id = ${id}`))

/** Makes a change in the book itself. @returns its number */
const made = (maker: Maker, summary: string, work: (db: Writer) => Promise<unknown>) =>
  engine.transaction('write', async () => {
    const { writer, recorded } = recordingWriter(engine)
    await work(writer)
    return (await keepChange(engine, recorded, today, summary, maker)) ?? 0
  })

describe('a change is one’s own', () => {
  const own = async (maker: Maker | undefined) =>
    (await standingChanges(engine, 100, maker)).map(({ summary }) => summary).sort()
  beforeEach(async () => {
    for (const name of ['anna@laptop', 'anna@other', 'ann@laptop', 'annab@laptop', 'Anna', 'Kim'])
      await kept({ name, login: null }, name, recordedRows([1]))
    await kept(undefined, 'of nobody', recordedRows([1]))
  })

  it('of the user, on any machine, and where nobody is known to have made it', async () => {
    expect(await own(anna)).toEqual(['anna@laptop', 'anna@other', 'of nobody'])
  })

  it('of the teammate, by the whole name', async () => {
    expect(await own({ name: 'Anna', login: null })).toEqual(['Anna', 'of nobody'])
  })

  it('of the teammate in the setting me, at a file alone', async () => {
    await engine.transaction('write', async () => {
      const { writer } = recordingWriter(engine)
      await keepSetting(writer, 'me', 'Anna')
      await keepSetting(writer, 'currency', 'Kim')
    })
    expect(await own({ ...anna, isAtFile: true })).toEqual(['Anna', 'anna@laptop', 'anna@other', 'of nobody'])
    expect(await own(anna)).toEqual(['anna@laptop', 'anna@other', 'of nobody'])
  })

  it('and every one is, of a book with a single maker', async () => {
    expect(await own(undefined)).toHaveLength(7)
    expect(await lastOfOthers(engine, 0, undefined)).toBeUndefined()
    expect(await lastTakenBackByOthers(engine, undefined)).toBeUndefined()
  })
})

describe('the last change by somebody else', () => {
  it('since one’s own is one that stands', async () => {
    const first = await kept(anna, 'own', recordedRows([1]))
    expect(await lastOfOthers(engine, first, kim)).toBeUndefined()
    expect(await lastOfOthers(engine, first - 1, kim)).toEqual({ madeBy: anna.name, madeOn: today, summary: 'own' })
    await kept(kim, 'one', recordedRows([1]))
    await kept(kim, 'two', recordedRows([1]))
    await kept(anna, 'own, too', recordedRows([1]))
    await takeBack(await kept(kim, 'gone', recordedRows([1])))
    expect(await lastOfOthers(engine, first, anna)).toEqual({ madeBy: kim.name, madeOn: today, summary: 'two' })
  })

  it('that was taken back is none that stands', async () => {
    await takeBack(await kept(kim, 'one', recordedRows([1])))
    await takeBack(await kept(kim, 'two', recordedRows([1])))
    await kept(kim, 'stands', recordedRows([1]))
    await takeBack(await kept(anna, 'own', recordedRows([1])))
    expect(await lastTakenBackByOthers(engine, anna)).toMatchObject({ summary: 'two' })
    expect(await lastTakenBackByOthers(engine, kim)).toMatchObject({ summary: 'own' })
  })
})

describe('a change by somebody else is in the way', () => {
  const noRows = new Set<string>()
  const found = (id: number) => inTheWay(engine, id, anna, noRows, pointersTo)

  it.each<[own: Rows, theirs: Rows, isInTheWay: boolean]>([
    [[5], [5], true],
    [[5], [4], false],
    [[5], [6], false],
    [[5], [3, 5], true],
    [[5], [3, 4], false],
    [[5], [5, 7], true],
    [[5], [6, 7], false],
    [[5, 7], [5], true],
    [[5, 7], [7], true],
    [[5, 7], [4], false],
    [[5, 7], [8], false],
    [[5, 7], [3, 5], true],
    [[5, 7], [7, 9], true],
    [[5, 7], [3, 4], false],
    [[5, 7], [8, 9], false],
  ])('with rows in common: %j and %j', async (own, theirs, isInTheWay) => {
    const id = await kept(anna, 'own', recordedRows(own))
    await kept(kim, 'theirs', recordedRows(theirs))
    expect((await found(id))?.summary).toBe(isInTheWay ? 'theirs' : undefined)
  })

  it('the last of several; not one of another table, before it, taken back, or of one’s own', async () => {
    await kept(kim, 'before', recordedRows([5]))
    const id = await kept(anna, 'own', recordedRows([5]))
    await kept(kim, 'another table', recordedRows([5], 'changed', 'loops'))
    await takeBack(await kept(kim, 'taken back', recordedRows([5])))
    await kept(anna, 'own, too', recordedRows([5]))
    expect(await found(id)).toBeUndefined()
    await kept(kim, 'one', recordedRows([5]))
    await kept(kim, 'two', recordedRows([5]))
    expect(await found(id)).toMatchObject({ summary: 'two' })
  })

  const touch = (customer_id: number) => ({
    ...{ customer_id, on_day: today, channel_id: 1, purpose_id: 1, tone: '+' as const, begun_by: 'us' as const },
  })
  const customer = (name: string) => ({ name, since: today })
  const points = (id: number) => inTheWay(engine, id, anna, new Set(['customers']), pointersTo)

  it('with a row that points to one which was added: the last of several', async () => {
    await made(anna, 'first', (db) => insert(db, 'customers', customer('Acme')))
    const id = await made(anna, 'second', (db) => insert(db, 'customers', customer('Bolt')))
    await made(kim, 'of another', (db) => insert(db, 'touches', touch(1)))
    expect(await points(id)).toBeUndefined()
    await made(anna, 'own', (db) => insert(db, 'touches', touch(2)))
    expect(await points(id)).toBeUndefined()
    await made(kim, 'one', (db) => insert(db, 'touches', touch(2)))
    await made(kim, 'two', (db) => insert(db, 'touches', touch(2)))
    expect(await points(id)).toMatchObject({ summary: 'two' })
  })

  it('not with a row that points to one which was changed alone', async () => {
    await made(anna, 'first', (db) => insert(db, 'customers', customer('Acme')))
    const id = await made(anna, 'second', (db) => update(db, 'customers', 1, { note: 'rye' }))
    await made(kim, 'theirs', (db) => insert(db, 'touches', touch(1)))
    expect(await points(id)).toBeUndefined()
  })

  it.each([
    [1, false],
    [2, true],
    [3, true],
    [4, false],
  ])('with rows that were inserted at once, on either side: a touch with #%i', async (customerId, isInTheWay) => {
    await made(anna, 'first', (db) => insert(db, 'customers', customer('Acme')))
    const id = await made(anna, 'two', (db) =>
      insertMany(
        db,
        'customers',
        ['name', 'since'],
        [
          ['Bolt', today],
          ['Cara', today],
        ],
      ),
    )
    await made(anna, 'last', (db) => insert(db, 'customers', customer('Dora')))
    const columns = ['customer_id', 'on_day', 'channel_id', 'purpose_id', 'tone', 'begun_by'] as const
    const rows = [1, customerId, 4].map((each) => Object.values(touch(each)))
    await made(kim, 'theirs', (db) => insertMany(db, 'touches', [...columns], rows))
    expect((await points(id))?.summary).toBe(isInTheWay ? 'theirs' : undefined)
  })
})

describe('what somebody else added and took back', () => {
  it.each<[what: string, own: Recorded, theirs: Recorded, isFound: boolean]>([
    ['was changed since', recordedRows([5]), recordedRows([5], 'added'), true],
    ['is among many', recordedRows([5]), recordedRows([4, 5], 'added'), true],
    ['is not among many', recordedRows([5]), recordedRows([3, 4], 'added'), false],
    ['was only changed by them', recordedRows([5]), recordedRows([5]), false],
    ['was added anew', recordedRows([5], 'added'), recordedRows([5], 'added'), false],
    ['is of another table', recordedRows([5]), recordedRows([5], 'added', 'loops'), false],
  ])('%s', async (_, own, theirs, isFound) => {
    const given = await kept(kim, 'theirs', theirs)
    const id = await kept(anna, 'own', own)
    expect(await addedAndTakenBack(engine, id, anna)).toBeUndefined()
    await takeBack(given)
    expect((await addedAndTakenBack(engine, id, anna))?.summary).toBe(isFound ? 'theirs' : undefined)
    expect(await addedAndTakenBack(engine, id, kim)).toBeUndefined()
  })

  it('is named by the last such change', async () => {
    await takeBack(await kept(kim, 'one', recordedRows([5], 'added')))
    await takeBack(await kept(kim, 'two', recordedRows([5], 'added')))
    const id = await kept(anna, 'own', recordedRows([5]))
    await kept(anna, 'another', recordedRows([6]))
    expect(await addedAndTakenBack(engine, id, anna)).toMatchObject({ summary: 'two' })
  })
})
