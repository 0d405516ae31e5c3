import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import type { Engine, Reader } from './engine.ts'

/** Whether the book has passed its check on this day. */
export async function checkedToday(db: Reader, today: Day): Promise<boolean> {
  const rows = await db.all(sql`select id from checks where checked_on = ${today}`)
  return rows.length > 0
}

/** Notes that the book has passed its check on this day. */
export const markChecked = (engine: Engine, today: Day): Promise<void> =>
  engine.run(sql`insert into checks (id, checked_on) values (1, ${today})
    on conflict (id) do update set checked_on = excluded.checked_on`)
