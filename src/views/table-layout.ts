/** A column of a table; one that has a `least` holds words. */
export type Column = {
  title: string
  align?: 'right'
  /** The width to which it is cut first. A column without one is cut last. */
  least?: number
  /**
   * Set where the text goes on in further lines instead of being cut: true for words that may stand below their row, `beside` for
   * a text that stays beside the other columns, and that takes its title along where it has to stand below.
   */
  wraps?: true | 'beside'
}

/** The space between two columns. */
export const columnGap = '  '

/** True for a column of words, which may be shown in less room than they take. */
export const isWords = (column: Column | undefined): boolean => column?.least !== undefined

/**
 * Widths that fit the paper. The widest column with a `least` is narrowed first; where that is not enough, every column is,
 * down to a single character.
 */
function fitted(columns: Column[], natural: number[], width: number): number[] {
  const widths = [...natural]
  let excess = widths.reduce((sum, each) => sum + each, 0) + columnGap.length * (columns.length - 1) - width
  const never = Number.POSITIVE_INFINITY
  const givers = [
    (column: Column) => column.least ?? never,
    (column: Column) => (column.least === undefined ? never : 1),
    () => 1,
  ]
  for (const leastOf of givers) {
    while (excess > 0) {
      const widest = widestThatCanGive(widths, columns.map(leastOf))
      if (widest < 0) break
      widths[widest] = (widths[widest] ?? 0) - 1
      excess -= 1
    }
  }
  return widths
}

/** The index of the widest column that is wider than it has to be; -1 when there is none. */
const widestThatCanGive = (widths: number[], least: number[]): number =>
  widths.reduce(
    (best, width, i) => (width > (least[i] ?? 0) && (best < 0 || width > (widths[best] ?? 0)) ? i : best),
    -1,
  )

/** The narrowest column in which words can be read. */
const readable = 20

/** Columns that stand beside each other, with their widths, and columns that stand below each row. */
type Layout = { beside: number[]; widths: number[]; below: number[] }

/**
 * The place of each column. Where one wraps, nothing may be lost: words that would have to wrap in too narrow a column stand
 * below their row, and so do then the columns that would be narrower than their `least`.
 */
export function layoutOf(columns: Column[], natural: number[], width: number): Layout {
  const beside = columns.map((_, i) => i)
  const below: number[] = []
  const layout = (): Layout => {
    const widths = fitted(
      beside.map((i) => columns[i] as Column),
      beside.map((i) => natural[i] ?? 0),
      width,
    )
    return { beside, widths, below }
  }
  const move = (i: number) => {
    beside.splice(beside.indexOf(i), 1)
    below.push(i)
  }
  const words = narrowWords(columns, natural, layout())
  if (words >= 0) move(words)
  while (columns.some(({ wraps }) => wraps) && isTooWide(columns, natural, beside, width)) {
    const next = nextBelow(columns, beside)
    if (next === undefined) break
    move(next)
  }
  return layout()
}

/** The index of the widest column of words, where it would be too narrow; -1 where it would not. */
function narrowWords(columns: Column[], natural: number[], { widths }: Layout): number {
  const widest = Math.max(...columns.map(({ wraps }, i) => (wraps === true ? (natural[i] ?? 0) : 0)))
  return columns.findIndex(
    ({ wraps }, i) => wraps === true && natural[i] === widest && (widths[i] ?? 0) < Math.min(readable, widest),
  )
}

/** True when columns do not fit even at their narrowest. */
function isTooWide(columns: Column[], natural: number[], beside: number[], width: number): boolean {
  const least = beside.map((i) => Math.min(natural[i] ?? 0, columns[i]?.least ?? Number.POSITIVE_INFINITY))
  return least.reduce((sum, each) => sum + each, columnGap.length * (beside.length - 1)) > width
}

/** The column that stands below each row next: words before others, from the right; the beginning of a row stays. */
function nextBelow(columns: Column[], beside: number[]): number | undefined {
  const first = columns.findIndex(isWords)
  const isBeginning = (i: number) => i === 0 || (i === first && i <= 1)
  return (
    beside.findLast((i) => isWords(columns[i]) && i !== first) ??
    beside.find((i) => i === first && !isBeginning(i)) ??
    beside.findLast((i) => !isBeginning(i))
  )
}
