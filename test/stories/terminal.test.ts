import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IPty } from '@lydell/node-pty'
import { expect, it } from 'vitest'
import { execute, ownFolder } from '../cl.ts'
import { atTerminal } from './at-terminal.ts'

const enter = '\r'
const down = '\x1b[B'
const ctrlC = '\x03'

function withCustomers(): string {
  const cwd = ownFolder()
  for (const name of ['Acme Bakery', 'Acme Tools', 'Bolt Garage'])
    execute(['add', name, '--phone', '+1 352 555 0101'], { cwd })
  return cwd
}

const history = (cwd: string) => JSON.parse(execute('history --json', { cwd }).out) as { customer: { name: string } }[]

it('asks for a touch when nothing is said: customer, purpose, note, promise; and whether the rest is as usual', async () => {
  const cwd = withCustomers()
  const { screen, code } = await atTerminal('log', cwd, [
    ['Who was it with?', 'bolt'],
    ['Add "bolt" as a new customer', enter],
    ['Why?', enter],
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
    withCustomers(),
    [
      ['Who was it with?', `bolt g${enter}`],
      ['complaint (-)', ctrlC],
    ],
    { cols, rows: 20 },
  )
  expect(screen).toContain(tour)
})

it('takes a paste of many lines as one note', async () => {
  const cwd = withCustomers()
  const { screen, code } = await atTerminal('log', cwd, [
    ['Who was it with?', 'bolt'],
    ['Add "bolt" as a new customer', enter],
    ['Why?', enter],
    ['A note', '\x1b[200~20 loaves\r\r3 rye\x1b[201~'],
    ['20 loaves ⏎  ⏎ 3 rye', enter],
    ['promise something', enter],
    ['Write it down as', enter],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('#1 call, care, + with Bolt Garage, today')])
  expect(history(cwd)).toMatchObject([{ note: '20 loaves\n\n3 rye' }])
})

it('takes the line end of a paste at the first question for Enter, and many lines without marks as one note', async () => {
  const cwd = withCustomers()
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
  const cwd = withCustomers()
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
  const cwd = withCustomers()
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
    const cwd = withCustomers()
    const { code } = await atTerminal('log', cwd, [
      ['Who was it with?', 'bolt'],
      ['Add "bolt" as a new customer', enter],
      ['Why?', enter],
      ['A note', enter],
      ['promise something', `${answer}${enter}`],
      ['Write it down as', enter],
    ])
    expect([code, JSON.parse(execute('loops --json', { cwd }).out)]).toEqual([0, []])
  },
)

it('changes tone, day and who began it where they are not as usual', async () => {
  const cwd = withCustomers()
  const { code } = await atTerminal('log', cwd, [
    ['Who was it with?', 'bolt'],
    ['Add "bolt" as a new customer', enter],
    ['Why?', enter],
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
    [
      ['Who was it with?', 'bolt'],
      ['Add "bolt" as a new customer', enter],
      ['Why?', enter],
      ['A note', `x${enter}`],
      ['promise something', enter],
      ['Write it down as', ctrlC],
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

it('asks whether a number, or the name that begins with it, is meant', async () => {
  const cwd = withCustomers()
  execute('add "1st Garage"', { cwd })
  const { screen, code } = await atTerminal('log 1 call', cwd, [['"1" fits several customers', `${down}${enter}`]])
  expect([code, screen]).toEqual([0, expect.stringContaining('with 1st Garage, today')])
})

it.each(['date acme birthday 5 mar', 'dates acme', 'save acme --money 5 x', 'savings acme', 'surprise acme --done'])(
  'asks in cl %s too, and leaves nothing behind when it is broken off',
  async (line) => {
    const cwd = withCustomers()
    const before = readFileSync(join(cwd, 'book.db'))
    const { code } = await atTerminal(line, cwd, [['fits several customers', ctrlC]])
    expect(code).toBe(130)
    expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
  },
)

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

it.each([
  'log Quux call',
  'promise Quux a sample',
  'learn Quux plays the cello',
  'date Quux birthday 5 mar',
  'save Quux --money 5 boxes',
  'pulse Quux 9',
])('%s: offers to add somebody new', async (line) => {
  const { screen, code } = await atTerminal(line, withCustomers(), [
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
  const { screen, code } = await atTerminal(line, withCustomers(), [['Who is it?', ctrlC]])
  expect(code).toBe(130)
  expect(screen).not.toContain('A new customer')
})

it('asks for a customer’s details, with today’s values to begin with', async () => {
  const cwd = withCustomers()
  const { code } = await atTerminal('edit bolt', cwd, [
    ['Name', ` & Sons${enter}`],
    ['Company', enter],
    ['Phone', enter],
    ['E-mail', `office@bolt.example${enter}`],
    ['Address', enter],
    ['Call or visit every', enter],
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

const audits = (cwd: string) =>
  JSON.parse(execute('audit --list --json', { cwd }).out) as { total: number; answers: { note: string | null }[] }[]

/** Answers a question of the audit. */
const answered = (score: number, note = ''): [string, string][] => [
  ['Your answer', `${score}${enter}`],
  ['A note', `${note}${enter}`],
]

it('an audit that is broken off keeps its answers, and goes on with the first that has none', async () => {
  const cwd = withCustomers()
  const first = await atTerminal('audit', cwd, [
    ...answered(4),
    ...answered(3, 'two left'),
    ['Your answer', `7${enter}`],
    ['is not an answer', `\x7f2${enter}`],
    ['A note', ctrlC],
  ])
  expect([first.code, first.screen]).toEqual([
    130,
    expect.stringContaining('Stopped. 2 of 11 questions answered; cl audit goes on with question 3.'),
  ])
  expect(first.screen).toContain('The book: nobody to compare yet')
  const second = await atTerminal('audit', cwd, Array.from({ length: 9 }, () => answered(2)).flat())
  expect(second.screen).toMatch(/^2 of 11 questions answered already\.\r\n(.+\r\n)+\r\n 3 {2}Do you treat them/)
  expect([second.code, second.screen]).toEqual([0, expect.stringContaining('The audit is finished: 25 of 44')])
  expect(audits(cwd)[0]).toMatchObject({ total: 25, answers: { 1: { note: 'two left' }, length: 11 } })
  const third = await atTerminal('audit', cwd, [['Your answer', ctrlC]])
  expect(third.screen).toMatch(/Last time: 4\r\n(.|\s)+Stopped\. Nothing was written\./)
  execute('undo', { cwd })
  expect([third.code, audits(cwd)]).toEqual([130, []])
})

it('asks the five questions about a letter, with the last answers; broken off, nothing is written', async () => {
  const cwd = withCustomers()
  execute('letters add Bill', { cwd, today: '2026-01-01' })
  execute('letters review bill --answers ynyyy', { cwd, today: '2026-11-01' })
  const before = readFileSync(join(cwd, 'book.db'))
  const asked: [string, string][] = [
    ['thanks in it? (last time yes)', enter],
    ['about them, not about us? (last time no)', enter],
    ['seven seconds?', `${down}${enter}`],
    ['every temperament?', enter],
    ['want to get it?', enter],
  ]
  const stopped = await atTerminal('letters review bill', cwd, [...asked, ['A note', ctrlC]])
  expect(stopped.code).toBe(130)
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
  const { code, screen } = await atTerminal('letters review bill', cwd, [...asked, ['A note', `small print${enter}`]])
  expect([code, screen]).toEqual([0, expect.stringContaining('Reviewed "Bill": 4 of 5 (1 Nov: 4 of 5)')])
  expect(JSON.parse(execute('letters --json', { cwd }).out)).toMatchObject([
    { lastReview: { answers: { aboutThem: true, clear: false }, note: 'small print' } },
  ])
})

it('asks which loop is meant when a customer has several', async () => {
  const cwd = withCustomers()
  execute('promise bolt a photo', { cwd })
  execute('promise bolt a price list', { cwd })
  const { code } = await atTerminal('done bolt', cwd, [['Which one?', `${down}${enter}`]])
  expect(code).toBe(0)
  expect(JSON.parse(execute('loops --json', { cwd }).out)).toMatchObject([{ text: 'a photo' }])
})

/** The facts about Acme Bakery: each topic with the answer, without the days. */
const factsOfAcme = (cwd: string) =>
  (
    JSON.parse(execute('facts "Acme Bakery" --json', { cwd }).out) as { facts: { topic: string; text: string }[] }
  ).facts.map(({ topic, text }) => [topic, text])

it('puts the next questions, and takes the answers as one change', async () => {
  const cwd = withCustomers()
  execute('learn "Acme Bakery" plans a van', { cwd })
  const { screen, code } = await atTerminal('ask "Acme Bakery" -n 4', cwd, [
    ['How did it all begin', `in a garage${enter}`],
    ['want to reach this year?', enter],
    ['How does a day go here', `   ${enter}`],
    ['Where do you want to grow', `a shop in town${enter}`],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('you know 3 of 12 topics')])
  expect(factsOfAcme(cwd)).toEqual([
    ['history', 'in a garage'],
    ['plans', 'a van'],
    ['expansion', 'a shop in town'],
  ])
  execute('undo', { cwd })
  expect(factsOfAcme(cwd)).toEqual([['plans', 'a van']])
})

it('shows the last answer beside a question that has one', async () => {
  const cwd = withCustomers()
  execute('learn "Acme Bakery" history in a garage --on 2026-03-03', { cwd })
  const others = [
    'goals',
    'plans',
    'process',
    'expansion',
    'people',
    'billing',
    'expectations',
    'better',
    'competitors',
  ]
  for (const topic of [...others, 'tour', 'personal']) execute(`learn "Acme Bakery" ${topic} x`, { cwd })
  const { screen } = await atTerminal('ask "Acme Bakery" -n 1', cwd, [['(3 Mar: in a garage)', `in a shed${enter}`]])
  expect(screen).toContain('fact #13 about Acme Bakery, history, today: in a shed')
})

it('keeps the answers given so far when the questions are broken off, in one change', async () => {
  const cwd = withCustomers()
  const { screen, code } = await atTerminal('ask "Acme Bakery" -n 9', cwd, [
    ['How did it all begin', `in a garage${enter}`],
    ['want to reach this year?', `a van${enter}`],
    ['on the drawing board', ctrlC],
  ])
  expect([code, screen]).toEqual([130, expect.stringContaining('Stopped. 2 answers kept.')])
  expect(factsOfAcme(cwd)).toEqual([
    ['history', 'in a garage'],
    ['goals', 'a van'],
  ])
  execute('undo', { cwd })
  expect(factsOfAcme(cwd)).toEqual([])
})

it.each<[string, (terminal: IPty) => void]>([
  ['the window is closed', (terminal) => (terminal as IPty & { destroy(): void }).destroy()],
  ['it is told to end', (terminal) => terminal.kill('SIGTERM')],
])('keeps the answers given so far when %s, and writes nothing where there are none', async (_, end) => {
  const cwd = withCustomers()
  const before = readFileSync(join(cwd, 'book.db'))
  await atTerminal('ask "Acme Bakery"', cwd, [['How did it all begin', end]])
  await atTerminal('log', cwd, [['Who was it with?', end]])
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
  await atTerminal('ask "Acme Bakery"', cwd, [
    ['How did it all begin', `in a garage${enter}`],
    ['want to reach this year?', end],
  ])
  // Without its window the program goes on for a moment.
  await expect.poll(() => factsOfAcme(cwd), { timeout: 10_000 }).toEqual([['history', 'in a garage']])
  await atTerminal('audit', cwd, [...answered(4), ['Your answer', end]])
  const answers = () => execute('audit --list', { cwd }).err
  await expect.poll(answers, { timeout: 10_000 }).toContain('1 of 11 questions answered')
})

it.each<[string, [string, string][], number, string]>([
  ['broken off', [['How did it all begin', ctrlC]], 130, 'Stopped. Nothing was written.'],
  ['passed over', [['How did it all begin', enter]], 0, 'Nothing was answered, so nothing was written.'],
])('writes nothing when the only question is %s', async (_, steps, code, said) => {
  const cwd = withCustomers()
  const before = readFileSync(join(cwd, 'book.db'))
  const { screen, code: left } = await atTerminal('ask bolt -n 1', cwd, steps)
  expect([left, screen]).toEqual([code, expect.stringContaining(said)])
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
})

it('asks for the guess first, then for the rating and their words', async () => {
  const cwd = withCustomers()
  const { screen, code } = await atTerminal('pulse bolt', cwd, [
    ['Your guess, before you ask', `11${enter}`],
    ['"11" is not a guess.', `\x7f\x7f7${enter}`],
    ['How do they rate you', `9${enter}`],
    ['In their own words', `always on time${enter}`],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('9 of 10 from Bolt Garage, today: always on time')])
  expect(JSON.parse(execute('pulse bolt --list --json', { cwd }).out)).toMatchObject([{ rating: 9, guess: 7 }])
})

it('takes a rating without guess and words, but not without the rating', async () => {
  const cwd = withCustomers()
  const { code } = await atTerminal('pulse bolt', cwd, [
    ['Your guess, before you ask', enter],
    ['How do they rate you', enter],
    ['"" is not a rating.', `8${enter}`],
    ['In their own words', enter],
  ])
  expect(code).toBe(0)
  expect(JSON.parse(execute('pulse bolt --list --json', { cwd }).out)).toMatchObject([
    { rating: 8, guess: null, quote: null },
  ])
})

it('leaves no rating behind when it is broken off', async () => {
  const cwd = withCustomers()
  const { code } = await atTerminal('pulse bolt --guess 3', cwd, [
    ['How do they rate you', `9${enter}`],
    ['In their own words', ctrlC],
  ])
  expect(code).toBe(130)
  expect(execute('pulse bolt --list --json', { cwd }).out).toBe('[]\n')
})

function withSnapshots(): string {
  const cwd = withCustomers()
  execute('backup', { cwd })
  execute('add Zoe', { cwd })
  execute('backup', { cwd })
  execute('add Quux', { cwd })
  return cwd
}

const customers = (cwd: string) => (JSON.parse(execute('list --json', { cwd }).out) as object[]).length

it('asks which snapshot is meant, the newest first, and goes back to it', async () => {
  const cwd = withSnapshots()
  const { code, screen } = await atTerminal('restore', cwd, [['Go back to which?', `${down}${enter}`]])
  expect([code, screen]).toEqual([0, expect.stringContaining('21 Nov, backup: 4 customers, 0 touches')])
  expect([customers(cwd), screen]).toEqual([3, expect.stringContaining('21 Nov, backup: 3 customers, 0 touches')])
})

it('leaves the book as it is when that is broken off', async () => {
  const cwd = withSnapshots()
  expect(await atTerminal('restore', cwd, [['Go back to which?', ctrlC]])).toMatchObject({ code: 130 })
  expect(customers(cwd)).toBe(5)
})

it('asks of each doubtful customer of a file who it is, before anything is written', async () => {
  const cwd = withCustomers()
  writeFileSync(join(cwd, 'a.csv'), 'name,phone\nBolt Garrage,\nACME tols,\nAcme,+1 352 555 0101\nZoe,\n')
  const { screen, code } = await atTerminal('import a.csv', cwd, [
    ['Bolt Garrage, line 2: who is it?', `${down}${enter}`],
    ['ACME tols, line 3: who is it?', enter],
    ['Acme (+1 352 555 0101), line 4: who is it?', `${down}${down}${down}${down}${enter}`],
    ['Import these 3?', enter],
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
    ['Which column has the whole name?', enter],
    ['the company?', enter],
    ['the e-mail address?', enter],
    ['the phone number?', enter],
    ['since when they are customers?', enter],
    ['the birthday?', enter],
    ['Which column has the note?', `${down}${enter}`],
    ['your other program knows them?', enter],
    ['Import this one?', enter],
  ])
  expect(asked.code).toBe(0)
  expect((await atTerminal('import b.csv', cwd, [['Import this one?', enter]])).code).toBe(0)
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
  const narrow = await atTerminal('history', cwd, [], { cols: 40 })
  expect(Math.max(...narrow.screen.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(40)
  expect(narrow.screen).toContain('…')
  const wide = await atTerminal('history', cwd, [], { cols: 120 })
  expect(wide.screen).toContain('a good deal longer than forty columns')
})

it('shows who needs you, or how to begin, where cl is typed alone', async () => {
  const cwd = ownFolder()
  expect((await atTerminal('', cwd, [])).screen).toContain('Three ways to begin:')
  execute('add Acme', { cwd })
  execute('promise acme "a cake" --by 2026-11-20', { cwd })
  const { screen, code } = await atTerminal('', cwd, [])
  expect(screen).toMatch(/^1 customer needs you today\.\r\n\r\n.+\r\nAcme +promise.+a cake/)
  expect(code).toBe(0)
})

it('uses colour in a terminal, but not with --no-color, NO_COLOR or a dumb terminal, and never in a pipe', async () => {
  const cwd = withCustomers()
  execute(['log', 'bolt', 'complaint', 'late'], { cwd })
  expect((await atTerminal('due', cwd, [])).raw).toContain(red)
  expect((await atTerminal('due --no-color', cwd, [])).raw).not.toContain(red)
  expect((await atTerminal('due', cwd, [], {}, { NO_COLOR: '1' })).raw).not.toContain(red)
  expect((await atTerminal('due', cwd, [], {}, { TERM: 'dumb' })).raw).not.toContain(red)
  expect(execute('due', { cwd }).out).not.toContain('\x1b')
})

it('asks before two customers become one', async () => {
  const cwd = withCustomers()
  const names = () => JSON.parse(execute('list --json', { cwd }).out).map(({ name }: { name: string }) => name)
  const no = await atTerminal('merge bolt "acme tools"', cwd, [
    ['Bolt Garage (#3) goes into Acme Tools (#2)', `${down}${enter}`],
  ])
  expect([no.code, no.screen, names()]).toEqual([
    0,
    expect.stringContaining('Nothing was changed.'),
    ['Acme Bakery', 'Acme Tools', 'Bolt Garage'],
  ])
  const yes = await atTerminal('merge bolt "acme tools"', cwd, [['Merge them?', enter]])
  expect([yes.code, names()]).toEqual([0, ['Acme Bakery', 'Acme Tools']])
})

it('erases a customer only once the name is typed, and nobody when it is broken off', async () => {
  const cwd = withCustomers()
  const before = readFileSync(join(cwd, 'book.db'))
  const stopped = await atTerminal('forget bolt', cwd, [
    ['Type the name', `bolt${enter}`],
    ['That is not the name', ctrlC],
  ])
  expect([stopped.code, readFileSync(join(cwd, 'book.db')).equals(before)]).toEqual([130, true])
  const done = await atTerminal('forget bolt', cwd, [['Type the name', `Bolt Garage${enter}`]])
  expect([done.code, done.screen]).toEqual([0, expect.stringContaining('Erased: 1 customer')])
  expect(JSON.parse(execute('list --json', { cwd }).out)).toHaveLength(2)
})

/** A book with two notes of so many words. */
function withLongNotes(words = 280): string {
  const cwd = withCustomers()
  for (const word of ['rye', 'oats'])
    execute('log bolt call --note -', { cwd, stdin: `first ${word} ${`${word} `.repeat(words)}last ${word}` })
  return cwd
}

it('shows a long page in less, which q leaves', async () => {
  const { screen, code } = await atTerminal('show bolt', withLongNotes(), [[':', 'q']])
  expect([code, screen.includes('Bolt Garage (#3)'), screen.includes('last rye')]).toEqual([0, true, false])
})

it.each(['log --help', 'help log', 'help all'])('shows %s in less, as any long page', async (line) => {
  const cwd = withCustomers()
  const { screen, code } = await atTerminal(line, cwd, [[':', 'q']])
  const whole = await atTerminal(`${line} --no-pager`, cwd, [])
  const end = /cl help (all|dates)/
  expect([code, whole.code, end.test(screen), end.test(whole.screen)]).toEqual([0, 0, false, true])
})

it.each([
  ['the user’s own pager', 'cat; echo PAGED', ['first oats', 'last oats', 'last rye', 'PAGED']],
  ['a pager that is left early', 'head -n 3; echo LEFT', ['Bolt Garage (#3)', 'LEFT']],
  ['no pager where it is missing', 'no-such-pager --x', ['first oats', 'last oats', 'last rye']],
  ['no pager where it fails', 'false', ['first oats', 'last oats', 'last rye']],
  // The library gives a terminal 200 ms for the rest of its output when the program has ended.
])('shows a long page in %s', { retry: 5 }, async (_, PAGER, shown) => {
  // There must be something left to read: more than a pipe holds.
  const cwd = withLongNotes(PAGER.startsWith('head') ? 9_000 : 280)
  const { screen: wrapped, code } = await atTerminal('show bolt', cwd, [], {}, { PAGER })
  const screen = wrapped.replace(/\s+/g, ' ')
  const found = ['Bolt Garage (#3)', 'first oats', 'last oats', 'last rye', 'PAGED', 'LEFT']
  expect([code, screen.split('Bolt Garage (#3)').length]).toEqual([0, 2])
  expect(found.filter((each) => screen.includes(each))).toEqual(expect.arrayContaining(shown))
  expect(screen.includes('last rye')).toBe(shown.includes('last rye'))
})

it('the list of a morning fits the screen, with lines below it that are wider than the terminal', async () => {
  const cwd = ownFolder()
  const names = Array.from({ length: 40 }, (_, n) => `Customer ${n + 10},all`)
  writeFileSync(join(cwd, 'all.csv'), ['name,tags', ...names].join('\n'))
  execute('import all.csv', { cwd })
  execute('log --tag all --yes complaint late', { cwd })
  const { screen } = await atTerminal('due', cwd, [], { cols: 40 })
  const heights = screen
    .trimEnd()
    .split('\r\n')
    .map((line) => Math.max(1, Math.ceil(line.length / 40)))
  expect(screen.replace(/\s+/g, ' ')).toContain('A good word today')
  expect(heights.reduce((sum, height) => sum + height, 1)).toBeLessThanOrEqual(30)
  expect(heights.reduce((sum, height) => sum + height, 1)).toBeGreaterThan(26)
})
