import { compareText } from '../compare-text.ts'
import type { Day } from '../days/day.ts'
import { remembered } from '../remembered.ts'

export type Knower = {
  /** Null for touches and facts without a name. */
  name: string | null
  touches: number
  lastTouch: Day | null
  facts: number
  lastFact: Day | null
}

const laterOf = (a: Day | null, b: Day): Day => (a === null || b > a ? b : a)
const latest = ({ lastTouch, lastFact }: Knower): string => [lastTouch ?? '', lastFact ?? ''].sort()[1] ?? ''

/**
 * Sorted by their last touch or fact (docs/scoring.md, "Knowing").
 * @param touches all touches of the customer up to the day that is looked from
 * @param facts all facts up to that day
 */
export function whoKnows(touches: { on: Day; by: string | null }[], facts: { on: Day; by: string | null }[]): Knower[] {
  const people = new Map<string | null, Knower>()
  const person = (by: string | null): Knower =>
    remembered(people, by, (name) => ({ name, touches: 0, lastTouch: null, facts: 0, lastFact: null }))
  for (const { on, by } of touches) {
    const known = person(by)
    known.touches += 1
    known.lastTouch = laterOf(known.lastTouch, on)
  }
  for (const { on, by } of facts) {
    const known = person(by)
    known.facts += 1
    known.lastFact = laterOf(known.lastFact, on)
  }
  return [...people.values()].sort(
    (a, b) => compareText(latest(b), latest(a)) || b.touches - a.touches || compareText(a.name ?? '~', b.name ?? '~'),
  )
}
