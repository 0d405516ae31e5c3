import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

/** Touch 1 is a call, touch 2 a complaint that opened loop 1. */
const twoTouches = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-11-01 --today 2026-11-01',
    'log acme "all good" --on friday',
    'log acme complaint "came late"',
  )
  return acme
})

it.each([
  ['remove 1', 'Removed #1 call, care, + with Acme, 2026-11-20. cl undo brings it back.\n', [{ id: 2 }], 1],
  [
    'remove #2',
    'Removed #2 call, complaint, - with Acme, 2026-11-21 and the complaint #1 that it opened. cl undo brings it back.\n',
    [{ id: 1 }],
    0,
  ],
])('%s removes the touch, with the loop that it opened', async (line, out, left, loops) => {
  const { cl, json } = await twoTouches()
  expect(await cl(line)).toEqual({ code: 0, out, err: '' })
  expect(await json('history')).toMatchObject(left)
  expect(await json<object[]>('history')).toHaveLength(1)
  expect(await json('loops')).toHaveLength(loops)
})

it('--json gives the number', async () => {
  expect(await (await twoTouches()).json('remove 1')).toEqual({
    removed: 1,
    on: '2026-11-21',
    what: expect.stringMatching(/^#1 call, /),
  })
})

it('the number of a removed touch is not given again', async () => {
  const { all, json } = await twoTouches()
  await all('remove 2', 'log acme')
  expect(await json('history')).toMatchObject([{ id: 3 }, { id: 1 }])
})

it.each<[string, number, RegExp]>([
  ['remove 99', 1, /^There is no touch #99\.\ncl history shows the numbers\.\n$/],
  ['remove acme', 2, /^"acme" is not the number of a touch\.\ncl history shows the numbers\. .+\n$/],
  ['remove 1.5', 2, /^"1\.5" is not the number of a touch\.\n.+\n$/],
  [
    'remove',
    2,
    /^Missing required argument 'touch'\. If it was #3: type 3, or "#3" in quotes\.\nAs in: cl remove 481 {3}More: cl remove --help\n$/,
  ],
  ['remove 1 2', 2, /^"2" is one word too many for cl remove\.\nOne at a time: cl remove 481\n$/],
  ['remove last', 2, /^"last" is not the number of a touch\.\n.+ The last change: cl undo\n$/],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await twoTouches(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})
