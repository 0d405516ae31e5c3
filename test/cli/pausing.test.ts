import { expect, it } from 'vitest'
import { processWorld } from '#cli/world.ts'

it('Ctrl-C is heard once by work that asks for it, and a second one ends the program', async () => {
  const { pause } = processWorld()
  const before = process.listenerCount('SIGINT')
  expect(await pause()).toBe(false)
  expect(process.listenerCount('SIGINT')).toBe(before + 1)
  process.emit('SIGINT')
  expect(await pause()).toBe(true)
  expect(process.listenerCount('SIGINT')).toBe(before)
})
