import type { Context } from '#cli/context.ts'
import { isProgram, wholePath } from '#cli/files.ts'
import { laptopSettingNamed, lineOf } from '#domain/shop/laptop-settings.ts'
import { cannot } from '#errors.ts'

/**
 * Keeps a setting of this laptop as it is typed; without words, it is the default again.
 * @throws cannot, for a program that cannot be run
 */
export async function keepOnLaptop(context: Context, key: string, words: string[] | null): Promise<void> {
  const laptop = await context.laptop()
  const setting = laptopSettingNamed(key)
  const value = words && setting ? setting.write(setting.read(typedValue(key, words))) : null
  if (key === 'hooks.after-change' && words) refuseNoProgram(words)
  laptop.keep(key, value)
}

/** The words of a value as a line: the path of a program is the whole path, wherever it was typed. */
function typedValue(key: string, words: string[]): string {
  const [first = '', ...others] = words
  if (key !== 'hooks.after-change') return words.join(' ')
  return lineOf([/[\\/]/.test(first) ? wholePath(first) : first, ...others])
}

/** @throws cannot, for what is no program */
function refuseNoProgram([program = '', ...args]: string[]): void {
  if (isProgram(program)) return
  throw cannot(
    `${program} is no program that can be run.`,
    args.length === 0 && program.includes(' ')
      ? 'What follows the program are words of their own, each in quotes where it has a blank.'
      : 'Write where it is. A script is made one by: chmod +x FILE',
  )
}
