import fc from 'fast-check'
import type { Customer } from '#domain/customers/customer.ts'
import { addDays, type Day, day, daysBetween } from '#domain/days/day.ts'
import type { Loop, Outcome } from '#domain/loops/loop.ts'
import type { CustomerDate } from '#domain/practices/dates.ts'
import type { Fact } from '#domain/practices/knowing.ts'
import type { Pulse } from '#domain/practices/pulse.ts'
import type { Saving } from '#domain/practices/savings.ts'
import type { Settings } from '#domain/shop/settings.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { settings, vocabulary } from './builders.ts'
import type { Absence, NaiveBook } from './naive.ts'

/** The middle of the random days: they lie around it, so that windows and cadences begin and end among them. */
const middle = day('2026-03-01')

/** Days near each other, across a leap day and the ends of years; many so near that they fall on each other. */
export const anyDay = (spread = 120): fc.Arbitrary<Day> =>
  fc.oneof(fc.integer({ min: -spread, max: spread }), fc.integer({ min: -4, max: 4 })).map((n) => addDays(middle, n))

const mostTouches = 25

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
    purpose: fc.oneof(
      fc.constantFrom('care', 'tour'),
      fc.constantFrom('thanks', 'sale', 'invoice', 'mend', 'attempt', 'feedback'),
    ),
    tone: fc.constantFrom('+', '+', '=', '-'),
    begunBy: fc.constantFrom('us', 'them'),
    minutes: fc.option(fc.integer({ min: 0, max: 90 })),
    note: fc.constant(null),
    by: fc.constant(null),
  })

const anyLoop = (customers: number): fc.Arbitrary<Omit<Loop, 'id'>> =>
  fc
    .record({
      customerId: fc.integer({ min: 1, max: customers }),
      kind: fc.constantFrom<Loop['kind']>('promise', 'complaint', 'request'),
      openedOn: anyDay(),
      dueIn: fc.option(fc.integer({ min: -5, max: 30 })),
      lasts: fc.option(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 4 }))),
      ending: fc.nat({ max: 2 }),
      touchId: fc.option(fc.nat({ max: mostTouches }), { freq: 2 }),
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
  company: fc.constant(null),
  address: fc.constant(null),
  note: fc.constant(null),
  visitEvery: fc.option(
    fc.oneof(
      fc.constantFrom<Customer['visitEvery']>('never', 7, 365),
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 1, max: 8 }),
    ),
  ),
  since: anyDay(),
  goal: fc.option(fc.constantFrom<Customer['goal']>('none', 1, 3), { freq: 1 }),
  firstDay: fc.option(anyDay(), { freq: 2 }),
  snoozedOn: fc.option(anyDay(), { freq: 2 }),
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
  dateAhead: fc.constantFrom(7, 7, 30, 1),
  savingsTell: fc.constantFrom(30, 5, 1),
  requestWithin: fc.constantFrom(3, 1),
  promiseWithin: fc.constantFrom(30, 5),
  mendWithin: fc.constantFrom(7, 2),
}) as fc.Arbitrary<Settings>

/** Times that are over in which one of the customers was away. */
const anyAbsence = (customers: number): fc.Arbitrary<Absence> =>
  fc
    .record({
      customerId: fc.integer({ min: 1, max: customers }),
      kind: fc.constantFrom<Absence['kind']>('archived', 'snoozed'),
      from: anyDay(),
      lasts: fc.integer({ min: 1, max: 40 }),
      ended: fc.integer({ min: 1, max: 40 }),
    })
    .map(({ lasts, ended, ...each }) => ({
      ...each,
      until: addDays(each.from, lasts),
      ended: addDays(each.from, ended),
    }))

const numbered = <T extends object>(things: T[]): (T & { id: number })[] =>
  things.map((thing, i) => ({ ...thing, id: i + 1 }))

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

const yearlyDayOf = (on: Day) => ({ month: Number(on.slice(5, 7)), date: Number(on.slice(8)) })

/** Days of the year that lie near the random days; among them 29 February, and ends of years. */
const anyYearlyDay: fc.Arbitrary<Pick<CustomerDate, 'month' | 'date'>> = fc.oneof(
  anyDay().map(yearlyDayOf),
  fc.constantFrom({ month: 2, date: 29 }, { month: 12, date: 31 }, { month: 1, date: 1 }),
)

/** The other rows of these customers, beside touches and loops. */
const anyLedger = (customers: number) => {
  const customerId = fc.integer({ min: 1, max: customers })
  const some = <T extends object>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 5 }).map(numbered)
  return fc.record({
    dates: some(
      fc.record({
        customerId,
        day: anyYearlyDay,
        year: fc.option(fc.constantFrom(1990, 2025, 2026, 2027), { freq: 2 }),
        notedOn: fc.oneof(fc.constant(addDays(middle, -400)), anyDay()),
      }),
    ).map((dates) => dates.map(({ day, ...date }): CustomerDate => ({ ...date, ...day, label: `day ${date.id}` }))),
    savings: some(
      fc.record({
        customerId,
        on: anyDay(),
        money: fc.option(fc.integer({ min: 1, max: 900 })),
        minutes: fc.option(fc.integer({ min: 1, max: 60 })),
        text: fc.constant('delivery'),
        toldOn: fc.option(anyDay(), { freq: 2 }),
      }),
    ),
    facts: some(
      fc.record({
        customerId,
        topic: fc.constantFrom(null, ...topicNames),
        on: anyDay(),
        text: fc.constant('x'),
        by: fc.constant<string | null>(null),
      }),
    ),
    pulses: anyPulses(customers),
    losses: fc.array(fc.record({ customerId, lostOn: anyDay(), back: fc.option(fc.nat({ max: 60 })) }), {
      maxLength: 3,
    }),
  })
}

/** The first topics of every new book. */
export const topicNames = ['history', 'goals', 'plans']

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
      loops: fc.array(anyLoop(customers), { maxLength: 6 }).map(numbered),
      ledger: anyLedger(customers),
      absences: fc.array(anyAbsence(customers), { maxLength: 3 }),
      people: fc.array(fc.nat({ max: customers }), { minLength: mostTouches, maxLength: mostTouches }),
      settings: anySettings,
    })
    .map(({ ledger, people, ...book }) => {
      const isTeammate = (id: number | undefined) =>
        book.customers.some((each) => each.id === id && each.kind === 'teammate')
      // Teammates had some of the touches.
      const withBy = <T extends { by: string | null }>(things: T[]): T[] =>
        things.map((thing, i) => ({
          ...thing,
          by: isTeammate(people[i]) ? (book.customers.find(({ id }) => id === people[i])?.name ?? null) : null,
        }))
      return {
        ...book,
        touches: withBy(book.touches),
        loops: withBy(book.loops).map((loop) => openedByTouch(loop, book.touches)),
        dates: ledger.dates,
        // Nobody was told of a saving without a touch.
        savings: ledger.savings.map(
          (saving): Saving => ({ ...saving, toldOn: book.touches.length === 0 ? null : saving.toldOn }),
        ),
        facts: withBy(ledger.facts) satisfies Fact[],
        pulses: ledger.pulses,
        losses: ledger.losses.map(({ customerId, lostOn, back }) => ({
          customerId,
          lostOn,
          wonBackOn: back === null ? null : addDays(lostOn, back),
        })),
      }
    }),
)

/** A complaint or a request that a touch of its customer opened, on the touch's day; else one that no touch opened. */
function openedByTouch(loop: Loop, touches: Touch[]): Loop {
  const own = touches.filter(({ customerId }) => customerId === loop.customerId)
  const touch = loop.touchId === null || loop.kind === 'promise' ? undefined : own[loop.touchId % own.length]
  if (!touch) return { ...loop, touchId: null }
  const days = daysBetween(loop.openedOn, touch.on)
  const moved = (on: Day | null) => on && addDays(on, days)
  return { ...loop, touchId: touch.id, openedOn: touch.on, dueOn: moved(loop.dueOn), closedOn: moved(loop.closedOn) }
}

/** A random book and the day from which it is seen; much of it lies near the days on which a rule begins or ends to hold. */
export const anyBookAndDay: fc.Arbitrary<[book: NaiveBook, today: Day]> = fc
  .tuple(anyBook, anyDay(100))
  .chain(([book, today]) => {
    const customerId = fc.integer({ min: 1, max: book.customers.length })
    const offset = fc.constantFrom(-90, -89, -5, -4, -3, -2, -1, -1, 0, 0, 1, 2, 5)
    const first = addDays(today, 1 - book.settings.ratioWindow)
    const anyEdge = fc.tuple(fc.constantFrom(first, today, today), offset).map(([on, days]) => addDays(on, days))
    const someOf = <T>(one: fc.Arbitrary<T>, maxLength: number) => fc.array(one, { maxLength, size: 'max' })
    return fc
      .record({
        daysWithUs: fc.array(fc.constantFrom(null, 30, 179, 180, 364, 365, 400), { minLength: 5, maxLength: 5 }),
        // Of each customer, the touches of the first season.
        courting: someOf(
          fc.record({ touch: anyTouch(book.customers.length), after: fc.constantFrom(0, 1, 50, 89, 90) }),
          16,
        ),
        touches: someOf(fc.record({ touch: anyTouch(book.customers.length), on: anyEdge }), 12),
        loops: someOf(
          fc.record({ loop: anyLoop(book.customers.length), on: anyEdge, lasts: fc.integer({ min: 0, max: 6 }) }),
          5,
        ),
        dates: someOf(fc.record({ customerId, on: anyEdge }), 4),
        facts: someOf(fc.record({ customerId, on: anyEdge, topic: fc.constantFrom(null, ...topicNames) }), 4),
      })
      .map(({ daysWithUs, courting, ...edges }): [NaiveBook, Day] => {
        const customers = book.customers.map((customer, i) => {
          const days = daysWithUs[i] ?? null
          return days === null ? customer : { ...customer, since: addDays(today, -days) }
        })
        const sinceOf = (id: number) => customers.find((customer) => customer.id === id)?.since ?? today
        const touches = numbered([
          ...book.touches,
          ...courting.map(({ touch, after }) => ({ ...touch, on: addDays(sinceOf(touch.customerId), after) })),
          ...edges.touches.map(({ touch, on }) => ({ ...touch, on })),
        ])
        const loops = edges.loops.map(({ loop, on, lasts }) => ({
          ...loop,
          openedOn: addDays(on, -lasts),
          closedOn: loop.closedOn === null ? null : on,
          dueOn: loop.dueOn === null ? null : addDays(on, lasts % 3),
        }))
        return [
          {
            ...book,
            customers,
            touches,
            loops: numbered([...book.loops, ...loops]).map((loop) => openedByTouch(loop, touches)),
            dates: numbered([
              ...book.dates,
              ...edges.dates.map(({ on, ...date }) => ({
                ...date,
                ...yearlyDayOf(on),
                year: null,
                notedOn: addDays(middle, -400),
              })),
            ]).map((date) => ({ ...date, label: `day ${date.id}` })),
            facts: numbered([...book.facts, ...edges.facts.map((fact) => ({ ...fact, text: 'x', by: null }))]),
          },
          today,
        ]
      })
  })
