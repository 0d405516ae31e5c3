import { command } from '../command.ts'
import type { Day } from '../domain/day.ts'
import { checkNote } from '../domain/name.ts'
import { openPromise } from '../store/loops.ts'
import { openedView } from '../views/loops.ts'
import { chooseCustomer, chosenCustomer } from './choose-customer.ts'

export const promise = command<{ by?: Day }, [customer: string, text: string[]]>({
  name: 'promise',
  summary: 'Open a promise',
  examples: [
    ['cl promise acme send the price list --by friday', 'due in cl due from Friday on'],
    ['cl promise acme "ask the mill about rye"', 'without a day: open, but never late'],
  ],
  days: { by: 'future' },
  define: (cmd) =>
    cmd
      .argument('<customer>', 'name, alias, e-mail, phone or #id')
      .argument('<text...>', 'what you promised')
      .option('--by <day>', 'the day by which it is due'),
  async run(context, { by }, [name, words]) {
    const text = checkNote('promise', words.join(' '))
    const chosen = await chooseCustomer(context, name)
    const opened = await context.book.write(async (db) => {
      const customer = await chosenCustomer(db, chosen, context)
      const loop = { customerId: customer.id, text, openedOn: context.today, dueOn: by ?? null }
      const id = await openPromise(db, loop)
      return {
        summary: `promise #${id} to ${customer.name}: ${text}`,
        result: {
          ...loop,
          id,
          kind: 'promise' as const,
          customerName: customer.name,
          closedOn: null,
          outcome: null,
          closingNote: null,
        },
      }
    })
    await context.out.show(opened, openedView)
  },
})
