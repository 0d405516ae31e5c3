import { homedir, hostname, userInfo } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { wrongUsage } from '#errors.ts'
import type { InputFile } from './input.ts'
import type { Ended } from './run-program.ts'
import { isTerminal, type Sink, sink } from './streams.ts'
import type { Question } from './terminal/ask-at-terminal.ts'

/** `data` is null where there is text alone. */
export type Shown = { text: string; data: unknown }

/** `isBrokenOff` comes true on Ctrl-C, or when the system ends the program. */
export type Conversation = { input: Readable; output: Writable; isBrokenOff: Promise<void> }

/** The program has no other way to anything outside it. */
export type World = {
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  home(): string
  /** `kim@laptop` */
  login(): string
  now(): Date
  stdout: Sink
  stderr: Sink
  /** Takes the output in both its forms, in the place of standard output. */
  show?: (shown: Shown) => void
  stdinIsTerminal: boolean
  readStdin(): Promise<string>
  /** @returns true when the pager could show it */
  page(text: string): Promise<boolean>
  self: string[]
  /** Never runs through a shell, and waits for the end. */
  runProgram(line: string[], input?: string): Promise<Ended>
  /** @returns the reason why the program failed, in words; or null */
  runHook(line: string[], input: string): Promise<string | null>
  /** @throws 130, when it is broken off */
  ask(question: Question, colour: boolean): Promise<unknown>
  conversation(): Conversation
  /** Lets signals and input be heard. @returns true when Ctrl-C was pressed since the first call */
  pause(): Promise<boolean>
  /** Counts at the cursor of standard error, until the function that it returns is called. */
  countSeconds?: () => Promise<() => void>
  /**
   * A file, or with `-` the standard input, whose bytes can be read more than once.
   * @throws cannot, when it cannot be read
   */
  input(path: string): Promise<InputFile>
}

/** Bytes: a note of 64 KB, of letters of four bytes. */
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

/** Ctrl-C ends the program at once until somebody has asked, and so does a second one. */
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
