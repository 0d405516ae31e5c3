import type { Customer } from '#domain/customers/customer.ts'
import type { DueRow } from '#domain/due/due.ts'
import type { Loop } from '#domain/loops/loop.ts'
import type { CustomerDate } from '#domain/practices/dates.ts'
import type { Fact } from '#domain/practices/knowing.ts'
import type { Pulse } from '#domain/practices/pulse.ts'
import type { Saving } from '#domain/practices/savings.ts'
import type { Settings } from '#domain/shop/settings.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { calendar, naiveDateReasons, naiveSavings } from './naive-ledger.ts'

/**
 * docs/scoring.md a second time, as slowly and plainly as it can be written: days are counted one by one, and nothing of
 * src/domain is used. Channels and purposes are the standard ones, so their properties are lists here.
 */

/** Every day that random books can ask about, in order. */
export const allDays = calendar(2024, 2027)

const spoken = ['visit', 'call', 'video']
const caring = ['care', 'tour']
const money = ['sale', 'invoice', 'reminder', 'price']
const good = ['thanks', 'surprise', 'help', 'savings', 'news', 'praise']
const opening = ['request', 'complaint']
const unreached = ['attempt']

/** True when a touch reached them: all but an attempt. */
export const isContact = ({ purpose }: Touch): boolean => !unreached.includes(purpose)

/** True when a touch of theirs needs an answer. */
export const needsAnswer = ({ begunBy, channel, purpose }: Touch): boolean =>
  begunBy === 'them' && !spoken.includes(channel) && !good.includes(purpose) && !opening.includes(purpose)

/** True when a touch answers another of the same customer. */
export function answersTo(theirs: Touch, other: Touch): boolean {
  if (other.customerId !== theirs.customerId || !isContact(other)) return false
  if (other.begunBy !== 'us' && !spoken.includes(other.channel)) return false
  if (money.includes(other.purpose) && other.tone === '-') return false
  return other.on > theirs.on || (other.on === theirs.on && other.id > theirs.id)
}

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
  /** Times that are over in which somebody was archived or snoozed. */
  absences: Absence[]
}

export type Absence = {
  customerId: number
  kind: 'archived' | 'snoozed'
  from: string
  until: string
  ended: string
}

/** True when somebody was archived on a day. */
export const isAway = ({ id, archivedOn }: Customer, { absences }: NaiveBook, on: string): boolean =>
  (archivedOn !== null && archivedOn <= on) ||
  absences.some((each) => each.customerId === id && each.kind === 'archived' && each.from <= on && on < each.until)

/** True when somebody is scored on a day. */
export const isHere = (customer: Customer, book: NaiveBook, on: string): boolean =>
  customer.since <= on && !isAway(customer, book, on)

export type NaiveRow = {
  today: boolean
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
    const wasBefore = loop.openedOn < touch.on || (loop.openedOn === touch.on && (loop.touchId ?? 0) < touch.id)
    if (wasBefore && (loop.closedOn === null || touch.on <= loop.closedOn)) return false
  }
  return true
}

/** A reason of the list; `ahead` is the number of days until it is due, if it is not yet. */
type NaiveReason = { rank: number; size: number; id: number; json: object; ahead?: number }

function loopReasons(customer: Customer, { loops, settings }: NaiveBook, today: string, soon: number): NaiveReason[] {
  const reasons: NaiveReason[] = []
  for (const { id, customerId, kind, text, openedOn, dueOn, closedOn, outcome } of loops) {
    if (customerId !== customer.id || outcome === 'dropped') continue
    if (openedOn > today || (closedOn !== null && closedOn <= today)) continue
    if (kind === 'complaint') {
      const n = days(openedOn, today)
      reasons.push({ rank: 2, size: n, id, json: { kind, loop: id, text, openedOn, days: n } })
      continue
    }
    const within = kind === 'promise' ? settings.promiseWithin : settings.requestWithin
    const n = days(dueOn ?? later(openedOn, within), today)
    if (n < -soon) continue
    const open = dueOn === null ? { openDays: days(openedOn, today) } : {}
    const json = { kind, loop: id, text, dueOn, ...open, days: n }
    reasons.push({ rank: kind === 'promise' ? 1 : 3, size: n, id, json, ahead: n < 0 ? -n : 0 })
  }
  return reasons
}

/** Touches that they began and that wait for longer than a day, or as many as the settings say. */
function replyReasons({ touches, settings }: NaiveBook, customer: Customer, today: string): NaiveReason[] {
  const reasons: NaiveReason[] = []
  for (const theirs of touches) {
    const { id, customerId, on, note, purpose } = theirs
    if (customerId !== customer.id || on > today || !needsAnswer(theirs)) continue
    let answered = false
    for (const other of touches) if (other.on <= today && answersTo(theirs, other)) answered = true
    const n = days(on, today)
    if (answered || !(n > settings.replyWithin)) continue
    reasons.push({ rank: 4, size: n, id, json: { kind: 'reply', touch: id, text: note ?? purpose, on, days: n } })
  }
  return reasons
}

/** Dates that are near and were not thought of, and savings that were not told of for too long. */
function ledgerReasons(
  { touches, dates, savings, settings }: NaiveBook,
  { id }: Customer,
  today: string,
  soon: number,
) {
  const own = <T extends { customerId: number }>(list: T[]) => list.filter(({ customerId }) => customerId === id)
  const seen = own(touches).filter(({ on }) => on <= today)
  const reasons: NaiveReason[] = naiveDateReasons(allDays, own(dates), seen, settings.dateAhead, today, soon).map(
    (json) => ({
      rank: 5,
      size: json.days,
      id: json.date,
      json,
      ahead: json.days < -settings.dateAhead || json.thoughtOf ? -json.days : 0,
    }),
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

/** The day until which somebody was snoozed, by the snoozes that had been said on a day, and had not ended. */
function snoozedUntil(customer: Customer, { absences }: NaiveBook, on: string): string | null {
  if (customer.snoozedUntil !== null && (customer.snoozedOn === null || customer.snoozedOn <= on)) {
    return customer.snoozedUntil
  }
  let last: Absence | null = null
  for (const each of absences) {
    if (each.customerId !== customer.id || each.kind !== 'snoozed' || each.from > on || each.ended <= on) continue
    if (last === null || each.from >= last.from) last = each
  }
  return last?.until ?? null
}

function visitDueOf(customer: Customer, every: number | 'never', lastVisit: string | null, snooze: string | null) {
  if (every === 'never') return null
  const first = lastVisit === null ? (customer.firstDay ?? '') : ''
  const days = [later(lastVisit ?? customer.since, every), first, snooze ?? '']
  return days.sort().at(-1) ?? null
}

type Keyed = NaiveRow & { keys: (number | string)[] }

function scoreRow(customer: Customer, book: NaiveBook, today: string, soon: number): Keyed {
  const { touches, loops, settings } = book
  const own = touches.filter((touch) => touch.customerId === customer.id && !(touch.on > today))
  const window = new Set(daysEndingOn(today, settings.ratioWindow))
  const positive = own.filter((touch) => touch.tone === '+' && window.has(touch.on)).length
  const negative = own.filter((touch) => touch.tone === '-' && window.has(touch.on)).length
  const goal = customer.goal === 'none' ? 0 : (customer.goal ?? settings.ratioGoal)
  const below = negative > 0 && positive < goal * negative
  const needed = below ? goal * negative - positive : 0
  const every = customer.visitEvery === null ? settings.visitEvery : customer.visitEvery
  const lastVisit = lastVisitOf(own, loops)
  const visitDue = visitDueOf(customer, every, lastVisit, snoozedUntil(customer, book, today))
  if (isAway(customer, book, today)) {
    const reasons = sorted(loopReasons(customer, book, today, soon))
    const due = every === 'never' ? null : visitDueOf(customer, every, null, snoozedUntil(customer, book, today))
    return { ...rowOf(customer, reasons), lastVisit: null, visitDue: due, positive: 0, negative: 0, needed: 0 }
  }

  const reasons = [
    ...loopReasons(customer, book, today, soon),
    ...replyReasons(book, customer, today),
    ...ledgerReasons(book, customer, today, soon),
  ]
  const overdue = visitDue === null ? null : days(visitDue, today)
  if (overdue !== null && overdue >= -soon) {
    const json = { kind: 'visit', days: overdue }
    reasons.push({ rank: 6, size: overdue / Number(every), id: 0, json, ahead: Math.max(0, -overdue) })
  }
  if (below) reasons.push({ rank: 7, size: needed, id: 0, json: { kind: 'ratio', needed } })
  return {
    ...rowOf(customer, sorted(reasons), tried(own, lastVisit, today) || isComplaintOpen(customer, book, today)),
    lastVisit,
    visitDue,
    positive,
    negative,
    needed,
  }
}

/** True when a complaint was open today, or some part of it. */
const isComplaintOpen = ({ id }: Customer, { loops }: NaiveBook, today: string): boolean =>
  loops.some(
    ({ customerId, kind, outcome, openedOn, closedOn }) =>
      customerId === id &&
      kind === 'complaint' &&
      outcome !== 'dropped' &&
      openedOn <= today &&
      (closedOn === null || closedOn >= today),
  )

/** True when somebody was tried today, and not reached. */
const tried = (own: Touch[], lastVisit: string | null, today: string): boolean =>
  own.some((touch) => !isContact(touch) && touch.on === today && (lastVisit === null || touch.on > lastVisit))

const sorted = (reasons: NaiveReason[]): NaiveReason[] =>
  [...reasons].sort((a, b) => {
    const [early, late] = [a.ahead ?? 0, b.ahead ?? 0]
    if (early > 0 !== late > 0) return early > 0 ? 1 : -1
    return early - late || a.rank - b.rank || b.size - a.size || a.id - b.id
  })

/** The reasons of a row, `today` true if any of them is for today, and the keys of its place. */
function rowOf(customer: Customer, reasons: NaiveReason[], wasTried = false) {
  const worst = reasons[0]
  const ahead = worst?.ahead ?? 0
  return {
    id: customer.id,
    reasons: reasons.map((reason) => reason.json),
    today: reasons.some(({ rank, ahead = 0 }) => ahead === 0 && rank < 7 && !(rank === 6 && wasTried)),
    keys: worst ? [ahead > 0 ? 9 : worst.rank, ahead > 0 ? ahead : -worst.size, customer.name, customer.id] : [],
  }
}

/** The customers due on a day, worst first. Names are taken to be plain lower-case letters. */
export function naiveDue(book: NaiveBook, today: string, soon = 0): NaiveRow[] {
  const rows: Keyed[] = []
  for (const customer of book.customers) {
    if (customer.since > today && !isAway(customer, book, today)) continue
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

/** The attention that a customer gets (docs/scoring.md, "Attention"), counted plainly; of the rhythm, the visit days. */
export function naiveAttention(customer: Customer, book: NaiveBook, today: string) {
  const { touches, loops, settings } = book
  const own = touches.filter((touch) => touch.customerId === customer.id && touch.on <= today)
  const firstSeason = new Set(daysEndingOn(later(customer.since, 89), 90))
  const lastSeason = new Set(daysEndingOn(today, 90))
  let courting = 0
  let now = 0
  const lately: string[] = []
  for (const touch of own) {
    const { on, begunBy, tone, purpose } = touch
    if (begunBy !== 'us' || !isContact(touch)) continue
    if (lastSeason.has(on)) lately.push(purpose)
    if (tone === '-' || money.includes(purpose)) continue
    if (firstSeason.has(on)) courting += 1
    if (lastSeason.has(on)) now += 1
  }
  const withUs = days(customer.since, today)
  let flag: string | null = null
  const every = customer.visitEvery === null ? settings.visitEvery : customer.visitEvery
  const due = visitDueOf(customer, every, lastVisitOf(own, loops), snoozedUntil(customer, book, today))
  const isOnTime = isHere(customer, book, today) && due !== null && due >= today
  if (!isOnTime && withUs >= 180 && courting >= 3 && now * 2 <= courting)
    flag = withUs >= 365 ? 'taken for granted' : 'drifting'
  const window = new Set(daysEndingOn(today, settings.ratioWindow))
  const contact = { touches: 0, contacts: 0, spoken: 0, beganByUs: 0, minutes: 0 }
  for (const touch of own) {
    if (!window.has(touch.on)) continue
    contact.touches += 1
    if (isContact(touch)) contact.contacts += 1
    if (isContact(touch) && spoken.includes(touch.channel)) contact.spoken += 1
    if (isContact(touch) && touch.begunBy === 'us') contact.beganByUs += 1
    if (touch.minutes !== null) contact.minutes += touch.minutes
  }
  const visitDays = new Set(own.filter((touch) => isVisit(touch, loops)).map((touch) => touch.on))
  const onlyAboutMoney = withUs >= 90 && lately.length > 0 && lately.every((purpose) => money.includes(purpose))
  return { courting, now, flag, onlyAboutMoney, contact, visitDays: visitDays.size }
}

/** A row of the program, in the form of the naive reading. */
export const asNaive = ({ customer, reasons, score, today }: DueRow<{ id: number; name: string }>): NaiveRow => ({
  id: customer.id,
  reasons,
  today,
  lastVisit: score.lastVisit,
  visitDue: score.visitDue,
  positive: score.positive,
  negative: score.negative,
  needed: score.needed,
})
