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

/** The words by which a customer can be named. */
export const waysToName = 'name, alias, e-mail, phone or number'

/** The function that commander calls to carry out a command: it hands over the context, and takes the exit code. */
type CarryOut = (run: (context: Context) => Promise<unknown>) => Promise<void>

type About = Reading & {
  name: string
  summary: string
  /** Lines to type, each with its meaning, shown below the help. */
  examples: [typed: string, does: string][]
  /** The actions of a command, such as `add` and `remove`. */
  actions?: Command[]
  /** The hint for a word that the command does not take: the words to type instead. */
  instead?: string
  /** Options that people look for here, with spaces between them, each with a line that does it. */
  sought?: Record<string, string>
  /** True for a command that reads much of a book, and is over at once all the same. */
  isQuick?: true
}

/** One thing that a user can type after `cl`. */
export type Command = About & {
  /** Gives commander the arguments and options, and the work to do with them. */
  declare(blank: Commander, carryOut: CarryOut): CommandUnknownOpts
}

/**
 * A command with a `run` that is given options and arguments of the types that `define` declares; a number that it returns
 * is the exit code.
 */
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

/** True for a command that takes a customer and no other words: then several words are one name. */
const takesOneName = ({ registeredArguments: [first, ...others] }: CommandUnknownOpts): boolean =>
  first?.name() === 'customer' && others.length === 0

/** The options that a `define` of its own declares, as `run` is given them. */
export type OptionsOf<Define extends (blank: Commander) => { opts(): OptionValues }> = ReturnType<
  ReturnType<Define>['opts']
>

/**
 * An option that takes a day, and says which way a day without a year is meant; or a period of the past, of which it takes the
 * first day or the last. It reaches `run` as a day.
 */
export class DayOption<Flags extends string> extends Option<Flags, undefined, undefined, Day> {
  readonly direction: Direction | Edge

  constructor(flags: Flags, direction: Direction | Edge, description: string) {
    super(flags, description)
    this.direction = direction
  }
}

/** For an option that may be given more than once. */
export const collect = (value: string, earlier: string[] | undefined): string[] => [...(earlier ?? []), value]
