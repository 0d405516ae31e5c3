import type { Context } from '#cli/context.ts'
import type { TouchWords } from '#domain/touches/vocabulary.ts'
import { promiseIn } from '../loops/promise-day.ts'
import type { TouchPlan } from './touch-plan.ts'

/** A doubt about the way in which a line was counted, in one line that says what to type; undefined where there is none. */
export async function doubtAbout(context: Context, plan: TouchPlan, said: TouchWords): Promise<string | undefined> {
  const { promise } = plan
  const { note } = said
  if (note === undefined) return undefined
  // The quotes were forgotten, as in: --promise send the list by friday
  if (promise !== null && !promise.includes(' ') && (await promiseIn(context, note)).day !== null)
    return `The promise is "${promise}" alone. If it goes on: cl undo, and put its words in quotes.`
  const { today } = context
  const [hints, { dayAlsoNamed, dayInNote }] = await Promise.all([
    import('#formats/touch-hints.ts'),
    import('#formats/day-hints.ts'),
  ])
  const { vocabulary } = plan.rules
  // Words of sorrow are no complaint where they mended one.
  const isMended = plan.done !== null
  const isOfToday = said.on === undefined && plan.draft.on === today
  return (
    (isMended ? undefined : (hints.countedBadly(said, vocabulary) ?? hints.countedAsNew(said))) ??
    hints.misspelt(said, vocabulary) ??
    (isOfToday ? await dayInNote(note, today, context.dayRules) : undefined) ??
    (isMended ? undefined : hints.countedOtherwise(said, vocabulary, plan.draft.channel.name)) ??
    (isOfToday ? dayAlsoNamed(note) : undefined)
  )
}
