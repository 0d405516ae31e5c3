import { changeAndShow } from '#cli/change-and-show.ts'
import { command, waysToName } from '#cli/command.ts'
import { chooseCustomer, chosenCustomer } from '#cli/names/choose-customer.ts'
import { wholeValues } from '#cli/whole-values.ts'
import { checkNote } from '#domain/customers/name.ts'
import { cannot } from '#errors.ts'
import { lastWords } from '#hints.ts'
import { archiveCustomer } from '#tables/customers/absences.ts'
import { openLoops } from '#tables/loops.ts'
import { openLines } from '#views/loops/loop-lines.ts'
import { messageView } from '#views/message.ts'
import { joined } from '#views/text.ts'

export const archive = command({
  name: 'archive',
  summary: 'Leave a customer out',
  sought: {
    '--reason --because --note': 'cl archive acme --why "closed the shop"',
  },
  examples: [
    ['cl archive acme --why "closed the shop"', 'out of due and the report; nothing is lost'],
    ['cl archive acme --lost --why "went to another bakery"', 'a customer who left you: cl stats counts them'],
    ['cl unarchive acme', 'takes them back'],
  ],
  values: wholeValues(['text']),
  define: (cmd) =>
    cmd
      .argument('<customer>', waysToName)
      .option('--why <text>', 'the reason')
      .option('--lost', 'they left you; taken back, they are won back'),
  async run(context, options, [name]) {
    const { today } = context
    const why = options.why === undefined ? null : checkNote('reason', options.why)
    const chosen = await chooseCustomer(context, name, {
      textBehind: ({ name, rest, who }) =>
        options.why === undefined
          ? (quote) => `For ${who.name}: cl archive ${lastWords(name, quote)} --why ${lastWords(rest, quote)}`
          : undefined,
    })
    const isLost = options.lost === true
    await changeAndShow(context, messageView, async (db) => {
      const { id, name, archivedOn } = await chosenCustomer(db, chosen, context)
      if (archivedOn !== null)
        throw cannot(`${name} is archived already, since ${archivedOn}.`, `To take them back: cl unarchive ${id}`)
      await archiveCustomer(db, id, { on: today, why, isLost })
      const open = await openLoops(db, today, id)
      return {
        summary: `${isLost ? 'lost' : 'archived'} ${name}`,
        result: {
          text: joined('\n', [
            `${name} is ${isLost ? 'lost and ' : ''}archived: out of due and the report from today. To take them back: cl unarchive ${id}`,
            why !== null && `Why: ${why}`,
            open.length > 0 && 'What is open with them stays in due until it is closed.',
            ...openLines(open, today),
          ]),
          json: { id, name, archivedOn: today, archivedWhy: why, lost: isLost },
        },
      }
    })
  },
})
