import type { Day } from '#domain/days/day.ts'
import type { DateOrder } from '#domain/shop/settings.ts'
import type { SettledCards } from './decide/settled-cards.ts'
import type { FileKind } from './read/kinds.ts'
import type { Holding } from './read/table/cells.ts'
import type { SaidMapping } from './read/table/mapping.ts'
import type { Records, What } from './records.ts'

/** The options of the command line for reading files. */
export type ReadOptions = {
  as?: FileKind
  said: SaidMapping
  /** The order of day and month, where a column leaves it open. */
  dates?: DateOrder
  /** The order of the setting `date.order`; null where nobody has set it. */
  dateOrder: DateOrder | null
  /** The name of the text's encoding. */
  encoding?: string
  /** True when somebody can be asked about the columns. */
  asks: boolean
  today: Day
  since: Day | null
  /** The addresses of the user. */
  me: string[]
}

/** A column that is not read, and the likely contents of its cells. */
export type UnreadColumn = { column: string; holds: Holding | null }

/** A file whose records can be read, more than once. */
export type ImportFile = {
  name: string
  kind: FileKind
  /** Its kind and contents, in words. */
  words: string
  /**
   * Its unread columns, first those that hold something that matters, or the unread properties of its cards; a file that is read
   * as a whole knows them once its records are read.
   */
  unread: UnreadColumn[]
  /** The first column that is not read, and the options that put it into the note; null where all are read. */
  keep: { column: string; options: string } | null
  /** The options that bring the orders of its customers, which are not read; null where there are none. */
  orders: string | null
  /** The kind under which its records are counted, also the left out and the bad ones. */
  holds: What
  /** True when all its rows are touches: they may be more than memory has room for. */
  onlyTouches: boolean
  /** The sources of the keys of its customers and of its touches. */
  sources: { customers: string; touches: string }
  /** The meaning of its columns, to be remembered; null when nobody had to say it. */
  remember: { header: string; mapping: string } | null
  /** Its first line, for a file of the rows that are bad. */
  header: string | null
  /** The purpose assumed for its touches, where it has none. */
  assumedPurpose: string | null
  /** The purpose of all its touches, null where that differs; undefined where the file has a channel. */
  purposeWithoutChannel: string | null | undefined
  /** The name of the column with the customers of touches. */
  customerColumn: string | null
  /** @param settled recognises the cards that need not be read, and counts them */
  records: (settled?: SettledCards) => AsyncIterable<Records>
  /** The text of an export of a whole book, part by part; any other file has none. */
  exported?: () => AsyncIterable<string>
}
