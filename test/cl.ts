import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { inputOf, openInput } from '#cli/input.ts'
import type { Ended } from '#cli/run-program.ts'
import type { Question } from '#cli/terminal/ask-at-terminal.ts'
import type { World } from '#cli/world.ts'
import { run } from '#main.ts'
import { conversationOf } from './conversation.ts'
import { ownFolder } from './own-folder.ts'
import { addressOf, onServer, schemaWithBook, sumsIn } from './server.ts'
import { words } from './words.ts'

export { ownFolder, words }

/** The output of a command, and its exit code. */
export type Result = { code: number; out: string; err: string }

/** The built executable. */
export const executable = fileURLToPath(new URL('../bin/cl.js', import.meta.url))

/** The folder of compiled code for a Node that did not build the program: not in the homes that tests look at. */
export const cacheFolder = join(tmpdir(), 'cl-test-caches')

const argumentsOf = (line: string | string[]): string[] => (typeof line === 'string' ? words(line) : line)

/** @param columns the width of the terminal that is written to; undefined for a pipe. `rows` is its height */
const sinkInto = (result: Result, stream: 'out' | 'err', columns?: number, rows?: number) => ({
  write: (text: string) => {
    result[stream] += text
  },
  isTerminal: columns !== undefined,
  columns,
  rows,
})

/** The surroundings of a command line that is run within this process. */
type Around = {
  stdin?: string
  env?: Record<string, string>
  platform?: NodeJS.Platform
  /** The clock, which counts where `env` has an empty `CL_TODAY`. */
  now?: () => Date
  /** The user and the machine. */
  login?: string
  /** The width of the terminal that the results go to; without it they go to a pipe. */
  columns?: number
  /** The height of that terminal. */
  rows?: number
  /** The pager of that terminal: true when it has shown a text. */
  page?: (text: string) => boolean
  /** The other programs that there are, each with its end. */
  runProgram?: (line: string[], input?: string) => Ended
  /** The program of the user that is told of changes: says why it fails, or null. */
  runHook?: (line: string[], input: string) => string | null
  /**
   * The answers of somebody at the terminal, in order: the text or the key that they type, the beginning of the choice that
   * they take, or the names that stay ticked (`Acme, Bolt`; empty for none).
   */
  answers?: string[]
  /** The first of the moments that listen for Ctrl-C in which it has been pressed, counted from 1. */
  ctrlC?: number
  /** Hears the choices of each question that has some. */
  asked?: (choices: string[]) => unknown
  /** A line that another terminal runs while the first question is open, or while the standard input is waited for. */
  whileItAsks?: string | (() => unknown)
}

async function answerTo(question: Question, typed: string | undefined): Promise<unknown> {
  if (typed === undefined) throw new Error(`Nobody answers: ${question.message}`)
  if (question.type === 'input' || question.type === 'note') {
    const reason = await question.validate(typed)
    if (reason !== true) throw new Error(`${question.message} "${typed}" is refused: ${reason}`)
    return typed
  }
  if (question.type === 'checkbox') {
    const ticked = typed.split(', ').filter((name) => name !== '')
    const chosen = question.choices.filter(({ name }) => ticked.includes(name))
    if (chosen.length < ticked.length)
      throw new Error(`"${typed}" is not among: ${question.choices.map(({ name }) => name)}`)
    return chosen.map(({ value }) => value)
  }
  const choices = question.type === 'select' ? question.choices : await question.source(typed)
  const chosen = choices.find(({ name }) => name.startsWith(typed))
  if (!chosen) throw new Error(`${question.message} "${typed}" is not among: ${choices.map(({ name }) => name)}`)
  return chosen.value
}

/** A book in a folder of its own, and `cl` run on it within this process, on a fixed day. */
export function shop(today = '2026-11-21') {
  const folder = ownFolder()
  const book = join(folder, 'book.db')
  let found: Promise<string> | undefined
  const schema = () => {
    found ??= schemaWithBook()
    return found
  }
  // A laptop's own files beside a book on a server are not among the files that the test looks at.
  const data = onServer ? ownFolder() : ''
  const bookOf = async () =>
    onServer ? { CL_BOOK: await addressOf(await schema()), XDG_DATA_HOME: data } : { CL_BOOK: book }
  const shopOn =
    (day: string) =>
    async (line: string | string[], around: Around = {}): Promise<Result> => {
      const {
        stdin = '',
        env = {},
        login = 'anna@laptop',
        platform = 'linux',
        now = () => new Date(2020, 0, 1, 12),
        columns,
        rows,
        page = () => false,
        runProgram = () => ({ code: null, out: '' }),
        runHook = () => null,
        answers,
        ctrlC,
      } = around
      const result = { code: 0, out: '', err: '' }
      const given = [...(answers ?? [])]
      let { whileItAsks: meanwhile } = around
      let pauses = 0
      const wait = async () => {
        const other = meanwhile
        meanwhile = undefined
        if (typeof other === 'string') await mustRun(shopOn(day), other)
        else await other?.()
      }
      const world: World = {
        env: { ...(await bookOf()), CL_TODAY: day, ...env },
        platform,
        home: () => folder,
        login: () => login,
        now,
        stdout: sinkInto(result, 'out', columns, rows),
        stderr: sinkInto(result, 'err', answers && 80),
        stdinIsTerminal: answers !== undefined,
        readStdin: async () => {
          await wait()
          return stdin
        },
        ask: async (question) => {
          await wait()
          if (question.type === 'select') around.asked?.(question.choices.map(({ name }) => name))
          return answerTo(question, given.shift())
        },
        self: ['node', 'cl.js'],
        runProgram: async (line, input) => runProgram(line, input),
        runHook: async (line, input) => runHook(line, input),
        page: async (text) => page(text),
        conversation: conversationOf(stdin, (text) => {
          result.out += text
        }),
        pause: async () => {
          pauses += 1
          return pauses >= (ctrlC ?? Number.POSITIVE_INFINITY)
        },
        input: async (path) => (path === '-' ? inputOf('standard input', Buffer.from(stdin)) : openInput(path)),
      }
      result.code = await run(argumentsOf(line), world)
      // A question or a line left over would make a test pass that tests nothing.
      expect({ line, unasked: given, undone: meanwhile }).toEqual({ line, unasked: [], undone: undefined })
      return result
    }
  const cl = shopOn(today)
  return {
    folder,
    book,
    /** The place of its book, when the tests have theirs on a server. */
    schema,
    /** Runs a command line, such as `log acme call "all good"`. */
    cl,
    /** Runs a command line on another day. */
    clOn: (day: string, line: string | string[]) => shopOn(day)(line),
    /** Runs a command line that must succeed, and reads its JSON. */
    json: async <T = never>(line: string): Promise<T> => JSON.parse((await mustRun(cl, `${line} --json`)).out) as T,
    /** Runs command lines that must succeed. */
    all: async (...lines: string[]) => {
      for (const line of lines) await mustRun(cl, line)
    },
  }
}

/** Runs a line that must be refused: the book has to be as it was, to the byte. */
export async function refusal({ book, schema, cl }: ReturnType<typeof shop>, line: string | string[]): Promise<Result> {
  const state = async () =>
    onServer ? JSON.stringify([...(await sumsIn(await schema()))]) : readFileSync(book, 'latin1')
  const before = await state()
  const result = await cl(line)
  expect((await state()) === before).toBe(true)
  return result
}

async function mustRun(cl: (line: string) => Promise<Result>, line: string): Promise<Result> {
  const result = await cl(line)
  if (result.code !== 0) throw new Error(`cl ${line} failed with ${result.code}: ${result.err}`)
  return result
}

type Surroundings = { cwd: string; env?: Record<string, string>; stdin?: string; today?: string; timeout?: number }

const environment = ({ cwd, env, today = '2026-11-21' }: Surroundings) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: cwd,
  XDG_CACHE_HOME: cacheFolder,
  CL_BOOK: join(cwd, 'book.db'),
  CL_TODAY: today,
  ...env,
})

/** Runs the built executable to its end, or until the timeout, in milliseconds. */
export function execute(line: string | string[], around: Surroundings): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [executable, ...argumentsOf(line)], {
    cwd: around.cwd,
    env: environment(around),
    input: around.stdin ?? '',
    encoding: 'utf8',
    timeout: around.timeout,
  })
  return { code: status ?? -1, out: stdout, err: stderr }
}

/** Runs the built executable beside others. */
export function executeBeside(line: string | string[], around: Surroundings): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [executable, ...argumentsOf(line)], {
      cwd: around.cwd,
      env: environment(around),
    })
    const result = { code: -1, out: '', err: '' }
    child.stdout.on('data', (text) => {
      result.out += text
    })
    child.stderr.on('data', (text) => {
      result.err += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...result, code: code ?? -1 }))
    child.stdin.end(around.stdin ?? '')
  })
}
