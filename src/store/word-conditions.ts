import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Purpose } from '../domain/vocabulary.ts'
import type { Rules } from './rules.ts'

/** What the rules say of purposes and channels, as conditions on a touch `t`. */
export type Words = { isAboutMoney: Sql; isSpoken: Sql; isCare: Sql }

// For every touch of a year: comparing with each number is faster than looking it up in a list, and as a constant fastest.
const isOneOf = (column: Sql, ids: number[]): Sql =>
  ids.length === 0
    ? sql`1 = 0`
    : sql`(${join(
        ids.map((id) => sql`${column} = ${raw(String(id))}`),
        ' or ',
      )})`

/** The conditions of a book's own vocabulary. */
export const wordsOf = ({ vocabulary: { channels, purposes } }: Pick<Rules, 'vocabulary'>): Words => {
  const purposeIds = (test: (purpose: Purpose) => boolean) => purposes.filter(test).map(({ id }) => id)
  return {
    isAboutMoney: isOneOf(
      sql`t.purpose_id`,
      purposeIds(({ money }) => money),
    ),
    isCare: isOneOf(
      sql`t.purpose_id`,
      purposeIds(({ care }) => care),
    ),
    isSpoken: isOneOf(
      sql`t.channel_id`,
      channels.filter(({ spoken }) => spoken).map(({ id }) => id),
    ),
  }
}
