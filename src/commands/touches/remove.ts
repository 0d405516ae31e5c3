import { command } from '#cli/command.ts'
import { removeTouchKeys } from '#import/apply.ts'
import { forgetEnding, loopOpenedBy } from '#tables/loops.ts'
import { passOnTelling } from '#tables/savings.ts'
import { forgetSurprise } from '#tables/surprises.ts'
import { messageView } from '#views/message.ts'
import { untoldWords } from '#views/savings.ts'
import { touchNumber, touchNumbered } from './touch-number.ts'

export const remove = command<object, [touch: number]>({
  name: 'remove',
  summary: 'Remove a touch',
  examples: [
    ['cl remove 481', 'with the complaint or request that it opened'],
    ['cl undo', 'brings it back'],
  ],
  define: (cmd) => cmd.argument('<touch>', 'its number', touchNumber),
  async run({ book, today, out }, _options, [id]) {
    const removed = await book.write(async (db) => {
      const touch = await touchNumbered(db, today, id)
      const loop = await loopOpenedBy(db, id)
      if (loop) await db.remove('loops', loop.id)
      await forgetEnding(db, id)
      const untold = await passOnTelling(db, id, true)
      await forgetSurprise(db, id)
      await removeTouchKeys(db, id)
      await db.remove('touches', id)
      const line = `#${id} ${touch.channel}, ${touch.purpose}, ${touch.tone} with ${touch.customerName}, ${touch.on}`
      const also = loop ? ` and the ${loop.kind} #${loop.id} that it opened` : ''
      return {
        summary: `removed ${line}`,
        result: {
          text: `Removed ${line}${also}. cl undo brings it back.${untold > 0 ? `\n${untoldWords(untold)}` : ''}`,
          json: { removed: id, on: today },
        },
      }
    })
    await out.show(removed, messageView)
  },
})
