import { book } from './0001-book.ts'
import { practices } from './0002-practices.ts'
import { importing } from './0003-import.ts'
import { counting } from './0004-counts.ts'
import { day } from './0005-day.ts'
import { makers } from './0006-makers.ts'
import { cards } from './0007-cards.ts'
import { outbox } from './0008-outbox.ts'
import { answers } from './0009-answers.ts'

/** SQL that brings a book to its next version; a function can ask whether the book has a table. */
export type Migration = string | ((has: (table: string) => boolean) => string)

/** Every migration in order; the version of a book is the number of migrations that it has had. Append, never edit. */
export const migrations: Migration[] = [book, practices, importing, counting, day, makers, cards, outbox, answers]
