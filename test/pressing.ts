import { vi } from 'vitest'
import { KeyPages } from '#cli/terminal/key-pages.ts'

/**
 * Presses these keys in `cl morning`, one on each page; something that happens while a page waits stands before its key. To be
 * restored by `vi.restoreAllMocks` after the test.
 */
export function pressing(...steps: (string | (() => unknown))[]): string[] {
  const pages: string[] = []
  vi.spyOn(KeyPages.prototype, 'next').mockImplementation(async (page) => {
    pages.push(page({ columns: 80, rows: 24 }))
    for (;;) {
      const step = steps.shift()
      if (step === undefined) throw new Error('No key is pressed any more.')
      if (typeof step === 'string') return step
      await step()
    }
  })
  return pages
}
