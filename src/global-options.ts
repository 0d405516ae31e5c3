import { Command as Commander } from '@commander-js/extra-typings'

/** These options can be typed after any command. */
export const program = () =>
  new Commander('cl')
    .option('--book <path>', 'use this book')
    .option('--today <day>', 'as if it were this day')
    .option('--no-color', 'without colour')
    .option('--json', 'data as JSON')
    .option('--no-input', 'never ask')
    .option('--no-pager', 'long pages as they are')

export type GlobalOptions = ReturnType<ReturnType<typeof program>['opts']>

export const globalOptions = () => program().options
