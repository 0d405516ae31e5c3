import { Option } from '@commander-js/extra-typings'
import { command, waysToName } from '#cli/command.ts'
import { customerIdIfNamed } from '#cli/names/choose-customer.ts'
import { compareText } from '#domain/compare-text.ts'
import { type BriefCustomer, isArchived } from '#domain/customers/customer.ts'
import { byName } from '#domain/customers/name-order.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import { durationInDays } from '#domain/days/lengths.ts'
import { type CustomerDate, nextOccurrence } from '#domain/practices/dates.ts'
import { wordsOfDuration } from '#formats/words-that-are.ts'
import { word } from '#hints.ts'
import { allInBrief } from '#tables/customers/customers.ts'
import { allDates, datesOf } from '#tables/dates.ts'
import { customerOf } from '#views/json-parts.ts'
import { datesView, type UpcomingDate } from '#views/practices/dates.ts'
import { counted } from '#views/text.ts'

/** Days. */
const usualAhead = 30

export const dates = command({
  name: 'dates',
  summary: 'Yearly days to come',
  examples: [
    ['cl dates', 'of the next 30 days, the soonest first'],
    ['cl dates --ahead 2w', 'of the next two weeks'],
    ['cl dates acme --all', 'all of one customer, a whole year ahead'],
    ['cl dates --all --csv', 'all of them for a spreadsheet'],
  ],
  values: ({ long }, behind) => (long === '--ahead' ? wordsOfDuration(behind) : 1),
  define: (cmd) =>
    cmd
      .argument('[customer]', `only this one: ${waysToName}`)
      .option('--ahead <time>', `so many days ahead, or a length of time such as 2w (${usualAhead})`, durationInDays)
      .addOption(new Option('--all', 'the whole year').conflicts('ahead'))
      .option('--csv', 'as CSV'),
  async run(context, { ahead = usualAhead, all }, [name]) {
    const { book, today, out, quote } = context
    const id = await customerIdIfNamed(context, name)
    const coming = await book.read(async (db) => {
      const noted = id === undefined ? await allDates(db) : await datesOf(db, id)
      // Customers who are not looked after any more are left out, unless they are asked for.
      const isHere = (each: BriefCustomer) => each.since <= today && !isArchived(each, today)
      const customers = (await allInBrief(db)).filter((each) => id !== undefined || isHere(each))
      return comingDates(noted, customers, today)
    })
    const shown = all ? coming : coming.filter(({ on }) => on <= addDays(today, ahead))
    await out.show(shown, datesView)
    if (shown.length > 0) return
    const of = name === undefined ? '' : ` of ${name}`
    const whom = name === undefined ? '' : ` ${word(name, quote)}`
    if (coming.length > 0)
      out.say(`No dates${of} in the next ${counted(ahead, 'day')}. All of them: cl dates${whom} --all`)
    else out.say(`No dates${of} noted. Note one: cl date${whom || ' acme'} birthday 5 mar`)
  },
})

/** The soonest come first, then by name and label. */
function comingDates(noted: CustomerDate[], customers: BriefCustomer[], today: Day): UpcomingDate[] {
  const names = new Map(customers.map(({ id, name }) => [id, name]))
  return noted
    .filter(({ customerId, notedOn }) => names.has(customerId) && notedOn <= today)
    .map((date) => ({ ...date, customerName: names.get(date.customerId) ?? '', on: nextOccurrence(date, today) }))
    .sort((a, b) => compareText(a.on, b.on) || byName(customerOf(a), customerOf(b)) || a.id - b.id)
}
