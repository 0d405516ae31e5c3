import { afterEach, describe, expect, it, vi } from 'vitest'
import { shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'
import { pressing } from '../../pressing.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Acme has a complaint, and Bolt a promise that is late. */
const twoOpen = preparedOnce(async () => {
  const own = shop()
  await own.all(
    'add Acme --every never',
    'add Bolt --every never',
    'log acme complaint "stale rolls" --on yesterday',
    'promise bolt "a cake" --by today',
  )
  return own
})

async function twoToday() {
  const own = await twoOpen()
  return { ...own, morning: (around = {}) => own.cl('morning', { answers: [], ...around }) }
}

describe('while a page waits for a key, another terminal', () => {
  it('closes what the key was meant for: nothing is written', async () => {
    const { morning, all, json } = await twoToday()
    pressing(() => all('done 2'), 'c', 'q')
    const { err } = await morning()
    expect(err).toContain('Meanwhile, with Bolt: promise #2 is not open any more.\nNothing was written.\n')
    expect(await json('history --purpose care')).toEqual([])
  })

  it('logs something: u takes back what was done here, and not that', async () => {
    const { morning, all, json } = await twoToday()
    pressing('c', () => all('log acme news'), 'u', 'q')
    expect((await morning()).err).toContain('Another terminal made the last change: ')
    expect(await json('history')).toMatchObject([{ purpose: 'news' }, { purpose: 'care' }, { purpose: 'complaint' }])
  })
})

it('writes nothing once a new day has begun', async () => {
  const { morning, json } = await twoToday()
  let now = new Date(2026, 10, 21, 23, 59)
  const midnight = () => {
    now = new Date(2026, 10, 22, 0, 1)
  }
  const pages = pressing('c', midnight, 'v')
  const { code, err } = await morning({ env: { CL_TODAY: '' }, now: () => now })
  expect([code, pages.length]).toEqual([0, 2])
  expect(err).toContain('A new day has begun, so nothing was written. Its list: cl morning\n')
  expect(await json('history')).toMatchObject([{ channel: 'call', on: '2026-11-21' }, { purpose: 'complaint' }])
})

it('goes on after midnight where the day was said', async () => {
  const { morning, json } = await twoToday()
  let hour = 23
  pressing('c', () => (hour += 2), 'enter', 'c', 'q')
  expect((await morning({ now: () => new Date(2026, 10, 21, hour) })).err).not.toContain('A new day')
  expect(await json('history')).toHaveLength(3)
})

describe('a touch of the key n', () => {
  it.each([
    ['voicemail', '0 looked after, 1 put off, 1 left'],
    ['call no answer --out', '1 looked after, 0 put off, 1 left'],
  ])('%s ends with %s', async (typed, summary) => {
    const { morning } = await twoToday()
    pressing('n', 'q')
    expect((await morning({ answers: [typed] })).out).toContain(summary)
  })

  it.each([
    ['-', 2],
    ['no', 1],
  ])('%s makes the touches %i', async (typed, many) => {
    const { morning, json } = await twoToday()
    pressing('n', 'q')
    await morning({ answers: [typed] })
    expect(await json('history --tone -')).toHaveLength(many)
  })

  it('has a promise of one word, and the words in front of it', async () => {
    const { morning, json } = await twoToday()
    pressing('n', 'q')
    await morning({ answers: ['visit tasting rye --promise flour'] })
    expect(await json('history')).toMatchObject([{ channel: 'visit', note: 'tasting rye' }, { purpose: 'complaint' }])
    expect(await json('loops')).toContainEqual(expect.objectContaining({ text: 'flour' }))
  })

  it.each([
    ['call --purpose complaint', `Unknown option '--purpose'.\nAs in: cl log acme complaint "driver came late"`],
    ['call --on yesterday --when', `Unknown option '--when': a day is given with --on.\nAs in: cl log`],
    ['call --minuts 20', "Unknown option '--minuts' (Did you mean --minutes?)\nType: cl log --help"],
  ])('is refused in the words of cl log: %s', async (typed, words) => {
    const { morning } = await twoToday()
    pressing('n', 'q')
    expect((await morning({ answers: [typed, ''] })).err).toContain(words)
  })
})

it('after a complaint was mended no care visit is asked for on that day', async () => {
  const { cl, all, clOn } = shop()
  await all('add Acme --since 2026-01-01 --today 2026-01-01', 'log acme complaint rye --on yesterday')
  pressing('d', 'q')
  expect((await cl('morning', { answers: [''] })).out).toContain('1 looked after')
  expect((await cl('due')).err).toContain('Nobody needs you today. Next, on 22 Nov: Acme, no care visit noted yet')
  expect((await clOn('2026-11-22', 'due')).out).toContain('no care visit noted yet')
})

it('a question that was answered is done, as a loop is', async () => {
  const { cl, all, json } = shop()
  await all('add Acme --every never', 'promise acme "a list" --by today')
  await all('log acme email --in "is it organic?" --on 2026-11-18')
  pressing('d', 'u', 'd', 'd')
  const answer = 'an answer to #1: is it organic?'
  expect((await cl('morning', { answers: [answer, answer, 'sent'] })).out).toContain(
    '1 looked after, 0 put off, 0 left\n',
  )
  expect(await json('due')).toEqual([])
  expect(await json('loops --closed')).toMatchObject([{ outcome: 'kept' }])
})
