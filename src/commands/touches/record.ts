import type { Writer } from '#book/changes/writer.ts'
import { addAndShow, sayTwin } from '#cli/add-and-show.ts'
import type { Context } from '#cli/context.ts'
import type { Around } from '#cli/names/choose-customer.ts'
import type { NamedLoop } from '#domain/loops/loop.ts'
import type { Whom } from '#domain/shop/waiting.ts'
import { channelNamed, purposeNamed } from '#domain/touches/vocabulary.ts'
import { wrongUsage } from '#errors.ts'
import { rulesOf } from '#tables/rules.ts'
import { type Logged, loggedView } from '#views/touches/logged.ts'
import { promiseIn, sayDayNotTaken } from '../loops/promise-day.ts'
import { type Meant, plannedLine, type TouchPlan } from './touch-plan.ts'
import { writeTouches } from './write-touches.ts'

/** A request without a promise is due by the day that its note ends with, as in `a quote by monday`. */
async function withDayOfRequest(context: Context, plan: TouchPlan): Promise<TouchPlan> {
  const { by, promise, draft } = plan
  if (by !== null || promise !== null || draft.purpose.opens !== 'request' || draft.note === null) return plan
  return { ...plan, by: (await promiseIn(context, draft.note)).day }
}

/**
 * Away from the server, touches are kept on this laptop.
 * @throws wrong usage, for a day without a promise or a request
 */
export async function record(context: Context, said: TouchPlan): Promise<void> {
  const plan = await withDayOfRequest(context, said)
  if (plan.by !== null && plan.promise === null && plan.draft.purpose.opens !== 'request') {
    throw wrongUsage('--by is the day of a promise or a request.', 'Add --promise "what you promised".')
  }
  const { chosen, rules: _, ...meant } = plan
  const addition = { kind: 'log', whom: chosen, what: plannedLine(plan, context.today), said: meant }
  const logged = await addAndShow(context, addition, (db) => writeTouches(db, context, plan), loggedView)
  if (!logged) return
  const { promise, touches } = logged
  if (promise && promise.dueOn === null) await sayDayNotTaken(context, promise)
  const [first] = touches
  const twin = promise && first?.stillOpen.find((loop) => isSamePromise(loop, promise))
  if (twin && first?.twin === null)
    context.out.say(`Is promise #${promise.id} the same as #${twin.id}? cl done ${promise.id} --as dropped`)
  if ((promise && !twin) || plan.done !== null) return
  sayTwins(context, touches)
}

/** One undo takes back the whole line, so it is named only where each of its touches was there before. */
function sayTwins(context: Context, touches: readonly { id: number; twin: number | null }[]): void {
  const isWhole = touches.every(({ twin }) => twin !== null)
  if (isWhole) sayTwin(context, ...touches)
  for (const { id, twin } of touches)
    if (!isWhole && twin !== null) context.out.say(`Is #${id} the same as #${twin}? cl remove ${id}`)
}

const isSamePromise = (loop: NamedLoop, { text, dueOn }: NonNullable<Logged['promise']>): boolean =>
  loop.kind === 'promise' && loop.text === text && loop.dueOn === dueOn

/** @throws cannot, for a customer, a channel or a purpose that is gone */
export async function writeLogged(db: Writer, around: Around, chosen: Whom[], meant: Meant) {
  const rules = await rulesOf(db)
  const { channel, purpose } = meant.draft
  const words = {
    channel: channelNamed(rules.vocabulary, channel.name),
    purpose: purposeNamed(rules.vocabulary, purpose.name),
  }
  return writeTouches(db, around, { ...meant, draft: { ...meant.draft, ...words }, chosen, rules })
}
