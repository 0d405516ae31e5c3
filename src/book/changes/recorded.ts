export type Row = { id: number }

/** One row before and after; or, with `lastId`, all rows that were inserted from `id` to `lastId`. */
export type Recorded = { table: string; id: number; lastId?: number; before: Row | null; after: Row | null }
