import type { Writer } from '#book/writer.ts'
import { type Chosen, chosenCustomer } from '#cli/choose-customer.ts'
import type { Context } from '#cli/context.ts'
import { foldName } from '#domain/name.ts'
import { scoresOn } from '#figures/standings.ts'
import { openPromise } from '#tables/loops.ts'
import { addTouch } from '#tables/touches.ts'
import type { Logged, LoggedTouch } from '#views/logged.ts'
import { teammateMeant } from '../loops/by.ts'
import type { TouchPlan } from './touch-plan.ts'

/** Writes the touches of a plan, one for each customer, and the promise made in them. */
export async function writeTouches(db: Writer, context: Context, plan: TouchPlan): Promise<Logged> {
  const { draft, rules } = plan
  const byId = await teammateMeant(db, plan.teammate)
  const touches: LoggedTouch[] = []
  let promise: Logged['promise'] = null
  for (const chosen of withoutRepeats(plan.chosen)) {
    const customer = await chosenCustomer(db, chosen, context)
    const { touchId, loopId, told } = await addTouch(db, {
      customerId: customer.id,
      draft,
      dueOn: plan.promise === null ? plan.by : null,
      byId,
    })
    touches.push({ ...draft, id: touchId, customer, score: null, loopId, told })
    if (plan.promise !== null && promise === null) {
      promise = await openPromise(db, {
        customerId: customer.id,
        text: plan.promise,
        openedOn: draft.on,
        dueOn: plan.by,
        byId,
      })
    }
  }
  const scores = await scoresOn(
    db,
    rules,
    context.today,
    touches.map((touch) => touch.customer.id),
  )
  for (const touch of touches) {
    touch.score = scores.find(({ customer }) => customer.id === touch.customer.id)?.score ?? null
  }
  return { touches, promise, settings: rules.settings, dueOn: plan.promise === null ? plan.by : null }
}

/** Each customer once, whether already there or new. */
function withoutRepeats(chosen: Chosen[]): Chosen[] {
  const keyOf = (each: Chosen) => ('id' in each ? each.id : foldName(each.newName))
  const keys = chosen.map(keyOf)
  return chosen.filter((each, i) => keys.indexOf(keyOf(each)) === i)
}
