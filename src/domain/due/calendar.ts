import { compareText } from '../compare-text.ts'
import type { Customer } from '../customers/customer.ts'
import { type Day, yearOf } from '../days/day.ts'
import { type CustomerDate, nextOccurrence, occurrenceIn } from '../practices/dates.ts'
import type { Standing } from './due.ts'

export type CalendarEvent = {
  /** A calendar that is written again replaces the event of this key. */
  key: string
  on: Day
  yearly: boolean
  title: string
  customer: Pick<Customer, 'id' | 'name' | 'email' | 'phone'>
}

type Reachable = CalendarEvent['customer']

/** A date on 29 February is written down for so many years to come. */
const singly = 2

const titleOfLoop = { promise: 'Promise to', request: 'Request of' }

/** An event in the past is moved to today: it is still to be done. */
const notBefore = (day: Day, today: Day): Day => (day < today ? today : day)

function eventsOf({ customer, score, openLoops }: Standing<Reachable>, today: Day): CalendarEvent[] {
  const events: CalendarEvent[] = []
  const add = (key: string, due: Day | null, title: string) => {
    if (due !== null) events.push({ key, on: notBefore(due, today), yearly: false, title, customer })
  }
  add(`visit-${customer.id}`, score.visitDue, `Care visit to ${customer.name}`)
  for (const { id, kind, text, dueOn } of openLoops)
    if (kind !== 'complaint') add(`${kind}-${id}`, dueOn, `${titleOfLoop[kind]} ${customer.name}: ${text}`)
  return events
}

/** 29 February falls on the 28th in some years, which no yearly rule can say. */
function dateEvents(date: CustomerDate, customer: Reachable, today: Day): CalendarEvent[] {
  const key = `date-${date.id}`
  const title = `${customer.name}: ${date.label}`
  const first = nextOccurrence(date, today)
  if (date.month !== 2 || date.date !== 29) return [{ key, on: first, yearly: true, title, customer }]
  const year = yearOf(first)
  return Array.from({ length: singly }, (_, i) => year + i).flatMap((each) => {
    const on = occurrenceIn(date, each)
    return on === null ? [] : [{ key: `${key}-${each}`, on, yearly: false, title, customer }]
  })
}

/** The events are in order of their days, for customers who are scored on `today`; promises and requests are open and have a day. */
export function calendarOf(standings: Standing<Reachable>[], dates: CustomerDate[], today: Day): CalendarEvent[] {
  const customers = new Map(standings.map(({ customer }) => [customer.id, customer]))
  const events = standings.flatMap((standing) => eventsOf(standing, today))
  for (const date of dates) {
    const customer = customers.get(date.customerId)
    if (customer && date.notedOn <= today) events.push(...dateEvents(date, customer, today))
  }
  return events.sort((a, b) => compareText(a.on, b.on) || compareText(a.key, b.key))
}
