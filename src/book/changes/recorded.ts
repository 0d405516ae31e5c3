export type Row = { id: number }

/** One row before and after; or, with `lastId`, all that were inserted from `id` to there. */
export type Recorded = { table: string; id: number; lastId?: number; before: Row | null; after: Row | null }
