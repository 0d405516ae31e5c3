import { expect, it } from 'vitest'
import { remembering } from '#domain/remembered.ts'

it('works out each answer once, and begins anew after so many', () => {
  const asked: string[] = []
  const lengthOf = remembering((text: string) => asked.push(text) && text.length, 2)
  expect(['a', 'bb', 'a', 'bb', 'ccc', 'ccc', 'a'].map(lengthOf)).toEqual([1, 2, 1, 2, 3, 3, 1])
  expect(asked).toEqual(['a', 'bb', 'ccc', 'a'])
})
