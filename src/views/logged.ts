import type { Customer } from '#domain/customer.ts'
import type { Day } from '#domain/day.ts'
import { type Saving, sumOfSavings } from '#domain/savings.ts'
import type { Score } from '#domain/score.ts'
import type { Settings } from '#domain/settings.ts'
import type { TouchDraft } from '#domain/touch.ts'
import { dayInWords, shortDay } from '#formats/day-words.ts'
import { type NameAndId, nameAndId } from './name-and-id.ts'
import { savingsWords } from './savings.ts'
import { notScoredWords, ratioWords, visitWords } from './score-words.ts'
import { visible } from './text.ts'
import type { View } from './view.ts'

type LoggedCustomer = NameAndId & Pick<Customer, 'since' | 'archivedOn'>

/** A touch that was written, and what came of it. */
export type LoggedTouch = TouchDraft & {
  id: number
  customer: LoggedCustomer
  /** How the customer stands now; null when not scored. */
  score: Score | null
  /** The complaint or request that the touch opened. */
  loopId: number | null
  /** The savings that it told of. */
  told: Saving[]
}

/** What `cl log` wrote. */
export type Logged = {
  touches: LoggedTouch[]
  promise: { id: number; text: string; dueOn: Day | null } | null
  /** The day by which a request is due. */
  dueOn: Day | null
  settings: Settings
}

/** `#481 call, care, + with Acme Bakery, today`; `as` is the day as it is to be said. */
export const touchLine = (touch: LoggedTouch, today: Day, as: string = dayInWords(touch.on, today)): string =>
  visible(`#${touch.id} ${touch.channel.name}, ${touch.purpose.name}, ${touch.tone} with ${touch.customer.name}, ${as}`)

function outcomeLine(touch: LoggedTouch, logged: Logged, today: Day): string {
  const { score } = touch
  const parts = score
    ? [ratioWords(score, logged.settings), visitWords(score, today)]
    : [`not scored: ${notScoredWords(touch.customer, today)}`]
  if (touch.on < touch.customer.since) {
    parts.push(
      `before they came, ${shortDay(touch.customer.since, today)}: cl edit ${touch.customer.id} --since ${touch.on}`,
    )
  }
  const by = (dueOn: Day | null) => (dueOn === null ? '' : `, by ${dayInWords(dueOn, today)}`)
  if (touch.loopId !== null) parts.push(`${touch.purpose.opens} #${touch.loopId} opened${by(logged.dueOn)}`)
  if (touch.told.length > 0) {
    parts.push(`told them of ${savingsWords(sumOfSavings(touch.told), logged.settings.currency)}`)
  }
  if (logged.promise && touch === logged.touches[0])
    parts.push(`promise #${logged.promise.id} opened${by(logged.promise.dueOn)}`)
  return parts.join(' · ')
}

/** Two lines for each touch: what it was, and how the customer stands now. */
export const loggedView: View<Logged> = {
  text: (logged, { today, colour }) =>
    logged.touches
      .flatMap((touch) => [touchLine(touch, today), colour.dim(outcomeLine(touch, logged, today))])
      .join('\n'),
  json: (logged) => ({
    touches: logged.touches.map((touch) => ({
      id: touch.id,
      customer: nameAndId(touch.customer),
      on: touch.on,
      channel: touch.channel.name,
      purpose: touch.purpose.name,
      tone: touch.tone,
      begunBy: touch.begunBy,
      minutes: touch.minutes,
      note: touch.note,
      opened: touch.loopId,
      visitDue: touch.score?.visitDue ?? null,
      positive: touch.score?.positive ?? null,
      negative: touch.score?.negative ?? null,
      needed: touch.score?.needed ?? null,
    })),
    promise: logged.promise && { id: logged.promise.id, text: logged.promise.text, dueOn: logged.promise.dueOn },
  }),
}
