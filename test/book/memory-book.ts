import type sql from 'sql-template-tag'
import { recordingWriter, type Writer } from '#book/changes/writer.ts'
import type { Engine } from '#book/engine.ts'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import type { Customer } from '#domain/customers/customer.ts'
import { type Day, day } from '#domain/days/day.ts'
import { defaultSettings, type Settings, settingKeys } from '#domain/shop/settings.ts'
import { insert } from '#tables/rows.ts'
import { keepSetting } from '#tables/rules.ts'
import { tableNames } from '#tables/tables.ts'
import { vocabulary } from '../domain/builders.ts'
import type { NaiveBook } from '../domain/naive.ts'
import { topicNames } from '../domain/random-books.ts'
import { onServer, onTheServer, type StoredBook } from '../server.ts'
import { memoryBook } from './empty-book.ts'

export { memoryBook }

const idOf = (list: { id: number; name: string }[], name: string): number =>
  list.find((each) => each.name === name)?.id ?? 0

/** A book of one customer, #1, with touches and loops numbered anew in the order in which they come. */
export function bookOfOne({ touches = [], loops = [], ...book }: Partial<NaiveBook>): NaiveBook {
  const customer: Customer = {
    id: 1,
    name: 'Acme',
    email: null,
    phone: null,
    company: null,
    address: null,
    note: null,
    visitEvery: null,
    since: day('2020-01-01'),
    goal: null,
    firstDay: null,
    snoozedOn: null,
    snoozedUntil: null,
    archivedOn: null,
    archivedWhy: null,
    kind: 'customer',
  }
  const numbers = new Map(touches.map(({ id }, i) => [id, i + 1]))
  return {
    customers: [customer],
    touches: touches.map((touch, i) => ({ ...touch, id: i + 1, customerId: 1 })),
    loops: loops.map((loop, i) => ({
      ...loop,
      id: i + 1,
      customerId: 1,
      touchId: loop.touchId === null ? null : (numbers.get(loop.touchId) ?? null),
    })),
    dates: [],
    savings: [],
    facts: [],
    pulses: [],
    losses: [],
    absences: [],
    settings: defaultSettings,
    ...book,
  }
}

/** A random book in memory, or on the server of the tests, with the same ids. */
export async function storedBook(book: NaiveBook): Promise<StoredBook> {
  const engine = await bookInMemory(book)
  return onServer ? onTheServer(engine) : engine
}

/** Writes the records of a random book into a book in memory, with the same ids. */
export async function bookInMemory(book: NaiveBook): Promise<SqliteEngine> {
  const { customers, touches, loops } = book
  const engine = memoryBook()
  const byId = ({ by }: { by: string | null }) => (by === null ? null : idOf(customers, by))
  await writeTo(engine, async (writer) => {
    for (const customer of customers) {
      await insert(writer, 'customers', {
        name: customer.name,
        visit_every: customer.visitEvery === 'never' ? 0 : customer.visitEvery,
        since: customer.since,
        goal: customer.goal === 'none' ? 0 : customer.goal,
        first_day: customer.firstDay,
        snoozed_on: customer.snoozedOn,
        snoozed_until: customer.snoozedUntil,
        archived_on: customer.archivedOn,
        kind: customer.kind,
      })
    }
    for (const touch of touches) {
      await insert(writer, 'touches', {
        customer_id: touch.customerId,
        on_day: touch.on,
        channel_id: idOf(vocabulary.channels, touch.channel),
        purpose_id: idOf(vocabulary.purposes, touch.purpose),
        tone: touch.tone,
        begun_by: touch.begunBy,
        minutes: touch.minutes,
        note: touch.note,
        by_id: byId(touch),
      })
    }
    for (const loop of loops) {
      await insert(writer, 'loops', {
        customer_id: loop.customerId,
        kind: loop.kind,
        touch_id: loop.touchId,
        text: loop.text,
        opened_on: loop.openedOn,
        due_on: loop.dueOn,
        closed_on: loop.closedOn,
        outcome: loop.outcome,
        by_id: byId(loop),
      })
    }
    await writeLedger(writer, book)
    await writeSettings(writer, book.settings)
  })
  return engine
}

/** Makes a change to a book, which no log notes. */
export const writeTo = <T>(book: Engine, change: (db: Writer) => Promise<T>): Promise<T> =>
  book.transaction('write', () => change(recordingWriter(book).writer))

/** Writes the other rows of a random book, beside customers, touches and loops. */
async function writeLedger(db: Writer, { customers, touches, ...book }: NaiveBook): Promise<void> {
  const pad = (n: number) => String(n).padStart(2, '0')
  for (const { customerId, label, month, date, year, notedOn } of book.dates) {
    const row = { customer_id: customerId, label, month_day: `${pad(month)}-${pad(date)}`, year, noted_on: notedOn }
    await insert(db, 'dates', row)
  }
  for (const { customerId, on, money, minutes, text, toldOn } of book.savings) {
    const told = { told_by: toldOn === null ? null : (touches[0]?.id ?? null), told_on: toldOn }
    await insert(db, 'savings', { customer_id: customerId, on_day: on, money, minutes, text, ...told })
  }
  for (const { customerId, topic, on, text, by } of book.facts) {
    const topicId = topic === null ? null : topicNames.indexOf(topic) + 1
    const byId = by === null ? null : idOf(customers, by)
    await insert(db, 'facts', { customer_id: customerId, topic_id: topicId, on_day: on, text, by_id: byId })
  }
  for (const { customerId, on, rating, guess, quote } of book.pulses) {
    await insert(db, 'pulses', { customer_id: customerId, on_day: on, rating, guess, quote })
  }
  for (const { customerId, kind, from, until, ended } of book.absences) {
    const days = { from_day: from as Day, until_day: until as Day, ended_on: ended as Day }
    await insert(db, 'absences', { customer_id: customerId, kind, ...days })
  }
  for (const { customerId, lostOn, wonBackOn } of book.losses) {
    const days = { lost_on: lostOn as Day, won_back_on: wonBackOn as Day | null }
    await insert(db, 'losses', { customer_id: customerId, ...days })
  }
}

async function writeSettings(db: Writer, settings: Settings): Promise<void> {
  for (const [key, { shown }] of Object.entries(settingKeys)) {
    const text = shown(settings)
    if (text !== shown(defaultSettings)) await keepSetting(db, key, text)
  }
}

/** Every row that a user's commands can change, table by table. */
export async function contents(engine: Pick<SqliteEngine, 'all'>): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {}
  for (const table of tableNames)
    all[table] = await engine.all({ sql: `select * from ${table} order by id`, values: [] } as unknown as ReturnType<
      typeof sql
    >)
  return all
}
