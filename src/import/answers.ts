import type { Context } from '#cli/context.ts'
import { type Answer, type CustomerPlan, type Doubtful, isDoubtful, planningCustomers } from './decide/customers.ts'
import { reusedRecord, samePhone } from './decide/matching.ts'
import type { Known } from './known.ts'
import type { ReadFiles } from './plan.ts'
import { askWhoTheyAre } from './questions.ts'
import type { Arrival } from './records.ts'

/**
 * Doubtful records are asked about in a terminal, else decided by the option; without either, they are left out. An answer can make
 * another record doubtful, and so there is a next round.
 */
export async function customersAnswered(
  context: Context,
  { arrivals }: ReadFiles,
  known: Known,
  { doubtful, asks }: { doubtful: 'new' | 'same' | undefined; asks: boolean },
): Promise<CustomerPlan> {
  const answers = new Map<Arrival, Answer>()
  const isAsked = doubtful === undefined && asks
  for (;;) {
    const planning = planningCustomers(arrivals, known, answers)
    let step = planning.next()
    for (; !step.done; step = planning.next()) await context.out.progress.tell('Comparing', step.value, arrivals.length)
    context.out.progress.clear()
    const plan = step.value
    const found = plan.records.filter(isDoubtful)
    if (found.length === 0) return plan
    const given = isAsked ? await askWhoTheyAre(context, found) : allAre(doubtful, found)
    if (given.size === 0) return plan
    for (const [arrival, answer] of given) answers.set(arrival, answer)
  }
}

/** Another name with only an equal phone stays doubtful: it may be an office's. */
const allAre = (doubtful: 'new' | 'same' | undefined, found: Doubtful[]): Map<Arrival, Answer> =>
  new Map(
    found.flatMap(({ arrival, candidates: [first] }): [Arrival, Answer][] => {
      if (doubtful === 'new') return [[arrival, 'new']]
      return doubtful === 'same' && first && ![samePhone, reusedRecord].includes(first.why)
        ? [[arrival, { same: first.id }]]
        : []
    }),
  )
