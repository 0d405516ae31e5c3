import { statSync } from 'node:fs'

/** The endings of files that SQLite keeps beside a database, and would take for those of another file put in its place. */
export const besides = ['-journal', '-wal', '-shm']

/** True when there is a file that is not empty. */
export const isThere = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
