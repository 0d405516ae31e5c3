import type { Customer } from '#domain/customer.ts'
import type { CustomerDate } from '#domain/dates.ts'
import type { DueRow } from '#domain/due.ts'
import type { Fact } from '#domain/knowing.ts'
import type { Loop } from '#domain/loop.ts'
import type { Pulse } from '#domain/pulse.ts'
import type { Saving } from '#domain/savings.ts'
import type { Settings } from '#domain/settings.ts'
import type { Touch } from '#domain/touch.ts'
import { calendar, naiveDateReasons, naiveSavings } from './naive-ledger.ts'

/**
 * docs/scoring.md a second time, as slowly and plainly as it can be written: days are counted one by one, and nothing of
 * src/domain is used. Channels and purposes are the standard ones, so their properties are lists here.
 */

/** Every day that random books can ask about, in order. */
export const allDays = calendar(2024, 2027)

const spoken = ['visit', 'call', 'video']
const caring = ['care', 'tour']

const nextDay = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}

const later = (day: string, days: number): string => {
  let at = day
  for (let i = 0; i < days; i += 1) at = nextDay(at)
  return at
}

/** `to − from`, found by walking. */
const days = (from: string, to: string): number => {
  if (from > to) return -days(to, from)
  let n = 0
  for (let at = from; at < to; at = nextDay(at)) n += 1
  return n
}

const daysEndingOn = (today: string, n: number): string[] => {
  const all = [today]
  const date = new Date(`${today}T00:00:00Z`)
  while (all.length < n) {
    date.setUTCDate(date.getUTCDate() - 1)
    all.push(date.toISOString().slice(0, 10))
  }
  return all
}

export type NaiveBook = {
  customers: Customer[]
  touches: Touch[]
  loops: Loop[]
  dates: CustomerDate[]
  savings: Saving[]
  facts: Fact[]
  pulses: Pulse[]
  losses: { customerId: number; lostOn: string; wonBackOn: string | null }[]
  settings: Settings
}
export type NaiveRow = {
  id: number
  reasons: object[]
  lastVisit: string | null
  visitDue: string | null
  positive: number
  negative: number
  needed: number
}

export function isVisit(touch: Touch, loops: Loop[]): boolean {
  if (!spoken.includes(touch.channel) || !caring.includes(touch.purpose) || touch.tone === '-') return false
  for (const loop of loops) {
    if (loop.customerId !== touch.customerId || loop.kind !== 'complaint' || loop.outcome === 'dropped') continue
    if (loop.openedOn <= touch.on && (loop.closedOn === null || touch.on <= loop.closedOn)) return false
  }
  return true
}

type NaiveReason = { rank: number; size: number; id: number; json: object }

function loopReasons(customer: Customer, loops: Loop[], today: string): NaiveReason[] {
  const reasons: NaiveReason[] = []
  for (const { id, customerId, kind, text, openedOn, dueOn, closedOn, outcome } of loops) {
    if (customerId !== customer.id || outcome === 'dropped') continue
    if (openedOn > today || (closedOn !== null && closedOn <= today)) continue
    if (kind === 'complaint') {
      const n = days(openedOn, today)
      reasons.push({ rank: 2, size: n, id, json: { kind, loop: id, text, openedOn, days: n } })
    } else if (dueOn !== null && dueOn <= today) {
      const n = days(dueOn, today)
      reasons.push({ rank: kind === 'promise' ? 1 : 3, size: n, id, json: { kind, loop: id, text, dueOn, days: n } })
    }
  }
  return reasons
}

/** Touches that they began and that wait for longer than a day, or as many as the settings say. */
function replyReasons({ touches, loops, settings }: NaiveBook, customer: Customer, today: string): NaiveReason[] {
  const reasons: NaiveReason[] = []
  for (const { id, customerId, on, begunBy, note, purpose } of touches) {
    if (customerId !== customer.id || begunBy !== 'them' || on > today) continue
    if (loops.some((loop) => loop.touchId === id && loop.outcome !== 'dropped')) continue
    let answered = false
    for (const other of touches) {
      if (other.customerId !== customer.id || other.begunBy !== 'us' || other.on > today) continue
      if (other.id > id && !(other.on < on)) answered = true
    }
    const n = days(on, today)
    if (answered || !(n > settings.replyWithin)) continue
    reasons.push({ rank: 4, size: n, id, json: { kind: 'reply', touch: id, text: note ?? purpose, on, days: n } })
  }
  return reasons
}

/** Dates that are near and were not thought of, and savings that were not told of for too long. */
function ledgerReasons({ touches, dates, savings, settings }: NaiveBook, { id }: Customer, today: string) {
  const own = <T extends { customerId: number }>(list: T[]) => list.filter(({ customerId }) => customerId === id)
  const ours = own(touches).filter(({ on, begunBy }) => begunBy === 'us' && on <= today)
  const ourDays = ours.map(({ on }) => on)
  const reasons: NaiveReason[] = naiveDateReasons(allDays, own(dates), ourDays, settings.dateAhead, today).map(
    (json) => ({ rank: 5, size: json.days, id: json.date, json }),
  )
  const untold = naiveSavings(allDays, own(savings), settings.savingsTell, today)
  if (untold !== null) reasons.push({ rank: 8, size: untold.days, id: 0, json: untold })
  return reasons
}

function lastVisitOf(touches: Touch[], loops: Loop[]): string | null {
  let last: string | null = null
  for (const touch of touches) if (isVisit(touch, loops) && (last === null || last < touch.on)) last = touch.on
  return last
}

function visitDueOf(customer: Customer, every: number | 'never', lastVisit: string | null): string | null {
  if (every === 'never') return null
  const due = later(lastVisit ?? customer.since, every)
  return customer.snoozedUntil && customer.snoozedUntil > due ? customer.snoozedUntil : due
}

type Keyed = NaiveRow & { keys: (number | string)[] }

function scoreRow(customer: Customer, book: NaiveBook, today: string, soon: number): Keyed {
  const { touches, loops, settings } = book
  const own = touches.filter((touch) => touch.customerId === customer.id && !(touch.on > today))
  const window = new Set(daysEndingOn(today, settings.ratioWindow))
  const positive = own.filter((touch) => touch.tone === '+' && window.has(touch.on)).length
  const negative = own.filter((touch) => touch.tone === '-' && window.has(touch.on)).length
  const below = negative > 0 && positive < settings.ratioGoal * negative
  const needed = below ? settings.ratioGoal * negative - positive : 0
  const every = customer.visitEvery === null ? settings.visitEvery : customer.visitEvery
  const lastVisit = lastVisitOf(own, loops)
  const visitDue = visitDueOf(customer, every, lastVisit)

  const reasons = [
    ...loopReasons(customer, loops, today),
    ...replyReasons(book, customer, today),
    ...ledgerReasons(book, customer, today),
  ]
  const overdue = visitDue === null ? null : days(visitDue, today)
  if (overdue !== null && overdue >= -soon) {
    reasons.push({ rank: 6, size: overdue / Number(every), id: 0, json: { kind: 'visit', days: overdue } })
  }
  if (below) reasons.push({ rank: 7, size: needed, id: 0, json: { kind: 'ratio', needed } })
  reasons.sort((a, b) => a.rank - b.rank || b.size - a.size || a.id - b.id)
  const worst = reasons[0]
  return {
    id: customer.id,
    reasons: reasons.map((reason) => reason.json),
    lastVisit,
    visitDue,
    positive,
    negative,
    needed,
    keys: worst ? [worst.rank, -worst.size, customer.name, customer.id] : [],
  }
}

/** Who is due on a day, worst first. Names are taken to be plain lower-case letters. */
export function naiveDue(book: NaiveBook, today: string, soon = 0): NaiveRow[] {
  const rows: Keyed[] = []
  for (const customer of book.customers) {
    if (customer.since > today) continue
    if (customer.archivedOn !== null && customer.archivedOn <= today) continue
    const row = scoreRow(customer, book, today, soon)
    if (row.reasons.length > 0) rows.push(row)
  }
  rows.sort((a, b) => {
    for (const [i, key] of a.keys.entries()) {
      const other = b.keys[i] as typeof key
      if (key !== other) return key < other ? -1 : 1
    }
    return 0
  })
  return rows.map(({ keys: _, ...row }) => row)
}

const aboutMoney = ['sale', 'invoice', 'reminder', 'price']

/** The attention that a customer gets (docs/scoring.md, "Attention"), counted plainly; of the rhythm, the visit days. */
export function naiveAttention(
  customer: Pick<Customer, 'id' | 'since'>,
  { touches, loops, settings }: NaiveBook,
  today: string,
) {
  const own = touches.filter((touch) => touch.customerId === customer.id && touch.on <= today)
  const firstSeason = new Set(daysEndingOn(later(customer.since, 89), 90))
  const lastSeason = new Set(daysEndingOn(today, 90))
  let courting = 0
  let now = 0
  const lately: string[] = []
  for (const { on, begunBy, tone, purpose } of own) {
    if (begunBy !== 'us') continue
    if (lastSeason.has(on)) lately.push(purpose)
    if (tone === '-' || aboutMoney.includes(purpose)) continue
    if (firstSeason.has(on)) courting += 1
    if (lastSeason.has(on)) now += 1
  }
  const withUs = days(customer.since, today)
  let flag: string | null = null
  if (withUs >= 180 && courting >= 3 && now * 2 <= courting) flag = withUs >= 365 ? 'taken for granted' : 'drifting'
  const window = new Set(daysEndingOn(today, settings.ratioWindow))
  const contact = { touches: 0, spoken: 0, beganByUs: 0, minutes: 0 }
  for (const touch of own) {
    if (!window.has(touch.on)) continue
    contact.touches += 1
    if (spoken.includes(touch.channel)) contact.spoken += 1
    if (touch.begunBy === 'us') contact.beganByUs += 1
    if (touch.minutes !== null) contact.minutes += touch.minutes
  }
  const visitDays = new Set(own.filter((touch) => isVisit(touch, loops)).map((touch) => touch.on))
  const onlyAboutMoney = lately.length > 0 && lately.every((purpose) => aboutMoney.includes(purpose))
  return { courting, now, flag, onlyAboutMoney, contact, visitDays: visitDays.size }
}

/** What the program says of a row, in the form in which the naive reading says it. */
export const asNaive = ({ customer, reasons, score }: DueRow<{ id: number; name: string }>): NaiveRow => ({
  id: customer.id,
  reasons,
  lastVisit: score.lastVisit,
  visitDue: score.visitDue,
  positive: score.positive,
  negative: score.negative,
  needed: score.needed,
})
