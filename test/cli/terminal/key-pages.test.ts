import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { KeyPages } from '#cli/terminal/key-pages.ts'

const { setRawMode } = process.stdin
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
const press = (key: string) => process.stdin.emit('keypress', key, { name: key })

let pages: KeyPages
let drawn: number

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  process.stdin.setRawMode = () => process.stdin
  pages = new KeyPages()
  drawn = 0
})

afterEach(() => {
  pages.release()
  process.stdin.setRawMode = setRawMode
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Waits until the page is drawn. */
async function page(): Promise<{ key: Promise<string> }> {
  const before = drawn
  const draw = () => {
    drawn += 1
    return 'page'
  }
  const key = pages.next(draw, ['c', 'v'])
  while (drawn === before) await nextTurn()
  return { key }
}

async function takes(key: string, { ahead = '' } = {}): Promise<void> {
  for (const each of ahead) press(each)
  const { key: taken } = await page()
  press(key)
  vi.advanceTimersByTime(150)
  expect(await taken).toBe(key)
}

it('takes a key again for each page that was seen', async () => {
  for (const key of ['c', 'c', 'v', 'c']) await takes(key)
})

it('takes a key that is held down once, until it is let go', async () => {
  await takes('c')
  press('c')
  const { key } = await page()
  for (let n = 0; n < 30; n += 1) {
    vi.advanceTimersByTime(40)
    press('c')
  }
  press('v')
  expect(await key).toBe('v')
  await takes('v')
  vi.advanceTimersByTime(1000)
  await takes('c')
})

it('takes no key that is held down, where it comes again the first time for a page that is drawn', async () => {
  await takes('c')
  vi.advanceTimersByTime(500)
  const { key } = await page()
  for (let n = 0; n < 30; n += 1) {
    press('c')
    vi.advanceTimersByTime(40)
  }
  press('v')
  expect(await key).toBe('v')
})

it('takes a key that came again before another one', async () => {
  await takes('c')
  const { key } = await page()
  press('c')
  press('v')
  expect(await key).toBe('c')
})

it('takes a key at once where it comes again after a second', async () => {
  await takes('c')
  vi.advanceTimersByTime(1000)
  const { key } = await page()
  press('c')
  expect(await key).toBe('c')
})

it('takes another key at once while one is held down', async () => {
  await takes('c')
  await takes('v', { ahead: 'ccc' })
})
