import fc from 'fast-check'
import type { Customer } from '../../src/domain/customer.ts'
import { addDays, type Day, day } from '../../src/domain/day.ts'
import type { Loop, Outcome } from '../../src/domain/loop.ts'
import type { Pulse } from '../../src/domain/pulse.ts'
import type { Settings } from '../../src/domain/settings.ts'
import type { Touch } from '../../src/domain/touch.ts'
import { settings, vocabulary } from './builders.ts'
import type { NaiveBook } from './naive.ts'

/** The middle of the random days: they lie around it, so that windows and cadences begin and end among them. */
const middle = day('2026-03-01')

/** Days near each other, across a leap day and the ends of years; many so near that they fall on each other. */
export const anyDay = (spread = 120): fc.Arbitrary<Day> =>
  fc.oneof(fc.integer({ min: -spread, max: spread }), fc.integer({ min: -4, max: 4 })).map((n) => addDays(middle, n))

const outcomes: Record<Loop['kind'], Outcome[]> = {
  promise: ['kept', 'broken', 'dropped'],
  complaint: ['mended', 'dropped'],
  request: ['done', 'declined', 'dropped'],
}

const anyTouch = (customers: number): fc.Arbitrary<Omit<Touch, 'id'>> =>
  fc.record({
    customerId: fc.integer({ min: 1, max: customers }),
    on: anyDay(),
    channel: fc.constantFrom(...vocabulary.channels.map((channel) => channel.name)),
    purpose: fc.oneof(fc.constantFrom('care', 'tour'), fc.constantFrom('thanks', 'sale', 'invoice', 'mend')),
    tone: fc.constantFrom('+', '+', '=', '-'),
    begunBy: fc.constantFrom('us', 'them'),
    minutes: fc.option(fc.integer({ min: 0, max: 90 })),
    note: fc.constant(null),
    by: fc.constant(null),
  })

const anyLoop = (customers: number, touches: number): fc.Arbitrary<Omit<Loop, 'id'>> =>
  fc
    .record({
      customerId: fc.integer({ min: 1, max: customers }),
      kind: fc.constantFrom<Loop['kind']>('promise', 'complaint', 'request'),
      openedOn: anyDay(),
      dueIn: fc.option(fc.integer({ min: -5, max: 30 })),
      lasts: fc.option(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 4 }))),
      ending: fc.nat({ max: 2 }),
      touchId: fc.option(fc.integer({ min: 1, max: touches }), { freq: 1 }),
    })
    .map(({ customerId, kind, openedOn, dueIn, lasts, ending, touchId }) => ({
      customerId,
      kind,
      text: `${kind} of ${openedOn}`,
      openedOn,
      dueOn: dueIn === null || kind === 'complaint' ? null : addDays(openedOn, dueIn),
      closedOn: lasts === null ? null : addDays(openedOn, lasts),
      outcome: lasts === null ? null : (outcomes[kind][ending % outcomes[kind].length] ?? null),
      touchId,
      waitingOn: null,
      waitingSince: null,
      by: null,
    }))

const anyCustomer: fc.Arbitrary<Omit<Customer, 'id' | 'name'>> = fc.record({
  email: fc.constant(null),
  phone: fc.constant(null),
  note: fc.constant(null),
  visitEvery: fc.option(
    fc.oneof(
      fc.constantFrom<Customer['visitEvery']>('never', 7, 365),
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 1, max: 8 }),
    ),
  ),
  since: anyDay(),
  snoozedUntil: fc.option(anyDay(), { freq: 3 }),
  archivedOn: fc.option(anyDay(), { freq: 3 }),
  archivedWhy: fc.constant(null),
  kind: fc.constantFrom<Customer['kind']>('customer', 'teammate'),
})

const anySettings: fc.Arbitrary<Settings> = fc.record({
  ...Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, fc.constant(value)])),
  visitEvery: fc.constantFrom<Settings['visitEvery']>(30, 3, 'never'),
  ratioGoal: fc.constantFrom(10, 3, 1),
  ratioWindow: fc.constantFrom(365, 30, 1),
  replyWithin: fc.constantFrom(1, 1, 5),
}) as fc.Arbitrary<Settings>

const numbered = <T extends object>(things: T[]): (T & { id: number })[] =>
  things.map((thing, i) => ({ ...thing, id: i + 1 }))

const mostTouches = 25

/** Ratings of a few customers, in any order of days. */
export const anyPulses = (customers: number): fc.Arbitrary<Pulse[]> =>
  fc
    .array(
      fc.record({
        customerId: fc.integer({ min: 1, max: customers }),
        on: anyDay(6),
        rating: fc.integer({ min: 0, max: 10 }),
        guess: fc.option(fc.integer({ min: 0, max: 10 })),
        quote: fc.constantFrom(null, 'always on time'),
      }),
      { maxLength: 12 },
    )
    .map(numbered)

/** Whole books of a few customers; names are unlike each other, in plain lower case. */
export const anyBook: fc.Arbitrary<NaiveBook> = fc.integer({ min: 1, max: 5 }).chain((customers) =>
  fc
    .record({
      customers: fc
        .tuple(
          fc.array(anyCustomer, { minLength: customers, maxLength: customers }),
          fc.shuffledSubarray(['ada', 'bo', 'cy', 'dot', 'ed'], { minLength: customers, maxLength: customers }),
        )
        .map(([list, names]) => numbered(list.map((customer, i) => ({ ...customer, name: names[i] ?? '' })))),
      touches: fc.array(anyTouch(customers), { maxLength: mostTouches }).map(numbered),
      loops: fc.array(anyLoop(customers, mostTouches), { maxLength: 6 }).map(numbered),
      settings: anySettings,
    })
    .map((book) => ({ ...book, loops: book.loops.map((loop) => openedByTouch(loop, book.touches)) })),
)

/** A loop whose touch is there, and is of the same customer; else one that no touch opened. */
const openedByTouch = (loop: Loop, touches: Touch[]): Loop => ({
  ...loop,
  touchId: touches.some(({ id, customerId }) => id === loop.touchId && customerId === loop.customerId)
    ? loop.touchId
    : null,
})
