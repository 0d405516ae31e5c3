import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

type Loop = { id: number }
const idsIn = (loops: Loop[]) => loops.map((loop) => loop.id)

/** Open: promises 1 (no day), 2 (1 day late), 3 (3 late), 8 (in a week), complaints 4 and 5, requests 6 (late) and 7. */
const eightLoops = preparedOnce(async () => {
  const acme = shop()
  await acme.clOn('2026-11-01', 'add Acme --since 2026-01-01 --today 2026-01-01')
  await acme.clOn('2026-11-01', 'add Bolt --since 2026-01-01 --today 2026-01-01')
  await acme.clOn('2026-11-10', 'promise acme "without a day"')
  await acme.clOn('2026-11-10', 'promise bolt "a bit late" --by 2026-11-20')
  await acme.clOn('2026-11-10', 'promise acme "very late" --by 2026-11-18')
  await acme.all(
    'log acme complaint --on 2026-11-20',
    'log bolt complaint "came late" --on 2026-11-17',
    'log acme request "a sample" --on 2026-11-12 --by 2026-11-19',
    'log acme request "an offer" --on 2026-11-12 --by 2026-11-25',
    'promise bolt "in a week" --by 2026-11-28',
  )
  return acme
})

it('gives each loop as scripts rely on it, keys in order', async () => {
  const { cl } = await eightLoops()
  const customer = { id: 2, name: 'Bolt' }
  const open = { closedOn: null, outcome: null }
  const expected = [
    {
      id: 2,
      kind: 'promise',
      customer,
      text: 'a bit late',
      openedOn: '2026-11-10',
      dueOn: '2026-11-20',
      ...open,
      days: 1,
    },
    { id: 5, kind: 'complaint', customer, text: 'came late', openedOn: '2026-11-17', dueOn: null, ...open, days: 4 },
    {
      id: 8,
      kind: 'promise',
      customer,
      text: 'in a week',
      openedOn: '2026-11-21',
      dueOn: '2026-11-28',
      ...open,
      days: -7,
    },
  ]
  expect((await cl('loops bolt --json')).out).toBe(`${JSON.stringify(expected, null, 2)}\n`)
})

it('lists the worst first: loops that need us by kind and days, then the ones due next, then the ones without a day', async () => {
  const { json } = await eightLoops()
  expect(idsIn(await json('loops'))).toEqual([3, 2, 5, 4, 6, 7, 8, 1])
})

it('the text is the note of the touch that opened it, or the purpose without one', async () => {
  const { json } = await eightLoops()
  const texts = Object.fromEntries(
    (await json<{ id: number; text: string }[]>('loops')).map(({ id, text }) => [id, text]),
  )
  expect(texts).toMatchObject({ 4: 'complaint', 5: 'came late', 6: 'a sample' })
})

it('shows a table', async () => {
  expect(await (await eightLoops()).cl('loops acme')).toEqual({
    code: 0,
    err: '',
    out: [
      'Loop  Kind       State              Text           Customer',
      '  #3  promise    3 days late        very late      Acme',
      '  #4  complaint  open 1 day         complaint      Acme',
      '  #6  request    2 days late        a sample       Acme',
      '  #7  request    by 25 Nov          an offer       Acme',
      '  #1  promise    open since 10 Nov  without a day  Acme',
      '',
    ].join('\n'),
  })
})

it('--closed lists the closed ones, the last first, with how they ended', async () => {
  const { all, json, cl } = await eightLoops()
  await all('done 3 --on 2026-11-20', 'done 4', 'done 6 --as declined', 'done 1 --as dropped', 'done 8 --as broken')
  expect(await json('loops --closed')).toMatchObject([
    { id: 8, closedOn: '2026-11-21', outcome: 'broken', days: -7 },
    { id: 6, closedOn: '2026-11-21', outcome: 'declined', days: 2 },
    { id: 4, closedOn: '2026-11-21', outcome: 'mended', days: 1 },
    { id: 1, closedOn: '2026-11-21', outcome: 'dropped', days: null },
    { id: 3, closedOn: '2026-11-20', outcome: 'kept', days: 2 },
  ])
  expect(idsIn(await json('loops acme --closed'))).toEqual([6, 4, 1, 3])
  expect((await cl('loops bolt --closed')).out).toContain('#8  promise  broken 21 Nov  in a week  Bolt\n')
  expect(idsIn(await json('loops'))).toEqual([2, 5, 7])
})

it('says who made a promise, where anybody was named', async () => {
  const { all, cl, json } = shop()
  await all('add Acme', 'add Kim --team', 'promise acme "a cake" --by kim', 'promise acme "a loaf"')
  const [first, second] = await json<object[]>('loops')
  expect(Object.entries(first ?? {}).at(-1)).toEqual(['by', 'Kim'])
  expect(second).not.toHaveProperty('by')
  expect((await cl('loops')).out.split('\n').slice(0, 2)).toEqual([
    'Loop  Kind     State             Text    Customer  By',
    '  #1  promise  open since today  a cake  Acme      Kim',
  ])
})

it.each([
  ['loops', 'Nothing waits for you: no open complaint, request or promise.\n'],
  ['loops acme', 'Nothing with acme waits for you: no open complaint, request or promise.   All of them: cl loops\n'],
  ['loops acme --closed', 'Nothing with acme has been closed yet.   All of them: cl loops --closed\n'],
  ['loops --closed', 'Nothing has been closed yet.\n'],
])('%s says so when there is none', async (line, err) => {
  const { all, cl } = shop()
  await all('add Acme')
  expect(await cl(line)).toEqual({ code: 0, out: '', err })
  expect(await cl(`${line} --json`)).toEqual({ code: 0, out: '[]\n', err })
})

it('a loop that is opened after the day asked about is not there', async () => {
  expect(idsIn(await (await eightLoops()).json('loops --today 2026-11-11'))).toEqual([3, 2, 1])
})

it.each<[string, number, RegExp]>([
  ['loops nobody', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['loops acme bolt', 1, /^There is no customer "acme bolt"\. Near: Acme \(#1\), Bolt.*\n.+\n$/],
  ['loops --csv', 2, /^Unknown option '--csv'\.\nType: cl loops --help\n$/],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await eightLoops(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})
