import fc from 'fast-check'
import type { Writer } from '#book/changes/writer.ts'
import { day } from '#domain/days/day.ts'
import { insert, insertMany, remove, update } from '#tables/rows.ts'

export const today = day('2026-11-21')

/** The kind of a random change; numbers choose among the rows that are there. */
export type Step = {
  what: 'add' | 'log' | 'promise' | 'close' | 'rename' | 'amend' | 'remove' | 'setting' | 'import'
  pick: number
  text: string
}

export const anyStep: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    'add',
    'add',
    'log',
    'log',
    'promise',
    'close',
    'rename',
    'amend',
    'remove',
    'setting',
    'import',
  ),
  pick: fc.nat(),
  text: fc.stringMatching(/^[a-zé'"%_\n]{1,8}$/),
})

const one = <T>(rows: T[], pick: number): T | undefined => rows[pick % Math.max(1, rows.length)]

/** Does a step, if there is a row for it. */
export async function apply(db: Writer, { what, pick, text }: Step): Promise<void> {
  const all = async <T>(table: string) => db.all<T>({ sql: `select * from ${table} order by id`, values: [] } as never)
  const customer = one(await all<{ id: number }>('customers'), pick)
  const touch = one(await all<{ id: number }>('touches'), pick)
  const loop = one(await all<{ id: number }>('loops'), pick)
  const steps: Record<Step['what'], () => Promise<unknown> | undefined> = {
    add: () => insert(db, 'customers', { name: text, since: today }),
    rename: () => customer && update(db, 'customers', customer.id, { name: text, note: text }),
    log: () =>
      customer &&
      insert(db, 'touches', {
        customer_id: customer.id,
        on_day: today,
        channel_id: 1,
        purpose_id: 1,
        tone: '+',
        begun_by: 'us',
        note: text,
      }),
    amend: () => touch && update(db, 'touches', touch.id, { tone: '-', note: null }),
    remove: () => touch && remove(db, 'touches', touch.id),
    promise: () =>
      customer && insert(db, 'loops', { customer_id: customer.id, kind: 'promise', text, opened_on: today }),
    close: () => loop && update(db, 'loops', loop.id, { closed_on: today, outcome: 'kept' }),
    import: () =>
      customer &&
      insertMany(
        db,
        'touches',
        ['customer_id', 'on_day', 'channel_id', 'purpose_id', 'tone', 'begun_by'],
        Array.from({ length: (pick % 3) + 1 }, (_, i) => [customer.id, today, 1, 1, '=', i === 1 ? 'them' : 'us']),
      ),
    setting: () => insert(db, 'settings', { key: `${text}${pick}`, value: text }),
  }
  await steps[what]()
}
