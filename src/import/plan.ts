import type { Context } from '#cli/context.ts'
import { foldEmail } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import { sumOf } from '#domain/sums.ts'
import { cannot } from '#errors.ts'
import { type PhoneReader, phoneReader } from '#formats/phone.ts'
import type { RetoldKey } from '#tables/import-keys.ts'
import type { TouchChanges } from '#tables/touches.ts'
import type { CustomerPlan } from './decide/customers.ts'
import { furtherReach } from './decide/further-reach.ts'
import { customersByKey } from './decide/keys.ts'
import { People } from './decide/people.ts'
import type { SettledCards } from './decide/settled-cards.ts'
import { type DoubtfulTouch, noTouches, type SortedTouches, type TouchKey, TouchSorter } from './decide/sorting.ts'
import { type ArrivedTouch, TouchReader } from './decide/touches.ts'
import type { ImportFile } from './import-file.ts'
import { bookedTouches, type Known } from './known.ts'
import { naming } from './open.ts'
import { type Arrival, type Bad, countMore, type Records } from './records.ts'
import { Staging } from './staging.ts'

const mostCustomers = 200_000
const mostBad = 100_000
/** UTF-16 units: all text of bad records is kept for --skip-bad. */
const mostBadText = 50_000_000

type BadIn = Bad & { file: ImportFile }

/** Files of touches alone are read later. */
export type ReadFiles = {
  arrivals: Arrival[]
  fileOf: Map<Arrival, ImportFile>
  /** Their customers are taken out. */
  others: Map<ImportFile, Records[]>
  bad: BadIn[]
  /** One's own cards are nobody's. */
  own: string[]
  settled: SettledCards
}

/**
 * Files that hold nothing but touches are left for later.
 * @param home the country of the shop
 * @param me one's own e-mail addresses
 * @param settled recognises the cards that need not be read
 * @throws cannot, for more than an import takes
 */
export async function readFiles(
  files: ImportFile[],
  home: string | null,
  me: string[],
  settled: SettledCards,
): Promise<ReadFiles> {
  const read: ReadFiles = { arrivals: [], fileOf: new Map(), others: new Map(), bad: [], own: [], settled }
  const phones = await phoneReader()
  const own = new Set(me.map(foldEmail))
  for (const file of files.filter(({ onlyTouches }) => !onlyTouches)) {
    const rest: Records[] = []
    read.others.set(file, rest)
    await naming(file.name, async () => {
      for await (const records of file.records(settled)) {
        const arrivals = arrivalsOf(file, records, home, phones)
        const others = arrivals.filter((arrival) => !isOwn(arrival, own))
        read.own.push(...arrivals.filter((arrival) => isOwn(arrival, own)).map(({ name }) => name))
        read.arrivals.push(...others)
        for (const arrival of others) read.fileOf.set(arrival, file)
        checkCount(read)
        addBad(read.bad, file, records.bad)
        rest.push({ ...records, customers: [], bad: [] })
      }
    })
  }
  return read
}

/** @throws cannot, for more customers than an import takes */
export function checkCount({ arrivals, settled }: ReadFiles): void {
  if (arrivals.length + settled.keys.size > mostCustomers)
    throw cannot(`There are more than ${mostCustomers} customers in it.`, 'Divide it.')
}

/** Any of the addresses of a card tells that it is one's own. */
const isOwn = ({ email, note }: Arrival, own: Set<string>): boolean =>
  own.size > 0 && [email ?? '', ...furtherReach(note)].some((each) => own.has(foldEmail(each)))

const arrivalsOf = (
  { sources }: ImportFile,
  { customers }: Records,
  home: string | null,
  { key, international }: PhoneReader,
): Arrival[] =>
  customers.map((customer) => {
    const { phone: written, country } = customer
    const isAbroad = written !== null && country !== null && country !== home && !written.startsWith('+')
    // A number of another country than the shop's is written as it is dialled from here.
    const abroad = isAbroad ? international(written, country) : null
    const { phone, phoneKey } = abroad ?? { phone: written, phoneKey: written && key(written, country ?? home) }
    return onItsOwn(Object.assign(customer, { phone, phoneKey, source: sources.customers }))
  })

/** V8 would keep a whole part of a file in memory for a text that was cut out of it. */
const onItsOwn = (arrival: Arrival): Arrival => JSON.parse(JSON.stringify(arrival))

const toTry = 'See whether its columns are what you think: --map'

/** @throws cannot, for so many bad records that the columns are probably not what somebody thinks */
export function addBad<File>(all: (Bad & { file: File })[], file: File, bad: Bad[]): void {
  for (const each of bad) all.push({ ...each, file })
  const length = sumOf(all, ({ text }) => text.length)
  if (length > mostBadText) throw cannot(`More than ${mostBadText / 1_000_000} MB of it are bad records.`, toTry)
  if (all.length > mostBad) throw cannot(`More than ${mostBad} records of it are bad.`, toTry)
}

/** Each record is in exactly one pile. */
export type Piles = { new: number; changed: number; same: number; doubtful: number; leftOut: number; bad: number }

export const noPiles = (): Piles => ({ new: 0, changed: 0, same: 0, doubtful: 0, leftOut: 0, bad: 0 })

/** So many new customers, or touches, are shown. */
export const samples = 5

/** The others are not counted: a mailbox may know very many people. */
const mostOfNobody = 1_000

export type ImportPlan = {
  customers: CustomerPlan
  touches: Piles
  firstNew: ArrivedTouch[]
  staging: Staging
  /** Changes are by the numbers of the touches. */
  changedTouches: Map<number, TouchChanges>
  /** Meetings may be no touch, or one that the book has. */
  doubtfulTouches: (DoubtfulTouch & { file: ImportFile })[]
  /** The book has these touches, without the keys. */
  touchKeys: TouchKey[]
  /** Files have moved these touches. */
  retoldTouches: RetoldKey[]
  /** Numbers of records are by the reason, customers and touches apart. */
  leftOut: Record<'customers' | 'touches', Map<string, number>>
  /** Words for whoever was in a touch with nobody of the book, and how often. */
  ofNobody: Map<string, number>
  bad: BadIn[]
}

/** Touches before `since` are left out; `me` are the addresses of the user. */
type TouchOptions = { today: Day; since: Day | null; me: string[] }

/**
 * The decisions on the customers have been made: touches are read, looked up and decided page by page.
 * @throws cannot, for more than an import takes
 */
export async function planImport(
  { book }: Context,
  files: ImportFile[],
  read: ReadFiles,
  known: Known,
  customers: CustomerPlan,
  options: TouchOptions,
): Promise<ImportPlan> {
  const { others, own, bad } = read
  const plan: ImportPlan = {
    customers,
    touches: noPiles(),
    firstNew: [],
    staging: new Staging(),
    changedTouches: new Map(),
    doubtfulTouches: [],
    touchKeys: [],
    retoldTouches: [],
    leftOut: {
      customers: new Map(own.map((name) => [`${name}: your own card, by its e-mail address`, 1])),
      touches: new Map(),
    },
    ofNobody: new Map(),
    bad: [...bad],
  }
  plan.touches.bad = bad.filter(({ file }) => file.holds === 'touches').length
  const sorter = new TouchSorter()
  const booked = async (touches: ArrivedTouch[], source: string) =>
    known.hasTouches ? book.readOrNew((db) => bookedTouches(db, touches, source)) : noTouches
  try {
    let postReader: TouchReader | undefined
    for (const file of [...others.keys(), ...files.filter(({ onlyTouches }) => onlyTouches)]) {
      const isMail = file.kind === 'mail'
      const reader = (isMail && postReader) || readerFor(file, read, known, customers, options)
      // A conversation goes on from file to file.
      if (isMail) postReader = reader
      const source = file.sources.touches
      await naming(file.name, async () => {
        for await (const page of others.get(file) ?? file.records()) {
          const { arrived, leftOut, ofNobody, bad: unread } = reader.readAll(page.touches)
          await addTouches(plan, file, {
            leftOut: page.leftOut,
            touchesLeftOut: leftOut,
            ofNobody,
            bad: file.onlyTouches ? [...page.bad, ...unread] : unread,
            sorted: sorter.sort(arrived, source, await booked(arrived, source)),
          })
        }
        await plan.staging.moveDown(source, reader.later)
      })
    }
    plan.bad.push(...badCustomers(customers, read))
    return plan
  } catch (error) {
    plan.staging.close()
    throw error
  }
}

function readerFor(
  file: ImportFile,
  { others, fileOf }: ReadFiles,
  known: Known,
  customers: CustomerPlan,
  { me, ...days }: TouchOptions,
): TouchReader {
  const { vocabulary } = known.rules
  const keys = customersByKey(file.customerColumn, known, customers.keys)
  // A file without touches needs no index of all customers to find theirs.
  const isNeeded = others.get(file)?.some(({ touches }) => touches.length > 0) ?? true
  const all = isNeeded ? [...customers.byId.values()] : []
  const ofRows = isNeeded ? customersByRow(file, customers, fileOf) : new Map<number, number>()
  const people = new People(all, keys, vocabulary)
  return new TouchReader({ people, ofRows, own: new Set(me.map(foldEmail)), vocabulary, ...days })
}

const badCustomers = ({ records }: CustomerPlan, { fileOf }: ReadFiles): BadIn[] =>
  records.flatMap((record) => {
    const file = record.pile === 'bad' ? fileOf.get(record.arrival) : undefined
    if (record.pile !== 'bad' || !file) return []
    const { line, name } = record.arrival
    return [{ line, reason: record.reason, text: name, file }]
  })

/** The keys are lines; somebody doubtful or left out is none. */
const customersByRow = (
  file: ImportFile,
  { records }: CustomerPlan,
  fileOf: ReadFiles['fileOf'],
): Map<number, number> =>
  new Map(
    records.flatMap((record) =>
      'customerId' in record && fileOf.get(record.arrival) === file ? [[record.arrival.line, record.customerId]] : [],
    ),
  )

/** Numbers of records are by the reason for which they are left out. */
type Page = Record<'leftOut' | 'touchesLeftOut' | 'ofNobody', Map<string, number>> & {
  bad: Bad[]
  sorted: SortedTouches
}

/** New touches wait to be written. */
async function addTouches(plan: ImportPlan, file: ImportFile, page: Page): Promise<void> {
  const { touches, staging, changedTouches, leftOut, bad } = plan
  const { fresh, changed, same, removed, doubtful, keys, retold } = page.sorted
  for (const [reason, count] of page.leftOut) countMore(leftOut[file.holds], reason, count)
  const gone: [string, number][] = removed > 0 ? [['removed from the book by you', removed]] : []
  for (const [reason, count] of [...page.touchesLeftOut, ...gone]) countMore(leftOut.touches, reason, count)
  for (const [words, count] of page.ofNobody)
    if (plan.ofNobody.size < mostOfNobody || plan.ofNobody.has(words)) countMore(plan.ofNobody, words, count)
  plan.doubtfulTouches.push(...doubtful.map((each) => ({ ...each, file })))
  plan.touchKeys.push(...keys)
  plan.retoldTouches.push(...retold)
  addBad(bad, file, page.bad)
  touches.bad += page.bad.length
  touches.same += same
  touches.changed += changed.length
  for (const [touch, changes] of changed) changedTouches.set(touch, { ...changedTouches.get(touch), ...changes })
  touches.new += fresh.length
  plan.firstNew.push(...fresh.slice(0, samples - plan.firstNew.length))
  if (fresh.length > 0) await staging.add(file.sources.touches, fresh)
}
