import { changeAndShow } from '#cli/change-and-show.ts'
import { command } from '#cli/command.ts'
import { removeTouch } from '#tables/touches.ts'
import { untoldWords } from '#views/practices/savings.ts'
import { removedView } from '#views/removed.ts'
import { touchNumber, touchNumbered } from './touch-number.ts'

export const remove = command({
  name: 'remove',
  summary: 'Remove a touch',
  instead: 'One at a time: cl remove 481',
  examples: [
    ['cl remove 481', 'with the complaint or request that it opened'],
    ['cl undo', 'brings it back'],
  ],
  define: (cmd) => cmd.argument('<touch>', 'its number', touchNumber),
  async run(context, _options, [id]) {
    await changeAndShow(context, removedView, async (db) => {
      const touch = await touchNumbered(db, context.today, id)
      const { loop, untold } = await removeTouch(db, id)
      const line = `#${id} ${touch.channel}, ${touch.purpose}, ${touch.tone} with ${touch.customerName}, ${touch.on}`
      const withIt = loop ? ` and the ${loop.kind} #${loop.id} that it opened` : ''
      return {
        summary: `removed ${line}`,
        result: { id, what: `${line}${withIt}`, also: untold > 0 ? untoldWords(untold) : undefined },
      }
    })
  },
})
