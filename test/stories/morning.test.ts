import type { IPty } from '@lydell/node-pty'
import { expect, it } from 'vitest'
import { execute, ownFolder, shop } from '../cl.ts'
import { atTerminal, type Step } from './at-terminal.ts'

const enter = '\r'
const ctrlC = '\x03'
const esc = '\x1b'
const names = ['Acme', 'Bolt', 'Cara', 'Dora', 'Ella', 'Finn', 'Gold', 'Hill', 'Iris', 'Jack', 'Kent', 'Lune']

/** The folder of a shop in which the first so many customers are due for a care visit. */
async function shopWith(count: number): Promise<string> {
  const { folder, clOn } = shop()
  for (const [i, name] of names.slice(0, count).entries()) {
    await clOn('2026-09-01', `add ${name} --phone "+1 352 555 01${10 + i}"`)
    await clOn(`2026-09-${10 + i}`, `log ${name} visit "old note ${name}"`)
  }
  return folder
}

const json = (line: string, cwd: string) => JSON.parse(execute(`${line} --json`, { cwd }).out)
const dueNames = (cwd: string): string[] =>
  json('due', cwd)
    .filter(({ today }: { today: boolean }) => today)
    .map(({ name }: { name: string }) => name)
const notes = (cwd: string): string[] => json('history', cwd).map(({ note }: { note: string }) => note)
const morning = (cwd: string, steps: Step[], size = { cols: 80, rows: 24 }) => atTerminal('morning', cwd, steps, size)

it('looks after twelve customers with no more than thirty keys, each one ordinary change', async () => {
  const cwd = await shopWith(12)
  execute('promise acme the price list --by 2026-11-20', { cwd, today: '2026-11-19' })
  execute('log acme call', { cwd, today: '2026-11-19' })
  execute('log bolt complaint rye', { cwd, today: '2026-11-19' })
  execute('log bolt visit', { cwd, today: '2026-11-18' })
  const steps: [string, string][] = [
    ['promise #1 1 day late: the price list', 'd'],
    ['How did promise #1 end?', enter],
    ['complaint #2 open 2 days: rye', 'd'],
    ['How did complaint #2 end?', `new oven${enter}`],
    ['old note Cara', 'c'],
    ['old note Dora', 'v'],
    ['old note Ella', 'a'],
    ['old note Finn', 's'],
    ['until when?', `2w${enter}`],
    ['old note Gold', 'c'],
    ['old note Hill', 'c'],
    ['old note Iris', 'c'],
    ['old note Jack', 'c'],
    ['old note Kent', 'c'],
    ['old note Lune', 'c'],
  ]
  const { code, screen } = await morning(cwd, steps)
  expect([code, screen]).toEqual([0, expect.stringContaining('10 looked after, 2 put off, 0 left')])
  const typed = ['cl morning\r', ...steps.map(([, keys]) => keys)].join('')
  expect(typed.length - 'new oven'.length).toBeLessThanOrEqual(30)
  expect(dueNames(cwd)).toEqual([])
  const changes = execute('undo --list', { cwd }).out.split('\n')
  expect(changes.filter((line) => line.includes('today'))).toHaveLength(12)
})

it('logs what is typed where no shell reads along, and a paste of many lines as one note', async () => {
  const cwd = await shopWith(2)
  const paste = '\x1b[200~20 loaves\r\r3 rye\x1b[201~'
  const { screen, code, raw } = await morning(cwd, [
    ['old note Acme', `${paste}n`],
    ['Log with Acme', `visit it's fine? #new${enter}`],
    ['old note Bolt', 'n'],
    ['Log with Bolt', `sale ${paste}`],
    ['20 loaves ⏎  ⏎ 3 rye', enter],
    ['today, call, sale, =: 20 loaves⏎⏎3 rye', 'q'],
  ])
  expect([code, screen]).toEqual([0, expect.stringContaining('2 looked after, 0 put off, 0 left')])
  expect(notes(cwd).slice(0, 2)).toEqual(['20 loaves\n\n3 rye', "it's fine? #new"])
  expect(raw.lastIndexOf('\x1b[?2004l')).toBeGreaterThan(raw.lastIndexOf('\x1b[?2004h'))
})

it('takes a paste of 400 lines as one note, and draws no line of it for each letter', async () => {
  const cwd = await shopWith(1)
  const lines = Array.from({ length: 400 }, (_, i) => `${i} loaves of rye`)
  const { screen, raw } = await morning(cwd, [
    ['old note Acme', 'n'],
    ['Log with Acme', `\x1b[200~${lines.join('\r')}\x1b[201~`],
    ['398 loaves of rye ⏎ 399 loaves of rye', enter],
    ['1 looked after', ''],
  ])
  expect(screen).toContain('… ')
  expect(notes(cwd)[0]).toBe(lines.join('\n'))
  expect(raw.length).toBeLessThan(200_000)
})

it('asks again, with what was typed, when that is refused', async () => {
  const cwd = await shopWith(1)
  const { screen } = await morning(cwd, [
    ['old note Acme', 's'],
    ['until when?', `yesterday${enter}`],
    [
      'CUSTOMER off\r\n? No care visit until when? (2w, friday, 20 Jan; Enter for nothing) yesterday',
      `\x15tomorrow${enter}`,
    ],
  ])
  expect(screen).toContain('No care visit to Acme is due before tomorrow')
  expect(screen).toContain('0 looked after, 1 put off, 0 left')
})

it('reads the day of a promise, and asks which loop is done where several are open', async () => {
  const cwd = await shopWith(1)
  execute('promise acme a photo --by 2026-11-21', { cwd })
  const { screen } = await morning(cwd, [
    ['old note Acme', 'p'],
    ['What did you promise', `nothing${enter}`],
    ['old note Acme', 'p'],
    ['What did you promise', `don't forget the list by friday${enter}`],
    ['old note Acme', 'd'],
    ['Which one?', `\x1b[B${enter}`],
    ['How did promise #2 end?', `sent - by courier${enter}`],
    ['old note Acme', 'q'],
  ])
  expect(screen).toContain("promise #2 to Acme, by 27 Nov: don't forget the list by friday")
  expect(json('loops --closed', cwd)).toMatchObject([{ id: 2, outcome: 'kept' }])
})

it('goes on, goes back, shows the whole page and takes back what was done here alone', async () => {
  const cwd = await shopWith(3)
  const { screen } = await morning(cwd, [
    ['old note Acme', 'u'],
    ['Nothing was done here yet', 'o'],
    ['Enter goes back to the list', enter],
    ['old note Acme', enter],
    ['old note Bolt', 'b'],
    ['old note Acme', 'c'],
    ['old note Bolt', 'b'],
    ['nothing more to do today', 'u'],
    ['Took back', enter],
    ['old note Bolt', 'q'],
  ])
  expect(screen).toContain('0 looked after, 0 put off, 3 left')
  expect(dueNames(cwd)).toEqual(['Acme', 'Bolt', 'Cara'])
})

type End = string | ((terminal: IPty) => void)

const closeWindow = (terminal: IPty) => (terminal as IPty & { destroy(): void }).destroy()

it.each<[string, End]>([
  ['Ctrl-C', ctrlC],
  ['Ctrl-D', '\x04'],
  ['the end of the program', (terminal) => terminal.kill('SIGTERM')],
])('leaves what was done at %s, and gives the terminal back', async (_, end) => {
  const cwd = await shopWith(3)
  const { code, screen, raw } = await morning(cwd, [
    ['old note Acme', 'c'],
    ['old note Bolt', end],
  ])
  expect([code, screen]).toEqual([130, expect.stringContaining('Stopped. 1 looked after, 0 put off, 2 left.')])
  expect(raw.lastIndexOf('\x1b[?2004l')).toBeGreaterThan(raw.lastIndexOf('\x1b[?2004h'))
  expect(dueNames(cwd)).toEqual(['Bolt', 'Cara'])
  expect(execute('doctor', { cwd }).code).toBe(0)
})

it('leaves what was done when the window is closed', async () => {
  const cwd = await shopWith(3)
  await morning(cwd, [
    ['old note Acme', 'c'],
    ['old note Bolt', closeWindow],
  ])
  expect(dueNames(cwd)).toEqual(['Bolt', 'Cara'])
  expect(execute('doctor', { cwd }).code).toBe(0)
})

it.each<[string, End]>([
  ['Ctrl-C', ctrlC],
  ['the end of the program', (terminal) => terminal.kill('SIGTERM')],
  ['a closed window', closeWindow],
])('writes nothing of a question that is broken off by %s', async (_, end) => {
  const cwd = await shopWith(3)
  await morning(cwd, [
    ['old note Acme', 'n'],
    ['Log with Acme', 'half a no'],
    ['half a no', end],
  ])
  expect(dueNames(cwd)).toEqual(['Acme', 'Bolt', 'Cara'])
  expect(execute('doctor', { cwd }).code).toBe(0)
})

it('says what another terminal has done meanwhile, and writes nothing that was meant for another page', async () => {
  const cwd = await shopWith(4)
  execute('promise bolt a photo --by 2026-11-21', { cwd })
  const { screen } = await morning(cwd, [
    [
      'a photo',
      (terminal) => {
        execute('done 1', { cwd })
        execute('log cara visit', { cwd })
        terminal.write('c')
      },
    ],
    ['promise #1 is not open any more.', enter],
    [
      'old note Acme',
      (terminal) => {
        execute('log acme call elsewhere', { cwd })
        terminal.write('c')
      },
    ],
    ['old note Dora', 'q'],
  ])
  expect(screen).toContain('Nothing was written.')
  expect(screen).toMatch(/Meanwhile, with Acme: #6 call, care, \+ on 21 Nov, was logged\./)
  expect(screen).toContain('Acme is passed over: there is nothing to do with them any more today.')
  expect(screen).toContain('Cara is passed over')
  expect(screen).toContain('0 looked after, 0 put off, 2 left, 2 no longer due')
  expect(notes(cwd).filter((note) => note === null)).toHaveLength(1)
})

it('never takes back what another terminal did, and does not keep the book from it', async () => {
  const cwd = await shopWith(2)
  const { screen } = await morning(cwd, [
    ['old note Acme', 'c'],
    [
      'old note Bolt',
      (terminal) => {
        execute('add Zoe', { cwd })
        terminal.write('u')
      },
    ],
    ['Another terminal made the last change', 'q'],
  ])
  expect(screen).toContain('1 looked after')
  expect(json('list', cwd)).toHaveLength(3)
})

it.each([
  [80, 24],
  [50, 20],
])('draws a page that fits again when the terminal of %i × %i is resized', async (cols, rows) => {
  const cwd = await shopWith(1)
  execute(['log', 'acme', 'feedback', 'a word of it '.repeat(200)], { cwd })
  const { raw } = await morning(
    cwd,
    [
      [' stop', (terminal) => terminal.resize(40, 16)],
      [' stop', 'q'],
    ],
    { cols, rows },
  )
  const escapes = new RegExp(`${esc}\\[[\\d;?]*[A-Za-z]`, 'g')
  const page = (raw.split(`${esc}[J`).at(-2) ?? '').replace(escapes, '')
  const lines = page.split('\r\n')
  expect(lines.join('\n')).toContain('Acme (#1)')
  expect(lines.length).toBeLessThanOrEqual(16)
  expect(Math.max(...lines.map((line) => line.replace('\r', '').length))).toBeLessThanOrEqual(40)
})

it('breaks questions, choices and answers between words', async () => {
  const cwd = await shopWith(1)
  const promised = 'a photo of the cake with the three white candles'
  execute(['promise', 'acme', promised], { cwd, today: '2026-10-01' })
  execute('promise acme a list', { cwd, today: '2026-10-01' })
  const steps: Step[] = [
    ['old note Acme', 's'],
    ['? No care visit until when? (2w, friday, 20 Jan;\r\n  Enter for nothing)', enter],
    ['old note Acme', 'd'],
    ['❯ #1 promise: a photo of the cake with the three\r\n  white candles', enter],
    ['✔ Which one? #1 promise: a photo of the cake with\r\n  the three white candles', ''],
    ['end? (Enter for no note)', enter],
    ['old note Acme', 'q'],
  ]
  const { screen } = await morning(cwd, steps, { cols: 50, rows: 20 })
  expect(screen).toContain('promise #1 kept today')
})

it('has no colour with NO_COLOR', async () => {
  const cwd = await shopWith(1)
  const keys: Step[] = [[' stop', 'q']]
  expect((await morning(cwd, keys)).raw).toContain('\x1b[1m')
  expect((await atTerminal('morning', cwd, keys, {}, { NO_COLOR: '1' })).raw).not.toContain('\x1b[1m')
})

it('says in a line what to type where there is no terminal, and is friendly where nobody is due', async () => {
  const cwd = await shopWith(1)
  for (const around of [execute('morning', { cwd }), await atTerminal('morning --no-input', cwd, [])])
    expect([around.code, 'err' in around ? around.err : around.screen]).toEqual([
      2,
      expect.stringMatching(/^There is no terminal for the keys of cl morning: cl due .+, cl log .+\.\r?\n$/),
    ])
  const nobody = await atTerminal('morning --tag vip', cwd, [])
  expect([nobody.code, nobody.screen]).toEqual([
    0,
    expect.stringContaining('Nobody has the tag "vip". cl list shows the tags.'),
  ])
  execute('log acme visit', { cwd })
  const free = await atTerminal('morning', cwd, [])
  expect([free.code, free.screen]).toEqual([
    0,
    expect.stringContaining('Nobody needs you today. Next, on 21 Dec: Acme'),
  ])
  const empty = await atTerminal('morning', ownFolder(), [])
  expect([empty.code, empty.screen]).toEqual([1, expect.stringContaining('There is no book')])
})

it('goes through those with a tag alone, and somebody archived with whom something is open', async () => {
  const cwd = await shopWith(2)
  execute('promise bolt a photo --by 2026-11-20', { cwd, today: '2026-11-19' })
  execute('archive bolt', { cwd })
  execute('edit bolt --tag vip', { cwd })
  const { screen } = await atTerminal('morning --tag vip', cwd, [
    ['Bolt (#2) · 1 of 1', 'd'],
    ['end? (Enter for no note)', enter],
  ])
  expect(screen).toContain('promise #1 kept today, 1 day late: a photo (Bolt)')
  expect(screen).toContain('1 looked after, 0 put off, 0 left')
})

it('takes --tag and --note for letters of the note', async () => {
  const cwd = await shopWith(1)
  await morning(cwd, [
    ['old note Acme', 'n'],
    ['Log with Acme', `call wants a --tag or a --note -${enter}`],
  ])
  expect(notes(cwd)[0]).toBe('wants a --tag or a --note -')
})
