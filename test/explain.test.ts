import { expect, it } from 'vitest'
import { shop } from './cl.ts'

it('an error fits the terminal, and breaks between words', async () => {
  const { cl } = shop()
  const inPipe = (await cl('config set nosuch 3')).err
  const { code, err } = await cl('config set nosuch 3', { answers: [] })
  expect(code).toBe(2)
  const lines = err.trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(3)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  expect(err.replaceAll('\n  ', ' ')).toBe(inPipe)
})
