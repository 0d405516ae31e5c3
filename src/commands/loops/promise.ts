import type { Writer } from '#book/changes/writer.ts'
import { addAboutOne, sayTwin } from '#cli/add-and-show.ts'
import { collect, command, waysToName } from '#cli/command.ts'
import { nameAndText } from '#cli/names/choose-customer.ts'
import { wholeValues } from '#cli/whole-values.ts'
import type { Customer } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { wrongUsage } from '#errors.ts'
import { isDayAlone } from '#formats/days/day-in-promise.ts'
import { refuseArchived } from '#tables/customers/customers.ts'
import { openPromise } from '#tables/loops.ts'
import { twinBy, twinOf } from '#tables/twins.ts'
import { openedView } from '#views/loops/loops.ts'
import { readBy, teammateMeant } from './by.ts'
import { sayDayNotTaken, typedPromise } from './promise-day.ts'

export const promise = command({
  name: 'promise',
  summary: 'Open a promise',
  sought: {
    '--on --due --until --date': 'cl promise acme send the list --by friday',
  },
  examples: [
    ['cl promise acme send the price list by friday', 'in cl due from Friday on'],
    ['cl promise acme send the price list --by 24.12.', 'a day of its own, whatever the text says'],
    ['cl promise acme "ask the mill about rye"', 'without a day: in cl due after a month'],
    ['cl promise acme a sample --by friday --by kim', 'made by a teammate'],
  ],
  values: wholeValues(),
  define: (cmd) =>
    cmd
      .argument('<customer>', waysToName)
      .argument('<text...>', 'what you promised')
      .option('--by <day>', 'the day by which it is due, or the teammate who made it (twice for both)', collect),
  run: (context, options, [first, behind]) =>
    context.book.adding(async () => {
      const { rest: words, choose } = await nameAndText(context, first, behind)
      const { text, day } = await typedPromise(context, words.join(' '))
      if (day !== null && isDayAlone(text))
        throw wrongUsage(`"${text}" says when, and not what.`, 'As in: cl promise acme send the price list by friday')
      const by = await readBy(context, options.by)
      const whom = await choose({ offersNew: true })
      const said = { text, dueOn: by.day ?? day, teammate: by.teammate }
      const what = said.dueOn === null ? text : `${text}, by ${said.dueOn}`
      const opened = await addAboutOne(context, { kind: 'promise', whom, what, said }, writePromise, openedView)
      if (opened?.dueOn === null) await sayDayNotTaken(context, opened)
      sayTwin(context, opened)
    }),
})

type Said = { text: string; dueOn: Day | null; teammate: string | undefined }

/** @throws cannot, for somebody who is archived */
export async function writePromise(db: Writer, customer: Customer, { text, dueOn, teammate }: Said, today: Day) {
  refuseArchived(customer, today)
  const same = { kind: 'promise', text, dueOn, closedOn: null } as const
  const [byId, twin] = await Promise.all([teammateMeant(db, teammate), twinOf(db, 'loops', customer.id, same)])
  const loop = await openPromise(db, { customerId: customer.id, text, openedOn: today, dueOn, byId })
  return { summary: `promise #${loop.id} to ${customer.name}: ${text}`, result: { ...loop, twin: twinBy(twin, byId) } }
}
