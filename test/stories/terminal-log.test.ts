import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { execute, ownFolder } from '../cl.ts'
import { atTerminal } from './at-terminal.ts'
import { boltForCare, ctrlC, down, enter, history, withCustomers } from './terminal-book.ts'

it('asks for a touch when nothing is said: customer, purpose, note, promise; and whether the rest is as usual', async () => {
  const cwd = await withCustomers()
  const { screen, code } = await atTerminal('log', cwd, [
    ...boltForCare,
    ['A note', `new lift${enter}`],
    ['promise something', `a photo of the cake${enter}`],
    ['By when?', `friday${enter}`],
    ['call, positive, today, begun by you', `${down}${enter}`],
    ['How?', `${down}${enter}`],
    ['video, positive, today, begun by you', enter],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('#1 video, care, + with Bolt Garage, today')])
  expect(history(cwd)).toMatchObject([{ customer: { name: 'Bolt Garage' }, channel: 'video', note: 'new lift' }])
  expect(JSON.parse(execute('loops --json', { cwd }).out)).toMatchObject([
    { text: 'a photo of the cake', dueOn: '2026-11-27' },
  ])
})

it.each([
  [50, 'tour (+): they showed us their place, or we sho…'],
  [80, 'tour (+): they showed us their place, or we showed ours'],
])('shows every purpose of a customer on 20 lines of %i columns', async (cols, tour) => {
  const { screen } = await atTerminal(
    'log',
    await withCustomers(),
    [
      ['Who was it with?', `bolt g${enter}`],
      ['complaint (-)', ctrlC],
    ],
    { cols, rows: 20 },
  )
  expect(screen).toContain(tour)
})

it('takes a paste of many lines as one note', async () => {
  const cwd = await withCustomers()
  const { screen, code } = await atTerminal('log', cwd, [
    ...boltForCare,
    ['A note', '\x1b[200~20 loaves\r\r3 rye\x1b[201~'],
    ['20 loaves ⏎  ⏎ 3 rye', enter],
    ['promise something', enter],
    ['Write it down as', enter],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('#1 call, care, + with Bolt Garage, today')])
  expect(history(cwd)).toMatchObject([{ note: '20 loaves\n\n3 rye' }])
})

it('takes the line end of a paste at the first question for Enter, and many lines without marks as one note', async () => {
  const cwd = await withCustomers()
  const { screen, code } = await atTerminal('log', cwd, [
    ['Who was it with?', `acme bak${enter}`],
    ['Why?', enter],
    ['A note', `20 loaves${enter}3 rye${enter}`],
    ['promise something', enter],
    ['Write it down as', enter],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('#1 call, care, + with Acme Bakery, today')])
  expect(history(cwd)).toMatchObject([{ note: '20 loaves\n3 rye' }])
})

it('adds a customer who was typed into the search', async () => {
  const cwd = await withCustomers()
  const { screen, code } = await atTerminal('log', cwd, [
    ['Who was it with?', 'Zoe'],
    ['Add "Zoe" as a new customer', enter],
    ['Why?', enter],
    ['A note', enter],
    ['promise something', enter],
    ['Write it down as', enter],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('Added Zoe (#4).')])
  expect(history(cwd)).toMatchObject([{ customer: { name: 'Zoe' }, note: null }])
})

it('does not offer to add who is there already, however the name is written', async () => {
  const cwd = await withCustomers()
  const { screen } = await atTerminal('log', cwd, [
    ['Who was it with?', 'garage bolt'],
    ['❯ Bolt Garage (#3)', ctrlC],
  ])
  expect(screen).not.toContain('Add "garage bolt"')
})

it('shows first who needs you today, then those of the last touches; and all purposes', async () => {
  const cwd = ownFolder()
  for (const line of [
    'add Ann',
    'add Bea',
    'add Cid',
    'add Dora',
    'log cid call',
    'promise dora "a sample" --by today',
  ])
    execute(line, { cwd })
  const { screen } = await atTerminal('log', cwd, [
    ['Who was it with?', enter],
    ['complaint (-)', ctrlC],
  ])
  expect(screen.match(/(?:Ann|Bea|Cid|Dora) \(#\d\)/g)?.slice(0, 4)).toEqual([
    'Dora (#4)',
    'Cid (#3)',
    'Ann (#1)',
    'Bea (#2)',
  ])
  for (const purpose of ['care (+)', 'invoice (-)', 'request (=)', 'praise (+)']) expect(screen).toContain(purpose)
})

it.each(['no', 'N', 'no.', '-', '', 'no, thanks', 'Nein', 'non merci!'])(
  '%j at the question for a promise is none',
  async (answer) => {
    const cwd = await withCustomers()
    const { code } = await atTerminal('log', cwd, [
      ...boltForCare,
      ['A note', enter],
      ['promise something', `${answer}${enter}`],
      ['Write it down as', enter],
    ])
    expect([code, JSON.parse(execute('loops --json', { cwd }).out)]).toEqual([0, []])
  },
)

it('changes tone, day and who began it where they are not as usual', async () => {
  const cwd = await withCustomers()
  const { code } = await atTerminal('log', cwd, [
    ...boltForCare,
    ['A note', enter],
    ['promise something', enter],
    ['Write it down as', `${down}${down}${enter}`],
    ['How did it go?', `${down}${enter}`],
    ['call, neutral, today', `${down}${down}${down}${enter}`],
    ['When was it?', `yesterday${enter}`],
    ['call, neutral, yesterday', `${down}${down}${down}${down}${enter}`],
    ['begun by them?', enter],
  ])
  expect(code).toBe(0)
  expect(history(cwd)).toMatchObject([{ tone: '=', on: '2026-11-20', begunBy: 'them' }])
})

it.each([
  ['the first question', [['Who was it with?', ctrlC]]],
  [
    'the last question',
    [...boltForCare, ['A note', `x${enter}`], ['promise something', enter], ['Write it down as', ctrlC]],
  ],
] as [string, [string, string][]][])('leaves nothing behind when it is broken off at %s', async (_, steps) => {
  const cwd = await withCustomers()
  const before = readFileSync(join(cwd, 'book.db'))
  const { code } = await atTerminal('log', cwd, steps)
  expect(code).toBe(130)
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
})

it('asks which of several customers is meant', async () => {
  const cwd = await withCustomers()
  const { screen, code } = await atTerminal('log acme call "all good"', cwd, [
    ['fits several customers', `${down}${enter}`],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('with Acme Tools, today')])
})

it('asks whether a number, or the name that begins with it, is meant', async () => {
  const cwd = await withCustomers()
  execute('add "1st Garage"', { cwd })
  const { screen, code } = await atTerminal('log 1 call', cwd, [['"1" fits several customers', `${down}${enter}`]])
  expect([code, screen]).toEqual([0, expect.stringContaining('with 1st Garage, today')])
})

it.each(['date acme birthday 5 mar', 'dates acme', 'save acme --money 5 x', 'savings acme', 'surprise acme --done'])(
  'asks in cl %s too, and leaves nothing behind when it is broken off',
  async (line) => {
    const cwd = await withCustomers()
    const before = readFileSync(join(cwd, 'book.db'))
    const { code } = await atTerminal(line, cwd, [['fits several customers', ctrlC]])
    expect(code).toBe(130)
    expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
  },
)

it('offers to add a customer whom nobody knows, in the same change', async () => {
  const cwd = await withCustomers()
  const { code } = await atTerminal('log Quux call', cwd, [
    ['There is no customer', enter],
    ['Name of the new customer', enter],
  ])
  expect(code).toBe(0)
  expect(history(cwd)).toMatchObject([{ customer: { name: 'Quux' } }])
  execute('undo', { cwd })
  expect(JSON.parse(execute('list --json', { cwd }).out)).toHaveLength(3)
})

it.each([
  'log Quux call',
  'promise Quux a sample',
  'learn Quux plays the cello',
  'date Quux birthday 5 mar',
  'save Quux --money 5 boxes',
  'pulse Quux 9',
])('%s: offers to add somebody new', async (line) => {
  const { screen, code } = await atTerminal(line, await withCustomers(), [
    ['A new customer', enter],
    ['Name of the new customer', enter],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('Added Quux (#4).')])
})

it.each([
  'show Acmme',
  'why Acmme',
  'archive Acmme',
  'snooze Acmme 2w',
  'edit Acmme --phone 12345',
  'forget Acmme',
  'dates Acmme',
])('%s: does not offer to add somebody new', async (line) => {
  const { screen, code } = await atTerminal(line, await withCustomers(), [['Who is it?', ctrlC]])
  expect(code).toBe(130)
  expect(screen).not.toContain('A new customer')
})
