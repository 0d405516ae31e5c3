import type sql from 'sql-template-tag'

import { openSqlite, type SqliteEngine } from '../../src/store/engines/sqlite.ts'
import { migrations } from '../../src/store/migrations/index.ts'
import { recordingWriter } from '../../src/store/writer.ts'
import { vocabulary } from '../domain/builders.ts'
import type { NaiveBook } from '../domain/naive.ts'

/** An empty book in memory. */
export function memoryBook(): SqliteEngine {
  const engine = openSqlite(':memory:')
  engine.migrate(migrations)
  return engine
}

const idOf = (list: { id: number; name: string }[], name: string): number =>
  list.find((each) => each.name === name)?.id ?? 0

/** Writes the records of a random book into a book in memory, with the same ids. */
export async function storedBook({ customers, touches, loops }: NaiveBook): Promise<SqliteEngine> {
  const engine = memoryBook()
  await engine.transaction('write', async () => {
    const { writer } = recordingWriter(engine)
    for (const customer of customers) {
      await writer.insert('customers', {
        name: customer.name,
        visit_every: customer.visitEvery === 'never' ? 0 : customer.visitEvery,
        since: customer.since,
        snoozed_until: customer.snoozedUntil,
        archived_on: customer.archivedOn,
        kind: customer.kind,
      })
    }
    for (const touch of touches) {
      await writer.insert('touches', {
        customer_id: touch.customerId,
        on_day: touch.on,
        channel_id: idOf(vocabulary.channels, touch.channel),
        purpose_id: idOf(vocabulary.purposes, touch.purpose),
        tone: touch.tone,
        begun_by: touch.begunBy,
        minutes: touch.minutes,
      })
    }
    for (const loop of loops) {
      await writer.insert('loops', {
        customer_id: loop.customerId,
        kind: loop.kind,
        touch_id: loop.touchId,
        text: loop.text,
        opened_on: loop.openedOn,
        due_on: loop.dueOn,
        closed_on: loop.closedOn,
        outcome: loop.outcome,
      })
    }
  })
  return engine
}

const tables = [
  'customers',
  'handles',
  'tags',
  'channels',
  'purposes',
  'touches',
  'loops',
  'settings',
  'topics',
  'facts',
  'dates',
  'savings',
  'pulses',
  'letters',
  'letter_reviews',
  'audits',
  'audit_answers',
  'ideas',
  'surprises',
  'losses',
  'import_keys',
  'column_maps',
  'receipts',
]

/** Every row that a user's commands can change, table by table. */
export async function contents(engine: Pick<SqliteEngine, 'all'>): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {}
  for (const table of tables)
    all[table] = await engine.all({ sql: `select * from ${table} order by id`, values: [] } as unknown as ReturnType<
      typeof sql
    >)
  return all
}
