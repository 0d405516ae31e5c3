import { Command as Commander, type CommandUnknownOpts, type Option } from '@commander-js/extra-typings'
import { type Day, daysBetween } from '#domain/days/day.ts'
import { type Command, DayOption } from './command.ts'
import type { Context } from './context.ts'
import { asCommanderReads } from './typed-line.ts'
import { asUsage } from './usage.ts'

/** Commander takes the words behind `--` together with those before it. */
export const countAfterDashes = (words: string[]): number =>
  words.includes('--') ? words.length - words.indexOf('--') - 1 : 0

/** A word behind `--`, or another option of the command, is no option's value. */
export function refuseDashes(cmd: CommandUnknownOpts, option: Option): void {
  if (!option.required) return
  cmd.on(`option:${option.name()}`, (value) => {
    if (value === '--' || cmd.options.some(({ long }) => long === value))
      cmd.error(`option '${option.flags}' argument missing`, { code: 'commander.optionMissingArgument' })
  })
}

/** Puts days in the place of the words that were typed. */
export async function readDays(cmd: CommandUnknownOpts, context: Context): Promise<void> {
  for (const option of cmd.options) {
    if (!(option instanceof DayOption)) continue
    const name = option.attributeName()
    const typed: unknown = cmd.getOptionValue(name)
    if (typeof typed !== 'string') continue
    const day = await dayOfOption(typed, option.direction, context)
    cmd.setOptionValue(name, day)
    // A day that begins something, as `--since`, is last year's as often.
    if (name === 'on') await sayWhereLastYears(context, typed.split(/\s+/), day)
  }
}

/** The days of a year less those of a month: a day that is as long ago comes again within a month. */
const nearlyAYear = 335

/** A day without a year may have been taken for last year's though it comes again within a month: that is said. */
export async function sayWhereLastYears({ out, today }: Context, words: string[], day?: Day): Promise<void> {
  if (day === undefined || daysBetween(day, today) < nearlyAYear) return
  const line = (await import('#formats/days/day-hints.ts')).takenForLastYears(words, day, today)
  if (line) out.sayWithNext('last year', line)
}

async function dayOfOption(typed: string, direction: DayOption<string>['direction'], context: Context): Promise<Day> {
  if (direction === 'past' || direction === 'future') return context.day(typed, direction)
  const period = await (await import('./period.ts')).periodOf(context, `${direction} ${typed}`)
  return period?.[direction] ?? context.day(typed, 'past')
}

export const optionsOf = (found: Command): readonly Option[] =>
  found.declare(new Commander(found.name), async () => {}).options

/**
 * Runs a line on the same book and the same day, with the same output.
 * @param words the words behind the command's name
 * @throws wrong usage, for a line that the command does not take
 */
export async function runLine(context: Context, found: Command, words: string[]): Promise<void> {
  const blank = new Commander(found.name).helpOption(false).configureOutput({ writeErr: () => {} })
  const cmd = found.declare(blank, async (run) => {
    await readDays(cmd, context)
    await run({ ...context, afterDashes: countAfterDashes(words) })
  })
  cmd.exitOverride(asUsage(`cl ${found.name}`, cmd, found))
  for (const option of cmd.options) refuseDashes(cmd, option)
  try {
    await cmd.parseAsync(asCommanderReads(words, found, cmd, 0), { from: 'user' })
  } finally {
    context.out.forgetNext()
  }
}
