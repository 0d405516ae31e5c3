import type { CellValue, MergeRange, StreamRow } from 'hucre/xlsx'
import { once } from '#domain/remembered.ts'
import { cannot, UserError } from '#errors.ts'
import { refuseBomb } from './packed.ts'
import { type NumberText, type SheetLook, sheetLook } from './sheet-look.ts'

/** An empty cell counts, where another stands behind it. */
const mostCells = 4_000_000
/** Milliseconds. */
const minute = 60_000
/** An earlier day is a time alone: a spreadsheet program counts from the end of 1899. */
const firstYear = '1900-01-01'
const handful = 1_000

/** A hidden sheet is one that its program does not show. */
export type WorkbookSheet = {
  name: string
  isHidden: boolean
  rows: () => AsyncGenerator<SheetRow[]>
  look: () => Promise<SheetLook>
}
/** `line` is from 1; days are `2026-11-20`. Empty rows are left out. */
export type SheetRow = { line: number; cells: string[] }

/** A workbook is a packed file. */
export const workbookMark = [0x50, 0x4b, 0x03, 0x04]

/** Sheets (xlsx) come in their order. @throws cannot, for a file that is no whole workbook, or is too large */
export async function sheetsOf(bytes: Uint8Array): Promise<WorkbookSheet[]> {
  refuseBomb(bytes)
  const { readXlsx } = await import('hucre/xlsx')
  const found: { name: string; index: number; isHidden: boolean }[] = []
  await ours(() =>
    readXlsx(bytes, {
      sheets: ({ name, index, hidden, veryHidden }) => {
        found.push({ name, index, isHidden: hidden === true || veryHidden === true })
        return false
      },
    }),
  )
  return found.map(({ name, index, isHidden }) => {
    const look = once(() => ours(() => sheetLook(bytes, index)))
    return { name, isHidden, rows: () => rowsOf(bytes, index, look), look }
  })
}

async function* rowsOf(bytes: Uint8Array, sheet: number, lookOf: () => Promise<SheetLook>): AsyncGenerator<SheetRow[]> {
  const { streamXlsxRows } = await import('hucre/xlsx')
  const { numbers, merged } = await lookOf()
  const mergedCells = new MergedCells(merged)
  const rows = streamXlsxRows(bytes, { sheet })
  let page: SheetRow[] = []
  let cells = 0
  try {
    for (;;) {
      const { done, value } = await ours(() => rows.next())
      if (done) break
      cells += value.values.length
      if (cells > mostCells) {
        throw cannot(
          `One sheet has more than ${mostCells / 1e6} million cells.`,
          'Divide it, or take out the rows and columns that are empty.',
        )
      }
      const { line, cells: written } = textRow(value, numbers)
      const row = { line, cells: mergedCells.fill(value.index, written) }
      if (written.some((cell) => cell !== '')) page.push(row)
      if (page.length < handful) continue
      yield page
      page = []
    }
    if (page.length > 0) yield page
  } finally {
    await rows.return(undefined)
  }
}

/** The library's errors become errors about the file. @throws cannot */
async function ours<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UserError) throw error
    const isLocked = error instanceof Error && error.name === 'EncryptedFileError'
    throw isLocked
      ? cannot('It has a password.', 'Save it without one, or as CSV.')
      : cannot(
          `It cannot be read as a workbook: ${error instanceof Error ? error.message.slice(0, 200) : 'it is damaged'}`,
          'Open it in its program, and save it again; or save it as CSV.',
        )
  }
}

const textRow = ({ index, values }: StreamRow, numbers: Map<number, NumberText>): SheetRow => ({
  line: index + 1,
  cells: values.map((value, column) => {
    const write = typeof value === 'number' && Number.isSafeInteger(value) ? numbers.get(column) : undefined
    return write === undefined || typeof value !== 'number' || value === 0 ? textOf(value) : write(value)
  }),
})

/**
 * A cell as text: a whole number without an exponent, a day with its time only where there is one, and a time alone, but not
 * midnight, which an empty cell comes to.
 */
function textOf(value: CellValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value.toFixed(0) : String(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/.test(value) ? '' : value
  if (Number.isNaN(value.getTime())) return ''
  // A time is a fraction of a day there, which comes to a little less than whole minutes.
  value.setTime(Math.round(value.getTime() / minute) * minute)
  const [day = '', time = ''] = value.toISOString().split('T')
  if (day < firstYear) return time.startsWith('00:00') ? '' : time.slice(0, 5)
  return time.startsWith('00:00') ? day : `${day} ${time.slice(0, 5)}`
}

type Tall = MergeRange & { text: string }

/** The file has the text in the first of the rows alone. */
class MergedCells {
  readonly #later: Tall[]
  #open: Tall[] = []

  constructor(merged: MergeRange[]) {
    this.#later = merged
      .filter(({ startRow, endRow }) => endRow > startRow)
      .map((range) => ({ ...range, text: '' }))
      .sort((one, other) => other.startRow - one.startRow)
  }

  /** @param row its number, from 0; each call has a later one */
  fill(row: number, cells: string[]): string[] {
    this.#open = this.#open.filter(({ endRow }) => endRow >= row)
    for (let next = this.#later.at(-1); next && next.startRow <= row; next = this.#later.at(-1)) {
      if (next.startRow === row) next.text = cells[next.startCol] ?? ''
      if (next.endRow >= row) this.#open.push(next)
      this.#later.pop()
    }
    if (this.#open.length === 0) return cells
    const length = Math.max(cells.length, ...this.#open.map(({ startCol }) => startCol + 1))
    const filled = Array.from({ length }, (_, column) => cells[column] ?? '')
    for (const { startCol, text } of this.#open) if (filled[startCol] === '') filled[startCol] = text
    return filled
  }
}
