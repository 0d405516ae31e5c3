import sql from 'sql-template-tag'
import { beforeEach, expect, it } from 'vitest'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import { day } from '#domain/days/day.ts'
import { addCustomer, bareCustomer } from '#tables/customers/customers.ts'
import { allTags, customersTagged, isTag, setTags, tagsByCustomer, tagsOf } from '#tables/customers/tags.ts'
import { nameOfTeammate, team, teammates } from '#tables/customers/teammates.ts'
import { memoryBook, writeTo } from '../../book/memory-book.ts'

const today = day('2026-11-21')
let engine: SqliteEngine

beforeEach(async () => {
  engine = memoryBook()
  await writeTo(engine, async (db) => {
    const bare = (name: string) => bareCustomer(name, day('2026-01-01'))
    await addCustomer(db, { ...bare('Zoe'), tags: ['vip', 'gold', 'vip'] })
    await addCustomer(db, { ...bare('Acme'), tags: ['vip'] })
    await addCustomer(db, { ...bare('Bolt'), tags: ['vip'], archivedOn: today })
    await addCustomer(db, { ...bare('Max'), kind: 'teammate' })
    await addCustomer(db, { ...bare('Kim'), kind: 'teammate' })
  })
  return () => engine.close()
})

it('tags are found of one, of some and of all, each list in its order', async () => {
  expect(await tagsOf(engine, 1)).toEqual(['gold', 'vip'])
  expect(await tagsOf(engine, 4)).toEqual([])
  expect(await tagsByCustomer(engine, [2, 1])).toEqual(
    new Map([
      [1, ['gold', 'vip']],
      [2, ['vip']],
    ]),
  )
  expect([...(await tagsByCustomer(engine)).keys()]).toEqual([1, 2, 3])
  expect(await allTags(engine)).toEqual(['gold', 'vip'])
  expect([await isTag(engine, 'gold'), await isTag(engine, 'golden')]).toEqual([true, false])
})

it('the customers with a tag are the ones who are scored on the day, by name', async () => {
  expect((await customersTagged(engine, 'vip', today)).map(({ name }) => name)).toEqual(['Acme', 'Zoe'])
  expect((await customersTagged(engine, 'gold', today)).map(({ name }) => name)).toEqual(['Zoe'])
})

it('each of several customers gets exactly the tags that are set, and a row that stays is the same', async () => {
  const rows = () => engine.cells(sql`select id, customer_id, tag from tags order by id`)
  const before = await rows()
  await writeTo(engine, (db) =>
    setTags(db, [
      { id: 1, tags: ['vip', 'new', 'new'] },
      { id: 2, tags: ['gold'] },
    ]),
  )
  expect([...(await tagsByCustomer(engine))]).toEqual([
    [1, ['new', 'vip']],
    [2, ['gold']],
    [3, ['vip']],
  ])
  expect((await rows()).filter(([, , tag]) => tag === 'vip')).toEqual(
    before.filter(([, customer, tag]) => tag === 'vip' && customer !== 2),
  )
})

it('the team is named in its order, and a row names the teammate who wrote it', async () => {
  expect(await teammates(engine)).toEqual([
    { id: 5, name: 'Kim' },
    { id: 4, name: 'Max' },
  ])
  expect(await engine.cells(sql`select id from customers where id in ${team} order by id`)).toEqual([[4], [5]])
  const named = await engine.cells(sql`select ${nameOfTeammate('x')} from (select 5 as by_id union all select 9) x`)
  expect(named).toEqual([['Kim'], [null]])
})
