import type { Waiting } from '#domain/shop/waiting.ts'
import { messageOf, UserError } from '#errors.ts'
import { newKey } from '../chance.ts'
import { changeOf } from '../changes/changes.ts'
import type { Changing } from '../changes/writer.ts'
import { type Engine, type OfLaptop, RowRefused } from '../engine.ts'
import { ServerTrouble } from '../engines/postgres-trouble.ts'
import type { WriteAddition } from './around.ts'
import { makeChange } from './changing.ts'
import type { Outbox } from './outbox.ts'
import { OlderBook } from './upgrade.ts'

/** The result of sending: additions in the book now, each with the number of its change, and additions that the book refused. */
export type Sent = { sent: (Waiting & { change: number | null })[]; refused: Waiting[] }

/**
 * Sends the waiting additions, in their order, each in a transaction of its own. An addition that the book has by its key
 * already is not written again; an addition that the book refuses is kept, and the next one is sent.
 * @param tell is told how many of them were sent, before each; where it throws, the rest waits on
 * @param result gets the result of each, also where this throws
 * @throws ServerTrouble, OlderBook: then the rest waits on
 */
export async function sendWaiting(
  engine: Engine,
  outbox: Outbox,
  address: string,
  { write, tell }: { write: WriteAddition; tell: (done: number, all: number) => Promise<void> },
  result: Sent,
): Promise<void> {
  const all = (await outbox.of(address)).filter(({ state }) => state !== 'refused')
  const claim = newKey()
  for (const [i, one] of all.entries()) {
    await tell(i, all.length)
    if (!(await outbox.begin(one.number, claim))) continue
    try {
      const change = await engine.transaction('write', () => writeOnce(engine, one, write))
      await outbox.remove(one.number, ['unsure'])
      result.sent.push({ ...one, change })
    } catch (error) {
      const why = whyRefused(error)
      const isUnknown = one.state === 'unsure' || (error instanceof ServerTrouble && error.mayBeWritten)
      if (why === null && !isUnknown) await outbox.giveBack(one.number, claim)
      if (why === null) throw ofSending(error)
      await outbox.refuse(one.number, why)
      result.refused.push({ ...one, state: 'refused', why })
    }
  }
}

/** The trouble as the command meets it, which has not written anything of its own; the outbox knows what may be written. */
const ofSending = (error: unknown): unknown =>
  error instanceof ServerTrouble ? new ServerTrouble(error.kind, error) : error

/** Writes an addition unless it is there. @returns the number of its change; null where it changes nothing */
async function writeOnce(engine: Engine, one: Waiting, write: WriteAddition): Promise<number | null> {
  const there = await changeOf(engine, one.key)
  if (there !== null) return there
  const changing: Changing<void> = async (db) => ({ summary: await write(db, one), result: undefined })
  const maker = { name: one.madeBy, login: null }
  const laptop: OfLaptop = { me: () => one.me, keepMe: () => {} }
  const { change } = await makeChange(engine, changing, { madeOn: one.madeOn, maker, key: one.key, laptop })
  return change
}

/** The reason why the book refuses an addition, in a line; null where the book was not asked. */
function whyRefused(error: unknown): string | null {
  if (error instanceof ServerTrouble || error instanceof OlderBook) return null
  if (error instanceof UserError) return error.message
  if (error instanceof RowRefused) return `the book does not take it: ${error.message}`
  return `this is a bug in cl: ${messageOf(error)}`
}
