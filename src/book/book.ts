import type { Addition, Waiting } from '#domain/shop/waiting.ts'
import type { Change, LastChange } from './changes/changes.ts'
import type { Maker, PointersTo } from './changes/makers.ts'
import type { Changing } from './changes/writer.ts'
import type { Ask, Engine } from './engine.ts'
import type { Target } from './snapshots/backup.ts'
import type { Taken } from './snapshots/snapshots.ts'

/** A row by its number. */
export type Numbered = { table: string; id: number }

/**
 * A change by its number in the undo log, and by the number that it had while it waited on this laptop; or an erasure, which
 * cannot be taken back, and the row that it was about.
 */
export type Made =
  | { what: 'change' | 'undo' | 'redo'; id: number; kept?: number }
  | { what: 'forget'; id: null; gone: Numbered | null }

/** The result of an erasure, which is in the book; and the reason why the file could not be written anew, or null. */
export type Erased<T> = { result: T; notAnew: string | null }

/** The words about a change that changes nothing. */
export const nothingChanged = 'It was so already: nothing changed, and there is nothing to undo.'

/** Shows a message while work on files of `size` bytes is going on. */
export type During = <T>(what: string, size: number, work: () => Promise<T>) => Promise<T>

/** Does the work without a message. */
export const unsaid: During = (_what, _size, work) => work()

/** Shows a message while work on the whole book is going on. */
export type WhileWorking = <T>(what: string, work: () => Promise<T>) => Promise<T>

/**
 * A book of either kind, in a file or on a server: read and written in whole transactions, one after the other; so no
 * transaction may be begun within another.
 */
export interface Book {
  /** The path of the file; for a book on a server, the path that its file on this laptop would have. */
  readonly path: string
  /** The address of a book on a server, as it is shown; null for a file. */
  readonly server: string | null
  /** True once this command has changed the book. */
  readonly hasChanged: boolean
  /** The changes that this command has made, each of which is on the disk. */
  readonly made: readonly Made[]
  /** The last addition of this command that waits on this laptop, by the number that `lastChange` has; null where none does. */
  readonly lastKept: number | null
  /** True while a copy on this laptop is read in the place of the book. */
  readonly isCopyRead: boolean
  /** True while anything that this laptop keeps is read in the place of the book: a copy, or names. */
  readonly isReadHere: boolean
  /** The maker of the changes of this command. */
  readonly maker: Maker | undefined
  /**
   * Reads the book as it is at one moment.
   * @throws cannot, when there is no book yet or it cannot be used
   */
  read<T>(ask: Ask<T>): Promise<T>
  /** Reads the book for a command that is going to write; where there is none yet, an empty one is read. */
  readOrNew<T>(ask: Ask<T>): Promise<T>
  /**
   * Makes one change, which `cl undo` takes back as a whole, in one transaction. Creates the book if there is none.
   * @throws cannot, when the book cannot be used; then nothing has changed
   */
  write<T>(change: Changing<T>): Promise<T>
  /**
   * Makes a change that only adds. On a server, it waits on this laptop while the server cannot be reached.
   * @returns the result, or the addition that waits
   */
  add<T>(addition: Addition, change: Changing<T>): Promise<{ result: T } | { kept: Waiting }>
  /** Does the work of a command that only adds: on a server, it needs names and words alone. */
  adding<T>(work: () => Promise<T>): Promise<T>
  /**
   * Takes back the last change of this user that stands; undefined when there is none.
   * @param only the number that it must have: else nothing is taken back, and undefined
   * @param pointersTo the columns that point to rows of a table
   * @throws cannot, when there is no book yet or it cannot be used, or somebody else has changed the same rows since
   */
  undo(only?: number, pointersTo?: PointersTo): Promise<Change | undefined>
  /**
   * Brings back the change that was taken back last; undefined when there is none, `lost` when its rows are not kept.
   * @throws cannot, when there is no book yet or it cannot be used, or somebody else has changed the same rows since
   */
  redo(): Promise<Change | 'lost' | undefined>
  /** The last change of this user that stands, with every text that it wrote. @throws cannot, when it cannot be read */
  lastChange(): Promise<LastChange | undefined>
  /**
   * Does work that cannot be taken back by hand, such as an import, after a snapshot of the book. Work that fails and leaves
   * the book as it was keeps no snapshot, and no older snapshot is deleted for it.
   * @param why a word for the work, without anybody’s name: `import`
   * @throws cannot, when the snapshot could not be taken: then nothing is done
   */
  afterSnapshot<T>(why: string, work: () => Promise<T>): Promise<T>
  /**
   * Copies the whole book, checked, into a file, or among the snapshots where none is named.
   * @param ask reads the book at the moment of the copy
   * @throws cannot, when there is no book, or the copy could not be made; then there is none
   */
  backUp<T>(target: Target, ask: Ask<T>): Promise<Taken & T>
  /**
   * Erases for good, in one transaction: no change that `cl undo` could take back. Then the file is written anew, so that
   * no byte of the erased rows is left in it.
   * @param gone the row that it is about; null where that row is not in the book any more
   * @throws cannot, when there is no book yet or it cannot be used; then nothing has changed
   */
  erase<T>(gone: Numbered | null, work: (engine: Engine) => Promise<T>): Promise<Erased<T>>
  /**
   * Writes the file anew from its rows, where that failed after an erasure.
   * @throws cannot, when there is no book yet or it cannot be used; then the file is as it was
   */
  writeAnew(): Promise<void>
  /** True when the file is there, usable or not. */
  exists(): boolean
  /** True when there is no book yet, and no trace of one that is missing. */
  readonly isNew: boolean
  /**
   * Makes a file of a book on a server, and closes the book there.
   * @param before writes what the file takes along
   * @throws cannot, for a book that is a file already
   */
  takeBack(before: (engine: Engine) => Promise<void>): Promise<Taken>
  /** Does the work that could wait until the answer was shown: on a server, the copy of the day, where it is not here yet. */
  finish(): Promise<void>
  /** Deletes the file, and the snapshots of it. @throws cannot, for a book on a server */
  discard(): void
  close(): void
}
