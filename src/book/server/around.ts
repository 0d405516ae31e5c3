import type { Sql } from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import type { Waiting } from '#domain/shop/waiting.ts'
import type { Maker } from '../changes/makers.ts'
import type { Writer } from '../changes/writer.ts'
import type { OfLaptop, Reader } from '../engine.ts'
import type { Schema } from '../schema.ts'
import type { Address } from './address.ts'

/**
 * Writes an addition that has waited, as its command would have on its day.
 * @returns the summary of the change, in a line; and sentences about whom it went to in the place of others
 */
export type WriteAddition = (db: Writer, waiting: Waiting) => Promise<{ summary: string; went: string[] }>

/** The numbers of copies and waiting additions that an erasure has changed on this laptop, and the names of all that is left. */
export type ErasedHere = { copies: number; waiting: number; left: string[] }

/** The work of the floors above, which know customers, for a book on a server. */
export type Above = {
  /** The question for the rules, with which most commands begin. */
  rules: Sql
  write: WriteAddition
  /** Erases customers by number from the copies on this laptop and from the additions that wait on it; `db` is the book. */
  erase: (bookPath: string, today: Day, ids: number[], db: Reader) => Promise<ErasedHere>
}

/** The surroundings of a book on a server. */
export type AroundBook = {
  /** Tells the user what the command itself does not say of the book. */
  tell: (text: string) => void
  /** Shows how far long work is, and hears Ctrl-C. @throws 130, when it is broken off */
  progress: (what: string, done: number, all: number) => Promise<void>
  /** True for the book of this laptop, which keeps copies, names and waiting additions; any other book is only looked at. */
  isOwn: boolean
  /** Gives the maker of the changes, and is called when a maker is first needed. */
  whoMakes: () => Maker | undefined
  /** The teammate at this laptop. */
  laptop: OfLaptop
  above: Above
}

/** A book on a server, in its surroundings; `path` is the file that this laptop would have as its book. */
export type OfServer = AroundBook & { address: Address; path: string; today: Day; schema: Schema }
