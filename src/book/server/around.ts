import type { Sql } from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import type { Waiting } from '#domain/shop/waiting.ts'
import type { Maker } from '../changes/makers.ts'
import type { Writer } from '../changes/writer.ts'
import type { OfLaptop, Reader } from '../engine.ts'
import type { Schema } from '../schema.ts'
import type { Address } from './address.ts'

/**
 * The addition has waited, and is written as its command would have written it on its day.
 * @returns the summary of the change, in a line; and sentences about whom it went to in the place of others
 */
export type WriteAddition = (db: Writer, waiting: Waiting) => Promise<{ summary: string; went: string[] }>

/** An erasure has changed so many copies and waiting additions on this laptop; `left` names all that could not be changed. */
export type ErasedHere = { copies: number; waiting: number; left: string[] }

/** The floors above know customers, and do this work for a book on a server. */
export type Above = {
  /** Most commands begin with the question for the rules. */
  rules: Sql
  write: WriteAddition
  /** Customers go by their numbers from the copies on this laptop, and from the additions that wait on it; `db` is the book. */
  erase: (bookPath: string, today: Day, ids: number[], db: Reader) => Promise<ErasedHere>
}

export type AroundBook = {
  /** The command itself does not say this of the book. */
  tell: (text: string) => void
  /** Long work shows how far it is, and hears Ctrl-C. @throws 130, when it is broken off */
  progress: (what: string, done: number, all: number) => Promise<void>
  /** True for the book of this laptop, which keeps copies, names and waiting additions; any other book is only looked at. */
  isOwn: boolean
  /** The maker of the changes is first needed when this is called. */
  whoMakes: () => Maker | undefined
  laptop: OfLaptop
  above: Above
}

/** `path` is the file that this laptop would have as its book. */
export type OfServer = AroundBook & { address: Address; path: string; today: Day; schema: Schema }
