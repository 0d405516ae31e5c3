import type { Context } from '#cli/context.ts'
import type { WeekTable } from '#domain/reports/week-table.ts'
import { bytesIfBegun } from './earlier-report.ts'

const madeBy = 'cl report'

/**
 * Writes a week into a workbook, which replaces one of an earlier report.
 * @param options `size`: the size of the report in words, such as `12 customers`
 * @throws cannot, when there is another file, or none can be made
 */
export async function writeWorkbook(
  context: Context,
  table: WeekTable,
  { path, force, size }: { path: string; force: boolean; size: string },
): Promise<void> {
  const { out, today } = context
  const { weekSheet } = await import('#views/reports/week-sheet.ts')
  const { workbookOf } = await import('#formats/workbook/sheet.ts')
  const bytes = await workbookOf(weekSheet(table), { by: madeBy, on: today })
  out.save(path, bytes, { force: force || (await isEarlier(context, path)) })
  out.say(`${table.week.name} was written to ${path}: ${size}.`)
}

/** A report that another program has saved since is somebody's own work: false. */
async function isEarlier(context: Context, path: string): Promise<boolean> {
  const { workbookMark } = await import('#formats/workbook/read.ts')
  const bytes = await bytesIfBegun(context, path, String.fromCharCode(...workbookMark))
  const { isMadeBy } = await import('#formats/workbook/sheet.ts')
  return bytes !== null && isMadeBy(bytes, madeBy)
}
