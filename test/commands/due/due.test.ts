import { describe, expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

type Row = { id: number; name: string; reasons: object[] }
const namesIn = (rows: Row[]) => rows.map((row) => row.name)

/** One customer for each reason, and one without any. */
const everyReason = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Ratio --since 2026-11-20 --today 2026-11-20',
    'add Weekly --since 2026-11-02 --today 2026-11-02 --every 1w --tag vip',
    'add Yearly --since 2025-11-09 --today 2025-11-09 --every 1y --tag vip',
    'add Request --since 2026-11-20 --today 2026-11-20',
    'add Complaint --since 2026-11-20 --today 2026-11-20 --phone "+1 352 555 0101"',
    'add Promise --since 2026-11-20 --today 2026-11-20 --email p@x.example',
    'add Well --since 2026-11-20 --today 2026-11-20 --every 10d',
    'log ratio invoice',
    'log request request "a sample" --by 2026-11-22',
    'log complaint complaint + "came late"',
    'promise promise "a cake" --by 2026-11-22',
  )
  return acme
})

it('gives each row as scripts rely on it, keys in order', async () => {
  const { all, clOn, cl } = shop()
  await all('add "Acme Bakery" --since 2026-01-01 --today 2026-01-01 --phone "+1 352 555 0101" --tag vip --tag b2b')
  await all('log acme visit --on 2026-10-10', ...[1, 2, 3, 4, 5].map((day) => `log acme news --on 2026-10-0${day}`))
  await clOn('2026-11-17', 'promise acme "send the price list" --by 2026-11-20')
  await all('log acme complaint "late delivery" --on 2026-11-18')
  const expected = [
    {
      id: 1,
      name: 'Acme Bakery',
      phone: '+1 352 555 0101',
      email: null,
      tags: ['b2b', 'vip'],
      reasons: [
        { kind: 'promise', loop: 1, text: 'send the price list', dueOn: '2026-11-20', days: 1 },
        { kind: 'complaint', loop: 2, text: 'late delivery', openedOn: '2026-11-18', days: 3 },
        { kind: 'visit', days: 12 },
        { kind: 'ratio', needed: 4 },
      ],
      visitEvery: 30,
      lastVisit: '2026-10-10',
      visitDue: '2026-11-09',
      daysOverdue: 12,
      positive: 6,
      negative: 1,
      ratio: 6,
      needed: 4,
      lastTouch: {
        id: 7,
        on: '2026-11-18',
        channel: 'call',
        purpose: 'complaint',
        tone: '-',
        note: 'late delivery',
      },
      today: true,
    },
  ]
  expect((await cl('due --json')).out).toBe(`${JSON.stringify(expected, null, 2)}\n`)
  expect((await cl('due')).out).toBe(`Customer     Why                                         Reach
Acme Bakery  promise #1 1 day late: send the price list  +1 352 555 0101
             complaint #2 open 3 days: late delivery
`)
})

it('absent values are null, with --all too', async () => {
  const { all, json } = shop()
  await all('add Acme --every never')
  expect(await json('due')).toEqual([])
  expect(await json('due --all')).toEqual([
    {
      id: 1,
      name: 'Acme',
      phone: null,
      email: null,
      tags: [],
      reasons: [],
      visitEvery: null,
      lastVisit: null,
      visitDue: null,
      daysOverdue: null,
      positive: 0,
      negative: 0,
      ratio: null,
      needed: 0,
      lastTouch: null,
      today: false,
    },
  ])
})

const tenCalls = Array(10).fill('log acme call --on 2026-11-19')
it.each<[string, string[], object]>([
  [
    'since 2026-01-01',
    ['log acme visit --on 2026-10-10'],
    { visitDue: '2026-11-09', reasons: [{ kind: 'visit', days: 12 }] },
  ],
  ['since 2026-11-01', [], { lastVisit: null, visitDue: '2026-12-01', daysOverdue: -10, reasons: [] }],
  [
    'since 2026-01-01',
    ['log acme call --on 2026-11-10', 'log acme invoice --on 2026-11-15'],
    { visitDue: '2026-12-10', daysOverdue: -19, reasons: [{ kind: 'ratio', needed: 9 }] },
  ],
  [
    'since 2026-01-01',
    ['log acme call --on 2026-11-18', 'log acme complaint --on 2026-11-17', 'done 1 --on 2026-11-18'],
    {
      lastVisit: null,
      visitDue: '2026-01-31',
      reasons: [
        { kind: 'visit', days: 294 },
        { kind: 'ratio', needed: 9 },
      ],
    },
  ],
  [
    'since 2026-01-01',
    ['log acme email care --on 2026-11-20'],
    { positive: 1, reasons: [{ kind: 'visit', days: 294 }] },
  ],
  [
    'since 2026-01-01',
    ['log acme call - --on 2026-11-20'],
    {
      negative: 1,
      reasons: [
        { kind: 'visit', days: 294 },
        { kind: 'ratio', needed: 10 },
      ],
    },
  ],
  ['since 2026-01-01', [...tenCalls, 'log acme invoice --on 2025-11-22'], { positive: 10, negative: 1, reasons: [] }],
  [
    'since 2026-01-01',
    [...tenCalls.slice(1), 'log acme invoice --on 2025-11-22'],
    { reasons: [{ kind: 'ratio', needed: 1 }] },
  ],
  ['since 2026-01-01', [...tenCalls.slice(1), 'log acme invoice --on 2025-11-21'], { negative: 0, reasons: [] }],
])('the worked example: %s, %j', async (since, lines, expected) => {
  const { all, json } = shop()
  await all(`add Acme --${since} --today ${since.slice(-10)}`, ...lines)
  expect(await json('due --all')).toMatchObject([expected])
  expect(await json<Row[]>('due')).toHaveLength((expected as Row).reasons.length > 0 ? 1 : 0)
})

it('lists by the rank of the first reason: promise, complaint, request, visit by its share of the cadence, ratio', async () => {
  const { json } = await everyReason()
  const rows = await json<Row[]>('due --today 2026-11-22')
  expect(namesIn(rows)).toEqual(['Promise', 'Complaint', 'Request', 'Weekly', 'Yearly', 'Ratio'])
})

it('of the same reason, the larger first, then by name', async () => {
  const { all, json } = shop()
  await all(
    'add b --since 2026-10-20 --today 2026-10-20',
    'add C --since 2026-10-19 --today 2026-10-19',
    'add á --since 2026-10-20 --today 2026-10-20',
    'add a2 --since 2026-10-20 --today 2026-10-20',
  )
  expect(namesIn(await json('due'))).toEqual(['C', 'á', 'a2', 'b'])
})

it('several loops of a kind are all listed, the worst first', async () => {
  const { all, json } = shop()
  await all(
    'add Acme',
    'promise acme later',
    'promise acme first --by 2026-11-20',
    'promise acme worst --by 2026-11-18',
  )
  expect(await json('due')).toMatchObject([
    {
      reasons: [
        { loop: 3, days: 3 },
        { loop: 2, days: 1 },
      ],
    },
  ])
})

it.each([
  ['due', ['Complaint', 'Weekly', 'Yearly', 'Ratio']],
  ['due --soon 0', ['Complaint', 'Weekly', 'Yearly', 'Ratio']],
  ['due --soon', ['Complaint', 'Weekly', 'Yearly', 'Ratio', 'Promise', 'Request']],
  ['due --soon 8', ['Complaint', 'Weekly', 'Yearly', 'Ratio', 'Promise', 'Request']],
  ['due --soon 9d', ['Complaint', 'Weekly', 'Yearly', 'Ratio', 'Promise', 'Request', 'Well']],
  ['due --soon 2w', ['Complaint', 'Weekly', 'Yearly', 'Ratio', 'Promise', 'Request', 'Well']],
  ['due --all', ['Complaint', 'Weekly', 'Yearly', 'Ratio', 'Promise', 'Request', 'Well']],
  ['due --tag vip', ['Weekly', 'Yearly']],
  ['due --tag VIP --all', ['Weekly', 'Yearly']],
  ['due --tag nobody', []],
])('%s lists %j', async (line, expected) => {
  expect(namesIn(await (await everyReason()).json(line))).toEqual(expected)
})

it('--soon without days is a week', async () => {
  const { all, json } = shop()
  await all('add In7 --since 2026-10-29 --today 2026-10-29', 'add In8 --since 2026-10-30 --today 2026-10-30')
  expect(namesIn(await json('due --soon'))).toEqual(['In7'])
})

it('the page gives every reason a line, and how to reach them', async () => {
  const { cl } = await everyReason()
  expect(await cl('due --today 2026-11-22')).toEqual({
    code: 0,
    err: 'Below 10:1: 1 customer. A good word today: Ratio   All: cl due --ratio\n',
    out: `Customer   Why                                 Reach
Promise    promise #3 due today: a cake        p@x.example
Complaint  complaint #2 open 1 day: came late  +1 352 555 0101
Request    request #1 due today: a sample
Weekly     no care visit noted yet
Yearly     no care visit noted yet
`,
  })
})

it('--csv gives the same rows under a fixed header', async () => {
  const { cl } = await everyReason()
  const { out } = await cl('due --tag vip --csv')
  expect(out.split('\r\n')).toEqual([
    'id,customer,phone,email,tags,reasons,visit_every,last_visit,visit_due,days_overdue,positive,negative,ratio,needed,last_touch,today',
    '2,Weekly,,,vip,no care visit noted yet,7d,,2026-11-09,12,0,0,,0,,true',
    '3,Yearly,,,vip,no care visit noted yet,365d,,2026-11-09,12,0,0,,0,,true',
    '',
  ])
})

it.each([
  ['due --exit-code', 1],
  ['due --exit-code --json', 1],
  ['due --exit-code --tag nobody', 0],
  ['due', 0],
])('%s exits with %i', async (line, code) => {
  expect(await (await everyReason()).cl(line)).toMatchObject({ code })
})

it('no visit can be a care visit while a complaint is open: none is on the page until the day after', async () => {
  const { all, cl, clOn } = shop()
  await all('add Acme --since 2026-01-01 --today 2026-01-01', 'log acme complaint rye --on yesterday')
  expect((await cl('due')).out).not.toContain('care visit')
  await all('wait 1 the mill')
  expect((await cl('due')).err).toContain('Nobody needs you today. Next, on 27 Nov: Acme, complaint #1')
  await all('done 1')
  expect((await cl('due')).err).toContain('Nobody needs you today. Next, on 22 Nov: Acme, no care visit noted yet')
  expect((await cl('due --all')).out).toContain('no care visit noted yet · none today: a complaint was open')
  expect((await clOn('2026-11-22', 'due')).out).toContain('no care visit noted yet')
})

it('says that nobody has a tag, where that is why nobody is listed', async () => {
  const { all, cl } = shop()
  await all('add Acme --tag vip')
  const nobodyHasIt = { code: 0, out: '', err: 'Nobody has the tag "vpi". cl list shows the tags.\n' }
  for (const line of ['due --tag vpi', 'due --tag vpi --all']) expect(await cl(line)).toEqual(nobodyHasIt)
  expect((await cl('due --tag vip')).err).toBe('Nobody with the tag "vip" needs you today. cl list shows the tags.\n')
})

it('says so in one friendly line when nobody is due', async () => {
  const { all, cl } = shop()
  await all('config set visit.every 30d')
  const howToBegin = { code: 0, out: '', err: 'No customers yet. Add one: cl add "Acme Bakery"\n' }
  for (const line of ['due', 'due --all', 'due --soon']) expect(await cl(line)).toEqual(howToBegin)
  await all('add Acme --every never')
  expect(await cl('due')).toEqual({ code: 0, out: '', err: 'Nobody needs you today. All is well.\n' })
  expect((await cl('due --team')).err).toBe('Nobody is on the team yet: cl add NAME --team\n')
  await all('archive acme')
  expect(await cl('due --all')).toEqual({
    code: 0,
    out: '',
    err: 'Nobody is scored: all are archived, or came later. To see them: cl list, cl list --archived\n',
  })
})

it('a question about a past day has the answer of that day', async () => {
  const { all, cl, clOn } = shop('2026-11-21')
  await all('add Acme --since 2026-11-01 --today 2026-11-01', 'log acme --on 2026-11-05')
  const then = await clOn('2026-11-10', 'due --all --json')
  await all('log acme invoice --on 2026-11-15', 'log acme --on 2026-11-20', 'add Bolt')
  expect((await cl('due --all --json --today 2026-11-10')).out).toBe(then.out)
})

it.each<[string, RegExp]>([
  ['due --soon later', /^"later" is not a length of time\.\n.+\n$/],
  ['due --tag ""', /^The tag is empty\.\n.+\n$/],
  ['due --csv --json', /^--csv and --json cannot go together\.\n.+\n$/],
  ['due acme', /^"acme" is not a day\.\n.+ cl due --tag vip .+ cl why acme\n$/],
  ['due all', /^"all" is not a day\.\nAn option has two dashes: cl due --all\n$/],
  ['due yesterday', /^2026-11-20 is before today, 2026-11-21\.\n.+ cl due --today 2026-11-20\n$/],
  ['due 30 feb', /^There is no 30 Feb\.\n.+\n$/],
  ['due --soon 2w friday', /^"friday" is more than --soon takes\.\n.+ cl due --soon 2w, or cl due friday\n$/],
  ['due --today 2026-02-30', /^There is no 30 Feb in 2026\.\n.+\n$/],
  ['due --today sometime', /^"sometime" is not a day\.\n.+\n$/],
])('refuses: %s', async (line, err) => {
  expect(await refusal(await everyReason(), line)).toEqual({ code: 2, out: '', err: expect.stringMatching(err) })
})

it('a touch that they began is listed once it has waited longer than reply.within, after requests and before visits', async () => {
  const { all, json, cl } = shop()
  await all(
    'add Acme --since 2026-01-01 --today 2026-01-01',
    'log acme email "when do you open?" --in --on 2026-11-19',
    'log acme request --on 2026-11-19 --by 2026-11-20',
    'date acme birthday 23 nov',
    'save acme --on 2026-10-01 "a trip"',
  )
  const kinds = async (today: string) =>
    (await json<{ reasons: { kind: string }[] }[]>(`due --today ${today}`)).flatMap(({ reasons }) =>
      reasons.map(({ kind }) => kind),
    )
  expect(await kinds('2026-11-20')).toEqual(['request', 'visit', 'savings'])
  expect(await kinds('2026-11-21')).toEqual(['request', 'reply', 'date', 'visit', 'savings'])
  expect((await cl('due')).out).toContain('when do you open?')
  await all('config set reply.within 2d')
  expect(await kinds('2026-11-21')).toEqual(['request', 'date', 'visit', 'savings'])
  await all('undo', 'log acme email news')
  expect(await kinds('2026-11-21')).toEqual(['request', 'visit', 'savings'])
  await all('amend 3 --in')
  expect(await kinds('2026-11-21')).toEqual(['request', 'reply', 'date', 'visit', 'savings'])
  await all('undo', 'amend 3 --on 2026-11-18')
  expect(await kinds('2026-11-21')).toEqual(['request', 'reply', 'date', 'visit', 'savings'])
  await all('remove 1')
  expect(await kinds('2026-11-21')).toEqual(['request', 'date', 'visit', 'savings'])
})

describe('at a terminal', () => {
  /** Twelve customers with a late promise, one below the goal, and a promise without a day. */
  const manyLate = preparedOnce(async () => {
    const acme = shop()
    const late = Array.from({ length: 12 }, (_, i) => `Late${i + 1}`)
    await acme.all(
      ...late.map((name) => `add ${name} --every never`),
      ...late.map((name) => `promise ${name} "a cake" --by 2026-11-20 --today 2026-11-19`),
      'log late1 invoice',
      'promise late2 "a pie"',
    )
    return acme
  })
  const linesOf = (text: string) => text.split('\n').slice(0, -1)
  const env = { NO_COLOR: '1' }
  const customersIn = (out: string) => out.match(/^Late\d+/gm)?.length
  const more = (out: string) => /^… and (\d+) more: cl due --limit all$/m.exec(out)?.[1]

  it.each([8, 10, 14, 16])('the page, its foot and the next line fit into %i rows', async (rows) => {
    const { out, err } = await (await manyLate()).cl('due', { columns: 80, rows, env })
    expect(linesOf(err)).toEqual([expect.stringMatching(/^Below 10:1/), expect.stringMatching(/^1 promise has no day/)])
    expect(linesOf(out).length + linesOf(err).length + 1).toBe(Math.min(rows, 16))
    expect([customersIn(out), more(out)]).toEqual(rows === 16 ? [12, undefined] : [rows - 5, String(17 - rows)])
  })

  it.each([
    ['due --limit all', 12, undefined],
    ['due --limit 11', 11, '1'],
    ['due --limit 12', 12, undefined],
    ['due --all', 12, undefined],
    ['due --soon', 12, undefined],
  ])('%s shows %i, however low the screen is', async (line, customers, rest) => {
    const { out } = await (await manyLate()).cl(line, { columns: 80, rows: 8, env })
    expect([customersIn(out), more(out)]).toEqual([customers, rest])
  })

  it('nothing is left out in a pipe, for a program and in a count', async () => {
    const { cl, json } = await manyLate()
    expect(customersIn((await cl('due')).out)).toBe(12)
    expect(await json('due')).toHaveLength(12)
    expect((await cl('due --count', { columns: 80, rows: 8, env })).out).toBe('12\n')
  })

  it('--limit is for JSON and CSV, too', async () => {
    const { cl, json } = await manyLate()
    expect(await json('due --limit 3')).toHaveLength(3)
    expect((await cl('due --csv --limit 3')).out.trimEnd().split('\n')).toHaveLength(4)
    expect(await json('due --limit all')).toHaveLength(12)
  })
})

it('cuts no name and no number in a narrow terminal', async () => {
  const { all, cl } = shop()
  await all(
    'add "Bolt Garage of the Northern Harbour and Sons" --phone "+1 352 555 0102" --every never',
    'log bolt complaint "all the parts that he had ordered in October were late"',
  )
  const { out } = await cl('due --no-color', { columns: 50 })
  expect(out).not.toContain('…')
  expect(out).toMatch(/^Bolt Garage of.*\+1 352 555 0102$/m)
})

it('a complaint without a word is not said to be one twice', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'log acme complaint')
  expect((await cl('due')).out).toMatch(/ complaint #1 open since today$/m)
  expect((await cl('log acme call')).out).toContain('\nstill open: complaint #1 (open since today): cl done 1\n')
})

it.each([
  ['due tomorrow', 'due --soon 1'],
  ['due tue', 'due --soon 3'],
  ['due this week', 'due --soon 1'],
  ['due diese Woche', 'due --soon 1'],
  ['due until tomorrow', 'due --soon 1'],
  ['due next week', 'due --soon 7'],
  ['due 2 weeks', 'due --soon 14'],
  ['due today', 'due'],
])('%s lists what %s lists', async (line, same) => {
  const { all, cl } = shop()
  await all('add Acme', ...[1, 2, 3, 7, 8, 15].map((days) => `promise acme p${days} --by "in ${days} days"`))
  const { out, err } = await cl(line)
  expect({ out, err }).toEqual(await cl(same).then((other) => ({ out: other.out, err: other.err })))
})

it('a number and a word behind --tag are no length', async () => {
  const { cl } = await everyReason()
  expect(await cl('due --tag 3 weeks')).toMatchObject({
    code: 2,
    err: expect.stringContaining('"weeks" is not a day.'),
  })
})

it.each([
  ['--soon 2 weeks'],
  ['--soon two weeks --all'],
  ['--soon 2 semaines'],
  ['--soon zwei Wochen'],
  ['--soon a fortnight'],
])('cl due %s is for 14 days, without quotes', async (options) => {
  const acme = await everyReason()
  const said = options.replace(/^--soon [a-z\d]+ [a-z]+/i, '--soon 14')
  expect(await acme.cl(`due ${options}`)).toEqual(await acme.cl(`due ${said}`))
  expect(await acme.json<unknown[]>(`due ${said}`)).not.toEqual(await acme.json(`due ${said.replace('14', '1')}`))
})
