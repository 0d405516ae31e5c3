import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rename } from '#book/file/fsync.ts'
import { writeText } from '#cli/streams.ts'
import { shop } from '../cl.ts'

describe('text', () => {
  it.each([
    ['win32', true, 'text'],
    ['win32', false, 'bytes'],
    ['linux', true, 'bytes'],
    ['darwin', true, 'bytes'],
  ] as const)('on %s, where it is a terminal: %s, goes out as %s', (platform, isTerminal, how) => {
    const written: string[] = []
    writeText('Café · …', {
      platform,
      isTerminal: () => isTerminal,
      stream: () => ({ write: (text) => written.push(`text ${text}`) }),
      bytes: (text) => written.push(`bytes ${text}`),
    })
    expect(written).toEqual([`${how} Café · …`])
  })

  it('that a shell of Windows hands on has lines as everywhere else', async () => {
    const { all, cl, json } = shop()
    await all('add Acme')
    expect((await cl('log acme call --note -', { stdin: 'first\r\nsecond\r\n\r\nthird\r\n' })).code).toBe(0)
    expect(await json('history')).toMatchObject([{ note: 'first\nsecond\n\nthird' }])
  })
})

describe('a file that another program has open', () => {
  const trouble = (code: string) => Object.assign(new Error(code), { code })

  /** A rename that fails the first so many times. */
  function renamed(platform: NodeJS.Platform, failures: number, code: string) {
    const waited: number[] = []
    let tries = 0
    const move = () => {
      tries += 1
      if (tries <= failures) throw trouble(code)
    }
    const attempt = () => rename('a.new', 'a', { platform, move, wait: (ms) => waited.push(ms) })
    return { attempt, waited, tries: () => tries }
  }

  it.each(['EPERM', 'EBUSY', 'EACCES'])('gets its name once it is let go (%s)', (code) => {
    const { attempt, waited, tries } = renamed('win32', 3, code)
    attempt()
    expect([tries(), waited]).toEqual([4, [10, 20, 40]])
  })

  it('is given up after a second', () => {
    const { attempt, waited } = renamed('win32', 100, 'EBUSY')
    expect(attempt).toThrow('EBUSY')
    expect(waited.reduce((sum, ms) => sum + ms, 0)).toBe(1_000)
  })

  it('is waited for nowhere else, and for no other trouble', () => {
    for (const [platform, code] of [
      ['linux', 'EACCES'],
      ['darwin', 'EPERM'],
      ['win32', 'ENOSPC'],
    ] as const) {
      const { attempt, waited } = renamed(platform, 1, code)
      expect(attempt).toThrow(code)
      expect(waited).toEqual([])
    }
  })
})

describe('on each platform', () => {
  it.each([
    ['linux', {}, '.local/share'],
    ['darwin', {}, 'Library/Application Support'],
  ] as const)('%s: the book is where that keeps data', async (platform, env, where) => {
    const { cl, folder } = shop()
    expect(await cl('add Acme', { platform, env: { CL_BOOK: '', ...env } })).toMatchObject({ code: 0 })
    expect(existsSync(join(folder, where, 'customer-love', 'book.db'))).toBe(true)
  })

  it.each(['linux', 'darwin', 'win32'] as const)('%s: hints are in quotes that its shell takes', async (platform) => {
    const { all, cl } = shop()
    await all('add Acme')
    const { code, err } = await cl(['log', 'Tony\'s "Best" Pizza'], { platform })
    const quoted = platform === 'win32' ? '"Tony\'s \\"Best\\" Pizza"' : `'Tony'\\''s "Best" Pizza'`
    expect([code, err]).toEqual([1, expect.stringContaining(`cl add ${quoted}`)])
  })

  it.each(['linux', 'darwin', 'win32'] as const)('%s: every command of a morning works', async (platform) => {
    const { cl, folder } = shop()
    for (const line of [
      'add Acme',
      'log acme visit "all good" --promise "the list" --by friday',
      'due',
      'undo',
      'redo',
    ])
      expect([line, await cl(line, { platform })]).toMatchObject([line, { code: 0 }])
    for (const line of ['backup', `backup ${folder}/b.db`, `export ${folder}/b.json`, 'restore last', 'doctor'])
      expect([line, await cl(line, { platform })]).toMatchObject([line, { code: 0 }])
    expect(readdirSync(folder)).toContain('b.json')
  })
})
