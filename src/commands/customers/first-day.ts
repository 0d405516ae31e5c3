import type { Writer } from '#book/changes/writer.ts'
import type { Day } from '#domain/days/day.ts'
import { scoresOn } from '#figures/scores.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { customerStillThere, setFirstDay } from '#tables/customers/customers.ts'
import { firstDayFor } from '#tables/customers/first-days.ts'

/**
 * Gives a first day to a customer without a care visit who would be due at once (docs/scoring.md, "The care visit").
 * @returns null where they need none
 */
export async function giveFirstDay(db: Writer, today: Day, id: number): Promise<Day | null> {
  const [found] = await scoresOn(await seenFrom(db, today), [id])
  if (!found || found.score.lastVisit !== null || (found.score.daysOverdue ?? -1) < 0) return null
  const { since } = await customerStillThere(db, id)
  const day = await firstDayFor(db, since, found.score.visitEvery, today)
  if (day !== null) await setFirstDay(db, id, day)
  return day
}
