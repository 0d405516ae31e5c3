import { describe, expect, it } from 'vitest'
import { type Comparable, likelyDuplicates } from '#domain/customers/duplicates.ts'

const customer = (id: number, name: string, more: Partial<Comparable> = {}): Comparable => ({
  id,
  name,
  kind: 'customer',
  names: [name],
  emails: [],
  phones: [],
  ...more,
})
const reasons = (a: string, b: string) => likelyDuplicates([customer(1, a), customer(2, b)]).flatMap(({ why }) => why)

describe('names', () => {
  it.each([
    ['Acme Bakery', 'Acme Bakry', 'a letter left out'],
    ['Acme Bakery', 'Acme Bakerry', 'a letter too many'],
    ['Acme Bakery', 'Acme Bakory', 'another letter'],
    ['Acme Bakery', 'Acme Bakrey', 'two letters swapped'],
    ['Acme Bakery', 'bcme Bakery', 'the first letter'],
    ['Bürger 12', 'Burgers 12', 'an accent and a letter'],
  ])('%s and %s are near: %s', (a, b) => {
    expect(reasons(a, b)).toEqual(['near name'])
  })

  it.each([
    ['Acme Bakery', 'Bakery Acme'],
    ['Acme Bakery', 'The Acme Bakery, Inc.'],
    ['Café Zoë', 'zoe cafe Ltd'],
  ])('%s and %s have the same words', (a, b) => {
    expect(reasons(a, b)).toEqual(['same words'])
  })

  it.each([
    ['Acme Bakery 12', 'Acme Bakery 13'],
    ['Acme', 'Acne'],
    ['Acme Bakery', 'Acme Garage'],
    ['The Company', 'Co Ltd'],
  ])('%s and %s tell each other apart', (a, b) => {
    expect(reasons(a, b)).toEqual([])
  })
})

it('a number that many share makes a pair of each with the first, not of all with all', () => {
  const many = Array.from({ length: 500 }, (_, i) => customer(i + 1, `Nr ${i}`, { phones: ['+13525550101'] }))
  const found = likelyDuplicates(many)
  expect(found).toHaveLength(499)
  expect(new Set(found.map(({ into }) => into.id))).toEqual(new Set([1]))
})

it('a customer and a teammate are never the same', () => {
  expect(likelyDuplicates([customer(1, 'Kim Lee'), customer(2, 'Lee Kim', { kind: 'teammate' })])).toEqual([])
})

it('ten thousand customers with much the same names do not take ten thousand times as long as one', () => {
  const many = Array.from({ length: 10_000 }, (_, i) =>
    customer(i + 1, `Restaurant ${String.fromCharCode(97 + (i % 26), 97 + ((i / 26) % 26), 97 + (i % 7))} ${i % 3}`),
  )
  expect(likelyDuplicates(many).length).toBeLessThan(10_000 * 30)
})
