import fc from 'fast-check'
import sql, { raw } from 'sql-template-tag'
import { expect, it } from 'vitest'
import { keepChange, standingChanges } from '#book/changes/changes.ts'
import type { Maker } from '#book/changes/makers.ts'
import { bringBack } from '#book/changes/redo.ts'
import { takeBackLastChange } from '#book/changes/undo.ts'
import { loggedRows } from '#book/changes/undo-log.ts'
import { recordingWriter } from '#book/changes/writer.ts'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import { UserError } from '#errors.ts'
import { pointersTo } from '#tables/meanings.ts'
import { runs } from '../../runs.ts'
import { contents, memoryBook } from '../memory-book.ts'
import { anyStep, apply, today } from '../random-changes.ts'

const makers: Maker[] = ['anna', 'kim', 'zoe'].map((name) => ({ name: `${name}@x`, login: `${name}@` }))
const anyTurn = fc.record({
  maker: fc.constantFrom(...makers),
  does: fc.oneof(
    { weight: 3, arbitrary: fc.array(anyStep, { minLength: 1, maxLength: 3 }) },
    { weight: 2, arbitrary: fc.constant('undo' as const) },
    { weight: 1, arbitrary: fc.constant('redo' as const) },
  ),
})
type Turn = typeof anyTurn extends fc.Arbitrary<infer T> ? T : never

async function take(engine: SqliteEngine, { maker, does }: Turn): Promise<void> {
  if (does === 'undo') await takeBackLastChange(engine, { maker, pointersTo })
  else if (does === 'redo') await bringBack(engine, maker)
  else {
    const { writer, recorded } = recordingWriter(engine)
    for (const step of does) await apply(writer, step)
    await keepChange(engine, recorded, today, 'a change', maker)
  }
}

/** Rows unlike the last standing change left them: where there is one, somebody’s work was lost. */
async function lost(engine: SqliteEngine): Promise<string[]> {
  const last = new Map<string, { before: Record<string, unknown> | null; after: Record<string, unknown> | null }>()
  for await (const row of loggedRows(engine))
    if (row.undone === 0 && row.lastId === null) last.set(`${row.table} ${row.id}`, row)
  const found: string[] = []
  for (const [place, { before, after }] of last) {
    const [table = '', id = ''] = place.split(' ')
    const [now] = await engine.all<Record<string, unknown>>(sql`select * from ${raw(table)} where id = ${Number(id)}`)
    const isAsMade = Object.entries(after ?? {}).every(
      ([column, value]) => before?.[column] === value || column === 'answered_on' || now?.[column] === value,
    )
    if ((now === undefined) !== (after === null) || !isAsMade) found.push(place)
  }
  return found
}

const [anna, kim, zoe] = makers as [Maker, Maker, Maker]
const step = (what: 'add' | 'log' | 'amend' | 'remove' | 'import') => ({ what, pick: 0, text: 'x' })
/** Anna takes back a removal, and Kim the amendment that it removed: Anna's redone work has nothing of the amendment in it. */
const takenBackBetween: Turn[] = [
  { maker: anna, does: [step('add')] },
  { maker: anna, does: [step('log')] },
  { maker: kim, does: [step('amend')] },
  { maker: anna, does: [step('remove')] },
  { maker: anna, does: 'undo' },
  { maker: kim, does: 'undo' },
  { maker: anna, does: 'redo' },
  { maker: anna, does: 'undo' },
]

/** Anna would take back what Kim has amended since: however few histories are tried, one is refused. */
const builtUpon: Turn[] = [
  { maker: anna, does: [step('add')] },
  { maker: anna, does: [step('log')] },
  { maker: kim, does: [step('amend')] },
  { maker: anna, does: 'undo' },
]

/** Zoe puts in and takes out again what belongs to a customer of Anna's, who is taken back before: Zoe's change is refused. */
const takenBackBelow: Turn[] = [
  { maker: anna, does: [step('add')] },
  { maker: zoe, does: [step('import'), step('remove')] },
  { maker: anna, does: 'undo' },
  { maker: zoe, does: 'undo' },
]

const thrown = (error: unknown): unknown => error

it('several people change a book, and take back and bring back what is their own: nobody loses anything by it', async () => {
  let refused = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyTurn, { minLength: 5, maxLength: 25 }), async (turns) => {
      const engine = memoryBook()
      for (const turn of turns) {
        const before = await contents(engine)
        const others = (await standingChanges(engine, 100)).filter(({ madeBy }) => madeBy !== turn.maker.name)
        const error = await engine.transaction('write', () => take(engine, turn)).then(() => null, thrown)
        expect(error === null || error instanceof UserError).toBe(true)
        expect(error === null ? null : await contents(engine)).toEqual(error === null ? null : before)
        if (error !== null) refused += 1
        const after = (await standingChanges(engine, 100)).filter(({ madeBy }) => madeBy !== turn.maker.name)
        expect(after).toEqual(others)
        expect(await lost(engine)).toEqual([])
        expect(engine.file.orphan()).toBe(null)
      }
    }),
    { numRuns: runs(100), examples: [[takenBackBetween], [builtUpon], [takenBackBelow]] },
  )
  expect(refused).toBeGreaterThan(0)
})
