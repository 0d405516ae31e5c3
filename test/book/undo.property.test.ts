import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  bringBack,
  changesThatComeBack,
  keepChange,
  recordingWriter,
  standingChanges,
  takeBackLastChange,
  type Writer,
} from '#book/writer.ts'
import { day } from '#domain/day.ts'
import { insert, insertMany, remove, update } from '#tables/rows.ts'
import { runs } from '../runs.ts'
import { contents, memoryBook } from './memory-book.ts'

const today = day('2026-11-21')

/** What a random change does; numbers choose among the rows that are there. */
type Step = {
  what: 'add' | 'log' | 'promise' | 'close' | 'rename' | 'amend' | 'remove' | 'setting' | 'import'
  pick: number
  text: string
}

const anyStep: fc.Arbitrary<Step> = fc.record({
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

async function apply(db: Writer, { what, pick, text }: Step): Promise<void> {
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

it('takes back any changes one by one, each to what was there before, and brings them back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anyStep, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
      async (changes) => {
        const engine = memoryBook()
        const before = [await contents(engine)]
        for (const steps of changes) {
          await engine.transaction('write', async () => {
            const { writer, recorded } = recordingWriter(engine)
            for (const step of steps) await apply(writer, step)
            await keepChange(engine, recorded, today, 'a change')
          })
          // A change that wrote nothing is none, and cannot be taken back.
          if ((await standingChanges(engine, 100)).length === before.length) before.push(await contents(engine))
        }
        const states = [...before]
        while (before.length > 1) {
          before.pop()
          await engine.transaction('write', () => takeBackLastChange(engine))
          expect(await contents(engine)).toEqual(before.at(-1))
        }
        for (const after of states.slice(1)) {
          await engine.transaction('write', () => bringBack(engine))
          expect(await contents(engine)).toEqual(after)
        }
      },
    ),
    { numRuns: runs(300) },
  )
})

it.each([
  [10_000, true],
  [10_001, false],
])('of %i rows that were inserted at once, brings back: %s', async (many, comesBack) => {
  const engine = memoryBook()
  const maps = Array.from({ length: many }, (_, i) => [`header ${i}`, '{}'])
  await engine.transaction('write', async () => {
    const { writer, recorded } = recordingWriter(engine)
    await insertMany(writer, 'column_maps', ['header', 'mapping'], maps)
    await keepChange(engine, recorded, today, 'a change')
  })
  const before = await contents(engine)
  await engine.transaction('write', () => takeBackLastChange(engine))
  expect(await changesThatComeBack(engine, 100)).toHaveLength(comesBack ? 1 : 0)
  const back = await engine.transaction('write', () => bringBack(engine))
  expect(back).toEqual(comesBack ? { id: 1, madeOn: today, summary: 'a change', madeBy: null } : 'lost')
  expect((await contents(engine))['column_maps']).toEqual(comesBack ? before['column_maps'] : [])
})
