import type { Customer } from '#domain/customers/customer.ts'
import type { Named } from '#domain/customers/name-order.ts'
import type { Day } from '#domain/days/day.ts'
import type { NoVisit, Score } from '#domain/due/score.ts'
import type { NamedLoop } from '#domain/loops/loop.ts'
import { type Saving, sumOfSavings } from '#domain/practices/savings.ts'
import type { Settings } from '#domain/shop/settings.ts'
import type { TouchDraft } from '#domain/touches/touch.ts'
import { dayInWords, farDay, shortDay } from '#formats/days/day-in-words.ts'
import { notScoredWords, ratioWords, visitWords } from '../due/score-words.ts'
import { fieldsOf, nameAndId } from '../json-parts.ts'
import { openLines } from '../loops/loop-lines.ts'
import { savingsWords } from '../practices/savings.ts'
import { answered, counted, excerpt, joined, visible } from '../text.ts'
import type { View } from '../view.ts'

export type LoggedTouch = TouchDraft & {
  id: number
  customer: Named & Pick<Customer, 'since' | 'archivedOn'>
  by: string | null
  /** Null when the customer is not scored. */
  score: Score | null
  loopId: number | null
  told: Saving[]
  /** Null where the touch is a care visit. */
  noVisit: NoVisit | null
  /** Loops that this touch opened or closed are left out. */
  stillOpen: NamedLoop[]
  closed: NamedLoop | null
  /** Null where no touch of that day has the same words. */
  twin: number | null
}

export type Logged = {
  touches: LoggedTouch[]
  promise: { id: number; text: string; dueOn: Day | null } | null
  dueOn: Day | null
  settings: Settings
}

/**
 * `#481 call, care, + with Acme Bakery, today, 20 minutes`; `as` is its day as it is shown. No teammate is named: the change that
 * is kept with the line would have their name still when they are forgotten.
 */
export function touchLine(touch: LoggedTouch, as: string): string {
  const { id, channel, purpose, tone, customer, minutes } = touch
  const took = minutes === null ? '' : `, ${counted(minutes, 'minute')}`
  return visible(`#${id} ${channel.name}, ${purpose.name}, ${tone} with ${customer.name}, ${as}${took}`)
}

function outcomeLine(touch: LoggedTouch, logged: Logged, today: Day): string {
  const { customer, score, closed, loopId, told, purpose } = touch
  const { promise, settings } = logged
  const by = (dueOn: Day | null) => (dueOn === null ? '' : `, by ${farDay(dueOn, today)}`)
  const standing = score
    ? [
        touch.tone === '-' && purpose.tone !== '-' && 'counted as bad',
        closed && `${closed.kind} #${closed.id} ${closed.outcome}`,
        ratioWords(score, settings),
        noVisitWords(touch),
        visitWords(score, today),
      ]
    : [
        `not scored: ${notScoredWords(customer, today)}`,
        customer.archivedOn !== null && `to take them back: cl unarchive ${customer.id}`,
      ]
  return joined(' · ', [
    ...standing,
    touch.on < customer.since &&
      `before they came, ${shortDay(customer.since, today)}: cl edit ${customer.id} --since ${touch.on}`,
    loopId !== null && `${purpose.opens} #${loopId} opened${by(logged.dueOn)}`,
    told.length > 0 && `told them of ${savingsWords(sumOfSavings(told), settings.currency)}`,
    promise &&
      touch === logged.touches[0] &&
      `promise #${promise.id} opened${by(promise.dueOn)}: ${excerpt(promise.text)}`,
  ])
}

/** Purposes that take no article cannot be counted. */
const uncounted = ['thanks', 'help', 'savings', 'news', 'feedback', 'praise']
const article = (word: string): string =>
  uncounted.includes(word) ? word : /^[aeiou]/i.test(word) ? `an ${word}` : `a ${word}`

/** Empty for a care visit, and for a touch that was not spoken. */
function noVisitWords({ noVisit, channel, purpose, stillOpen, loopId }: LoggedTouch): string {
  if (noVisit === null || noVisit === 'channel' || !channel.spoken) return ''
  if (!purpose.reached) return 'not a care visit: nobody was reached'
  if (noVisit === 'purpose') return `not a care visit: ${article(purpose.name)}`
  if (noVisit === 'tone') return 'not a care visit: it went badly'
  const complaint = stillOpen.find(({ kind }) => kind === 'complaint')?.id ?? loopId
  return `not a care visit: ${complaint === null ? 'a complaint was open' : `complaint #${complaint} is open`}`
}

/** Each touch has a line for itself, and one for the customer's score; loops that are still open follow. */
export const loggedView: View<Logged> = {
  text: (logged, paper) => {
    const { today, colour } = paper
    const fitting = (lines: string[]) => lines.flatMap((line) => answered(line, paper))
    return logged.touches
      .flatMap((touch) => [
        ...fitting([
          joined(', ', [touchLine(touch, dayInWords(touch.on, today)), touch.by !== null && `by ${visible(touch.by)}`]),
        ]),
        ...fitting([outcomeLine(touch, logged, today), ...openLines(touch.stillOpen, today)]).map((line) =>
          colour.dim(line),
        ),
      ])
      .join('\n')
  },
  json: (logged) => ({
    touches: logged.touches.map((touch) => ({
      id: touch.id,
      customer: nameAndId(touch.customer),
      on: touch.on,
      channel: touch.channel.name,
      purpose: touch.purpose.name,
      ...fieldsOf(touch, 'tone', 'begunBy', 'minutes', 'note'),
      opened: touch.loopId,
      closed: touch.closed?.id ?? null,
      noVisit: touch.noVisit,
      stillOpen: touch.stillOpen.map(({ id }) => id),
      visitDue: touch.score?.visitDue ?? null,
      positive: touch.score?.positive ?? null,
      negative: touch.score?.negative ?? null,
      needed: touch.score?.needed ?? null,
    })),
    promise: logged.promise && fieldsOf(logged.promise, 'id', 'text', 'dueOn'),
  }),
}
