import { describe, expect, it } from 'vitest'
import { nameKeys } from '#domain/customers/name-keys.ts'
import { shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'
import { changeBehindItsBack } from '../behind-its-back.ts'

/** A customer is named as people write names, by docs/architecture.md, "A name". */

const names = ['Marie-Anne', 'O’Brien', 'Müller', 'Jason Bourne', '株式会社さくら', 'Håkan Sørensen', 'Bäckerei Weiß']

const namedShop = preparedOnce(async () => {
  const own = shop()
  await own.all(...names.map((name) => `add "${name}"`))
  return own
})

it.each([
  ['marie anne', 'Marie-Anne'],
  ['ANNE MARIE', 'Marie-Anne'],
  ['obrien', 'O’Brien'],
  ["o'brien", 'O’Brien'],
  ['mueller', 'Müller'],
  ['muller', 'Müller'],
  ['bourne jason', 'Jason Bourne'],
  ['bourne, jas', 'Jason Bourne'],
  ['さくら', '株式会社さくら'],
  ['soerensen', 'Håkan Sørensen'],
  ['haakan', 'Håkan Sørensen'],
  ['weiss', 'Bäckerei Weiß'],
  ['baeckerei', 'Bäckerei Weiß'],
  ['Mu\u0308\u200bller', 'Müller'],
])('%s is %s', async (typed, name) => {
  const { cl } = await namedShop()
  const { out } = await cl(['show', typed])
  expect(out.split(' (#')[0]).toBe(name)
})

it('an exact name wins over one that begins so; in another order, too', async () => {
  const { cl, all } = shop()
  await all('add "Obrien Bakery"', 'add O’Brien', 'add "Bourne Jason Ltd"', 'add "Jason Bourne"')
  expect((await cl('show obrien')).out).toMatch(/^O’Brien/)
  expect((await cl('show "bourne jason"')).out).toMatch(/^Jason Bourne/)
})

it.each([
  ['add Mueller', 'Müller'],
  ['add OBrien', 'O’Brien'],
  ['add "Marie Anne"', 'Marie-Anne'],
  ['add "Bourne Jason"', 'Jason Bourne'],
  ['add "Bourne, Jason"', 'Jason Bourne'],
  ['add Bourne,Jason', 'Jason Bourne'],
  ['add Jas\u00adon\u200bBourne\ufe0f', 'Jason Bourne'],
  ['add Zoe --alias Mueller', 'Müller'],
  ['edit "Jason Bourne" --name MUELLER', 'Müller'],
])('one name is not given twice: %s', async (line, taken) => {
  const { cl } = await namedShop()
  const { code, err } = await cl(line)
  expect([code, err]).toEqual([
    1,
    expect.stringContaining(`There is already a customer called "${taken}": ${taken} (#`),
  ])
})

describe('a book that has two of one name already', () => {
  async function withTwo(first: string, second: string) {
    const acme = shop()
    await acme.all(`add "${first}"`, 'add Other')
    changeBehindItsBack(acme.book, 'update customers set name = ? where id = 2', second)
    changeBehindItsBack(
      acme.book,
      'update handles set shown = ?, key = ?, keys = ? where customer_id = 2',
      second,
      second.toLowerCase().replace(' ', ''),
      JSON.stringify(nameKeys(first)),
    )
    return acme
  }

  it.each([
    ['mueller', 'Müller', 'Mueller', 'Mueller (#2)'],
    ['müller', 'Müller', 'Mueller', 'Müller (#1)'],
    ['marie-anne', 'Marie-Anne', 'Marie Anne', 'Marie-Anne (#1)'],
    ['marie anne', 'Marie-Anne', 'Marie Anne', 'Marie Anne (#2)'],
  ])('%s is the one that is written so', async (typed, first, second, title) => {
    const { cl } = await withTwo(first, second)
    expect((await cl(['show', typed])).out.split('\n')[0]).toBe(title)
  })

  it('asks by what both are', async () => {
    const { cl } = await withTwo('Marie-Anne', 'Marie Anne')
    expect((await cl(['show', 'anne marie'])).err).toMatch(/fits several customers/)
  })

  it('lets each be changed', async () => {
    const { cl } = await withTwo('Müller', 'Mueller')
    expect((await cl('edit mueller --phone "+1 352 555 0101"')).code).toBe(0)
    expect((await cl('edit mueller --name "Mueller North"')).code).toBe(0)
  })
})

it('undo and redo keep what a name is looked up by', async () => {
  const { cl, all } = shop()
  await all('add Müller', 'edit mueller --name "Jörg Müller"', 'undo')
  expect((await cl('show joerg')).code).toBe(1)
  await all('redo', 'show joerg', 'undo', 'undo')
  expect((await cl('show mueller')).code).toBe(1)
  await all('redo', 'show mueller')
})

it('offers the nearest first, of those that begin so as well', async () => {
  const { cl, all } = shop()
  await all('add "Bakery 12"', 'add "Bakery 21"', 'add "Bakery 211"')
  expect((await cl('show "baker 21"')).err).toContain('fits several customers: Bakery 21 (#2), Bakery 211 (#3).')
  expect((await cl('show "bakerr 21"')).err).toMatch(/Near: Bakery 21 \(#2\), /)
})

describe('a bare number', () => {
  it.each([
    ['a name', 'add "2 Brothers"'],
    ['a word of a name', 'add "Studio 2"'],
    ['an alias', 'add Bolt --alias "2nd Street"'],
    ['a phone number', 'add Bolt --phone "203 555 0101"'],
    ['a phone number in brackets', 'add Bolt --phone "(203) 555-0101"'],
  ])('that also begins %s is asked about', async (_, line) => {
    const { cl, all } = shop()
    await all(line, 'add Acme', 'add Deli --phone "+1 203 555 0102"')
    expect((await cl('show 2')).err).toMatch(/^"2" fits several customers: Acme \(#2\), \S.*\(#1\)\.\n/)
    expect((await cl("show '#2'")).out).toMatch(/^Acme/)
  })
})
