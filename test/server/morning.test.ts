import { afterEach, describe, expect, it, vi } from 'vitest'
import { laptop } from '../laptop.ts'
import { hasPostgres } from '../postgres.ts'
import { pressing } from '../pressing.ts'
import { startProxy } from '../proxy.ts'
import { ownSchema, ownServer } from '../server.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** A laptop with a book on a server, in which visits to three are overdue; its copy of the day lacks the last touch of each. */
async function threeOverdue() {
  const line = await startProxy((await ownServer()).port)
  const { cl, all } = laptop()
  const names = ['Acme', 'Bolt', 'Cake']
  const address = `postgres://cl@127.0.0.1:${line.port}/postgres?schema=${ownSchema()}`
  await all(
    ...names.map((name) => `add ${name} --every 1w --since 2026-01-01`),
    ...names.map((name) => `log ${name} call --on 2026-10-01`),
    `share ${address}`,
    'due',
    ...names.map((name) => `log ${name} call --on 2026-11-02`),
  )
  const away = (isAway: boolean) => () => line.cutAfter(isAway ? 0 : null)
  return { cl, address, away, close: () => line.close() }
}

describe.skipIf(!hasPostgres())('a morning in which the server goes away', () => {
  it('goes on with the list as it was, and keeps what is logged', async () => {
    const { cl, away, close } = await threeOverdue()
    const pages = pressing('c', away(true), 'c', 'u', 'a', away(false), 'c')
    const { code, out, err } = await cl('morning', { answers: [] })
    expect([code, pages.length]).toEqual([0, 5])
    expect(err).not.toMatch(/Meanwhile|passed over/)
    expect(out).toMatch(/2 looked after, 1 put off, 0 left/)
    const touches = JSON.parse((await cl('history --json')).out) as { customer: { name: string }; purpose: string }[]
    expect(touches.slice(0, 3).map(({ customer, purpose }) => [customer.name, purpose])).toEqual([
      ['Cake', 'care'],
      ['Bolt', 'attempt'],
      ['Acme', 'care'],
    ])
    close()
  })

  it('says that a promise which its copy does not have may be in the book', async () => {
    const { cl, away, close } = await threeOverdue()
    await cl('promise acme cake --by 2026-11-20')
    pressing(away(true), 'd', 'q')
    const { err } = await cl('morning', { answers: ['sent'] })
    expect(err).toContain('There is no loop #1. That is by what this laptop knows;')
    close()
  })

  it('ends with what was done where another laptop takes the book back into a file', async () => {
    const { cl, address, close } = await threeOverdue()
    const other = laptop('kim@other')
    await other.all(`share --join ${address}`)
    pressing('c', () => other.all('share --back'), 'c')
    const { code, err } = await cl('morning', { answers: [] })
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^1 looked after, 0 put off, 2 left\.\nThe book at .* was taken\s+back/m),
    ])
    expect(JSON.parse((await other.cl('history acme --json')).out)).toHaveLength(3)
    close()
  })

  it('takes back what it kept, also once that was sent', async () => {
    const { cl, away, close } = await threeOverdue()
    pressing(away(true), 'c', away(false), 'u', 'q')
    const { out, err } = await cl('morning', { answers: [] })
    expect(err).toContain('In the book by now')
    expect(err).not.toContain('Another terminal')
    expect(out).toMatch(/Took back: #\d+ call, care, \+ with Acme/)
    expect((await cl('history acme --limit 1')).out).toContain('2 Nov')
    close()
  })
})
