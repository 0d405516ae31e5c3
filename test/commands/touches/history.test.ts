import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

type Touch = { id: number }

/** Five touches, entered in another order than that of their days. */
const fiveTouches = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-01-01 --today 2026-01-01',
    'add Bolt --since 2026-01-01 --today 2026-01-01',
    'log acme call "the Oven is new" --on 2026-11-10 --minutes 20',
    'log acme visit tour - "50% off_now" --on 2026-11-20',
    'log bolt invoice --on 2026-11-05',
    'log bolt email feedback "an oven too" --on 2026-11-20',
    'log acme request "a 50 c offer" --on 2026-11-19',
  )
  return acme
})
const idsIn = (touches: Touch[]) => touches.map((touch) => touch.id)

it('gives each touch as scripts rely on it, keys in order', async () => {
  const { cl } = await fiveTouches()
  const expected = [
    {
      id: 5,
      customer: { id: 1, name: 'Acme' },
      on: '2026-11-19',
      channel: 'email',
      purpose: 'request',
      tone: '=',
      begunBy: 'them',
      minutes: null,
      note: 'a 50 c offer',
    },
    {
      id: 1,
      customer: { id: 1, name: 'Acme' },
      on: '2026-11-10',
      channel: 'call',
      purpose: 'care',
      tone: '+',
      begunBy: 'us',
      minutes: 20,
      note: 'the Oven is new',
    },
  ]
  expect((await cl('history acme --until 2026-11-19 --json')).out).toBe(`${JSON.stringify(expected, null, 2)}\n`)
})

it.each<[string, number[]]>([
  ['', [4, 2, 5, 1, 3]],
  ['acme', [2, 5, 1]],
  ['#2', [4, 3]],
  ['--since 2026-11-19', [4, 2, 5]],
  ['--until 2026-11-19', [5, 1, 3]],
  ['--since yesterday --until today', [4, 2]],
  ['--since 2026-11-10 --until 2026-11-10', [1]],
  ['--channel call', [1]],
  ['--channel mail', [4, 5, 3]],
  ['--purpose tour', [2]],
  ['--tone -', [2, 3]],
  ['--tone =', [4, 5]],
  ['--tone positive', [1]],
  ['--search OVEN', [4, 1]],
  ['--search %', [2]],
  ['--search _', [2]],
  ['--search "50% o"', [2]],
  ['--search invoice', []],
  ['--limit 2', [4, 2]],
  ['--limit all', [4, 2, 5, 1, 3]],
  ['acme --tone - --channel visit --search off', [2]],
  ['--today 2026-11-19', [5, 1, 3]],
])('history %s lists %j, newest first and by entry within a day', async (options, expected) => {
  expect(idsIn(await (await fiveTouches()).json(`history ${options}`))).toEqual(expected)
})

it.each(['CAFÉ', 'café', 'Zoë', 'ZOË'])('--search %s finds it in any case, accented letters too', async (text) => {
  const { all, json } = shop()
  await all('add Acme', 'log acme "met at CAFÉ Zoë"')
  expect(await json(`history --search ${text}`)).toHaveLength(1)
})

it('shows a page with a line for each', async () => {
  expect(await (await fiveTouches()).cl('history bolt')).toEqual({
    code: 0,
    err: '',
    out: [
      'Touch  Day     Customer  Channel  Purpose   Tone  Note',
      '   #4  20 Nov  Bolt      email    feedback  =     an oven too',
      '   #3  5 Nov   Bolt      email    invoice   -',
      '',
    ].join('\n'),
  })
})

it('a page has 50 touches and says how to see all, data has every one', async () => {
  const { all, cl, json } = shop()
  await all('add Acme --since 2026-01-01 --today 2026-01-01', ...Array(51).fill('log acme'))
  const page = await cl('history')
  expect(page.out.trimEnd().split('\n')).toHaveLength(51)
  expect(page.err).toBe('These are the last 50. All of them: cl history --limit all\n')
  expect((await cl('history --limit 20')).err).toBe('')
  expect((await cl('history --limit all')).out.trimEnd().split('\n')).toHaveLength(52)
  expect(await json<Touch[]>('history')).toHaveLength(51)
  expect((await cl('history --csv')).out.trimEnd().split('\r\n')).toHaveLength(52)
})

it('--by lists what a teammate had, or nobody in particular', async () => {
  const { all, json, cl } = await fiveTouches()
  await all('add Kim --team', 'add Pat --team', 'log bolt call fine --by kim')
  expect(idsIn(await json('history --by kim'))).toEqual([6])
  expect(idsIn(await json('history --by none last week'))).toEqual([1])
  expect((await cl('history --by pat yesterday')).err).toBe(
    'No touch that pat had, on 20 Nov. All of them: cl history\n',
  )
})

it('says who had a touch, where anybody was named', async () => {
  const { all, cl, json } = await fiveTouches()
  await all('add Kim --team', 'log bolt call fine --by kim')
  const [first, second] = await json<object[]>('history bolt')
  expect(Object.entries(first ?? {}).at(-1)).toEqual(['by', 'Kim'])
  expect(second).not.toHaveProperty('by')
  expect((await cl('history bolt --csv')).out).toContain(',fine,Kim\r\n')
  expect((await cl('history bolt')).out.split('\n').slice(0, 3)).toEqual([
    'Touch  Day     Customer  Channel  Purpose   Tone  By   Note',
    '   #6  21 Nov  Bolt      call     care      +     Kim  fine',
    '   #4  20 Nov  Bolt      email    feedback  =          an oven too',
  ])
})

it('--csv has a fixed header, and the tone as a word', async () => {
  const { cl } = await fiveTouches()
  expect((await cl('history acme --csv')).out.split('\r\n')).toEqual([
    'id,customer,on,channel,purpose,tone,begun_by,minutes,note,by',
    '2,Acme,2026-11-20,visit,tour,negative,us,,50% off_now,',
    '5,Acme,2026-11-19,email,request,neutral,them,,a 50 c offer,',
    '1,Acme,2026-11-10,call,care,positive,us,20,the Oven is new,',
    '',
  ])
})

it.each([
  ['history', 'No touches to show. Log one: cl log acme call "all good"\n'],
  ['history acme', 'No touch with acme. All of them: cl history\n'],
  ['history --search rye', 'No touch with "rye" in the note. All of them: cl history\n'],
  [
    'history acme --channel call --purpose care --tone - --since 2026-11-01 --until 2025-12-31',
    'No touch with acme, by call, for care, that went -, since 1 Nov, until 31 Dec 2025. All of them: cl history\n',
  ],
])('%s with nothing to show says so, and of what', async (line, err) => {
  const { all, cl } = shop()
  await all('add Acme')
  expect(await cl(line)).toEqual({ code: 0, out: '', err })
  expect(await cl(`${line} --json`)).toEqual({ code: 0, out: '[]\n', err })
})

it.each<[string, number, RegExp]>([
  ['history nobody', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['history --channel fax', 2, /^"fax" is not a channel\.\nThe channels are visit, .+\n$/],
  ['history --purpose fax', 2, /^"fax" is not a purpose\.\nThe purposes are care, .+\n$/],
  ['history --tone good', 2, /^"good" is not a tone\.\n.+\n$/],
  ['history --since someday', 2, /^"someday" is not a day\.\n.+\n$/],
  ['history --until 2026-13-01', 2, /^There is no month 13\.\n.+\n$/],
  ['history --limit 0', 2, /^"0" is not a number of touches\.\n.+\n$/],
  ['history --limit many', 2, /^"many" is not a number of touches\.\n.+\n$/],
  [
    'history complaints',
    1,
    /^There is no customer "complaints"\.\nTouches of that kind: cl history --purpose complaint\n$/,
  ],
  ['history acme -', 2, /^"-" is a tone\.\nType: cl history acme --tone -\n$/],
  ['history acme bolt', 1, /^There is no customer "acme bolt"\. Near: Acme \(#1\), Bolt.*\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await fiveTouches(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it('shows the part of a note that was searched for', async () => {
  const { all, cl } = shop()
  const note = `${'all good with the bread, '.repeat(12)}but the Öven smokes${', and they like the cake'.repeat(12)}`
  await all('add Acme', `log acme call "${note}"`)
  for (const columns of [50, 80]) {
    const { out } = await cl('history --search "oven smokes" --no-color', { columns })
    expect(out.replace(/\s+/g, ' ')).toContain('but the Öven smokes, and')
    expect(out).toMatch(/… [\s\S]+but[\s\S]+ …/)
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(columns)
  }
  expect((await cl('history --search "oven smokes"')).out).toContain(note)
})

/** Touches of the month before, of the week before, of this week and of today: 21 November 2026 is a Saturday. */
const touchesOfWeeks = preparedOnce(async () => {
  const opened = shop()
  await opened.all(
    'add "Acme Bakery"',
    'add Bolt',
    ...['2026-10-30', '2026-11-12', '2026-11-17', '2026-11-20', '2026-11-21'].map((on) => `log acme ${on}`),
    'log bolt 2026-11-12',
  )
  return opened
})

it.each<[string, number[]]>([
  ['history acme bakery', [5, 4, 3, 2, 1]],
  ['history acme bakery last week', [2]],
  ['history last week', [6, 2]],
  ['history this week', [5, 4, 3]],
  ['history acme yesterday', [4]],
  ['history today', [5]],
  ['history 12 nov', [6, 2]],
  ['history acme since tuesday', [5, 4, 3]],
  ['history acme until 15 nov', [2, 1]],
  ['history last month', [1]],
  ['history 2026', [5, 4, 3, 6, 2, 1]],
  ['history acme 2025', []],
  ['history acme since october', [5, 4, 3, 2, 1]],
  ['history since last week', [5, 4, 3, 6, 2]],
  ['history until october', [1]],
  ['history this month', [5, 4, 3, 6, 2]],
  ['history --until this month', [5, 4, 3, 6, 2, 1]],
  ['history until "this month"', [5, 4, 3, 6, 2, 1]],
  ['history this year', [5, 4, 3, 6, 2, 1]],
  ['history acme last year', []],
  ['history since last year', [5, 4, 3, 6, 2, 1]],
  ['history 2026-10', [1]],
  ['history acme 2026-11', [5, 4, 3, 2]],
  ['history last 2 days', [5, 4]],
  ['history october', [1]],
  ['history acme since november', [5, 4, 3, 2]],
  ['history since last week', [5, 4, 3, 6, 2]],
  ['history until october', [1]],
  ['history --since october acme', [5, 4, 3, 2, 1]],
  ['history --since "last week"', [5, 4, 3, 6, 2]],
  ['history --since last week', [5, 4, 3, 6, 2]],
  ['history --until october', [1]],
  ['history --until "1 nov"', [1]],
  ['history from this month', [5, 4, 3, 6, 2]],
  ['history acme in nov', [5, 4, 3, 2]],
  ['history december', []],
  ['history oct 2025', []],
  ['history acme 10 days', [5, 4, 3, 2]],
  ['history --since the last 10 days acme', [5, 4, 3, 2]],
  ['history acme letzte 10 Tage', [5, 4, 3, 2]],
  ['history acme die letzten 2 Wochen', [5, 4, 3, 2]],
  ['history acme les 2 dernières semaines', [5, 4, 3, 2]],
  ['history acme las últimas dos semanas', [5, 4, 3, 2]],
  ['history acme ultime 2 settimane', [5, 4, 3, 2]],
  ['history acme de laatste 2 weken', [5, 4, 3, 2]],
  ['history --since "letzte 10 Tage" acme', [5, 4, 3, 2]],
  ['history --since letzte 10 Tage acme', [5, 4, 3, 2]],
  ['history acme letzte Woche', [2]],
  ['history acme semaine dernière', [2]],
  ['history acme cette semaine', [5, 4, 3]],
  ['history acme esta semana', [5, 4, 3]],
  ['history diesen Monat', [5, 4, 3, 6, 2]],
  ['history acme el mes pasado', [1]],
  ['history seit letzter Woche', [5, 4, 3, 6, 2]],
  ['history acme seit Dienstag', [5, 4, 3]],
])('days behind a customer, or alone: %s', async (line, ids) => {
  const found = await (await touchesOfWeeks()).json<{ id: number }[]>(line)
  expect(found.map(({ id }) => id)).toEqual(ids)
})

it('words that name a customer are no days', async () => {
  const { all, cl, json } = await touchesOfWeeks()
  await all('add Friday', 'log friday hello')
  expect(await json<unknown[]>('history friday')).toHaveLength(1)
  expect((await cl('history acme 19 nov')).err).toBe('No touch with acme, on 19 Nov. All of them: cl history\n')
  expect(await cl('history yesterday --since friday')).toMatchObject({ code: 2 })
})
