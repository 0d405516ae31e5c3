import type { Card, CardValue } from '#formats/vcard/card.ts'
import { named, services } from '#formats/vcard/meanings.ts'

/** Numbers and addresses name places, for which the note has these words. */
const places: Record<string, string> = { cell: 'mobile', iphone: 'mobile', home: 'home', work: 'work', main: 'main' }

/** A value's own label, or its place; empty without either. */
export const labelOf = ({ label, types }: Omit<CardValue, 'text'>): string =>
  label !== '' ? label : (types.map((type) => places[type]).find((place) => place !== undefined) ?? '')

/** Most cards have none of these properties, which get a line of the note; departments do, too. */
const noted = new Set([
  ...[...named, ...services].flatMap(([, names]) => names),
  ...['x-abrelatednames', 'related', 'x-android-custom', 'url', 'x-socialprofile', 'socialprofile'],
])

/** The place of each is Android's number for it. */
const relations =
  'Related Assistant Brother Child Partner Father Friend Manager Mother Parent Partner Referred_by Relative Sister Spouse'.split(
    ' ',
  )

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const line = (title: string, text: string, label = ''): string[] =>
  text.trim() === '' ? [] : [`${title}${label === '' ? '' : ` (${label})`}: ${text.trim()}`]

const lineOf = (title: string, value: CardValue, text: string): string[] => line(title, text, labelOf(value))

/** `urn:uuid:…` names another card, which says nothing in a note. */
const isName = ({ text }: CardValue): boolean => !/^urn:/i.test(text)

/** The lines for all properties of a list; `flatMap` takes V8 several times as long, and most cards have hardly any of them. */
function linesOfAll(all: typeof named, linesOf: (title: string, name: string) => string[]): string[] {
  const lines: string[] = []
  for (const [title, names] of all) for (const name of names) lines.push(...linesOf(title, name))
  return lines
}

/** A property without a field of its own has a line under its name. */
export function noteLines(card: Card): string[] {
  const departments = card
    .texts('org')
    .slice(1)
    .flatMap((text) => line('Department', text))
  if (!card.hasAny(noted)) return departments
  const related = [...card.preferred('x-abrelatednames'), ...card.preferred('related').filter(isName)]
  return [
    ...linesOfAll(named, (title, name) => card.texts(name).flatMap((text) => line(title, text))),
    ...departments,
    ...related.flatMap((value) => line(capital(value.label || value.types[0] || 'related'), value.text)),
    ...card
      .android('relation')
      .flatMap(([text = '', type = '', label = '']) =>
        line(label || (relations[Number(type)] ?? 'Related').replace('_', ' '), text),
      ),
    ...card.preferred('url').flatMap((value) => lineOf('Web', value, value.text)),
    ...['x-socialprofile', 'socialprofile'].flatMap((name) =>
      card.preferred(name).flatMap((value) => line(capital(value.types[0] ?? 'web'), value.text)),
    ),
    ...linesOfAll(services, (title, name) => card.preferred(name).flatMap((value) => lineOf(title, value, value.text))),
  ]
}
