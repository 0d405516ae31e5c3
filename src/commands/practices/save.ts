import type { Reader } from '#book/engine.ts'
import { chooseCustomer, chosenCustomer } from '#cli/choose-customer.ts'
import { command, DayOption } from '#cli/command.ts'
import { nameAndText } from '#cli/longer-name.ts'
import { checkNote } from '#domain/customers/name.ts'
import { notAfterToday } from '#domain/days/day.ts'
import { moneyFrom, timeFrom } from '#domain/practices/money.ts'
import { isUntold, sumOfSavings } from '#domain/practices/savings.ts'
import { rulesOf } from '#tables/rules.ts'
import { addSaving, savingsOf } from '#tables/savings.ts'
import { savedView } from '#views/practices/savings.ts'

export const save = command({
  name: 'save',
  summary: 'Note what you saved them',
  examples: [
    ['cl save acme --money 120.50 the smaller box for the rolls', 'money, in the currency of cl config'],
    ['cl save acme --time 1h30 "one delivery instead of two" --on friday', 'time, last Friday'],
    ['cl log acme savings', 'tells them of all that they were not told of'],
  ],
  define: (cmd) =>
    cmd
      .argument('<customer>', 'name, alias, e-mail, phone or number')
      .argument('<text...>', 'what it was')
      .option('--money <amount>', 'such as 120 or 120.50')
      .option('--time <time>', 'such as 3h, 90m, 1h30, or minutes', timeFrom)
      .addOption(new DayOption('--on <day>', 'past', 'when it was (today)')),
  async run(context, options, [first, behind]) {
    const { book, today, out } = context
    const { name, rest: words } = await nameAndText(context, first, behind)
    const text = checkNote('saving', words.join(' '))
    const on = notAfterToday(options.on ?? today, today, 'A saving')
    const amount = async (db: Reader) => {
      const { currency } = (await rulesOf(db)).settings
      return { currency, money: options.money === undefined ? null : moneyFrom(options.money, currency) }
    }
    await book.readOrNew(amount)
    const chosen = await chooseCustomer(context, name, { offersNew: true })
    const saved = await book.write(async (db) => {
      const customer = await chosenCustomer(db, chosen, context)
      const { currency, money } = await amount(db)
      const row = { customer_id: customer.id, on_day: on, money, minutes: options.time ?? null, text }
      const saving = await addSaving(db, row)
      const untold = (await savingsOf(db, customer.id)).filter((each) => each.on <= today && isUntold(each, today))
      return {
        summary: `saving #${saving.id} for ${customer.name}: ${text}`,
        result: { saving: { ...saving, customerName: customer.name }, untold: sumOfSavings(untold), currency },
      }
    })
    await out.show(saved, savedView)
  },
})
