import { describe, expect, it } from 'vitest'
import { nearestFirst, nearNames } from '#formats/near-names.ts'

const names = ['Bolt Garage', 'Acme Bakery', 'Café Zoë', 'Hotel Astoria', 'Corner Books', 'Smith & Daughters']
const near = (typed: string, most?: number) => nearNames(names, (name) => name, typed, most)

describe('the nearest name', () => {
  it.each([
    ['a letter missing', 'acme bakry', 'Acme Bakery'],
    ['a letter missing', 'bolt garge', 'Bolt Garage'],
    ['a letter missing', 'hotel astora', 'Hotel Astoria'],
    ['a letter doubled', 'acmee bakery', 'Acme Bakery'],
    ['a letter doubled', 'corner bookss', 'Corner Books'],
    ['a letter doubled', 'bolt garrage', 'Bolt Garage'],
    ['two letters swapped', 'hotle astoria', 'Hotel Astoria'],
    ['two letters swapped', 'conrer books', 'Corner Books'],
    ['two letters swapped', 'acme bakrey', 'Acme Bakery'],
    ['another letter', 'acme dakery', 'Acme Bakery'],
    ['one word of it', 'daugters', 'Smith & Daughters'],
    ['no accents', 'cafe zoe', 'Café Zoë'],
    ['another case', 'CORNER BOOKZ', 'Corner Books'],
  ])('with %s: %s is %s', (_, typed, expected) => {
    expect(near(typed)[0]).toBe(expected)
  })

  it.each([
    ['marten', ['Marta', 'Martin', 'Marten'], ['Marten', 'Martin', 'Marta']],
    ['corner book', ['Corner Cafe', 'Corner Books'], ['Corner Books', 'Corner Cafe']],
    ['smiht', ['Schmidt', 'Smith'], ['Smith']],
    ['lgo', ['Lux', 'Log'], ['Log']],
    ['amrten', ['Armen', 'Marten'], ['Marten']],
    ['zoe', ['Zola', 'Zoa', 'Zoë'], ['Zoë']],
    ['baker 21', ['Bakery 12', 'Bakery 21'], ['Bakery 21', 'Bakery 12']],
    ['jasn bourne', ['Jason Borne', 'Bourne Jason'], ['Bourne Jason', 'Jason Borne']],
  ])('%s: most similar first', (typed, all, expected) => {
    expect(nearNames(all, (name) => name, typed).slice(0, expected.length)).toEqual(expected)
    expect(nearNames([...all].reverse(), (name) => name, typed).slice(0, expected.length)).toEqual(expected)
  })

  it('is among those shown, of hundreds alike', () => {
    const alike = Array.from({ length: 300 }, (_, i) => `Customer ${String(i).padStart(3, '0')} Ltd`)
    expect(nearNames(alike, (name) => name, 'custmer 205')[0]).toBe('Customer 205 Ltd')
    expect(nearNames(alike, (name) => name, 'customer 205 Lt')[0]).toBe('Customer 205 Ltd')
    expect(nearNames(alike, (name) => name, 'costumer 5')).toContain('Customer 005 Ltd')
  })

  it('is nothing where nothing is near', () => {
    expect(near('xyzzyx')).toEqual([])
    expect(near('!!!')).toEqual([])
    expect(nearNames(['!!!'], (name) => name, 'acme')).toEqual([])
    expect(nearNames([], (name: string) => name, 'acme')).toEqual([])
  })

  it('comes as the thing that was named', () => {
    const customers = [
      { id: 1, name: 'Bolt Garage' },
      { id: 2, name: 'Acme Bakery' },
    ]
    expect(nearNames(customers, ({ name }) => name, 'acme bakry')[0]).toBe(customers[1])
  })

  it('is one of five at most, or of as many as are asked for', () => {
    const many = Array.from({ length: 9 }, (_, i) => `Acme ${i}`)
    expect(nearNames(many, (name) => name, 'acme')).toHaveLength(5)
    expect(nearNames(many, (name) => name, 'acme', 2)).toHaveLength(2)
  })
})

it.each([
  ['bak', ['Acme Bakery', 'Baker', 'Zoe Bak'], ['Zoe Bak', 'Baker', 'Acme Bakery']],
  ['acme', ['Acme Bakery', 'Acme Tools', 'Acmes'], ['Acme Bakery', 'Acme Tools', 'Acmes']],
  ['customer 5', ['Customer 500', 'Customer 51', 'Customer 52'], ['Customer 51', 'Customer 52', 'Customer 500']],
  ['!', ['!b', '!a'], ['!b', '!a']],
])('of several that fit %s, the most similar is first', (typed, all, expected) => {
  expect(nearestFirst(all, (name) => name, typed)).toEqual(expected)
})
