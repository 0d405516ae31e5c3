/** A column that has a `least` holds words. */
export type Column = {
  title: string
  align?: 'right'
  /** The column is cut to this width first. One without it is cut last. */
  least?: number
  /**
   * The text goes on in further lines instead of being cut: true for words that may stand below their row, `beside` for a text
   * that stays beside the other columns, and that takes its title along where it has to stand below.
   */
  wraps?: true | 'beside'
}

export const columnGap = '  '

/** Words may be shown in less room than they take. */
export const isWords = (column: Column | undefined): boolean => column?.least !== undefined

/** The widest column with a `least` is narrowed first; where that is not enough, every column is, down to a single character. */
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

/** -1 when no column is wider than it has to be. */
const widestThatCanGive = (widths: number[], least: number[]): number =>
  widths.reduce(
    (best, width, i) => (width > (least[i] ?? 0) && (best < 0 || width > (widths[best] ?? 0)) ? i : best),
    -1,
  )

/** Words can be read in so many columns. */
const readable = 20

/** `beside` and `below` are indexes of columns. */
type Layout = { beside: number[]; widths: number[]; below: number[] }

/**
 * Where a column wraps, nothing may be lost: words that would have to wrap in too narrow a column stand below their row, and so
 * do then the columns that would be narrower than their `least`.
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

/** -1 where the widest column of words is not too narrow. */
function narrowWords(columns: Column[], natural: number[], { widths }: Layout): number {
  const widest = Math.max(...columns.map(({ wraps }, i) => (wraps === true ? (natural[i] ?? 0) : 0)))
  return columns.findIndex(
    ({ wraps }, i) => wraps === true && natural[i] === widest && (widths[i] ?? 0) < Math.min(readable, widest),
  )
}

function isTooWide(columns: Column[], natural: number[], beside: number[], width: number): boolean {
  const least = beside.map((i) => Math.min(natural[i] ?? 0, columns[i]?.least ?? Number.POSITIVE_INFINITY))
  return least.reduce((sum, each) => sum + each, columnGap.length * (beside.length - 1)) > width
}

/** Words go before others, from the right; the beginning of a row stays. */
function nextBelow(columns: Column[], beside: number[]): number | undefined {
  const first = columns.findIndex(isWords)
  const isBeginning = (i: number) => i === 0 || (i === first && i <= 1)
  return (
    beside.findLast((i) => isWords(columns[i]) && i !== first) ??
    beside.find((i) => i === first && !isBeginning(i)) ??
    beside.findLast((i) => !isBeginning(i))
  )
}
