import fc from 'fast-check'
import sql, { raw } from 'sql-template-tag'
import { expect, it } from 'vitest'
import { keepChange, standingChanges } from '#book/changes/changes.ts'
import { takeBackLastChange } from '#book/changes/undo.ts'
import { recordingWriter } from '#book/changes/writer.ts'
import type { Engine } from '#book/engine.ts'
import { type Day, day } from '#domain/days/day.ts'
import type { Tone } from '#domain/touches/vocabulary.ts'
import { miscountedDay } from '#tables/day-counts.ts'
import { insert, remove, update } from '#tables/rows.ts'
import { misansweredTouch } from '#tables/touches.ts'
import { memoryBook } from '../book/memory-book.ts'
import { anyDay } from '../domain/random-books.ts'
import { runs } from '../runs.ts'

type Fields = {
  customer_id: number
  on_day: Day
  begun_by: 'us' | 'them'
  channel_id: number
  purpose_id: number
  tone: Tone
  minutes: number | null
}

type Row = Fields & { id: number; answered_on: string | null }

const fieldNames = ['customer_id', 'on_day', 'begun_by', 'channel_id', 'purpose_id', 'tone', 'minutes'] as const

/** The kind of a random change to touches; `pick` chooses among the ones that are there, `said` is the amendment. */
type Step = {
  what: 'log' | 'amend' | 'note' | 'remove' | 'undo'
  pick: number
  said: (keyof Fields)[]
  fields: Fields
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('log', 'log', 'log', 'amend', 'amend', 'note', 'remove', 'undo'),
  pick: fc.nat(),
  said: fc.subarray<keyof Fields>([...fieldNames], { minLength: 1 }),
  fields: fc.record({
    customer_id: fc.constantFrom(1, 1, 1, 2),
    on_day: anyDay(4),
    begun_by: fc.constantFrom('us', 'them'),
    channel_id: fc.constantFrom(1, 4),
    purpose_id: fc.constantFrom(1, 10, 14),
    tone: fc.constantFrom('+', '-'),
    minutes: fc.constantFrom(null, 5, 10),
  }),
})

const touchesOf = (engine: Pick<Engine, 'all'>): Promise<Row[]> =>
  engine.all<Row>(sql`select id, ${raw(fieldNames.join(', '))}, answered_on from touches order by id`)

/** Of each day and sort: the number of touches, and their minutes. */
function naiveCounts(all: Row[]): Map<string, [touches: number, minutes: number]> {
  const counts = new Map<string, [number, number]>()
  for (const { on_day, channel_id, purpose_id, tone, begun_by, minutes } of all) {
    const sort = [on_day, channel_id, purpose_id, tone, begun_by].join(' ')
    const [touches, sum] = counts.get(sort) ?? [0, 0]
    counts.set(sort, [touches + 1, sum + (minutes ?? 0)])
  }
  return counts
}

async function keptCounts(engine: Engine): Promise<Map<string, [number, number]>> {
  const rows = await engine.cells<[string, number, number]>(sql`
    select on_day || ' ' || channel_id || ' ' || purpose_id || ' ' || tone || ' ' || begun_by, touches, minutes
    from day_counts`)
  return new Map(rows.map(([sort, touches, minutes]) => [sort, [touches, minutes]]))
}

/** The first day on which we were in touch after it: spoken or begun by us, no attempt (10) and no bad word on money (14). */
function naiveAnswer(touch: Row, all: Row[]): string | null {
  if (touch.begun_by === 'us') return null
  let first: string | null = null
  for (const { id, customer_id, on_day, begun_by, channel_id, purpose_id, tone } of all) {
    if (customer_id !== touch.customer_id || purpose_id === 10 || (purpose_id === 14 && tone === '-')) continue
    if (begun_by !== 'us' && channel_id > 3) continue
    if (on_day < touch.on_day || (on_day === touch.on_day && id <= touch.id)) continue
    if (first === null || on_day < first) first = on_day
  }
  return first
}

async function apply(engine: Engine, { what, pick, said, fields }: Step): Promise<void> {
  if (what === 'undo') {
    await takeBackLastChange(engine)
    return
  }
  const { writer, recorded } = recordingWriter(engine)
  const rows = await touchesOf(engine)
  const row = rows[pick % Math.max(1, rows.length)]
  const some = Object.fromEntries(said.map((name) => [name, fields[name]]))
  if (what === 'log') await insert(writer, 'touches', fields)
  else if (row && what === 'amend') await update(writer, 'touches', row.id, some)
  else if (row && what === 'note') await update(writer, 'touches', row.id, { note: 'x' })
  else if (row) await remove(writer, 'touches', row.id)
  await keepChange(engine, recorded, day('2026-11-21'), what)
}

const step = (what: Step['what'], on: string, begunBy: Fields['begun_by'] = 'us'): Step => ({
  what,
  pick: 0,
  said: [],
  fields: {
    customer_id: 1,
    on_day: day(on),
    begun_by: begunBy,
    channel_id: 1,
    purpose_id: 1,
    tone: '+',
    minutes: null,
  },
})

/** A touch of ours that was there before theirs, is removed, and comes back: it answers nothing. */
const removedAndBack: Step[] = [
  step('log', '2026-03-02'),
  step('log', '2026-03-01', 'them'),
  step('log', '2026-03-03'),
  step('remove', '2026-03-03'),
  step('undo', '2026-03-03'),
]

it('the day of the answer and the counts of the days are kept true by whatever is logged, amended, removed or taken back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 16, size: 'max' }), async (steps) => {
      const engine = memoryBook()
      const isTrue = async () => {
        const rows = await touchesOf(engine)
        expect(rows).toEqual(rows.map((row) => ({ ...row, answered_on: naiveAnswer(row, rows) })))
        expect(await keptCounts(engine)).toEqual(naiveCounts(rows))
        expect([await misansweredTouch(engine), await miscountedDay(engine)]).toEqual([null, null])
      }
      await engine.transaction('write', async () => {
        const { writer } = recordingWriter(engine)
        for (const name of ['ada', 'bo']) await insert(writer, 'customers', { name, since: day('2026-01-01') })
      })
      for (const step of steps) {
        await engine.transaction('write', () => apply(engine, step))
        await isTrue()
      }
      while ((await standingChanges(engine, 1)).length > 0) {
        await engine.transaction('write', () => takeBackLastChange(engine))
        await isTrue()
      }
      engine.close()
    }),
    { numRuns: runs(200), examples: [[removedAndBack]] },
  )
})
