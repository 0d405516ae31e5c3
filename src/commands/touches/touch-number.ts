import type { Reader } from '#book/engine.ts'
import { rowNumber } from '#cli/numbers.ts'
import type { Day } from '#domain/days/day.ts'
import type { NamedTouch } from '#domain/touches/touch.ts'
import { cannot } from '#errors.ts'
import { findTouch } from '#tables/touches.ts'

/** A touch's number as it is typed, `481` or `#481`. @throws wrong usage for anything else */
export const touchNumber = (typed: string): number =>
  rowNumber(typed, 'a touch', 'cl history shows the numbers. The last change: cl undo')

/** The touch entered last is meant without a number. @throws cannot, when there is none */
export async function touchNumbered(db: Reader, today: Day, id: number | undefined): Promise<NamedTouch> {
  const touch = await findTouch(db, today, id)
  if (!touch) {
    throw cannot(
      id === undefined ? 'There are no touches yet.' : `There is no touch #${id}.`,
      'cl history shows the numbers.',
    )
  }
  return touch
}
