import {
  type Command as Commander,
  type CommandUnknownOpts,
  Option,
  type OptionValues,
} from '@commander-js/extra-typings'
import type { Day } from '#domain/days/day.ts'
import type { Direction } from '#formats/days/day-parts.ts'
import type { Context } from './context.ts'
import type { Edge } from './period.ts'
import type { Reading } from './typed-line.ts'

export const waysToName = 'name, alias, e-mail, phone or number'

/** Commander calls it to carry out a command; it hands over the context, and takes the exit code. */
type CarryOut = (run: (context: Context) => Promise<unknown>) => Promise<void>

type About = Reading & {
  name: string
  summary: string
  /** Each line has its meaning; both are shown below the help. */
  examples: [typed: string, does: string][]
  /** The actions of a command, such as `add` and `remove`. */
  actions?: Command[]
  /** The words to type instead of a word that the command does not take. */
  instead?: string
  /** Options that people look for here, in one text with spaces between them, with the line that does it. */
  sought?: Record<string, string>
  /** True for a command that reads much of a book, and is over at once all the same. */
  isQuick?: true
}

export type Command = About & {
  /** Declares arguments and options to commander, and the work to do with them. */
  declare(blank: Commander, carryOut: CarryOut): CommandUnknownOpts
}

/** Gives `run` options and arguments of the types that `define` declares; a number that it returns is the exit code. */
export function command<Args extends unknown[], Options extends OptionValues>({
  define,
  run,
  ...about
}: About & {
  define: (blank: Commander) => Commander<Args, Options>
  run: (context: Context, options: Options, args: Args) => Promise<unknown>
}): Command {
  return {
    ...about,
    declare(blank, carryOut) {
      const cmd = define(blank)
      if (takesOneName(cmd)) cmd.allowExcessArguments()
      return cmd.action(() => {
        if (takesOneName(cmd) && cmd.args.length > 1) cmd.processedArgs.splice(0, 1, cmd.args.join(' '))
        return carryOut((context) => run(context, cmd.opts(), cmd.processedArgs))
      })
    },
  }
}

/** Several words are one name for a command that takes a customer and no other words. */
const takesOneName = ({ registeredArguments: [first, ...others] }: CommandUnknownOpts): boolean =>
  first?.name() === 'customer' && others.length === 0

export type OptionsOf<Define extends (blank: Commander) => { opts(): OptionValues }> = ReturnType<
  ReturnType<Define>['opts']
>

/**
 * An option that takes a day, or a period of the past, of which it takes the first day or the last. The direction says which way a
 * day without a year is meant.
 */
export class DayOption<Flags extends string> extends Option<Flags, undefined, undefined, Day> {
  readonly direction: Direction | Edge

  constructor(flags: Flags, direction: Direction | Edge, description: string) {
    super(flags, description)
    this.direction = direction
  }
}

/** The option may be given more than once. */
export const collect = (value: string, earlier: string[] | undefined): string[] => [...(earlier ?? []), value]
