import { expect, it } from 'vitest'
import { allWritten } from '#tables/all-written.ts'

it('waits for what is written beside what fails, and says why that failed', async () => {
  const done: string[] = []
  const slow = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
    done.push('the other')
  }
  const fails = async () => {
    throw new Error('refused')
  }
  await expect(allWritten([fails(), slow()])).rejects.toThrow('refused')
  expect(done).toEqual(['the other'])
  expect(await allWritten([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two'])
})
