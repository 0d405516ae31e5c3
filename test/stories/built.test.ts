import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { inSource } from '../../src/stack.ts'
import { cacheFolder, execute, ownFolder } from '../cl.ts'
import { inTerminal } from './at-terminal.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A copy of the built program, with a book in which somebody is due. */
function copy() {
  const folder = ownFolder()
  for (const name of ['bin', 'dist', 'package.json']) cpSync(join(root, name), join(folder, name), { recursive: true })
  for (const name of ['native', 'node_modules']) symlinkSync(join(root, name), join(folder, name))
  execute('add Acme --since 2026-01-01 --today 2026-01-01', { cwd: folder })
  const cl = (words: string[], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, [join(folder, 'bin/cl.js'), ...words], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        XDG_CACHE_HOME: cacheFolder,
        CL_BOOK: join(folder, 'book.db'),
        CL_TODAY: '2026-11-21',
        ...env,
      },
      encoding: 'utf8',
    })
  const edit = (file: string, change: (text: string) => string) => {
    const path = join(folder, 'dist', file)
    writeFileSync(path, change(readFileSync(path, 'latin1')), 'latin1')
  }
  const breakParts = () => {
    for (const file of readdirSync(join(folder, 'dist')))
      if (file.startsWith('part-')) writeFileSync(join(folder, 'dist', file), "throw new Error('a part was read')")
  }
  return { folder, cl, edit, breakParts }
}

it.each([
  { file: 'due.js', words: ['due'], word: 'noted' },
  { file: 'all.js', words: ['why', 'acme'], word: 'overdue' },
])('runs what is in $file: a word of the same length shows', ({ file, words, word }) => {
  const { cl, edit } = copy()
  const changed = `${word.slice(0, -3)}${word.slice(-3).toUpperCase()}`
  expect(cl(words).stdout).toContain(word)
  edit(file, (text) => text.replaceAll(word, changed))
  const { status, stdout } = cl(words)
  expect([status, stdout]).toEqual([0, expect.stringContaining(changed)])
  expect(stdout).not.toContain(word)
})

it.each(['v', 'V8 made this\n'])('runs without its caches, or with those of another Node (%j)', (head) => {
  const { cl, edit } = copy()
  edit('due.cache', (text) => head + text.slice(head.length))
  expect(cl(['due']).stdout).toContain('visit noted')
  edit('due.cache', () => head)
  expect(cl(['due']).stdout).toContain('visit noted')
})

it.each(['due', 'postgres'])('takes what V8 made of %s at the build, where it is of this Node', (name) => {
  const { folder } = copy()
  const question = `
    const { Script } = require('node:vm')
    const made = require(process.argv[1]).cachedScript('${name}')
    process.stdout.write(String(made instanceof Script))`
  const { stdout } = spawnSync(process.execPath, ['-e', question, join(folder, 'dist/main.js')], { encoding: 'utf8' })
  const builtBy = readFileSync(join(folder, `dist/${name}.cache`), 'latin1').split(' ', 1)[0]
  expect(stdout).toBe(String(builtBy === process.version))
})

it('leaves a cache of its own for a Node that is not that of the build, for exactly its text', () => {
  const { folder, cl, edit } = copy()
  edit('due.cache', () => '')
  const kept = join(folder, 'kept', 'customer-love')
  const due = () => {
    const { status, stdout, stderr } = cl(['due'], { XDG_CACHE_HOME: join(folder, 'kept') })
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('bug')])
    return { stdout, file: statSync(join(kept, 'due.cache')).ino, files: readdirSync(kept) }
  }
  const first = due()
  expect(first.files).toEqual(['due.cache'])
  expect(due()).toEqual(first)
  edit('due.js', (text) => text.replaceAll('noted', 'noTED'))
  const edited = due()
  expect(edited.stdout).toContain('noTED')
  expect(edited.file).not.toBe(first.file)
  expect(due()).toEqual(edited)
})

it('leaves no cache that the next start could not take: V8 has other flags at the end', () => {
  const { folder, cl, edit } = copy()
  edit('due.cache', () => '')
  const flags = join(folder, 'flags.cjs')
  writeFileSync(flags, "process.on('exit', () => require('node:v8').setFlagsFromString('--no-opt'))")
  const env = { XDG_CACHE_HOME: join(folder, 'kept'), NODE_OPTIONS: `--require ${flags}` }
  expect(cl(['due'], env).stdout).toContain('noted')
  expect(readdirSync(folder)).not.toContain('kept')
})

it('runs where the folder of caches is none, or takes nothing', () => {
  const { folder, cl, edit } = copy()
  edit('due.cache', () => '')
  mkdirSync(join(folder, 'full', 'customer-love', 'due.cache'), { recursive: true })
  for (const cache of ['package.json', 'full']) {
    const { status, stdout, stderr } = cl(['due'], { XDG_CACHE_HOME: join(folder, cache) })
    expect([status, stdout, stderr]).toEqual([
      0,
      expect.stringContaining('noted'),
      expect.not.stringContaining('Error'),
    ])
  }
  expect(readdirSync(join(folder, 'full', 'customer-love'))).toEqual(['due.cache'])
})

it.each([
  { of: 'an everyday command', words: ['due'], forget: [] },
  { of: 'another', words: ['list'], forget: [] },
  { of: 'a program without caches', words: ['due'], forget: ['due.cache'] },
])('a bug in $of is told with files and lines of src, and no folder', ({ words, forget }) => {
  const { folder, cl, edit } = copy()
  for (const file of forget) edit(file, () => '')
  const bug = join(folder, 'bug.cjs')
  writeFileSync(bug, `Date.prototype.getFullYear = () => { throw new TypeError('forced') }\n`)
  const { status, stderr } = cl(words, { NODE_OPTIONS: `--require ${bug}` })
  expect(status).toBe(1)
  expect(stderr).toMatch(/^This is a bug in cl .+\nTypeError: forced\n/)
  expect(stderr).toMatch(
    /^ {4}at localDay \(src\/domain\/days\/day\.ts:\d+\)\n {4}at todayOf \(src\/context-for\.ts:\d+\)$/m,
  )
  expect(stderr.replaceAll(bug, '')).not.toContain(folder)
  expect(stderr).not.toContain(root)
})

/** The file of a part, by a text in it. */
const partOf = (what: string) => readdirSync(join(root, 'dist')).find((file) => file.startsWith(`part-${what}-`)) ?? ''

it('loads beside a program what its command seldom needs, and throws the same errors there', () => {
  const { folder, cl } = copy()
  expect(readFileSync(join(folder, 'dist/due.js'), 'latin1')).not.toContain('class ServerBook')
  const { status, stderr } = cl(['due'], { CL_BOOK: 'postgres://cl@127.0.0.1:1/shop' })
  expect(stderr).not.toContain('This is a bug')
  expect([status, stderr]).toEqual([1, expect.stringContaining('127.0.0.1')])
})

it.each(['due', 'show acme', 'log acme call hello', 'list', 'facts acme'])(
  'a book on a server is asked without reading a file of a part: %s',
  (line) => {
    const { cl, breakParts } = copy()
    breakParts()
    const { status, stderr } = cl(line.split(' '), { CL_BOOK: 'postgres://cl@127.0.0.1:1/shop' })
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^The server of the book, 127\.0\.0\.1:1, does not take anybody in/),
    ])
  },
)

it.each(['due', 'show acme', 'list', 'stats', 'report', 'log acme call hello'])(
  'an everyday command reads no file of a part, at a terminal or elsewhere: %s',
  async (line) => {
    const { folder, cl, breakParts } = copy()
    // The day's first write checks the book, with parts that are seldom needed.
    cl(['log', 'acme', 'email'])
    breakParts()
    const { status, stderr } = cl(line.split(' '))
    const { code, screen } = await inTerminal(
      [process.execPath, join(folder, 'bin/cl.js'), ...line.split(' ')],
      folder,
      [],
    )
    expect([status, stderr, code, screen]).toEqual([0, expect.any(String), 0, expect.any(String)])
  },
)

it('the first page of cl morning reads no file of a part', async () => {
  const { folder, breakParts } = copy()
  breakParts()
  const line = [process.execPath, join(folder, 'bin/cl.js'), 'morning']
  const { code, screen } = await inTerminal(line, folder, [[' stop', 'q']])
  expect([code, screen]).toEqual([0, expect.stringContaining('0 looked after, 0 put off, 1 left')])
})

it('what makes the tables of a book on a server is loaded by cl share alone', () => {
  const { folder } = copy()
  expect(readFileSync(join(folder, 'dist/servers.js'), 'utf8')).not.toContain('create function next_number')
})

it.each(['servers', 'due'])('a book on a server is asked without what V8 made of %s', (name) => {
  const { cl, edit } = copy()
  edit(`${name}.cache`, () => '')
  const { status, stderr } = cl(['due'], { CL_BOOK: 'postgres://cl@127.0.0.1:1/shop' })
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/^The server of the book, 127\.0\.0\.1:1, does not take anybody in/),
  ])
})

it.each(['due', 'facts acme', 'loops'])(
  'a book that is no large one is read without loading what takes flags of V8: %s',
  (line) => {
    const { folder, cl } = copy()
    const told = join(folder, 'told.cjs')
    writeFileSync(told, "process.on('exit', () => console.error(process.moduleLoadList.join('\\n')))")
    const { status, stderr } = cl(line.split(' '), { NODE_OPTIONS: `--require ${told}` })
    const loaded = stderr.split('\n')
    expect([status, loaded.includes('NativeModule fs'), loaded.includes('NativeModule v8')]).toEqual([0, true, false])
  },
)

it.skipIf(process.platform === 'win32')(
  'a device that swallows all it gets is taken for no terminal, without a stream',
  () => {
    const { folder } = copy()
    const told = join(folder, 'told.cjs')
    writeFileSync(told, "process.on('exit', () => require('fs').writeSync(3, process.moduleLoadList.join('\\n')))")
    const line = ['--require', told, join(folder, 'bin/cl.js'), 'due', '--book', join(folder, 'book.db')]
    const { status, output } = spawnSync(process.execPath, line, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
    const loaded = String(output[3]).split('\n')
    expect([status, loaded.includes('NativeModule fs'), loaded.includes('NativeModule stream')]).toEqual([
      0,
      true,
      false,
    ])
  },
)

it('a bug in a part is told with files and lines of src', () => {
  const part = partOf('server-book')
  const text = readFileSync(join(root, 'dist', part), 'latin1')
  const lines = text.slice(0, text.indexOf('class ServerBook')).split('\n')
  const place = `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
  expect(inSource(`at x (${join(root, 'dist', part)}:${place})`)).toMatch(
    /^at x \(src\/book\/server\/server-book\.ts:\d+\)$/,
  )
})

it('names no folder of whoever built it', () => {
  for (const file of readdirSync(join(root, 'dist')))
    expect([file, readFileSync(join(root, 'dist', file), 'latin1').includes(root)]).toEqual([file, false])
})

it('declares what it is made of, each with its version and its licence', () => {
  const text = readFileSync(join(root, 'dist/LICENSES.txt'), 'utf8')
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/commander/package.json'), 'utf8'))
  expect(text).toContain(`commander ${version} (MIT)\n`)
  expect(text).toMatch(/^better-sqlite3 13\.[\d.]+ \(MIT\)$/m)
  expect(text).toMatch(/^better-sqlite3 12\.[\d.]+ \(MIT\)$/m)
})
