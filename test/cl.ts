import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { inputOf, openInput, type World } from '#cli/world.ts'
import { run } from '#main.ts'

/** What a command printed, and its exit code. */
export type Result = { code: number; out: string; err: string }

/** The built executable. */
export const executable = new URL('../bin/cl.js', import.meta.url).pathname

/** Where a Node which did not build the program keeps what it compiles: not in the homes that tests look at. */
export const cacheFolder = join(tmpdir(), 'cl-test-caches')

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder of the test's own, gone when its file's tests are over. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cl-test-'))
  folders.push(folder)
  return folder
}

/** Splits a line into arguments as a shell does: at spaces, but not within quotes. */
export const words = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => single ?? double ?? bare ?? '')

const argumentsOf = (line: string | string[]): string[] => (typeof line === 'string' ? words(line) : line)

/** @param columns the width of the terminal that is written to, undefined for a pipe; `rows` is its height */
const sinkInto = (result: Result, stream: 'out' | 'err', columns?: number, rows?: number) => ({
  write: (text: string) => {
    result[stream] += text
  },
  isTerminal: columns !== undefined,
  columns,
  rows,
})

/** What a line is typed into; `page` is the pager of the terminal, which says whether it has shown a text. */
type Typed = {
  stdin?: string
  env?: Record<string, string>
  columns?: number
  rows?: number
  page?: (text: string) => boolean
}

/** A book in a folder of its own, and `cl` run on it within this process, on a fixed day. */
export function shop(today = '2026-11-21') {
  const folder = ownFolder()
  const book = join(folder, 'book.db')
  const shopOn =
    (day: string) =>
    async (
      line: string | string[],
      { stdin = '', env = {}, columns, rows, page = () => false }: Typed = {},
    ): Promise<Result> => {
      const result = { code: 0, out: '', err: '' }
      const world: World = {
        env: { CL_BOOK: book, CL_TODAY: day, ...env },
        platform: 'linux',
        home: () => folder,
        now: () => new Date(2020, 0, 1, 12),
        stdout: sinkInto(result, 'out', columns, rows),
        stderr: sinkInto(result, 'err'),
        stdinIsTerminal: false,
        readStdin: async () => stdin,
        page: async (text) => page(text),
        input: async (path) => (path === '-' ? inputOf('standard input', Buffer.from(stdin)) : openInput(path)),
      }
      result.code = await run(argumentsOf(line), world)
      return result
    }
  const cl = shopOn(today)
  return {
    folder,
    book,
    /** Runs a command line, such as `log acme call "all good"`. */
    cl,
    /** The same on another day. */
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
export async function refusal({ book, cl }: ReturnType<typeof shop>, line: string | string[]): Promise<Result> {
  const before = readFileSync(book)
  const result = await cl(line)
  expect(readFileSync(book).equals(before)).toBe(true)
  return result
}

async function mustRun(cl: (line: string) => Promise<Result>, line: string): Promise<Result> {
  const result = await cl(line)
  if (result.code !== 0) throw new Error(`cl ${line} failed with ${result.code}: ${result.err}`)
  return result
}

type Surroundings = { cwd: string; env?: Record<string, string>; stdin?: string; today?: string }

const environment = ({ cwd, env, today = '2026-11-21' }: Surroundings) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: cwd,
  XDG_CACHE_HOME: cacheFolder,
  CL_BOOK: join(cwd, 'book.db'),
  CL_TODAY: today,
  ...env,
})

/** Runs the built executable to its end. */
export function execute(line: string | string[], around: Surroundings): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [executable, ...argumentsOf(line)], {
    cwd: around.cwd,
    env: environment(around),
    input: around.stdin ?? '',
    encoding: 'utf8',
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
