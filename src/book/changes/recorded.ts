export type Row = { id: number }

/** With `lastId`, all rows were inserted from `id` to `lastId`. */
export type Recorded = { table: string; id: number; lastId?: number; before: Row | null; after: Row | null }

/** The form in which the undo log keeps a row; null is no row. */
export const jsonOf = (row: object | null): string | null => (row === null ? null : JSON.stringify(row))
export const rowIn = <R>(json: string | null): R | null => (json === null ? null : JSON.parse(json))
