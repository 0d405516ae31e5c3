import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'

/**
 * The last change that was made or taken back, and the last erasure: another state means that the book has changed.
 */
export async function stateOfBook(db: Reader): Promise<string> {
  const rows = await db.cells<(number | null)[]>(
    sql`select max(id), sum(undone), (select max(id) from receipts) from changes`,
  )
  return rows.join()
}
