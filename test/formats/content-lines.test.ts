import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentLines, escaped } from '#formats/content-lines.ts'

describe('lines', () => {
  const anyLine = fc
    .string({ unit: fc.constantFrom('a', 'é', '€', '👩', ' ', ';'), minLength: 100, maxLength: 400 })
    .map((line) => `X:${line}`)

  it('have at most 75 octets each, end with CR LF, and are the same when they are unfolded', () => {
    fc.assert(
      fc.property(fc.array(anyLine), (lines) => {
        const text = contentLines(lines)
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(text.replaceAll('\r\n ', '')).toBe(lines.map((line) => `${line}\r\n`).join(''))
      }),
    )
  })

  it('are folded no earlier than they have to be', () => {
    expect(contentLines(['a'.repeat(75)])).toBe(`${'a'.repeat(75)}\r\n`)
    expect(contentLines(['a'.repeat(150)])).toBe(`${'a'.repeat(75)}\r\n ${'a'.repeat(74)}\r\n a\r\n`)
    expect(contentLines(['a'.repeat(76)])).toBe(`${'a'.repeat(75)}\r\n a\r\n`)
  })
})

it.each([
  ['a, b; c\\d', 'a\\, b\\; c\\\\d'],
  ['one\r\ntwo\rthree\nfour', 'one\\ntwo\\nthree\\nfour'],
  ['be\u0007ll\tand tab', 'bell\tand tab'],
])('%j is written as %j', (text, written) => {
  expect(escaped(text)).toBe(written)
})
