import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { weekByPerson } from '#domain/by-teammate.ts'
import { type WeekRecords, weeklyReport } from '#domain/report.ts'
import { type Week, weekBefore, weekNamed } from '#domain/week.ts'
import { practicesOfWeek, weekRecords } from '#figures/report.ts'
import { factsBetween } from '#tables/facts.ts'
import { rulesOf } from '#tables/rules.ts'
import { byPersonView } from '#views/by-teammate.ts'
import { reportView } from '#views/report.ts'
import { counted } from '#views/text.ts'
import type { View } from '#views/view.ts'
import { isWantedKind, type KindOptions, withKindOptions } from '../customers/kind-options.ts'

type Options = KindOptions & { week: string; by?: true; csv?: string | true; force?: true }

export const report = command<Options, []>({
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
    const { book, today, out } = context
    const { week: typed, by } = options
    const found = await book.read(async (db) => {
      const rules = await rulesOf(db)
      const { weekStart } = rules.settings
      const week = weekNamed(typed, today, weekStart)
      const asOf = week.to <= today ? week.to : today
      const records = onlyKind(await weekRecords(db, rules, week, asOf), options)
      if (by) return { people: weekByPerson(records, await factsBetween(db, week.from, asOf)) }
      const before = weekBefore(week, weekStart)
      const earlier = onlyKind(await weekRecords(db, rules, before, before.to), options)
      return { report: weeklyReport(records, earlier, await practicesOfWeek(db, rules, records), rules) }
    })
    if (found.people) {
      await give(context, found.people, byPersonView, options, counted(found.people.people.length, 'person', 'people'))
      if (found.people.people.length === 0) out.say('Nobody did anything in that week.')
      return
    }
    await give(context, found.report, reportView, options, counted(found.report.rows.length, 'customer'))
    if (found.report.rows.length === 0)
      out.say(
        `Nobody was ${options.team ? 'on the team' : 'a customer'} in that week. From which day on somebody is: cl edit NAME --since DAY`,
      )
  },
})

/** Without it, Excel takes a file for one of its own country's letters. */
const byteOrderMark = '\ufeff'

/** Shows a week, or writes it into a file, which replaces one of an earlier report. @param size how much there is in it, in words */
async function give<T extends { week: Week }>(
  { out }: Context,
  data: T,
  view: View<T>,
  { csv, force }: Pick<Options, 'csv' | 'force'>,
  size: string,
): Promise<void> {
  if (typeof csv !== 'string') return out.show(data, view)
  const text = await out.render(data, view, 'csv')
  // New columns come at the end: the first ones tell our own file, with the mark or of before it.
  const beginning = text.split(',', 5).join(',')
  const isOurs = [byteOrderMark + beginning, beginning].some((each) => out.isFileWith(csv, each))
  out.save(csv, byteOrderMark + text, force === true || isOurs)
  out.say(`${data.week.name} was written to ${csv}: ${size}.`)
}

/** The same for teammates or customers alone. */
const onlyKind = (records: WeekRecords, kinds: KindOptions): WeekRecords => ({
  ...records,
  standings: records.standings.filter(({ customer }) => isWantedKind(kinds, customer.kind)),
})
