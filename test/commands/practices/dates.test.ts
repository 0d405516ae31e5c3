import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const twoCustomers = preparedOnce(async () => {
  const both = shop()
  await both.all('add Acme --since 2026-01-01 --today 2026-01-01', 'add Bolt --since 2026-01-01 --today 2026-01-01')
  return both
})

it.each([
  ['5 mar', 'Acme: birthday on 5 Mar · next on 5 Mar 2027, in 104 days\n'],
  ['"March 5th, 1981"', 'Acme: birthday on 5 Mar 1981 · next on 5 Mar 2027, in 104 days: 46 years\n'],
  ['1981-11-21', 'Acme: birthday on 21 Nov 1981 · today: 45 years\n'],
  ['21 nov 2026', 'Acme: birthday on 21 Nov 2026 · today\n'],
  ['2025-11-22', 'Acme: birthday on 22 Nov 2025 · tomorrow: 1 year\n'],
  ['yesterday', 'Acme: birthday on 20 Nov · next on 20 Nov 2027, in 364 days\n'],
  ['friday', 'Acme: birthday on 27 Nov · in 6 days\n'],
  ['29 feb', 'Acme: birthday on 29 Feb · next on 28 Feb 2027, in 99 days\n'],
  ['29 feb 2024', 'Acme: birthday on 29 Feb 2024 · next on 28 Feb 2027, in 99 days: 3 years\n'],
  ['2030-01-02', 'Acme: birthday on 2 Jan 2030 · in 1138 days\n'],
])('date acme birthday %s', async (typed, out) => {
  expect(await (await twoCustomers()).cl(`date acme birthday ${typed}`)).toEqual({ code: 0, out, err: '' })
})

it('gives a date as scripts rely on it, alike in both commands', async () => {
  const { cl, json } = await twoCustomers()
  const expected = {
    id: 1,
    customer: { id: 1, name: 'Acme' },
    label: 'wedding day',
    month: 6,
    date: 12,
    year: 1998,
    on: '2027-06-12',
    days: -203,
    years: 29,
  }
  expect((await cl('date acme "wedding day" 1998-06-12 --json')).out).toBe(`${JSON.stringify(expected, null, 2)}\n`)
  expect(await json('dates --all')).toEqual([expected])
})

it('replaces the day of a label, whatever its case; undo brings the old one back', async () => {
  const { all, cl, json } = await twoCustomers()
  await all('date acme birthday 5 mar 1981', 'date bolt birthday 1 jan')
  expect((await cl('date acme Birthday 6 mar')).out).toBe(
    'Acme: Birthday on 6 Mar · next on 6 Mar 2027, in 105 days\nIt was on 5 Mar 1981 before.\n',
  )
  expect(await json('dates acme --all')).toMatchObject([{ id: 1, label: 'Birthday', date: 6, year: null }])
  expect((await cl('undo')).out).toBe('Took back: Birthday of Acme: 6 Mar (today)\n  Birthday\n')
  expect(await json('dates acme --all')).toMatchObject([{ id: 1, label: 'birthday', date: 5, year: 1981 }])
  expect((await cl('date acme birthday 5 mar 1981')).err).toMatch(/^It was so already/)
})

it.each([
  'wedding day 2010-06-12',
  '"wedding day" 2010-06-12',
  'wedding day 12 June 2010',
  '12 June 2010 wedding day',
  'wedding day: 12 June 2010',
  'wedding day is on 12 June 2010',
])('several words are one label: %s', async (typed) => {
  const { all, json } = await twoCustomers()
  await all(`date acme ${typed}`)
  expect(await json('dates acme --all')).toMatchObject([{ label: 'wedding day', month: 6, date: 12, year: 2010 }])
  await all('date acme wedding day --remove')
  expect(await json('dates acme --all')).toEqual([])
})

it('--remove takes a date away, and undo brings it back', async () => {
  const { all, cl, json } = await twoCustomers()
  await all('date acme birthday 5 mar')
  expect(await cl('date acme BIRTHDAY --remove')).toEqual({
    code: 0,
    out: 'Removed birthday of Acme, 5 Mar. cl undo brings it back.\n',
    err: '',
  })
  expect(await json('dates --all')).toEqual([])
  await all('undo')
  expect(await json('dates --all')).toHaveLength(1)
  expect(await json('date acme birthday --remove')).toEqual({
    removed: 1,
    on: '2026-11-21',
    what: 'birthday of Acme, 5 Mar',
  })
})

async function fourDates() {
  const four = await twoCustomers()
  await four.all(
    'date bolt "first order" 2025-11-22',
    'date acme birthday 21 dec',
    'date bolt birthday 22 dec',
    'date acme "name day" 21 nov',
  )
  return four
}
const labels = (dates: { label: string }[]) => dates.map(({ label }) => label)

it('lists those of the next 30 days, the soonest first', async () => {
  expect(await (await fourDates()).cl('dates')).toEqual({
    code: 0,
    err: '',
    out: [
      'When        Day     Customer  Date         Years',
      'today       21 Nov  Acme      name day',
      'tomorrow    22 Nov  Bolt      first order  1 year',
      'in 30 days  21 Dec  Acme      birthday',
      '',
    ].join('\n'),
  })
})

it.each([
  ['--all', ['name day', 'first order', 'birthday', 'birthday']],
  ['--ahead 31', ['name day', 'first order', 'birthday', 'birthday']],
  ['--ahead 1d', ['name day', 'first order']],
  ['--ahead 31 Tage', ['name day', 'first order', 'birthday', 'birthday']],
  ['bolt', ['first order']],
  ['bolt --all', ['first order', 'birthday']],
  ['--ahead 2m --today 2026-11-20', []],
  ['--today 2026-12-22', ['birthday']],
])('dates %s', async (options, expected) => {
  expect(labels(await (await fourDates()).json(`dates ${options}`))).toEqual(expected)
})

it('--csv is for a spreadsheet', async () => {
  expect((await (await fourDates()).cl('dates --ahead 1 --csv')).out).toBe(
    [
      'id,customer,label,month,date,year,on,days,years',
      '4,Acme,name day,11,21,,2026-11-21,0,',
      '1,Bolt,first order,11,22,2025,2026-11-22,-1,1',
      '',
    ].join('\r\n'),
  )
})

it('an archived customer’s dates are shown only when asked for', async () => {
  const { all, json } = await fourDates()
  await all('archive bolt')
  expect(labels(await json('dates'))).toEqual(['name day', 'birthday'])
  expect(labels(await json('dates bolt'))).toEqual(['first order'])
})

it('says so when there is none', async () => {
  const { all, cl } = await twoCustomers()
  expect(await cl('dates')).toEqual({
    code: 0,
    out: '',
    err: 'No dates noted. Note one: cl date acme birthday 5 mar\n',
  })
  await all('date acme birthday 5 mar')
  expect((await cl('dates bolt')).err).toBe('No dates of bolt noted. Note one: cl date bolt birthday 5 mar\n')
  expect((await cl('dates acme')).err).toBe('No dates of acme in the next 30 days. All of them: cl dates acme --all\n')
  expect(await cl('dates --ahead 1')).toEqual({
    code: 0,
    out: '',
    err: 'No dates in the next 1 day. All of them: cl dates --all\n',
  })
})

it.each<[string | string[], number, RegExp]>([
  ['date nobody birthday 5 mar', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  [
    'date acme',
    2,
    /^Missing required argument 'label'\.\nAs in: cl date acme birthday 5 mar {3}More: cl date --help\n$/,
  ],
  ['date acme birthday', 2, /^On which day is "birthday"\?\n.+cl date acme "birthday" 5 mar\n$/],
  [['date', 'acme', '', '5', 'mar'], 2, /^The label is empty\.\n.+\n$/],
  [['date', 'acme', 'a\nb', '5', 'mar'], 2, /^The label holds a control character \(U\+000A\)\.\n.+\n$/],
  [['date', 'acme', 'x'.repeat(201), '5 mar'], 2, /^The label has 201 characters; there is room for 200\.\n.+\n$/],
  ['date acme birthday 31 april', 2, /^There is no 31 Apr\.\n.+\n$/],
  ['date acme birthday 30 feb', 2, /^There is no 30 Feb\.\n.+\n$/],
  ['date acme birthday 29 feb 2023', 2, /^There is no 29 Feb in 2023\.\n.+\n$/],
  ['date acme birthday 2023-02-29', 2, /^There is no 29 Feb in 2023\.\n.+\n$/],
  ['date acme birthday 1899-03-05', 2, /^The year 1899 is outside 1900–9999\.\n.+\n$/],
  ['date acme wedding day soon', 2, /^"day soon" is not a day of the year\.\n.+\n$/],
  ['date acme wedding 30 feb 2000', 2, /^.+\n.+\n$/],
  ['date acme wedding day 30 feb', 2, /^"day 30 feb" is not a day of the year\.\n.+\n$/],
  ['date acme birthday feb 30', 2, /^There is no 30 Feb\.\n.+\n$/],
  ['date acme first order', 2, /^"order" is not a day of the year\.\n.+\n$/],
  ['date acme wedding day 5 mar --remove', 2, /^--remove takes no day\.\n.+\n$/],
  ['date acme birthday --remove', 1, /^Acme has no date "birthday"\.\nTheirs: cl dates 1 --all\n$/],
  ['date acme birthday 5 mar --remove', 2, /^--remove takes no day\.\n.+\n$/],
  ['dates nobody', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['dates --ahead soon', 2, /^"soon" is not a length of time\.\n.+\n$/],
  ['dates --ahead 0', 2, /^"0" is not a length of time\.\n.+\n$/],
  ['dates --all --ahead 3', 2, /^Option '--all' cannot be used with option '--ahead <time>'\.\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await twoCustomers(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it('several words are one label, with the day behind them', async () => {
  const { cl, all } = shop()
  await all('add Acme')
  expect((await cl('date acme wedding day 2010-06-12')).out).toMatch(/^Acme: wedding day on 12 Jun 2010 /)
  expect((await cl('date acme first day in town 5 mar')).out).toMatch(/^Acme: first day in town on 5 Mar /)
  expect((await cl('date acme wedding day --remove')).out).toMatch(/^Removed wedding day of Acme/)
})

it.each([
  ['3 nov', '3 nov'],
  ['tomorrow', 'tomorrow'],
  ['nov 3', 'nov 3'],
])('a day alone is no label: %s', async (typed, said) => {
  const { code, err } = await refusal(await twoCustomers(), `date acme ${typed}`)
  expect([code, err]).toEqual([2, `What is on ${said}?\nAs in: cl date acme birthday ${said}\n`])
})

it('a bday is the birthday that is there', async () => {
  const { all, json } = await twoCustomers()
  await all('date acme birthday 5 mar', 'date acme bday 6 mar 1980')
  expect(await json('dates --all')).toMatchObject([{ label: 'birthday', date: 6, year: 1980 }])
})
