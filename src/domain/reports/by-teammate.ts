import { compareText } from '../compare-text.ts'
import type { Week } from '../days/week.ts'
import type { Fact } from '../practices/knowing.ts'
import { remembered } from '../remembered.ts'
import type { WeekOfAll } from './report.ts'
import { addedUp, type TouchCounts } from './week-table.ts'

/** Touches, promises and facts without a name have a line of their own. */
export type TeammateWeek = TouchCounts & {
  /** Null for the line without a name. */
  name: string | null
  promisesMade: number
  facts: number
}

export type WeekByTeammate = { week: Week; people: TeammateWeek[] }

/**
 * The busiest come first, then by name; the line without a name comes last (docs/scoring.md, "The weekly report").
 * @param facts facts learned in the week
 */
export function weekByTeammate(records: WeekOfAll, facts: Fact[]): WeekByTeammate {
  const people = new Map<string | null, TeammateWeek>()
  const person = (name: string | null): TeammateWeek => remembered(people, name, nothingDone)
  const counted = records.everybody
  for (const { customerId, by, ...counts } of records.counts) {
    if (counted.has(customerId)) Object.assign(person(by), addedUp([person(by), counts]))
  }
  for (const { customerId, kind, openedOn, by } of records.loops) {
    const isMade = kind === 'promise' && openedOn >= records.week.from && openedOn <= records.asOf
    if (isMade && counted.has(customerId)) person(by).promisesMade += 1
  }
  for (const { customerId, by } of facts) if (counted.has(customerId)) person(by).facts += 1
  return { week: records.week, people: [...people.values()].sort(comparePeople) }
}

const nothingDone = (name: string | null): TeammateWeek => ({ name, ...addedUp([]), promisesMade: 0, facts: 0 })

function comparePeople(a: TeammateWeek, b: TeammateWeek): number {
  if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null)
  return b.touches - a.touches || compareText(a.name, b.name)
}
