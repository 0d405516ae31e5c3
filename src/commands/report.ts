import { command } from '../command.ts'
import { type WeekRecords, weeklyReport } from '../domain/report.ts'
import { weekBefore, weekNamed } from '../domain/week.ts'
import { rulesOf } from '../store/rules.ts'
import { practicesOfWeek, weekRecords } from '../store/week-records.ts'
import { reportView } from '../views/report.ts'
import { counted } from '../views/text.ts'
import { isWantedKind, type KindOptions, withKindOptions } from './kind-options.ts'

type Options = KindOptions & { week: string; csv?: string | true; force?: true }

export const report = command<Options, []>({
  name: 'report',
  summary: 'The weekly report',
  examples: [
    ['cl report', 'this week so far, beside the week before'],
    ['cl report --week last --csv', 'last week as CSV'],
    ['cl report --week 2026-W47 --csv week47.csv', 'into a file, for a spreadsheet'],
  ],
  define: (cmd) =>
    withKindOptions(cmd)
      .option('--week <week>', 'this, last, or a week such as 2026-W47', 'this')
      .option('--csv [file]', 'as CSV: to the standard output, or into a file')
      .option('--force', 'replace the file if it is there'),
  async run({ book, today, out }, { week: typed, csv, force, ...kinds }) {
    const report = await book.read(async (db) => {
      const rules = await rulesOf(db)
      const { weekStart } = rules.settings
      const week = weekNamed(typed, today, weekStart)
      const asOf = week.to <= today ? week.to : today
      const before = weekBefore(week, weekStart)
      const records = onlyKind(await weekRecords(db, rules, week, asOf), kinds)
      const earlier = onlyKind(await weekRecords(db, rules, before, before.to), kinds)
      return weeklyReport(records, earlier, await practicesOfWeek(db, rules, records), rules)
    })
    if (typeof csv === 'string') {
      out.save(csv, await out.render(report, reportView, 'csv'), force === true)
      out.say(`${report.week.name} was written to ${csv}: ${counted(report.rows.length, 'customer')}.`)
    } else {
      await out.show(report, reportView)
    }
    if (report.rows.length === 0)
      out.say('Nobody was a customer in that week. From which day on somebody is: cl edit CUSTOMER --since DAY')
  },
})

/** The same for teammates or customers alone. */
const onlyKind = (records: WeekRecords, kinds: KindOptions): WeekRecords => ({
  ...records,
  standings: records.standings.filter(({ customer }) => isWantedKind(kinds, customer.kind)),
})
