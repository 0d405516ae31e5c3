import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

type Topics = { name: string; question: string; customers: number }[]

const answered = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme',
    'add Bolt',
    'learn acme goals a van',
    'learn acme goals two vans',
    'learn bolt goals a lift',
    'learn bolt people three of them',
  )
  return acme
})
const namesIn = (topics: Topics) => topics.map(({ name }) => name).join(' ')
const standard = 'history goals plans process expansion people billing expectations better competitors tour personal'

it('lists the topics with their questions, and how many customers have answered', async () => {
  const { json, cl } = await answered()
  const topics = await json<Topics>('topics')
  expect(namesIn(topics)).toBe(standard)
  expect(topics.filter(({ customers }) => customers > 0)).toEqual([
    { name: 'goals', question: 'What do you want to reach this year?', customers: 2 },
    { name: 'people', question: 'Who works here, and who does what?', customers: 1 },
  ])
  expect((await cl('topics')).out).toMatch(
    /^Topic +Answered by {2}Question\nhistory +0 {2}How did .+\?\ngoals +2 {2}What do you want to reach this year\?\n/,
  )
})

it('adds a topic at the end, which learn and ask know at once', async () => {
  const { all, json } = await answered()
  expect((await json<Topics>('topics add Season When are you busiest?')).at(-1)).toEqual({
    name: 'season',
    question: 'When are you busiest?',
    customers: 0,
  })
  await all('learn acme season before Easter')
  expect(await json('facts acme --topic season')).toMatchObject({ facts: [{ text: 'before Easter' }] })
  expect(await json('ask acme -n 13')).toMatchObject({ length: 13 })
})

it.each<[string, object]>([
  ['set tour May we see how you work?', { name: 'tour', question: 'May we see how you work?' }],
  ['set tour --name Visit', { name: 'visit', question: 'Would you show us around?' }],
  ['set tour --name TOUR May we come?', { name: 'tour', question: 'May we come?' }],
  ['set TOUR May we come? --name visit', { name: 'visit', question: 'May we come?' }],
])('topics %s', async (line, expected) => {
  const { json } = await answered()
  expect((await json<Topics>(`topics ${line}`))[10]).toEqual({ ...expected, customers: 0 })
  expect((await json<Topics>('topics'))[10]).toEqual({ ...expected, customers: 0 })
})

it('a renamed topic keeps its facts', async () => {
  const { all, json } = await answered()
  await all('topics set goals --name aims')
  expect(await json('facts bolt --topic aims')).toMatchObject({ facts: [{ topic: 'aims', text: 'a lift' }] })
})

it('removes a topic without facts, and undo puts it back in its place', async () => {
  const { json, cl } = await answered()
  expect(namesIn(await json('topics remove plans'))).toBe(standard.replace(' plans', ''))
  expect((await cl('undo')).out).toBe('Took back: removed topic plans (today)\n')
  expect(namesIn(await json('topics'))).toBe(standard)
})

it('says so when there are none', async () => {
  const { all, cl } = shop()
  await all('add Acme', ...standard.split(' ').map((name) => `topics remove ${name}`))
  const hint = 'Add one: cl topics add goals "What next?"\n'
  expect(await cl('topics')).toEqual({ code: 0, out: '', err: `The book has no topics. ${hint}` })
  expect(await cl('ask acme')).toEqual({ code: 0, out: '', err: `The book has no topics to ask about. ${hint}` })
  expect((await cl('learn acme goals a van')).out).toBe(
    'fact #1 about Acme, other, today: goals a van\nthe book has no topics\n',
  )
  expect((await cl('facts acme')).out).toBe('Fact  Topic  Day     Text\n  #1  other  21 Nov  goals a van\n')
})

it.each<[string, number, RegExp]>([
  ['list', 2, /^"list" is not one of add, set, remove\.\nType: cl topics --help\n$/],
  ['add', 2, /^Missing required argument 'topic'\.\nAs in: cl topics add season .+\n$/],
  ['add season', 2, /^Missing required argument 'question'\.\nAs in: cl topics add season .+\n$/],
  ['add season " "', 2, /^The question is empty\.\n.+\n$/],
  ['add "two words" What?', 2, /^"two words" cannot be a topic\.\n.+\n$/],
  ['add other What?', 2, /^"other" stands for facts without a topic\.\n.+\n$/],
  ['add Goals What?', 1, /^There is already a topic goals\.\n.+\n$/],
  [`add season ${'x'.repeat(201)}`, 2, /^The question has 201 characters; .+\n.+\n$/],
  ['add season What? --name x', 2, /^Unknown option '--name'\.\n.+\n$/],
  ['set tour', 2, /^Nothing to change was named\.\n.+\n$/],
  ['set nope What?', 2, /^"nope" is not a topic\.\n.+\n$/],
  ['set tour --name goals', 1, /^There is already a topic goals\.\n.+\n$/],
  ['set tour --name other', 2, /^"other" stands for .+\n.+\n$/],
  ['remove goals', 1, /^goals has 3 facts, so it cannot be removed\.\n.+\n$/],
  ['remove people', 1, /^people has 1 fact, so it cannot be removed\.\n.+\n$/],
  ['remove tour now', 2, /^"now" is one word too many for cl topics remove\.\n.+\n$/],
  ['remove nope', 2, /^"nope" is not a topic\.\n.+\n$/],
  ['--name x', 2, /^Unknown option '--name'\.\n.+\n$/],
])('refuses: topics %s', async (line, code, err) => {
  expect(await refusal(await answered(), `topics ${line}`)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})
