import type { Reader } from '#book/engine.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { showFile } from '#cli/show-file.ts'
import { weekByTeammate } from '#domain/by-teammate.ts'
import type { Customer } from '#domain/customer.ts'
import { daysBetween } from '#domain/day.ts'
import { reportRows, type WeeklyReport, type WeekRecords, type WeekTable, weeklyReport } from '#domain/report.ts'
import { type Week, weekBefore, weekNamed } from '#domain/week.ts'
import { type WeekPage, whatComesNext } from '#domain/week-page.ts'
import { wrongUsage } from '#errors.ts'
import { practicesOfWeek, scoredWeek, weekRecords } from '#figures/report.ts'
import { standingsOn } from '#figures/standings.ts'
import { weekNews } from '#figures/week-news.ts'
import { tonesByWeek } from '#figures/weeks.ts'
import { factsBetween } from '#tables/facts.ts'
import { rulesOf } from '#tables/rules.ts'
import { byTeammateView } from '#views/by-teammate.ts'
import { reportView, weekCsv } from '#views/report.ts'
import { counted } from '#views/text.ts'
import { isWantedKind, type KindOptions, withKindOptions } from '../customers/kind-options.ts'

export const report = command({
  name: 'report',
  summary: 'The weekly report',
  examples: [
    ['cl report', 'this week so far, beside the week before'],
    ['cl report --week last --csv', 'last week as CSV'],
    ['cl report --html week.html', 'a page to look at, to print, and to send'],
    ['cl report --by', 'what each person of the team did this week'],
    ['cl report --week 2026-W47 --csv week47.csv', 'into a file, for a spreadsheet'],
  ],
  define: (cmd) =>
    withKindOptions(cmd)
      .option('--week <week>', 'this, last, or a week such as 2026-W47', 'this')
      .option('--by', 'what each person did')
      .option('--csv [file]', 'as CSV: to the standard output, or into a file')
      .option('--html <file>', 'as a page for a browser and for paper, into a file')
      .option('--open', 'with --html, and show it')
      .option('--force', 'replace the file, even if it is none of cl report'),
  async run(context, options) {
    if (options.by) return showPeople(context, options)
    const { book, out } = context
    const { csv, html, open } = options
    if (html !== undefined && csv !== undefined)
      throw wrongUsage('--html and --csv cannot go together.', 'Leave one of them out.')
    if (open && html === undefined)
      throw wrongUsage('--open goes with --html.', 'As in: cl report --html week.html --open')
    if (html !== undefined) return writePage(context, html, options)
    if (csv === undefined) {
      const report = await book.read((db) => reportOf(db, context, options))
      await out.show(report, reportView)
      return sayNobody(context, report, options)
    }
    const table = await book.read((db) => tableOf(db, context, options))
    write(
      context,
      { week: table.week, text: await out.csv(weekCsv(table)) },
      options,
      counted(table.rows.length, 'customer'),
    )
    sayNobody(context, table, options)
  },
})

type Options = KindOptions & { week: string; csv?: string | true; html?: string; open?: true; force?: true }

/** The week that is meant, and the day from which it is seen: its last, or today while it is not over. */
async function weekAsked(db: Reader, { today }: Context, { week: typed }: Options) {
  const rules = await rulesOf(db)
  const week = weekNamed(typed, today, rules.settings.weekStart)
  return { rules, week, asOf: week.to <= today ? week.to : today }
}

async function reportOf(db: Reader, context: Context, options: Options): Promise<WeeklyReport> {
  const { rules, week, asOf } = await weekAsked(db, context, options)
  const before = weekBefore(week, rules.settings.weekStart)
  const [all, allEarlier, news] = await Promise.all([
    weekRecords(db, rules, week, asOf),
    weekRecords(db, rules, before, before.to),
    weekNews(db, rules, { week, asOf }, context.today),
  ])
  const [records, earlier] = [onlyKind(all, options), onlyKind(allEarlier, options)]
  const practices = await practicesOfWeek(db, rules, records)
  return weeklyReport(records, earlier, { practices, news }, rules)
}

/** How many weeks the chart of a page shows. */
const chartWeeks = 12

/** Writes the page of the week into a file, which replaces one of an earlier page, and shows it if that is wanted. */
async function writePage(context: Context, path: string, options: Options): Promise<void> {
  const { book, out, today } = context
  const page = await book.read((db) => pageOf(db, context, options))
  const { barChart } = await import('#formats/bar-chart.ts')
  const { weekHtml } = await import('#views/week-html.ts')
  const { madeHere } = await import('#views/html.ts')
  const labels = page.weeks.map(({ week }) => week.name.slice(-3))
  const chart = barChart(
    labels,
    [
      { name: 'good', colour: 'var(--good)', values: page.weeks.map(({ good }) => good) },
      { name: 'bad', colour: 'var(--bad)', values: page.weeks.map(({ bad }) => -bad) },
    ],
    { width: 720, height: 180 },
  )
  out.save(path, weekHtml(page, chart, today), options.force === true || out.isFileWith(path, madeHere))
  out.say(`${page.report.week.name} was written to ${path}.`)
  if (options.open && !(await showFile(context, path)))
    out.say('No program was found to show it: open it in your browser.')
  sayNobody(context, page.report, options)
}

async function pageOf(db: Reader, context: Context, options: Options): Promise<WeekPage> {
  const { rules, week, asOf } = await weekAsked(db, context, options)
  const soon = daysBetween(asOf, week.to) + 7
  const [report, weeks, standings] = await Promise.all([
    reportOf(db, context, options),
    tonesByWeek(db, { week, asOf }, rules.settings.weekStart, chartWeeks),
    standingsOn(db, rules, asOf, soon),
  ])
  const wanted = standings.filter(isWanted(options))
  return { shop: rules.settings.shopName, report, weeks, ...whatComesNext(wanted, report, rules.settings, soon) }
}

/** The rows alone: a spreadsheet is not told of the week before. */
async function tableOf(db: Reader, context: Context, options: Options): Promise<WeekTable> {
  const { rules, week, asOf } = await weekAsked(db, context, options)
  const all = await scoredWeek(db, rules, week, asOf)
  const scored = { ...all, standings: all.standings.filter(isWanted(options)) }
  return { week, rows: reportRows(scored), practices: await practicesOfWeek(db, rules, scored) }
}

async function showPeople(context: Context, options: Options): Promise<void> {
  const { book, out } = context
  const found = await book.read(async (db) => {
    const { rules, week, asOf } = await weekAsked(db, context, options)
    const records = onlyKind(await weekRecords(db, rules, week, asOf), options)
    return weekByTeammate(records, await factsBetween(db, week.from, asOf))
  })
  const size = counted(found.people.length, 'person', 'people')
  if (options.csv === undefined) await out.show(found, byTeammateView)
  else write(context, { week: found.week, text: await out.render(found, byTeammateView, 'csv') }, options, size)
  if (found.people.length === 0) out.say('Nobody did anything in that week.')
}

/** Without it, Excel takes a file for one of its own country's letters. */
const byteOrderMark = '\ufeff'

/**
 * Prints a table, or writes it into the file of `--csv FILE`, which replaces one of an earlier report.
 * @param size how much there is in it, in words
 */
function write(
  { out }: Context,
  { week, text }: { week: Week; text: string },
  { csv, force }: Options,
  size: string,
): void {
  if (typeof csv !== 'string') {
    out.print(text)
    return
  }
  // New columns come at the end: the first ones tell our own file, with the mark or of before it.
  const beginning = text.split(',', 5).join(',')
  const isOurs = [byteOrderMark + beginning, beginning].some((each) => out.isFileWith(csv, each))
  out.save(csv, byteOrderMark + text, force === true || isOurs)
  out.say(`${week.name} was written to ${csv}: ${size}.`)
}

function sayNobody({ out }: Context, { rows }: WeekTable, { team }: Options): void {
  if (rows.length > 0) return
  const who = team ? 'on the team' : 'a customer'
  out.say(`Nobody was ${who} in that week. From which day on somebody is: cl edit NAME --since DAY`)
}

const isWanted =
  (kinds: KindOptions) =>
  ({ customer: { kind } }: { customer: Pick<Customer, 'kind'> }): boolean =>
    isWantedKind(kinds, kind)

/** The same for teammates or customers alone. */
const onlyKind = (records: WeekRecords, kinds: KindOptions): WeekRecords => ({
  ...records,
  everybody: new Map([...records.everybody].filter(([, { kind }]) => isWantedKind(kinds, kind))),
  standings: records.standings.filter(isWanted(kinds)),
})
