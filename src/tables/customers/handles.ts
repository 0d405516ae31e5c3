import sql, { join, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Kind } from '#domain/customers/customer.ts'
import { foldEmail, foldName } from '#domain/customers/name.ts'
import { anyOrderKeys, beginningOf, beginsSo } from '#domain/customers/name-keys.ts'
import type { Day } from '#domain/days/day.ts'

/** `how` is the handle by which the customer was found. */
export type FoundCustomer = { id: number; name: string; kind: Kind; archivedOn: Day | null; how: string }

const rowsOf = (db: Reader, handles: Sql): Promise<FoundCustomer[]> =>
  db.all<FoundCustomer>(sql`select c.id, c.name, c.kind, c.archived_on as "archivedOn", coalesce(h.shown, c.name) as how
    from ${handles} join customers c on c.id = h.customer_id order by c.name, c.id, h.id`)

/** The rows are by customer. */
const eachOnce = (rows: FoundCustomer[]): FoundCustomer[] => rows.filter(({ id }, i) => rows[i - 1]?.id !== id)

const foundBy = async (db: Reader, handles: Sql): Promise<FoundCustomer[]> => eachOnce(await rowsOf(db, handles))

/** Names and aliases that are one with one of these, in whatever order its words stand. */
export function namesLike(db: Reader, names: string[]): Promise<FoundCustomer[]> {
  const keys = join(names.flatMap(anyOrderKeys))
  return rowsOf(
    db,
    sql`(select distinct handle_id from name_keys where kind = 'whole' and key in (${keys})) k
    join handles h on h.id = k.handle_id and h.kind in ('name', 'alias')`,
  )
}

export const isSpelled =
  (name: string) =>
  ({ how }: FoundCustomer): boolean =>
    foldName(how) === foldName(name)

/** The writing of a name does not matter, unless one customer's is written with just these letters. */
export async function customersCalled(db: Reader, name: string): Promise<FoundCustomer[]> {
  const found = await namesLike(db, [name])
  const same = found.filter(isSpelled(name))
  return eachOnce(same.length > 0 ? same : found)
}

/** The phone number is in its folded form. */
export const customersReachedBy = (db: Reader, typed: string, phoneKey: string | null): Promise<FoundCustomer[]> =>
  foundBy(
    db,
    sql`(select * from handles where (kind = 'email' and key = ${foldEmail(typed)})
      or (kind = 'phone' and key = ${phoneKey})) h`,
  )

/** The number was typed without the code of its country. */
export const customersWithPhoneEnding = (db: Reader, digits: string): Promise<FoundCustomer[]> =>
  foundBy(db, sql`(select * from handles where kind = 'phone' and key like ${`%${digits}`}) h`)

/** The number begins so as it is written. */
export const customersWithPhoneBeginning = (db: Reader, digits: string): Promise<FoundCustomer[]> => {
  const written = [' ', '-', '(', ')', '.', '/'].reduce((text, sign) => sql`replace(${text}, ${sign}, '')`, sql`shown`)
  return foundBy(db, sql`(select * from handles where kind = 'phone' and ${written} like ${`${digits}%`}) h`)
}

const beginsWithOneOf = (forms: string[]): Sql => {
  const ranges = forms.map((form) => sql`(key >= ${form} and key < ${`${form}\u{10ffff}`})`)
  return sql`select handle_id from name_keys where kind = 'start' and (${join(ranges, ' or ')})`
}

/** A user who types more words means a whole name. */
const mostWords = 8

/**
 * A name or alias, or a company, goes on from one of its words as was typed; or each typed word begins one of its words, in any
 * order. Everybody, where nothing was typed.
 */
export async function customersBeginning(
  db: Reader,
  typed: string,
  of: 'name' | 'company' = 'name',
): Promise<FoundCustomer[]> {
  const beginning = beginningOf(typed)
  const { whole, words } = beginning
  const kinds = of === 'name' ? sql`h.kind in ('name', 'alias')` : sql`h.kind = 'company'`
  if (whole.length === 0) return foundBy(db, sql`handles h`)
  const byWord = words.length > 1 && words.length <= mostWords ? words.map(beginsWithOneOf) : []
  const handles = byWord.length > 0 ? sql`${join(byWord, ' intersect ')} union ` : sql``
  const found = await foundBy(
    db,
    sql`(${handles}${beginsWithOneOf(whole)}) k join handles h on h.id = k.handle_id and ${kinds}`,
  )
  return found.filter(({ how }) => beginsSo(how, beginning))
}

export const allNames = (db: Reader): Promise<FoundCustomer[]> =>
  db.all<FoundCustomer>(sql`select c.id, c.name, c.kind, c.archived_on as "archivedOn", h.shown as how
    from handles h join customers c on c.id = h.customer_id where h.kind in ('name', 'alias', 'company') order by h.id`)
