import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

/** Acme since 2024 and Bolt since January; Kim on the team. */
const twoAndKim = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2024-01-01 --today 2024-01-01',
    'add Bolt --since 2026-01-01 --today 2026-01-01',
    'add Kim --team --since 2026-01-01 --today 2026-01-01',
  )
  return acme
})

type Shop = Record<string, never> & { trust: { score: number | null }; respect: { score: number | null } }

it('everything in one page, a line for each practice', async () => {
  const { all, cl } = await twoAndKim()
  await all(
    'log acme visit --minutes 20 --on 2026-11-19',
    'learn acme goals a van --on 2026-11-19',
    'log acme invoice',
    'log bolt email "when do you open?" --in --on 2026-11-16',
    'log bolt --on 2026-11-18',
    'promise acme cake --by 2026-11-20 --today 2026-11-19',
    'done 1',
    'promise bolt cake --by 2026-11-20 --today 2026-11-18',
    'done 2 --on 2026-11-20',
    'log bolt complaint --on 2026-11-10',
    'done 3 --on 2026-11-13',
    'pulse acme 9',
    'pulse bolt 3',
    'save acme --time 30 x',
    'log kim correction',
  )
  expect((await cl('stats')).out).toMatchInlineSnapshot(`
    "2 customers, 2025-11-22 to 2026-11-21
    Ratio        3:2 = 1.5:1 · 2 customers short of 10:1
    Weeks        ··········▁▂ the ratio over four weeks, for each of the last 12
    Contact      5 touches · 60 % spoken · 60 % begun by you · 20 minutes
    Care visits  2
    Trust        ████████░░ 83 · promises 1 of 2 · initiative 50 %
                 set right 1 of 1
    Respect      ████░░░░░░ 36 · knowing 1 of 12 · listening 1 of 1
                 answering 0 of 1
    Pulse        score 0, of 2 asked
    Answers      median 2 days, worst 2 · 0 waiting
    Complaints   median 3 days, worst 3 · 0 open
    Requests     0 open
    Keeping      1 kept · 0 lost · 0 won back
    Attention    0 drifting · 0 taken for granted · 0 only about money
    Savings      not told of 1 saving: 30 min
    "
  `)
  expect((await cl('stats --team')).out).toMatchInlineSnapshot(`
    "1 teammate, 2025-11-22 to 2026-11-21
    Ratio        0:1 · 1 teammate short of 10:1
    Weeks        ···········▁ the ratio over four weeks, for each of the last 12
    Contact      1 touch · 100 % spoken · 100 % begun by you · 0 minutes
    Care visits  0
    Trust        ██████████ 100 · initiative 100 %
    Respect      –
    Pulse        –
    Answers      – · 0 waiting
    Complaints   0 open
    Requests     0 open
    Attention    0 drifting · 0 taken for granted · 0 only about money
    Savings      –
    "
  `)
})

it('--json has the figures, whole scores, and null where there is nothing to measure', async () => {
  const { all, json } = await twoAndKim()
  const nothing = { part: 0, whole: 0 }
  expect(await json('stats')).toMatchObject({
    kind: 'customer',
    from: '2025-11-22',
    today: '2026-11-21',
    scored: 2,
    trust: { score: null, promises: nothing, initiative: nothing, details: nothing, settingRight: nothing },
    respect: { score: null, knowing: nothing, listening: nothing, answering: nothing },
    pulse: { score: null, asked: 0 },
    answers: null,
    keeping: { kept: 1, lost: 0, wonBack: 0 },
  })
  await all(
    'log acme',
    'log acme --in',
    'log acme --in',
    'log acme --in',
    'date acme birthday 15 nov --today 2026-11-01',
  )
  const { trust, respect } = await json<Shop>('stats')
  expect(trust).toMatchObject({ score: 25, initiative: { part: 1, whole: 4 }, details: { part: 0, whole: 1 } })
  expect(respect).toMatchObject({ score: null, listening: { part: 0, whole: 0 }, answering: nothing })
  expect(await json('stats --team')).toMatchObject({ kind: 'teammate', scored: 1, keeping: null })
})

it('who was lost, and who was won back, is counted from the day on which it happened', async () => {
  const { all, clOn, json } = await twoAndKim()
  const keeping = async (today: string) =>
    (JSON.parse((await clOn(today, 'stats --json')).out) as { keeping: object }).keeping
  await all('archive acme --lost --why "went elsewhere" --today 2026-11-10', 'archive bolt --today 2026-11-11')
  expect(await keeping('2026-11-09')).toEqual({ kept: 1, lost: 0, wonBack: 0 })
  expect(await keeping('2026-11-10')).toEqual({ kept: 0, lost: 1, wonBack: 0 })
  expect(await json('unarchive acme --today 2026-11-20')).toMatchObject({ wonBack: true })
  expect(await json('unarchive bolt --today 2026-11-20')).toMatchObject({ wonBack: false })
  expect(await keeping('2026-11-19')).toMatchObject({ lost: 1, wonBack: 0 })
  expect(await keeping('2026-11-20')).toEqual({ kept: 1, lost: 0, wonBack: 1 })
  await all('undo --yes', 'undo --yes')
  expect(await keeping('2026-11-20')).toEqual({ kept: 0, lost: 1, wonBack: 0 })
  await all('undo --yes', 'undo --yes')
  expect(await keeping('2026-11-20')).toEqual({ kept: 1, lost: 0, wonBack: 0 })
})

it('one lost twice and won back once is lost', async () => {
  const { all, json } = await twoAndKim()
  await all('archive acme --lost', 'unarchive acme', 'archive acme --lost')
  expect(await json('stats')).toMatchObject({ keeping: { kept: 0, lost: 1, wonBack: 1 } })
  await all('unarchive acme')
  expect(await json('stats')).toMatchObject({ keeping: { kept: 1, lost: 0, wonBack: 1 } })
})

it('seen from a day before anybody came, there is nobody', async () => {
  const { cl } = await twoAndKim()
  expect(await cl('stats --today 2020-01-01')).toMatchObject({ code: 0, out: '' })
})

it('two care visits on one day are two, as in the report', async () => {
  const { all, cl } = await twoAndKim()
  await all('log acme visit', 'log acme call', 'log bolt call')
  expect((await cl('stats')).out).toMatch(/^Care visits {2}3$/m)
  expect((await cl('stats')).out).toMatch(/^Respect +–$/m)
  expect((await cl('report')).out).toMatch(/^Care visits +3 /m)
})

it('the shares of contact are of touches that reached somebody', async () => {
  const { all, cl } = await twoAndKim()
  await all('log acme call', 'log acme call attempt', 'log acme email --in')
  expect((await cl('stats')).out).toContain('Contact      3 touches · 50 % spoken · 50 % begun by you · 0 minutes\n')
  await all('log kim call attempt')
  expect((await cl('stats --team')).out).toContain('Contact      1 touch\n')
})

it('a ratio of nothing to some is not told twice', async () => {
  const { all, cl } = await twoAndKim()
  await all('log acme invoice', 'log bolt invoice')
  expect((await cl('stats')).out).toContain('\nRatio        0:2 · 2 customers short of 10:1\n')
})

it('with everybody archived, it says so, and still who was lost', async () => {
  const { all, cl } = shop()
  await all(
    'add Acme --since 2024-01-01 --today 2024-01-01',
    'add Bolt --since 2024-01-01 --today 2024-01-01',
    'archive acme --lost',
    'archive bolt',
  )
  const { out, err } = await cl('stats')
  expect(out).toMatch(/^0 customers, .+\n/)
  expect(out).toContain('\nKeeping      0 kept · 1 lost · 0 won back\n')
  expect(err).toBe('Every customer is archived: cl list --archived\n')
  expect((await cl('list')).err).toBe('Every customer is archived: cl list --archived\n')
})

it('in an empty book there are no customers, and before there is one no figures', async () => {
  const { all, cl } = shop()
  expect(await cl('stats')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^There is no book at /) })
  await all('config set ratio.goal 5')
  expect(await cl('stats')).toEqual({ code: 0, out: '', err: 'No customers yet. Add one: cl add "Acme Bakery"\n' })
  expect(JSON.parse((await cl('stats --json')).out)).toMatchObject({ goal: 5, scored: 0, trust: { score: null } })
})

it.each<[string, RegExp]>([
  ['stats acme', /^"acme" is one word too many for cl stats\.\nOne customer: cl show acme\n$/],
  ['stats --customers', /^Unknown option '--customers'/],
])('refuses: %s', async (line, err) => {
  expect(await refusal(await twoAndKim(), line)).toEqual({ code: 2, out: '', err: expect.stringMatching(err) })
})
