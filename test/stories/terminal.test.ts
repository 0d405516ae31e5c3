import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import { expect, it } from 'vitest'
import { executable, execute, ownFolder, words } from '../cl.ts'

const enter = '\r'
const down = '\x1b[B'
const ctrlC = '\x03'

/**
 * Runs the executable in a terminal. Each step waits until its text is on the screen, then types its keys.
 * @returns everything that was on the screen, without escape sequences, and the exit code
 */
function atTerminal(
  line: string,
  cwd: string,
  steps: [appears: string, keys: string][],
  width = 100,
  env: Record<string, string> = {},
): Promise<{ screen: string; raw: string; code: number }> {
  const terminal = spawn(process.execPath, [executable, ...words(line)], {
    cols: width,
    rows: 30,
    cwd,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: cwd,
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
  terminal.onData((text) => {
    raw += text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a terminal is told
    screen += text.replace(/\x1b\[[\d;?]*[A-Za-z]/g, '')
    const [step] = left
    if (!step || !screen.slice(seen).includes(step[0])) return
    left.shift()
    seen = screen.length
    terminal.write(step[1])
  })
  return new Promise((resolve, reject) => {
    const stuck = setTimeout(() => {
      terminal.kill()
      reject(new Error(`It waits at: ${screen}`))
    }, 20_000)
    terminal.onExit(({ exitCode }) => {
      clearTimeout(stuck)
      resolve({ screen, raw, code: exitCode })
    })
  })
}

function withCustomers(): string {
  const cwd = ownFolder()
  for (const name of ['Acme Bakery', 'Acme Tools', 'Bolt Garage'])
    execute(['add', name, '--phone', '+1 352 555 0101'], { cwd })
  return cwd
}

const history = (cwd: string) => JSON.parse(execute('history --json', { cwd }).out) as { customer: { name: string } }[]

it('asks for a touch when nothing is said: customer, purpose, channel, tone, note, promise', async () => {
  const cwd = withCustomers()
  const { screen, code } = await atTerminal('log', cwd, [
    ['Who was it with?', 'bolt'],
    ['Add "bolt" as a new customer', enter],
    ['Why?', enter],
    ['How?', `${down}${enter}`],
    ['How did it go?', enter],
    ['A note', `new lift${enter}`],
    ['promise something', `a photo of the cake${enter}`],
    ['By when?', `friday${enter}`],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('#1 video, care, + with Bolt Garage, today')])
  expect(history(cwd)).toMatchObject([{ customer: { name: 'Bolt Garage' }, channel: 'video', note: 'new lift' }])
  expect(JSON.parse(execute('loops --json', { cwd }).out)).toMatchObject([
    { text: 'a photo of the cake', dueOn: '2026-11-27' },
  ])
})

it('adds a customer who was typed into the search', async () => {
  const cwd = withCustomers()
  const { code } = await atTerminal('log', cwd, [
    ['Who was it with?', 'Zoe'],
    ['Add "Zoe" as a new customer', enter],
    ['Why?', enter],
    ['How?', enter],
    ['How did it go?', enter],
    ['A note', enter],
    ['promise something', enter],
  ])
  expect(code).toBe(0)
  expect(history(cwd)).toMatchObject([{ customer: { name: 'Zoe' }, note: null }])
})

it.each([
  ['the first question', [['Who was it with?', ctrlC]]],
  [
    'the last question',
    [
      ['Who was it with?', 'bolt'],
      ['Add "bolt" as a new customer', enter],
      ['Why?', enter],
      ['How?', enter],
      ['How did it go?', enter],
      ['A note', `x${enter}`],
      ['promise something', ctrlC],
    ],
  ],
] as [string, [string, string][]][])('leaves nothing behind when it is broken off at %s', async (_, steps) => {
  const cwd = withCustomers()
  const before = readFileSync(join(cwd, 'book.db'))
  const { code } = await atTerminal('log', cwd, steps)
  expect(code).toBe(130)
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
})

it('asks which of several customers is meant', async () => {
  const cwd = withCustomers()
  const { screen, code } = await atTerminal('log acme call "all good"', cwd, [
    ['fits several customers', `${down}${enter}`],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('with Acme Tools, today')])
})

it('offers to add a customer whom nobody knows, in the same change', async () => {
  const cwd = withCustomers()
  const { code } = await atTerminal('log Quux call', cwd, [
    ['There is no customer', enter],
    ['Name of the new customer', enter],
  ])
  expect(code).toBe(0)
  expect(history(cwd)).toMatchObject([{ customer: { name: 'Quux' } }])
  execute('undo', { cwd })
  expect(JSON.parse(execute('list --json', { cwd }).out)).toHaveLength(3)
})

it('asks for a customer’s details, with today’s values to begin with', async () => {
  const cwd = withCustomers()
  const { code } = await atTerminal('edit bolt', cwd, [
    ['Name', ` & Sons${enter}`],
    ['Phone', enter],
    ['E-mail', `office@bolt.example${enter}`],
    ['Visit every', enter],
    ['Customer since', enter],
    ['Note', enter],
  ])
  expect(code).toBe(0)
  expect(JSON.parse(execute('show bolt --json', { cwd }).out)).toMatchObject({
    name: 'Bolt Garage & Sons',
    phone: '+1 352 555 0101',
    email: 'office@bolt.example',
    visitEvery: null,
    since: '2026-11-21',
  })
})

it('asks which loop is meant when a customer has several', async () => {
  const cwd = withCustomers()
  execute('promise bolt a photo', { cwd })
  execute('promise bolt a price list', { cwd })
  const { code } = await atTerminal('done bolt', cwd, [['Which one?', `${down}${enter}`]])
  expect(code).toBe(0)
  expect(JSON.parse(execute('loops --json', { cwd }).out)).toMatchObject([{ text: 'a photo' }])
})

it('asks of each doubtful customer of a file who it is, before anything is written', async () => {
  const cwd = withCustomers()
  writeFileSync(join(cwd, 'a.csv'), 'name,phone\nBolt Garrage,\nACME tols,\nAcme,+1 352 555 0101\nZoe,\n')
  const { screen, code } = await atTerminal('import a.csv', cwd, [
    ['Bolt Garrage, line 2: who is it?', enter],
    ['ACME tols, line 3: who is it?', `${down}${enter}`],
    ['Acme (+1 352 555 0101), line 4: who is it?', `${down}${down}${down}${down}${enter}`],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('Imported 2 new customers; 1 customer changed.')])
  const names = (JSON.parse(execute('list --json', { cwd }).out) as { name: string }[]).map(({ name }) => name)
  expect(names).toEqual(['Acme Bakery', 'ACME tols', 'Acme Tools', 'Bolt Garage', 'Zoe'])
  expect(JSON.parse(execute('show bolt --json', { cwd }).out)).toMatchObject({ aliases: ['Bolt Garrage'] })
})

it('asks what the columns of a file mean, once for each header', async () => {
  const cwd = withCustomers()
  writeFileSync(join(cwd, 'a.csv'), 'Wer,Was\nZoe,likes rye\n')
  writeFileSync(join(cwd, 'b.csv'), 'Wer,Was\nKim,likes tea\n')
  const asked = await atTerminal('import a.csv', cwd, [
    ['What is in a.csv?', enter],
    ['Which column is the name?', enter],
    ['the e-mail address?', enter],
    ['the phone number?', enter],
    ['a note?', `${down}${down}${enter}`],
    ['tags?', enter],
  ])
  expect(asked.code).toBe(0)
  expect((await atTerminal('import b.csv', cwd, [])).code).toBe(0)
  expect(JSON.parse(execute('show kim --json', { cwd }).out)).toMatchObject({ note: 'likes tea' })
})

it.each([
  ['who somebody is', 'name\nBolt Garrage\n', 'who is it?'],
  ['the columns', 'Wer\nZoe\n', 'What is in a.csv?'],
])('writes nothing of a file when it is broken off at the question for %s', async (_, csv, question) => {
  const cwd = withCustomers()
  writeFileSync(join(cwd, 'a.csv'), csv)
  const before = readFileSync(join(cwd, 'book.db'))
  expect((await atTerminal('import a.csv', cwd, [[question, ctrlC]])).code).toBe(130)
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
})

it('never asks with --no-input', async () => {
  const cwd = withCustomers()
  expect(await atTerminal('log acme call --no-input', cwd, [])).toMatchObject({ code: 1 })
})

const red = '\x1b[31m'

it('uses the whole width of a terminal, and of a narrow one no more than there is', async () => {
  const cwd = withCustomers()
  execute(['log', 'bolt', 'complaint', 'a note that is a good deal longer than forty columns'], { cwd })
  const narrow = await atTerminal('history', cwd, [], 40)
  expect(Math.max(...narrow.screen.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(40)
  expect(narrow.screen).toContain('…')
  const wide = await atTerminal('history', cwd, [], 120)
  expect(wide.screen).toContain('a good deal longer than forty columns')
})

it('uses colour in a terminal, but not with --no-color, NO_COLOR or a dumb terminal, and never in a pipe', async () => {
  const cwd = withCustomers()
  execute(['log', 'bolt', 'complaint', 'late'], { cwd })
  expect((await atTerminal('due', cwd, [])).raw).toContain(red)
  expect((await atTerminal('due --no-color', cwd, [])).raw).not.toContain(red)
  expect((await atTerminal('due', cwd, [], 100, { NO_COLOR: '1' })).raw).not.toContain(red)
  expect((await atTerminal('due', cwd, [], 100, { TERM: 'dumb' })).raw).not.toContain(red)
  expect(execute('due', { cwd }).out).not.toContain('\x1b')
})
