import type { Command as CommanderCommand } from 'commander'
import type { Direction } from '#formats/day-words.ts'
import type { Context } from './context.ts'

/** One thing that a user can type after `cl`. */
export type Command = {
  name: string
  summary: string
  /** What to type, and what it does, shown below the help. */
  examples: [typed: string, does: string][]
  /** Options that take a day, and which way a day without a year is meant. They reach `run` as days. */
  days?: Record<string, Direction>
  /** Puts what was typed into the order in which commander reads it. */
  arrange?: (argv: string[]) => string[]
  /** Gives commander the arguments and options. */
  define: (cmd: CommanderCommand) => unknown
  /** The arguments, in order, with how many of the last of them came after `--`; a number that it returns is the exit code. */
  run: (context: Context, options: never, args: never, afterDashes: number) => Promise<unknown>
}

/** Types the options and arguments of one command; the program hands over what `define` made of the command line. */
export const command = <Options, Args extends unknown[]>(
  definition: Omit<Command, 'run'> & {
    run: (context: Context, options: Options, args: Args, afterDashes: number) => Promise<unknown>
  },
): Command => definition as unknown as Command

/** For an option that may be given more than once. */
export const collect = (value: string, earlier: string[] | undefined): string[] => [...(earlier ?? []), value]
