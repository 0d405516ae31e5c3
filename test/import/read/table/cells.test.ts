import { describe, expect, it } from 'vitest'
import { countryCode } from '#import/read/countries.ts'
import { looksLike, surelyHolds } from '#import/read/table/cells.ts'

describe('the cells of a column', () => {
  it.each<[cells: string[], surely: string | null, like: string | null]>([
    [['+1 352 555 0101', '', '+1 352 555 0102'], 'phone', 'phone numbers'],
    [['0352 555 0101'], 'phone', 'phone numbers'],
    [['(352) 555-0101'], 'phone', 'phone numbers'],
    [['0171/2345678 (abends)'], 'phone', 'phone numbers'],
    [['352-555-0101'], 'phone', 'phone numbers'],
    [["'+13525550101", '="0352555"'], 'phone', 'phone numbers'],
    [['3525550101'], null, 'phone numbers'],
    [['5550101', '5550102'], null, 'phone numbers'],
    [['12-3456789'], null, 'phone numbers'],
    [['123-45-6789'], null, 'phone numbers'],
    [['34471', '10115'], null, null],
    [['120.00', '1234567.89'], null, null],
    [['2026-11-20', '20.11.2026', '11/20/26'], null, 'days'],
    [['3 Nov 1980', '0/0/00'], null, 'days'],
    [['a@x.example', 'Bo <bo@y.example>'], 'email', 'e-mail addresses'],
    [['a@x.example', 'none', 'no'], null, null],
    [['Germany', 'Frankreich', 'Polska', 'Česko'], 'country', 'countries'],
    [['DE', 'FR'], null, null],
    [['Ana Lopez', 'Bo Dahl', "Cy O'Neil"], null, 'names'],
    [['Berlin', 'Paris'], null, null],
    [['active', 'Active'], null, null],
    [['', ' '], null, null],
  ])('%j are surely %s, and look like %s', (cells, surely, like) => {
    expect([surelyHolds(cells), looksLike(cells)]).toEqual([surely, like])
  })
})

it.each([
  ['Deutschland', 'DE'],
  ['Allemagne', 'DE'],
  ['Reino Unido', 'GB'],
  ['UK', 'GB'],
  ['Schweden', 'SE'],
  ['Ruotsi', 'SE'],
  ['US', 'US'],
  ['Atlantis', null],
])('%s is %s', (name, code) => {
  expect(countryCode(name)).toBe(code)
})
