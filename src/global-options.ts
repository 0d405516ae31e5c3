import { Command as Commander } from '@commander-js/extra-typings'

/** The program, with the options that can be typed after any command. */
export const program = () =>
  new Commander('cl')
    .option('--book <path>', 'use this book')
    .option('--today <day>', 'as if it were this day')
    .option('--no-color', 'without colour')
    .option('--json', 'data as JSON')
    .option('--no-input', 'never ask')
    .option('--no-pager', 'long pages as they are')

/** Their values. */
export type GlobalOptions = ReturnType<ReturnType<typeof program>['opts']>

/** The options that every command takes. */
export const globalOptions = () => program().options
