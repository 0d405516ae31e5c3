import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const known = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-01-01 --today 2026-01-01',
    'add Bolt',
    'learn acme plans a van --on 2026-05-01',
    'learn acme history "began in a\tgarage" --on 2026-04-01',
    'learn acme plans two vans --on 2026-06-01',
    'learn acme the twins start school --on 2026-03-01',
    'learn bolt goals a lift',
  )
  return acme
})

it('shows the facts, topic by topic, the newest first, and the topics without one', async () => {
  expect(await (await known()).cl('facts acme')).toEqual({
    code: 0,
    out: `Fact  Topic    Day    Text
  #2  history  1 Apr  began in a garage
  #3  plans    1 Jun  two vans
  #1  plans    1 May  a van
  #4  other    1 Mar  the twins start school

2 of 12 topics known; not yet: goals, process, expansion, people, billing,
expectations, better, competitors, tour, personal
`,
    err: '',
  })
})

it('gives the same as JSON and as CSV', async () => {
  const { json, cl } = await known()
  expect(await json('facts bolt')).toEqual({
    customer: { id: 2, name: 'Bolt' },
    facts: [{ id: 5, topic: 'goals', on: '2026-11-21', text: 'a lift', by: null }],
    unanswered: expect.arrayContaining(['history', 'plans', 'personal']),
    knowing: { answered: 1, topics: 12, share: 1 / 12 },
  })
  expect((await cl('facts acme --csv')).out.split('\r\n').slice(0, 3)).toEqual([
    'id,customer,topic,on,text,by',
    '2,Acme,history,2026-04-01,began in a\tgarage,',
    '3,Acme,plans,2026-06-01,two vans,',
  ])
})

it.each<[string, number[]]>([
  ['plans', [3, 1]],
  ['PLANS', [3, 1]],
  ['other', [4]],
  ['tour', []],
])('shows one topic: %s', async (topic, ids) => {
  const { json } = await known()
  const { facts, unanswered } = await json<{ facts: { id: number }[]; unanswered: null }>(`facts acme --topic ${topic}`)
  expect([facts.map(({ id }) => id), unanswered]).toEqual([ids, null])
})

it('says so when there is nothing', async () => {
  const { cl, all } = await known()
  expect(await cl('facts acme --topic tour')).toEqual({
    code: 0,
    out: '',
    err: 'No facts about Acme under tour yet. Questions to ask: cl ask acme\n',
  })
  await all('facts bolt --remove 5')
  expect(await cl('facts bolt')).toMatchObject({
    out: expect.stringMatching(/^0 of 12 topics known; not yet: history, goals, /),
    err: 'No facts about Bolt yet. Questions to ask: cl ask bolt\n',
  })
})

it('sees no facts after the day from which it looks', async () => {
  const { clOn } = await known()
  expect((await clOn('2026-05-01', 'facts acme --csv')).out.split('\r\n').map((line) => line[0])).toEqual([
    'i',
    '2',
    '1',
    '4',
    undefined,
  ])
})

it('removes a fact, and undo brings it back', async () => {
  const { cl, json, all } = await known()
  const before = await json('facts acme')
  expect((await cl("facts acme --remove '#3'")).out).toBe(
    'Removed fact #3 about Acme, plans, 2026-06-01: two vans\ncl undo brings it back.\n',
  )
  expect(await json('facts acme --topic plans')).toMatchObject({ facts: [{ id: 1 }] })
  await all('undo')
  expect(await json('facts acme')).toEqual(before)
})

it('asks first what has no answer, then what was answered longest ago', async () => {
  const { json, cl } = await known()
  expect(await json('ask acme --limit 1')).toEqual([
    { topic: 'goals', question: 'What do you want to reach this year?', lastAnswer: null },
  ])
  expect((await cl('ask acme')).out).toBe(
    `goals      What do you want to reach this year?
process    How does a day go here, from the first step to the last?
expansion  Where do you want to grow: places, products, people?
`,
  )
  const asked = await json<{ topic: string; lastAnswer: { id: number } | null }[]>('ask acme -n 12')
  expect(asked.map(({ topic, lastAnswer }) => [topic, lastAnswer?.id ?? null]).slice(9)).toEqual([
    ['personal', null],
    ['history', 2],
    ['plans', 3],
  ])
  expect((await cl('ask acme -n 12')).out).toMatch(
    /\nhistory {7}How did it all begin, .+\n {14}1 Apr: began in a garage\nplans {9}What is .+\n {14}1 Jun: two vans\n$/,
  )
})

it('gives a long question as many lines as it takes', async () => {
  const { all, cl } = await known()
  await all(`topics set goals "${'What comes next, '.repeat(8)}and then?"`)
  expect((await cl('ask acme -n 1')).out).toBe(`goals  ${'What comes next, '.repeat(4)}What
       comes next, What comes next, What comes next, What comes next, and then?
`)
})

it('does not ask on a day what was learned only later', async () => {
  const { clOn } = await known()
  expect((await clOn('2026-05-31', 'ask acme -n 12')).out).toMatch(/ {14}1 May: a van\n$/)
})

it('lists questions whoever is meant by the setting', async () => {
  const { all, cl } = await known()
  await all('add Zoë --team', 'config set me zoe')
  expect(await cl('ask acme -n 1')).toMatchObject({ code: 0, err: '' })
})

it.each<[string, number, RegExp]>([
  ['facts acme --topic nope', 2, /^"nope" is not a topic\.\nThe topics are history, goals, .+\.\n$/],
  ['facts acme --remove 99', 1, /^There is no fact #99 about Acme\.\n.+\n$/],
  ['facts bolt --remove 1', 1, /^There is no fact #1 about Bolt\.\n.+\n$/],
  ['facts acme --remove 3 --today 2026-05-01', 1, /^There is no fact #3 about Acme\.\n.+\n$/],
  ['facts acme --remove x', 2, /^"x" is not the number of a fact\.\n.+\n$/],
  ['facts acme --remove 1 --topic plans', 2, /cannot be used with option/],
  ['facts nobody', 1, /^There is no customer "nobody"\.\n.+\n$/],
  ['facts', 2, /^Missing required argument 'customer'\. If it was #3: type 3, or "#3" in quotes\.\n.+\n$/],
  ['ask nobody', 1, /^There is no customer "nobody"\.\n.+\n$/],
  ['ask acme -n 0', 2, /^"0" is not a number of questions\.\n.+\n$/],
  ['ask acme -n 1.5', 2, /^"1\.5" is not a number of questions\.\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await known(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})
