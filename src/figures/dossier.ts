import type { Reader } from '#book/engine.ts'
import { type Customer, type ListedCustomer, whyNotScored } from '#domain/customer.ts'
import type { CustomerDate } from '#domain/dates.ts'
import type { Day } from '#domain/day.ts'
import type { Standing } from '#domain/due.ts'
import type { Fact, Topic } from '#domain/knowing.ts'
import { isOpen, type NamedLoop } from '#domain/loop.ts'
import { otherReasonsOf } from '#domain/practices.ts'
import type { Pulse } from '#domain/pulse.ts'
import type { Saving } from '#domain/savings.ts'
import { scoreOf, tallyTouches } from '#domain/score.ts'
import type { Touch } from '#domain/touch.ts'
import { aliasesOf, customerStillThere, tagsOf } from '#tables/customers.ts'
import { datesOf } from '#tables/dates.ts'
import { factsOf, topicsOf } from '#tables/facts.ts'
import { loopsOf } from '#tables/loops.ts'
import { pulsesOf } from '#tables/pulses.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'
import { savingsOf } from '#tables/savings.ts'
import { touchesOf } from '#tables/touches.ts'
import { lostCustomers } from './keeping.ts'

/** Everything that a book says of one customer, seen from a day. */
type Dossier = {
  customer: Customer
  aliases: string[]
  tags: string[]
  /** Whether they were archived as lost. */
  isLost: boolean
  /** Null when not scored on the day: archived, or not with us yet. */
  standing: Standing<ListedCustomer> | null
  /** All loops but the dropped ones. */
  loops: NamedLoop[]
  /** All touches up to the day, the oldest first. */
  touches: Touch[]
  dates: CustomerDate[]
  savings: Saving[]
  /** Facts and ratings up to the day. */
  facts: Fact[]
  pulses: Pulse[]
  topics: Topic[]
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
  const dates = await datesOf(db, id)
  const savings = await savingsOf(db, id)
  const otherReasons = otherReasonsOf({ touches, loops, dates, savings, rules }, today)
  return {
    customer,
    aliases: await aliasesOf(db, id),
    tags: await tagsOf(db, id),
    isLost: customer.archivedOn !== null && (await lostCustomers(db, today)).has(id),
    standing: whyNotScored(customer, today) === null ? { customer, score, openLoops, otherReasons } : null,
    loops,
    touches,
    dates,
    savings,
    facts: await factsOf(db, id, today),
    pulses: await pulsesOf(db, id, today),
    topics: await topicsOf(db),
    rules,
  }
}
