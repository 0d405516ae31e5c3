import { spawn } from 'node:child_process'

/** Milliseconds that a program may run. */
const timeLimit = 10_000

/** Milliseconds in which the last words of a program are waited for once it has ended. */
const graceTime = 200

const longestWords = 200

/** A `cl` that the program runs starts no hook for its changes where this variable is set. */
export const insideHook = 'CL_INSIDE_HOOK'

/**
 * Runs the user's program, never through a shell, with a text on its standard input. Its standard output goes nowhere. It is
 * ended, with all that it began, when its time is over, and on Ctrl-C.
 * @param limit in milliseconds
 * @returns the reason why it failed, in words; or null
 */
export function runHook(
  [program = '', ...args]: string[],
  input: string,
  env: NodeJS.ProcessEnv,
  limit = timeLimit,
): Promise<string | null> {
  const ownGroup = process.platform !== 'win32'
  return new Promise((resolve) => {
    let said = ''
    let broken: string | null = null
    const child = spawn(program, args, {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { ...env, [insideHook]: '1' },
      detached: ownGroup,
      windowsHide: true,
    })
    const breakOff = (why: string) => {
      broken = why
      end(child.pid, ownGroup)
    }
    const onCtrlC = () => breakOff('it was broken off')
    const timer = setTimeout(() => breakOff(`it took longer than ${limit / 1000} seconds`), limit)
    const over = (why: string | null) => {
      clearTimeout(timer)
      process.off('SIGINT', onCtrlC)
      child.stdin.destroy()
      child.stderr.destroy()
      resolve(why)
    }
    process.on('SIGINT', onCtrlC)
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < longestWords) said += text
    })
    child.on('error', ({ code }: NodeJS.ErrnoException) => over(`it could not be run (${code})`))
    child.on('exit', (code, signal) => {
      const ended = () => over(broken ?? reasonOf(code, signal, said))
      child.on('close', ended)
      // A program that it left behind may hold on to its standard error.
      setTimeout(ended, graceTime).unref()
    })
    // The program may end without reading its input.
    child.stdin.on('error', () => {}).end(input)
  })
}

/** All programs that it began end, too, where it has a group of its own. */
function end(pid: number | undefined, ownGroup: boolean): void {
  if (pid === undefined) return
  try {
    process.kill(ownGroup ? -pid : pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}

function reasonOf(code: number | null, signal: string | null, said: string): string | null {
  if (code === 0) return null
  const [first] = said.slice(0, longestWords).trim().split('\n')
  return `it ended with ${code ?? signal}${first ? `: ${first}` : ''}`
}
