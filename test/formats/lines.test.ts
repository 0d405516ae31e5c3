import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linesIn } from '#formats/lines.ts'

async function* inParts(parts: string[]): AsyncGenerator<string> {
  yield* parts
}

async function all(parts: string[], longest = 1_000): Promise<string[]> {
  const lines: string[] = []
  for await (const some of linesIn(inParts(parts), longest)) lines.push(...some)
  return lines
}

const anyText = fc.string({ unit: fc.constantFrom('a', 'é', '\r', '\n', '\r\n', ' '), maxLength: 30 })

it('a text has the same lines, wherever it is cut into parts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyText), async (parts) => {
      const whole = parts.join('').split(/\r\n|\n|\r/)
      // The end of the last line begins no other.
      expect(await all(parts)).toEqual(whole.at(-1) === '' ? whole.slice(0, -1) : whole)
    }),
  )
})

it('a line that has no end is refused as soon as it is too long, and named', async () => {
  let given = 0
  const endless = async function* () {
    yield 'first\n'
    for (;;) {
      given += 1
      yield 'x'.repeat(1_000_000)
    }
  }
  const reading = async () => {
    for await (const _ of linesIn(endless(), 3_000_000));
  }
  await expect(reading()).rejects.toThrow('Line 2 is longer than 3 MB.')
  expect(given).toBe(4)
})
