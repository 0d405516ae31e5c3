import { RowRefused } from '../engine.ts'

/** A kind of trouble with the database file, told apart by SQLite's own code for it. */
export class EngineTrouble extends Error {
  readonly kind: 'busy' | 'full' | 'faulty' | 'readonly' | 'unreadable' | 'damaged'
  /** Whether the disk failed so late that what was to be written may be there. */
  readonly mayBeWritten: boolean

  constructor(kind: EngineTrouble['kind'], cause: Error, mayBeWritten = false) {
    super(cause.message, { cause })
    this.name = 'EngineTrouble'
    this.kind = kind
    this.mayBeWritten = mayBeWritten
  }
}

const kinds: [start: string, kind: EngineTrouble['kind']][] = [
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'readonly'],
  ['SQLITE_CANTOPEN', 'unreadable'],
  ['SQLITE_PERM', 'unreadable'],
  ['SQLITE_AUTH', 'unreadable'],
  ['SQLITE_IOERR', 'faulty'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
]

/** Whether it is an error of SQLite’s that is none of the known kinds, such as one of a table that is not there. */
export const isOfSql = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')

/** What an error of the driver is: a row that is refused, or a trouble with the file; any other error is as it was. */
export function explained(error: unknown): unknown {
  if (!isOfSql(error)) return error
  if (/^SQLITE_(CONSTRAINT|MISMATCH)/.test(error.code)) return new RowRefused(error)
  const kind = kinds.find(([start]) => error.code.startsWith(start))?.[1]
  return kind ? new EngineTrouble(kind, error) : error
}

/** Trouble with the last step of a change: where the disk failed, nobody knows how far it came. */
export function explainedCommit(error: unknown): unknown {
  const trouble = explained(error)
  const isUnknown = trouble instanceof EngineTrouble && trouble.kind === 'faulty'
  return isUnknown ? new EngineTrouble('faulty', trouble, true) : trouble
}

/** @throws EngineTrouble, where SQLite has trouble */
export function explaining<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw explained(error)
  }
}
