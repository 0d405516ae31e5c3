import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const long =
  'is the rye organic? we would like to know it before Friday, because our own customers ask us for it each and every day'

/** Touch 1 is a question of theirs, 2 a request that opened loop 1, 3 a call that ended it and answered 1. */
const threeTouches = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-11-01 --today 2026-11-01',
    'add Kim --team',
    `log acme email --in "${long}" --on 2026-11-18`,
    'log acme request "one bill a month" --on 2026-11-17 --by kim',
    'log acme call --done --minutes 20 "sent the first" --on 2026-11-20',
  )
  return acme
})

const lines = (out: string) => out.trimEnd().split('\n')

it('shows every word of a touch, in lines that fit, and all that it brought', async () => {
  const { cl } = await threeTouches()
  const { out } = await cl('touch 1')
  expect(out.replaceAll('\n', ' ')).toContain(long)
  expect(lines(out)).toEqual(expect.arrayContaining(['#1 email, care, + with Acme, 18 Nov', 'Begun by them']))
  expect(lines(out).at(-1)).toBe('Answer   #3, yesterday')
  for (const columns of [50, 80]) {
    const narrow = (await cl('touch 1', { columns })).out
    expect(narrow.replaceAll('\n', ' ')).toContain(long)
    expect(Math.max(...lines(narrow).map(({ length }) => length))).toBeLessThanOrEqual(columns)
  }
})

it('shows the lines of a note as they were written, and breaks in a terminal what has no spaces', async () => {
  const { cl } = await threeTouches()
  const address = `https://bakery.example/${'x'.repeat(70)}`
  await cl('log acme --note -', { stdin: `20 loaves\n\n${address}` })
  expect((await cl('touch 4')).out).toContain(`\n\n20 loaves\n\n${address}\n\n`)
  const { out } = await cl('touch 4', { columns: 50 })
  expect(out.replaceAll('\n', '')).toContain(address)
  expect(Math.max(...lines(out).map(({ length }) => length))).toBe(50)
})

it('names the loops that a touch opened and ended, and its teammate', async () => {
  const { cl } = await threeTouches()
  expect(lines((await cl('touch 2')).out)).toEqual([
    '#2 email, request, = with Acme, 17 Nov',
    '',
    'one bill a month',
    '',
    'Begun by them',
    'By       Kim',
    'Opened   request #1, done 20 Nov',
    'Answer   needs none: its loop has a clock of its own',
  ])
  expect(lines((await cl('touch 3')).out)).toEqual([
    '#3 call, care, + with Acme, yesterday',
    '',
    'sent the first',
    '',
    'Begun by you',
    'Time     20 minutes',
    'Visit    a care visit',
    'Ended    request #1, done 20 Nov: one bill a month',
    'Answers  #1',
  ])
})

it('as JSON, gives all of it', async () => {
  const { json } = await threeTouches()
  expect(await json('touch 1')).toEqual({
    id: 1,
    customer: { id: 1, name: 'Acme' },
    on: '2026-11-18',
    channel: 'email',
    purpose: 'care',
    tone: '+',
    begunBy: 'them',
    minutes: null,
    note: long,
    by: null,
    noVisit: 'channel',
    opened: null,
    ended: [],
    answered: { kind: 'answered', by: 3, on: '2026-11-20' },
    answers: [],
    savingsTold: [],
    idea: null,
  })
  expect(await json('touch 3')).toMatchObject({ ended: [{ id: 1, outcome: 'done' }], answers: [1], minutes: 20 })
})

it('tells the savings and the idea of a touch', async () => {
  const { all, cl } = await threeTouches()
  await all('save acme --time 2h "one delivery"', 'log acme savings', 'surprise acme --done')
  expect((await cl('touch 4')).out).toMatch(/^Told of {2}1 saving: 2 h$/m)
  expect((await cl('touch 5')).out).toMatch(/^Idea {5}an article about their trade/m)
})

it('a touch of yours that came by an import needs no answer, when it was theirs after all', async () => {
  const { all, cl, folder } = shop('2026-11-21')
  writeFileSync(join(folder, 'touches.csv'), 'customer,on,channel,note\nAcme,2026-11-02,email,where is it?\n')
  await all(`import ${folder}/touches.csv --new --yes`, 'log acme email --on 2026-11-03 "no idea"', 'amend 2 --in')
  expect((await cl('due')).out).toContain('answer to #2')
  await all('remove 2', 'amend 1 --in')
  expect([(await cl('touch 1')).out, (await cl('due')).out]).toEqual([
    expect.stringContaining('needs none since 2 Nov'),
    expect.not.stringContaining('answer to #1'),
  ])
})

it('--answered: a touch of theirs waits no more, until undo', async () => {
  const { all, cl, json } = await threeTouches()
  await all('log acme email --in "and the spelt?" --on 2026-11-21')
  const waits = async (today: string) => ((await cl(`due --today ${today}`)).out.match(/answer to #4/) ? 'waits' : '')
  expect(await waits('2026-11-24')).toBe('waits')
  expect((await cl('touch 4 --answered --today 2026-11-24')).out).toContain('Answer   needs none since today')
  expect([await waits('2026-11-24'), await waits('2026-11-23')]).toEqual(['', 'waits'])
  expect(await json('touch 4 --today 2026-11-24')).toMatchObject({ answered: { kind: 'settled', on: '2026-11-24' } })
  expect((await cl('undo --today 2026-11-24')).out).toContain('Took back: #4 of Acme needs no answer')
  expect(await waits('2026-11-24')).toBe('waits')
  expect((await cl('touch 4 --answered 2026-11-22 --today 2026-11-24')).out).toContain('needs none since 22 Nov')
  expect(await waits('2026-11-23')).toBe('')
})

it.each<[string, number, RegExp]>([
  ['touch 1 --answered', 1, /^#1 was answered by #3, 20 Nov\./],
  ['touch 1 --answered 2026-11-17', 1, /^#1 is of 2026-11-18: it cannot be answered before, on 2026-11-17\.\n$/],
  ['touch 1 --answered tomorrow', 2, /is after today|future/],
  ['touch 2 --answered', 1, /^#2 needs no answer as it is: the loop that it opened has a clock of its own\.\n$/],
  ['touch 3 --answered', 1, /^#3 was begun by you: there is nothing to answer\.\n/],
  ['touch 99', 1, /^There is no touch #99\.\ncl history shows the numbers\.\n$/],
  ['touch acme', 2, /^"acme" is not the number of a touch\.\n/],
  ['touch', 2, /^Missing required argument 'touch'\. If it was #3: .+\nAs in: cl touch 481 /],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await threeTouches(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it('a touch that is removed, or goes to somebody else, leaves the loop that it ended closed', async () => {
  const { all, cl, json } = await threeTouches()
  const ended = () => json('loops --closed')
  await all('remove 3')
  expect(await ended()).toMatchObject([{ id: 1, outcome: 'done' }])
  await all('undo', 'add Bolt', 'amend 3 --customer bolt')
  expect(await json('touch 3')).toMatchObject({ customer: { name: 'Bolt' }, ended: [] })
  expect(await ended()).toMatchObject([{ id: 1, outcome: 'done', customer: { name: 'Acme' } }])
  await all('undo')
  expect(await json('touch 3')).toMatchObject({ ended: [{ id: 1 }] })
  expect((await cl('doctor')).out).toMatch(/^State {8}whole$/m)
})

it('a merge, an export and an erasure carry what ended and what needs no answer', async () => {
  const { all, cl, json, folder } = await threeTouches()
  await all('add Bolt', 'merge acme bolt', 'log bolt email --in "and the spelt?"', 'touch 4 --answered')
  expect(await json('touch 3')).toMatchObject({ customer: { name: 'Bolt' }, ended: [{ id: 1 }] })
  await all(`export ${folder}/all.json --as json`)
  const other = shop()
  await other.all(`import ${folder}/all.json`)
  expect(await other.json('touch 3')).toMatchObject({ ended: [{ id: 1 }], answers: [1] })
  expect(await other.json('touch 4')).toMatchObject({ answered: { kind: 'settled' } })
  expect((await cl('forget bolt --yes Bolt')).code).toBe(0)
  expect((await cl('doctor')).out).toMatch(/^State {8}whole$/m)
})
