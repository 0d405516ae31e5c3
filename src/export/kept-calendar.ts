import type { Context } from '#cli/context.ts'
import { cannot, UserError } from '#errors.ts'
import { calendarBeginning, keptBeginning } from '#formats/calendar/write.ts'
import { stateOfBook } from '#tables/whole-book.ts'
import { calendarFor } from './calendar.ts'

/** A user's error becomes a line on stderr, and does no harm. */
export async function keepCalendar(context: Context, file: string): Promise<void> {
  try {
    await writeCalendar(context, file)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    context.out.say(`The calendar was not written: ${error.message}`)
  }
}

/**
 * A calendar of this day and this state of the book stays.
 * @throws cannot, when there is a file already that is no calendar of ours, or the disk does not take it
 */
export async function writeCalendar({ book, out, today }: Context, file: string): Promise<void> {
  const text = await book.read(async (db) => {
    const beginning = keptBeginning(today, await stateOfBook(db))
    return out.isFileWith(file, beginning) ? null : (await calendarFor(db, today, { beginning })).text
  })
  if (text === null) return
  if (out.isFileWith(file, '') && !out.isFileWith(file, calendarBeginning))
    throw cannot(`${file} is no calendar of cl, and was left as it is.`, 'Choose another name, or move it away.')
  out.save(file, text, { force: true })
}
