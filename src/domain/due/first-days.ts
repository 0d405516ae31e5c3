import { addDays, type Day, daysBetween } from '../days/day.ts'

/**
 * The day with the fewest first days, of the next days of a cadence from tomorrow on; the earliest of several
 * (docs/scoring.md, "The care visit").
 * @param taken the number of first days on each day
 */
export function pickFirstDay(taken: Map<Day, number>, every: number, today: Day): Day {
  let best = addDays(today, 1)
  for (let away = 2; away <= every; away += 1) {
    const day = addDays(today, away)
    if ((taken.get(day) ?? 0) < (taken.get(best) ?? 0)) best = day
  }
  return best
}

/**
 * Only customers whose care visit falls due in the holiday are snoozed, and they come back one after another, over as many days as
 * it had (docs/scoring.md, "The care visit").
 */
export function snoozesFor(
  customers: { id: number; visitDue: Day | null }[],
  until: Day,
  today: Day,
): Map<number, Day> {
  const days = daysBetween(today, until)
  const due = customers
    .flatMap(({ id, visitDue }) => (visitDue === null || visitDue >= until ? [] : [{ id, visitDue }]))
    .sort((a, b) => daysBetween(b.visitDue, a.visitDue) || a.id - b.id)
  return new Map(due.map(({ id }, i) => [id, addDays(until, Math.floor((i * days) / due.length))]))
}
