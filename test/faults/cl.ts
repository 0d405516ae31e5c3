import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { inputOf, openInput } from '#cli/input.ts'
import { processWorld, type World } from '#cli/world.ts'
import { run } from '#main.ts'
import { conversationOf } from '../conversation.ts'
import { root } from './folders.ts'

/** The output of a command, and its exit code; null where it was killed. */
export type Said = { code: number | null; out: string; err: string }

export type Around = { today?: string; stdin?: string; env?: Record<string, string> }

export const today = '2026-11-21'
export const nextDay = '2026-11-22'

const environment = (folder: string, { today: day = today, env = {} }: Around) => ({
  HOME: folder,
  CL_BOOK: join(folder, 'book.db'),
  CL_TODAY: day,
  ...env,
})

/** Runs `cl` within this process, in a folder with the book `book.db`. */
export async function cl(folder: string, argv: string[], around: Around = {}): Promise<Said> {
  const said: Said = { code: null, out: '', err: '' }
  const sink = (stream: 'out' | 'err') => ({
    write: (text: string) => {
      said[stream] += text
    },
    isTerminal: false,
    columns: undefined,
  })
  const { stdin = '' } = around
  const world: World = {
    env: environment(folder, around),
    platform: process.platform,
    home: () => folder,
    // As the built program has it: one takes back the changes of the other.
    login: processWorld().login,
    now: () => new Date(2026, 10, 21, 12),
    stdout: sink('out'),
    stderr: sink('err'),
    stdinIsTerminal: false,
    readStdin: async () => stdin,
    ask: async () => {
      throw new Error('cl asked, where nobody is')
    },
    page: async () => false,
    pause: async () => false,
    self: [process.execPath, join(root, 'bin/cl.js')],
    runProgram: async () => ({ code: null, out: '' }),
    runHook: async () => null,
    conversation: conversationOf(stdin, (text) => {
      said.out += text
    }),
    input: async (path) => (path === '-' ? inputOf('standard input', Buffer.from(stdin)) : openInput(path)),
  }
  const before = process.cwd()
  process.chdir(folder)
  try {
    said.code = await run(argv, world)
  } finally {
    process.chdir(before)
  }
  return said
}

/** Runs `cl` as above, for a line that must succeed. */
export async function must(folder: string, argv: string[], around: Around = {}): Promise<Said> {
  const said = await cl(folder, argv, around)
  if (said.code !== 0) throw new Error(`cl ${argv.join(' ')} ended with ${said.code}: ${said.err}`)
  return said
}

/** Runs the built program in a process of its own. */
export function clAsProgram(folder: string, argv: string[], around: Around = {}): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/cl.js'), ...argv], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', UV_USE_IO_URING: '0', ...environment(folder, around) },
    input: around.stdin ?? '',
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}
