import { describe, expect, it } from 'vitest'
import { foldName } from '#domain/customers/name.ts'
import { anyOrderKeys, beginningOf, beginsSo, nameKeys, wholeKeys } from '#domain/customers/name-keys.ts'

const share = (a: string[], b: string[]) => a.some((key) => b.includes(key))
const isOneName = (a: string, b: string) => share(anyOrderKeys(a), anyOrderKeys(b))

describe('two names are one, whatever their', () => {
  it.each([
    ['case', 'ACME Bakery', 'acme bakery'],
    ['accents', 'Café Zoë', 'cafe zoe'],
    ['spacing', 'Acme  Bakery', 'AcmeBakery'],
    ['hyphens', 'Marie-Anne', 'marie anne'],
    ['hyphens', 'Marie\u2010Anne', 'marieanne'],
    ['dashes', 'Marie – Anne', 'Marie—Anne'],
    ['apostrophes', 'O’Brien', 'obrien'],
    ['sorts of apostrophe', 'O’Brien', "O'Brien"],
    ['sorts of apostrophe', 'Oʻahu', 'O`ahu'],
    ['sorts of apostrophe', 'O´Brien', 'OBrien'],
    ['order', 'Jason Bourne', 'bourne jason'],
    ['order, with a comma left out', 'Marie-Anne O’Brien', 'obrien marie anne'],
    ['umlauts', 'Müller', 'mueller'],
    ['umlauts', 'Mueller', 'MÜLLER'],
    ['umlauts', 'Müller', 'Muller'],
    ['umlauts', 'Bäckerei Köhler', 'baeckerei koehler'],
    ['umlauts, of which one is written as two', 'Jörg Müller', 'Jörg Mueller'],
    ['letters of the north', 'Håkan Sørensen', 'Haakan Soerensen'],
    ['letters of the north', 'Håkan Sørensen', 'hakan sorensen'],
    ['sharp s', 'Weiß', 'weiss'],
    ['unseen characters', 'Ac\u200bme\u00ad\u2066', 'Acme'],
    ['unseen characters', 'Acme\ufe0f', '\u200eAcme'],
    ['hard spaces', 'Acme\u00a0Bakery', 'Acme Bakery'],
  ])('%s: %s and %s', (_, one, other) => {
    expect(isOneName(one, other)).toBe(true)
  })
})

it.each([
  ['Jo', 'Joe'],
  ['Bauer', 'Baur'],
  ['Muller', 'Mueller'],
  ['Annemarie', 'Marie Anne'],
  ['Acme 12', 'Acme 21'],
  ['AT&T', 'ATT'],
  ['Shop', 'Shop+'],
  ['日本', '日木'],
  ['か', 'が'],
])('%s and %s are two', (one, other) => {
  expect(isOneName(one, other)).toBe(false)
})

it.each(["'", '’’', '-', '!!!', '☕', '\u0301\u0301a'])('a name of nothing but signs has a key: %s', (name) => {
  expect(wholeKeys(name)).not.toEqual([])
  expect(nameKeys(name).start).not.toEqual([])
})

it('equal letters are one name', () => {
  const names = [
    'Ærø',
    'Straße',
    'İstanbul',
    'Ａｃｍｅ',
    'Þór',
    "Kim O'Brien",
    '株式会社さくら',
    'Ac\u3164me',
    'ﬁne & co',
  ]
  for (const name of names)
    for (const other of [name.toUpperCase(), ` ${name} `].filter((each) => foldName(each) === foldName(name)))
      expect([name, share(wholeKeys(name), wholeKeys(other))]).toEqual([name, true])
})

it('a name in another order is no whole name of that order', () => {
  expect(share(wholeKeys('Thomas Martin'), wholeKeys('Martin Thomas'))).toBe(false)
})

it.each([
  ['acme', 'Acme Bakery'],
  ['bak', 'Acme Bakery'],
  ['acmebak', 'Acme Bakery'],
  ['bakery acm', 'Acme Bakery'],
  ['brien', 'Kim O’Brien'],
  ['obr', 'Kim O’Brien'],
  ['obrien kim', 'Kim O’Brien'],
  ["o'br", 'Kim OBrien'],
  ['anne', 'Marie-Anne Duval'],
  ['marie anne', 'Marie-Anne Duval'],
  ['duval marie', 'Marie-Anne Duval'],
  ['muel', 'Bau Müller'],
  ['mül', 'Bau Mueller'],
  ['mul jor', 'Jörg Müller'],
  ['mueller jorg', 'Jörg Müller'],
  ['bolt garage', '(Bolt) Garage'],
  ['sons baker', 'Baker & Sons'],
  ['さくら', '株式会社さくら'],
  ['会社', '株式会社さくら'],
  ['さくら 株式', '株式会社さくら'],
  ['abc', '株式会社ABC'],
  ['ข้าว', 'ร้านข้าว'],
  ['\u200bbak', 'Acme Bakery'],
])('%s begins %s', (typed, name) => {
  expect(beginsSo(name, beginningOf(typed))).toBe(true)
})

it.each([
  ['kery', 'Acme Bakery'],
  ['acme x', 'Acme Bakery'],
  ['a a', 'Acme Bakery'],
  ['a a', 'Acme'],
  ['くら株', '株式会社さくら'],
  ['rien', 'O’Brien'],
])('%s does not begin %s', (typed, name) => {
  expect(beginsSo(name, beginningOf(typed))).toBe(false)
})
