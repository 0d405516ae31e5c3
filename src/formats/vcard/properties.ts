import { checkText } from '#domain/customers/name.ts'
import { type Line, listed, structured } from './lines.ts'

export type Property = Pick<Line, 'group' | 'name'> & {
  /** Lower case. */
  types: string[]
  /** The label that Android gives; empty without one. */
  label: string
  /** Its place among others of its name: the preferred come first, and among these the mobiles. */
  place: number
  /** A list has its items, and a structured property its parts. */
  texts: string[]
}

/** @throws wrong usage, for a text that no book can hold */
export const propertyOf = ({ group, name, params, value }: Line): Property => ({
  group,
  name,
  types: params.types,
  label: params.label,
  place: params.pref * 2 + (params.types.includes('cell') ? 0 : 1),
  texts: textsIn(name, checkText('card', value)),
})

function textsIn(name: string, value: string): string[] {
  if (structured.has(name)) return partsIn(name, value)
  return listed.has(name) ? dividedAt(',', value).map(unescaped) : [unescaped(value)]
}

/** A company has its departments, too; several texts in a part become one. */
function partsIn(name: string, value: string): string[] {
  const parts = dividedAt(';', value)
  if (name === 'org') return parts.map(unescaped)
  // A program that writes no semicolons means its commas.
  if (parts.length === 1) return dividedAt(',', value).map(unescaped)
  const between = name === 'n' ? ' ' : ', '
  return parts.map((part) => (part.includes(',') ? dividedAt(',', part).map(unescaped).join(between) : unescaped(part)))
}

const dividers = { ',': /(?<!\\),/, ';': /(?<!\\);/ }

const dividedAt = (sign: ',' | ';', value: string): string[] =>
  value.split(value.includes('\\') ? dividers[sign] : sign)

/** A text without the escapes of the standard, and of a colon and a quote, which some programs write. */
const unescaped = (text: string): string =>
  text.includes('\\')
    ? text.replace(/\\([\\,;:"nN])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign))
    : text
