import sql from 'sql-template-tag'
import { beforeEach, describe, expect, it } from 'vitest'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import type { CustomerDetails } from '#domain/customers/customer.ts'
import { day } from '#domain/days/day.ts'
import {
  addCustomer,
  addCustomers,
  allCustomers,
  allInBrief,
  bareCustomer,
  changeCustomer,
  changeCustomers,
  customerById,
  customerStillThere,
  detailsOf,
  refuseArchived,
  setFirstDay,
} from '#tables/customers/customers.ts'
import { hasCustomers } from '#tables/customers/kinds.ts'
import { aliasesByCustomer, aliasesOf, comparableCustomers } from '#tables/customers/own-handles.ts'
import { memoryBook, writeTo } from '../../book/memory-book.ts'

const today = day('2026-11-21')
let engine: SqliteEngine

/** A customer with every detail, and each other than nothing. */
const whole: CustomerDetails = {
  ...{ name: 'Zoe', email: 'Zoe@Acme.example', phone: '0113', phoneKey: '+440113', company: 'Acme Ltd' },
  ...{ address: 'Leeds', note: 'likes rye', visitEvery: 14, since: day('2026-01-05'), goal: 5, kind: 'teammate' },
  ...{ firstDay: day('2026-02-01'), snoozedOn: day('2026-03-01'), snoozedUntil: day('2026-04-01') },
  ...{ archivedOn: day('2026-05-01'), archivedWhy: 'moved', aliases: ['Zed', 'Ann'], tags: ['vip', 'gold'] },
}
/** The details as they are read: tags in alphabetical order. */
const read = ({ tags, ...each }: CustomerDetails) => ({ ...each, tags: tags.toSorted() })
const never: CustomerDetails = { ...bareCustomer('Bolt', today), visitEvery: 'never', goal: 'none' }

beforeEach(() => {
  engine = memoryBook()
  return () => engine.close()
})

it('a customer who is added is there as they were said to be', async () => {
  expect(await hasCustomers(engine)).toBe(false)
  const { aliases: _, tags: __, phoneKey: ___, ...columns } = whole
  expect(await writeTo(engine, (db) => addCustomer(db, whole))).toEqual({ ...columns, id: 1 })
  await writeTo(engine, (db) => addCustomer(db, never))
  expect(await hasCustomers(engine)).toBe(true)
  expect([await detailsOf(engine, 1), await detailsOf(engine, 2)]).toEqual([read(whole), read(never)])
  expect((await allCustomers(engine)).map(({ id }) => id)).toEqual([1, 2])
  expect(await customerById(engine, 3)).toBeUndefined()
  await expect(customerStillThere(engine, 3)).rejects.toThrow('There is no customer #3.')
})

it('all in brief are all, without what a list does not show', async () => {
  await writeTo(engine, (db) => addCustomers(db, [whole, never]))
  const all = await allCustomers(engine)
  const brief = await allInBrief(engine)
  expect(brief.map((each) => Object.keys(each).length)).toEqual([11, 11])
  expect(all).toMatchObject(brief)
})

it('many who are added at once are there like each of them', async () => {
  expect(await writeTo(engine, (db) => addCustomers(db, []))).toBe(0)
  await writeTo(engine, (db) => addCustomer(db, bareCustomer('Ada', today)))
  const twice = { ...whole, tags: ['vip', 'gold', 'vip'] }
  expect(await writeTo(engine, (db) => addCustomers(db, [twice, never]))).toBe(2)
  expect([await detailsOf(engine, 2), await detailsOf(engine, 3)]).toEqual([read(whole), read(never)])
  const handles = await engine.cells(sql`select kind, key from handles where customer_id = 2 order by id`)
  expect(handles).toEqual([
    ['name', 'zoe'],
    ['alias', 'zed'],
    ['alias', 'ann'],
    ['email', 'zoe@acme.example'],
    ['phone', '+440113'],
    ['company', 'acmeltd'],
  ])
})

it('other names are in the order in which they were given, of one and of everybody', async () => {
  await writeTo(engine, (db) => addCustomers(db, [whole, never, { ...never, name: 'Cara', aliases: ['Cc'] }]))
  expect([await aliasesOf(engine, 1), await aliasesOf(engine, 2)]).toEqual([['Zed', 'Ann'], []])
  const all = new Map([
    [1, ['Zed', 'Ann']],
    [3, ['Cc']],
  ])
  expect(await aliasesByCustomer(engine)).toEqual(all)
  expect(await aliasesByCustomer(engine, 3)).toEqual(new Map([[3, ['Cc']]]))
})

describe('a change', () => {
  beforeEach(() => writeTo(engine, (db) => addCustomers(db, [whole, never])))

  it('of one is refused with a name of somebody else, and gives what was said', async () => {
    await expect(writeTo(engine, (db) => changeCustomer(db, 2, { ...never, name: 'Zed' }))).rejects.toThrow('#1')
    await expect(writeTo(engine, (db) => changeCustomer(db, 2, { ...never, aliases: ['Ann'] }))).rejects.toThrow('#1')
    await expect(
      writeTo(engine, (db) => addCustomer(db, { ...never, name: 'Cara', aliases: ['zoe'] })),
    ).rejects.toThrow('#1')
    const changed = { ...whole, name: 'Zoë', note: null, tags: ['new'], aliases: [] }
    expect(await writeTo(engine, (db) => changeCustomer(db, 1, changed))).toMatchObject({
      id: 1,
      name: 'Zoë',
      note: null,
    })
    expect(await detailsOf(engine, 1)).toEqual(read(changed))
  })

  it('of many is of each their own; nobody is changed where one is not there', async () => {
    const [one, two] = [
      { ...whole, id: 1, note: 'one', tags: [] },
      { ...never, id: 2, note: 'two', tags: ['b'] },
    ]
    await writeTo(engine, (db) => changeCustomers(db, [two, one]))
    const { id: _, ...first } = one
    const { id: __, ...second } = two
    expect([await detailsOf(engine, 1), await detailsOf(engine, 2)]).toEqual([read(first), read(second)])
    await expect(writeTo(engine, (db) => changeCustomers(db, [one, { ...two, id: 9 }]))).rejects.toThrow('#9')
  })

  it('of the first day leaves all else', async () => {
    await writeTo(engine, (db) => setFirstDay(db, 2, today))
    expect(await detailsOf(engine, 2)).toEqual(read({ ...never, firstDay: today }))
  })
})

it('nobody is promised anything once they are archived', () => {
  const archived = (on: string | null) => () =>
    refuseArchived({ ...whole, id: 7, archivedOn: on === null ? null : day(on) }, today)
  expect(archived(null)).not.toThrow()
  expect(archived('2026-11-22')).not.toThrow()
  expect(archived('2026-11-21')).toThrow('Zoe is archived, since 2026-11-21.')
})

it('everybody is compared by all names, e-mail addresses and phone numbers, and not by a company', async () => {
  await writeTo(engine, (db) => addCustomers(db, [never, whole]))
  expect(await comparableCustomers(engine)).toEqual([
    { id: 1, name: 'Bolt', kind: 'customer', names: ['Bolt'], emails: [], phones: [] },
    {
      ...{ id: 2, name: 'Zoe', kind: 'teammate', names: ['Zoe', 'Zed', 'Ann'] },
      ...{ emails: ['zoe@acme.example'], phones: ['+440113'] },
    },
  ])
})
