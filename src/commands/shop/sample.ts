import type { CustomerDetails } from '#domain/customers/customer.ts'
import { addDays, type Day, partsOf, weekdayOf } from '#domain/days/day.ts'
import type { Outcome } from '#domain/loops/loop.ts'
import type { YearlyDay } from '#domain/practices/dates.ts'
import type { BegunBy } from '#domain/touches/vocabulary.ts'

export type SampleCustomer = {
  name: string
  details: Partial<CustomerDetails>
  sinceDaysAgo: number
  touches: SampleTouch[]
  promises?: {
    text: string
    daysAgo: number
    dueIn: number
    by?: string
    closed?: { daysAgo: number; outcome: Outcome }
  }[]
  facts?: { daysAgo: number; topic?: string; text: string; by?: string }[]
  dates?: { label: string; dueIn: number }[]
  /** Savings that a touch with the purpose `savings`, on that day or after, tells them of. */
  savings?: { daysAgo: number; minutes: number; text: string }[]
  pulses?: { daysAgo: number; rating: number; guess: number; quote: string }[]
}

/** `words` are those of `cl log`; `ends` closes the loop that it opens, `by` names a teammate. */
type SampleTouch = {
  daysAgo: number
  words: string[]
  note?: string
  minutes?: number
  begunBy?: BegunBy
  by?: string
  ends?: { daysAgo: number; outcome: Outcome }
}

const touch = (daysAgo: number, words: string, note?: string, minutes?: number): SampleTouch => ({
  daysAgo,
  words: words.split(' '),
  ...(note === undefined ? {} : { note }),
  ...(minutes === undefined ? {} : { minutes }),
})

const regularly = (words: string, daysAgo: number[], note?: string) => daysAgo.map((each) => touch(each, words, note))

/** Each kind of reason is in their list. */
export const sampleCustomers: SampleCustomer[] = [
  {
    name: 'Café Zoë',
    details: { phone: '+1 352 555 0101', email: 'zoe@cafezoe.example', tags: ['wholesale'] },
    sinceDaysAgo: 400,
    touches: [
      ...regularly('call care', [160, 130, 101, 70, 38, 12], 'how is the shop, how are the twins'),
      touch(96, 'surprise', 'a stollen for the team'),
      touch(64, 'thanks', 'for five years of Saturdays'),
      touch(45, 'help', 'lent them our spare trays'),
      touch(33, 'visit tour', 'saw the new terrace', 40),
      touch(30, 'invoice', 'October'),
      { ...touch(19, 'email', 'do the seeded rolls come in small, too?'), begunBy: 'them' },
      touch(18, 'call savings', 'what one delivery a day saves them'),
      touch(4, 'call care', 'all good, loves the new #rye; Zoë is expecting again', 15),
    ],
    promises: [
      { text: 'a taste of the seeded rolls', daysAgo: 18, dueIn: -15, closed: { daysAgo: 16, outcome: 'kept' } },
      { text: 'send the Christmas price list', daysAgo: 4, dueIn: 3 },
    ],
    facts: [
      { daysAgo: 130, topic: 'history', text: 'began with a coffee cart at the station' },
      { daysAgo: 101, topic: 'people', text: 'Zoë, two cooks, and Jo at the counter' },
      { daysAgo: 38, topic: 'expectations', text: 'bread on the step by 6:30, whatever the weather' },
      { daysAgo: 33, topic: 'tour', text: 'the terrace has 24 seats and opens in April' },
      { daysAgo: 4, topic: 'plans', text: 'breakfast on Sundays from spring' },
      { daysAgo: 4, text: 'the twins start school in May' },
    ],
    dates: [{ label: 'birthday of the café', dueIn: 5 }],
    savings: [{ daysAgo: 40, minutes: 120, text: 'one delivery a day instead of two' }],
    pulses: [
      { daysAgo: 130, rating: 7, guess: 9, quote: 'good bread, but we never know when it comes' },
      { daysAgo: 12, rating: 9, guess: 8, quote: 'the first thing our guests ask for' },
    ],
  },
  {
    name: 'Hotel Astoria',
    details: { phone: '+1 352 555 0117', aliases: ['the Astoria'], tags: ['wholesale', 'vip'], visitEvery: 14 },
    sinceDaysAgo: 700,
    touches: [
      ...regularly('visit care', [90, 75, 58, 44, 29], 'breakfast with the chef'),
      touch(62, 'invoice', 'September'),
      touch(32, 'invoice', 'October'),
      touch(3, 'complaint', 'the rye came an hour #late'),
      touch(2, 'mend', 'spoke with the driver; new slot at 5:30', 20),
    ],
    facts: [
      { daysAgo: 75, topic: 'people', text: 'the chef, Marta, decides; Mr Brandt pays' },
      { daysAgo: 29, topic: 'goals', text: 'a fourth star' },
    ],
    pulses: [{ daysAgo: 29, rating: 8, guess: 8, quote: 'the best rye in town' }],
  },
  {
    name: 'Bolt Garage',
    details: { phone: '+1 352 555 0123' },
    sinceDaysAgo: 300,
    touches: [
      touch(120, 'call care', 'nothing wrong'),
      touch(64, 'call care', 'asked after the new lift'),
      touch(20, 'email news', 'opening hours in December'),
    ],
  },
  {
    name: 'St. Mary’s School',
    details: { email: 'kitchen@stmarys.example', tags: ['school'], visitEvery: 90 },
    sinceDaysAgo: 500,
    touches: [
      touch(150, 'visit care', 'new cook, Mr Okafor'),
      touch(70, 'call care', 'term has begun, numbers are up'),
      { daysAgo: 15, words: ['request'], note: 'rolls without sesame', ends: { daysAgo: 11, outcome: 'done' } },
      touch(6, 'call feedback', 'the children like the new #rolls'),
    ],
    facts: [{ daysAgo: 150, topic: 'people', text: 'Mr Okafor cooks, the office orders' }],
  },
  {
    name: 'Harbour Deli',
    details: { phone: '+1 352 555 0150', tags: ['wholesale'] },
    sinceDaysAgo: 220,
    touches: [
      ...regularly('call care', [150, 118, 85, 52, 21]).map((each) => ({ ...each, by: 'Kim' })),
      touch(61, 'invoice', 'September'),
      touch(31, 'invoice', 'October'),
      touch(16, 'reminder', 'October is not paid yet'),
      { ...touch(1, 'email thanks', 'for paying so quickly'), by: 'Kim' },
    ],
    promises: [{ text: 'samples of the walnut loaf', daysAgo: 9, dueIn: -1, by: 'Kim' }],
    facts: [{ daysAgo: 21, topic: 'better', text: 'one bill a month instead of four', by: 'Kim' }],
    savings: [{ daysAgo: 45, minutes: 90, text: 'the bread comes sliced' }],
  },
  {
    name: 'Nana Li',
    details: { phone: '+1 352 555 0166' },
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
    details: { email: 'hello@greenleaf.example' },
    sinceDaysAgo: 10,
    touches: [
      touch(10, 'call sale', 'first order: 30 oat bars'),
      { ...touch(3, 'email', 'are the oat bars vegan?'), begunBy: 'them' },
    ],
  },
  {
    name: 'Kim',
    details: { kind: 'teammate', phone: '+1 352 555 0109' },
    sinceDaysAgo: 200,
    touches: [
      touch(40, 'visit care', 'how the early shift is going', 20),
      touch(13, 'praise', 'Harbour Deli asks for her'),
    ],
  },
]

export const sampleLetters = [
  {
    title: 'Invoice',
    every: 90,
    addedDaysAgo: 190,
    reviewed: { daysAgo: 95, yeses: [true, false, true, true, false] },
  },
  { title: 'Answering machine', every: 365, addedDaysAgo: 190, reviewed: null },
]

/** A Sunday is moved to the Saturday before, since the bakery rests. */
export function sampleDay(today: Day, daysAgo: number): Day {
  const on = addDays(today, -daysAgo)
  return daysAgo > 7 && weekdayOf(on) === 0 ? addDays(on, -1) : on
}

export function sampleYearlyDay(today: Day, dueIn: number): YearlyDay {
  return { ...partsOf(addDays(today, dueIn)), year: null }
}
