import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

type Touch = { id: number; purpose: string }
type Loop = { id: number; kind: string; customer: { name: string }; openedOn: string; text: string }

/** Touch 1 is a call, touch 2 a complaint that opened loop 1, touch 3 a letter; all with Acme. */
const threeTouches = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-01-01 --today 2026-01-01',
    'add Bolt --since 2026-01-01 --today 2026-01-01',
    'log acme call "all good" --on 2026-11-10',
    'log acme complaint "came late" --on 2026-11-18',
    'log acme thanks --on 2026-11-02',
  )
  return acme
})
const touchOf = async ({ json }: ReturnType<typeof shop>, id: number) =>
  (await json<Touch[]>('history')).find((touch) => touch.id === id)

it.each([
  ['--on yesterday', { on: '2026-11-20' }],
  ['--on "last tue"', { on: '2026-11-17' }],
  ['--tone -', { tone: '-' }],
  ['--tone neutral', { tone: '=' }],
  ['--channel visit', { channel: 'visit' }],
  ['--channel ZOOM', { channel: 'video' }],
  ['--purpose invoice', { purpose: 'invoice', tone: '-' }],
  ['--purpose invoice --tone +', { purpose: 'invoice', tone: '+' }],
  ['--purpose request', { purpose: 'request', tone: '=', begunBy: 'them' }],
  ['--purpose request --out', { purpose: 'request', tone: '=', begunBy: 'us' }],
  ['--note "better so"', { note: 'better so' }],
  ['--note ""', { note: null }],
  ['--minutes 20', { minutes: 20 }],
  ['--in', { begunBy: 'them' }],
  ['--customer bolt', { customer: { id: 2, name: 'Bolt' } }],
  ['--on 2026-11-01 --channel email --minutes 0', { on: '2026-11-01', channel: 'email', minutes: 0 }],
])('%s changes that, and nothing else', async (options, changes) => {
  const acme = await threeTouches()
  const before = { ...(await touchOf(acme, 1)) }
  await acme.all(`amend 1 ${options}`)
  expect(await touchOf(acme, 1)).toEqual({ ...before, ...changes })
})

it('--by names the teammate who had it, or nobody in particular', async () => {
  const acme = await threeTouches()
  await acme.all('add Kim --team')
  const before = { ...(await touchOf(acme, 1)) }
  const { out } = await acme.cl('amend 1 --by kim')
  expect(out).toBe(
    '#1 call, care, + with Acme, 10 Nov, by Kim\nwas call, care, + with Acme, 10 Nov, by nobody in particular\n',
  )
  expect(await touchOf(acme, 1)).toEqual({ ...before, by: 'Kim' })
  expect((await acme.cl('amend 1 --note "rye"')).out).toContain('10 Nov, by Kim\nnote: rye\n')
  await acme.all('undo', 'amend 1 --by none')
  expect(await touchOf(acme, 1)).toEqual(before)
  expect((await acme.cl('undo')).out).toContain('amended #1 with Acme: by nobody in particular instead of by Kim')
  expect((await refusal(acme, 'amend 1 --by bolt')).err).toContain('To make a teammate of them: cl edit 2 --team')
})

it('without a number, corrects the touch that was entered last, whatever its day', async () => {
  const acme = await threeTouches()
  expect(await acme.json('amend --minutes 5')).toMatchObject({ id: 3, minutes: 5 })
})

it('--customer takes a name of several words', async () => {
  const acme = await threeTouches()
  await acme.all('add "Bolt Garage"', 'amend 1 --customer bolt garage --minutes 5')
  expect(await touchOf(acme, 1)).toMatchObject({ customer: { name: 'Bolt Garage' }, minutes: 5 })
})

it('#3 names a touch as 3 does', async () => {
  expect(await (await threeTouches()).json('amend #2 --minutes 5')).toMatchObject({ id: 2 })
})

it('--note - reads the note from the standard input', async () => {
  const acme = await threeTouches()
  await acme.cl('amend 1 --note -', { stdin: 'first line\nsecond line\n' })
  expect(await touchOf(acme, 1)).toMatchObject({ note: 'first line\nsecond line' })
})

it('says how the touch is and was', async () => {
  const { cl } = await threeTouches()
  expect(await cl('amend 1 --on today --tone - --note worse')).toEqual({
    code: 0,
    out: '#1 call, care, - with Acme, today\nwas call, care, + with Acme, 10 Nov\nnote: worse\n',
    err: '',
  })
})

it('--json gives the touch as it is now, in the shape of history', async () => {
  const { cl } = await threeTouches()
  const expected = {
    id: 1,
    customer: { id: 1, name: 'Acme' },
    on: '2026-11-10',
    channel: 'call',
    purpose: 'care',
    tone: '=',
    begunBy: 'us',
    minutes: null,
    note: 'all good',
  }
  expect((await cl('amend 1 --tone = --json')).out).toBe(`${JSON.stringify(expected, null, 2)}\n`)
})

it.each<[string, Partial<Loop>[]]>([
  ['amend 1 --purpose complaint', [{ id: 1 }, { kind: 'complaint', openedOn: '2026-11-10', text: 'all good' }]],
  ['amend 1 --purpose request', [{ id: 1 }, { kind: 'request', openedOn: '2026-11-10' }]],
  ['amend 2 --purpose care', []],
  ['amend 2 --purpose request', [{ kind: 'request', openedOn: '2026-11-18', text: 'came late' }]],
  ['amend 2 --on 2026-11-11', [{ id: 1, openedOn: '2026-11-11' }]],
  ['amend 2 --customer bolt', [{ id: 1, customer: { id: 2, name: 'Bolt' } as Loop['customer'] }]],
  ['amend 2 --note "came twice"', [{ id: 1, text: 'came twice' }]],
  ['amend 2 --note ""', [{ id: 1, text: 'complaint' }]],
])('the loop that a touch opens follows it: %s', async (line, expected) => {
  const { all, json } = await threeTouches()
  await all(line)
  const loops = (await json<Loop[]>('loops')).sort((a, b) => a.id - b.id)
  expect(loops).toHaveLength(expected.length)
  expect(loops).toMatchObject(expected)
})

it.each<[string, number, RegExp]>([
  ['amend 1', 2, /^Nothing to correct was named\.\nAs in: cl amend 1 --on yesterday {3}More: .+\n$/],
  ['amend 99 --tone -', 1, /^There is no touch #99\.\ncl history shows the numbers\.\n$/],
  ['amend acme --tone -', 2, /^"acme" is not the number of a touch\.\n.+\n$/],
  ['amend 1 --on tomorrow', 2, /^A touch cannot be in the future: 2026-11-22 is after today, 2026-11-21\.\n.+\n$/],
  ['amend 1 --on 2026-02-30', 2, /^There is no 30 Feb in 2026\.\n.+\n$/],
  ['amend 1 --tone good', 2, /^"good" is not a tone\.\n.+\n$/],
  ['amend 1 --channel fax', 2, /^"fax" is not a channel\.\nThe channels are visit, .+\n$/],
  ['amend 1 --purpose chat', 2, /^"chat" is not a purpose\.\nThe purposes are care, .+\n$/],
  ['amend 1 --minutes half', 2, /^"half" is not a number of minutes\.\n.+\n$/],
  ['amend 1 --minutes 10001', 2, /^"10001" is not a number of minutes\.\n.+\n$/],
  ['amend 1 --in --out', 2, /^Option '--in' cannot be used with option '--out'\.\n.+\n$/],
  ['amend 1 --customer nobody', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['amend 2 --on 2026-11-20', 1, /^The complaint #1 that it opened ended on 2026-11-19, before 2026-11-20\.\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  const acme = await threeTouches()
  await acme.all('done 1 --on 2026-11-19')
  expect(await refusal(acme, line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it.each([
  ['--in', 'begun by them, not by you'],
  ['--minutes 20', '20 minutes'],
])('%s says what became of it, though the line is the same', async (options, said) => {
  const { cl } = await threeTouches()
  expect((await cl(`amend 1 ${options}`)).out).toBe(`#1 call, care, + with Acme, 10 Nov\n${said}\n`)
})

it('says so when there is no touch yet', async () => {
  const acme = shop()
  await acme.all('add Acme')
  expect(await refusal(acme, 'amend --tone -')).toEqual({
    code: 1,
    out: '',
    err: 'There are no touches yet.\ncl history shows the numbers.\n',
  })
})

it('undo says what a correction had changed', async () => {
  const { all, cl } = shop()
  await all(
    'add Acme',
    'add Bolt',
    'log acme visit fine',
    'amend --purpose complaint --customer bolt --note "" --minutes 20',
  )
  expect((await cl('undo')).out.split('\n')[0]).toBe(
    'Took back: amended #1 with Bolt: Bolt instead of Acme, complaint instead of care, - instead of +, begun by them, 20 minutes, without its note (today)',
  )
})

it.each([
  ['amend 1 --note "she was angry about the rye"', 'Counted as good. Not so? cl amend 1 --purpose complaint\n'],
  ['amend 1 --note "no answer"', 'If you did not reach them: cl amend 1 --purpose attempt\n'],
  [
    'amend 1 --note "shop closed, furious"',
    'If you did not reach them: cl amend 1 --purpose attempt   If something went wrong: cl amend 1 --purpose complaint\n',
  ],
  ['amend 1 --note "no answer" --purpose attempt', ''],
  ['amend 1 --note "she was angry" --tone -', ''],
  ['amend 1 --note "she was angry" --tone +', ''],
  [
    'amend 1 --note "came an hour late" --purpose delivery',
    'Counted as delivery, neutral. Not so? cl amend 1 --purpose complaint\n',
  ],
  ['amend 1 --note "all good"', ''],
  ['amend 1 --note ""', ''],
  ['amend 1 --on friday', ''],
])('says how a new note is counted, as cl log does: %s', async (line, err) => {
  const { all, cl } = shop()
  await all('add Acme', 'log acme call angry --on "19 nov"')
  await all('log acme call "asked after the oven"')
  expect((await cl(line)).err).toBe(err)
})
