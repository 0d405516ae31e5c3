import { command, DayOption, waysToName } from '#cli/command.ts'
import { customerIdIfNamed } from '#cli/names/choose-customer.ts'
import { type Day, notAfterToday } from '#domain/days/day.ts'
import { windowStart } from '#domain/due/score.ts'
import { countReasons } from '#domain/reports/reasons.ts'
import { type Tone, toneFrom } from '#domain/touches/vocabulary.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { rulesOf } from '#tables/rules.ts'
import { tonesAndNotes } from '#tables/touches.ts'
import { reasonsView } from '#views/reports/reasons.ts'
import { joined } from '#views/text.ts'

export const reasons = command({
  name: 'reasons',
  summary: 'Why they are happy or not',
  examples: [
    ['cl reasons', 'counted over the ratio’s window, the most frequent first'],
    ['cl reasons acme --tone -', 'what made one customer unhappy'],
    ['cl reasons --since "3 months ago"', 'lately'],
    ['cl log acme complaint "an hour #late, and #cold"', 'words behind a # in a note are reasons'],
  ],
  define: (cmd) =>
    cmd
      .argument('[customer]', `only this one: ${waysToName}`)
      .addOption(new DayOption('--since <day>', 'since', 'from this day on'))
      .option('--tone <tone>', 'only touches of this tone: + = -', toneFrom),
  async run(context, { since, tone }, [name]) {
    const { book, today, out } = context
    const id = await customerIdIfNamed(context, name)
    const data = await book.read(async (db) => {
      const { settings } = await rulesOf(db)
      const from = notAfterToday(since ?? windowStart(today, settings.ratioWindow), today, 'The first day')
      return { from, to: today, ...countReasons(await tonesAndNotes(db, from, today, id), tone) }
    })
    await out.show(data, reasonsView)
    if (data.counts.length === 0) out.say(noneWords(name, since, tone, today))
  },
})

function noneWords(name: string | undefined, since: Day | undefined, tone: Tone | undefined, today: Day): string {
  const which = joined(' ', [
    name !== undefined && `with ${name}`,
    tone && `that went ${tone}`,
    since && `since ${shortDay(since, today)}`,
  ])
  return which === ''
    ? 'No reasons noted. Put one in a note: cl log acme complaint "an hour #late"'
    : `No reasons in notes of touches ${which}. All of them: cl reasons`
}
