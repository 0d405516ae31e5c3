import { describe, expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const twoCustomers = preparedOnce(async () => {
  const both = shop()
  await both.all(
    'add Acme --since 2026-01-01 --today 2026-01-01',
    'add Bolt --since 2026-01-01 --today 2026-01-01',
    'config set currency EUR',
  )
  return both
})

/** Savings 1 and 2 of Acme, 3 of Bolt. */
const threeSavings = preparedOnce(async () => {
  const three = await twoCustomers()
  await three.all(
    'save acme --money 120.50 "a smaller box" --on 2026-11-10',
    'save acme --time 1h30 "one trip less" --on 2026-11-15',
    'save bolt --money 5 "no delivery fee" --on 2026-11-12',
  )
  return three
})

type Ledger = { savings: { id: number; toldOn: string | null }[] }
/** When each of the savings was told, by its number. */
const tellings = async ({ json }: { json: <T>(line: string) => Promise<T> }) =>
  Object.fromEntries((await json<Ledger>('savings')).savings.map(({ id, toldOn }) => [id, toldOn]))

it.each([
  ['--money 120.5 "a smaller box"', 'today: EUR 120.50 · a smaller box', '1 saving: EUR 120.50'],
  ['--money 120,50 --time 3h x', 'today: EUR 120.50, 3 h · x', '1 saving: EUR 120.50, 3 h'],
  ['--time 2 hours one trip less', 'today: 2 h · one trip less', '1 saving: 2 h'],
  ['--time half an hour one trip less', 'today: 30 min · one trip less', '1 saving: 30 min'],
  ['--time 3h 30 boxes less', 'today: 3 h · 30 boxes less', '1 saving: 3 h'],
  ['--time 45 one trip less --on friday', 'yesterday: 45 min · one trip less', '1 saving: 45 min'],
  ['"a good tip"', 'today: a good tip', '1 saving'],
])('save acme %s', async (typed, what, untold) => {
  expect(await (await twoCustomers()).cl(`save acme ${typed}`)).toEqual({
    code: 0,
    out: `saving #1 for Acme, ${what}\nnot told of ${untold}\n`,
    err: '',
  })
})

it('gives a saving as scripts rely on it: money in minor units, time in minutes', async () => {
  const { json } = await twoCustomers()
  expect(await json('save acme --money 120.50 --time 1h30 "a smaller box"')).toEqual({
    id: 1,
    customer: { id: 1, name: 'Acme' },
    on: '2026-11-21',
    money: 12050,
    minutes: 90,
    text: 'a smaller box',
    toldOn: null,
    currency: 'EUR',
  })
})

it('undo takes a saving back', async () => {
  const { all, cl, json } = await twoCustomers()
  await all('save acme --money 5 x')
  expect((await cl('undo')).out).toBe('Took back: saving #1 for Acme: x (today)\n  x\n')
  expect(await json('savings')).toMatchObject({ savings: [] })
})

it('lists the newest first, with sums', async () => {
  const { all, cl } = await threeSavings()
  await all('log bolt savings')
  expect(await cl('savings')).toEqual({
    code: 0,
    err: '',
    out: [
      'Saving  Day     Customer       Money        Time  Told     Text',
      '    #2  15 Nov  Acme                  1 h 30 min  not yet  one trip less',
      '    #3  12 Nov  Bolt        EUR 5.00              21 Nov   no delivery fee',
      '    #1  10 Nov  Acme      EUR 120.50              not yet  a smaller box',
      '',
      'Told of 1 saving: EUR 5.00',
      'Not told of 2 savings: EUR 120.50, 1 h 30 min',
      '',
    ].join('\n'),
  })
  expect((await cl('savings --untold --csv')).out).toBe(
    [
      'id,customer,on,money,currency,minutes,told_on,text',
      '2,Acme,2026-11-15,,,90,,one trip less',
      '1,Acme,2026-11-10,120.50,EUR,,,a smaller box',
      '',
    ].join('\r\n'),
  )
})

it('--json has the sums too', async () => {
  const { all, json } = await threeSavings()
  await all('log bolt savings')
  expect(await json('savings')).toMatchObject({
    currency: 'EUR',
    savings: [{ id: 2 }, { id: 3, toldOn: '2026-11-21' }, { id: 1, money: 12050, minutes: null, toldOn: null }],
    told: { count: 1, money: 500, minutes: null },
    untold: { count: 2, money: 12050, minutes: 90 },
  })
})

it('--remove takes one away, and undo brings it back', async () => {
  const { all, cl, json } = await threeSavings()
  expect(await cl('savings --remove #3')).toEqual({
    code: 0,
    out: 'Removed saving #3 for Bolt: no delivery fee\ncl undo brings it back.\n',
    err: '',
  })
  expect(await json('savings bolt')).toMatchObject({ savings: [] })
  await all('undo')
  expect(await json('savings bolt')).toMatchObject({ savings: [{ id: 3 }] })
})

it.each([
  ['savings', 'No savings noted. Note one: cl save acme --money 120.50 "a smaller box"\n'],
  ['savings acme --untold', 'There is no saving that they were not told of.\n'],
  ['savings acme', 'No savings of acme noted. Note one: cl save acme --money 120.50 "a smaller box"\n'],
])('%s says so when there is none', async (line, err) => {
  expect(await (await twoCustomers()).cl(line)).toEqual({ code: 0, out: '', err })
})

describe('a touch with the purpose savings', () => {
  it('tells the customer of all up to its day, in the same change', async () => {
    const three = await threeSavings()
    expect((await three.cl('log acme savings "the box" --on 2026-11-14')).out).toContain(
      'told them of 1 saving: EUR 120.50\n',
    )
    expect(await tellings(three)).toEqual({ 1: '2026-11-14', 2: null, 3: null })
    expect((await three.cl('log acme savings')).out).toContain('told them of 1 saving: 1 h 30 min\n')
    expect(await tellings(three)).toEqual({ 1: '2026-11-14', 2: '2026-11-21', 3: null })
    expect((await three.cl('log acme savings')).out).not.toContain('told')
    await three.all('undo', 'undo', 'undo')
    expect(await tellings(three)).toEqual({ 1: null, 2: null, 3: null })
  })

  it('tells each of those who were there', async () => {
    const three = await threeSavings()
    await three.all('log acme savings --with bolt')
    expect(await tellings(three)).toEqual({ 1: '2026-11-21', 2: '2026-11-21', 3: '2026-11-21' })
  })

  it('seen from a day before, nobody was told', async () => {
    const three = await threeSavings()
    await three.all('log acme savings')
    expect(await three.json('savings acme --untold --today 2026-11-20')).toMatchObject({
      savings: [
        { id: 2, toldOn: null },
        { id: 1, toldOn: null },
      ],
    })
  })

  it('other purposes tell nobody', async () => {
    const three = await threeSavings()
    await three.all('log acme news', 'log acme')
    expect(await tellings(three)).toEqual({ 1: null, 2: null, 3: null })
  })

  it.each([
    ['amend 1 --purpose news', { 1: null, 2: null, 3: null }],
    ['amend 1 --on 2026-11-14', { 1: '2026-11-14', 2: null, 3: null }],
    ['amend 1 --on 2026-11-09', { 1: null, 2: null, 3: null }],
    ['amend 1 --customer bolt', { 1: null, 2: null, 3: '2026-11-20' }],
    ['amend 1 --note x', { 1: '2026-11-20', 2: '2026-11-20', 3: null }],
    ['remove 1', { 1: null, 2: null, 3: null }],
  ])('%s keeps what it told of true; undo brings it back', async (line, expected) => {
    const three = await threeSavings()
    await three.all('log acme savings --on 2026-11-20')
    const before = await tellings(three)
    expect(before).toEqual({ 1: '2026-11-20', 2: '2026-11-20', 3: null })
    await three.all(line)
    expect(await tellings(three)).toEqual(expected)
    await three.all('undo')
    expect(await tellings(three)).toEqual(before)
  })

  it.each(['remove 1', 'amend 1 --purpose news', 'amend 1 --customer bolt', 'amend 1 --on 2026-11-09'])(
    'after %s, the next one told them',
    async (line) => {
      const three = await threeSavings()
      await three.all('log acme savings --on 2026-11-18', 'log acme savings --on 2026-11-20', 'log acme savings', line)
      expect(await tellings(three)).toMatchObject({ 1: '2026-11-20', 2: '2026-11-20' })
    },
  )

  it('a touch that becomes one tells them', async () => {
    const three = await threeSavings()
    await three.all('log acme news', 'amend 1 --purpose savings')
    expect(await tellings(three)).toEqual({ 1: '2026-11-21', 2: '2026-11-21', 3: null })
  })

  it.each([
    ['remove 1', '2 savings not told of any more\n'],
    ['amend 1 --purpose care', '2 savings not told of any more\n'],
    ['amend 1 --note x', 'note: x\n'],
  ])('%s says what the customer has not been told of any more', async (line, said) => {
    const { all, cl } = await threeSavings()
    await all('log acme savings')
    expect((await cl(line)).out.split('\n').slice(-2).join('\n')).toBe(said)
  })

  it('one that was there before a saving was noted did not tell of it', async () => {
    const three = await threeSavings()
    await three.all(
      'log acme savings --on 2026-11-20',
      'save acme "noted late" --on 2026-11-19',
      'amend 1 --note x --tone =',
    )
    expect(await tellings(three)).toMatchObject({ 4: null })
    await three.all('log acme savings')
    expect(await tellings(three)).toMatchObject({ 4: '2026-11-21' })
    await three.all('remove 2')
    expect(await tellings(three)).toMatchObject({ 4: null })
  })
})

it.each([
  ['£10 on the wreath', '--money 10'],
  ['12.50 on boxes', '--money 12.50'],
  ['1.200,50 on the lease', '--money 1.200,50'],
  ['half an hour of driving', '--time 30'],
  ['€ 50 on boxes', '--money 50'],
  ['the boxes, 50 euro', '--money 50'],
  ['one trip', undefined],
])('says of "%s" that no amount was counted', async (text, option) => {
  const { cl } = await twoCustomers()
  const err =
    option === undefined ? '' : `No amount was counted. If it was meant: cl undo, then cl save acme ${option} …\n`
  expect((await cl(`save acme ${text}`)).err).toBe(err)
})

describe('the currency', () => {
  it.each([
    ['EUR', '1', 'EUR 1.00'],
    ['jpy', '1', 'JPY 1'],
    ['KWD', '1.234', 'KWD 1.234'],
    ['GBP', '£10', 'GBP 10.00'],
  ])('%s', async (code, typed, shown) => {
    const { all, cl } = await twoCustomers()
    await all(`config set currency ${code}`)
    expect((await cl(`save acme --money ${typed} x`)).out).toContain(`: ${shown} · x\n`)
  })

  it('may change while the decimals stay, or there is no money', async () => {
    const { all, cl } = await twoCustomers()
    await all('save acme --time 3h x', 'config set currency KWD', 'config set currency EUR', 'save acme --money 1 x')
    await all('config set currency USD', 'config unset currency', 'config set currency EUR')
    expect((await cl('savings')).out).toContain('EUR 1.00')
  })

  it.each<[string, number, RegExp]>([
    ['config set currency XYZ', 2, /^"XYZ" is not a currency that is known here\.\n.+\n$/],
    ['config set currency EURO', 2, /^"EURO" is not a currency\.\n.+\n$/],
    ['config set currency JPY', 1, /^EUR has 2 decimals\. JPY has no decimals\. The savings .+\ncl savings .+\n$/],
    ['config set currency KWD', 1, /^EUR has 2 decimals\. KWD has 3 decimals\. The savings .+\ncl savings .+\n$/],
  ])('%s is refused', async (line, code, err) => {
    expect(await refusal(await threeSavings(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
  })

  it('is not taken away from amounts with other decimals', async () => {
    const yen = await twoCustomers()
    await yen.all('config set currency JPY', 'save acme --money 100 x')
    expect(await refusal(yen, 'config unset currency')).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^JPY has no decimals\. Money without a currency has 2 decimals\. The savings .+\n.+\n$/,
      ),
    })
  })
})

it.each<[string | string[], number, RegExp]>([
  ['save nobody x', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  [
    'save acme',
    2,
    /^Missing required argument 'text'\.\nAs in: cl save acme --money 120\.50 the smaller box for the rolls {3}More: cl save --help\n$/,
  ],
  [['save', 'acme', ' '], 2, /^The saving is empty\.\n.+\n$/],
  ['save acme x --money 0', 2, /^The amount is 0\.\n.+\n$/],
  ['save acme x --money=-5', 2, /^"-5" is not an amount\.\n.+\n$/],
  ['save acme x --money 1.234', 2, /^EUR has 2 decimals: "1\.234" has 3\.\n.+\n$/],
  ['save acme x --money lots', 2, /^"lots" is not an amount\.\n.+\n$/],
  [['save', 'acme', 'x', '--money', ''], 2, /^"" is not an amount\.\n.+\n$/],
  ['save acme x --time 0', 2, /^"0" is not a time that was saved\.\n.+\n$/],
  ['save acme x --time=-3h', 2, /^"-3h" is not a time that was saved\.\n.+\n$/],
  ['save acme x --on tomorrow', 2, /^A saving cannot be in the future: .+\n.+\n$/],
  ['savings nobody', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['savings --remove 9', 1, /^There is no saving #9\.\ncl savings shows the numbers\.\n$/],
  ['savings --remove box', 2, /^"box" is not the number of a saving\.\n.+\n$/],
  ['savings acme --remove 1', 2, /^--remove takes a number alone\.\n.+\n$/],
  ['savings --remove 1 --untold', 2, /^Option .+ cannot be used with .+\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await threeSavings(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})
