import type { Day } from '#domain/days/day.ts'
import { cannot, type UserError } from '#errors.ts'
import type { EngineTrouble } from '../engines/sqlite-trouble.ts'
import { damaged } from './header.ts'

/** The error of a disk that failed so late that the change may be in the book. */
export const maybeWritten = (path: string, why: string): UserError =>
  cannot(
    `The disk failed or is full (${why}): the change may be in ${path}, or not.`,
    'Look with cl history before you type it again, and check the disk.',
  )

/** The error of a disk that failed after a file of the user’s had its name. */
export const maybeThere = (path: string, why: string): UserError =>
  cannot(
    `The disk failed (${why}): ${path} may be there, or not.`,
    'Look at it before you type it again, and check the disk.',
  )

/** The error of a file of the user’s whose name no disk takes. */
export const nameTooLong = (path: string): UserError =>
  cannot(`The name of ${path} is too long.`, 'Choose a shorter one.')

/** True for a system’s code that means a disk which takes no more. */
export const isFull = (code: string | undefined): boolean => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code ?? '')

/** The error of a disk that takes no more, where the book is as it was. */
export const diskFull = (path: string): UserError =>
  cannot(`The disk is full: ${path} could not be written, and is as it was.`, 'Make room, and try again.')

/** The error for the user, of a trouble with the book’s file. */
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
