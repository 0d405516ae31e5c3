import { homedir, hostname, userInfo } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { wrongUsage } from '#errors.ts'
import type { InputFile } from './input.ts'
import type { Ended } from './run-program.ts'
import { isTerminal, type Sink, sink } from './streams.ts'
import type { Question } from './terminal/ask-at-terminal.ts'

/** The output of a command: as text for a person, and as data for a program; null where there is text alone. */
export type Shown = { text: string; data: unknown }

/** The streams by which another program talks to this one; `isBrokenOff` comes true on Ctrl-C, or when the system ends it. */
export type Conversation = { input: Readable; output: Writable; isBrokenOff: Promise<void> }

/** Everything outside the program that it may meet; the only way to it. */
export type World = {
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  home(): string
  /** The user's name and that of the machine, as in `kim@laptop`. */
  login(): string
  now(): Date
  stdout: Sink
  stderr: Sink
  /** Takes the output in both its forms, in the place of standard output: for a caller that reads both. */
  show?: (shown: Shown) => void
  stdinIsTerminal: boolean
  readStdin(): Promise<string>
  /** Shows a text in the user's pager. @returns true when it could */
  page(text: string): Promise<boolean>
  /** The words that begin this program. */
  self: string[]
  /** Runs another program, never through a shell, and waits for it. */
  runProgram(line: string[], input?: string): Promise<Ended>
  /** Runs the user's program for a change, as `runHook`. @returns the reason why it failed, in words; or null */
  runHook(line: string[], input: string): Promise<string | null>
  /**
   * Asks the user at the terminal.
   * @throws 130, when it is broken off
   */
  ask(question: Question, colour: boolean): Promise<unknown>
  /** The standard streams, for a program that talks to this one. */
  conversation(): Conversation
  /** Lets signals and input be heard. @returns true when Ctrl-C was pressed since the first call */
  pause(): Promise<boolean>
  /** Counts seconds at the cursor of standard error, until the function that it returns is called. */
  countSeconds?: () => Promise<() => void>
  /**
   * A file that the user names, or with `-` the standard input; its bytes can be read more than once.
   * @throws cannot, when it cannot be read
   */
  input(path: string): Promise<InputFile>
}

/** The most that any text from the standard input takes, in bytes: a note of 64 KB, of letters of four bytes. */
const longestText = 4 * 65_536

async function readStdin(): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of process.stdin) {
    parts.push(part as Buffer)
    size += (part as Buffer).length
    if (size > longestText) throw wrongUsage('The standard input is longer than 64 KB.', 'Shorten it.')
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    throw wrongUsage('The standard input is not UTF-8 text.', 'Save it as UTF-8, and try again.')
  }
}

/** Hears Ctrl-C, once somebody has asked: until then it ends the program at once, and so does a second one. */
function pausing(): () => Promise<boolean> {
  let hears = false
  let isPressed = false
  return async () => {
    if (!hears) process.once('SIGINT', () => (isPressed = true))
    hears = true
    await new Promise((resolve) => setImmediate(resolve))
    return isPressed
  }
}

const conversation = (): Conversation => ({
  input: process.stdin,
  output: process.stdout,
  isBrokenOff: new Promise((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve())
  }),
})

/** The world of this process. */
export const processWorld = (): World => ({
  env: process.env,
  platform: process.platform,
  home: () => {
    try {
      // Node, too, asks this first there, and takes its time to get ready for it.
      return (process.platform !== 'win32' && process.env['HOME']) || homedir()
    } catch {
      return '' // a user unknown to the system
    }
  },
  login: () => {
    try {
      return `${userInfo().username}@${hostname()}`
    } catch {
      return `somebody@${hostname()}` // a user unknown to the system
    }
  },
  now: () => new Date(),
  stdout: sink(1),
  stderr: sink(2),
  get stdinIsTerminal() {
    return isTerminal(0)
  },
  readStdin,
  self: [process.execPath, ...process.argv.slice(1, 2)],
  runProgram: async (line, input) => (await import('./run-program.ts')).runProgram(line, input),
  runHook: async (line, input) => (await import('./run-hook.ts')).runHook(line, input, process.env),
  page: async (text) =>
    (await import('./terminal/pager.ts')).showInPager(process.env['PAGER'] || undefined, text, process.env),
  ask: async (question, colour) => (await import('./terminal/ask-at-terminal.ts')).askAtTerminal(question, colour),
  conversation,
  pause: pausing(),
  countSeconds: async () => (await import('./terminal/seconds.ts')).countSeconds(2),
  input: async (path) => {
    const { inputOfStdin, openInput } = await import('./input.ts')
    return path === '-' ? inputOfStdin() : openInput(path)
  },
})
