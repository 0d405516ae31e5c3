import type { Context } from '#cli/context.ts'
import { type Day, daysBetween } from '#domain/days/day.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { isDoubtful } from './decide/customers.ts'
import type { ImportFile } from './import-file.ts'
import type { ImportPlan } from './plan.ts'
import { countWords } from './view.ts'

/** @param days the days of these visits, the first one first */
export function sayOfFirstVisits({ out, today }: Context, days: Day[]): void {
  const [first, last] = [days[0], days.at(-1)]
  if (days.length < 2 || !first || !last) return
  const soon = daysBetween(today, first) + 6
  out.say(
    `Their first care visits are spread from ${shortDay(first, today)} to ${shortDay(last, today)}. The first of them: cl due --soon ${soon}`,
  )
}

/** Nothing is said where none were left out. */
export function sayOfDoubtful({ out }: Context, { customers, doubtfulTouches }: ImportPlan): void {
  const doubtful = customers.records.filter(isDoubtful).length
  const all = doubtful + doubtfulTouches.length
  if (all === 0) return
  const are = `${countWords(doubtful, doubtfulTouches.length, 'doubtful ')} ${all === 1 ? 'was' : 'were'}`
  out.say(`${are} left out. Import again in a terminal to be asked, or with --doubtful same, or new.`)
}

const named = 3

/** `imported cards.vcf: 2 new customers (Acme Bakery, Zoe)`, for the undo log. */
export function summaryOf(files: ImportFile[], plan: ImportPlan): string {
  const names = files.map(({ name }) => name.replace(/^.*[\\/]/, '')).join(', ')
  return `imported ${names}: ${wordsOf(plan)}${namesOf(plan)}`
}

/** ` (Acme Bakery, Bolt Garage, Zoe, …)`: undo says so what it takes back. */
function namesOf({ customers, firstNew, touches }: ImportPlan): string {
  const withTouches = firstNew.map(({ customerId }) => customers.byId.get(customerId)?.name ?? '')
  const names = [...new Set([...customers.changed.map(({ name }) => name), ...withTouches])]
  const more = names.length > named || touches.new > firstNew.length ? ', …' : ''
  return names.length === 0 ? '' : ` (${names.slice(0, named).join(', ')}${more})`
}

/** `Import these 212?`: all customers and touches to be written count. */
export function questionOf({ customers, touches, changedTouches }: ImportPlan): string {
  const all = customers.changed.length + touches.new + changedTouches.size
  return all === 0
    ? 'Nothing in it is new. Know its records again next time?'
    : `Import ${all === 1 ? 'this one' : `these ${all}`}?`
}

/** `91 new customers and 830 new touches; 2 customers changed` */
export function wordsOf({ customers, touches, changedTouches }: ImportPlan): string {
  const fresh = customers.changed.filter(({ id }) => id < 0).length
  const changed = customers.changed.length - fresh
  return [
    ...(fresh + touches.new > 0 ? [countWords(fresh, touches.new, 'new ')] : []),
    ...(changed + changedTouches.size > 0 ? [`${countWords(changed, changedTouches.size)} changed`] : []),
    ...(fresh + touches.new + changed + changedTouches.size === 0
      ? ['nothing new; its records are known again next time']
      : []),
  ].join('; ')
}
