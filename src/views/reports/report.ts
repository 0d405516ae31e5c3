import type { CustomerCount, EndedLine, PromiseLine, WeeklyReport } from '#domain/reports/report.ts'
import type { WeekTable } from '#domain/reports/week-table.ts'
import type { Cells, CsvTable } from '#formats/csv.ts'
import { fieldsOf, nameAndId } from '../json-parts.ts'
import type { View } from '../view.ts'
import { reportPage } from './report-page.ts'
import { linesOf, weekColumns } from './week-columns.ts'

const camel = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

const countJson = ({ customer, count }: CustomerCount) => ({ customer: nameAndId(customer), count })

const promiseJson = ({ loop, customer, daysLate }: PromiseLine) => ({
  id: loop.id,
  customer: nameAndId(customer),
  ...fieldsOf(loop, 'text', 'dueOn'),
  daysLate,
})

const endedJson = ({ loop, customer, days }: EndedLine) => ({
  ...fieldsOf(loop, 'id', 'kind'),
  customer: nameAndId(customer),
  text: loop.text,
  days,
})

function* cellsOf(table: WeekTable): Generator<Cells> {
  for (const line of linesOf(table)) yield weekColumns.map(({ of }) => of(line))
}

export const weekCsv = (table: WeekTable): CsvTable => ({
  columns: weekColumns.map(({ column }) => column),
  rows: cellsOf(table),
})

/** The page shows no rows, so `table` may be null for it. */
export const reportView: View<{ report: WeeklyReport; table: WeekTable | null }> = {
  text: ({ report }, paper) => reportPage(report, paper),
  json: ({ report, table }) => ({
    week: report.week.name,
    ...fieldsOf(report.week, 'from', 'to'),
    ...fieldsOf(report, 'asOf', 'totals'),
    weekBefore: report.before,
    careVisits: report.careVisits.map(countJson),
    thanks: report.thanks.map(countJson),
    goodTouches: report.goodTouches.map(countJson),
    wentBadly: report.wentBadly.map(countJson),
    factsLearned: report.learned.map(countJson),
    answeredInTime: report.answered.map(countJson),
    promisesBroken: report.broken.map(promiseJson),
    daysMissed: report.missed.map(({ customer, label, on }) => ({ customer: nameAndId(customer), label, on })),
    lost: report.lost.map(nameAndId),
    becameDue: report.becameDue.map(({ customer, reasons }) => ({ ...nameAndId(customer), reasons })),
    recovered: report.recovered.map(nameAndId),
    promisesKept: report.kept.map(promiseJson),
    promisesLate: report.late.map(promiseJson),
    ended: report.ended.map(endedJson),
    complaints: report.complaints.map(endedJson),
    waiting: report.waiting.map(nameAndId),
    customers: [...(table ? linesOf(table) : [])].map((line) => ({
      id: line.row.customer.id,
      ...Object.fromEntries(weekColumns.map(({ column, of }) => [camel(column), of(line)])),
      tags: line.row.customer.tags,
    })),
  }),
}
