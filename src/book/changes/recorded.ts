export type Row = { id: number }

/** With `lastId`, all rows were inserted from `id` to `lastId`. */
export type Recorded = { table: string; id: number; lastId?: number; before: Row | null; after: Row | null }

/** The undo log keeps rows so; null is no row. */
export const jsonOf = (row: object | null): string | null => (row === null ? null : JSON.stringify(row))
export const rowIn = <R>(json: string | null): R | null => (json === null ? null : JSON.parse(json))
