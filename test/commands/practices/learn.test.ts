import sql from 'sql-template-tag'
import { expect, it } from 'vitest'
import { openSqlite } from '#book/engines/sqlite.ts'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

type Learned = { facts: { id: number; topic: string | null; on: string; text: string; by: string | null }[] }

const acme = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme --since 2026-01-01 --today 2026-01-01', 'add "Bolt Garage"')
  return acme
})

/** Acme, and Kim and Kirk, who are on the team. */
async function withTeam() {
  const team = await acme()
  await team.all('add "Kim Smith"', 'add Kirk')
  const engine = openSqlite(team.book)
  await engine.transaction('write', () => engine.run(sql`update customers set kind = 'teammate' where id > 2`))
  engine.close()
  return team
}

it('says what was learned about which topic, and how much is known with it', async () => {
  const { cl } = await acme()
  expect(await cl('learn acme goals a second oven by spring')).toEqual({
    code: 0,
    out: 'fact #1 about Acme, goals, today: a second oven by spring\nyou know 1 of 12 topics\n',
    err: '',
  })
  expect((await cl('learn acme the twins start school in May --on 2026-03-03')).out).toBe(
    'fact #2 about Acme, other, 3 Mar: the twins start school in May\nyou know 1 of 12 topics\n',
  )
  expect((await cl('learn acme plans a van')).out).toMatch(/\nyou know 2 of 12 topics\n$/)
  expect((await cl('learn bolt PLANS a lift')).out).toBe(
    'fact #4 about Bolt Garage, plans, today: a lift\nyou know 1 of 12 topics\n',
  )
})

it('gives the same as JSON', async () => {
  const { json } = await acme()
  expect(await json('learn acme goals a second oven --on 2026-03-03')).toEqual({
    customer: { id: 1, name: 'Acme' },
    facts: [{ id: 1, topic: 'goals', on: '2026-03-03', text: 'a second oven', by: null }],
    knowing: { answered: 1, topics: 12, share: 1 / 12 },
  })
})

it.each<[string, string | null, string]>([
  ['learn acme GOALS a van', 'goals', 'a van'],
  ['learn acme a van for their goals', null, 'a van for their goals'],
  ['learn acme goals plans are the same', 'goals', 'plans are the same'],
  ['learn acme -- goals are dull', null, 'goals are dull'],
  ['learn acme goals -- -5 % waste', 'goals', '-5 % waste'],
  ['learn acme goals - they say', 'goals', '- they say'],
  ['learn -- acme goals are dull', null, 'goals are dull'],
])('cl %s is about %s', async (line, topic, text) => {
  const { cl } = await acme()
  const [, ...after] = line.split(' -- ')
  const withJson = after.length > 0 ? line.replace(' -- ', ' --json -- ') : `${line} --json`
  expect(JSON.parse((await cl(withJson)).out) as Learned).toMatchObject({ facts: [{ topic, text }] })
})

it('names who learned it: as said, else as the setting says', async () => {
  const { all, json } = await withTeam()
  await all('learn acme goals a van --by kim', 'config set me kirk', 'learn acme goals a bus')
  expect((await json<Learned>('facts acme')).facts.map(({ text, by }) => [text, by])).toEqual([
    ['a bus', 'Kirk'],
    ['a van', 'Kim Smith'],
  ])
})

it.each<[string, string]>([
  ['learn acme goal a van', 'goals'],
  ['learn acme "goals: a van"', 'goals'],
  ['learn acme "Goals are high"', 'goals'],
  ['learn acme planswise they wait', 'plans'],
])('asks whether a topic was meant: %s', async (line, topic) => {
  expect((await (await acme()).cl(line)).err).toBe(
    `No topic was named. If you meant ${topic}: cl undo, then cl learn acme ${topic} …\n`,
  )
})

it.each(['learn acme the goals are high', 'learn acme goals a plan', 'learn acme -- goal a van', 'learn acme to grow'])(
  'does not ask: %s',
  async (line) => {
    expect((await (await acme()).cl(line)).err).toBe('')
  },
)

it.each<[string, number, RegExp]>([
  ['learn acme goals', 2, /^Nothing was said about goals\.\nWrite what you learned after the word goals\.\n$/],
  ['learn acme ""', 2, /^The fact is empty\.\n.+\n$/],
  ['learn acme', 2, /^Missing required argument 'words'\.\n.+\n$/],
  ['learn nobody goals a van', 1, /^There is no customer "nobody"\.\n.+\n$/],
  ['learn acme a van --on tomorrow', 2, /^A fact cannot be in the future: 2026-11-22 .+\n.+\n$/],
  ['learn acme a van --on 2026-02-30', 2, /^There is no 30 Feb in 2026\.\n.+\n$/],
  ['learn acme a van --by zoe', 1, /^"zoe" is no teammate\.\n.+\n$/],
  ['learn acme a van --by acme', 1, /^"acme" is no teammate\.\n.+\n$/],
  ['learn acme a van --by ki', 1, /^"ki" fits several teammates: Kim Smith, Kirk\.\n.+\n$/],
  [`learn acme ${'x'.repeat(65_537)}`, 2, /^The fact has 65537 characters; .+\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await withTeam(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it.each([
  ['birthday 5 march', 'birthday 5 march'],
  ['his birthday is on 5 mar', 'birthday 5 mar'],
  ['their Anniversary is in may', 'anniversary DAY'],
])('says how a yearly day comes up in due: %s', async (text, yearly) => {
  const { cl } = await acme()
  expect((await cl(['learn', 'acme', text])).err).toBe(`To have it in cl due each year: cl date acme ${yearly}\n`)
  expect((await cl(['learn', 'acme', 'goals', text])).err).toBe('')
})

it.each([
  ['phone is 0176 1234567', '--phone "0176 1234567"'],
  ['her new number: +49 176 1234567', '--phone "+49 176 1234567"'],
  ['e-mail is rosa@acme.example', '--email "rosa@acme.example"'],
  ['people rosa@acme.example answers all', '--email "rosa@acme.example"'],
  ['new address: 5 Mill Lane, York', '--address "5 Mill Lane, York"'],
])('says how a contact is kept as one: %s', async (text, option) => {
  const { cl } = await acme()
  expect((await cl(['learn', 'acme', ...text.split(' ')])).err).toMatch(
    new RegExp(`^To keep it as their (phone|e-mail|address): cl edit acme ${option.replace('+', '\\+')}\n$`),
  )
})

it.each(['order number 1234567', 'address him as Dr. Klein', 'the phone is an old one', '@home on mondays'])(
  'nothing is said of %s',
  async (text) => {
    const { cl } = await acme()
    expect((await cl(['learn', 'acme', text])).err).toBe('')
  },
)
