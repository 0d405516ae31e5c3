import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Day } from '#domain/days/day.ts'
import { cannot, codeOf, isOfSystem, type UserError } from '#errors.ts'
import { bookOption, type Hint } from '#hints.ts'
import { EngineTrouble } from '../engines/sqlite-trouble.ts'
import { journalSize } from './header.ts'
import { newestRestorable } from './snapshot-files.ts'

/** The disk failed so late that the change may be in the book. */
export const maybeWritten = (path: string, why: string): UserError =>
  cannot(
    `The disk failed or is full (${why}): the change may be in ${path}, or not.`,
    'Look with cl history before you type it again, and check the disk.',
  )

/** The disk failed after the file had its name. */
export const maybeThere = (path: string, why: string): UserError =>
  cannot(
    `The disk failed (${why}): ${path} may be there, or not.`,
    'Look at it before you type it again, and check the disk.',
  )

export const thereAlready = (path: string): UserError =>
  cannot(`${path} is there already, and was left as it is.`, 'Choose another name, or add --force to replace it.')

const noFolder = (path: string): UserError =>
  cannot(`There is no folder to write ${path} in.`, 'Make the folder first, or choose another.')

/**
 * The words for a file that could not be written; any other error is as it was.
 * @param left files that were begun, and could not be deleted
 */
export function notWritten(path: string, error: unknown, left: string[]): unknown {
  const isOfCopy = error instanceof EngineTrouble && !['damaged', 'busy'].includes(error.kind)
  if (!isOfSystem(error) && !isOfCopy) return error
  if (!existsSync(dirname(resolve(path)))) return noFolder(path)
  const why = codeOf(error) || error.message
  if (why === 'ENAMETOOLONG') return cannot(`The name of ${path} is too long.`, 'Choose a shorter one.')
  const begun = left.length === 0 ? '' : ` What was begun could not be deleted: ${left.join(', ')}`
  return cannot(`${path} could not be written (${why}).${begun}`, 'Choose another place, or make room on the disk.')
}

/** The codes mean a disk which takes no more. */
export const isFull = (code: string | undefined): boolean => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code ?? '')

/** The book is as it was. */
export const diskFull = (path: string): UserError =>
  cannot(`The disk is full: ${path} could not be written, and is as it was.`, 'Make room, and try again.')

export function explainTrouble(trouble: EngineTrouble, path: string, today: Day): UserError {
  if (trouble.mayBeWritten) return maybeWritten(path, trouble.message)
  switch (trouble.kind) {
    case 'busy':
      return cannot(
        `The book ${path} is in use by another program, and stayed so for 15 seconds.`,
        'Nothing was written. Try again in a moment.',
      )
    case 'full':
      return diskFull(path)
    case 'faulty':
      return cannot(
        `The disk failed or is full (${trouble.message}): ${path} is as it was.`,
        'Make room, or check the disk, and try again.',
      )
    case 'readonly':
      return cannot(
        `The book ${path} may only be read here, and this needs to write to it.`,
        'Check who may write the file and its folder. If you may, the file is damaged: cl doctor',
      )
    case 'unreadable':
      return cannot(
        `The book ${path} cannot be opened (${trouble.message}).`,
        'Check who may read and write the file and its folder, or choose another with --book PATH.',
      )
    case 'damaged':
      return damaged(path, trouble.message, today)
  }
}

/** The book is not the opened file any more. */
export const replaced = (path: string): UserError =>
  cannot(
    `Another program put another file in the place of the book ${path} just now, or took it away.`,
    'Nothing was written. Try again.',
  )

/** Names what is left of the book, or the commands that start one. */
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

/** Undefined when the book has no snapshots. */
export function wayBack(path: string, today: Day): Hint | undefined {
  const newest = newestRestorable(path, today)
  return (
    newest &&
    ((quote) => {
      const option = bookOption(path, quote)
      return `To go back to the snapshot of ${newest.day}: cl restore last${option}   All of them: cl backups${option}`
    })
  )
}

/** A book that fails its check is never written to. */
export const damaged = (path: string, what: string, today: Day): UserError =>
  cannot(
    `The book ${path} is damaged: ${what}. Nothing was written to it.`,
    wayBack(path, today) ??
      ((quote) => `It has no snapshots. If you have a copy of it elsewhere: cl restore FILE${bookOption(path, quote)}`),
  )
