import { expect, it } from 'vitest'
import { once, remembering } from '#domain/remembered.ts'

it('works out each answer once, and begins anew after so many', () => {
  const asked: string[] = []
  const lengthOf = remembering((text: string) => asked.push(text) && text.length, 2)
  expect(['a', 'bb', 'a', 'bb', 'ccc', 'ccc', 'a'].map(lengthOf)).toEqual([1, 2, 1, 2, 3, 3, 1])
  expect(asked).toEqual(['a', 'bb', 'ccc', 'a'])
})

it('makes a value when it is first asked for', () => {
  let times = 0
  const value = once(() => {
    times += 1
    return undefined
  })
  expect(times).toBe(0)
  expect([value(), value()]).toEqual([undefined, undefined])
  expect(times).toBe(1)
})
