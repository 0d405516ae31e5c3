import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutAccents } from '#domain/accents.ts'
import {
  checkEmail,
  checkLine,
  checkName,
  checkNote,
  checkTag,
  checkText,
  foldEmail,
  foldName,
  wordKeys,
} from '#domain/customers/name.ts'

describe('names are compared', () => {
  it.each([
    ['case', 'ACME Bakery', 'acme bakery'],
    ['accents', 'Café Zoë', 'cafe zoe'],
    ['accents in two forms', 'Zo\u00eb', 'Zoe\u0308'],
    ['spacing', '  Acme   Bakery ', 'AcmeBakery'],
    ['hard spaces', 'Acme\u00a0Bakery', 'acme bakery'],
    ['letters with a stroke', 'Łódź Øl', 'lodz ol'],
    ['sharp s', 'Straße', 'STRASSE'],
    ['the capital sharp s', 'STRAẞE', 'strasse'],
    ['joined letters', 'Ærø Œuvre', 'aero oeuvre'],
    ['a dotted capital I', 'İstanbul', 'istanbul'],
    ['an i without a dot', 'Diyarbakır', 'diyarbakir'],
    ['thorn and eth', 'Þór Ðal', 'thor dal'],
    ['full-width letters', 'Ａｃｍｅ', 'acme'],
    ['a printed apostrophe', 'O’Brien', "o'brien"],
    ['a stroke through an h', 'Ħal Għaxaq', 'hal ghaxaq'],
    ['signs that cannot be seen', 'Ac\u200bme\u00ad', 'acme'],
    ['other signs that cannot be seen', 'A\u3164c\u115fm\u2800e\ufe0f\u034f', 'acme'],
  ])('without %s', (_, name, other) => {
    expect(foldName(name)).toBe(foldName(other))
  })

  it.each([
    ['Acme', 'Acne'],
    ['Acme 1', 'Acme 2'],
    ["O'Brien", 'OBrien'],
    ['日本', '日木'],
  ])('and %s is still not %s', (name, other) => {
    expect(foldName(name)).not.toBe(foldName(other))
  })
})

describe('word keys', () => {
  it.each([
    ['Acme', ['acme']],
    ['Acme Bakery', ['acmebakery', 'bakery']],
    ['The Old Café', ['theoldcafe', 'oldcafe', 'cafe']],
    ["Kim O'Brien", ["kimo'brien", "o'brien", 'brien']],
    ['Baker & Sons', ['baker&sons', 'sons']],
    ['Smith-Jones', ['smith-jones', 'jones']],
    ['(Bolt) Garage', ['(bolt)garage', 'bolt)garage', 'garage']],
    ['Studio 54', ['studio54', '54']],
    ['A A', ['aa', 'a']],
  ])('of %s begin at each word', (name, keys) => {
    expect(wordKeys(name)).toEqual(keys)
  })
})

it('e-mail addresses are compared without case and outer spaces', () => {
  expect(foldEmail('  Kim@Example.COM ')).toBe('kim@example.com')
})

describe('text', () => {
  it.each([
    ['a NUL', 'a\0b', /note holds a NUL/],
    ['the first half of a pair', 'a\ud83d', /note holds half of a character/],
    ['the second half of a pair', '\udc4db', /note holds half of a character/],
  ])('with %s is refused, with the field', (_, text, reason) => {
    expect(() => checkText('note', text)).toThrow(reason)
  })

  it('keeps whole pairs', () => {
    expect(checkText('note', 'a 👍 b')).toBe('a 👍 b')
  })
})

describe('a line', () => {
  it('is trimmed', () => {
    expect(checkLine('phone number', '  12345 ')).toBe('12345')
  })

  it.each([
    ['nothing', '', /phone number is empty/],
    ['spaces alone', ' \t ', /phone number is empty/],
    ['a line break', 'a\nb', /phone number holds a control character \(U\+000A\)/],
    ['an escape', 'a\x1b[31m', /\(U\+001B\)/],
    ['a C1 control', 'a\x9bb', /\(U\+009B\)/],
    ['a NUL', 'a\0', /holds a NUL/],
    ['half a pair', '\ud800', /lone surrogate/],
  ])('with %s is refused', (_, text, reason) => {
    expect(() => checkLine('phone number', text)).toThrow(reason)
  })

  it('holds 200 characters, counted as people count them, and no more', () => {
    expect(checkLine('name', '👍'.repeat(200))).toHaveLength(400)
    expect(() => checkLine('name', 'a'.repeat(201))).toThrow(/201 characters; there is room for 200/)
  })
})

describe('a name', () => {
  it.each([
    ['  Acme   Bakery ', 'Acme Bakery'],
    ['Acme\u00a0Bakery', 'Acme Bakery'],
    ['#a', '#a'],
    ['Studio 54', 'Studio 54'],
    ['日本', '日本'],
  ])('%j is kept as %j', (text, name) => {
    expect(checkName('name', text)).toBe(name)
  })

  it.each([
    ['#12', /alias cannot be "#12"/],
    [' #12 ', /alias cannot be "#12"/],
    ['-x', /alias cannot begin with a dash/],
    ['--help', /alias cannot begin with a dash/],
    ['\u0301', /alias holds nothing that can be seen/],
    ['\u200b', /alias holds nothing that can be seen/],
    ['', /alias is empty/],
  ])('%j is refused', (text, reason) => {
    expect(() => checkName('alias', text)).toThrow(reason)
  })
})

describe('a note', () => {
  it('keeps its lines and tabs', () => {
    expect(checkNote('note', ' one\n\ttwo\n')).toBe('one\n\ttwo')
  })

  it.each(['', ' ', '\n\t\n'])('of nothing but space is refused: %j', (text) => {
    expect(() => checkNote('note', text)).toThrow(/note is empty/)
  })

  it('holds 65,536 characters and no more', () => {
    expect(checkNote('note', '👍'.repeat(65_536))).toHaveLength(131_072)
    expect(() => checkNote('note', 'a'.repeat(65_537))).toThrow(/65537 characters; there is room for 65536/)
  })
})

describe('an e-mail address', () => {
  it.each([
    ['kim@example.com', 'kim@example.com'],
    [' Kim+shop@Example.com ', 'Kim+shop@Example.com'],
    ['jörg@bäckerei.example', 'jörg@bäckerei.example'],
    ['\u202akim\u200b@example.com\u202c', 'kim@example.com'],
  ])('%j is kept as %j', (text, email) => {
    expect(checkEmail(text)).toBe(email)
  })

  it.each(['kim', '@example.com', 'kim@', 'kim@@example.com', 'kim smith@example.com', 'a@b@c'])(
    '%j is refused',
    (text) => {
      expect(() => checkEmail(text)).toThrow(expect.objectContaining({ exitCode: 2 }))
    },
  )
})

describe('a tag', () => {
  it('is kept in lower case', () => {
    expect(checkTag(' Whole Sale ')).toBe('whole sale')
  })

  it('is kept without signs that cannot be seen, but those within a smiley', () => {
    expect(checkTag('v\u200bip\ufeff')).toBe('vip')
    expect(checkTag('\u{1f469}\u200d\u{1f373}')).toBe('\u{1f469}\u200d\u{1f373}')
  })

  it.each(['a,b', 'a;b', '', 'a\nb'])('%j is refused', (text) => {
    expect(() => checkTag(text)).toThrow(expect.objectContaining({ exitCode: 2 }))
  })
})

it('letters fold alone as they do beside others', () => {
  const letter = fc.constantFrom(
    ...'aZ \u00c4\u00f6\u00df\u0130\u0131\u0141\u00e9\u0160\u00b4\u00a8\u017f\u01c5\u2019\u0301\u03a3\u65e5',
  )
  const folded = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
  const plainLetters = /[\u0131\u0142\u00df\u2019]/g
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 12 }), (letters) => {
      const text = letters.join('')
      const others: Record<string, string> = { '\u0131': 'i', '\u0142': 'l', '\u00df': 'ss', '\u2019': "'" }
      expect(withoutAccents(text)).toBe(folded(text).replace(plainLetters, (each) => others[each] ?? each))
    }),
  )
})
