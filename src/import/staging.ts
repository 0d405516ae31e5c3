import sql, { raw } from 'sql-template-tag'
import type { Value } from '#book/engine.ts'
import { openSqlite, type SqliteEngine } from '#book/engines/sqlite.ts'
import { noteKey } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import type { ArrivedTouch, Later } from './decide/touches.ts'

const page = 5_000

/** Columns that may refer to rows which the import adds come first. */
export const touchColumns = [
  'customer_id',
  'purpose_id',
  'by_id',
  'on_day',
  'channel_id',
  'tone',
  'begun_by',
  'minutes',
  'note',
  'note_key',
  'settled_on',
] as const

const columns = ['sort_day', 'place', 'source', 'key', ...touchColumns]

/** `source` and `key` identify the record, if anything does. */
export type StagedTouch = {
  source: string
  key: string | null
  customerId: number
  purposeId: number
  byId: number | null
  on: Day
  values: Value[]
}

type StagedRow = [
  source: string,
  key: string | null,
  customer: number,
  purpose: number,
  by: number | null,
  on: Day,
  ...Value[],
]

/**
 * New touches wait on the disk, in a file of no name that is gone with the program: there may be more of them than memory. They come out
 * by day, and touches of our own export by number, because a book answers by the order in which touches were entered.
 */
export class Staging {
  readonly #engine: SqliteEngine
  #count = 0

  constructor() {
    this.#engine = openSqlite('', { create: true })
    this.#engine.migrate([
      `create table arrivals (seq integer primary key, sort_day text, place integer, source text, key text,
      customer_id integer, purpose_id integer, by_id integer, on_day text, channel_id integer, tone text, begun_by text,
      minutes integer, note text, note_key text, settled_on text)`,
    ])
  }

  get count(): number {
    return this.#count
  }

  /** `source` is the source of their keys. */
  async add(source: string, touches: ArrivedTouch[]): Promise<void> {
    const rows = touches.map((each, i): Value[] => [
      each.id === null ? each.on : '',
      each.id ?? each.at ?? this.#count + i,
      source,
      each.key,
      each.customerId,
      each.purposeId,
      each.byId,
      each.on,
      each.channelId,
      each.tone,
      each.begunBy,
      each.minutes,
      each.note,
      noteKey(each.note),
      each.settledOn,
    ])
    await this.#engine.transaction('write', () => this.#engine.insertMany('arrivals', columns, rows))
    this.#count += touches.length
  }

  async moveDown(source: string, later: Later[]): Promise<void> {
    if (later.length === 0) return
    await this.#engine.transaction('write', async () => {
      await this.#engine.run(sql`create index if not exists arrivals_by_key on arrivals (key, customer_id)`)
      for (const { key, customerId, at } of later) {
        await this.#engine.run(sql`update arrivals set place = ${at}
          where key = ${key} and customer_id = ${customerId} and source = ${source}`)
      }
    })
  }

  /** The keys are customers' ids. */
  async firstDays(): Promise<Map<number, Day>> {
    const rows = await this.#engine.all<{ id: number; first: Day }>(
      sql`select customer_id as id, min(on_day) as first from arrivals group by customer_id`,
    )
    return new Map(rows.map(({ id, first }) => [id, first]))
  }

  /** The order within a day is that in which they were entered. */
  async *byDay(): AsyncGenerator<StagedTouch[]> {
    const query = sql`select source, key, ${raw(touchColumns.join(', '))} from arrivals order by sort_day, place, seq`
    for await (const rows of this.#engine.pages<StagedRow>(query, page)) {
      yield rows.map(([source, key, customerId, purposeId, byId, on, ...values]) => {
        return { source, key, customerId, purposeId, byId, on, values }
      })
    }
  }

  close(): void {
    this.#engine.close()
  }
}
