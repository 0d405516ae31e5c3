import { expect, it } from 'vitest'
import { Progress } from '#cli/terminal/progress.ts'

/** A terminal that is looked at at moments of its own, in milliseconds. */
function watched(isTerminal = true) {
  const seen: string[] = []
  let now = 0
  let isPressed = false
  const progress = new Progress({
    stderr: { write: (text) => seen.push(text), isTerminal, columns: 80 },
    now: () => new Date(now),
    pause: async () => isPressed,
    countSeconds: async () => {
      seen.push('1 s')
      return () => seen.push('its end')
    },
  })
  return {
    seen,
    at: (ms: number, done: number, all: number | null) => {
      now = ms
      return progress.tell('Reading a.csv', done, all)
    },
    press: () => {
      isPressed = true
    },
    during: (size: number, work: () => Promise<string>) => progress.during('Copying the book', size, work),
  }
}

it('work of more than a second says how far it is, ten times a second, and the line goes away at the end', async () => {
  const { seen, at } = watched()
  await at(0, 1, 10)
  await at(1_000, 2, 10)
  expect(seen).toEqual([])
  await at(1_001, 3, 10)
  await at(1_050, 4, 10)
  await at(1_200, 5, 10)
  await at(1_300, 10, 10)
  expect(seen).toEqual([
    '\rReading a.csv ██████░░░░░░░░░░░░░░ 30 %',
    '\rReading a.csv ██████████░░░░░░░░░░ 50 %',
    '\r\u001b[K',
  ])
})

it('where nobody knows how much there is, it says how much is done', async () => {
  const { seen, at } = watched()
  await at(0, 0, null)
  await at(2_000, 12_400_000, null)
  expect(seen).toEqual(['\rReading a.csv 12 MB'])
})

it('a pipe is told nothing', async () => {
  const { seen, at } = watched(false)
  await at(0, 1, 10)
  await at(2_000, 3, 10)
  expect(seen).toEqual([])
})

it('Ctrl-C is heard, and takes the line away', async () => {
  const { seen, at, press } = watched()
  await at(0, 1, 10)
  await at(2_000, 3, 10)
  press()
  await expect(at(2_050, 4, 10)).rejects.toMatchObject({ exitCode: 130, message: 'Stopped. Nothing was written.' })
  expect(seen.at(-1)).toBe('\r\u001b[K')
})

it('work that cannot say how far it is names itself, where much is read or written, and the line goes away at the end', async () => {
  const { seen, during } = watched()
  expect(await during(19_999_999, async () => `a moment: ${seen}`)).toBe('a moment: ')
  expect(await during(20_000_000, async () => `a while: ${seen}`)).toBe('a while: Copying the book…,1 s')
  await expect(during(20_000_000, () => Promise.reject(new Error('full')))).rejects.toThrow('full')
  const line = ['Copying the book…', '1 s', 'its end', '\r\u001b[K']
  expect(seen).toEqual([...line, ...line])
  const pipe = watched(false)
  await pipe.during(20_000_000, async () => '')
  expect(pipe.seen).toEqual([])
})
