import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { keepChange, markChange } from '../changes/changes.ts'
import type { Maker } from '../changes/makers.ts'
import { type Changing, recordedChange } from '../changes/writer.ts'
import type { Engine, OfLaptop } from '../engine.ts'
import { namingTables } from './known.ts'

/** The number is null where nothing changed. */
export type Changed<T> = { result: T | Promise<T>; change: number | null }

/** `key` knows a change again that may be sent once more; `madeOn` and `laptop` are those of then. */
type Circumstances = { madeOn: Day; maker: Maker | undefined; key?: string; laptop?: OfLaptop }

/** The caller is in a writing transaction. */
export async function makeChange<T>(
  engine: Engine,
  change: Changing<T>,
  { madeOn, maker, key, laptop }: Circumstances,
): Promise<Changed<T>> {
  const { summary, result, recorded } = await recordedChange(engine, change, laptop)
  const kept = await keepChange(engine, recorded, madeOn, summary, maker)
  if (kept !== null && key !== undefined) await markChange(engine, kept, key)
  if (recorded.some(({ table }) => namingTables.includes(table))) await engine.run(nextNames)
  return { result, change: kept }
}

/** A change of names, words or settings is counted. */
export const nextNames = sql`update book set names = names + 1`
