import type { MergeRange } from 'hucre/xlsx'

type Tall = MergeRange & { text: string }

/** The file has the text in the first of the rows alone. */
export class MergedCells {
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
