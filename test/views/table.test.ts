import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { colour } from '#views/colour.ts'
import { table } from '#views/table.ts'
import type { Column } from '#views/table-layout.ts'
import { noColour, type Paper } from '#views/view.ts'

const today = day('2026-11-20')
const plain = (width: number) => ({ width, tableWidth: width, colour: noColour, today })
const note: Column = { title: 'Note', least: 6 }

/** Columns that a text of these letters takes. */
const wide = /[日本語한Ａ👍]/gu
const widthOf = (line: string) => [...line].length + (line.match(wide)?.length ?? 0)

describe('a table', () => {
  it('puts titles over columns as wide as their widest cell', () => {
    const rows = [
      ['Acme Bakery', 'late delivery'],
      ['Bo', 'well'],
    ]
    expect(table([{ title: 'Customer' }, { title: 'Why' }], rows, plain(80))).toBe(
      ['Customer     Why', 'Acme Bakery  late delivery', 'Bo           well'].join('\n'),
    )
  })

  it('is as wide as its titles at least', () => {
    expect(table([{ title: 'Customer' }, { title: 'Why' }], [['a', 'b']], plain(80))).toBe('Customer  Why\na         b')
  })

  it('ends no line with spaces', () => {
    const rows = [
      ['a', ''],
      ['', ''],
      ['a', 'long text'],
    ]
    expect(table([{ title: 'A' }, { title: 'B' }], rows, plain(80)).split('\n')).toEqual([
      'A  B',
      'a',
      '',
      'a  long text',
    ])
  })

  it('sets a column to the right', () => {
    const rows = [
      ['#7', 'a'],
      ['#481', 'b'],
    ]
    expect(table([{ title: 'Id', align: 'right' }, { title: 'X' }], rows, plain(80))).toBe('  Id  X\n  #7  a\n#481  b')
  })

  it('sets the last column to the right, too', () => {
    const rows = [
      ['a', '7'],
      ['b', '481'],
    ]
    expect(table([{ title: 'X' }, { title: 'N', align: 'right' }], rows, plain(80))).toBe('X    N\na    7\nb  481')
  })

  it('shows what a cell would hide', () => {
    const rows = [['a\x1b[31m\rb\nc\u202e']]
    expect(table([note], rows, plain(80))).toBe('Note\na␛[31m␍b⏎c\\u202e')
  })

  it('takes a cell that is missing as empty', () => {
    expect(table([{ title: 'A' }, { title: 'B' }, { title: 'C' }], [['a']], plain(80))).toBe('A  B  C\na')
  })
})

describe('a column that wraps', () => {
  const why: Column = { title: 'Why', least: 6, wraps: true }

  it('goes on below, and cuts nothing', () => {
    const rows = [
      ['Acme', 'send the price list', '1'],
      ['Bo', 'call', '2'],
    ]
    const columns: Column[] = [{ title: 'Who' }, why, { title: 'N', align: 'right' }]
    expect(
      table(
        columns,
        [
          ['Acme', 'send the list of prices by Friday', '1'],
          ['Bo', 'call', '2'],
        ],
        plain(30),
      ),
    ).toBe(
      [
        'Who   Why                    N',
        'Acme  send the list of       1',
        '      prices by Friday',
        'Bo    call                   2',
      ].join('\n'),
    )
    expect(table(columns, rows, plain(20))).toBe(
      ['Who   N', 'Acme  1', '    send the price', '    list', 'Bo    2', '    call'].join('\n'),
    )
  })

  it('leaves no empty line where a row has nothing but words', () => {
    const columns: Column[] = [{ title: 'Who' }, why, { title: 'N', align: 'right' }]
    const rows = [
      ['Acme', 'send the price list', '1'],
      ['', 'and call them back', ''],
    ]
    expect(table(columns, rows, plain(20))).toBe(
      ['Who   N', 'Acme  1', '    send the price', '    list', '    and call them', '    back'].join('\n'),
    )
  })

  it('breaks a word that is wider than the column', () => {
    const word = 'abcdefghijklmnopqrstuvwxyz'
    expect(table([{ title: 'Who' }, why], [['Acme', word]], plain(28))).toBe(
      ['Who   Why', `Acme  ${word.slice(0, 22)}`, `      ${word.slice(22)}`].join('\n'),
    )
    expect(table([{ title: 'Who' }, why], [['Acme', word]], plain(14))).toBe(
      ['Who', 'Acme', '    abcdefghij', '    klmnopqrst', '    uvwxyz'].join('\n'),
    )
  })

  it('has every letter of any text, in lines that fit', () => {
    const anyText = fc.array(fc.constantFrom('a', 'bread', '日本語', ' ', 'x'.repeat(30)), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(anyText, fc.integer({ min: 12, max: 40 }), (parts, width) => {
        const text = parts.join('')
        const lines = table([{ title: 'Who' }, why], [['Acme', text]], plain(width)).split('\n')
        expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width)
        const shown = lines.slice(1).map((line) => line.slice(line.startsWith('Acme') ? 4 : 0))
        expect(shown.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
    )
  })
})

describe('where a column wraps, and there is no room for all', () => {
  const who: Column = { title: 'Who', least: 8, wraps: 'beside' }
  const by: Column = { title: 'By', least: 4, wraps: 'beside' }
  const count: Column = { title: 'Count', align: 'right' }
  const lines = (columns: Column[], row: string[], width: number) => table(columns, [row], plain(width)).split('\n')

  it('words stand below their row with their title, the rightmost first', () => {
    const row = ['Acme Bakery', 'ab', 'Kim', '12']
    expect(lines([who, { title: 'A' }, by, count], row, 26)).toEqual([
      'Who         A   By   Count',
      'Acme        ab  Kim     12',
      'Bakery',
    ])
    expect(lines([who, { title: 'A' }, by, count], row, 20)).toEqual([
      'Who        A   Count',
      'Acme       ab     12',
      'Bakery',
      '    By Kim',
    ])
  })

  it('counts follow when there are no words any more, and the beginning of a row stays', () => {
    expect(lines([who, count, { title: 'Minutes', align: 'right' }], ['Acme Bakery', '12', '30'], 20)).toEqual([
      'Who          Count',
      'Acme Bakery     12',
      '    Minutes 30',
    ])
  })

  it('columns that do not begin a row may stand below it', () => {
    const columns: Column[] = [count, { title: 'Day' }, who, { title: 'Tone' }, note]
    expect(lines(columns, ['12', '26 Nov', 'Acme Bakery', '+', 'asked after the new oven'], 26)).toEqual([
      'Count  Day     Tone',
      '   12  26 Nov  +',
      '    Who Acme Bakery',
      '    asked after the new o…',
    ])
  })

  it('an empty cell takes no line below', () => {
    expect(lines([who, count, by, { title: 'X' }], ['Acme', '12', '', 'abcdefgh'], 22)).toEqual([
      'Who   Count  X',
      'Acme     12  abcdefgh',
    ])
  })

  it('a word that is broken is followed by the next', () => {
    expect(lines([who, count], ['abcdefghijkl mn', '12'], 15)).toEqual([
      'Who       Count',
      'abcdefgh     12',
      'ijkl mn',
    ])
  })

  it('a row of nothing but words has no empty line', () => {
    const rows = [
      ['Acme', 'send the list of prices'],
      ['', 'care visit overdue'],
    ]
    const why: Column = { title: 'Why', least: 24, wraps: true }
    expect(table([who, why], rows, plain(22)).split('\n')).toEqual([
      'Who',
      'Acme',
      '    send the list of',
      '    prices',
      '    care visit overdue',
    ])
  })
})

describe('in a pipe', () => {
  it('cuts no cell, however long', () => {
    const paper = { ...plain(20), tableWidth: Number.POSITIVE_INFINITY }
    expect(table([{ title: 'Who' }, note], [['Acme', 'x'.repeat(300)]], paper)).toContain('x'.repeat(300))
  })
})

describe('on narrow paper', () => {
  it('cuts what may be cut, with …', () => {
    const rows = [['Acme', 'asked after the new oven']]
    expect(table([{ title: 'Who' }, note], rows, plain(20))).toBe('Who   Note\nAcme  asked after t…')
  })

  it('cuts nothing that just fits', () => {
    const rows = [['Acme', 'asked after it']]
    expect(table([{ title: 'Who' }, note], rows, plain(20))).toBe('Who   Note\nAcme  asked after it')
    expect(table([{ title: 'Who' }, note], rows, plain(19))).toBe('Who   Note\nAcme  asked after…')
  })

  it('takes from the widest column first', () => {
    const columns: Column[] = [{ title: 'A', least: 4 }, note]
    expect(table(columns, [['abcdefgh', 'x'.repeat(40)]], plain(20))).toBe('A         Note\nabcdefgh  xxxxxxxxx…')
    expect(table(columns, [['a'.repeat(40), 'xxxxxxxx']], plain(20))).toBe('A           Note\naaaaaaaaa…  xxxxxxxx')
  })

  it.each([
    ['just to its least', 20, 'aaaaaaaa  bb…  cccc…'],
    ['to a sign, where that is not enough', 14, 'aaaaaaaa  …  …'],
    ['and at last what else would not be cut', 12, 'aaaaa…  …  …'],
    ['but never to less than a sign', 1, '…  …  …'],
  ])('cuts %s', (_, width, line) => {
    const columns: Column[] = [{ title: 'A' }, { title: 'B', least: 3 }, { title: 'C', least: 5 }]
    expect(table(columns, [['aaaaaaaa', 'bbbbbbbb', 'cccccccc']], plain(width)).split('\n')[1]).toBe(line)
  })

  it('does not widen a column to its least', () => {
    const columns: Column[] = [{ title: 'A', least: 10 }, note]
    expect(table(columns, [['a', 'x'.repeat(40)]], plain(12))).toBe('A  Note\na  xxxxxxxx…')
  })
})

describe('wide characters', () => {
  it('take two columns', () => {
    const rows = [
      ['日本語', 'x'],
      ['ab', 'y'],
      ['👍', 'z'],
    ]
    expect(table([{ title: 'A' }, { title: 'B' }], rows, plain(80))).toBe('A       B\n日本語  x\nab      y\n👍      z')
  })

  it('are set to the right by their width', () => {
    const rows = [['日本'], ['abcde']]
    expect(table([{ title: 'A', align: 'right' }], rows, plain(80))).toBe('    A\n 日本\nabcde')
  })

  it('are cut whole, and the room that they leave is filled', () => {
    const columns: Column[] = [{ title: 'A', least: 4 }, { title: 'B' }]
    expect(table(columns, [['日本語', 'x']], plain(7))).toBe('A     B\n日…   x')
  })
})

describe('a style', () => {
  const style = (text: string) => `<${text}>`

  it('is put on the cut text alone, not on the space around it', () => {
    const rows = [
      [{ text: 'ab', style }, 'x'],
      ['abcd', { text: 'asked after the oven', style }],
    ]
    expect(table([{ title: 'A' }, note], rows, plain(16))).toBe('A     Note\n<ab>    x\nabcd  <asked aft…>')
  })

  it('does not change what is told', () => {
    const columns: Column[] = [{ title: 'Who', align: 'right' }, note]
    const told = (paper: Paper) =>
      table(columns, [[{ text: 'Acme', style: paper.colour.red }, 'asked after the new oven']], paper)
    const inColour = told({ ...plain(20), colour })
    expect(inColour).toContain('\x1b[31mAcme\x1b[39m')
    expect(stripVTControlCharacters(inColour)).toBe(told(plain(20)))
  })

  it('does not change words that wrap, beside their row or below it', () => {
    const columns: Column[] = [
      { title: 'Customer', least: 8 },
      { title: 'Why', least: 16, wraps: true },
    ]
    const told = (paper: Paper) =>
      table(
        columns,
        [['Hotel Astoria', { text: 'the rye came an hour late, and cold', style: paper.colour.red }]],
        paper,
      )
    for (const width of [20, 24, 32, 40]) {
      const inColour = told({ ...plain(width), colour })
      expect(inColour).toContain('\x1b[31m')
      expect(stripVTControlCharacters(inColour)).toBe(told(plain(width)))
    }
  })
})

it('every table fits its paper, however narrow', () => {
  const anyCell = fc
    .array(fc.constantFrom('a', 'b', ' ', '日', '한', 'Ａ', '👍'), { maxLength: 30 })
    .map((letters) => letters.join(''))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyCell, anyCell, fc.constantFrom('#1', '#481')), { maxLength: 6 }),
      fc.integer({ min: 7, max: 90 }),
      (rows, width) => {
        const columns: Column[] = [{ title: 'Who', least: 10 }, note, { title: 'Id', align: 'right' }]
        for (const line of table(columns, rows, plain(width)).split('\n')) {
          expect(widthOf(line)).toBeLessThanOrEqual(width)
        }
      },
    ),
  )
})
