import { Command as Commander, CommanderError } from 'commander'
import { wrongUsage } from '#errors.ts'
import type { Command } from './command.ts'
import type { Context } from './context.ts'

/** What commander says, as a sentence. */
export const sentence = (message: string): string => {
  const text = message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .trim()
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.)]$/.test(text) ? '' : '.'}`
}

/** How many of the last arguments came after `--`: commander takes them together with those before it. */
function countAfterDashes(argv: string[]): number {
  const dashes = argv.indexOf('--')
  return dashes < 0 ? 0 : argv.length - dashes - 1
}

/**
 * Runs a command with what commander made of its line; options that are days become days.
 * @throws wrong usage, for `--` in the place of an option's text
 */
export async function carryOut(
  context: Context,
  found: Command,
  { options, args, argv }: { options: Record<string, unknown>; args: unknown[]; argv: string[] },
): Promise<unknown> {
  const [bare] = Object.entries(options).find(([, value]) => value === '--') ?? []
  if (bare !== undefined) throw wrongUsage(`--${bare} needs a text of its own.`, `As in: --${bare} "what it is"`)
  const parsed = { ...options }
  for (const [name, direction] of Object.entries(found.days ?? {})) {
    const typed = options[name]
    if (typeof typed === 'string') parsed[name] = await context.day(typed, direction)
  }
  return found.run(context, parsed as never, args as never, countAfterDashes(argv))
}

const silent = { writeOut: () => {}, writeErr: () => {} }

/** A command's arguments and options, as commander knows them. */
export function declared(found: Command): Commander {
  const cmd = new Commander(found.name).exitOverride().configureOutput(silent).helpOption(false)
  found.define(cmd)
  return cmd
}

/**
 * Runs a line of another command within this one: on the same book and the same day, with the same output.
 * @param words what is typed after the command's name
 * @throws wrong usage, for a line that the command does not take
 */
export async function runLine(context: Context, found: Command, words: string[]): Promise<void> {
  const cmd = declared(found).action(() => {})
  try {
    await cmd.parseAsync(found.arrange?.(words) ?? words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    throw wrongUsage(sentence(error.message), `More: cl ${found.name} --help`)
  }
  await carryOut(context, found, { options: cmd.opts(), args: cmd.processedArgs, argv: words })
}
