import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldName } from '#domain/customers/name.ts'
import { day } from '#domain/days/day.ts'
import { type Answer, type BookToday, type CustomerPlan, planningCustomers } from '#import/decide/customers.ts'
import type { KnownRecords } from '#import/decide/keys.ts'
import type { KnownCustomer } from '#import/decide/matching.ts'
import { saidText } from '#import/decide/said.ts'
import { type Arrival, type ImportedDate, namedOnly } from '#import/records.ts'
import { runs } from '../../runs.ts'

const today = day('2026-11-21')

const anyName = fc.constantFrom(
  'Ann Lee',
  'Ann Leee',
  'Lee Ann',
  'ANN LEE',
  'Bolt',
  'Bolt Garage',
  'Bolt Garrage',
  'Zoë',
  'Shop 12',
  'Shop 13',
)
const anyEmail = fc.constantFrom(null, null, 'a@x.example', 'A@x.example', 'b@x.example')
const anyPhone = fc.constantFrom(null, null, '+13525550101', '+13525550102')

const anyArrival: fc.Arbitrary<Arrival> = fc
  .record({
    name: anyName,
    aliases: fc.uniqueArray(fc.constantFrom('Annie', 'Bolt', 'Lee', 'The Garage'), { maxLength: 2 }),
    contact: fc.option(fc.constantFrom('Acme', 'Bolt Garage')),
    company: fc.constantFrom(null, null, 'Mill', 'Tower'),
    email: anyEmail,
    phone: anyPhone,
    note: fc.constantFrom(null, 'likes rye', 'likes rye\nand tea'),
    tags: fc.uniqueArray(fc.constantFrom('vip', 'b2b')).map((tags) => tags.sort()),
    key: fc.constantFrom(null, null, 'k1', 'k2', 'k3'),
    dates: fc.constantFrom<ImportedDate[][]>([], [{ label: 'birthday', monthDay: '05-03', year: null }]),
  })
  .map((said) => ({ ...namedOnly(1, said.name), ...said, phoneKey: said.phone, source: 'test' }))

const someArrivals = fc.array(anyArrival, { minLength: 1, maxLength: 8 })

/** The plan, without the messages on the way to it. */
function planCustomers(...known: Parameters<typeof planningCustomers>): CustomerPlan {
  const planning = planningCustomers(...known)
  for (;;) {
    const step = planning.next()
    if (step.done) return step.value
  }
}

/** The book once a plan has been written: new customers get a number. */
function after(book: BookToday, plan: CustomerPlan): BookToday {
  const numbers = new Map<number, number>()
  let next = Math.max(0, ...book.customers.map(({ id }) => id))
  const numberOf = (id: number) => {
    if (id > 0) return id
    const known = numbers.get(id) ?? ++next
    numbers.set(id, known)
    return known
  }
  const customers = [...plan.byId.values()].map((customer) => ({ ...customer, id: numberOf(customer.id) }))
  const records: KnownRecords['records'] = new Map([...book.records].map(([source, kept]) => [source, new Map(kept)]))
  for (const { source, key, customerId, told } of plan.keys) {
    const kept = { customerId: numberOf(customerId), said: told && saidText(told) }
    records.set(source, (records.get(source) ?? new Map()).set(key, kept))
  }
  for (const { source, key, said } of plan.retoldKeys) {
    const { customerId = 0 } = records.get(source)?.get(key) ?? {}
    records.get(source)?.set(key, { customerId, said })
  }
  return { ...book, customers: customers.sort((a, b) => a.id - b.id), records }
}

/** The keys that an earlier cl kept of records: their owners, and not their words. */
const withoutWords = ({ records }: KnownRecords): KnownRecords['records'] =>
  new Map(
    [...records].map(([source, kept]) => [
      source,
      new Map([...kept].map(([key, { customerId }]) => [key, { customerId, said: null }])),
    ]),
  )

const empty: BookToday = { customers: [], records: new Map(), settled: new Map(), today, since: today }

/** A plan with the same answer to every doubt, as long as there are any. */
function planAnswering(arrivals: Arrival[], book: BookToday, how: 'same' | 'new' | 'skip') {
  const answers = new Map<Arrival, Answer>()
  for (;;) {
    const plan = planCustomers(arrivals, book, answers)
    const doubtful = plan.records.filter((record) => record.pile === 'doubtful')
    if (doubtful.length === 0) return plan
    for (const { arrival, candidates } of doubtful) {
      answers.set(arrival, how === 'same' ? { same: candidates[0]?.id ?? 0 } : how)
    }
  }
}

const foldedNames = ({ byId }: CustomerPlan, id: number): string[] => {
  const { name = '', aliases = [] } = byId.get(id) ?? {}
  return [name, ...aliases].map(foldName)
}

it('puts every record in one pile, leaves nobody out of the book, and gives no name twice', () => {
  fc.assert(
    fc.property(someArrivals, fc.array(anyArrival, { maxLength: 8 }), (first, second) => {
      const book = after(empty, planCustomers(first, empty))
      const plan = planCustomers(second, book)
      expect(plan.records.map(({ arrival }) => arrival)).toEqual(second)
      // A renamed record renames its customer, who goes on by the old name, too, however it is spelt.
      expect(book.customers.filter(({ id, name }) => !foldedNames(plan, id).includes(foldName(name)))).toEqual([])
      const names = [...plan.byId.values()].flatMap(({ name, aliases }) => [name, ...aliases].map(foldName))
      expect(new Set(names).size).toBe(names.length)
    }),
    { numRuns: runs(1000) },
  )
})

it('finds nothing new the second time, whatever was answered', () => {
  fc.assert(
    fc.property(
      fc.array(anyArrival, { maxLength: 8 }),
      fc.array(anyArrival, { maxLength: 8 }),
      fc.constantFrom('same', 'new', 'skip'),
      (first, second, how) => {
        const book = after(empty, planCustomers(first, empty))
        const once = planAnswering(second, book, how)
        const again = planAnswering(second, after(book, once), how)
        // A record that was skipped may be found in a customer of a later record, or be like nobody any more.
        const isMore = (pile: string, i: number) =>
          (pile === 'new' && once.records[i]?.pile !== 'leftOut') || (pile === 'changed' && how !== 'skip')
        expect(again.records.filter(({ pile }, i) => isMore(pile, i))).toEqual([])
      },
    ),
    { numRuns: runs(1000) },
  )
})

it('loses nothing that the book says, where it does not know that a file said it', () => {
  fc.assert(
    fc.property(someArrivals, fc.array(anyArrival, { maxLength: 8 }), (first, second) => {
      const told = after(empty, planCustomers(first, empty))
      const book = { ...told, records: withoutWords(told) }
      const plan = planCustomers(second, book)
      expect(book.customers.map(({ id }) => plan.byId.get(id))).toEqual(
        book.customers.map(({ id, name, email, phone, note, tags, aliases }) =>
          expect.objectContaining({
            ...{ id, name },
            ...(email && { email }),
            ...(phone && { phone }),
            ...(note && { note: expect.stringContaining(note) }),
            tags: expect.arrayContaining(tags),
            aliases: expect.arrayContaining(aliases),
          }),
        ),
      )
    }),
    { numRuns: runs(500) },
  )
})

it('loses nothing that was written in the book by hand since a file was read', () => {
  const hand = { email: 'hand@x.example', phone: '+13525550909', phoneKey: '+13525550909', note: 'by hand' }
  fc.assert(
    fc.property(someArrivals, someArrivals, fc.constantFrom('same', 'new', 'skip'), (first, second, how) => {
      const then = after(empty, planCustomers(first, empty))
      const book = { ...then, customers: then.customers.map((each) => ({ ...each, ...hand })) }
      const plan = planAnswering(second, book, how)
      for (const { id, name } of book.customers) {
        const after = plan.byId.get(id)
        expect(after).toMatchObject({ email: hand.email, phone: hand.phone, note: expect.stringContaining('by hand') })
        expect(foldedNames(plan, id)).toContain(foldName(name))
      }
    }),
    { numRuns: runs(500) },
  )
})

it.each<[name: string, other: string, isNear: boolean]>([
  ['Bolt Garage', 'Bolt Garrage', true],
  ['Bolt Garage', 'Bolt Graage', true],
  ['Maria Anders', 'Anders, Maria', true],
  ['Shop 12', 'Shop 13', false],
  ['Ann', 'Anna', false],
  ['Bolt Garage', 'Volt Garages', false],
])('%s and %s: near is %s', (name, other, isNear) => {
  const known: KnownCustomer = {
    ...namedOnly(1, name),
    id: 1,
    phoneKey: null,
    since: today,
    goal: null,
    firstDay: null,
    snoozedOn: null,
  }
  const arrival = { ...namedOnly(1, other), phoneKey: null, source: 'test' }
  const [record] = planCustomers([arrival], { ...empty, customers: [known] }).records
  expect(record?.pile).toBe(isNear ? 'doubtful' : 'new')
})

it.each<[booked: string, arrived: string, note: string | null]>([
  ['+14155550132', '4155550132', null],
  ['4155550132', '+14155550132', null],
  ['+14155550132', '14155550132', null],
  ['+493012345678', '03012345678', null],
  ['+493012345678', '00493012345678', null],
  ['+390612345678', '0612345678', null],
  ['+3545812345', '5812345', null],
  ['+14105550132', '5550132', 'Phone: 5550132'],
  ['+14155550132', '4155550133', 'Phone: 4155550133'],
  ['+14155550132', '+4155550132', 'Phone: +4155550132'],
  ['04155550132', '4155550132', 'Phone: 4155550132'],
  ['+14155550132', '0132', 'Phone: 0132'],
])('a customer with the phone %s, and the same e-mail with %s', (booked, phone, note) => {
  const email = 'ann@x.example'
  const known: KnownCustomer = {
    ...namedOnly(1, 'Ann Lee'),
    id: 1,
    email,
    phone: booked,
    phoneKey: booked,
    since: today,
    goal: null,
    firstDay: null,
    snoozedOn: null,
  }
  const book = { ...empty, customers: [known] }
  const arrival = { ...namedOnly(1, 'Ann Lee'), email, phone, phoneKey: phone, source: 'test' }
  expect(planCustomers([arrival], book).byId.get(1)).toMatchObject({ phone: booked, note })
  const alone = { ...arrival, name: 'Zoe', email: null }
  expect(planCustomers([alone], book).records).toMatchObject([{ pile: 'new' }])
})
