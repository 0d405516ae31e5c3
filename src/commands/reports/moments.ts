import { command, DayOption } from '#cli/command.ts'
import { addDays, daysBetween, notAfterToday } from '#domain/days/day.ts'
import { windowStart } from '#domain/due/score.ts'
import { momentsOf } from '#domain/reports/moments.ts'
import { rulesOf } from '#tables/rules.ts'
import { countByPurpose } from '#tables/touches.ts'
import { momentsView } from '#views/reports/moments.ts'

export const moments = command({
  name: 'moments',
  summary: 'Where it turns sour',
  instead: 'One customer: cl show acme',
  examples: [
    ['cl moments', 'how each kind of touch went over the ratio’s window, the worst first'],
    ['cl moments --since "3 months ago"', 'lately, beside the three months before'],
  ],
  define: (cmd) =>
    cmd.addOption(new DayOption('--since <day>', 'since', 'from this day on, beside as long a time before')),
  async run({ book, today, out }, { since }) {
    const data = await book.read(async (db) => {
      const { settings, vocabulary } = await rulesOf(db)
      const from = notAfterToday(since ?? windowStart(today, settings.ratioWindow), today, 'The first day')
      const length = daysBetween(from, today) + 1
      const before = await countByPurpose(db, addDays(from, -length), addDays(from, -1))
      const now = await countByPurpose(db, from, today)
      return { from, to: today, ...momentsOf(now, before, vocabulary.purposes) }
    })
    await out.show(data, momentsView)
    if (data.moments.length === 0 && data.negativePurposes.every(({ touches }) => touches === 0))
      out.say('No touches in that time. Log one: cl log acme call "all good"')
  },
})
