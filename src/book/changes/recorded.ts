export type Row = { id: number }

/** One row before and after; or, with `lastId`, all rows that were inserted from `id` to `lastId`. */
export type Recorded = { table: string; id: number; lastId?: number; before: Row | null; after: Row | null }

/** A row as the undo log keeps it, and back; null is no row. */
export const jsonOf = (row: object | null): string | null => (row === null ? null : JSON.stringify(row))
export const rowIn = <R>(json: string | null): R | null => (json === null ? null : JSON.parse(json))
