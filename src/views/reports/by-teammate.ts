import type { TeammateWeek, WeekByTeammate } from '#domain/reports/by-teammate.ts'
import { type ColumnOf, tableOf } from '../table.ts'
import { csvOf, type View } from '../view.ts'

const counts: [title: string, column: string, of: (person: TeammateWeek) => number][] = [
  ['Touches', 'touches', ({ touches }) => touches],
  ['+', 'positive', ({ positive }) => positive],
  ['-', 'negative', ({ negative }) => negative],
  ['Care visits', 'care_visits', ({ careVisits }) => careVisits],
  ['Spoken', 'spoken', ({ spoken }) => spoken],
  ['Minutes', 'minutes', ({ minutes }) => minutes],
  ['Promises', 'promises_made', ({ promisesMade }) => promisesMade],
  ['Facts', 'facts', ({ facts }) => facts],
]

export const byTeammateView: View<WeekByTeammate> = {
  text: ({ people }, paper) =>
    tableOf(people, paper, [
      { title: 'Person', least: 8, wraps: 'beside', of: ({ name }) => name ?? 'nobody named' },
      ...counts.map(
        ([title, , of]): ColumnOf<TeammateWeek> => ({ title, align: 'right', of: (person) => String(of(person)) }),
      ),
    ]),
  json: ({ week, people }) => ({ week: week.name, people }),
  csv: ({ week, people }) =>
    csvOf(people, {
      week: () => week.name,
      person: ({ name }) => name,
      ...Object.fromEntries(counts.map(([, column, of]) => [column, of])),
    }),
}
