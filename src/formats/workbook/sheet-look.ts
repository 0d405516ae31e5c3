import type { MergeRange } from 'hucre/xlsx'

/** Bytes: the library holds all of a workbook in memory for its formats. */
const largest = 2_000_000
/** Rows that show how the numbers of a column are written; merged cells are all known. */
const sampled = 200

/** The text of a number whose format says more than the number: `01067`, `+49 30 1234567`. */
export type NumberText = (value: number) => string

/** Zeros or a sign stand before the number, and nothing of an amount, a share or a day. */
const isOfDigits = (format: string): boolean => {
  const places = format.replace(/"[^"]*"|\\./g, '')
  const isBefore = /00|0#/.test(places) || /\+|"0|\\0/.test(format)
  return isBefore && /^[\s0#()+/-]*$/.test(places) && /[0#]/.test(places)
}

/** The digits take the places of the format from the right on, and all that are left the first. */
function written(number: number, format: string): string {
  const parts = [...format.matchAll(/"([^"]*)"|\\(.)|(.)/g)].map(([, quoted, escaped, sign = '']) => ({
    isPlace: /[0#]/.test(sign),
    sign: quoted ?? escaped ?? sign,
  }))
  const first = parts.findIndex(({ isPlace }) => isPlace)
  let digits = String(number)
  const texts = parts.map(({ sign }) => sign)
  for (const [back, { isPlace, sign }] of parts.toReversed().entries()) {
    if (!isPlace) continue
    const i = parts.length - 1 - back
    const taken = i === first ? digits : digits.slice(-1)
    texts[i] = taken === '' && sign === '0' ? '0' : taken
    digits = digits.slice(0, -1)
  }
  return texts.join('')
}

/**
 * Numbers of a column have a text where it is another than the number alone; `blankFormula` is the first cell, such as `A2`, with a
 * formula that no program has worked out.
 */
export type SheetLook = { numbers: Map<number, NumberText>; merged: MergeRange[]; blankFormula?: string }

/** A format counts where all of the first rows of a column have it. @param index the number of the sheet, from 0 */
export async function sheetLook(bytes: Uint8Array, index: number): Promise<SheetLook> {
  if (bytes.length > largest) return { numbers: new Map(), merged: [] }
  const { cellRef, readXlsx } = await import('hucre/xlsx')
  const { sheets } = await readXlsx(bytes, { sheets: [index], readStyles: true, maxRows: sampled })
  const formats = new Map<number, Set<string>>()
  let blankFormula: string | undefined
  for (const [place, { value, style, formula }] of sheets[0]?.cells ?? []) {
    const [row = 0, column = 0] = place.split(',').map(Number)
    if (formula !== undefined && value === null) blankFormula ??= cellRef(row, column)
    if (typeof value !== 'number') continue
    formats.set(column, (formats.get(column) ?? new Set()).add(style?.numFmt ?? ''))
  }
  const numbers = [...formats].flatMap(([column, of]): [number, NumberText][] => {
    const [format = '', ...others] = of
    return others.length === 0 && isOfDigits(format) ? [[column, (number) => written(number, format)]] : []
  })
  return { numbers: new Map(numbers), merged: sheets[0]?.merges ?? [], ...(blankFormula && { blankFormula }) }
}
