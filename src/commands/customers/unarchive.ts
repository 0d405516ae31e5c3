import { changeAndShow } from '#cli/change-and-show.ts'
import { command, waysToName } from '#cli/command.ts'
import { chooseCustomer, chosenCustomer } from '#cli/names/choose-customer.ts'
import { cannot } from '#errors.ts'
import { unarchiveCustomer } from '#tables/customers/absences.ts'
import { messageView } from '#views/message.ts'
import { giveFirstDay } from './first-day.ts'

export const unarchive = command({
  name: 'unarchive',
  summary: 'Take a customer back',
  examples: [['cl unarchive acme', 'in due and the report again, with everything that was logged']],
  define: (cmd) => cmd.argument('<customer>', waysToName),
  async run(context, _options, [name]) {
    const { today } = context
    const chosen = await chooseCustomer(context, name)
    await changeAndShow(context, messageView, async (db) => {
      const customer = await chosenCustomer(db, chosen, context)
      if (customer.archivedOn === null)
        throw cannot(`${customer.name} is not archived.`, 'cl list --archived shows who is.')
      if (customer.archivedOn > today)
        throw cannot(
          `${customer.name} is not archived on ${today}, but since ${customer.archivedOn}.`,
          'Take them back on that day or later, or cl undo the archiving.',
        )
      const wonBack = await unarchiveCustomer(db, customer, today)
      await giveFirstDay(db, today, customer.id)
      return {
        summary: `${wonBack ? 'won back' : 'unarchived'} ${customer.name}`,
        result: {
          text: `${customer.name} is ${wonBack ? 'won back' : 'back'}.`,
          json: { id: customer.id, name: customer.name, archivedOn: null, wonBack },
        },
      }
    })
  },
})
