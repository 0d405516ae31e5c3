import type { MergeRange } from 'hucre/xlsx'

/** A cell that stands for several rows, and its text. */
type Tall = MergeRange & { text: string }

/** Writes the text of a merged cell into all of its rows, the first of which alone has it in the file. */
export class MergedCells {
  readonly #later: Tall[]
  #open: Tall[] = []

  constructor(merged: MergeRange[]) {
    this.#later = merged
      .filter(({ startRow, endRow }) => endRow > startRow)
      .map((range) => ({ ...range, text: '' }))
      .sort((one, other) => other.startRow - one.startRow)
  }

  /**
   * A row with the texts that stand for it.
   * @param row its number, from 0; each call has a later one
   */
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
