import { expect, it } from 'vitest'
import { keepChange } from '#book/changes/changes.ts'
import { loggedRows } from '#book/changes/undo-log.ts'
import { recordingWriter } from '#book/changes/writer.ts'
import { day } from '#domain/days/day.ts'
import { insert, insertMany, remove } from '#tables/rows.ts'
import { memoryBook } from '../memory-book.ts'

const today = day('2026-11-21')

it('the undo log is read row by row, in its order and each row once, also over several pages', async () => {
  const engine = memoryBook()
  const sizes = [1, 999, 1_000, 1, 1_001]
  await engine.transaction('write', async () => {
    for (const [i, size] of sizes.entries()) {
      const recorded = Array.from({ length: size }, (_, n) => ({
        ...{ table: 'customers', id: n + 1 },
        ...{ before: null, after: { id: n + 1, name: `${i} ${n}` } },
      }))
      await keepChange(engine, recorded, today, `change ${i}`)
    }
  })
  const read: string[] = []
  for await (const { changeId, seq } of loggedRows(engine)) read.push(`${changeId} ${seq}`)
  expect(read).toEqual(sizes.flatMap((size, i) => Array.from({ length: size }, (_, seq) => `${i + 1} ${seq}`)))
  engine.close()
})

it('a row of the log is what it was and is, or all that were inserted at once', async () => {
  const engine = memoryBook()
  await engine.transaction('write', async () => {
    const { writer, recorded } = recordingWriter(engine)
    const { id } = await insert(writer, 'customers', { name: 'Ann', since: today })
    await insertMany(
      writer,
      'savings',
      ['customer_id', 'on_day', 'text', 'minutes'],
      [
        [id, today, 'rye', 5],
        [id, today, 'oats', 5],
      ],
    )
    await remove(writer, 'savings', 2)
    await keepChange(engine, recorded, today, 'a change')
  })
  const rows = []
  for await (const row of loggedRows(engine)) rows.push(row)
  expect(rows).toMatchObject([
    { seq: 0, undone: 0, table: 'customers', id: 1, lastId: null, before: null, after: { name: 'Ann' } },
    { seq: 1, table: 'savings', id: 1, lastId: 2, before: null, after: null },
    { seq: 2, table: 'savings', id: 2, lastId: null, before: { text: 'oats' }, after: null },
  ])
  engine.close()
})
