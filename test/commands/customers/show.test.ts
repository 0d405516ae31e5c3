import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const oneCustomer = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add "Acme Bakery" --alias oven --phone "+1 352 555 0101" --email a@acme.example --every 2w --since 2025-03-01 --tag vip --note "pays late"',
    'log acme visit --on 2026-11-02',
    'log acme complaint "came late" --on 2026-11-18',
    'promise acme "a cake" --by 2026-11-20',
  )
  return acme
})

it('is one page: contact, score, open loops, last touches', async () => {
  expect(await (await oneCustomer()).cl('show oven')).toEqual({
    code: 0,
    err: '',
    out: `Acme Bakery (#1)
Also     oven
Phone    +1 352 555 0101
E-mail   a@acme.example
Tags     vip
Since    1 Mar 2025
Cadence  every 14d (their own)
Note     pays late

Ratio    1:1 over a year, 9 short of 10:1
Visit    last care visit 2 Nov · care visit 5 days overdue
Contact  100 % spoken · 50 % begun by you · 0 minutes
Rhythm   too few to say
Weeks    ·········██▂ the ratio over four weeks, for each of the last 12
Trust    █████░░░░░ 50 · promises 0 of 1 · initiative 50 %
Respect  –
Due      promise #2 1 day late: a cake · complaint #1 open 3 days: came late
         care visit 5 days overdue · 9 short of 10:1 (1:1)

Loop  Kind       State        Text
  #2  promise    1 day late   a cake
  #1  complaint  open 3 days  came late

Touch  Day     Channel  Purpose    Tone  Note
   #2  18 Nov  call     complaint  -     came late
   #1  2 Nov   visit    care       +
`,
  })
})

it('--json gives the same as one value', async () => {
  const { json } = await oneCustomer()
  const [{ today: _today, ...score } = {}] = await json<{ today?: boolean }[]>('due')
  const history = await json<{ customer: object }[]>('history')
  expect(await json('show acme')).toEqual({
    id: 1,
    name: 'Acme Bakery',
    kind: 'customer',
    aliases: ['oven'],
    email: 'a@acme.example',
    phone: '+1 352 555 0101',
    tags: ['vip'],
    note: 'pays late',
    visitEvery: 14,
    goal: null,
    since: '2025-03-01',
    snoozedUntil: null,
    archivedOn: null,
    archivedWhy: null,
    company: null,
    address: null,
    score,
    contact: { touches: 2, contacts: 2, spoken: 2, beganByUs: 1, minutes: 0 },
    rhythm: { visits: 1, medianGap: null, spread: null, word: 'too few to say' },
    drift: { courting: 0, now: 1, flag: null },
    onlyAboutMoney: false,
    trust: {
      score: 50,
      promises: { part: 0, whole: 1 },
      initiative: { part: 1, whole: 2 },
      details: { part: 0, whole: 0 },
      settingRight: { part: 0, whole: 0 },
    },
    respect: {
      score: null,
      knowing: { part: 0, whole: 0 },
      listening: { part: 0, whole: 0 },
      answering: { part: 0, whole: 0 },
    },
    knowing: { answered: 0, topics: 12, share: 0 },
    pulse: { last: null, change: null, guessesOff: null },
    answers: null,
    waiting: 0,
    mending: null,
    doing: null,
    savings: { told: { count: 0, money: null, minutes: null }, untold: { count: 0, money: null, minutes: null } },
    dates: [],
    people: [{ name: null, touches: 2, lastTouch: '2026-11-18', facts: 0, lastFact: null }],
    weeks: expect.arrayContaining([
      {
        week: '2026-W47',
        positive: 0,
        negative: 1,
        ratio: 0,
        fourWeeks: { positive: 1, negative: 1, ratio: 1 },
      },
    ]),
    loops: await json('loops'),
    touches: history.map(({ customer: _, ...touch }) => touch),
  })
})

it('somebody new has an empty page, and somebody archived no score', async () => {
  const { all, cl, json } = shop()
  await all('add Acme')
  expect((await cl('show acme')).out).toBe(`Acme (#1)
Since    21 Nov
Cadence  every 30d

Ratio    0:0 over a year
Visit    no care visit yet · next care visit due 21 Dec
Contact  –
Rhythm   too few to say
Trust    –
Respect  –
Due      all is well

No touches yet.
`)
  await all('archive acme --why "moved away"')
  expect((await cl('show acme')).out).toBe(`Acme (#1)
Since    21 Nov
Cadence  every 30d
Archived 21 Nov: moved away

No touches yet.
`)
  expect(await json('show acme')).toMatchObject({ score: null, archivedWhy: 'moved away' })
})

it('shows the last ten touches, and how many there are', async () => {
  const { all, cl, json } = shop()
  await all('add Acme', ...Array(11).fill('log acme'))
  const { out } = await cl('show acme')
  expect(out.match(/^ +#\d+ /gm)).toHaveLength(10)
  expect(out).toContain('\nthe last 10 of 11 touches\n')
  expect((await json<{ touches: object[] }>('show acme')).touches).toHaveLength(10)
})

it('is what was known on the day that is asked about', async () => {
  const { json } = await oneCustomer()
  expect(await json('show acme --today 2026-11-17')).toMatchObject({
    score: { positive: 1, negative: 0, daysOverdue: 1, reasons: [{ kind: 'visit', days: 1 }] },
    loops: [],
    touches: [{ id: 1 }],
  })
})

it.each<[string, number, RegExp]>([
  ['show bakerry', 1, /^There is no customer "bakerry"\. Near: Acme Bakery \(#1\)\.\n.+\n$/],
  ['show #2', 1, /^There is no customer "#2"\.\n.+\n$/],
  ['show ""', 2, /^The name of the customer is empty\.\n.+\n$/],
  [
    'show',
    2,
    /^Missing required argument 'customer'\. If it was #3: type 3, or "#3" in quotes\.\nAs in: cl show acme {3}More: cl show --help\n$/,
  ],
  ['show acme globex', 1, /^There is no customer "acme globex"\. Near: Acme Bakery \(#1\)\.\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await oneCustomer(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it('flags who is taken for granted, and who hears from us about money only', async () => {
  const { all, cl, json } = shop()
  await all(
    'add Acme --since 2025-01-01 --today 2025-01-01',
    'add Bolt --since 2026-08-01 --today 2026-08-01',
    'log bolt invoice --on 2026-09-20',
  )
  for (const on of ['2025-01-05', '2025-02-05', '2025-03-05']) await all(`log acme call --on ${on}`)
  expect((await cl('show acme')).out).toContain(
    '\nFlag     taken for granted: 3 touches of attention in the first 90 days, 0 in\n         the last\n',
  )
  expect((await cl('show bolt')).out).toContain(
    '\nFlag     only about money: nothing else from you in the last 90 days\n',
  )
  expect(await json('show acme')).toMatchObject({ drift: { flag: 'taken for granted' }, onlyAboutMoney: false })
})

it.each(['show acme', 'why acme'])('%s fits 80 columns, however long the words', async (line) => {
  const { all, cl } = shop()
  const words = 'the price list '.repeat(12).trim()
  await all(
    'add Acme --since 2024-01-01 --today 2024-01-01',
    `log acme complaint "${words}" --on 2026-11-10`,
    `promise acme "${words}" --by 2026-11-15 --today 2026-11-10`,
    `edit acme --note "${words}"`,
    `pulse acme 8 "${words}"`,
  )
  const { out } = await cl(line, { env: { NO_COLOR: '1' }, columns: 80 })
  expect(out).toContain('promise #2 6 days late: the price list')
  expect(out.split('\n').filter((each) => each.length > 80)).toEqual([])
})

it('wraps what was written, and cuts nothing of it', async () => {
  const { all, cl } = shop()
  const words = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ')
  await all('add Acme --since 2026-01-01 --today 2026-01-01', `log acme complaint "${words}" --on 2026-11-18`)
  const { out } = await cl('show acme', { env: { NO_COLOR: '1' }, columns: 50 })
  expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(50)
  const last = out.slice(out.indexOf('Touch'))
  expect(last.match(/word\d+/g)).toEqual(words.split(' '))
})

it('cl report stays one page, however long a note is', async () => {
  const { all, cl } = shop()
  const words = 'the oven again '.repeat(200).trim()
  await all(
    'add Acme --since 2026-01-01 --today 2026-01-01',
    `log acme complaint "${words}" --on 2026-11-18`,
    `log acme email --in "${words}" --on 2026-11-18`,
    `promise acme "${words}" --by 2026-11-19 --today 2026-11-18`,
    `pulse acme 8 "${words}"`,
  )
  const { out } = await cl('report')
  expect(out).toContain('the oven again')
  expect(out.length).toBeLessThan(2500)
})
