import type { Day } from '#domain/days/day.ts'
import { type Knower, whoKnows } from '#domain/practices/knowers.ts'
import { pulseOf } from '#domain/practices/pulse.ts'
import { toldAndUntold } from '#domain/practices/savings.ts'
import type { Dossier } from '#domain/reports/dossier.ts'
import { fieldsOf } from '../json-parts.ts'
import {
  datesWords,
  personWords,
  pulseWords,
  respectJson,
  respectWords,
  spanWords,
  trustJson,
  trustWords,
  weeksWords,
} from '../practices/practices.ts'
import { toldWords } from '../practices/savings.ts'
import { joined, type TitledWords } from '../text.ts'

/** Trust and respect, then a line for each other practice with data. */
export function practiceWords(data: Dossier, today: Day): TitledWords[] {
  const { trust, respect, answers, waiting, mending, doing } = data.practices
  const lines: TitledWords[] = [
    ['Weeks', weeksWords(data.weeks, data.rules.settings.ratioGoal)],
    ['Trust', trustWords(trust)],
    ['Respect', respectWords(respect)],
    ['Pulse', pulseWords(pulseOf(data.pulses, today), today)],
    ['Answers', joined(' · ', [answers && spanWords(answers), waiting > 0 && `${waiting} waiting`])],
    ['Mended', mending ? spanWords(mending) : ''],
    ['Requests', doing ? spanWords(doing) : ''],
    ['Savings', toldWords(savingsSeen(data, today), data.rules.settings.currency).join(' · ')],
    ['Dates', datesWords(data.dates, today)],
    [
      'Known by',
      peopleOf(data)
        .map((person) => personWords(person, today))
        .join(' · '),
    ],
  ]
  return lines.filter(([, words]) => words !== '')
}

const savingsSeen = ({ savings }: Dossier, today: Day) =>
  toldAndUntold(
    savings.filter(({ on }) => on <= today),
    today,
  )

/** Empty in a shop that names nobody. */
function peopleOf({ touches, facts }: Dossier): Knower[] {
  const people = whoKnows(touches, facts)
  return people.some(({ name }) => name !== null) ? people : []
}

export function practicesJson(data: Dossier, today: Day) {
  const { trust, respect, knowing, answers, waiting, mending, doing } = data.practices
  return {
    trust: trustJson(trust),
    respect: respectJson(respect),
    knowing,
    pulse: pulseOf(data.pulses, today),
    answers,
    waiting,
    mending,
    doing,
    savings: savingsSeen(data, today),
    dates: data.dates.map((date) => fieldsOf(date, 'id', 'label', 'month', 'date', 'year')),
    people: whoKnows(data.touches, data.facts),
    weeks: data.weeks,
  }
}
