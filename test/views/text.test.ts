import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { answered, broken, counted, cut, titled, visible, widthOf, wrapped } from '#views/text.ts'
import { runs } from '../runs.ts'

describe('a sign that could move the cursor or turn the text is made visible', () => {
  it.each([
    ['a NUL', 'a\0b', 'a␀b'],
    ['a bell', 'a\x07b', 'a␇b'],
    ['a backspace', 'a\bb', 'a␈b'],
    ['a tab', 'a\tb', 'a b'],
    ['a line feed', 'a\nb', 'a⏎b'],
    ['a carriage return', 'a\rb', 'a␍b'],
    ['both', 'a\r\nb', 'a⏎b'],
    ['an escape', 'a\x1b[31mb', 'a␛[31mb'],
    ['a title sequence', '\x1b]0;x\x07', '␛]0;x␇'],
    ['a delete', 'a\x7fb', 'a␡b'],
    ['a next line', 'a\x85b', 'a\\u0085b'],
    ['a C1 control sequence', 'a\x9b31m', 'a\\u009b31m'],
    ['a right-to-left override', 'a\u202eb', 'a\\u202eb'],
    ['a left-to-right embedding', 'a\u202ab', 'a\\u202ab'],
    ['a pop of direction', 'a\u202cb', 'a\\u202cb'],
    ['a right-to-left isolate', 'a\u2067b', 'a\\u2067b'],
    ['the end of an isolate', 'a\u2069b', 'a\\u2069b'],
    ['a left-to-right mark', 'a\u200eb', 'a\\u200eb'],
    ['a right-to-left mark', 'a\u200fb', 'a\\u200fb'],
    ['an Arabic letter mark', 'a\u061cb', 'a\\u061cb'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
    ['a paragraph separator', 'a\u2029b', 'a\\u2029b'],
    ['a byte order mark', '\ufeffa', '\\ufeffa'],
    ['the first half of a pair', 'a\ud83d', 'a\\ud83d'],
    ['the second half of a pair', '\udc4da', '\\udc4da'],
    ['two halves in the wrong order', '\udc4d\ud83d', '\\udc4d\\ud83d'],
  ])('%s', (_, text, expected) => {
    expect(visible(text)).toBe(expected)
  })

  it.each(['', 'plain text ~', 'Café Zoë', '日本語', '👍', '👨‍👩‍👧', 'עברית', 'e\u0301', '–…·'])(
    'and the rest is left alone: %s',
    (text) => {
      expect(visible(text)).toBe(text)
    },
  )

  it('whatever the text', () => {
    const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((n) => String.fromCharCode(n))
    const nastyUnit = fc.constantFrom(
      '\r',
      '\n',
      '\b',
      '\x1b',
      '\x7f',
      '\x9b',
      '\u202e',
      '\u2066',
      '\ud800',
      '\udc00',
      'a',
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(anyUnit, nastyUnit) }), (text) => {
        const shown = visible(text)
        expect(shown).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u)
        expect(shown.isWellFormed()).toBe(true)
        expect(visible(shown)).toBe(shown)
      }),
    )
  })
})

describe('the width of a text', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['日本語', 6],
    ['Ａ', 2],
    ['ｱ', 1],
    ['한글', 4],
    ['👍', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['e\u0301', 1],
    ['é', 1],
    ['…', 1],
    ['−5', 2],
    ['€9', 2],
  ])('of %s is %i', (text, width) => {
    expect(widthOf(text)).toBe(width)
  })
})

describe('a text is cut', () => {
  it.each([
    ['hello', 5, 'hello'],
    ['hello', 9, 'hello'],
    ['hello', 4, 'hel…'],
    ['hello', 1, '…'],
    ['hello', 0, ''],
    ['hello', -1, ''],
    ['', 0, ''],
    ['a b c', 3, 'a…'],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['日本語', 2, '…'],
    ['👍👍👍', 4, '👍…'],
    ['👍👍👍', 6, '👍👍👍'],
    ['👨‍👩‍👧‍👦 family', 4, '👨‍👩‍👧‍👦…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['Ａ1', 2, '…'],
  ])('%s to %i is %j', (text, width, expected) => {
    expect(cut(text, width)).toBe(expected)
  })

  const widths = { a: 1, ' ': 1, é: 1, 'e\u0301': 1, ｱ: 1, 日: 2, 한: 2, Ａ: 2, '👍': 2 }
  const anyLetters = fc.array(fc.constantFrom(...(Object.keys(widths) as (keyof typeof widths)[])), { maxLength: 30 })
  const sum = (letters: (keyof typeof widths)[]) => letters.reduce((all, letter) => all + widths[letter], 0)

  it('never wider than it may be, with … just where something is missing', () => {
    fc.assert(
      fc.property(anyLetters, fc.integer({ min: 1, max: 40 }), (letters, width) => {
        const shown = cut(letters.join(''), width)
        let kept = letters.length
        while (sum(letters.slice(0, kept)) > width - 1) kept -= 1
        const shortened = `${letters.slice(0, kept).join('').trimEnd()}…`
        expect(shown).toBe(sum(letters) <= width ? letters.join('') : shortened)
      }),
    )
  })

  it('never wider than it may be, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 20 }), (text, width) => {
        expect(widthOf(cut(visible(text), width))).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('of a long one, never more than a part at once: each sign of it comes with a copy of that', () => {
    const taken = vi.spyOn(Intl.Segmenter.prototype, 'segment')
    onTestFinished(() => taken.mockRestore())
    const letters = `👍${'x'.repeat(7_000)}`
    expect(cut(letters, 20)).toBe(`👍${'x'.repeat(17)}…`)
    expect(broken(letters, 4_000).map((piece) => piece.length)).toEqual([4_000, 3_002])
    expect(Math.max(...taken.mock.calls.map(([text]) => text.length))).toBe(1_000)
  })

  it('of a long one, never through a sign at the end of a part', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(broken(`a${family.repeat(1_000)}`, 5)).toEqual([
      `a${family.repeat(2)}`,
      ...Array.from({ length: 499 }, () => family.repeat(2)),
    ])
  })

  it('never through the middle of a pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 20 }), (text, width) => {
        expect(cut(text, width).isWellFormed()).toBe(true)
      }),
      { numRuns: runs(1000) },
    )
  })
})

describe('a count', () => {
  it.each([
    [0, '0 days'],
    [1, '1 day'],
    [2, '2 days'],
  ])('of %i is %s', (n, words) => {
    expect(counted(n, 'day')).toBe(words)
  })
})

it.each<[string, number, string[]]>([
  ['one two three', 7, ['one two', 'three']],
  ['one two three', 6, ['one', 'two', 'three']],
  ['one two three', 80, ['one two three']],
  ['a competitor b', 4, ['a', 'competitor', 'b']],
  ['東京 東京', 8, ['東京', '東京']],
  ['', 8, ['']],
])('%s in lines of %i columns', (text, width, lines) => {
  expect(wrapped(text, width)).toEqual(lines)
})

it('leaves together what stands between two of another sign', () => {
  expect(wrapped('1 of 2 · 3 of 4 · 5 of 6', 16, ' · ')).toEqual(['1 of 2 · 3 of 4', '5 of 6'])
})

it('words beside a title are not broken in a narrow terminal', () => {
  expect(titled('In it', '1 customer, 1 touch', 13, { width: 30, tableWidth: 30 })).toEqual([
    'In it        1 customer, 1',
    '             touch',
  ])
})

it('a phrase that is wider than its line goes on in the next, under the first', () => {
  expect(titled('Pulse', '9 on 3 Nov · a very long quote of somebody', 9, { width: 30, tableWidth: 30 })).toEqual([
    'Pulse    9 on 3 Nov',
    '         a very long quote of',
    '         somebody',
  ])
})

it.each<[string, string[]]>([
  ['It is short: cl undo', ['It is short: cl undo']],
  [
    'Their first visits are spread. The first: cl due --soon 36',
    ['Their first visits are spread. The', '  first: cl due --soon 36'],
  ],
  ['To go back: cl restore last   All: cl backups', ['To go back: cl restore last   All:', '  cl backups']],
  ['To go back now: cl restore last   All: cl backups', ['To go back now: cl restore last', '  All: cl backups']],
  ['1:0 over a year · next care visit due 25 Dec', ['1:0 over a year', '  next care visit due 25 Dec']],
  ['  complaint of Acme: the bread was late (today)', ['  complaint of Acme: the bread was', '    late (today)']],
])('a line about what was done is not broken within a command: %j', (line, lines) => {
  expect(answered(line, { width: 80, tableWidth: 36 })).toEqual(lines)
})

it('a command that is longer than a line is broken like other words, and in a pipe nothing is', () => {
  const line = 'Say it again: cl log acme call --promise "send the list of prices" --by friday'
  expect(answered(line, { width: 80, tableWidth: 36 }).every((each) => each.length <= 36)).toBe(true)
  expect(answered(line, { width: 80, tableWidth: Number.POSITIVE_INFINITY })).toEqual([line])
})
