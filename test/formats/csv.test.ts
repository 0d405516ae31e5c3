import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cells, csvParts, csvText } from '#formats/csv.ts'

const lineOf = (...cells: Cells) => csvText({ columns: ['a', 'b'], rows: [cells] }).slice('a,b\r\n'.length)

/** RFC 4180, read one character at a time. */
function parsed(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      at += 1
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (at >= text.length) throw new Error('a quote is not closed')
        cell += text[at]
        at += text[at] === '"' ? 2 : 1
      }
      at += 1
    } else {
      while (at < text.length && !',\r\n"'.includes(text[at] ?? '')) {
        cell += text[at]
        at += 1
      }
    }
    row.push(cell)
    if (text[at] === ',') {
      at += 1
      if (at === text.length) throw new Error('the last line is not ended')
    } else if (text.startsWith('\r\n', at)) {
      at += 2
      rows.push(row)
      row = []
    } else throw new Error(`${JSON.stringify(text[at])} stands unquoted at ${at}`)
  }
  return rows
}

describe('a table', () => {
  it('begins with its header, and ends each line with CR LF', () => {
    const rows = [
      ['Acme Bakery', 3],
      ['Bolt Garage', 0],
    ]
    expect(csvText({ columns: ['customer', 'touches'], rows })).toBe(
      'customer,touches\r\nAcme Bakery,3\r\nBolt Garage,0\r\n',
    )
  })

  it('is its header alone without rows', () => {
    expect(csvText({ columns: ['a', 'b'], rows: [] })).toBe('a,b\r\n')
  })
})

describe('a cell', () => {
  it.each([
    ['a comma', 'Smith, Jones', '"Smith, Jones"'],
    ['quotes', 'the "old" shop', '"the ""old"" shop"'],
    ['a quote alone', '"', '""""'],
    ['CR LF', 'one\r\ntwo', '"one\r\ntwo"'],
    ['a line feed', 'one\ntwo', '"one\ntwo"'],
    ['a carriage return', 'one\rtwo', '"one\rtwo"'],
  ])('with %s is quoted', (_, cell, quoted) => {
    expect(lineOf(cell, 'x')).toBe(`${quoted},x\r\n`)
  })

  it.each([
    ['nothing', null, ''],
    ['an empty text', '', ''],
    ['outer spaces', ' a ', ' a '],
    ['accents and emoji', 'Café 👍', 'Café 👍'],
    ['a semicolon', 'a; b', 'a; b'],
  ])('with %s is left as it is', (_, cell, text) => {
    expect(lineOf(cell, 'x')).toBe(`${text},x\r\n`)
  })
})

describe('a formula', () => {
  it.each([
    ['=', '=1+1'],
    ['+', '+49 30 123456'],
    ['-', '-2'],
    ['@', '@SUM(A1)'],
    ['a tab', '\t=1'],
    ['a full-width =', '＝1'],
    ['a full-width +', '＋1'],
    ['a full-width -', '－1'],
    ['a full-width @', '＠SUM'],
  ])("beginning with %s gets a ' before it", (_, cell) => {
    expect(lineOf(cell, 'x')).toBe(`'${cell},x\r\n`)
  })

  it.each([
    ['CR', '\r=1'],
    ['LF', '\n=1'],
    ['CR LF', '\r\n=1'],
    ['=, with a comma in it', '=SUM(1,2)'],
  ])("beginning with %s gets a ' inside the quotes", (_, cell) => {
    expect(lineOf(cell, 'x')).toBe(`"'${cell}",x\r\n`)
  })

  it.each(['1+1', 'a=b', 'kim@example.com', ' =1', 'a\t', '2026-11-20'])('is not seen inside a text: %j', (cell) => {
    expect(lineOf(cell, 'x')).toBe(`${cell},x\r\n`)
  })

  it.each([-12, 0, 3, 1.5, -0.5])('is not seen in a number: %d', (n) => {
    expect(lineOf(n, 'x')).toBe(`${n},x\r\n`)
  })
})

it.each([
  [1 / 12, '0.08'],
  [2 / 3, '0.67'],
  [4, '4'],
  [null, ''],
])('a share or ratio has two decimals: %d', (n, shown) => {
  expect(lineOf(n, 'x')).toBe(`${shown},x\r\n`)
})

it('every table is read back as it was, but for the guard', () => {
  const anyText = fc.string({
    unit: fc.constantFrom('a', ' ', ',', '"', '\r\n', '\r', '\n', '=', '-', '\t', "'", '＝', 'é', '👍'),
  })
  const anyCell = fc.oneof(anyText, fc.integer(), fc.constant(null))
  const guarded = (cell: string | number | null) =>
    typeof cell === 'string' && /^'*[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : String(cell ?? '')
  fc.assert(
    fc.property(fc.array(fc.tuple(anyCell, anyCell, anyCell), { maxLength: 5 }), (rows) => {
      const columns = ['one', 'two', 'three']
      expect(parsed(csvText({ columns, rows }))).toEqual([columns, ...rows.map((row) => row.map(guarded))])
    }),
  )
})

describe('very many rows', () => {
  const anyCell = fc.oneof(fc.constant(null), fc.integer(), fc.string({ unit: fc.constantFrom(...'a,"\r\n=\'+ é') }))
  const partsOf = async (rows: Cells[][], raw: boolean) => {
    async function* pages() {
      yield* rows
    }
    let text = ''
    for await (const part of csvParts(['a', 'b'], pages(), raw)) text += part
    return text
  }

  it('are written as a table of them is, however they are divided into pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.tuple(anyCell, anyCell), { maxLength: 4 }), { maxLength: 4 }),
        async (pages) => {
          expect(await partsOf(pages, false)).toBe(csvText({ columns: ['a', 'b'], rows: pages.flat() }))
        },
      ),
    )
  })

  it('keep their text as it is for a program', async () => {
    expect(await partsOf([[['=1+1', "'-2"]]], true)).toBe("a,b\r\n=1+1,'-2\r\n")
    expect(await partsOf([[['=1+1', "'-2"]]], false)).toBe("a,b\r\n'=1+1,''-2\r\n")
  })
})
