import { removeAndShow } from '#cli/change-and-show.ts'
import { command, waysToName } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { customerIdIfNamed } from '#cli/names/choose-customer.ts'
import { compareEntries } from '#domain/days/day.ts'
import { isUntold } from '#domain/practices/savings.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { word } from '#hints.ts'
import { allInBrief, customerStillThere } from '#tables/customers/customers.ts'
import { rulesOf } from '#tables/rules.ts'
import { allSavings, removeSaving, savingById, savingsOf } from '#tables/savings.ts'
import { savingsView } from '#views/practices/savings.ts'
import { removeOption } from './remove-option.ts'

export const savings = command({
  name: 'savings',
  summary: 'What you saved them',
  examples: [
    ['cl savings', 'all of it, the newest first, with what they were told of'],
    ['cl savings acme --untold', 'what one customer should hear of'],
    ['cl savings --remove 3', 'removes the saving #3'],
  ],
  define: (cmd) =>
    cmd
      .argument('[customer]', `only this one: ${waysToName}`)
      .option('--untold', 'only what they were not told of')
      .addOption(removeOption('saving', 'cl savings shows the numbers.').conflicts(['untold', 'csv']))
      .option('--csv', 'as CSV'),
  async run(context, { untold, remove }, [name]) {
    const { book, today, out, quote } = context
    if (remove !== undefined) {
      if (name !== undefined) throw wrongUsage('--remove takes a number alone.', `Type: cl savings --remove ${remove}`)
      return removeNumbered(context, remove)
    }
    const id = await customerIdIfNamed(context, name)
    const ledger = await book.read(async (db) => {
      const found = id === undefined ? await allSavings(db) : await savingsOf(db, id)
      const names = new Map((await allInBrief(db)).map((customer) => [customer.id, customer.name]))
      return {
        savings: found
          .filter((saving) => saving.on <= today && (!untold || isUntold(saving, today)))
          .map((saving) => ({ ...saving, customerName: names.get(saving.customerId) ?? '' }))
          .sort((a, b) => compareEntries(b, a)),
        currency: (await rulesOf(db)).settings.currency,
      }
    })
    await out.show(ledger, savingsView)
    if (ledger.savings.length > 0) return
    out.say(
      untold
        ? 'There is no saving that they were not told of.'
        : name === undefined
          ? 'No savings noted. Note one: cl save acme --money 120.50 "a smaller box"'
          : `No savings of ${name} noted. Note one: cl save ${word(name, quote)} --money 120.50 "a smaller box"`,
    )
  },
})

async function removeNumbered(context: Context, id: number): Promise<void> {
  await removeAndShow(context, async (db) => {
    const saving = await savingById(db, id)
    if (!saving || saving.on > context.today)
      throw cannot(`There is no saving #${id}.`, 'cl savings shows the numbers.')
    const { name } = await customerStillThere(db, saving.customerId)
    await removeSaving(db, id)
    const what = `saving #${id} for ${name}: ${saving.text}`
    return { id, what, endsInWords: true }
  })
}
