import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const overdue = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme --since 2026-10-01 --today 2026-10-01')
  return acme
})

it('no visit is due before the day, and then it is', async () => {
  const { all, json } = await overdue()
  expect(await json('due')).toHaveLength(1)
  await all('snooze acme 2026-12-01')
  expect(await json('due')).toEqual([])
  expect(await json('due --today 2026-11-30')).toEqual([])
  expect(await json('due --today 2026-12-01')).toMatchObject([{ visitDue: '2026-12-01', daysOverdue: 0 }])
})

it.each([
  ['tomorrow', '2026-11-22'],
  ['friday', '2026-11-27'],
  ['in 2 weeks', '2026-12-05'],
  ['"in 2 weeks"', '2026-12-05'],
  ['20 nov', '2027-11-20'],
  ['2027-01-04', '2027-01-04'],
  ['until friday', '2026-11-27'],
  ['till january', '2027-01-01'],
  ['until november', '2027-11-01'],
  ['to friday', '2026-11-27'],
  ['until spring', '2027-03-01'],
  ['until next summer', '2027-06-01'],
  ['till early march', '2027-03-01'],
  ['until mid january', '2027-01-15'],
  ['until after january', '2027-02-01'],
  ['until after the summer', '2027-09-01'],
  ['until after christmas', '2026-12-26'],
  ['after the new year', '2027-01-02'],
  ['until after friday', '2026-11-28'],
  ['until easter', '2027-03-28'],
  ['until after easter', '2027-03-29'],
  ['a couple of weeks', '2026-12-05'],
  ['for 2 weeks', '2026-12-05'],
])('snooze acme %s is until %s', async (typed, until) => {
  const { json } = await overdue()
  expect(await json(`snooze acme ${typed}`)).toEqual({ id: 1, name: 'Acme', snoozedUntil: until, reasons: [] })
  expect(await json('show acme')).toMatchObject({ snoozedUntil: until })
})

it('promises, complaints and the ratio still count, and it says so', async () => {
  const { all, cl, json } = await overdue()
  await all('log acme complaint "came late"', 'promise acme "a cake" --by today')
  const still = 'promise #2 due today: a cake · complaint #1 open since today: came late · 10 short of 10:1 (0:1)'
  expect(await cl('snooze acme 2026-12-24')).toEqual({
    code: 0,
    out: `No care visit to Acme is due before 24 Dec.\nStill in due: ${still}\n`,
    err: '',
  })
  expect(await json('due')).toMatchObject([
    { reasons: [{ kind: 'promise' }, { kind: 'complaint' }, { kind: 'ratio' }] },
  ])
})

it('somebody who is below the goal and nothing else is not in due', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'log acme invoice')
  const next = 'the next one is due 21 Dec anyway'
  expect((await cl('snooze acme 2w')).out).toBe(`No care visit to Acme is due before 5 Dec; ${next}.\n`)
  expect((await cl('snooze acme 10')).out).toBe(`No care visit to Acme is due before 1 Dec; ${next}.\n`)
  expect((await cl('snooze acme 21 dec')).out).toBe('No care visit to Acme is due before 21 Dec.\n')
  expect((await cl('snooze --all 2w')).out).toBe('No care visit is due before 5 Dec.\n')
})

it('somebody to whom no care visits are made has none scheduled', async () => {
  const { all, cl } = shop()
  await all('add Acme --every never')
  expect((await cl('snooze acme 2w')).out).toBe(
    'No care visit to Acme is due before 5 Dec; none is scheduled, as their cadence is never.\n',
  )
})

it('until the weekday that today is means the next one', async () => {
  const { all, clOn } = shop()
  await all('add Acme')
  expect((await clOn('2026-11-23', 'snooze acme till monday')).out).toContain('before 30 Nov; ')
  expect((await clOn('2026-11-23', 'snooze acme today')).code).toBe(2)
})

it('off ends it', async () => {
  const { all, cl, json } = await overdue()
  await all('snooze acme 2026-12-24')
  expect(await cl('snooze acme OFF')).toEqual({
    code: 0,
    out: 'Acme is not snoozed any more.\nStill in due: no care visit noted yet\n',
    err: '',
  })
  expect(await json('show acme')).toMatchObject({ snoozedUntil: null })
})

it('of somebody archived is refused with the way back, and can be ended', async () => {
  const acme = await overdue()
  await acme.all('archive acme')
  const { code, err } = await refusal(acme, 'snooze acme 2w')
  expect([code, err]).toEqual([1, 'Acme is archived, since 2026-11-21.\nTo take them back first: cl unarchive 1\n'])
  await acme.all('snooze acme off')
})

it('a snooze that ends before the visit is due changes nothing', async () => {
  const { all, json } = await overdue()
  await all('log acme', 'snooze acme 2026-12-01')
  expect(await json('due --all')).toMatchObject([{ visitDue: '2026-12-21' }])
})

it.each<[string, number, RegExp]>([
  ['snooze nobody tomorrow', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['snooze all 2w', 1, /^There is no customer "all"\.\nFor everybody: cl snooze --all 2w\n$/],
  ['snooze acme someday', 2, /^"someday" is not a day\.\n.+\n$/],
  ['snooze acme 2026-02-30', 2, /^There is no 30 Feb in 2026\.\n.+\n$/],
  ['snooze acme today', 2, /^2026-11-21 is not after today, 2026-11-21\.\nTo end a snooze: .+\n$/],
  ['snooze acme yesterday', 2, /^2026-11-20 is not after today, 2026-11-21\.\nTo end a snooze: .+\n$/],
  ['snooze acme', 2, /^Until when\?\nAs in: cl snooze acme 2w\n$/],
  ['snooze acme until further notice', 2, /^"further notice" is not a day\.\nTo make no .+ --every never\n$/],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await overdue(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it('--all says of one care visit in the holiday that it comes after it', async () => {
  const { all, cl } = shop()
  await all('add Acme --since 2026-01-01', 'log acme visit --on 2026-11-01')
  expect((await cl('snooze --all 2w')).out).toContain(' 1 care visit of that time will come after it.\n')
})

it('--all is a holiday: customers who fall due in it come back one after another, a longer snooze stays, and one undo takes it back', async () => {
  const { all, cl, json } = shop()
  await all(
    'add Acme --since 2026-10-01 --today 2026-10-01',
    'add Bolt --since 2026-10-01 --today 2026-10-01',
    'add Cafe --since 2026-10-01 --today 2026-10-01',
    'snooze cafe 2027-03-01',
    'promise bolt "a cake" --by 2026-11-25',
  )
  const until = async () =>
    (await json<{ name: string }[]>('list')).map(async ({ name }) => (await json<object>(`show ${name}`)) as object)
  const snoozes = async () => Promise.all(await until())
  expect((await cl('snooze --all 1w')).out).toContain('Bolt: promise #1')
  expect(await snoozes()).toMatchObject([
    { snoozedUntil: '2026-11-28' },
    { snoozedUntil: '2026-12-01' },
    { snoozedUntil: '2027-03-01' },
  ])
  await all('undo')
  expect(await snoozes()).toMatchObject([
    { snoozedUntil: null },
    { snoozedUntil: null },
    { snoozedUntil: '2027-03-01' },
  ])
})

it.each([
  [
    'snooze --all off',
    /^A snooze of everybody .+\nIf it was the last change: cl undo {3}One by one: cl snooze CUSTOMER off\n$/,
  ],
  ['snooze --all today', /^2026-11-21 is no day after today, 2026-11-21\.\nName the first day .+\n$/],
  ['snooze --all', /^Until when\?\nAs in: cl snooze --all 2w\n$/],
  ['snooze', /^Who, and until when\? If it was #3: type 3, or "#3" in quotes\.\nAs in: cl snooze acme 2w\n$/],
])('says what is missing: %s', async (line, err) => {
  expect(await refusal(await overdue(), line)).toEqual({ code: 2, out: '', err: expect.stringMatching(err) })
})

it('a holiday names a birthday in it, also of somebody who was visited a few days before', async () => {
  const { all, cl } = shop()
  await all('add Acme --birthday "26 nov"', 'log acme visit')
  expect((await cl('due')).out).not.toContain('birthday')
  expect((await cl('due --soon 7')).out).toContain('birthday in 5 days')
  expect((await cl('snooze --all 2w')).out).toContain('Still due in that time:\n  Acme: birthday in 5 days')
})

it.each(['2w', '2 weeks'])('a second customer is refused with a line for each, %s', async (length) => {
  const own = shop()
  await own.all('add Acme', 'add "Ford Mill"')
  const { err } = await refusal(own, `snooze acme mill ${length}`)
  expect(err).toBe(
    `cl snooze takes one customer.\nType a line for each:   cl snooze acme ${length}   cl snooze mill ${length}\n`,
  )
  expect(await own.json(`snooze acme for ${length}`)).toMatchObject({ snoozedUntil: '2026-12-05' })
})

it('says how far the day is where that is more than half a year', async () => {
  const { all, cl } = shop()
  await all('add Acme')
  const far = 'is due before 20 Nov 2027, 364 days from now.\n'
  expect((await cl('snooze acme 20 nov')).out).toBe(`No care visit to Acme ${far}`)
  expect((await cl('snooze --all 20 nov')).out).toBe(`No care visit ${far}`)
})
