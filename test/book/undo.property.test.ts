import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keepChange, standingChanges } from '#book/changes/changes.ts'
import { bringBack, changesThatComeBack } from '#book/changes/redo.ts'
import { takeBackLastChange } from '#book/changes/undo.ts'
import { recordingWriter } from '#book/changes/writer.ts'
import { insertMany } from '#tables/rows.ts'
import { runs } from '../runs.ts'
import { contents, memoryBook } from './memory-book.ts'
import { anyStep, apply, today } from './random-changes.ts'

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
    { numRuns: runs(150) },
  )
})

it.each([
  [10_000, true],
  [10_001, false],
])('of %i rows that were inserted at once, and a row by itself, brings back: %s', async (many, comesBack) => {
  const engine = memoryBook()
  const maps = Array.from({ length: many }, (_, i) => [`header ${i}`, '{}'])
  await engine.transaction('write', async () => {
    const { writer, recorded } = recordingWriter(engine)
    await insertMany(writer, 'column_maps', ['header', 'mapping'], maps)
    await apply(writer, { what: 'add', pick: 0, text: 'x' })
    await keepChange(engine, recorded, today, 'a change')
  })
  const before = await contents(engine)
  await engine.transaction('write', () => takeBackLastChange(engine))
  expect(await changesThatComeBack(engine, 100)).toHaveLength(comesBack ? 1 : 0)
  const back = await engine.transaction('write', () => bringBack(engine))
  expect(back).toEqual(comesBack ? { id: 1, madeOn: today, summary: 'a change', madeBy: null } : 'lost')
  expect((await contents(engine))['column_maps']).toEqual(comesBack ? before['column_maps'] : [])
})
