import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Engine } from '#book/engine.ts'
import { ServerTrouble } from '#book/engines/postgres-trouble.ts'
import type { WriteAddition } from '#book/server/around.ts'
import { type Sent, sendWaiting } from '#book/server/catching-up.ts'
import { Outbox, waitingCount } from '#book/server/outbox.ts'
import { day } from '#domain/days/day.ts'
import type { Waiting } from '#domain/shop/waiting.ts'
import { insert } from '#tables/rows.ts'
import { ownFolder } from '../../own-folder.ts'
import { memoryBook } from '../memory-book.ts'

const one = (what: string): Omit<Waiting, 'number' | 'why'> => ({
  kind: 'log',
  key: what,
  whom: [{ id: 1, name: 'Acme' }],
  what,
  said: {},
  madeOn: day('2026-11-21'),
  madeBy: 'kim@two',
  me: null,
  state: 'waiting',
  address: 'here',
})

/** An outbox of which another terminal begins to send the first just after it was read. */
class Contested extends Outbox {
  override async all(): Promise<Waiting[]> {
    const all = await super.all()
    await super.begin(1, 'another terminal')
    return all
  }
}

it('is sent in its order while another terminal is sending it, too', async () => {
  const path = join(ownFolder(), 'book.db')
  const outbox = new Contested(path)
  for (const what of ['first', 'second']) await outbox.keep(one(what))
  const book: Engine = memoryBook()
  const result: Sent = { sent: [], refused: [] }
  const write: WriteAddition = async (db, { what }) => {
    await insert(db, 'ideas', { text: what })
    return { summary: what, went: [] }
  }
  await sendWaiting(book, outbox, 'here', { write, tell: async () => {}, explain: async (error) => error }, result)
  expect(result.sent.map(({ what }) => what)).toEqual(['first', 'second'])
  expect(waitingCount(path)).toBe(0)
})

it('may be in the book until the server has said whether it is, however often it is sent', async () => {
  const outbox = new Outbox(join(ownFolder(), 'book.db'))
  await outbox.keep(one('first'))
  const states: string[] = []
  for (const mayBeWritten of [false, true, false]) {
    const lost = new ServerTrouble('lost', new Error('the line is dead'), mayBeWritten)
    const dead = memoryBook()
    dead.transaction = () => Promise.reject(lost)
    const doing = {
      write: async () => ({ summary: '', went: [] }),
      tell: async () => {},
      explain: async (error: unknown) => error,
    }
    const sending = sendWaiting(dead, outbox, 'here', doing, { sent: [], refused: [] })
    // The command that sends has not written anything of its own yet.
    await expect(sending).rejects.toMatchObject({ message: 'the line is dead', mayBeWritten: false })
    states.push(...(await outbox.all()).map(({ state }) => state))
  }
  expect(states).toEqual(['waiting', 'unsure', 'unsure'])
})

it('counts what waits in the header of its file', async () => {
  const path = join(ownFolder(), 'book.db')
  const outbox = new Outbox(path)
  expect(waitingCount(path)).toBe(0)
  expect(await outbox.all()).toEqual([])
  await outbox.keep(one('first'))
  await outbox.keep(one('second'))
  expect(waitingCount(path)).toBe(2)
  expect(await outbox.remove(1, ['unsure'])).toBe(false)
  expect(await outbox.remove(1, ['waiting'])).toBe(true)
  expect(waitingCount(path)).toBe(1)
})
