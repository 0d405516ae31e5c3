import { join } from 'node:path'
import { type IPty, spawn } from '@lydell/node-pty'
import { cacheFolder, executable, words } from '../cl.ts'

/** A step that waits for a text on the screen: then keys are typed, or something is done to the terminal. */
export type Step = [appears: string, then: string | ((terminal: IPty) => void)]

/**
 * Runs the executable in a terminal. Each step waits until its text is on the screen.
 * @returns everything that was on the screen, without escape sequences, and the exit code
 */
export const atTerminal = (
  line: string,
  cwd: string,
  steps: Step[],
  size: Partial<Record<'cols' | 'rows', number>> = {},
  env: Record<string, string> = {},
): Promise<Shown> => inTerminal([process.execPath, executable, ...words(line)], cwd, steps, size, env)

type Shown = { screen: string; raw: string; code: number }

/** Runs any program in a terminal, as `atTerminal` does. */
export function inTerminal(
  [program = '', ...args]: string[],
  cwd: string,
  steps: Step[],
  size: Partial<Record<'cols' | 'rows', number>> = {},
  env: Record<string, string> = {},
): Promise<Shown> {
  const terminal = spawn(program, args, {
    cols: 100,
    rows: 30,
    ...size,
    cwd,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: cwd,
      XDG_CACHE_HOME: cacheFolder,
      TERM: 'xterm',
      CL_BOOK: join(cwd, 'book.db'),
      CL_TODAY: '2026-11-21',
      ...env,
    },
  })
  let screen = ''
  let raw = ''
  let seen = 0
  const left = [...steps]
  const answer = (): void => {
    const [step] = left
    const at = step ? screen.indexOf(step[0], seen) : -1
    if (!step || at < 0) return
    left.shift()
    if (step[1] === '') {
      // Where nothing is typed, the next text may have come with this one.
      seen = at + step[0].length
      answer()
      return
    }
    seen = screen.length
    if (typeof step[1] === 'string') terminal.write(step[1])
    else step[1](terminal)
  }
  terminal.onData((text) => {
    raw += text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's own signs are looked for
    screen += text.replace(/\x1b\[[\d;?]*[A-Za-z]/g, '')
    answer()
  })
  return new Promise((resolve, reject) => {
    const stuck = setTimeout(() => {
      terminal.kill()
      reject(new Error(`It waits at: ${screen}`))
    }, 100_000)
    terminal.onExit(({ exitCode }) => {
      clearTimeout(stuck)
      resolve({ screen, raw, code: exitCode })
    })
  })
}
