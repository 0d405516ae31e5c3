import type { Shown, World } from './world.ts'

/** `shown` is the data, `said` the words about it on stderr. */
export type RanApart = { code: number; shown: Shown[]; said: string }

/**
 * Runs a command line in this process as a program of its own, with its own opening of the book. It can ask nobody, and
 * nothing reaches the terminal.
 * @param run runs a command line in a world
 */
export async function runApart(
  run: (argv: string[], world: World) => Promise<number>,
  argv: string[],
  world: World,
): Promise<RanApart> {
  const shown: Shown[] = []
  let said = ''
  const sink = (write: (text: string) => void) => ({ write, isTerminal: false, columns: undefined })
  const apart: World = {
    ...world,
    stdout: sink((text) => shown.push({ text, data: null })),
    stderr: sink((text) => {
      said += text
    }),
    stdinIsTerminal: false,
    readStdin: async () => '',
    show: (each) => {
      shown.push(each)
    },
  }
  return { code: await run(argv, apart), shown, said }
}
