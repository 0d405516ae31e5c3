import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { type Day, daysBetween } from '#domain/days/day.ts'
import { type Week, weekNamed } from '#domain/days/week.ts'
import { weekByTeammate } from '#domain/reports/by-teammate.ts'
import { type WeekPage, whatComesNext } from '#domain/reports/week-page.ts'
import { wrongUsage } from '#errors.ts'
import { type AskedWeek, reportOfWeek, weekOfAll, weekRows, weekTable } from '#figures/report.ts'
import { type SeenBook, seenFrom } from '#figures/seen-book.ts'
import { standingsOn } from '#figures/standings.ts'
import { tonesByWeek } from '#figures/weeks.ts'
import { byteOrderMark } from '#formats/encoding/byte-order-mark.ts'
import { factsBetween } from '#tables/facts.ts'
import { byTeammateView } from '#views/reports/by-teammate.ts'
import { reportView, weekCsv } from '#views/reports/report.ts'
import { counted } from '#views/text.ts'
import { isWantedKind, type KindOptions, withKindOptions } from '../customers/kind-options.ts'
import { type PageOptions, refuseOpenAlone, savePage, withPageOptions } from '../page-file.ts'
import { bytesIfBegun, isEarlierTable } from './earlier-report.ts'
import { writeWorkbook } from './week-workbook.ts'

export const report = command({
  name: 'report',
  summary: 'The weekly report',
  isQuick: true,
  instead: 'Another week: cl report --week last   One customer: cl show acme',
  examples: [
    ['cl report', 'this week so far, beside the week before'],
    ['cl report --week last --csv', 'last week as CSV'],
    ['cl report --html week.html', 'a page to look at, to print, and to send'],
    ['cl report --by', 'what each person of the team did this week'],
    ['cl report --xlsx week.xlsx', 'for a spreadsheet: with titles, days and filters'],
    ['cl report --week 2026-W47 --csv week47.csv', 'into a file, for another program'],
  ],
  define: (cmd) =>
    withPageOptions(
      withKindOptions(cmd)
        .option('--week <week>', 'this, last, or a week such as 2026-W47', 'this')
        .option('--by', 'what each person did')
        .option('--csv [file]', 'as CSV: to the standard output, or into a file')
        .option('--xlsx <file>', 'as a workbook for a spreadsheet, into a file'),
    ),
  async run(context, options) {
    refuseWhatDoesNotFit(options)
    if (options.by) return showPeople(context, options)
    const { out } = context
    const { csv, html, xlsx } = options
    if (html !== undefined) return writePage(context, html, options)
    if (csv === undefined && xlsx === undefined) {
      const found = await readWeek(context, options, (seen, asked) => reportOf(seen, asked, context))
      await out.show(found, reportView)
      return sayIfNobody(context, found.report.scored, options)
    }
    const table = await readWeek(context, options, weekTable)
    const size = counted(table.rows.length, 'customer')
    if (xlsx !== undefined) await writeWorkbook(context, table, { path: xlsx, force: options.force === true, size })
    else await write(context, { week: table.week, text: await out.csv(weekCsv(table)) }, options, size)
    sayIfNobody(context, table.rows.length, options)
  },
})

type Options = KindOptions & PageOptions & { week: string; csv?: string | true; xlsx?: string }

function refuseWhatDoesNotFit(options: Options & { by?: true }): void {
  const forms = (['by', 'csv', 'xlsx', 'html'] as const).filter((form) => options[form] !== undefined)
  const [first, second] = forms.filter((form) => form !== 'by' || !options.csv)
  if (first !== undefined && second !== undefined)
    throw wrongUsage(`--${second} and --${first} cannot go together.`, 'Leave one of them out.')
  refuseOpenAlone(options, 'report')
}

/** The book is seen from the last day of the week, or from today while it is not over. */
const readWeek = <T>(
  { book, today }: Context,
  { week: typed, ...kinds }: Options,
  read: (seen: SeenBook, asked: AskedWeek) => Promise<T>,
): Promise<T> =>
  book.read(async (db) => {
    const now = await seenFrom(db, today)
    const week = weekNamed(typed, today, now.rules.settings.weekStart)
    const seen = { ...now, today: week.to <= today ? week.to : today }
    return read(seen, { week, isWanted: (kind) => isWantedKind(kinds, kind) })
  })

async function reportOf(seen: SeenBook, asked: AskedWeek, { today, out }: Context) {
  const [report, table] = await Promise.all([
    reportOfWeek(seen, asked, today),
    out.format === 'text' ? null : weekTable(seen, asked),
  ])
  return { report, table }
}

const chartWeeks = 12

/** An earlier page is replaced. */
async function writePage(context: Context, path: string, options: Options): Promise<void> {
  const { today } = context
  const page = await readWeek(context, options, (seen, asked) => pageOf(seen, asked, today))
  const { weekHtml } = await import('#views/reports/week-html.ts')
  await savePage(context, weekHtml(page, today), path, options, page.report.week.name)
  sayIfNobody(context, page.report.scored, options)
}

async function pageOf(seen: SeenBook, asked: AskedWeek, today: Day): Promise<WeekPage> {
  const { settings } = seen.rules
  const soon = daysBetween(seen.today, asked.week.to) + 7
  const [report, rows, weeks, standings] = await Promise.all([
    reportOfWeek(seen, asked, today),
    weekRows(seen, asked),
    tonesByWeek(seen, asked.week, chartWeeks),
    standingsOn(seen, soon),
  ])
  const wanted = standings.filter(({ customer }) => asked.isWanted(customer.kind))
  return { shop: settings.shopName, report, rows, weeks, ...whatComesNext(wanted, report, settings, soon) }
}

async function showPeople(context: Context, options: Options): Promise<void> {
  const { out } = context
  const found = await readWeek(context, options, async (seen, asked) => {
    const facts = await factsBetween(seen.db, asked.week.from, seen.today)
    return weekByTeammate(await weekOfAll(seen, asked), facts)
  })
  const size = counted(found.people.length, 'person', 'people')
  if (options.csv === undefined) await out.show(found, byTeammateView)
  else await write(context, { week: found.week, text: await out.render(found, byTeammateView, 'csv') }, options, size)
  if (found.people.length === 0) out.say('Nobody did anything in that week.')
}

/**
 * Prints a table, or writes it into the file of `--csv FILE`, which replaces an earlier report.
 * @param size the size of the table in words, such as `12 customers`
 */
async function write(
  context: Context,
  { week, text }: { week: Week; text: string },
  { csv, force }: Options,
  size: string,
): Promise<void> {
  const { out } = context
  if (typeof csv !== 'string') {
    out.print(text)
    return
  }
  out.save(csv, byteOrderMark + text, { force: force === true || (await isEarlier(context, csv, text)) })
  out.say(`${week.name} was written to ${csv}: ${size}.`)
}

/** An earlier report has the mark, or is from before there was one. */
async function isEarlier(context: Context, csv: string, text: string): Promise<boolean> {
  const beginning = text.split(',', 5).join(',')
  for (const each of [byteOrderMark + beginning, beginning]) {
    const bytes = await bytesIfBegun(context, csv, each)
    if (bytes) return isEarlierTable(bytes.toString(), text)
  }
  return false
}

function sayIfNobody({ out }: Context, scored: number, { team }: Options): void {
  if (scored > 0) return
  const who = team ? 'on the team' : 'a customer'
  out.say(`Nobody was ${who} at the end of that week. From which day on somebody is: cl edit NAME --since DAY`)
}
