import { expect, it } from 'vitest'
import { shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const aYear = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2024-01-01 --today 2024-01-01',
    'add Bolt --since 2024-01-01 --today 2024-01-01',
    'log acme delivery --on 2025-10-01',
    'log acme delivery - "#late" --on 2025-11-01',
    'log acme delivery - "#late and #cold" --on 2026-03-01',
    'log bolt delivery "warm, #ontime" --on 2026-11-21',
    'log bolt call "#ontime again" --on 2025-11-22',
    'log acme invoice --on 2026-04-01',
  )
  return acme
})

it('shows each kind of touch, the worst first, beside the time before', async () => {
  const { cl } = await aYear()
  expect((await cl('moments')).out).toBe(
    `Purpose   Touches  Negative  Share  Against before
delivery        2         1   50 %  as before
care            1         0    0 %

Bad news by itself  Touches  Against before
invoice                   1  1 more
`,
  )
})

it('gives the counts as JSON, since a day', async () => {
  const { json } = await aYear()
  expect(await json('moments --since 2026-04-01')).toEqual({
    from: '2026-04-01',
    to: '2026-11-21',
    negativePurposes: [{ purpose: 'invoice', touches: 1, before: 0 }],
    moments: [{ purpose: 'delivery', touches: 1, negative: 0, shareNegative: 0, shareBefore: 2 / 3 }],
  })
})

it('purposes that are negative by the vocabulary stand apart, with their trend; also those of which there are none any more', async () => {
  const { cl, all, json } = shop()
  await all('add Acme --since 2024-01-01 --today 2024-01-01', 'log acme complaint --on 2025-11-01')
  await all(
    'log acme complaint --on 2025-10-01',
    'log acme reminder --on 2025-10-01',
    'log acme complaint + --on 2026-10-01',
  )
  expect(await json('moments')).toMatchObject({
    moments: [],
    negativePurposes: [
      { purpose: 'complaint', touches: 1, before: 2 },
      { purpose: 'reminder', touches: 0, before: 1 },
    ],
  })
  expect(await cl('moments')).toMatchObject({
    out: 'Bad news by itself  Touches  Against before\ncomplaint                 1  1 fewer\nreminder                  0  1 fewer\n',
    err: '',
  })
  await all('vocabulary purpose set complaint --tone =')
  expect(await json('moments')).toMatchObject({ moments: [{ purpose: 'complaint', touches: 1, negative: 0 }] })
})

it('leaves out what was with the team', async () => {
  const { all, json } = await aYear()
  const before = [await json('moments'), await json('reasons')]
  await all(
    'add Kim --team --since 2024-01-01 --today 2024-01-01',
    'log kim correction "#late again"',
    'log kim delivery - "#late"',
  )
  expect([await json('moments'), await json('reasons')]).toEqual(before)
  expect(await json('reasons kim')).toMatchObject({ counts: [{ reason: 'late', negative: 2 }] })
})

it('counts the reasons of everybody, of one customer, of one tone', async () => {
  const { cl, json } = await aYear()
  expect((await cl('reasons')).out).toBe(
    `Reason  Positive  Neutral  Negative
ontime         1        1         0
cold           0        0         1
late           0        0         1

With a reason: 100 % of the positive touches, 50 % of the negative ones
`,
  )
  const reasonsOf = async (line: string) =>
    (await json<{ counts: { reason: string }[] }>(line)).counts.map(({ reason }) => reason)
  expect(await reasonsOf('reasons bolt')).toEqual(['ontime'])
  expect(await reasonsOf('reasons --tone -')).toEqual(['cold', 'late'])
  expect(await reasonsOf('reasons acme --since 2026-03-02')).toEqual([])
})

it.each([
  ['moments', 'No touches in that time. Log one: cl log acme call "all good"\n'],
  ['reasons', 'No reasons noted. Put one in a note: cl log acme complaint "an hour #late"\n'],
  ['reasons acme', 'No reasons in notes of touches with acme. All of them: cl reasons\n'],
  [
    'reasons acme --tone - --since 2026-11-02',
    'No reasons in notes of touches with acme that went - since 2 Nov. All of them: cl reasons\n',
  ],
])('cl %s says so when there is nothing to count', async (line, said) => {
  const { cl, all } = shop()
  await all('add Acme')
  expect(await cl(line)).toEqual({ code: 0, out: '', err: said })
})

it.each([
  ['moments --since 2026-12-01', 2],
  ['reasons --tone x', 2],
  ['reasons nobody', 1],
])('refuses: %s', async (line, code) => {
  const { cl } = await aYear()
  expect(await cl(line)).toMatchObject({ code, out: '' })
})
