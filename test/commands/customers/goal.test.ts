import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

type Row = { name: string; needed: number }

/** Acme, with one bill and one good visit. */
const oneToOne = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme', 'log acme invoice', 'log acme visit')
  return acme
})

describe('a goal of their own', () => {
  it.each<[lines: string[], goal: number | 'none' | null, needed: number]>([
    [[], null, 9],
    [['edit acme --goal 5'], 5, 4],
    [['edit acme --goal 2'], 2, 1],
    [['edit acme --goal 1'], 1, 0],
    [['edit acme --goal none'], 'none', 0],
    [['edit acme --goal 5', 'edit acme --goal default'], null, 9],
    [['edit acme --goal 5', 'edit acme --note hello'], 5, 4],
    [['edit acme --goal 5', 'config set ratio.goal 3'], 5, 4],
    [['edit acme --goal 20', 'config set ratio.goal 1'], 20, 19],
    [['config set ratio.goal 3'], null, 2],
    [['edit acme --goal 2', 'log acme reminder'], 2, 3],
    [['edit acme --goal 5', 'edit acme --goal 2', 'undo'], 5, 4],
  ])('after %j it is %s, and %i good touches are needed', async (lines, goal, needed) => {
    const { all, json, cl } = await oneToOne()
    await all(...lines)
    expect(await json('show acme')).toMatchObject({ goal })
    expect(await json<Row[]>('due --all')).toMatchObject([{ needed }])
    const isBelow = needed > 0
    expect((await json<Row[]>('due')).map(({ name }) => name)).toEqual(isBelow ? ['Acme'] : [])
    expect(await json('stats')).toMatchObject({ below: Number(isBelow) })
    expect((await cl('due')).err.includes('Below ')).toBe(isBelow)
  })

  it('is the one that due, log and stats name', async () => {
    const { all, cl } = await oneToOne()
    await all('edit acme --goal 2')
    expect((await cl('due')).err).toContain('Below 2:1: 1 customer. ')
    expect((await cl('stats')).out).toContain('1:1 · 1 customer short of 2:1')
    await all('add Bolt', 'log bolt invoice')
    expect((await cl('due')).err).toContain('Below their goals: 2 customers. ')
    expect((await cl('stats')).out).toContain('2 customers short of their goals')
    expect((await cl('due --ratio')).out).toContain('1 short of 2:1 (1:1)')
    expect((await cl('log acme reminder')).out).toContain('1:2 over a year, 3 short of 2:1 ')
  })

  it.each([
    ['5', 5],
    ['none', 'none'],
  ])('%s comes along in an export of the whole book', async (typed, goal) => {
    const [from, to] = [await oneToOne(), shop()]
    const file = join(from.folder, 'book.json')
    await from.all(`edit acme --goal ${typed}`, `export ${file}`)
    await to.all(`import ${file}`)
    expect(await to.json('show acme')).toMatchObject({ goal })
  })

  it.each(['0', '-1', '1.5', 'x', '""'])('is none that is written %s', async (typed) => {
    expect(await refusal(await oneToOne(), `edit acme --goal=${typed}`)).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(
        /^".*" is not a number of good touches\.\nWrite one from 1 on such as 5, none, or default\.\n$/,
      ),
    })
  })
})
