import type { WeekTable } from '#domain/reports/week-table.ts'
import type { TitledSheet } from '#formats/workbook/sheet.ts'
import { firstColumns, linesOf, weekColumns } from './week-columns.ts'

/** Some have another name among the first columns. */
const shownFirst = ['customer', 'touches', 'positive', 'negative', 'last_touch', 'visit_due']
const furtherColumns = weekColumns.filter(({ column }) => !shownFirst.includes(column))

const widths: Record<string, number> = { Customer: 32, Tags: 24 }
const usualWidth = 12

/** The columns that people look at first come first, then the others of the CSV. */
export function weekSheet(table: WeekTable): TitledSheet {
  const { week } = table
  return {
    title: `Week ${week.name}`,
    name: week.name,
    columns: [...firstColumns, ...furtherColumns].map(({ title, kind }) => ({
      title,
      kind,
      width: widths[title] ?? usualWidth,
    })),
    rows: [...linesOf(table)].map((line) =>
      [...firstColumns.map(({ of }) => of(line.row)), ...furtherColumns.map(({ of }) => of(line))].map((cell) =>
        cell === '' ? null : cell,
      ),
    ),
  }
}
