import { compareText } from '../compare-text.ts'
import type { Customer } from '../customers/customer.ts'
import type { Day } from '../days/day.ts'
import { type CustomerDate, nextOccurrence, occurrenceIn } from '../practices/dates.ts'
import type { Standing } from './due.ts'

export type CalendarEvent = {
  /** The key by which a calendar that is written again replaces the event. */
  key: string
  on: Day
  yearly: boolean
  title: string
  customer: Pick<Customer, 'id' | 'name' | 'email' | 'phone'>
}

type Reachable = CalendarEvent['customer']

/** A date on 29 February is written down for so many years to come. */
const singly = 2

const titleOfLoop = { promise: 'Promise to', request: 'Request of', complaint: 'Complaint of' }

/** An event in the past is moved to today: it is still to be done. */
const notBefore = (day: Day, today: Day): Day => (day < today ? today : day)

function visitEvents({ customer, score }: Standing<Reachable>, today: Day): CalendarEvent[] {
  const due = score.visitDue
  if (due === null) return []
  return [
    {
      key: `visit-${customer.id}`,
      on: notBefore(due, today),
      yearly: false,
      title: `Visit ${customer.name}`,
      customer,
    },
  ]
}

const loopEvents = ({ customer, openLoops }: Standing<Reachable>, today: Day): CalendarEvent[] =>
  openLoops.flatMap(({ id, kind, text, dueOn }) =>
    dueOn === null || kind === 'complaint'
      ? []
      : [
          {
            key: `${kind}-${id}`,
            on: notBefore(dueOn, today),
            yearly: false,
            title: `${titleOfLoop[kind]} ${customer.name}: ${text}`,
            customer,
          },
        ],
  )

/** A date, each year from its next day on. 29 February falls on the 28th in some years, which no yearly rule can say. */
function dateEvents(date: CustomerDate, customer: Reachable, today: Day): CalendarEvent[] {
  const key = `date-${date.id}`
  const title = `${customer.name}: ${date.label}`
  const first = nextOccurrence(date, today)
  if (date.month !== 2 || date.date !== 29) return [{ key, on: first, yearly: true, title, customer }]
  const year = Number(first.slice(0, 4))
  return Array.from({ length: singly }, (_, i) => year + i).flatMap((each) => {
    const on = occurrenceIn(date, each)
    return on === null ? [] : [{ key: `${key}-${each}`, on, yearly: false, title, customer }]
  })
}

/**
 * The events of a calendar, by day: visits due, open promises and requests with a day, and dates of customers who are scored
 * on `today`.
 */
export function calendarOf(standings: Standing<Reachable>[], dates: CustomerDate[], today: Day): CalendarEvent[] {
  const customers = new Map(standings.map(({ customer }) => [customer.id, customer]))
  const events = standings.flatMap((standing) => [...visitEvents(standing, today), ...loopEvents(standing, today)])
  for (const date of dates) {
    const customer = customers.get(date.customerId)
    if (customer && date.notedOn <= today) events.push(...dateEvents(date, customer, today))
  }
  return events.sort((a, b) => compareText(a.on, b.on) || compareText(a.key, b.key))
}
