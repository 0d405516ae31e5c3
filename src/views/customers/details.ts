import { companyApart } from '#domain/customers/customer.ts'
import { cadenceText } from '#domain/days/cadence.ts'
import type { Day } from '#domain/days/day.ts'
import { reasonsFor } from '#domain/due/due.ts'
import { compareLoops, type DueLoop, isOpen, type NamedLoop, withDueBy } from '#domain/loops/loop.ts'
import type { Dossier } from '#domain/reports/dossier.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { dayInWords, shortDay } from '#formats/days/day-in-words.ts'
import { goalText, ratioWords, reasonWords, visitWords } from '../due/score-words.ts'
import { contactWords, rhythmWords } from '../practices/attention.ts'
import { joined, type TitledWords } from '../text.ts'
import { practiceWords } from './customer-practices.ts'

/** Empty details are left out. */
export function contactDetails({ customer, aliases, tags, isLost, rules }: Dossier, today: Day): TitledWords[] {
  const every = customer.visitEvery ?? rules.settings.visitEvery
  const lines: [string, string | null][] = [
    ['Also', aliases.join(', ')],
    ['Company', companyApart(customer)],
    ['Phone', customer.phone],
    ['E-mail', customer.email],
    ['Address', customer.address],
    ['Tags', tags.join(', ')],
    ['Since', shortDay(customer.since, today)],
    [
      'Cadence',
      every === 'never'
        ? 'none scheduled'
        : `every ${cadenceText(every)}${customer.visitEvery === null ? '' : ' (their own)'}`,
    ],
    ['Goal', goalText(customer.goal)?.replace(/^goal /, '') ?? null],
    [
      'Snoozed',
      customer.snoozedUntil !== null && customer.snoozedUntil > today
        ? `until ${shortDay(customer.snoozedUntil, today)}`
        : null,
    ],
    [
      'Archived',
      customer.archivedOn === null || customer.archivedOn > today
        ? null
        : joined(': ', [`${shortDay(customer.archivedOn, today)}${isLost ? ', lost' : ''}`, customer.archivedWhy]),
    ],
    ['Note', customer.note],
  ]
  return lines.flatMap(([title, words]): TitledWords[] => (words ? [[title, words]] : []))
}

/** Empty for a customer who is not scored. */
export function standingDetails(data: Dossier, today: Day): TitledWords[] {
  const { standing, attention, rules } = data
  if (!standing) return []
  const { score } = standing
  const last = score.lastVisit === null ? 'no care visit yet' : `last care visit ${dayInWords(score.lastVisit, today)}`
  const next = visitWords(score, today)
  return [
    ['Ratio', ratioWords(score, rules.settings)],
    ['Visit', next.startsWith('no care visit') ? next : `${last} · ${next}`],
    ['Contact', contactWords(attention.contact)],
    ['Rhythm', rhythmWords(attention.rhythm)],
    ...practiceWords(data, today),
  ]
}

/** A customer without a score has no reasons. */
export const reasonsInWords = ({ standing, rules }: Dossier, today: Day): string[] =>
  standing === null
    ? []
    : reasonsFor(standing, today, rules).map((reason) => reasonWords(reason, standing.score, rules.settings.ratioGoal))

/** The worst come first. */
export const openLoops = ({ loops, rules }: Dossier, today: Day): (NamedLoop & DueLoop)[] =>
  loops
    .filter((loop) => isOpen(loop, today))
    .map((loop) => withDueBy(loop, rules.settings))
    .sort(compareLoops(today))

const touchesShown = 10

/** The last one comes first. */
export const latestTouches = ({ touches }: Dossier): Touch[] => touches.slice(-touchesShown).reverse()

/** `the last 10 of 12 touches`; empty where all are shown. */
export const ofAllTouches = ({ touches }: Dossier): string =>
  touches.length > touchesShown ? `the last ${touchesShown} of ${touches.length} touches` : ''
