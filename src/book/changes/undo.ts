import sql, { raw } from 'sql-template-tag'
import { cannot } from '#errors.ts'
import { type Engine, RowRefused } from '../engine.ts'
import { type Change, keepRows, rowsOfChange, standingChanges } from './changes.ts'
import { inTheWay, isOwn, lastOfOthers, type Maker, othersChanged, type PointersTo } from './makers.ts'
import type { Recorded, Row } from './recorded.ts'
import { reversal, type Step, write } from './steps.ts'

/** More rows, inserted at once, would make the book much larger when their change is taken back. */
const keptAtMost = 10_000

const insertedAtOnce = (rows: Recorded[]): number =>
  rows.reduce((sum, { id, lastId }) => sum + (lastId === undefined ? 0 : lastId - id + 1), 0)

/** Rows that were inserted at once are each by itself, as they are now. */
async function inFull(engine: Engine, recorded: Recorded): Promise<Recorded[]> {
  const { table, id, lastId } = recorded
  if (lastId === undefined) return [recorded]
  const rows = await engine.all<Row>(sql`select * from ${raw(table)} where id between ${id} and ${lastId} order by id`)
  return rows.map((after) => ({ table, id: after.id, before: null, after }))
}

/** The last change of `maker` is taken back, if it has the number `only`, where one is given. */
type TakingBack = {
  maker?: Maker | undefined
  only?: number | undefined
  pointersTo?: PointersTo | undefined
}

/**
 * @returns undefined when no change stands, or another one does
 * @throws cannot, with the name of the one who has changed the same rows since
 */
export async function takeBackLastChange(
  engine: Engine,
  { maker, only, pointersTo = () => [] }: TakingBack = {},
): Promise<Change | undefined> {
  const [change] = await standingChanges(engine, 1, maker)
  if (!change || (only !== undefined && change.id !== only)) return undefined
  const rows = await rowsOfChange(engine, change.id)
  const since = await lastOfOthers(engine, change.id, maker)
  if (since && maker) {
    const added = new Set(rows.filter(({ before }) => before === null).map(({ table }) => table))
    const others = await inTheWay(engine, change.id, maker, added, pointersTo)
    if (others) throw othersChanged('taken back', others)
  }
  await unlessRefused(since, 'taken back', () => takeBack(engine, change, rows, maker))
  return change
}

/**
 * A row may be refused for a reason that no query finds: a name that somebody else has taken, or a customer whom somebody else has
 * taken back.
 * @throws cannot, with the name of the one who has made a change `since`
 */
export async function unlessRefused(
  since: Awaited<ReturnType<typeof lastOfOthers>>,
  did: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error
    if (since) throw othersChanged(did, since)
    throw cannot(
      `The change cannot be ${did}: the book no longer has what it belongs to.`,
      'Who made what: cl undo --list',
    )
  }
}

/**
 * Goes backwards. Rows that were inserted at once are kept as they were then: they are read when all that came after them is taken
 * back.
 */
async function takeBack(engine: Engine, change: Change, rows: Recorded[], maker: Maker | undefined): Promise<void> {
  const keeps = insertedAtOnce(rows) <= keptAtMost
  const kept: Recorded[][] = []
  let steps: Step[] = []
  for (const row of rows.toReversed()) {
    if (row.lastId !== undefined) {
      await write(engine, steps)
      steps = []
    }
    kept.push(keeps ? await inFull(engine, row) : [row])
    steps.push(reversal(row))
  }
  await write(engine, steps)
  await engine.run(sql`delete from change_rows where change_id = ${change.id}`)
  await keepRows(engine, change.id, kept.reverse().flat())
  await engine.run(sql`update changes set undone = 1 where id = ${change.id}`)
  // Changes that were taken back before this one was made may clash with it: without a summary, none is brought back.
  await engine.run(sql`update changes set summary = ''
    where undone = 1 and id < ${change.id} and summary <> '' and ${isOwn(maker)}`)
}
