import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { daysToClose } from '#domain/answers.ts'
import type { Loop } from '#domain/loop.ts'
import type { Span } from '#domain/spans.ts'
import type { Period, Share } from '#domain/trust.ts'
import type { IsOfKind } from '#tables/kinds.ts'
import { isNotDropped } from '#tables/loops.ts'

const noShare: Share = { part: 0, whole: 0 }

/** Promises that fell due, and those of them that were kept by their day (docs/scoring.md, "Trust and respect"). */
export async function promisesKept(db: Reader, { from, today }: Period, isOfKind: IsOfKind): Promise<Share> {
  const isClosed = sql`(l.closed_on is not null and l.closed_on <= ${today})`
  const [share] = await db.all<Share>(sql`select count(*) as whole,
      count(*) filter (where ${isClosed} and l.outcome = 'kept' and l.closed_on <= l.due_on) as part
    from loops l where l.kind = 'promise' and l.due_on between ${from} and ${today} and l.opened_on <= ${today}
      and ${isNotDropped} and ${isOfKind(sql`l.customer_id`)} and (l.due_on < ${today} or ${isClosed})`)
  return share ?? noShare
}

/** Complaints that were opened, and those of them that we told of first (docs/scoring.md, "Trust and respect"). */
export async function complaintsToldFirst(db: Reader, { from, today }: Period, isOfKind: IsOfKind): Promise<Share> {
  const [share] = await db.all<Share>(sql`select count(*) as whole, count(*) filter (where t.begun_by = 'us') as part
    from loops l left join touches t on t.id = l.touch_id
    where l.kind = 'complaint' and l.opened_on between ${from} and ${today}
      and ${isNotDropped} and ${isOfKind(sql`l.customer_id`)}`)
  return share ?? noShare
}

/** The days from opened to closed of the loops of a kind that ended, and how many are open. */
type Ended = { span: Span | null; open: number }

/** What became of complaints and of requests (docs/scoring.md, "Answering"). */
export async function complaintsAndRequests(
  db: Reader,
  { from, today }: Period,
  isOfKind: IsOfKind,
): Promise<Record<'complaints' | 'requests', Ended>> {
  const loops = await db.all<Pick<Loop, 'kind' | 'openedOn' | 'closedOn'>>(sql`select l.kind,
      l.opened_on as "openedOn", case when l.closed_on <= ${today} then l.closed_on end as "closedOn"
    from loops l where l.kind in ('complaint', 'request') and l.opened_on <= ${today} and ${isNotDropped}
      and ${isOfKind(sql`l.customer_id`)} and (l.closed_on is null or l.closed_on >= ${from})`)
  const ended = (kind: Loop['kind']): Ended => {
    const ofKind = loops.filter((loop) => loop.kind === kind)
    return {
      span: daysToClose(ofKind, from, today),
      open: ofKind.filter(({ closedOn }) => closedOn === null).length,
    }
  }
  return { complaints: ended('complaint'), requests: ended('request') }
}
