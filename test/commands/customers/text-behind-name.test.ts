import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

/** Words behind a name that are no part of it: the hint says what to type, and never offers to add somebody. */

const namedShop = preparedOnce(async () => {
  const opened = shop()
  await opened.all('add "Helen Moss"', 'add "Carla Bay"', 'add "Jim & Bob"')
  return opened
})

const helen = 'Near: Helen Moss (#1).'
const rest = '   All of them: cl list'

it.each<[line: string, hint: string]>([
  ['archive helen moved to Spain', 'For Helen Moss: cl archive helen --why moved to Spain'],
  ['archive helen moss moved to Spain', 'For Helen Moss: cl archive helen moss --why moved to Spain'],
  ['archive moss helen because moved', 'For Helen Moss: cl archive moss helen --why moved'],
  ['archive helen, moved to Spain', 'For Helen Moss: cl archive helen --why moved to Spain'],
  ['archive helen - moved to Spain', 'For Helen Moss: cl archive helen --why moved to Spain'],
  ['archive helen (moved)', 'For Helen Moss: cl archive helen --why "(moved)"'],
  ['archive helen moved --lost', 'For Helen Moss: cl archive helen --why moved'],
  ['archive helen please --why moved', `For Helen Moss, leave out "please"${rest}`],
  ['unarchive helen please', `For Helen Moss, leave out "please"${rest}`],
  ['forget helen please', `For Helen Moss, leave out "please"${rest}`],
  ['show helen please', `For Helen Moss, leave out "please"${rest}`],
  ['why helen is she due', `For Helen Moss, leave out "is she due"${rest}`],
  ['history helen complaint', 'For Helen Moss: cl history helen --purpose complaint'],
  ['history helen visited', 'For Helen Moss: cl history helen --channel visit'],
  ['history helen calls', 'For Helen Moss: cl history helen --channel call'],
  ['history helen rye cake', 'For Helen Moss: cl history helen --search "rye cake"'],
  ['merge "helen please" carla', `For Helen Moss, leave out "please"${rest}`],
  ['edit helen please', `For Helen Moss, leave out "please"${rest}`],
  ['edit helen phone 0352 555', 'For Helen Moss: cl edit helen --phone 0352 555'],
  ['edit helen Every 2w', 'For Helen Moss: cl edit helen --every 2w'],
])('%s', async (line, hint) => {
  const { code, err } = await refusal(await namedShop(), line)
  expect([code, err.split('\n')[1]]).toEqual([1, hint])
  expect(err.split('\n')[0]).toContain(helen)
})

it.each([
  ['archive helen carla', 'There is no customer "helen carla". Near: Helen Moss (#1).'],
  ['archive helen and carla', 'There is no customer "helen and carla". Near: Helen Moss (#1), Carla Bay (#2).'],
  ['archive zorro moved to Spain', 'There is no customer "zorro moved to Spain".'],
  ['show zorro', 'There is no customer "zorro".'],
  ['merge helen zorro', 'There is no customer "zorro".'],
])('nobody alone is meant: %s', async (line, said) => {
  expect(await refusal(await namedShop(), line)).toMatchObject({ code: 1, err: `${said}\nAll of them: cl list\n` })
})

it('a reason that an answer would lose is not asked about', async () => {
  const { cl } = await namedShop()
  const { code, err } = await cl('archive helen moved to Spain', { columns: 80, answers: [] })
  expect([code, err]).toEqual([
    1,
    `There is no customer "helen moved to Spain". ${helen}\nFor Helen Moss: cl archive helen --why moved to Spain\n`,
  ])
})

it('the hint does what it says', async () => {
  const { all, json } = await namedShop()
  await all('archive helen --why moved to Spain')
  expect(await json('show helen')).toMatchObject({ archivedWhy: 'moved to Spain' })
})
