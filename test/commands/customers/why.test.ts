import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

/** Last care visit 10 Oct; after it an e-mail, a bad call, and a call on a day with a complaint; a late promise. */
const everyReason = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-01-01 --today 2026-01-01',
    'log acme visit --on 2026-10-10',
    'log acme email care --on 2026-10-20',
    'log acme call - --on 2026-10-21',
    'log acme complaint "came late" --on 2026-11-18',
    'log acme call --on 2026-11-19',
    'log acme news --on 2025-11-21',
  )
  await acme.clOn('2026-11-10', 'promise acme "a cake" --by 2026-11-20')
  return acme
})

it('gives every reason, with the touches, the window and the arithmetic behind it', async () => {
  expect(await (await everyReason()).cl('why acme')).toEqual({
    code: 0,
    err: '',
    out: `Acme (#1)
Listed in due for 4 reasons.

promise #2 1 day late: a cake
  opened 2026-11-10, due 2026-11-20; today is 2026-11-21: 1 day late
  close it: cl done 2
complaint #1 open 3 days: came late
  opened 2026-11-18; today is 2026-11-21: open 3 days, and it needs you until
    it is mended
  close it: cl done 1

Care visit: 12 days overdue
  last care visit 2026-10-10 (#1 visit, care, + on 10 Oct)
  every 30 days
  due on 2026-11-09; today is 2026-11-21: 12 days overdue
  no care visit: #2 email, care, + on 20 Oct, because it was not spoken
  no care visit: #3 call, care, - on 21 Oct, because its tone is negative
  no care visit: #5 call, care, + on 19 Nov, because a complaint was open that
    day

Ratio: 3:2, 17 short of 10:1
  window of 365 days: 2025-11-22 … 2026-11-21, both included
  10 × 2 negative = 20 wanted, 3 positive: 17 short

Negative touches (2)
Touch  Day     Channel  Purpose    Tone  Note
   #4  18 Nov  call     complaint  -     came late
   #3  21 Oct  call     care       -

Positive touches (3)
Touch  Day     Channel  Purpose  Tone  Note
   #5  19 Nov  call     care     +
   #2  20 Oct  email    care     +
   #1  10 Oct  visit    care     +

Attention: as it should be
  begun by you, not negative, not about money: 0 in the first 90 days from
    2026-01-01, 3 in the last 90
  rhythm of the care visits: too few to say

Trust: 50 of 100, the mean of
  promises kept on time, of those that fell due: 0 of 1, 0 %
  touches begun by you, of those not about money: 4 of 5, 80 %, of which half
    is enough: 100 %

Respect: – (nothing to go by yet)
`,
  })
})

it('--json gives the same as one value', async () => {
  const { json } = await everyReason()
  const why = await json<Record<string, { id: number; because: string }[]>>('why acme')
  const [{ today: _, ...score } = {}] = await json<{ today?: boolean }[]>('due')
  expect(why).toEqual({
    customer: { id: 1, name: 'Acme' },
    score,
    window: { from: '2025-11-22', to: '2026-11-21', days: 365 },
    goal: 10,
    lastVisit: expect.objectContaining({ id: 1, on: '2026-10-10' }),
    noVisits: [
      expect.objectContaining({ id: 2, because: 'it was not spoken' }),
      expect.objectContaining({ id: 3, because: 'its tone is negative' }),
      expect.objectContaining({ id: 5, because: 'a complaint was open that day' }),
    ],
    positive: [1, 2, 5].map((id) => expect.objectContaining({ id })),
    negative: [3, 4].map((id) => expect.objectContaining({ id })),
    trust: expect.objectContaining({ score: 50, initiative: { part: 4, whole: 5 } }),
    respect: expect.objectContaining({ score: null, listening: { part: 0, whole: 0 } }),
    loops: expect.arrayContaining(await json<object[]>('loops')),
  })
})

it('says that somebody below the goal stands below the list', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'log acme invoice')
  expect((await cl('why acme')).out).toContain(
    'Nothing to do today; in the lines below the list of due for 1 reason.\n',
  )
  await all('log acme complaint')
  expect((await cl('why acme')).out).toContain('Listed in due for 2 reasons.\n')
})

it('does not say that nothing holds where something is open', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'promise acme "a cake" --by 2026-11-30')
  expect((await cl('why acme')).out).toContain(
    'Nothing to do today: what is open needs nothing of you yet. See it: cl loops 1\n',
  )
})

it.each([
  ['add Acme --since 2026-11-01 --today 2026-11-01', 'no care visit yet, so from the day they came, 2026-11-01\n'],
  ['add Acme --since 2026-11-01 --today 2026-11-01', 'Acme (#1)\nNothing to do today: next care visit due 1 Dec.\n'],
  ['add Acme --since 2026-11-01 --today 2026-11-01', 'due on 2026-12-01; today is 2026-11-21: due in 10 days\n'],
  ['add Acme --since 2026-10-22 --today 2026-10-22', 'due on 2026-11-21; today is 2026-11-21: due today\n'],
  ['add Acme --since 2026-10-22 --today 2026-10-22', 'Listed in due for 1 reason.\n'],
  ['add Acme --since 2026-11-01 --today 2026-11-01', 'no negative touch, so there is nothing to make good\n'],
  ['add Acme --since 2026-01-01', 'the first one is planned for 2026-11-22\n'],
  ['add Acme --every never', 'No care visits are scheduled: the cadence is never.\n'],
  ['add Acme --every 1w', 'every 7 days\n'],
])('after %s, it says: %s', async (line, expected) => {
  const { all, cl } = shop()
  await all(line)
  expect((await cl('why acme')).out).toContain(expected)
})

it('says that a snooze moved the visit, and why a customer is not scored', async () => {
  const { all, cl, json } = await everyReason()
  expect((await cl('why acme --today 2025-12-31')).out).toBe('Acme (#1)\nNot scored: with you only from 2026-01-01.\n')
  await all('snooze acme 2026-12-24')
  expect((await cl('why acme')).out).toContain('  snoozed until 2026-12-24, which is later\n  due on 2026-12-24;')
  await all('archive acme')
  expect((await cl('why acme')).out).toMatch(
    /^Acme \(#1\)\nNot scored: archived on 2026-11-21\.\nListed in due for 2 reasons\.\n/,
  )
  expect(await json('why acme')).toMatchObject({ score: null })
})

it('says of a day in the archive that they were archived, also once they are back', async () => {
  const { all, cl } = shop()
  await all('add Acme --since 2026-01-01', 'archive acme --today 2026-06-01', 'unarchive acme --today 2026-09-01')
  expect((await cl('why acme --today 2026-07-01')).out).toContain('\nNot scored: archived on that day.\n')
  await all('archive acme --why moved away')
  expect((await cl('why acme')).out).toContain('\nNot scored: archived on 2026-11-21: moved away\n')
  expect((await cl('why acme --today 2025-12-31')).out).toContain('\nNot scored: with you only from 2026-01-01.\n')
})

it('says of an archived customer what keeps them in due', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'log acme complaint late --on yesterday', 'promise acme cake --by friday', 'archive acme')
  expect((await cl('due')).out).toContain('complaint #1 open 1 day: late')
  expect((await cl('why acme')).out).toBe(`Acme (#1)
Not scored: archived on 2026-11-21.
Listed in due for 1 reason.

complaint #1 open 1 day: late
  opened 2026-11-20; today is 2026-11-21: open 1 day, and it needs you until
    it is mended
  close it: cl done 1
`)
  await all('done 1')
  expect((await cl('why acme')).out).toBe(
    'Acme (#1)\nNot scored: archived on 2026-11-21.\nNothing to do today: what is open needs nothing of you yet. See it: cl loops 1\n',
  )
})

it.each<[string, number, RegExp]>([
  ['why nobody', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  [
    'why',
    2,
    /^Missing required argument 'customer'\. If it was #3: type 3, or "#3" in quotes\.\nAs in: cl why acme {3}More: cl why --help\n$/,
  ],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await everyReason(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it.each([
  ['5', '5 × 1 negative = 5 wanted, 0 positive: 5 short\n', 'goal 5:1'],
  ['none', 'no ratio is wanted of them: the goal is none\n', 'no goal'],
])('a goal of their own, %s, is the one that counts, and is shown', async (goal, sum, shown) => {
  const { all, cl } = shop()
  expect((await cl(`add Acme --goal ${goal}`)).out).toContain(shown)
  await all('log acme invoice')
  expect((await cl('why acme')).out).toContain(sum)
  expect((await cl('show acme')).out).toMatch(new RegExp(`^Goal +${goal === 'none' ? 'no goal' : '5:1'}$`, 'm'))
})

it('says from which day a request without a day is in due', async () => {
  const { all, cl } = shop()
  await all('add Acme --since 2026-11-01', 'log acme request "a bigger box" --on 2026-11-11')
  expect((await cl('why acme')).out).toContain(`
request #1 open 10 days: a bigger box
  opened 2026-11-11, without a day, so in due from 2026-11-14; today is
    2026-11-21: open 10 days
  close it: cl done 1
`)
})
