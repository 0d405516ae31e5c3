import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

/** Acme has a promise (#1), and Bolt a complaint (#2) that is mended and a request (#3). */
const threeLoops = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-11-01 --today 2026-11-01',
    'add Bolt --since 2026-11-01 --today 2026-11-01',
    'promise acme "a cake" --by 2026-11-20',
    'log bolt complaint "came late" --on 2026-11-15',
    'done 2',
    'log bolt request "rye without seeds" --by 2026-11-21',
  )
  return acme
})

it('says on whom a loop waits, wherever the loop is shown, and since when', async () => {
  const { cl, clOn, json } = await threeLoops()
  expect(await cl('wait 1 the mill')).toEqual({
    code: 0,
    out: 'promise #1 waits on the mill: a cake (Acme)\n',
    err: '',
  })
  expect((await clOn('2026-11-24', 'loops acme')).out).toContain('4 days late, waiting 3 days on the mill')
  expect((await clOn('2026-11-24', 'due')).out).not.toContain('promise #1')
  expect((await clOn('2026-11-24', 'show acme')).out).toContain('waiting 3 days on the mill')
  const waiting = { on: 'the mill', since: '2026-11-21', days: 3 }
  expect(await json('loops acme --today 2026-11-24')).toMatchObject([{ id: 1, waiting }])
  expect(await json('due --today 2026-11-24')).toMatchObject([{ reasons: [{ kind: 'promise', waiting }] }, {}])
})

it('a loop that waits is still open and late, and ends as any other', async () => {
  const { all, json } = await threeLoops()
  await all('wait acme the mill')
  expect(await json('due')).toMatchObject([{ reasons: [{ kind: 'promise', days: 1 }] }, { name: 'Bolt' }])
  await all('done 1')
  expect(await json('loops --closed')).toMatchObject([{ id: 2 }, { id: 1, outcome: 'kept' }])
})

it('waits for somebody else, or for nobody any more, and cl undo takes each back', async () => {
  const { cl, all, json } = await threeLoops()
  const waitsOn = async () =>
    (await json<{ waiting?: { on: string } }[]>('loops acme')).map(({ waiting }) => waiting?.on)
  await all('wait 1 the mill', 'wait #1 Kim')
  expect(await waitsOn()).toEqual(['Kim'])
  expect((await cl('wait 1 --over')).out).toBe('promise #1 waits on nobody any more: a cake (Acme)\n')
  expect(await waitsOn()).toEqual([undefined])
  for (const before of ['Kim', 'the mill', undefined]) {
    expect((await cl('undo')).out).toMatch(/^Took back: promise #1 of Acme /)
    expect(await waitsOn()).toEqual([before])
  }
})

it('said again, it waits since the day on which it was said first', async () => {
  const { cl, clOn, json } = await threeLoops()
  await cl('wait 1 the mill')
  expect(await clOn('2026-11-24', 'wait 1 the mill')).toMatchObject({
    code: 0,
    err: expect.stringMatching(/nothing changed/),
  })
  expect(await json('loops acme --today 2026-11-24')).toMatchObject([{ waiting: { since: '2026-11-21', days: 3 } }])
  await clOn('2026-11-24', 'wait 1 Kim')
  expect(await json('loops acme --today 2026-11-24')).toMatchObject([{ waiting: { on: 'Kim', since: '2026-11-24' } }])
})

it('seen from a day before, the loop waits for nobody yet', async () => {
  const { all, json } = await threeLoops()
  await all('promise acme "a pie" --today 2026-11-10', 'wait 4 the mill')
  const waiting = async (on: string) =>
    (await json<{ text: string; waiting?: { on: string } }[]>(`loops acme --today ${on}`)).map((loop) => [
      loop.text,
      loop.waiting?.on,
    ])
  expect(await waiting('2026-11-20')).toEqual([['a pie', undefined]])
  expect(await waiting('2026-11-21')).toContainEqual(['a pie', 'the mill'])
})

it('with several open, it says how to name the one', async () => {
  const acme = await threeLoops()
  await acme.cl('promise acme "a pie"')
  const which = 'Acme has 2 open: #1 promise: a cake; #4 promise: a pie.\nSay which, as in: '
  expect((await refusal(acme, 'wait acme the mill')).err).toBe(`${which}cl wait 1 the mill\n`)
  expect((await refusal(acme, 'wait acme')).err).toBe(`${which}cl wait 1 the mill\n`)
  expect((await refusal(acme, 'wait acme --over')).err).toBe(`${which}cl wait 1 --over\n`)
})

it.each(['wait 1 on the mill', 'wait 1 for the mill', 'wait acme ON the mill'])(
  '%s waits on the mill',
  async (line) => {
    const { json } = await threeLoops()
    expect(await json(line)).toMatchObject({ waiting: { on: 'the mill' } })
  },
)

it('--json gives the loop', async () => {
  const { json } = await threeLoops()
  expect(await json('wait bolt the mill')).toMatchObject({
    id: 3,
    kind: 'request',
    waiting: { on: 'the mill', since: '2026-11-21', days: 0 },
  })
})

it('says that a wait has no day of its own', async () => {
  const { cl } = await threeLoops()
  const hint = 'A wait has no day of its own. If the promise is due then: cl loop 1 --by friday\n'
  expect(await cl('wait 1 the mill by friday')).toMatchObject({
    out: expect.stringContaining('the mill by friday'),
    err: hint,
  })
  expect((await cl('wait 1 the mill friday')).err).toBe(hint)
  expect((await cl('wait 1 the shop by noon street')).err).toBe('')
})

const onWhom =
  /^On whom does it wait\?\nAs in: cl wait 1 the mill {3}Or: cl wait 1 --over {3}Another day: cl loop 1 --by friday\n$/

it.each<[string | string[], number, RegExp]>([
  ['wait 1', 2, onWhom],
  ['wait 1 until friday', 2, onWhom],
  ['wait 1 friday', 2, onWhom],
  ['wait 1 for tomorrow', 2, onWhom],
  ['wait 1 on nobody', 2, onWhom],
  ['wait 1 off', 2, onWhom],
  [['wait', '1', ' '], 2, /^The name of whom it waits on is empty\.\n/],
  [
    ['wait', '1', 'x'.repeat(201)],
    2,
    /^The name of whom it waits on has 201 characters; there is room for 200\.\n.+\n$/,
  ],
  [['wait', '1', 'a\nb'], 2, /^The name of whom it waits on holds a control character \(U\+000A\)\.\n.+\n$/],
  ['wait 1 --over', 1, /^The promise #1 waits on nobody\.\ncl loops shows what is open\.\n$/],
  ['wait 1 --over Kim', 2, /^--over and a name cannot go together\.\n.+\n$/],
  ['wait 2 Kim', 1, /^The complaint #2 is closed already: mended 21 Nov\.\n.+\n$/],
  ['wait 2 --over', 1, /^The complaint #2 is closed already: mended 21 Nov\.\n.+\n$/],
  ['wait 9 Kim', 1, /^There is no loop #9\.\n.+\n$/],
  ['wait nobody Kim', 1, /^There is no customer "nobody"\./],
  ['wait gone Kim', 1, /^Nothing is open for "gone"\.\n.+\n$/],
  ['wait 3 Kim --today 2026-11-20', 1, /^The request #3 was opened on 2026-11-21, after 2026-11-20\.\n/],
  [
    'wait',
    2,
    /^Missing required argument 'loop'\. If it was #3: type 3, or "#3" in quotes\.\nAs in: cl wait 7 the mill {3}More: cl wait --help\n$/,
  ],
])('refuses: %s', async (line, code, err) => {
  const acme = await threeLoops()
  await acme.all('add Gone')
  expect(await refusal(acme, line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it('several numbers that come first wait together, in one change; the words behind -- are a name', async () => {
  const { cl, all, json } = shop()
  await all('add Acme', 'promise acme rye', 'promise acme wheat', 'promise acme oats')
  expect((await cl('wait 1 2 the mill')).out).toBe(
    'promise #1 waits on the mill: rye (Acme)\npromise #2 waits on the mill: wheat (Acme)\n',
  )
  expect((await cl('wait 3 -- 2 brothers')).out).toBe('promise #3 waits on 2 brothers: oats (Acme)\n')
  expect(await cl('wait 1 9 --over')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^There is no loop #9: nothing was done\./),
  })
  await all('wait 1 2 --over', 'undo')
  expect(await json('loops')).toMatchObject([{ id: 1 }, { id: 2 }, { id: 3 }])
  expect((await cl('loops')).out.match(/the mill/g)).toHaveLength(2)
})

it('a loop that waits since today is said to wait since today below the list', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'promise acme cake', 'wait 1 the mill')
  expect((await cl('due')).err).toContain(
    '1 promise has no day, opened today: cl loops\n1 loop waits on somebody, the longest since today on the mill: cl loops\n',
  )
})
