import { describe, expect, it } from 'vitest'
import table from '#import/read/table/titles.json' with { type: 'json' }
import { bare, fieldsIn, fieldTitled, knownTitles } from '#import/read/table/titles.ts'

const all = (what: 'customers' | 'touches'): [field: string, title: string][] =>
  Object.entries<Record<string, string>>(table[what]).flatMap(([field, languages]) =>
    Object.values(languages).flatMap((titles) => titles.split(' | ').map((title): [string, string] => [field, title])),
  )

describe.each(['customers', 'touches'] as const)('the titles of %s', (what) => {
  it('each mean one field, whatever their case and signs', () => {
    const wrong = all(what).filter(
      ([field, title]) =>
        ![title, title.toUpperCase(), `* ${title} 2`].every((each) => fieldTitled(each, what) === field),
    )
    expect(wrong).toEqual([])
  })

  it('are of thirteen languages, where a field has a word in each', () => {
    const plain = what === 'customers' ? 'phone' : 'on'
    const languages = Object.keys(table[what][plain as keyof (typeof table)[typeof what]])
    expect(languages).toEqual(
      expect.arrayContaining(['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'da', 'no', 'fi', 'cs']),
    )
    expect(fieldsIn(what)).toContain(plain)
  })
})

it('a birthday and an anniversary differ in an accent', () => {
  expect([fieldTitled('Aniversário', 'customers'), fieldTitled('Aniversario', 'customers')]).toEqual([
    'birthday',
    'anniversary',
  ])
})

it.each([
  ['Ville (autre)', 'city'],
  ['Calle del domicilio', 'street'],
  ['Código postal de residencia', 'postal'],
  ['Nazione/Regione di casa', 'country'],
  ['Werkadres, plaats', 'city'],
  ['Kod pocztowy (biuro)', 'postal'],
  ['Privat: PLZ', 'postal'],
  ['Handy geschäftlich', 'phone'],
  ['E-mail secundário', 'email'],
  ['Postnummer (arbejde)', 'postal'],
  ['Land, hem', 'country'],
  ['Työpaikan postinumero', 'postal'],
  ['PSČ do zaměstnání', 'postal'],
  ['Alternate Email 2', 'email'],
])('%s is a %s, one of several', (title, field) => {
  expect([fieldTitled(title, 'customers'), fieldTitled(title, 'touches')]).toEqual([field, undefined])
})

it.each([
  'Last contact',
  'Last customer',
  'Private',
  'Client Type',
  'Main Office',
  'Other Address PO Box',
  'Phone 1 - Type',
  'Invoice Date',
  'Total Spend',
  'Contact owner',
  'x'.repeat(10_000),
])('%s is no field of a customer', (title) => {
  expect(fieldTitled(title, 'customers')).toBeUndefined()
})

it('a line with two known titles is a header', () => {
  expect([
    knownTitles(['Name', 'Telefon', 'x']),
    knownTitles(['Customer list 2026', '']),
    bare('E-mail 2 - Value'),
  ]).toEqual([2, 0, 'emailvalue'])
})
