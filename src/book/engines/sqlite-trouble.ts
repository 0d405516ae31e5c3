import { RowRefused } from '../engine.ts'

/** SQLite's own codes tell the kinds apart. */
export class EngineTrouble extends Error {
  readonly kind: 'busy' | 'full' | 'faulty' | 'readonly' | 'unreadable' | 'damaged'
  /** The disk failed so late that the change may be in the file. */
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

/** True for an error of SQLite’s own; once `explained` has told the known kinds, for one such as a table that is not there. */
export const isOfSql = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')

/** A refused row, or a trouble with the file; any other error is as it was. */
export function explained(error: unknown): unknown {
  if (!isOfSql(error)) return error
  if (/^SQLITE_(CONSTRAINT|MISMATCH)/.test(error.code)) return new RowRefused(error)
  const kind = kinds.find(([start]) => error.code.startsWith(start))?.[1]
  return kind ? new EngineTrouble(kind, error) : error
}

/** Where the disk failed with a change’s last step, nobody knows whether the change is in the file. */
export function explainedCommit(error: unknown): unknown {
  const trouble = explained(error)
  const isUnknown = trouble instanceof EngineTrouble && trouble.kind === 'faulty'
  return isUnknown ? new EngineTrouble('faulty', trouble, true) : trouble
}

/** @throws EngineTrouble, where SQLite has trouble with the file; RowRefused */
export function explaining<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw explained(error)
  }
}
