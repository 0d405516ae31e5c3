import { placeNameOf } from '#cli/book-path.ts'
import type { Context } from '#cli/context.ts'
import { isProgram, wholePath } from '#cli/files.ts'
import { type LaptopSettings, lineOf } from '#domain/shop/laptop-settings.ts'
import type { Setting } from '#domain/shop/setting.ts'
import { cannot } from '#errors.ts'
import { writeCalendar } from '#export/kept-calendar.ts'

/**
 * Keeps a setting of this laptop as it is typed; without words, it is the default again.
 * @throws cannot, for a program that cannot be run, and a calendar that cannot be written
 */
export async function keepOnLaptop(
  context: Context,
  key: string,
  setting: Setting<LaptopSettings>,
  words: string[] | null,
): Promise<void> {
  const laptop = await context.laptop()
  const value = words && setting.kept(typedValue(setting, words))
  if (setting.field === 'afterChange' && words) refuseNoProgram(words)
  if (setting.field !== 'calendarFile') return laptop.keep({ [key]: value })
  if (value !== null && !context.book.isNew) await writeCalendar(context, value)
  // A look into another book must not put its visits into a calendar of this one.
  laptop.keep({ [key]: value, 'calendar.book': value && placeNameOf(context.book) })
}

/** The words of a value as a line: a path is the whole path, wherever it was typed. */
function typedValue({ field }: Setting<LaptopSettings>, words: string[]): string {
  if (field === 'calendarFile') return wholePath(words.join(' '))
  if (field !== 'afterChange') return words.join(' ')
  const [program = '', ...args] = words
  return lineOf([/[\\/]/.test(program) ? wholePath(program) : program, ...args])
}

/** @throws cannot, for a word that is no program */
function refuseNoProgram([program = '', ...args]: string[]): void {
  if (isProgram(program)) return
  throw cannot(
    `${program} is no program that can be run.`,
    args.length === 0 && program.includes(' ')
      ? 'What follows the program are words of their own, each in quotes where it has a blank.'
      : 'Write where it is. A script is made one by: chmod +x FILE',
  )
}
