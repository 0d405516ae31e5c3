import { describe, expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

/** Acme has promise 1 (due 20 Nov), complaint 2 and request 3 open, all since 18 Nov, and Bolt promise 4. */
const fourLoops = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme --since 2026-01-01 --today 2026-01-01', 'add Bolt --since 2026-01-01 --today 2026-01-01')
  await acme.clOn('2026-11-18', 'promise acme "the price list" --by 2026-11-20')
  await acme.all('log acme complaint "came late" --on 2026-11-18', 'log acme request "a sample" --on 2026-11-18')
  await acme.clOn('2026-11-18', 'promise bolt "a visit"')
  return acme
})

it.each([
  ['done 1', 1, 'kept', '2026-11-21'],
  ['done 1 --as broken', 1, 'broken', '2026-11-21'],
  ['done 1 --as dropped', 1, 'dropped', '2026-11-21'],
  ['done 2', 2, 'mended', '2026-11-21'],
  ['done 2 --as DROPPED', 2, 'dropped', '2026-11-21'],
  ['done 3', 3, 'done', '2026-11-21'],
  ['done 3 --as declined', 3, 'declined', '2026-11-21'],
  ['done #3 --on friday', 3, 'done', '2026-11-20'],
  ['done bolt', 4, 'kept', '2026-11-21'],
  ['done bolt sent it by courier', 4, 'kept', '2026-11-21'],
])('%s closes #%i as %s on %s, and no other', async (line, id, outcome, closedOn) => {
  const { json } = await fourLoops()
  const before = await json<{ id: number }[]>('loops')
  expect(await json(line)).toMatchObject({ id, outcome, closedOn })
  expect(await json('loops')).toEqual(before.filter((loop) => loop.id !== id))
})

it('--json gives the loop in the shape of loops', async () => {
  const { cl } = await fourLoops()
  const expected = {
    id: 1,
    kind: 'promise',
    customer: { id: 1, name: 'Acme' },
    text: 'the price list',
    openedOn: '2026-11-18',
    dueOn: '2026-11-20',
    closedOn: '2026-11-21',
    outcome: 'kept',
    days: 1,
  }
  expect((await cl('done 1 --json')).out).toBe(`${JSON.stringify(expected, null, 2)}\n`)
})

it.each([
  ['done 1', 'promise #1 kept today, 1 day late: the price list (Acme)\n'],
  ['done 1 --on yesterday', 'promise #1 kept yesterday: the price list (Acme)\n'],
  ['done 2', 'complaint #2 mended today: came late (Acme)\n'],
  ['done 3 --as declined --on 2026-11-18', 'request #3 declined 18 Nov: a sample (Acme)\n'],
])('%s says so in one line', async (line, out) => {
  expect(await (await fourLoops()).cl(line)).toEqual({ code: 0, out, err: '' })
})

it('a loop opened by mistake counts nowhere, a promise kept late counts as late', async () => {
  const { all, json } = await fourLoops()
  const row = async () => (await json<{ customers: object[] }>('report')).customers[0]
  expect(await row()).toMatchObject({ promisesMade: 1, promisesKept: 0, promisesLate: 1, openComplaints: 1 })
  await all('done 1', 'done 2 --as dropped')
  expect(await row()).toMatchObject({ promisesMade: 1, promisesKept: 0, promisesLate: 1, openComplaints: 0 })
  await all('undo', 'undo', 'done 1 --as dropped')
  expect(await row()).toMatchObject({ promisesMade: 0, promisesKept: 0, promisesLate: 0, openComplaints: 1 })
})

it('a loop closed later is still open on the days before', async () => {
  const { all, json } = await fourLoops()
  await all('done 1')
  expect(await json('loops acme --today 2026-11-20')).toMatchObject([
    { kind: 'promise', days: 0, closedOn: null, outcome: null },
    { kind: 'complaint' },
    { kind: 'request' },
  ])
})

it.each([
  ['done bolt', 'Nothing is open for "bolt".'],
  ['done "#2"', 'Nothing is open for "#2".'],
  ['done 3', 'There is no loop #3.'],
])('%s names a touch that waits for an answer, as cl due lists it', async (line, message) => {
  const own = shop()
  await own.all('add Acme', 'add Bolt', 'log acme', 'log acme', 'log bolt email --in "is it organic?" --on 2026-11-18')
  const hint = 'Touch #3 waits for an answer. If it was answered: cl touch 3 --answered'
  expect(await refusal(own, line)).toEqual({ code: 1, out: '', err: `${message}\n${hint}\n` })
  await own.all('touch 3 --answered')
  expect((await refusal(own, line)).err).toBe(`${message}\ncl loops shows what is open.\n`)
})

it.each<[string, number, RegExp]>([
  ['done 4', 1, /^The promise #4 is closed already: kept 20 Nov\.\nTo open it again: cl loop 4 --reopen\n$/],
  ['done bolt', 1, /^Nothing is open for "bolt"\.\ncl loops shows what is open\.\n$/],
  ['done acme', 1, /^Acme has 3 open: #1 promise: the price list; #2 complaint: .+\.\nSay which, as in: cl done 1\n$/],
  ['done acme sent it, late', 1, /\nSay which, as in: cl done 1 "sent it, late"\n$/],
  ['done acme 2 boxes', 1, /\nSay which, as in: cl done 1 -- 2 boxes\n$/],
  ['done 99', 1, /^There is no loop #99\.\ncl loops shows what is open\.\n$/],
  ['done nobody', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['done 1 --as mended', 2, /^A promise cannot be closed as "mended"\.\nIt can be kept, broken, dropped\.\n$/],
  ['done 2 --as kept', 2, /^A complaint cannot be closed as "kept"\.\nIt can be mended, dropped\.\n$/],
  ['done 3 --as broken', 2, /^A request cannot be closed as "broken"\.\nIt can be done, declined, dropped\.\n$/],
  ['done 1 --on tomorrow', 2, /^The end of a loop cannot be in the future: 2026-11-22 is after today, .+\n.+\n$/],
  ['done 1 --on 2026-11-17', 1, /^The promise #1 was opened on 2026-11-18: it cannot end before, on 2026-11-17\.\n$/],
  ['done 1 ""', 2, /^The note is empty\.\n.+\n$/],
  [
    'done',
    2,
    /^Missing required argument 'loop'\. If it was #3: type 3, or "#3" in quotes\.\nAs in: cl done 7 {3}More: cl done --help\n$/,
  ],
])('refuses: %s', async (line, code, err) => {
  const acme = await fourLoops()
  await acme.all('done 4 --on 2026-11-20')
  expect(await refusal(acme, line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

describe('several numbers', () => {
  const closed = async ({ json }: Awaited<ReturnType<typeof fourLoops>>) => {
    const loops = await json<{ id: number; outcome: string; closedOn: string }[]>('loops --closed')
    return Object.fromEntries(loops.map((loop) => [loop.id, `${loop.outcome} ${loop.closedOn}`]))
  }

  it.each([
    ['done 1 2 3', { 1: 'kept 2026-11-21', 2: 'mended 2026-11-21', 3: 'done 2026-11-21' }],
    ['done #3 4 all delivered', { 3: 'done 2026-11-21', 4: 'kept 2026-11-21' }],
    ['done 1 1 #1 4', { 1: 'kept 2026-11-21', 4: 'kept 2026-11-21' }],
    ['done 1 4 --as broken --on friday', { 1: 'broken 2026-11-20', 4: 'broken 2026-11-20' }],
    ['done 1 -- 2 boxes', { 1: 'kept 2026-11-21' }],
    ['done 1 sent 2', { 1: 'kept 2026-11-21' }],
    ['done bolt 2', { 4: 'kept 2026-11-21' }],
  ])('%s closes what it names, each as its kind ends, and one undo opens all again', async (line, expected) => {
    const acme = await fourLoops()
    const before = await acme.json('loops')
    await acme.all(line)
    expect(await closed(acme)).toEqual(expected)
    await acme.all('undo')
    expect(await acme.json('loops')).toEqual(before)
  })

  it.each([
    ['done 1 4 by courier', [1, 4], 'by courier'],
    ['done 1 4 -- 2 boxes', [1, 4], '2 boxes'],
    ['done 1 sent 2', [1], 'sent 2'],
    ['done bolt 2', [4], '2'],
  ])('%s keeps the note with each', async (line, ids, note) => {
    const { all, json } = await fourLoops()
    await all(line)
    const { tables } = await json<{ tables: { loops: object[] } }>('export --what loops')
    const noted = tables.loops.filter((loop) => 'closing_note' in loop && loop.closing_note !== null)
    expect(noted).toEqual(ids.map((id) => expect.objectContaining({ id, closing_note: note })))
  })

  it('gives each a line, and a program a list', async () => {
    const acme = await fourLoops()
    expect(await acme.cl('done 4 1 here')).toEqual({
      code: 0,
      out: 'promise #4 kept today: a visit – here (Bolt)\npromise #1 kept today, 1 day late: the price list – here (Acme)\n',
      err: '',
    })
    expect(await acme.json('done 3 2')).toMatchObject([{ id: 3 }, { id: 2 }])
  })

  it.each<[string, number, RegExp]>([
    [
      'done 1 99',
      1,
      /^There is no loop #99: nothing was done\.\nIf it begins a text, write -- before it, as in: -- 99 boxes\n$/,
    ],
    ['done 1 4', 1, /^The promise #4 is closed already: kept 20 Nov\.\n/],
    ['done 1 5 --today 2026-11-20', 1, /^The promise #5 was opened on 2026-11-21, after 2026-11-20\.\n/],
    ['done 1 2 --as kept', 2, /^A complaint cannot be closed as "kept"\.\n/],
    [
      'done 1 5 --on yesterday',
      1,
      /^The promise #5 was opened on 2026-11-21: it cannot end before, on 2026-11-20\.\n$/,
    ],
  ])('closes none when one of them cannot be: %s', async (line, code, err) => {
    const acme = await fourLoops()
    await acme.all('done 4 --on 2026-11-20', 'promise acme "a pie"')
    expect(await refusal(acme, line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
  })
})

it.each([
  ['done 1 as broken', '#1 counted as kept. Not so? cl undo, then cl done 1 --as broken\n'],
  ['done 1 broken', '#1 counted as kept. Not so? cl undo, then cl done 1 --as broken\n'],
  ["done 1 couldn't get it", '#1 counted as kept. Not so? cl undo, then cl done 1 --as broken\n'],
  ['done 3 declined, no stock', '#3 counted as done. Not so? cl undo, then cl done 3 --as declined\n'],
  ['done 2 dropped', '#2 counted as mended. Not so? cl undo, then cl done 2 --as dropped\n'],
  ['done 2 broken glass replaced', ''],
  ['done 1 brokered a deal', ''],
  ['done 1 sent it by courier', ''],
  ['done 1 --as broken failed', ''],
])('%s is answered with how it was counted', async (line, err) => {
  const { cl } = await fourLoops()
  expect(await cl(line.split(' '))).toMatchObject({ code: 0, err })
})

it('names five of many loops', async () => {
  const acme = await fourLoops()
  for (const text of ['a', 'b', 'c']) await acme.all(`promise acme ${text}`)
  const { err } = await refusal(acme, 'done acme')
  expect(err.match(/#\d+ (?:promise|complaint|request)/g)).toHaveLength(5)
  expect(err).toContain('Acme has 6 open: ')
  expect(err).toContain('; \u2026.\n')
})

it.each([
  ['done 1,2', [1, 2], null],
  ['done 1, 2 sent', [1, 2], 'sent'],
  ['done 1 and 3', [1, 3], null],
  ['done 1,2 & 3 all sent', [1, 2, 3], 'all sent'],
  ['done 1 and all is well', [1], 'and all is well'],
  ['done 1 -- 2 and 3 boxes', [1], '2 and 3 boxes'],
])('takes a list of numbers: %s', async (line, ids, note) => {
  const { cl, json } = await fourLoops()
  const { out } = await cl(line)
  const closed = (await json('loops --closed')) as { id: number }[]
  expect(closed.map(({ id }) => id).sort()).toEqual(ids)
  expect(out.split('\n').map((each) => / \u2013 (.*) \(/.exec(each)?.[1] ?? null)).toEqual([
    ...ids.map(() => note),
    null,
  ])
})

it.each([
  ['done 1 yesterday', 'Closed today. If it was yesterday: cl undo, then cl done 1 --on yesterday\n'],
  ['done 1 on 2 nov by courier', 'Closed today. If it was 2 nov: cl undo, then cl done 1 by courier --on "2 nov"\n'],
  ['done 1 2 friday', 'Closed today. If it was friday: cl undo, then cl done 1 2 --on friday\n'],
  ['done 1 today', ''],
  ['done 1 yesterday --on friday', ''],
])('a day that begins the note is said not to be that of the end: %s', async (line, err) => {
  expect((await (await fourLoops()).cl(line)).err).toBe(err)
})

it.each([
  ['done bolt acme', '"acme" became the note, and is a customer with something open: cl loops 1\n'],
  ['done 1 and bolt', '"bolt" became the note, and is a customer with something open: cl done 4\n'],
  ['done 1 acme', ''],
  ['done bolt acme brought it', ''],
])('%s says who else was perhaps meant: %j', async (line, said) => {
  const { cl } = await fourLoops()
  expect((await cl(line)).err).toBe(said)
})

it('a loop that was opened without a word is not told with the name of its kind', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'log acme complaint')
  expect((await cl('wait 1 the mill')).out).toBe('complaint #1 waits on the mill (Acme)\n')
  expect((await cl('done 1')).out).toBe('complaint #1 mended today (Acme)\n')
  expect((await cl('undo')).out).toBe('Took back: complaint #1 of Acme mended (today)\n')
  expect((await cl('done 1 a new slot')).out).toBe('complaint #1 mended today: a new slot (Acme)\n')
})
