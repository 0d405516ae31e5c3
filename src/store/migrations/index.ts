import { book } from './0001-book.ts'

/** Every migration in order; the version of a book is how many of them it has had. Append, never edit. */
export const migrations: string[] = [book]
