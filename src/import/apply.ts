import type { Writer } from '#book/changes/writer.ts'
import type { Value } from '#book/engine.ts'
import { touchKey } from '#book/kept-key.ts'
import type { Day } from '#domain/days/day.ts'
import { UserError } from '#errors.ts'
import { allWritten } from '#tables/all-written.ts'
import { rememberMapping } from '#tables/column-maps.ts'
import { addCustomers, changeCustomers } from '#tables/customers/customers.ts'
import { noteDates } from '#tables/dates.ts'
import { addImportKeys, type ImportKey, type RetoldKey, retellImportKeys, saidDay } from '#tables/import-keys.ts'
import { insertMany } from '#tables/rows.ts'
import { addWord } from '#tables/rules.ts'
import type { NewRow } from '#tables/tables.ts'
import { amendTouches, type TouchChanges } from '#tables/touches.ts'
import { stateOfBook } from '#tables/whole-book.ts'
import type { RecordKey } from './decide/keys.ts'
import type { KnownCustomer } from './decide/matching.ts'
import { saidText } from './decide/said.ts'
import type { TouchKey } from './decide/sorting.ts'
import { type StagedTouch, type Staging, touchColumns } from './staging.ts'

/** An id below 0 is that of a customer who is added. */
type Changes = {
  customers: KnownCustomer[]
  /** The vocabulary gets these purposes. */
  purposes: (NewRow<'purposes'> & { id: number })[]
  keys: RecordKey[]
  /** The book knows these records. */
  retoldKeys: RetoldKey[]
  /** The keys are the touches' numbers. */
  changedTouches: Map<number, TouchChanges>
  /** Without a touch, the key is of a meeting that was not with the customer. */
  touchKeys: TouchKey[]
  staging: Staging
  /** The meaning of the columns of files is remembered. */
  mappings: { header: string; mapping: string }[]
}

/** Another terminal or laptop has changed the book meanwhile, on whose state the decisions rest. */
export class BookChanged extends UserError {
  constructor() {
    super(1, 'The book was changed meanwhile, so nothing was imported.', 'Import again.')
    this.name = 'BookChanged'
  }
}

/**
 * Writes in a few statements for each thousand rows.
 * @param state the state of the book on which the decisions rest
 * @param told is called with the number of customers and touches written so far
 * @throws BookChanged
 */
export async function applyImport(
  db: Writer,
  { customers, purposes, keys, retoldKeys, changedTouches, touchKeys, staging, mappings }: Changes,
  { state, today }: { state: string; today: Day },
  told: (written: number) => Promise<void>,
): Promise<void> {
  if ((await stateOfBook(db)) !== state) throw new BookChanged()
  const idOf = await writeCustomers(db, customers, told)
  const dates = customers.flatMap(({ id, dates }) => dates.map((date) => ({ customerId: idOf(id), ...date })))
  const keyToWrite = (each: RecordKey | TouchKey): ImportKey => {
    const { source, key } = each
    const customerId = idOf(each.customerId)
    if ('told' in each) return { source, key, customerId, said: each.told === null ? null : saidText(each.told) }
    const own = { source, key: touchKey(key, customerId), said: saidDay(each.on) }
    return each.touchId === null ? { ...own, customerId } : { ...own, touchId: each.touchId }
  }
  await allWritten([
    inPages([...keys, ...touchKeys], (some) => addImportKeys(db, some.map(keyToWrite))),
    retellImportKeys(db, retoldKeys),
    inPages(dates, (some) => noteDates(db, some, today)),
    amendTouches(db, changedTouches),
    ...mappings.map(({ header, mapping }) => rememberMapping(db, header, mapping)),
  ])
  const purposeOf = await writePurposes(db, purposes)
  let written = customers.length
  for await (const page of staging.byDay()) {
    await addTouches(db, page, idOf, purposeOf)
    written += page.length
    await told(written)
  }
}

/** The statements for more rows would take too much memory. */
const page = 5_000

async function inPages<T>(list: T[], write: (some: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < list.length; start += page) await write(list.slice(start, start + page))
}

/** @returns a function from a customer's id in the plan to the id in the book */
async function writeCustomers(
  db: Writer,
  customers: KnownCustomer[],
  told: (written: number) => Promise<void>,
): Promise<(id: number) => number> {
  const ids = new Map<number, number>()
  let written = 0
  await inPages(customers, async (some) => {
    await changeCustomers(
      db,
      some.filter(({ id }) => id > 0),
    )
    const added = some.filter(({ id }) => id < 0)
    const first = await addCustomers(db, added)
    for (const [i, { id }] of added.entries()) ids.set(id, first + i)
    written += some.length
    await told(written)
  })
  return (id) => ids.get(id) ?? id
}

/** @returns a function from a purpose's id in the plan to the id in the book */
async function writePurposes(db: Writer, purposes: Changes['purposes']): Promise<(id: number) => number> {
  const ids = new Map<number, number>()
  for (const { id, ...purpose } of purposes) ids.set(id, await addWord(db, 'purposes', purpose))
  return (id) => ids.get(id) ?? id
}

async function addTouches(
  db: Writer,
  page: StagedTouch[],
  idOf: (id: number) => number,
  purposeOf: (id: number) => number,
): Promise<void> {
  const rows = page.map(({ customerId, purposeId, byId, on, values }): Value[] => [
    idOf(customerId),
    purposeOf(purposeId),
    byId === null ? null : idOf(byId),
    on,
    ...values,
  ])
  const first = await insertMany(db, 'touches', [...touchColumns], rows)
  const keyed = page.flatMap(({ source, key, on }, i) =>
    key === null ? [] : [{ source, key: touchKey(key, Number(rows[i]?.[0])), touchId: first + i, said: saidDay(on) }],
  )
  await addImportKeys(db, keyed)
}
