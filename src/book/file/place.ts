import type { Day } from '#domain/days/day.ts'
import { cannot, type UserError } from '#errors.ts'
import { bookOption } from '#hints.ts'
import { fileAt, journalSize, replaced, wayBack } from './header.ts'
import { wentTo } from './paths.ts'

/**
 * A change is lost in a file whose book is on a server, and in one that has lost its name: `cl restore` may have put another in
 * its place.
 * @param file the number of the file that is open
 * @throws cannot, when the file is not the book any more
 */
export function checkPlace(path: string, file: string | undefined): void {
  const server = wentTo(path)
  if (server !== null)
    throw cannot(`The book went to ${server}, and what is in ${path} is not written to any more.`, 'Leave out --book.')
  if (file !== fileAt(path)) throw replaced(path)
}

/** The error for a book that is not there: it names what is left of the book, or the commands that start one. */
export function missing(path: string, today: Day): UserError {
  const way = wayBack(path, today)
  if (way) return cannot(`The book ${path} is missing, but there are snapshots of it.`, way)
  if (journalSize(path) > 0) {
    return cannot(
      `The book ${path} is missing, but what it was writing last is there: ${path}-journal`,
      (quote) =>
        `If you have moved the book, move it back beside that file; or from a copy of it: cl restore FILE${bookOption(path, quote)}`,
    )
  }
  return cannot(
    `There is no book at ${path} yet.`,
    'Start one: cl add "Acme Bakery"   Or bring your contacts: cl import contacts.vcf   Look around first: cl demo',
  )
}
