import { expect, it } from 'vitest'
import { shop } from './cl.ts'
import { preparedOnce } from './prepared-once.ts'

const lengths = (text: string): number[] => text.split('\n').map((line) => line.length)

it('an error fits the terminal, and breaks between words', async () => {
  const { cl } = shop()
  const inPipe = (await cl('config set nosuch 3')).err
  const { code, err } = await cl('config set nosuch 3', { answers: [] })
  expect(code).toBe(2)
  expect(lengths(err).length).toBeGreaterThan(3)
  expect(Math.max(...lengths(err))).toBeLessThanOrEqual(80)
  expect(err.replaceAll('\n  ', ' ')).toBe(inPipe)
})

const oneCall = preparedOnce(async () => {
  const bakery = shop()
  await bakery.all('add "The Old Bakery"', 'log old call "asked after the oven"')
  return bakery
})

it.each([
  'remove 1',
  'amend 1 --note "asked after the oven, and whether it bakes evenly"',
  'learn old goals a second shop in the town by the spring of next year',
  'save old --money 20 --time 3h one delivery fewer in each month',
  'pulse old 8 "always on time, and never a word too many"',
  'date old anniversary of the first loaf "3 march"',
  'letters add "Confirmation of an order for a whole year"',
  'config set shop.name "The mill and the bakery of the old town"',
])('an answer fits the terminal, and breaks between words: %s', async (line) => {
  const inPipe = (await (await oneCall()).cl(line)).out
  const { code, out } = await (await oneCall()).cl(line, { columns: 40, env: { NO_COLOR: '1' } })
  expect(code).toBe(0)
  expect(Math.max(...lengths(inPipe))).toBeGreaterThan(40)
  expect(Math.max(...lengths(out))).toBeLessThanOrEqual(40)
  expect(out.split(/\s+/)).toEqual(inPipe.replaceAll(' · ', ' ').split(/\s+/))
})
