import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { execute, ownFolder } from '../cl.ts'
import { atTerminal } from './at-terminal.ts'
import { ctrlC, down, enter, withCustomers } from './terminal-book.ts'

it('asks for a customer’s details, with today’s values to begin with', async () => {
  const cwd = await withCustomers()
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

it('asks which loop is meant when a customer has several', async () => {
  const cwd = await withCustomers()
  execute('promise bolt a photo', { cwd })
  execute('promise bolt a price list', { cwd })
  const { code } = await atTerminal('done bolt', cwd, [['Which one?', `${down}${enter}`]])
  expect(code).toBe(0)
  expect(JSON.parse(execute('loops --json', { cwd }).out)).toMatchObject([{ text: 'a photo' }])
})

/** The facts about Acme Bakery: each topic with the answer, without the days. */
async function withSnapshots(): Promise<string> {
  const cwd = await withCustomers()
  execute('backup', { cwd })
  execute('add Zoe', { cwd })
  execute('backup', { cwd })
  execute('add Quux', { cwd })
  return cwd
}

const customers = (cwd: string) => (JSON.parse(execute('list --json', { cwd }).out) as object[]).length

it('asks which snapshot is meant, the newest first, and goes back to it', async () => {
  const cwd = await withSnapshots()
  const { code, screen } = await atTerminal('restore', cwd, [['Go back to which?', `${down}${enter}`]])
  expect([code, screen]).toEqual([0, expect.stringContaining('21 Nov, backup: 4 customers, 0 touches')])
  expect([customers(cwd), screen]).toEqual([3, expect.stringContaining('21 Nov, backup: 3 customers, 0 touches')])
})

it('leaves the book as it is when that is broken off', async () => {
  const cwd = await withSnapshots()
  expect(await atTerminal('restore', cwd, [['Go back to which?', ctrlC]])).toMatchObject({ code: 130 })
  expect(customers(cwd)).toBe(5)
})

it('asks of each doubtful customer of a file who it is, before anything is written', async () => {
  const cwd = await withCustomers()
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
  const cwd = await withCustomers()
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
  const cwd = await withCustomers()
  writeFileSync(join(cwd, 'a.csv'), csv)
  const before = readFileSync(join(cwd, 'book.db'))
  expect((await atTerminal('import a.csv', cwd, [[question, ctrlC]])).code).toBe(130)
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
})

it('never asks with --no-input', async () => {
  const cwd = await withCustomers()
  expect(await atTerminal('log acme call --no-input', cwd, [])).toMatchObject({ code: 1 })
})

const red = '\x1b[31m'

it('uses the whole width of a terminal, and of a narrow one no more than there is', async () => {
  const cwd = await withCustomers()
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
  const cwd = await withCustomers()
  execute(['log', 'bolt', 'complaint', 'late'], { cwd })
  expect((await atTerminal('due', cwd, [])).raw).toContain(red)
  expect((await atTerminal('due --no-color', cwd, [])).raw).not.toContain(red)
  expect((await atTerminal('due', cwd, [], {}, { NO_COLOR: '1' })).raw).not.toContain(red)
  expect((await atTerminal('due', cwd, [], {}, { TERM: 'dumb' })).raw).not.toContain(red)
  expect(execute('due', { cwd }).out).not.toContain('\x1b')
})

it('asks before two customers become one', async () => {
  const cwd = await withCustomers()
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
  const cwd = await withCustomers()
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
async function withLongNotes(words = 280): Promise<string> {
  const cwd = await withCustomers()
  for (const word of ['rye', 'oats'])
    execute('log bolt call --note -', { cwd, stdin: `first ${word} ${`${word} `.repeat(words)}last ${word}` })
  return cwd
}

it('shows a long page in less, which q leaves', async () => {
  const { screen, code } = await atTerminal('show bolt', await withLongNotes(), [[':', 'q']])
  expect([code, screen.includes('Bolt Garage (#3)'), screen.includes('last rye')]).toEqual([0, true, false])
})

it.each(['log --help', 'help log', 'help all'])('shows %s in less, as any long page', async (line) => {
  const cwd = await withCustomers()
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
  const cwd = await withLongNotes(PAGER.startsWith('head') ? 9_000 : 280)
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
