import type { Day } from '#domain/days/day.ts'
import type { DateOrder } from '#domain/shop/settings.ts'
import type { SettledCards } from './decide/settled-cards.ts'
import type { FileKind } from './read/kinds.ts'
import type { Holding } from './read/table/cells.ts'
import type { SaidMapping } from './read/table/mapping.ts'
import type { Records, What } from './records.ts'

export type ReadOptions = {
  as?: FileKind
  said: SaidMapping
  /** A column may leave the order of day and month open. */
  dates?: DateOrder
  /** Null where nobody has set `date.order`. */
  dateOrder: DateOrder | null
  encoding?: string
  /** Somebody can be asked about the columns. */
  asks: boolean
  today: Day
  since: Day | null
  /** The addresses are the user's own. */
  me: string[]
}

/** `holds` is what its cells likely hold. */
export type UnreadColumn = { column: string; holds: Holding | null }

/** The records can be read more than once. */
export type ImportFile = {
  name: string
  kind: FileKind
  /** The words say its kind and contents. */
  words: string
  /**
   * Columns that hold something that matters come first; a file of cards has properties. A file that is read as a whole knows
   * them once its records are read.
   */
  unread: UnreadColumn[]
  /** The options put the first column that is not read into the note; null where all are read. */
  keep: { column: string; options: string } | null
  /** The options bring the orders of its customers, which are not read; null where there are none. */
  orders: string | null
  /** Records are counted under this kind, also the left out and the bad ones. */
  holds: What
  /** All its rows are touches: they may be more than memory has room for. */
  onlyTouches: boolean
  sources: { customers: string; touches: string }
  /** The meaning of its columns is remembered; null when nobody had to say it. */
  remember: { header: string; mapping: string } | null
  /** A file of the rows that are bad begins with this line. */
  header: string | null
  /** Its touches have this purpose where it says none. */
  assumedPurpose: string | null
  /** All its touches have this purpose; null where that differs, undefined where the file has a channel. */
  purposeWithoutChannel: string | null | undefined
  /** Touches name their customer in this column. */
  customerColumn: string | null
  /** @param settled recognises the cards that need not be read, and counts them */
  records: (settled?: SettledCards) => AsyncIterable<Records>
  /** An export of a whole book has it, part by part. */
  exported?: () => AsyncIterable<string>
}
