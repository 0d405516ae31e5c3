import { expect, it } from 'vitest'
import { shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

/** Zoe is #1, Acme #2 with a phone number that begins with a 3, 3 Kings #3, and Bolt #4, who is also called 1st Garage. */
const fourCustomers = preparedOnce(async () => {
  const four = shop()
  await four.all('add Zoe', 'add Acme --phone "352 555 0101"', 'add "3 Kings"', 'add Bolt --alias "1st Garage"')
  return four
})

it.each([
  ['2', 'Acme'],
  ['#2', 'Acme'],
  [' 2 ', 'Acme'],
  ['4', 'Bolt'],
  ['#1', 'Zoe'],
  ['#3', '3 Kings'],
  ['3 kings', '3 Kings'],
])('%j is %s', async (typed, name) => {
  const { cl } = await fourCustomers()
  expect((await cl(['log', typed, 'call'])).out).toContain(` with ${name}, today\n`)
})

it.each([
  ['1', 'Zoe (#1), Bolt (#4)'],
  ['3', '3 Kings (#3), Acme (#2)'],
])('%s may mean a number, or the beginning of something else', async (typed, both) => {
  const { cl } = await fourCustomers()
  for (const line of [`show ${typed}`, `log ${typed} --new`])
    expect(await cl(line)).toEqual({
      code: 1,
      out: '',
      err: `"${typed}" fits several customers: ${both}.\nType more of the name, or the number: "#${typed}"\n`,
    })
})

it('a number that nobody has is nobody', async () => {
  const { cl } = await fourCustomers()
  for (const typed of ['99', '#99'])
    expect(await cl(['show', typed])).toEqual({
      code: 1,
      out: '',
      err: `There is no customer "${typed}".\ncl list shows the numbers.\n`,
    })
})
