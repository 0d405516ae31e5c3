import { expect, it, vi } from 'vitest'
import { spareOptimizing } from '#cli/v8-flags.ts'
import { shop } from '../cl.ts'
import { changeBehindItsBack } from '../commands/behind-its-back.ts'

vi.mock('#cli/v8-flags.ts', () => ({ spareOptimizing: vi.fn() }))

it('V8 is kept from optimizing what reads a large book and is over at once, and nothing else', async () => {
  const { cl, all, book } = shop()
  await all('add Acme', 'log acme call', 'due')
  expect(spareOptimizing).not.toHaveBeenCalled()
  changeBehindItsBack(book, "update changes set summary = printf('%.*c', 8000000, 'x')")
  await cl('history --csv')
  await cl('list')
  await cl('report --csv')
  expect(spareOptimizing).not.toHaveBeenCalled()
  for (const [times, line] of ['due', 'show acme', 'loops', 'stats', 'report'].entries()) {
    expect((await cl(line)).code).toBe(0)
    expect(spareOptimizing).toHaveBeenCalledTimes(times + 1)
  }
})
