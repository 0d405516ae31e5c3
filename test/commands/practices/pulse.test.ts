import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'

async function acme() {
  const acme = shop()
  await acme.all('add Acme --since 2026-01-01 --today 2026-01-01', 'add Bolt')
  return acme
}

async function rated() {
  const shop = await acme()
  await shop.all(
    'pulse acme 9 "always on time" --guess 7 --on 2026-08-12',
    'pulse acme 6',
    'pulse acme 7 --on 2026-10-01 --guess 7',
  )
  return shop
}

it.each<[string, string, string]>([
  ['pulse bolt 9', '9 of 10 from Bolt, today', 'their first rating'],
  ['pulse bolt 9 always on time', '9 of 10 from Bolt, today: always on time', 'their first rating'],
  ['pulse bolt 9 -- -ish', '9 of 10 from Bolt, today: -ish', 'their first rating'],
  ['pulse bolt 7 out of 10', '7 of 10 from Bolt, today', 'their first rating'],
  ['pulse bolt 7 of ten, fair', '7 of 10 from Bolt, today: fair', 'their first rating'],
  ['pulse bolt 0 --guess 2', '0 of 10 from Bolt, today', 'their first rating · you guessed 2: 2 too high'],
  ['pulse acme 10', '10 of 10 from Acme, today', 'up 4 from 6 (today)'],
  ['pulse acme 6 --guess 6', '6 of 10 from Acme, today', 'no change from 6 (today) · as you guessed'],
  [
    'pulse acme 3 --guess 1 --on 2026-10-02',
    '3 of 10 from Acme, 2 Oct',
    'down 4 from 7 (1 Oct) · you guessed 1: 2 too low',
  ],
  ['pulse acme 5 --on 2026-08-11', '5 of 10 from Acme, 11 Aug', 'their first rating'],
])('cl %s', async (line, first, second) => {
  expect(await (await rated()).cl(line)).toEqual({ code: 0, out: `${first}\n${second}\n`, err: '' })
})

it('gives the same as JSON', async () => {
  const { json } = await rated()
  expect(await json('pulse acme 8 quicker now --guess 5')).toEqual({
    customer: { id: 1, name: 'Acme' },
    id: 4,
    on: '2026-11-21',
    rating: 8,
    guess: 5,
    quote: 'quicker now',
    change: 2,
    guessOff: 3,
  })
  expect(await json('pulse bolt 8')).toMatchObject({ guess: null, quote: null, change: null, guessOff: null })
})

it('lists every rating of a customer, the newest first', async () => {
  const { cl, json, clOn } = await rated()
  expect((await cl('pulse acme --list')).out).toBe(`Pulse  Day     Rating  Guess  Words
   #2  21 Nov       6      –
   #3  1 Oct        7      7
   #1  12 Aug       9      7  always on time
`)
  expect(await json('pulse acme --list')).toEqual([
    { id: 2, on: '2026-11-21', rating: 6, guess: null, quote: null },
    { id: 3, on: '2026-10-01', rating: 7, guess: 7, quote: null },
    { id: 1, on: '2026-08-12', rating: 9, guess: 7, quote: 'always on time' },
  ])
  expect((await clOn('2026-10-01', 'pulse acme --list --csv')).out).toBe(
    'id,customer,on,rating,guess,quote\r\n3,Acme,2026-10-01,7,7,\r\n1,Acme,2026-08-12,9,7,always on time\r\n',
  )
  expect(await cl('pulse bolt --list')).toEqual({
    code: 0,
    out: '',
    err: 'No ratings of Bolt yet. Ask, then: cl pulse bolt 9 "their words"\n',
  })
})

it('undo takes a rating back', async () => {
  const { cl, json } = await rated()
  expect((await cl('undo')).out).toBe('Took back: pulse of Acme: 7 of 10, 2026-10-01 (today)\n')
  expect(await json('pulse acme --list')).toMatchObject([{ id: 2 }, { id: 1 }])
})

it('--remove takes one out, and undo brings it back', async () => {
  const { cl, json } = await rated()
  const all = await json<object[]>('pulse acme --list')
  expect(await cl('pulse acme --remove 1')).toEqual({
    code: 0,
    out: expect.stringMatching(/^Removed rating #1: \d+ of 10 from Acme, .+\ncl undo brings it back\.\n$/),
    err: '',
  })
  expect((await json<{ id: number }[]>('pulse acme --list')).map(({ id }) => id)).not.toContain(1)
  expect((await cl('undo')).out).toMatch(/^Took back: removed rating #1: /)
  expect(await json('pulse acme --list')).toEqual(all)
})

it('a rating may be written as one of 10', async () => {
  const { all, cl } = shop()
  await all('add Acme')
  expect((await cl('pulse acme 9/10 lovely')).out).toContain('9 of 10 from Acme, today: lovely')
})

const toType = 'Write a whole number from 0 to 10, such as 9.\n'
it.each<[string, number, string | RegExp]>([
  ['pulse acme 11', 2, `"11" is not a rating.\n${toType}`],
  ['pulse acme -1', 2, `"-1" is not a rating.\n${toType}`],
  ['pulse acme 7.5', 2, `"7.5" is not a rating.\n${toType}`],
  ['pulse acme ten', 2, `"ten" is not a rating.\n${toType}`],
  ['pulse acme ""', 2, `"" is not a rating.\n${toType}`],
  ['pulse acme 9 --guess 11', 2, `"11" is not a guess.\n${toType}`],
  ['pulse acme 9 --guess -1', 2, `"-1" is not a guess.\n${toType}`],
  ['pulse acme 9 ""', 2, /^The quote is empty\.\n.+\n$/],
  ['pulse acme 9 --on tomorrow', 2, /^A rating cannot be in the future: 2026-11-22 .+\n.+\n$/],
  [
    'pulse acme',
    2,
    /^There is no terminal to ask at: give a rating from 0 to 10, as in: cl pulse acme 9 "always on time"\.\n$/,
  ],
  ['pulse acme --guess 7', 2, /^There is no terminal to ask at: give a rating .+\n$/],
  ['pulse', 2, /^Missing required argument 'customer'\. If it was #3: type 3, or "#3" in quotes\.\n.+\n$/],
  ['pulse nobody 9', 1, /^There is no customer "nobody"\.\n.+\n$/],
  ['pulse nobody --list', 1, /^There is no customer "nobody"\.\n.+\n$/],
  ['pulse acme --remove 9', 1, /^There is no rating #9 of Acme\.\ncl pulse 1 --list shows the numbers\.\n$/],
  ['pulse acme --remove x', 2, /^"x" is not the number of a rating\.\n.+\n$/],
  ['pulse acme 9 --remove 1', 2, /^--remove takes no rating beside its number\.\n.+\n$/],
  ['pulse acme --remove 1 --list', 2, /cannot be used with option/],
  ['pulse acme 9 --list', 2, /^--list takes no rating\.\n.+\n$/],
  ['pulse acme --list --guess 3', 2, /cannot be used with option/],
  ['pulse acme --list --on friday', 2, /cannot be used with option/],
  ['pulse acme 9 --csv', 2, /^--csv is for --list\.\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await acme(), line)).toEqual({
    code,
    out: '',
    err: typeof err === 'string' ? err : expect.stringMatching(err),
  })
})
