import { chooseCustomer, chosenCustomer } from '#cli/choose-customer.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { addDays, type Day } from '#domain/day.ts'
import { reasonsFor } from '#domain/due.ts'
import { durationInDays, isDuration } from '#domain/lengths.ts'
import { wrongUsage } from '#errors.ts'
import { standingsOn } from '#figures/standings.ts'
import { dayInWords } from '#formats/day-words.ts'
import { rulesOf } from '#tables/rules.ts'
import { messageView } from '#views/message.ts'
import { reasonWords } from '#views/score-words.ts'

export const snooze = command({
  name: 'snooze',
  summary: 'No visits until a day',
  examples: [
    ['cl snooze acme "in 2 weeks"', 'their visit is not due before then'],
    ['cl snooze acme 2027-01-04', 'promises, complaints and the ratio still count'],
    ['cl snooze acme off', 'as if they had not been snoozed'],
  ],
  define: (cmd) =>
    cmd
      .argument('<customer>', 'name, alias, e-mail, phone or number')
      .argument('<until...>', 'the first day on which a visit may be due, a length of time such as 2w, or off'),
  async run(context, _options, [name, words]) {
    const { book, today, out } = context
    const typed = words.join(' ')
    const until = await untilFrom(context, typed)
    if (until !== null && until <= today)
      throw wrongUsage(`${until} is not after today, ${today}.`, 'To end a snooze: cl snooze CUSTOMER off')
    const chosen = await chooseCustomer(context, name)
    const message = await book.write(async (db) => {
      const customer = await chosenCustomer(db, chosen, context)
      await db.update('customers', customer.id, { snoozed_until: until })
      const rules = await rulesOf(db)
      const [standing] = await standingsOn(db, rules, today, [customer.id])
      const left = standing
        ? reasonsFor(standing, today).map((reason) => reasonWords(reason, standing.score, rules.settings.ratioGoal))
        : []
      const first =
        until === null
          ? `${customer.name} is not snoozed any more.`
          : `No visit to ${customer.name} is due before ${dayInWords(until, today)}.`
      const still = left.length > 0 ? `\nStill in due: ${left.join(' · ')}` : ''
      return {
        summary: until === null ? `ended the snooze of ${customer.name}` : `snoozed ${customer.name} until ${until}`,
        result: {
          text: first + still,
          json: {
            id: customer.id,
            name: customer.name,
            snoozedUntil: until,
            reasons: standing ? reasonsFor(standing, today) : [],
          },
        },
      }
    })
    await out.show(message, messageView)
  },
})

/** A day, a length of time from today such as `2w`, or `off`. */
async function untilFrom({ today, day }: Context, typed: string): Promise<Day | null> {
  if (typed.toLowerCase() === 'off') return null
  return isDuration(typed) ? addDays(today, durationInDays(typed)) : day(typed, 'future')
}
