import sql, { raw } from 'sql-template-tag'
import { beforeEach, describe, expect, it } from 'vitest'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import type { CustomerDetails } from '#domain/customers/customer.ts'
import { day } from '#domain/days/day.ts'
import { addCustomer, bareCustomer, changeCustomer, detailsOf } from '#tables/customers/customers.ts'
import {
  allNames,
  customersBeginning,
  customersCalled,
  customersReachedBy,
  customersWithPhoneBeginning,
  customersWithPhoneEnding,
  type FoundCustomer,
} from '#tables/customers/handles.ts'
import { mergeCustomers, mergedInto } from '#tables/customers/merge.ts'
import { misfiledName, refoldPhones, refuseTakenNames } from '#tables/customers/own-handles.ts'
import { memoryBook, writeTo } from '../../book/memory-book.ts'

const today = day('2026-11-21')
let engine: SqliteEngine

/** Adds a customer. @returns the number */
const add = (name: string, own: Partial<CustomerDetails> = {}) =>
  writeTo(engine, async (db) => (await addCustomer(db, { ...bareCustomer(name, today), ...own })).id)

/** Changes rows as no command does. */
const behindItsBack = (statement: string) => engine.transaction('write', () => engine.run(sql`${raw(statement)}`))

/** Gives #2 a name that is one with Müller by now, as an older book may have it. */
const renamedMueller = () =>
  behindItsBack(`update handles set shown = 'Mueller', key = 'mueller',
    keys = '{"whole":["mueller"],"start":["mueller"]}' where customer_id = 2`)

const ids = async (found: Promise<FoundCustomer[]>) => (await found).map(({ id }) => id)

beforeEach(() => {
  engine = memoryBook()
  return () => engine.close()
})

describe('a name finds', () => {
  it('the one who is written with just its letters, else all whose name is one with it', async () => {
    await add('Müller', { aliases: ['Moller Haus'] })
    await add('Bolt')
    await renamedMueller()
    expect(await ids(customersCalled(engine, 'Müller'))).toEqual([1])
    expect(await ids(customersCalled(engine, 'MUELLER'))).toEqual([2])
    expect(await ids(customersCalled(engine, 'Haus, Moller'))).toEqual([1])
    expect(await ids(customersCalled(engine, 'Moll'))).toEqual([])
  })

  it('nobody by a company', async () => {
    await add('Ada', { company: 'Acme Ltd' })
    expect(await ids(customersCalled(engine, 'Acme Ltd'))).toEqual([])
  })

  it('each customer once, by name, with the handle by which they were found', async () => {
    await add('Zoe', { aliases: ['Cafe Zoe', 'Cafe Zed'] })
    await add('Ada', { aliases: ['Cafe Ada'] })
    expect(await customersBeginning(engine, 'cafe')).toMatchObject([
      { id: 2, name: 'Ada', kind: 'customer', archivedOn: null, how: 'Cafe Ada' },
      { id: 1, name: 'Zoe', how: 'Cafe Zoe' },
    ])
    expect(await ids(customersBeginning(engine, ''))).toEqual([2, 1])
  })
})

describe('the beginning of a name finds', () => {
  beforeEach(async () => {
    await add('Hotel Astoria Leeds', { company: 'Grand Group' })
    await add('Astor House', { aliases: ['Leeds Inn'] })
  })

  it.each<[typed: string, found: number[]]>([
    ['astor', [2, 1]],
    ['hotel ast', [1]],
    ['leeds ast', [1]],
    ['ast leeds hot', [1]],
    ['leeds', [2, 1]],
    ['house leeds', []],
    ['grand', []],
    ['storia', []],
    ['a b c d e f g h i', []],
  ])('who goes on from a word of it, or has all its words: %s', async (typed, found) => {
    expect(await ids(customersBeginning(engine, typed))).toEqual(found)
  })

  it.each<[typed: string, found: number[]]>([
    ['grand', [1]],
    ['group gr', [1]],
    ['hotel', []],
  ])('a company apart: %s', async (typed, found) => {
    expect(await ids(customersBeginning(engine, typed, 'company'))).toEqual(found)
  })
})

it('an e-mail address and a phone number find who has them, and nobody else', async () => {
  await add('Ada', { email: 'Ada@Acme.example', phone: '0113 (496) 0101', phoneKey: '+441134960101' })
  await add('Bolt', { email: 'b@acme.example', phone: '+1-352.555/0101', phoneKey: '+13525550101' })
  expect(await ids(customersReachedBy(engine, 'ada@acme.EXAMPLE', null))).toEqual([1])
  expect(await ids(customersReachedBy(engine, '0113 496 0101', '+441134960101'))).toEqual([1])
  expect(await ids(customersReachedBy(engine, 'bolt', null))).toEqual([])
  // The folded form of a phone number is no e-mail address, and the other way round.
  expect(await ids(customersReachedBy(engine, '+13525550101', null))).toEqual([])
  expect(await ids(customersReachedBy(engine, 'x', 'b@acme.example'))).toEqual([])
  expect(await ids(customersWithPhoneEnding(engine, '0101'))).toEqual([1, 2])
  expect(await ids(customersWithPhoneEnding(engine, '4960101'))).toEqual([1])
  expect(await ids(customersWithPhoneBeginning(engine, '01134960'))).toEqual([1])
  expect(await ids(customersWithPhoneBeginning(engine, '0101'))).toEqual([])
  expect(await ids(customersWithPhoneBeginning(engine, '+13525550'))).toEqual([2])
})

it('all names are names, aliases and companies, in the order in which they were given', async () => {
  await add('Zoe', { aliases: ['Cafe'], company: 'Acme Ltd', email: 'z@acme.example' })
  await add('Ada')
  expect((await allNames(engine)).map(({ id, how }) => [id, how])).toEqual([
    [1, 'Zoe'],
    [1, 'Cafe'],
    [1, 'Acme Ltd'],
    [2, 'Ada'],
  ])
})

describe('a name that cannot be looked up by its keys is named', () => {
  beforeEach(() => add('Acme Bakery', { company: 'Acme Ltd', email: 'a@acme.example' }))

  it('of none in a sound book', async () => {
    expect(await misfiledName(engine)).toBeNull()
  })

  it.each([
    ['without keys', 'name', "update handles set keys = null where kind = 'name'"],
    ['of a company', 'company', "update handles set keys = null where kind = 'company'"],
    ['with a key too few', 'name', "delete from name_keys where handle_id = 1 and key = 'bakery'"],
    ['with another key', 'name', "update name_keys set key = 'x' where handle_id = 1 and key = 'bakery'"],
    [
      'with a key of another kind',
      'name',
      "update name_keys set kind = 'whole' where handle_id = 1 and key = 'bakery'",
    ],
    ['with a key too many', 'name', "insert into name_keys (kind, key, handle_id) values ('start', 'x', 1)"],
  ])('%s', async (_, of, statement) => {
    await behindItsBack(statement)
    expect(await misfiledName(engine)).toBe(of === 'name' ? 'Acme Bakery' : 'Acme Ltd')
  })
})

describe('names of one customer', () => {
  it('are refused to another, however they are written', async () => {
    await add('Café Zoë', { aliases: ['zoe'] })
    await add('Bolt')
    const refused = (names: string[], id?: number) =>
      refuseTakenNames(engine, names, id).then(
        () => null,
        (error: Error) => error.message,
      )
    expect(await refused(['Acme', 'ZOE'])).toContain('There is already a customer called "zoe": Café Zoë (#1).')
    expect(await refused(['zoe cafe'], 2)).toContain('"Café Zoë"')
    expect(await refused(['zoe cafe', 'zoe'], 1)).toBeNull()
    expect(await refused(['Acme', 'zo'])).toBeNull()
  })

  it('that were two in an older book stay: each may keep the one with its letters', async () => {
    await add('Müller')
    await add('Bolt')
    await renamedMueller()
    await expect(refuseTakenNames(engine, ['Mueller'], 2)).resolves.toBeUndefined()
    await expect(refuseTakenNames(engine, ['Müller'], 1)).resolves.toBeUndefined()
    await expect(refuseTakenNames(engine, ['Mueller'], 1)).rejects.toThrow('(#2)')
  })
})

describe('a customer who changes', () => {
  const handles = (id: number) =>
    engine.cells(sql`select kind, shown from handles where customer_id = ${id} order by kind, shown`)
  const change = (id: number, own: Partial<CustomerDetails>) =>
    writeTo(engine, async (db) => changeCustomer(db, id, { ...(await detailsOf(db, id)), ...own }))

  it('answers to exactly what they have by now, and a row that stays is the same', async () => {
    await add('Ada', {
      aliases: ['countess'],
      email: 'ada@old.example',
      company: 'Old Ltd',
      phone: '1',
      phoneKey: '+1',
    })
    const [before] = await engine.cells(sql`select id from handles where kind = 'alias'`)
    await change(1, { name: 'Ada L', email: 'ada@new.example', company: null, phone: '2', phoneKey: '+2' })
    expect(await handles(1)).toEqual([
      ['alias', 'countess'],
      ['email', 'ada@new.example'],
      ['name', 'Ada L'],
      ['phone', '2'],
    ])
    expect(await engine.cells(sql`select id from handles where kind = 'alias'`)).toEqual([before])
    expect(await engine.cells(sql`select key from handles where kind = 'phone'`)).toEqual([['+2']])
  })

  it('still answers to what somebody had who was merged into them, and to the old name alone by that', async () => {
    await add('Ada', { email: 'ada@acme.example', company: 'Acme', phone: '1', phoneKey: '+1' })
    await add('Bob', { email: 'bob@bolt.example', company: 'Bolt', phone: '2', phoneKey: '+2' })
    await writeTo(engine, (db) => mergeCustomers(db, 2, 1, today))
    await change(1, { email: 'ada@new.example', company: 'New', phone: '3', phoneKey: '+3', aliases: [] })
    expect(await handles(1)).toEqual([
      ['company', 'Bolt'],
      ['company', 'New'],
      ['email', 'ada@new.example'],
      ['email', 'bob@bolt.example'],
      ['name', 'Ada'],
      ['phone', '2'],
      ['phone', '3'],
    ])
  })
})

it('a merge in which a name was added, too, is followed', async () => {
  await add('Ada')
  await behindItsBack("insert into changes (id, made_on, summary) values (7, '2026-11-21', 'merged')")
  await behindItsBack(`insert into change_rows (change_id, seq, table_name, row_id, before, after) values
    (7, 1, 'handles', 9, null, '{"customer_id":1}'),
    (7, 2, 'handles', 3, '{"customer_id":2}', '{"customer_id":1}'),
    (7, 3, 'customers', 2, '{"name":"Bob"}', null)`)
  expect(await mergedInto(engine, 2)).toMatchObject({ id: 1, name: 'Ada' })
})

it('phones are folded anew, and one that cannot be stays as it was', async () => {
  await add('Ada', { phone: '0113', phoneKey: '0113', email: 'a@acme.example' })
  await add('Bolt', { phone: 'x', phoneKey: 'x' })
  await writeTo(engine, (db) => refoldPhones(db, async (phone) => (phone === 'x' ? null : `+44${phone}`)))
  expect(await engine.cells(sql`select kind, key from handles where kind in ('phone', 'email') order by id`)).toEqual([
    ['email', 'a@acme.example'],
    ['phone', '+440113'],
    ['phone', 'x'],
  ])
})
