import type { TeammateWeek, WeekByTeammate } from '#domain/reports/by-teammate.ts'
import { table } from '../table.ts'
import type { Column } from '../table-layout.ts'
import type { View } from '../view.ts'

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

/** A line for each teammate. */
export const byTeammateView: View<WeekByTeammate> = {
  text: ({ people }, paper) =>
    table(
      [{ title: 'Person', least: 8, wraps: 'beside' }, ...counts.map(([title]): Column => ({ title, align: 'right' }))],
      people.map((person) => [person.name ?? 'nobody named', ...counts.map(([, , of]) => String(of(person)))]),
      paper,
    ),
  json: ({ week, people }) => ({ week: week.name, people }),
  csv: ({ week, people }) => ({
    columns: ['week', 'person', ...counts.map(([, column]) => column)],
    rows: people.map((person) => [week.name, person.name, ...counts.map(([, , of]) => of(person))]),
  }),
}
