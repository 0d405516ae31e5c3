import { askedOf, replyReasons } from '../domain/answers.ts'
import { type Customer, whyNotScored } from '../domain/customer.ts'
import type { Day } from '../domain/day.ts'
import type { Standing } from '../domain/due.ts'
import { isOpen, type NamedLoop } from '../domain/loop.ts'
import { scoreOf, tallyTouches } from '../domain/score.ts'
import type { Touch } from '../domain/touch.ts'
import { aliasesOf, customerStillThere, tagsOf } from './customers.ts'
import type { Reader } from './engine.ts'
import { loopsOf } from './loops.ts'
import { type Rules, rulesOf } from './rules.ts'
import type { ListedCustomer } from './standings.ts'
import { touchesOf } from './touches.ts'

/** Everything that a book says of one customer, seen from a day. */
export type Dossier = {
  customer: Customer
  aliases: string[]
  tags: string[]
  /** Null when not scored on the day: archived, or not with us yet. */
  standing: Standing<ListedCustomer> | null
  /** All loops but the dropped ones. */
  loops: NamedLoop[]
  /** All touches up to the day, the oldest first. */
  touches: Touch[]
  rules: Rules
}

/** @throws cannot, when there is no such customer */
export async function dossierOf(db: Reader, id: number, today: Day): Promise<Dossier> {
  const rules = await rulesOf(db)
  const customer = await customerStillThere(db, id)
  const loops = await loopsOf(db, id)
  const touches = await touchesOf(db, id, today)
  const tally = tallyTouches(touches, loops, rules.vocabulary, rules.settings, today)
  const score = scoreOf(customer, tally, rules.settings, today)
  const openLoops = loops.filter((loop) => isOpen(loop, today))
  const asked = askedOf(touches, loops, today)
  const otherReasons = replyReasons(asked, rules.settings.replyWithin, today)
  return {
    customer,
    aliases: await aliasesOf(db, id),
    tags: await tagsOf(db, id),
    standing: whyNotScored(customer, today) === null ? { customer, score, openLoops, otherReasons } : null,
    loops,
    touches,
    rules,
  }
}
