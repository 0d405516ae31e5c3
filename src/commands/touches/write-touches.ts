import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import { type Around, chosenCustomer } from '#cli/names/choose-customer.ts'
import { byCustomer } from '#domain/customers/by-customer.ts'
import type { Customer } from '#domain/customers/customer.ts'
import { foldName } from '#domain/customers/name.ts'
import type { Named } from '#domain/customers/name-order.ts'
import type { NamedLoop } from '#domain/loops/loop.ts'
import type { Whom } from '#domain/shop/waiting.ts'
import type { TouchDraft } from '#domain/touches/touch.ts'
import { channelNamed, purposeNamed, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { cannot } from '#errors.ts'
import { scoresOn } from '#figures/scores.ts'
import { noVisitOf } from '#figures/touch-counts.ts'
import { allWritten } from '#tables/all-written.ts'
import { customerStillThere, refuseArchived } from '#tables/customers/customers.ts'
import { openLoops, openPromise } from '#tables/loops.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'
import { addTouch } from '#tables/touches.ts'
import { type Twin, twinBy, twinOf } from '#tables/twins.ts'
import { type Logged, type LoggedTouch, touchLine } from '#views/touches/logged.ts'
import { teammateMeant, teammateNamed } from '../loops/by.ts'
import { summaryOf } from '../loops/choose-loop.ts'
import { closeIfStillOpen } from '../loops/close-loop.ts'
import type { TouchPlan } from './touch-plan.ts'

/**
 * Each customer gets a touch; the first one gets the promise.
 * @returns a change, whose result has the scores: they are asked for last, in one go
 * @throws cannot, when another terminal has removed a customer, the channel or the purpose meanwhile
 */
export async function writeTouches(db: Writer, around: Around, plan: TouchPlan) {
  const { draft, rules } = plan
  const meant = withoutRepeats(plan.chosen)
  const [now, known] = await Promise.all([
    rulesOf(db),
    Promise.all(meant.map((chosen) => ('id' in chosen ? knownOf(db, chosen.id, draft) : null))),
  ])
  refuseGoneWords(now.vocabulary, draft)
  const by = plan.teammate === undefined ? null : await teammateNamed(db, plan.teammate)
  const byId = by?.id ?? (await teammateMeant(db, undefined, now.settings))
  const all: Known[] = []
  for (const [i, chosen] of meant.entries())
    all.push(known[i] ?? { customer: await chosenCustomer(db, chosen, around), twin: undefined })
  const touches = await allWritten(
    all.map((one, i) => writeTouch(db, around, plan, one, { by: by?.name ?? null, byId, isFirst: i === 0 })),
  )
  const opened = { openedOn: draft.on, dueOn: plan.by, byId }
  const [first] = all
  const promise =
    plan.promise === null || !first
      ? null
      : await openPromise(db, { customerId: first.customer.id, text: plan.promise, ...opened })
  const logged: Logged = { touches, promise, settings: rules.settings, dueOn: plan.promise === null ? plan.by : null }
  return {
    summary: touches.map((touch) => touchLine(touch, touch.on)).join('; '),
    result: judge(db, around, rules, touches, promise?.id).then(() => logged),
  }
}

/** `twin` is the last touch with the customer that is like the draft. */
type Known = { customer: Customer; twin: Twin | undefined }

async function knownOf(db: Reader, id: number, draft: TouchDraft): Promise<Known> {
  const { on, channel, purpose, begunBy, tone, minutes, note } = draft
  const same = { on, channelId: channel.id, purposeId: purpose.id, begunBy, tone, minutes, note }
  const [customer, twin] = await Promise.all([customerStillThere(db, id), twinOf(db, 'touches', id, same)])
  return { customer, twin }
}

function refuseGoneWords(vocabulary: Vocabulary, { channel, purpose }: TouchDraft): void {
  channelNamed(vocabulary, channel.name)
  purposeNamed(vocabulary, purpose.name)
}

/** The touch with the first customer may end a loop. */
async function writeTouch(
  db: Writer,
  around: Around,
  plan: TouchPlan,
  { customer, twin }: Known,
  { by, byId, isFirst }: Pick<LoggedTouch, 'by'> & { byId: number | null; isFirst: boolean },
): Promise<LoggedTouch> {
  const { draft } = plan
  if (plan.promise !== null || draft.purpose.opens === 'request') refuseArchived(customer, around.today)
  const dueOn = plan.promise === null ? plan.by : null
  const { touchId, loopId, told } = await addTouch(db, { customerId: customer.id, draft, dueOn, byId })
  const closed = isFirst ? await closeLoopOfPlan(db, around, plan, customer, { touchId, loopId }) : null
  const one = { id: touchId, customer, by, loopId, told, closed, twin: twinBy(twin, byId) }
  return { ...draft, ...one, score: null, noVisit: null, stillOpen: [] }
}

/** Adds each customer's score, the reason why the touch is no care visit, and the loops still open. */
async function judge(
  db: Writer,
  { today }: Around,
  rules: Rules,
  touches: LoggedTouch[],
  promiseId: number | undefined,
): Promise<void> {
  const seen = { db, rules, today }
  const customerIds = touches.map((touch) => touch.customer.id)
  const touchIds = touches.map(({ id }) => id)
  const [scored, judged, open] = await Promise.all([
    scoresOn(seen, customerIds),
    noVisitOf(seen, touchIds),
    openLoops(db, today, customerIds.length === 1 ? customerIds[0] : undefined).then(byCustomer),
  ])
  const scores = new Map(scored.map((each) => [each.customer.id, each.score]))
  for (const touch of touches) {
    const isNew = (id: number) => id === touch.loopId || id === promiseId
    touch.score = scores.get(touch.customer.id) ?? null
    touch.noVisit = judged.get(touch.id) ?? null
    touch.stillOpen = (open.get(touch.customer.id) ?? []).filter(({ id }) => !isNew(id))
  }
}

/** `--done` names a loop, or means the only one that the customer had open. */
async function closeLoopOfPlan(
  db: Writer,
  { today }: Around,
  plan: TouchPlan,
  customer: Named,
  written: { touchId: number; loopId: number | null },
): Promise<NamedLoop | null> {
  if (plan.done === null) return null
  const open = (await openLoops(db, today, customer.id)).filter(({ id }) => id !== written.loopId)
  const before = open.filter(({ openedOn }) => openedOn <= plan.draft.on)
  const meant = plan.done === 'only one' ? before : open.filter(({ id }) => id === plan.done)
  const [loop, ...others] = meant
  if (!loop) {
    throw cannot(
      plan.done === 'only one'
        ? `Nothing is open with ${customer.name} that this could have ended.`
        : `#${plan.done} is no open loop of ${customer.name}.`,
      `What is open: cl loops ${customer.id}`,
    )
  }
  if (others.length > 0) {
    const list = meant.map(summaryOf).join('; ')
    throw cannot(`${customer.name} has ${meant.length} open: ${list}.`, `Say which, as in: --done=${loop.id}`)
  }
  return closeIfStillOpen(db, loop, { on: plan.draft.on, note: null, touchId: written.touchId }, today)
}

function withoutRepeats(chosen: Whom[]): Whom[] {
  const keyOf = (each: Whom) => ('id' in each ? each.id : foldName(each.newName))
  const keys = chosen.map(keyOf)
  return chosen.filter((each, i) => keys.indexOf(keyOf(each)) === i)
}
