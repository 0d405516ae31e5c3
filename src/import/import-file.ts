import type { Day } from '#domain/days/day.ts'
import type { DateOrder } from '#domain/shop/settings.ts'
import type { Holding } from './read/cells.ts'
import type { FileKind } from './read/kinds.ts'
import type { SaidMapping } from './read/mapping.ts'
import type { Records, What } from './records.ts'

/** What was said on the command line of how files are read. */
export type ReadOptions = {
  as?: FileKind
  said: SaidMapping
  /** The order of day and month, where a column leaves it open. */
  dates?: DateOrder
  /** That order as the shop writes it; null where nobody has said it. */
  dateOrder: DateOrder | null
  /** How the text is encoded. */
  encoding?: string
  /** Whether somebody is asked what the columns are. */
  asks: boolean
  today: Day
  since: Day | null
  /** The addresses of the user. */
  me: string[]
}

/** A column that is not read, and what its cells look like. */
export type UnreadColumn = { column: string; holds: Holding | null }

/** A file whose records can be read, more than once. */
export type ImportFile = {
  name: string
  kind: FileKind
  /** What it is, in words. */
  words: string
  /**
   * What of it is not read: columns, those first that hold what matters, or what a card holds; of a whole file, once its
   * records are.
   */
  unread: UnreadColumn[]
  /** What its records are counted as, those that are left out or bad. */
  holds: What
  /** Whether all its rows are touches: they may be more than memory has room for. */
  onlyTouches: boolean
  /** How the keys of its customers and of its touches are called. */
  sources: { customers: string; touches: string }
  /** How its columns are named, to be remembered; null when nobody had to say. */
  remember: { header: string; mapping: string } | null
  /** Its first line, for a file of the rows that are bad. */
  header: string | null
  /** The purpose that its touches are taken to have, where it does not say one. */
  assumedPurpose: string | null
  /** The purpose of all its touches, null where that differs; and undefined where the channel stands in the file. */
  purposeWithoutChannel: string | null | undefined
  /** The name of the column that the customers of touches are in. */
  customerColumn: string | null
  records: () => AsyncIterable<Records>
  /** Its text, part by part; a workbook has none. */
  parts: () => AsyncIterable<string>
}
