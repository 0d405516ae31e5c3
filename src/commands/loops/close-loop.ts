import type { Writer } from '#book/changes/writer.ts'
import type { Day } from '#domain/days/day.ts'
import { type NamedLoop, outcomeFor } from '#domain/loops/loop.ts'
import { cannot } from '#errors.ts'
import { closeLoop, loopById } from '#tables/loops.ts'
import { stillOpen } from './choose-loop.ts'

/** `as` is the outcome, where it is not kept, mended or done; `touchId` the touch that ended the loop. */
type Ending = { on: Day; as?: string | undefined; note: string | null; touchId?: number | null }

/**
 * Closes a loop that was open when it was asked for.
 * @throws cannot, when it is closed by now, or was opened after that day; wrong usage, for an outcome that it cannot have
 */
export async function closeIfStillOpen(
  db: Writer,
  asked: NamedLoop,
  { on, as, note, touchId = null }: Ending,
  today: Day,
): Promise<NamedLoop & { closedOn: Day }> {
  const fresh = stillOpen(await loopById(db, asked.id), asked, today)
  const outcome = outcomeFor(fresh.kind, as)
  if (on < fresh.openedOn) {
    throw cannot(`The ${fresh.kind} #${fresh.id} was opened on ${fresh.openedOn}: it cannot end before, on ${on}.`)
  }
  await closeLoop(db, fresh.id, { on, outcome, note, touchId })
  return { ...fresh, closedOn: on, outcome, closingNote: note, closingTouchId: touchId }
}
