import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IPty } from '@lydell/node-pty'
import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { atTerminal } from './at-terminal.ts'
import { ctrlC, down, enter, withCustomers } from './terminal-book.ts'

const audits = (cwd: string) =>
  JSON.parse(execute('audit --list --json', { cwd }).out) as { total: number; answers: { note: string | null }[] }[]

/** Answers a question of the audit. */
const answered = (score: number, note = ''): [string, string][] => [
  ['Your answer', `${score}${enter}`],
  ['A note', `${note}${enter}`],
]

it('an audit that is broken off keeps its answers, and goes on with the first that has none', async () => {
  const cwd = await withCustomers()
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
  const cwd = await withCustomers()
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

const factsOfAcme = (cwd: string) =>
  (
    JSON.parse(execute('facts "Acme Bakery" --json', { cwd }).out) as { facts: { topic: string; text: string }[] }
  ).facts.map(({ topic, text }) => [topic, text])

it('puts the next questions, and takes the answers as one change', async () => {
  const cwd = await withCustomers()
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
  const cwd = await withCustomers()
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
  const cwd = await withCustomers()
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
  const cwd = await withCustomers()
  const before = readFileSync(join(cwd, 'book.db'))
  await atTerminal('ask "Acme Bakery"', cwd, [['How did it all begin', end]])
  await atTerminal('log', cwd, [['Who was it with?', end]])
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
  await atTerminal('ask "Acme Bakery"', cwd, [
    ['How did it all begin', `in a garage${enter}`],
    ['want to reach this year?', end],
  ])
  // Without its window the program goes on for a moment.
  await expect.poll(() => factsOfAcme(cwd), { timeout: 100_000 }).toEqual([['history', 'in a garage']])
  await atTerminal('audit', cwd, [...answered(4), ['Your answer', end]])
  const answers = () => execute('audit --list', { cwd }).err
  await expect.poll(answers, { timeout: 100_000 }).toContain('1 of 11 questions answered')
})

it.each<[string, [string, string][], number, string]>([
  ['broken off', [['How did it all begin', ctrlC]], 130, 'Stopped. Nothing was written.'],
  ['passed over', [['How did it all begin', enter]], 0, 'Nothing was answered, so nothing was written.'],
])('writes nothing when the only question is %s', async (_, steps, code, said) => {
  const cwd = await withCustomers()
  const before = readFileSync(join(cwd, 'book.db'))
  const { screen, code: left } = await atTerminal('ask bolt -n 1', cwd, steps)
  expect([left, screen]).toEqual([code, expect.stringContaining(said)])
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
})

it('asks for the guess first, then for the rating and their words', async () => {
  const cwd = await withCustomers()
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
  const cwd = await withCustomers()
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
  const cwd = await withCustomers()
  const { code } = await atTerminal('pulse bolt --guess 3', cwd, [
    ['How do they rate you', `9${enter}`],
    ['In their own words', ctrlC],
  ])
  expect(code).toBe(130)
  expect(execute('pulse bolt --list --json', { cwd }).out).toBe('[]\n')
})
