import { afterAll, expect, it, vi } from 'vitest'
import { changeBehindItsBack } from '../commands/behind-its-back.ts'

const spareSpeedups = vi.fn()
// Other files have loaded the program with the real one.
vi.resetModules()
vi.doMock('#cli/v8-flags.ts', () => ({ spareSpeedups }))
const { shop } = await import('../cl.ts')

afterAll(() => {
  vi.doUnmock('#cli/v8-flags.ts')
  vi.resetModules()
})

it('V8 is kept from speeding up what reads a large book and is over at once, and nothing else', async () => {
  const { cl, all, book } = shop()
  await all('add Acme', 'log acme call', 'due')
  expect(spareSpeedups).not.toHaveBeenCalled()
  changeBehindItsBack(book, "update changes set summary = printf('%.*c', 8000000, 'x')")
  await cl('history --csv')
  await cl('list')
  await cl('report --csv')
  expect(spareSpeedups).not.toHaveBeenCalled()
  for (const [times, line] of ['due', 'show acme', 'loops', 'stats', 'report'].entries()) {
    expect((await cl(line)).code).toBe(0)
    expect(spareSpeedups).toHaveBeenCalledTimes(times + 1)
  }
})
