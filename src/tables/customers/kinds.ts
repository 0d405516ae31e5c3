import sql from 'sql-template-tag'
import { isAny, type Reader } from '#book/engine.ts'
import type { Kind } from '#domain/customers/customer.ts'

/** Archived ones count, too. */
export const hasCustomers = (db: Reader, kind?: Kind): Promise<boolean> =>
  isAny(db, kind === undefined ? sql`customers` : sql`customers where kind = ${kind}`)
