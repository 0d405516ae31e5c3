import { addDays, type Day, weekdayOf } from './day.ts'
import type { Outcome } from './loop.ts'

/** A customer of the sample book. */
export type SampleCustomer = {
  name: string
  phone?: string
  email?: string
  alias?: string
  tags?: string[]
  /** Days between visits, where the customer has a cadence of their own. */
  every?: number
  /** Days before today. */
  sinceDaysAgo: number
  touches: SampleTouch[]
  promises?: { text: string; daysAgo: number; dueIn: number; closed?: { daysAgo: number; outcome: Outcome } }[]
}

/** A touch, in the words of `cl log`; `ends` closes the loop that it opens. */
export type SampleTouch = {
  daysAgo: number
  words: string[]
  note?: string
  minutes?: number
  ends?: { daysAgo: number; outcome: Outcome }
}

const touch = (daysAgo: number, words: string, note?: string, minutes?: number): SampleTouch => ({
  daysAgo,
  words: words.split(' '),
  ...(note === undefined ? {} : { note }),
  ...(minutes === undefined ? {} : { minutes }),
})

/** The same touch again and again: each so many days ago. */
const regularly = (words: string, daysAgo: number[], note?: string) => daysAgo.map((each) => touch(each, words, note))

/** The customers of a one-woman bakery, so that each kind of reason is in the list. */
export const sampleCustomers: SampleCustomer[] = [
  {
    name: 'Café Zoë',
    phone: '+1 352 555 0101',
    email: 'zoe@cafezoe.example',
    tags: ['wholesale'],
    sinceDaysAgo: 400,
    touches: [
      ...regularly('call care', [160, 130, 101, 70, 38, 12], 'how is the shop, how are the twins'),
      touch(96, 'surprise', 'a stollen for the team'),
      touch(64, 'thanks', 'for five years of Saturdays'),
      touch(45, 'help', 'lent them our spare trays'),
      touch(33, 'visit tour', 'saw the new terrace', 40),
      touch(30, 'invoice', 'October'),
      touch(4, 'call care', 'all good, Zoë is expecting again', 15),
    ],
    promises: [{ text: 'send the Christmas price list', daysAgo: 4, dueIn: 3 }],
  },
  {
    name: 'Hotel Astoria',
    phone: '+1 352 555 0117',
    alias: 'the Astoria',
    tags: ['wholesale', 'vip'],
    every: 14,
    sinceDaysAgo: 700,
    touches: [
      ...regularly('visit care', [90, 75, 58, 44, 29], 'breakfast with the chef'),
      touch(62, 'invoice', 'September'),
      touch(32, 'invoice', 'October'),
      touch(3, 'complaint', 'the rye came an hour late'),
      touch(2, 'mend', 'spoke with the driver; new slot at 5:30', 20),
    ],
  },
  {
    name: 'Bolt Garage',
    phone: '+1 352 555 0123',
    sinceDaysAgo: 300,
    touches: [
      touch(120, 'call care', 'nothing wrong'),
      touch(64, 'call care', 'asked after the new lift'),
      touch(20, 'email news', 'opening hours in December'),
    ],
  },
  {
    name: 'St. Mary’s School',
    email: 'kitchen@stmarys.example',
    tags: ['school'],
    every: 90,
    sinceDaysAgo: 500,
    touches: [
      touch(150, 'visit care', 'new cook, Mr Okafor'),
      touch(70, 'call care', 'term has begun, numbers are up'),
      { daysAgo: 15, words: ['request'], note: 'rolls without sesame', ends: { daysAgo: 11, outcome: 'done' } },
      touch(6, 'call feedback', 'the children like the new rolls'),
    ],
  },
  {
    name: 'Harbour Deli',
    phone: '+1 352 555 0150',
    tags: ['wholesale'],
    sinceDaysAgo: 220,
    touches: [
      ...regularly('call care', [150, 118, 85, 52, 21]),
      touch(61, 'invoice', 'September'),
      touch(31, 'invoice', 'October'),
      touch(16, 'reminder', 'October is not paid yet'),
      touch(1, 'email thanks', 'for paying so quickly'),
    ],
    promises: [{ text: 'samples of the walnut loaf', daysAgo: 9, dueIn: -1 }],
  },
  {
    name: 'Nana Li',
    phone: '+1 352 555 0166',
    sinceDaysAgo: 90,
    touches: [
      touch(60, 'visit care', 'tea, and her recipe for sesame balls', 60),
      touch(26, 'call care', 'knee is better'),
      touch(5, 'visit surprise', 'a birthday cake', 30),
    ],
    promises: [
      { text: 'bring the photo of the wedding cake', daysAgo: 12, dueIn: -6, closed: { daysAgo: 5, outcome: 'kept' } },
    ],
  },
  {
    name: 'Green Leaf Yoga',
    email: 'hello@greenleaf.example',
    sinceDaysAgo: 10,
    touches: [touch(10, 'call sale', 'first order: 30 oat bars')],
  },
]

/** A day of the sample; a Sunday is moved to the Saturday before, since the bakery rests. */
export function sampleDay(today: Day, daysAgo: number): Day {
  const on = addDays(today, -daysAgo)
  return daysAgo > 7 && weekdayOf(on) === 0 ? addDays(on, -1) : on
}
