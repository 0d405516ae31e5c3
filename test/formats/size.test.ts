import { expect, it } from 'vitest'
import { sizeText } from '#formats/size.ts'

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1.0 kB'],
  [1_249, '1.2 kB'],
  [9_949, '9.9 kB'],
  [9_950, '10 kB'],
  [315_392, '315 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [154_000_000, '154 MB'],
  [82_400_000_000, '82 GB'],
  [5_000_000_000_000_000, '5000 TB'],
])('%d is %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})
