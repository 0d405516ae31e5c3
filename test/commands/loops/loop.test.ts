import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const late =
  'the rye came an hour late, and nobody had told us that the van had broken down on its way to the mill in the morning'

/** Loop 1 is a promise by Friday, the 27th; 2 a complaint, mended by touch 2; 3 a request without a day. */
const threeLoops = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-01-01',
    'promise acme send the list --by 2026-11-27',
    `log acme complaint "${late}" --on 2026-11-18`,
    'log acme visit "brought a cake" --done=2 --on 2026-11-20',
    'log acme request "one bill a month" --on 2026-11-20',
  )
  return acme
})

const lines = (out: string) => out.trimEnd().split('\n')

it('shows one loop, every word of it, and its outcome', async () => {
  const { cl } = await threeLoops()
  expect(lines((await cl('loop 1')).out)).toEqual([
    'promise #1 to Acme, by 27 Nov',
    '',
    'send the list',
    '',
    'Opened   today',
    'Due      by 27 Nov',
  ])
  for (const columns of [50, 80]) {
    const { out } = await cl('loop 2', { columns })
    expect(out.replaceAll('\n', ' ')).toContain(late)
    expect(Math.max(...lines(out).map(({ length }) => length))).toBeLessThanOrEqual(columns)
  }
  expect(lines((await cl('loop 2')).out).slice(-4)).toEqual([
    'Opened   18 Nov',
    'Touch    #1 call, complaint, - on 18 Nov',
    'Ended    mended 20 Nov',
    'Ended by #2',
  ])
  expect((await cl('loop 3')).out).toMatch(/^Due {6}without a day: in cl due from 23 Nov on$/m)
})

it('as JSON, gives all of it', async () => {
  const { json } = await threeLoops()
  expect(await json('loop 2')).toEqual({
    id: 2,
    kind: 'complaint',
    customer: { id: 1, name: 'Acme' },
    text: late,
    openedOn: '2026-11-18',
    dueOn: null,
    closedOn: '2026-11-20',
    outcome: 'mended',
    days: 2,
    by: null,
    waiting: null,
    dueBy: null,
    openedBy: 1,
    note: late,
    closingNote: null,
    endedBy: 2,
  })
})

it('--by moves a promise or request, and none takes its day away; one undo each', async () => {
  const { cl, json, all } = await threeLoops()
  expect((await cl(['loop', '1', '--by', '1 dec'])).out).toMatch(
    /^promise #1 to Acme, by 1 Dec\n(.*\n)+Was {6}due by 27/,
  )
  expect(await json('loop 1')).toMatchObject({ dueOn: '2026-12-01' })
  expect((await cl('undo')).out).toBe('Took back: promise #1 of Acme: moved from 27 Nov to 1 Dec (today)\n')
  expect(await json('loop 1')).toMatchObject({ dueOn: '2026-11-27' })
  await all('loop 1 --by None')
  expect(await json('loop 1')).toMatchObject({ dueOn: null, dueBy: '2026-12-21' })
  await all('loop 3 --by friday')
  expect(await json('loop 3')).toMatchObject({ dueOn: '2026-11-27' })
})

it('--by takes the days that cl promise takes: a past one is late, one far away is told as far', async () => {
  const { cl, json } = await threeLoops()
  expect((await cl('loop 1 --by 2026-11-19')).out).toMatch(/^promise #1 to Acme, 2 days late\n/)
  expect((await cl(['loop', '1', '--by', '20 nov'])).out).toContain('by 20 Nov 2027, 364 days from now')
  expect(await json('loop 1')).toMatchObject({ dueOn: '2027-11-20' })
})

it('--text rewords the loop alone: the note of its touch stays, and no longer changes it', async () => {
  const { all, cl, json } = await threeLoops()
  const { out } = await cl('loop 3 --text "one bill a month, from January on"')
  expect(out).toMatch(/^one bill a month, from January on$/m)
  expect(out).toMatch(/^Was {6}one bill a month$/m)
  expect(out).toMatch(/^Note {5}one bill a month$/m)
  expect(await json('touch 3')).toMatchObject({
    note: 'one bill a month',
    opened: { text: 'one bill a month, from January on' },
  })
  await all('amend 3 --note "one bill a quarter"')
  expect(await json('loop 3')).toMatchObject({ text: 'one bill a month, from January on', note: 'one bill a quarter' })
  await all('undo', 'undo')
  expect(await json('loop 3')).toMatchObject({ text: 'one bill a month' })
})

it('a closed loop can be reworded', async () => {
  const { all, json } = await threeLoops()
  await all('loop 2 --text "late rye"')
  expect(await json('loop 2')).toMatchObject({ text: 'late rye', outcome: 'mended' })
})

it('--reopen opens a loop again, shows what it takes away, and undo brings that back', async () => {
  const { all, cl, json } = await threeLoops()
  await all('done 1 --as broken "the mill has none"')
  const { out } = await cl('loop 1 --reopen --by 2026-11-30')
  expect(out).toMatch(/^Was {6}broken 21 Nov: the mill has none$/m)
  expect(await json('loop 1')).toMatchObject({ closedOn: null, outcome: null, dueOn: '2026-11-30', closingNote: null })
  expect((await cl('undo')).out).toContain('promise #1 of Acme: reopened, moved from 27 Nov to 30 Nov')
  expect(await json('loop 1')).toMatchObject({ outcome: 'broken', closingNote: 'the mill has none' })
  await all('loop 2 --reopen')
  expect(await json('loop 2')).toMatchObject({ outcome: null, endedBy: null })
  expect((await cl('due')).out).toContain('complaint #2 open 3 days')
  await all('undo')
  expect(await json('loop 2')).toMatchObject({ outcome: 'mended', endedBy: 2 })
})

it('says when nothing is another than it was', async () => {
  const { cl } = await threeLoops()
  const { out, err } = await cl('loop 1 --by 2026-11-27 --text "send the list"')
  expect(err).toBe('It was so already: nothing changed, and there is nothing to undo.\n')
  expect(out).not.toContain('Was')
})

it.each<[string, number, RegExp]>([
  ['loop 1 --reopen', 1, /^The promise #1 is open as it is\.\nSee it: cl loop 1\n$/],
  ['loop 2 --by friday', 2, /^A complaint has no day: it needs you from its first day on\.\n/],
  ['loop 2 --reopen --by friday', 2, /^A complaint has no day/],
  ['loop 1 --by someday', 2, /^"someday" is not a day\.\n/],
  ['loop 1 --by ""', 2, /not a day/],
  ['loop 1 --text ""', 2, /^The text is empty\.\n/],
  ['loop 99', 1, /^There is no loop #99\.\ncl loops shows what is open\.\n$/],
  ['loop acme', 1, /^Acme has 2 open: .+\nSay which, as in: cl loop 1\n$/],
  ['loop 1 --today 2026-11-20', 1, /^The promise #1 was opened on 2026-11-21, after 2026-11-20\.\n/],
  ['loop', 2, /^Missing required argument 'loop'\. If it was #3: .+\nAs in: cl loop 7 /],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await threeLoops(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it('refuses a day for what is closed, and to open again what is owed to somebody archived', async () => {
  const acme = await threeLoops()
  await acme.all('done 1', 'archive acme --today 2026-11-21')
  expect((await refusal(acme, 'loop 1 --by friday')).err).toMatch(/^The promise #1 is closed already: kept 21 Nov\.\n/)
  expect((await refusal(acme, 'loop 1 --reopen')).err).toMatch(/^Acme is archived, since .+\n.+cl unarchive 1\n$/)
  expect((await acme.cl('loop 2 --reopen')).code).toBe(0)
})
