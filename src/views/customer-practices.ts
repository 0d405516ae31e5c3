import type { Day } from '#domain/day.ts'
import { type Knower, whoKnows } from '#domain/knowers.ts'
import { type PracticeRecords, practicesOf } from '#domain/practices.ts'
import { type Pulse, pulseOf } from '#domain/pulse.ts'
import { toldAndUntold } from '#domain/savings.ts'
import { ratioCount, weeklyRatios } from '#domain/stats.ts'
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
} from './practices.ts'
import { toldWords } from './savings.ts'
import type { Paper } from './screen.ts'
import { titled, visible } from './text.ts'

/** All that the page of one customer says of the practices. */
export type PracticePage = PracticeRecords & { pulses: Pulse[] }

const weeksOf = ({ touches, rules }: PracticePage, today: Day) =>
  weeklyRatios(touches.map(ratioCount), today, rules.settings.weekStart)

/** How the practices are kept towards a customer: trust and respect, and a line for whatever else there is. */
export function practiceLines(data: PracticePage, { today, width }: Paper): string[] {
  const { trust, respect, answers, waiting, mending, doing } = practicesOf(data, today)
  const lines: [title: string, words: string][] = [
    ['Weeks', weeksWords(weeksOf(data, today), data.rules.settings.ratioGoal)],
    ['Trust', trustWords(trust)],
    ['Respect', respectWords(respect)],
    ['Pulse', pulseWords(pulseOf(data.pulses, today), today)],
    [
      'Answers',
      [answers && spanWords(answers), waiting > 0 && `${waiting} waiting`].filter((part) => part).join(' · '),
    ],
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
  return lines.filter(([, words]) => words !== '').flatMap(([title, words]) => titled(title, visible(words), 9, width))
}

/** The savings up to a day, by whether the customer was told of them by then. */
const savingsSeen = ({ savings }: PracticePage, today: Day) =>
  toldAndUntold(
    savings.filter(({ on }) => on <= today),
    today,
  )

/** Who knows the customer; nobody in particular, in a shop where nobody is ever named. */
function peopleOf({ touches, facts }: PracticePage): Knower[] {
  const people = whoKnows(touches, facts)
  return people.some(({ name }) => name !== null) ? people : []
}

/** The same for a program. */
export function practicesJson(data: PracticePage, today: Day) {
  const { trust, respect, knowing, answers, waiting, mending, doing } = practicesOf(data, today)
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
    dates: data.dates.map(({ id, label, month, date, year }) => ({ id, label, month, date, year })),
    people: whoKnows(data.touches, data.facts),
    weeks: weeksOf(data, today),
  }
}
