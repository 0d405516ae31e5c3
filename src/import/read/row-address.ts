import { wordsIn } from '#domain/customers/name.ts'
import { addressLine } from './address-line.ts'
import { countryNamed } from './countries.ts'
import type { Cell, RowFields } from './row-fields.ts'

/** The fields that make up a postal address; each may have columns of its own. */
export const addressFields = [
  'address',
  'street',
  'house_number',
  'postal',
  'city',
  'city_with_code',
  'region',
  'country',
]

/** The fields of a place where somebody lives; a region or a country alone is no address. */
export const placeFields = ['address', 'street', 'city', 'city_with_code', 'postal']

type Part = Cell & { field: string }

/**
 * The columns of each address: the next address begins where a field comes again, such as the street at home behind the one at
 * work. Columns of one field that stand side by side are lines of it.
 */
function inGroups(parts: Part[]): Part[][] {
  const groups: Part[][] = []
  for (const [i, part] of parts.entries()) {
    const group = groups.at(-1)
    const isNextLine = parts[i - 1]?.field === part.field
    if (group && (isNextLine || !group.some(({ field }) => field === part.field))) group.push(part)
    else groups.push([part])
  }
  return groups
}

/** An address in one line; empty without an address, a street, a town or a postal code. */
function lineOf(group: Part[]): string {
  const filled = group.filter(({ text }) => text !== '')
  const of = (field: string) => filled.flatMap((part) => (part.field === field ? [part.text] : []))
  if (!filled.some(({ field }) => placeFields.includes(field))) return ''
  const [region = ''] = of('region')
  const [country = ''] = of('country').toSorted(
    (a, b) => Number(countryNamed(b) !== null) - Number(countryNamed(a) !== null),
  )
  const [whole, ...more] = of('address')
  if (whole !== undefined && more.length === 0) {
    const isIn = (part: string) => spoken(whole).includes(spoken(part))
    const rest = [...of('street'), ...of('house_number'), ...of('city_with_code'), ...of('city'), ...of('postal')]
    // A program writes the whole address once more, beside its parts.
    if (rest.every(isIn))
      return [onOneLine(whole), ...[region, country].filter((part) => part !== '' && !isIn(part))].join(', ')
  }
  const street = [[...of('address'), ...of('street')].join(', '), ...of('house_number')].join(' ')
  const city = [...of('city_with_code'), ...of('city')].join(' ')
  return addressLine(['', '', street, city, region, of('postal')[0] ?? '', country])
}

/** The words of a text, with spaces around them, for finding one text in another. */
const spoken = (text: string): string => ` ${wordsIn(text).join(' ')} `

const onOneLine = (text: string): string =>
  text
    .split(/\s*\n\s*/)
    .filter((line) => line !== '')
    .join(', ')

/** The address of a row, and lines of the note for the others. */
export function addressesOf(fields: RowFields): { address: string; lines: string[] } {
  const parts = addressFields
    .flatMap((field) => fields.columns(field).map((cell) => ({ ...cell, field })))
    .sort((a, b) => a.column - b.column)
  const [address = '', ...others] = [
    ...new Set(
      inGroups(parts)
        .map(lineOf)
        .filter((line) => line !== ''),
    ),
  ]
  return { address, lines: others.map((line) => `Address: ${line}`) }
}
