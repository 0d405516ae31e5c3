import type { Addition, Waiting } from '#domain/shop/waiting.ts'
import type { Change, LastChange } from './changes/changes.ts'
import type { Maker, PointersTo } from './changes/makers.ts'
import type { Changing } from './changes/writer.ts'
import type { Ask, Engine } from './engine.ts'
import type { Target } from './snapshots/backup.ts'
import type { Taken } from './snapshots/snapshots.ts'

export type Numbered = { table: string; id: number }

/** An erasure has no number, as it cannot be taken back; a change that waited on this laptop also has the number of then. */
export type Made =
  | { what: 'change' | 'undo' | 'redo'; id: number; kept?: number }
  | { what: 'forget'; id: null; gone: Numbered | null }

/** `notAnew` is the reason why the file could not be written anew, after an erasure that is in the book. */
export type Erased<T> = { result: T; notAnew: string | null }

export const nothingChanged = 'It was so already: nothing changed, and there is nothing to undo.'

/** `size` is in bytes. */
export type During = <T>(what: string, size: number, work: () => Promise<T>) => Promise<T>

export const unsaid: During = (_what, _size, work) => work()

/** The work is on the whole book. */
export type WhileWorking = <T>(what: string, work: () => Promise<T>) => Promise<T>

/** Whole transactions come one after the other: none may be begun within another. */
export interface Book {
  /** A book on a server has the path that its file on this laptop would have. */
  readonly path: string
  /** Null for a file. */
  readonly server: string | null
  /** True once this command has changed the book. */
  readonly hasChanged: boolean
  /** The changes of this command that are on the disk. */
  readonly made: readonly Made[]
  /** The number of the last addition of this command that waits on this laptop, counted as `lastChange` is; null without one. */
  readonly lastKept: number | null
  /** A copy on this laptop is read in the place of the book. */
  readonly isCopyRead: boolean
  /** A copy, or names, are read in the place of the book. */
  readonly isReadHere: boolean
  readonly maker: Maker | undefined
  /** @throws cannot, when there is no book yet or it cannot be used */
  read<T>(ask: Ask<T>): Promise<T>
  /** The command is going to write: where there is no book yet, an empty one is read. */
  readOrNew<T>(ask: Ask<T>): Promise<T>
  /**
   * Makes one change, which `cl undo` takes back as a whole, and the book if there is none.
   * @throws cannot, when the book cannot be used; then nothing has changed
   */
  write<T>(change: Changing<T>): Promise<T>
  /**
   * The change only adds: on a server, it waits on this laptop while the server cannot be reached.
   * @returns the result, or the addition that waits
   */
  add<T>(addition: Addition, change: Changing<T>): Promise<{ result: T } | { kept: Waiting }>
  /** A command that only adds needs names and words alone, on a server. */
  adding<T>(work: () => Promise<T>): Promise<T>
  /**
   * Takes back the last change of this user that stands; undefined when there is none.
   * @param only the number that it must have: else nothing is taken back
   * @param pointersTo the columns that point to rows of a table
   * @throws cannot, when there is no book yet or it cannot be used, or somebody else has changed the same rows since
   */
  undo(only?: number, pointersTo?: PointersTo): Promise<Change | undefined>
  /**
   * Brings back the change that was taken back last; undefined when there is none, `lost` when its rows are not kept.
   * @throws cannot, when there is no book yet or it cannot be used, or somebody else has changed the same rows since
   */
  redo(): Promise<Change | 'lost' | undefined>
  /** Every text that the change wrote comes with it. @throws cannot, when the book cannot be read */
  lastChange(): Promise<LastChange | undefined>
  /**
   * Does work that cannot be taken back by hand, after a snapshot. Work that fails and leaves the book as it was keeps no snapshot,
   * and no older one is deleted for it.
   * @param why a word for the work, without anybody’s name: `import`
   * @throws cannot, when the snapshot could not be taken: then nothing is done
   */
  afterSnapshot<T>(why: string, work: () => Promise<T>): Promise<T>
  /**
   * Copies the whole book, checked, among the snapshots where no file is named.
   * @param ask reads the book at the moment of the copy
   * @throws cannot, when there is no book, or the copy could not be made; then there is none
   */
  backUp<T>(target: Target, ask: Ask<T>): Promise<Taken & T>
  /**
   * Erases for good, so that `cl undo` cannot take it back, and writes the file anew, so that no byte of the rows is left in it.
   * @param gone the row that it is about; null where that row is not in the book any more
   * @throws cannot, when there is no book yet or it cannot be used; then nothing has changed
   */
  erase<T>(gone: Numbered | null, work: (engine: Engine) => Promise<T>): Promise<Erased<T>>
  /**
   * An erasure may have left a file that could not be written anew: it is written now.
   * @throws cannot, when there is no book yet or it cannot be used; then the file is as it was
   */
  writeAnew(): Promise<void>
  /** The file may be unusable. */
  exists(): boolean
  /** There is no book, and no trace of one that is missing. */
  readonly isNew: boolean
  /**
   * Makes a file of a book on a server, and closes the book there.
   * @param before writes what the file takes along
   * @throws cannot, for a book that is a file already
   */
  takeBack(before: (engine: Engine) => Promise<void>): Promise<Taken>
  /** Work that could wait until the answer was shown: on a server, the copy of the day. */
  finish(): Promise<void>
  /** The snapshots go, too. @throws cannot, for a book on a server */
  discard(): void
  close(): void
}
