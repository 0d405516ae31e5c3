import { command } from '#cli/command.ts'
import { cannot } from '#errors.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { messageView } from '#views/message.ts'
import { visible } from '#views/text.ts'
import { sayWhoStays } from './undo.ts'

export const redo = command({
  name: 'redo',
  summary: 'Bring back what undo took',
  examples: [['cl redo', 'what was taken back last, with its numbers']],
  define: (cmd) => cmd,
  async run({ book, today, out }) {
    const change = await book.redo()
    if (!change) throw cannot('There is nothing to bring back.', 'cl undo --list shows what can be.')
    if (change === 'lost')
      throw cannot('The import is too large to be brought back.', 'Import the file again: cl import FILE')
    const text = `Brought back: ${visible(change.summary)} (${dayInWords(change.madeOn, today)})`
    await out.show({ text, json: change }, messageView)
    sayWhoStays(change.summary, book, out)
  },
})
