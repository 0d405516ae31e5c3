import sql, { type Sql } from 'sql-template-tag'
import { byCustomer } from '#domain/customers/by-customer.ts'
import { addDays, type Day, daysBetween } from '#domain/days/day.ts'
import { type Span, spanOf } from '#domain/days/spans.ts'
import type { Loop } from '#domain/loops/loop.ts'
import type { Share } from '#domain/practices/trust.ts'
import { isNotDropped } from '#tables/loops.ts'
import { grouping, type SeenBook, sharesByWhom, type Whose } from './seen-book.ts'

const closedBy = (today: Day): Sql => sql`(l.closed_on is not null and l.closed_on <= ${today})`

/** Promises kept by their day, of those that fell due (docs/scoring.md, "Trust and respect"). */
export const promisesKept = ({ db, today }: SeenBook, from: Day, whose: Whose): Promise<Map<number, Share>> =>
  sharesByWhom(db, whose, {
    id: sql`l.customer_id`,
    from: sql`from loops l where l.kind = 'promise' and l.due_on between ${from} and ${today} and l.opened_on <= ${today}
      and ${isNotDropped} and ${whose.of(sql`l.customer_id`)} and (l.due_on < ${today} or ${closedBy(today)})`,
    isPart: sql`${closedBy(today)} and l.outcome = 'kept' and l.closed_on <= l.due_on`,
  })

/** A `from` clause: complaints that were opened from a day on, with the touches that opened them. */
const complaints = (
  { today }: SeenBook,
  from: Day,
  whose: Whose,
): Sql => sql`from loops l left join touches t on t.id = l.touch_id
  where l.kind = 'complaint' and l.opened_on between ${from} and ${today} and ${isNotDropped}
    and ${whose.of(sql`l.customer_id`)}`

const toldFirst = sql`coalesce(t.begun_by = 'us', false)`

/** Complaints that we told of first (docs/scoring.md, "The audit"). */
export const complaintsToldFirst = (seen: SeenBook, from: Day, whose: Whose): Promise<Map<number, Share>> =>
  sharesByWhom(seen.db, whose, { id: sql`l.customer_id`, from: complaints(seen, from, whose), isPart: toldFirst })

/**
 * Complaints that were opened, and the ones among them set right: we told of them first, or mended them within
 * `mendWithin` days; one that is open and still has time is left out (docs/scoring.md, "Trust and respect").
 */
export function complaintsSetRight(seen: SeenBook, from: Day, whose: Whose): Promise<Map<number, Share>> {
  const { db, rules, today } = seen
  const { mendWithin } = rules.settings
  const isMended = closedBy(today)
  return sharesByWhom(db, whose, {
    id: sql`l.customer_id`,
    from: sql`${complaints(seen, from, whose)}
      and (${toldFirst} or ${isMended} or l.opened_on < ${addDays(today, -mendWithin)})`,
    isPart: sql`${toldFirst} or (${isMended} and l.closed_on <= days_after(l.opened_on, ${mendWithin}))`,
  })
}

/** Days from opened to closed. */
export type Ended = { span: Span | null; open: number }

/** docs/scoring.md, "Answering" */
export async function complaintsAndRequests(
  { db, today }: SeenBook,
  from: Day,
  whose: Whose,
): Promise<Map<number, Record<'complaints' | 'requests', Ended>>> {
  const { id } = grouping(whose, sql`l.customer_id`)
  const rows = await db.all<
    { customerId: number } & Pick<Loop, 'kind' | 'openedOn' | 'closedOn'>
  >(sql`select ${id}, l.kind,
      l.opened_on as "openedOn", case when l.closed_on <= ${today} then l.closed_on end as "closedOn"
    from loops l where l.kind in ('complaint', 'request') and l.opened_on <= ${today} and ${isNotDropped}
      and ${whose.of(sql`l.customer_id`)} and (l.closed_on is null or l.closed_on >= ${from})`)
  const ended = (loops: typeof rows, kind: Loop['kind']): Ended => {
    const ofKind = loops.filter((loop) => loop.kind === kind)
    return {
      span: spanOf(
        ofKind.flatMap(({ openedOn, closedOn }) => (closedOn === null ? [] : [daysBetween(openedOn, closedOn)])),
      ),
      open: ofKind.filter(({ closedOn }) => closedOn === null).length,
    }
  }
  return new Map(
    [...byCustomer(rows)].map(([customerId, loops]) => [
      customerId,
      { complaints: ended(loops, 'complaint'), requests: ended(loops, 'request') },
    ]),
  )
}
