import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

type Line = { title: string; reviewEvery: number; reviewDue: string; daysOverdue: number; lastReview: object | null }

/** On 2026-11-21 the bill is 9 days overdue, the recording is due, and the page is not. */
const register = preparedOnce(async () => {
  const acme = shop()
  await acme.clOn('2026-05-16', 'letters add Bill')
  await acme.clOn('2025-11-21', 'letters add Answering machine --every 1y')
  await acme.clOn('2026-11-20', 'letters add "Café page" --every 2w')
  return acme
})

it('lists the register, the due ones first', async () => {
  const { cl } = await register()
  expect(await cl('letters')).toEqual({
    code: 0,
    err: '',
    out: `Letter             Reviewed  Yes  Review due  Every
Bill               never       –  9 days ago   180d
Answering machine  never       –  today        365d
Café page          never       –  4 Dec         14d
`,
  })
})

it('gives the register as JSON and CSV, with the last review', async () => {
  const { cl, json, all } = await register()
  await all('letters review bill --answers yynyn --note "too many numbers"')
  expect((await json<Line[]>('letters')).map(({ title, daysOverdue }) => [title, daysOverdue])).toEqual([
    ['Answering machine', 0],
    ['Café page', -13],
    ['Bill', -180],
  ])
  expect((await json<Line[]>('letters'))[2]).toEqual({
    title: 'Bill',
    reviewEvery: 180,
    addedOn: '2026-05-16',
    lastReview: {
      on: '2026-11-21',
      answers: { thanks: true, aboutThem: true, clear: false, everyTemperament: true, welcome: false },
      note: 'too many numbers',
      yes: 3,
    },
    reviewDue: '2027-05-20',
    daysOverdue: -180,
  })
  expect((await cl('letters --csv')).out.split('\r\n')).toEqual([
    'title,review_every,added_on,last_review,yes,review_due,days_overdue,thanks,about_them,clear,every_temperament,welcome,note',
    'Answering machine,365,2025-11-21,,,2026-11-21,0,,,,,,',
    'Café page,14,2026-11-20,,,2026-12-04,-13,,,,,,',
    'Bill,180,2026-05-16,2026-11-21,3,2027-05-20,-180,yes,yes,no,yes,no,too many numbers',
    '',
  ])
})

it('says what the answers were the time before, and which changed', async () => {
  const { clOn, cl, json } = await register()
  await clOn('2026-10-01', 'letters review bill --answers yynyn --note "too many numbers"')
  expect((await cl('letters review bill --answers y,y,yes,n,n')).out).toBe(
    `Reviewed "Bill": 3 of 5 (1 Oct: 3 of 5)
Question                                  Now  1 Oct  Change
Is there a thanks in it?                  yes  yes
Is it about them, not about us?           yes  yes
Is it clear in seven seconds?             yes  no     better
Does it read well for every temperament?  no   yes    worse
Would you want to get it?                 no   no
Noted 1 Oct: too many numbers
Next review due 20 May 2027
`,
  )
  expect(await json('letters review bill --answers yyynn')).toMatchObject({ changed: [], before: { yes: 3 } })
  expect(await json('letters review page --answers nnnnn')).toMatchObject({ title: 'Café page', yes: 0, before: null })
})

it.each(['bill', 'BILL', 'b', 'Answering machine', 'answering', 'machine', 'cafe page', 'CAFÉ', 'pag'])(
  'finds a letter as "%s"',
  async (typed) => {
    const { cl } = await register()
    expect(await cl(['letters', 'set', typed, '--every', '30d'])).toMatchObject({ code: 0, err: '' })
  },
)

it('an exact title wins over a longer one', async () => {
  const { all, json } = await register()
  await all('letters add Bill of May', 'letters set bill --every 5d')
  expect((await json<Line[]>('letters')).filter(({ reviewEvery }) => reviewEvery === 5)).toMatchObject([
    { title: 'Bill' },
  ])
})

it('changes the title and the pace; undo takes it back', async () => {
  const { all, json } = await register()
  expect(await json('letters set bill --name "Bill & reminder" --every 90d')).toMatchObject({
    title: 'Bill & reminder',
    reviewEvery: 90,
    reviewDue: '2026-08-14',
  })
  await all('letters set reminder --name "BILL & Reminder"', 'undo', 'undo')
  expect((await json<Line[]>('letters'))[0]).toMatchObject({ title: 'Bill', reviewEvery: 180 })
})

it('removes a letter with its reviews, in one change', async () => {
  const { cl, all, json } = await register()
  await all('letters review bill --answers yynyn', 'letters review bill --answers yyyyy')
  const before = await json('letters')
  expect((await cl('letters remove bill')).out).toBe('Removed "Bill" and its 2 reviews. cl undo brings it back.\n')
  expect(await json<Line[]>('letters')).toHaveLength(2)
  await all('undo')
  expect(await json('letters')).toEqual(before)
})

it('seen from a day, later letters and reviews are not there', async () => {
  const { clOn, all } = await register()
  await all('letters review bill --answers yyyyy')
  const lines = JSON.parse((await clOn('2026-11-19', 'letters --json')).out) as Line[]
  expect(lines).toMatchObject([
    { title: 'Bill', daysOverdue: 7, lastReview: null },
    { title: 'Answering machine', daysOverdue: -2 },
  ])
  expect(await clOn('2026-11-19', 'letters remove page')).toMatchObject({ code: 1 })
})

it('says how to begin', async () => {
  const { cl, all } = shop()
  await all('add Acme')
  expect(await cl('letters')).toEqual({
    code: 0,
    out: '',
    err: 'Nothing is in the register yet. Begin with: cl letters add Invoice\n',
  })
})

it.each<[string, number, RegExp]>([
  ['show bill', 2, /^"show" is not one of add, set, remove, review\.\nType: cl letters --help\n$/],
  ['toString bill', 2, /^"toString" is not one of/],
  [
    'add',
    2,
    /^Missing required argument 'title'\.\nAs in: cl letters add Order form {3}More: cl letters add --help\n$/,
  ],
  ['add ""', 2, /^The title is empty\.\n.+\n$/],
  ['add \u200b', 2, /^The title holds nothing that can be seen\.\n.+\n$/],
  ['add two\u0007bells', 2, /^The title holds a control character \(U\+0007\)\.\n.+\n$/],
  [`add ${'x'.repeat(201)}`, 2, /^The title has 201 characters; there is room for 200\.\n.+\n$/],
  ['add bíll', 1, /^"Bill" is in the register already\.\n/],
  ['set page --name BILL', 1, /^"Bill" is in the register already\.\n/],
  ['set page --name ""', 2, /^The title is empty\.\n.+\n$/],
  ['set page', 2, /^Nothing to change was named\.\nGive --every or --name/],
  ['set page --every never', 2, /^"never" is not a length of time\.\n/],
  ['set page --every 101y', 2, /^"101y" is not a length of time\.\n/],
  ['review nothing', 1, /^"nothing" is not in the register\.\nTo add it/],
  [
    'review bill',
    2,
    /^There is no terminal to ask at: give y or n for each question\.\nAs in: cl letters review bill --answers yynyn\n$/,
  ],
  ['review bill --answers yy', 2, /^"yy" is not five answers\.\nWrite y or n for each question/],
  ['review bill --answers yyyyy --note ""', 2, /^The note is empty\.\n/],
  ['review "" --answers yyyyy', 2, /^The title is empty\.\n/],
  ['review bil --every 3d', 2, /^Unknown option '--every'\.\nType: cl letters review --help/],
  ['add Bell --answers yyyyy', 2, /^Unknown option '--answers'\.\nType: cl letters add --help/],
  ['--note x', 2, /^Unknown option '--note'\.\nType: cl letters --help\n$/],
  ['remove blil', 1, /^"blil" is not in the register\. Near: "Bill"\.\nTo add it: cl letters add "blil" /],
  ['remove quux', 1, /^"quux" is not in the register\.\nTo add it/],
])('refuses: letters %.40s', async (line, code, said) => {
  const acme = await register()
  const { out, err, code: exit } = await refusal(acme, `letters ${line}`)
  expect([exit, out]).toEqual([code, ''])
  expect(err).toMatch(said)
})

it('refuses the beginning of several titles', async () => {
  const acme = await register()
  await acme.all('letters add Bill of May')
  expect(await refusal(acme, 'letters remove bil')).toMatchObject({
    code: 1,
    err: '"bil" fits several: "Bill", "Bill of May".\nType more of the title.\n',
  })
})
