import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { expect, it, onTestFinished } from 'vitest'
import { executable, execute, ownFolder } from '../cl.ts'

const environment = (cwd: string) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: cwd,
  CL_BOOK: join(cwd, 'book.db'),
  CL_TODAY: '2026-11-21',
  // Colour is for terminals alone, even with this variable.
  FORCE_COLOR: '1',
})

/** A shop with two customers and a promise to one of them. */
function aShop(): string {
  const cwd = ownFolder()
  execute('add "Acme Bakery" --since 2026-10-01', { cwd })
  execute('add Bolt --since 2026-10-01', { cwd })
  execute('promise acme the price list --by 2026-11-20', { cwd, today: '2026-11-19' })
  return cwd
}

/** An assistant that has started `cl mcp` with these options. */
async function assistant(cwd: string, ...options: string[]) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [executable, 'mcp', ...options],
    env: environment(cwd),
    stderr: 'pipe',
  })
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(transport)
  onTestFinished(() => client.close())
  const call = async (name: string, args: Record<string, unknown> = {}) => {
    const { content, structuredContent, isError = false } = await client.callTool({ name, arguments: args })
    return { texts: (content as { text: string }[]).map(({ text }) => text), data: structuredContent, isError }
  }
  return { client, call }
}

const bytes = (cwd: string) => readFileSync(join(cwd, 'book.db'), 'latin1')

it('reads the book: who is due, one customer, the history, the week, as text and as data', async () => {
  const cwd = aShop()
  execute('log bolt call "asked after the oven"', { cwd })
  const before = bytes(cwd)
  const { client, call } = await assistant(cwd)
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).toEqual(['due', 'show', 'history', 'report'])
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true)
  expect(client.getInstructions()).toContain('only read here')
  expect(await call('due')).toMatchObject({
    texts: [expect.stringMatching(/^Customer .+\nAcme Bakery +promise #1 1 day late: the price list/)],
    data: { customers: [{ id: 1, name: 'Acme Bakery', today: true }] },
    isError: false,
  })
  expect(await call('show', { customer: 'acme' })).toMatchObject({
    texts: [expect.stringContaining('Acme Bakery (#1)')],
    data: { id: 1, name: 'Acme Bakery' },
  })
  expect((await call('history', { customer: 'bolt' })).data).toMatchObject({
    touches: [{ note: 'asked after the oven' }],
  })
  expect(await call('report')).toMatchObject({
    texts: [expect.stringMatching(/^Week 2026-W47/)],
    data: { week: '2026-W47' },
  })
  expect(bytes(cwd)).toBe(before)
})

it('writes nothing where it was not started with --write', async () => {
  const cwd = aShop()
  const before = bytes(cwd)
  const { call } = await assistant(cwd)
  for (const [name, args] of [
    ['log', { customer: 'acme' }],
    ['undo', {}],
  ] as const)
    expect(await call(name, args)).toEqual({
      texts: [expect.stringContaining('not found')],
      data: undefined,
      isError: true,
    })
  expect(bytes(cwd)).toBe(before)
})

it('with --write it logs, promises, learns, closes and undoes, each one ordinary change', async () => {
  const cwd = aShop()
  const { client, call } = await assistant(cwd, '--write')
  expect((await client.listTools()).tools).toHaveLength(9)
  const logged = await call('log', {
    customer: 'acme',
    channel: 'visit',
    note: '--yes, "all good" $HOME',
    on: 'yesterday',
    promise: 'a sample',
    by: 'friday',
  })
  expect(logged).toMatchObject({
    texts: [expect.stringMatching(/^#1 visit, care, \+ with Acme Bakery, yesterday\n/)],
    data: { touches: [{ note: '--yes, "all good" $HOME', on: '2026-11-20' }], promise: { id: 2, dueOn: '2026-11-27' } },
  })
  expect(await call('promise', { customer: 'bolt', text: 'a cake by monday' })).toMatchObject({
    data: { id: 3, dueOn: '2026-11-23' },
  })
  expect(await call('learn', { customer: 'bolt', topic: 'goals', text: 'a second shop' })).toMatchObject({
    data: { facts: [{ topic: 'goals', text: 'a second shop' }] },
  })
  expect(await call('done', { loops: [1, 2], note: '2 boxes' })).toMatchObject({
    texts: [expect.stringContaining('promise #1')],
    data: {
      loops: [
        { id: 1, outcome: 'kept' },
        { id: 2, outcome: 'kept' },
      ],
    },
  })
  expect(await call('undo')).toMatchObject({
    texts: [expect.stringMatching(/^Took back: promise #1 of Acme Bakery kept/)],
  })
  const { out } = execute('undo --list', { cwd })
  expect(
    out
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.replace(/^.* {2}/, '')),
  ).toHaveLength(6)
  expect(
    JSON.parse(execute('loops --json', { cwd }).out)
      .map(({ id }: { id: number }) => id)
      .sort(),
  ).toEqual([1, 2, 3])
})

it.each([
  ['show', { customer: 'bolx' }, /^There is no customer "bolx"\. Near: Bolt \(#2\)\.\n/],
  ['history', { since: '30 feb' }, /^There is no 30 Feb/i],
  ['log', { customer: 'acme', on: 'tomorrow' }, /^A touch cannot be in the future|after today/],
  ['log', { customer: 'acme', channel: 'cal' }, /^"cal" is no channel of this book\.\nThere are: visit, call, /],
  ['log', { customer: 'acme', purpose: 'complainy' }, /^"complainy" is no purpose of this book\.\n/],
  ['learn', { customer: 'acme', topic: 'gaols', text: 'more' }, /^"gaols" is no topic of this book\.\n/],
  ['done', { loops: [99] }, /^There is no loop #99\.\n/],
  ['log', { customer: 'acme', day: 'friday' }, /Unrecognized key: "day"/],
  ['undo', {}, /^The last change is of another day/],
])('what is refused says why, and nothing is written: %s %o', async (name, args, message) => {
  const cwd = aShop()
  execute('log bolt', { cwd, today: '2026-11-20' })
  const before = bytes(cwd)
  const { call } = await assistant(cwd, '--write')
  expect(await call(name, args)).toEqual({ texts: [expect.stringMatching(message)], data: undefined, isError: true })
  expect(bytes(cwd)).toBe(before)
})

it('sees what other terminals do between two calls, also that the book is gone and back', async () => {
  const cwd = aShop()
  const { call } = await assistant(cwd, '--write', '--book', join(cwd, 'other.db'))
  expect(await call('due')).toEqual({
    texts: [expect.stringMatching(/^There is no book/)],
    data: undefined,
    isError: true,
  })
  execute(['add', 'Cara', '--book', join(cwd, 'other.db')], { cwd })
  expect((await call('show', { customer: 'cara' })).data).toMatchObject({ name: 'Cara' })
  execute(['forget', 'cara', '--yes', 'Cara', '--book', join(cwd, 'other.db')], { cwd })
  expect((await call('log', { customer: 'cara' })).isError).toBe(true)
})

it('calls that come at once are answered one after the other', async () => {
  const cwd = aShop()
  const { call } = await assistant(cwd, '--write')
  const all = await Promise.all(
    Array.from({ length: 8 }, (_, i) => call('log', { customer: 'acme', note: `note ${i}` })),
  )
  expect(all.map(({ data }) => data)).toMatchObject(
    Array.from({ length: 8 }, (_, i) => ({ touches: [{ id: i + 1, note: `note ${i}` }] })),
  )
})

const message = (id: number, method: string, params: object) =>
  `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`
const hello = message(1, 'initialize', {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
})

it('prints nothing but the protocol, without colour, answers what came in, and ends with 0 when the input does', () => {
  const cwd = aShop()
  // A call that takes its time: the input ends before it is answered.
  execute(['config', 'set', 'hooks.after-change', '--', process.execPath, '-e', 'console.log("noise")'], { cwd })
  const input = [
    hello,
    'no JSON at all\n',
    message(2, 'tools/call', { name: 'log', arguments: { customer: 'bolt', note: 'last words' } }),
    message(3, 'tools/call', { name: 'show', arguments: { customer: 'bolt' } }),
  ].join('')
  const { status, stdout, stderr } = spawnSync(process.execPath, [executable, 'mcp', '--write'], {
    cwd,
    env: environment(cwd),
    input,
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([0, ''])
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(answers.map(({ id }) => id)).toEqual([1, 2, 3])
  expect(JSON.stringify(answers)).toContain('last words')
  expect(stdout).not.toContain('\\u001b')
})

it.each(['SIGINT', 'SIGTERM'] as const)('ends with 0 on %s', async (signal) => {
  const cwd = aShop()
  const child = spawn(process.execPath, [executable, 'mcp'], { cwd, env: environment(cwd) })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  child.stdin.write(hello)
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const ended = new Promise((resolve) => child.once('exit', (...how) => resolve(how)))
  child.kill(signal)
  expect(await ended).toEqual([0, null])
})
