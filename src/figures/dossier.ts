import type { Reader } from '#book/engine.ts'
import type { Customer } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import type { JudgedTouch } from '#domain/due/score.ts'
import type { VisitedDay } from '#domain/practices/attention.ts'
import type { Dossier } from '#domain/reports/dossier.ts'
import { rhythmOfDays } from '#domain/reports/stats.ts'
import { customerStillThere } from '#tables/customers/customers.ts'
import { aliasesOf } from '#tables/customers/own-handles.ts'
import { tagsOf } from '#tables/customers/tags.ts'
import { datesOf } from '#tables/dates.ts'
import { factsOf } from '#tables/facts.ts'
import { loopsOf } from '#tables/loops.ts'
import { pulsesOf } from '#tables/pulses.ts'
import { savingsOf } from '#tables/savings.ts'
import { driftOf, hearsOnlyOfMoney } from './attention.ts'
import { lostCustomers } from './keeping.ts'
import { practicesBy, touchesTogether } from './practices.ts'
import { only, type SeenBook, seenFrom, windowFrom } from './seen-book.ts'
import { standingOf } from './standings.ts'
import { together } from './together.ts'
import { judgedTouchesOf, touchesOneByOne } from './touch-counts.ts'

/** @throws cannot, when there is no such customer */
export async function dossierOf(db: Reader, id: number, today: Day): Promise<Dossier & Pick<SeenBook, 'rules'>> {
  const [seen, customer] = await Promise.all([seenFrom(db, today), customerStillThere(db, id)])
  const judged = judgedTouchesOf(seen, id)
  const scored = standingOf(seen, id)
  const { lost, care, ...known } = await together({
    touches: judged,
    standing: scored.then((standing) => standing ?? null),
    aliases: aliasesOf(db, id),
    tags: tagsOf(db, id),
    lost: customer.archivedOn === null ? new Set<number>() : lostCustomers(db, today),
    loops: loopsOf(db, id),
    dates: datesOf(db, id),
    savings: savingsOf(db, id),
    facts: factsOf(db, id, today),
    pulses: pulsesOf(db, id, today),
    care: careOf(seen, customer, { judged, scored }),
  })
  return { customer, isLost: lost.has(id), ...known, ...care, rules: seen.rules }
}

async function careOf(
  seen: SeenBook,
  customer: Customer,
  asked: { judged: Promise<JudgedTouch[]>; scored: ReturnType<typeof standingOf> },
): Promise<Pick<Dossier, 'practices' | 'attention' | 'weeks'>> {
  const { id } = customer
  const from = windowFrom(seen)
  const visitsOf = (touches: JudgedTouch[]): VisitedDay[] =>
    touches.filter(({ noVisit }) => noVisit === null).map(({ on }) => ({ on, visited: [id] }))
  const visits = asked.judged.then((touches) => visitsOf(touches.filter(({ on }) => on >= from)))
  const [{ totals, initiative, weeks }, judged, drift, onlyAboutMoney, practicesOf] = await Promise.all([
    touchesTogether(seen, (since) => touchesOneByOne(since, seen.today, only(id))),
    asked.judged,
    driftOf(seen, customer, asked.scored),
    hearsOnlyOfMoney(seen, id),
    practicesBy(seen, only(id), visits),
  ])
  const { touches, contacts, spoken, beganByUs, minutes } = totals
  const { openComplaints: _, openRequests: __, ...practices } = practicesOf(0, initiative)
  return {
    practices,
    attention: {
      contact: { touches, contacts, spoken, beganByUs, minutes },
      rhythm: rhythmOfDays(visitsOf(judged)),
      drift,
      onlyAboutMoney,
    },
    weeks,
  }
}
