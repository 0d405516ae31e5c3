import sql from 'sql-template-tag'
import { copyRows, differingTable, type Sum, sumsOf } from '../copy.ts'
import type { Reader } from '../engine.ts'
import type { SqliteEngine } from '../engines/sqlite.ts'

/** The highest number that each table of a book on a server has given. */
async function serverNumbers(db: Reader): Promise<Map<string, number>> {
  return new Map(await db.cells<[string, number]>(sql`select name, last from numbers`))
}

/**
 * Fills a new file with a book on a server. To be called in a transaction of `server`.
 * @returns the number and checksum of the copied rows, by table; null where the file then has other rows than the server
 */
export async function intoFile(server: Reader, file: SqliteEngine): Promise<Map<string, Sum> | null> {
  const numbers = await serverNumbers(server)
  const given = new Map([...numbers].filter(([, last]) => last > 0))
  let copied = new Map<string, Sum>()
  await file.fill(given, async () => {
    copied = await copyRows(server, file)
  })
  const isSame = differingTable(copied, await sumsOf(file)) === null
  return isSame && (await file.findOrphan()) === null ? copied : null
}
