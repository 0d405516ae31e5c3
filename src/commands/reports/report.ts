import type { Reader } from '#book/engine.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { weekByTeammate } from '#domain/by-teammate.ts'
import type { Customer } from '#domain/customer.ts'
import { reportRows, type WeeklyReport, type WeekRecords, type WeekTable, weeklyReport } from '#domain/report.ts'
import { type Week, weekBefore, weekNamed } from '#domain/week.ts'
import { practicesOfWeek, scoredWeek, weekRecords } from '#figures/report.ts'
import { weekNews } from '#figures/week-news.ts'
import { byteOrderMark } from '#formats/byte-order-mark.ts'
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
    ['cl report --by', 'what each person of the team did this week'],
    ['cl report --week 2026-W47 --csv week47.csv', 'into a file, for a spreadsheet'],
  ],
  define: (cmd) =>
    withKindOptions(cmd)
      .option('--week <week>', 'this, last, or a week such as 2026-W47', 'this')
      .option('--by', 'what each person did')
      .option('--csv [file]', 'as CSV: to the standard output, or into a file')
      .option('--force', 'replace the file, even if it is none of cl report'),
  async run(context, options) {
    if (options.by) return showPeople(context, options)
    const { book, out } = context
    const { csv } = options
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

type Options = KindOptions & { week: string; csv?: string | true; force?: true }

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
