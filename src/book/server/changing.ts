import type { Day } from '#domain/days/day.ts'
import { keepChange, markChange } from '../changes/changes.ts'
import type { Maker } from '../changes/makers.ts'
import { recordingWriter, type Writer } from '../changes/writer.ts'
import type { PostgresEngine } from '../engines/postgres.ts'
import { namingTables } from './known.ts'
import { nextNames } from './sending.ts'

/** The result of a change, and its number, which is null where nothing changed. */
export type Changed<T> = { result: T; change: number | null }

/**
 * Makes a change. To be called in a writing transaction.
 * @param key the key by which a change is known again, where it may be sent once more
 */
export async function makeChange<T>(
  engine: PostgresEngine,
  change: (db: Writer) => Promise<{ summary: string; result: T }>,
  today: Day,
  maker: Maker | undefined,
  key?: string,
): Promise<Changed<T>> {
  const { writer, recorded } = recordingWriter(engine)
  const { summary, result } = await change(writer)
  const kept = await keepChange(engine, recorded, today, summary, maker)
  if (kept !== null && key !== undefined) await markChange(engine, kept, key)
  if (recorded.some(({ table }) => namingTables.includes(table))) await engine.run(nextNames)
  return { result, change: kept }
}
