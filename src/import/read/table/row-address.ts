import { wordsIn } from '#domain/customers/name.ts'
import { addressLine } from '../address-line.ts'
import { countryNamed } from '../countries.ts'
import type { Cell, RowFields } from './row-fields.ts'

/** Each may have columns of its own. */
const addressFields = ['address', 'street', 'house_number', 'postal', 'city', 'city_with_code', 'region', 'country']

/** A region or a country alone is no address. */
export const placeFields = ['address', 'street', 'city', 'city_with_code', 'postal']

type Part = Cell & { field: string }

const isPlace = ({ field }: Part): boolean => placeFields.includes(field)
const isLine = (field: string): boolean => field === 'address' || field === 'street'

/** One program calls the street what another calls the address. */
const isSameKind = (one: string | undefined, other: string): boolean =>
  one === other || [one, other].every((field) => field !== undefined && isLine(field))

/**
 * The next address begins where a field comes again, such as the street at home behind the one at
 * work. Columns of one field that stand side by side are lines of it, and so is one behind the only house number. A county or a
 * country behind an address is of it.
 */
function inGroups(parts: Part[]): Part[][] {
  const groups: Part[][] = []
  const isAlone = (field: string) => parts.filter((each) => each.field === field).length === 1
  for (const [i, part] of parts.entries()) {
    const group = groups.at(-1)
    const before = parts[i - 1]?.field
    const isBehindNumber = before === 'house_number' && isLine(part.field) && isAlone(before)
    const isNextLine = isSameKind(before, part.field) || isBehindNumber
    // A county behind the state is of the address whose code is still to come.
    const isCounty = part.field === 'region' && !group?.some(({ field }) => field === 'postal')
    if (group && (isNextLine || isCounty || !group.some(({ field }) => isSameKind(field, part.field)))) group.push(part)
    else groups.push([part])
  }
  const [first = [], ...others] = groups
  const places = [first, ...others.filter((group) => group.some(isPlace))]
  for (const group of others)
    if (!group.some(isPlace)) places.findLast(([part]) => (part?.column ?? 0) < (group[0]?.column ?? 0))?.push(...group)
  return places
}

/** The house number stands behind the line of the street before it. */
function withNumber(lines: string[], filled: Part[]): string {
  const numbers = filled.filter(({ field }) => field === 'house_number')
  const [number] = numbers
  const before = filled.findLast(({ field, column }) => isLine(field) && column < (number?.column ?? 0))?.text ?? ''
  const at = lines.includes(before) ? lines.indexOf(before) : lines.length - 1
  const numbered = [lines[at] ?? '', ...numbers.map(({ text }) => text)].join(' ')
  return [...lines.slice(0, Math.max(at, 0)), numbered, ...lines.slice(at + 1)].join(', ')
}

/** Empty without an address, a street, a town or a postal code. */
function lineOf(group: Part[], isCodeFirst: boolean): string {
  const filled = group.filter(({ text }) => text !== '')
  const of = (field: string) => filled.flatMap((part) => (part.field === field ? [part.text] : []))
  if (!filled.some(isPlace)) return ''
  const region = [...new Set(of('region'))].join(', ')
  const [country = ''] = of('country').toSorted(
    (a, b) => Number(countryNamed(b) !== null) - Number(countryNamed(a) !== null),
  )
  const lines = [...of('address'), ...of('street')]
  const rest = [...of('house_number'), ...of('city_with_code'), ...of('city'), ...of('postal')]
  // A program writes the whole address once more, beside its parts.
  const numbers = rest.filter((part) => /\d/.test(part))
  const whole = lines.find(
    (line) => numbers.every((part) => line.includes(part)) && [...lines, ...rest].every((part) => isWithin(part, line)),
  )
  if (whole !== undefined && (rest.length > 0 || of('address').includes(whole)))
    return [onOneLine(whole), ...[region, country].filter((part) => part !== '' && !isWithin(part, whole))].join(', ')
  const different = lines.filter(
    (line, i) => !lines.some((other, j) => i !== j && isWithin(line, other) && (line !== other || j < i)),
  )
  const street = withNumber(different, filled)
  const city = [...of('city_with_code'), ...of('city')].join(' ')
  return addressLine(['', '', street, city, region, of('postal')[0] ?? '', country], isCodeFirst)
}

const isWithin = (part: string, whole: string): boolean => part === whole || spoken(whole).includes(spoken(part))

/** Spaces around the words let one text be found in another. */
const spoken = (text: string): string => ` ${wordsIn(text).join(' ')} `

const onOneLine = (text: string): string =>
  text
    .split(/\s*\n\s*/)
    .filter((line) => line !== '')
    .join(', ')

/** The postal code stands behind the town. */
const behindTown = /zip|post(?:al)? ?code|cep/i

/** The note has the lines for further addresses. */
export function addressesOf(fields: RowFields): { address: string; lines: string[] } {
  const parts = addressFields
    .flatMap((field) => fields.columns(field).map((cell) => ({ field, ...cell })))
    .sort((a, b) => a.column - b.column)
  const isCodeFirst = fields.columns('postal').some(({ column }) => !behindTown.test(fields.title(column)))
  const [address = '', ...others] = [
    ...new Set(
      inGroups(parts)
        .map((group) => lineOf(group, isCodeFirst))
        .filter((line) => line !== ''),
    ),
  ]
  return {
    address,
    lines: others
      .filter((line) => !wordsIn(line).every((word) => isWithin(word, address)))
      .map((line) => `Address: ${line}`),
  }
}
