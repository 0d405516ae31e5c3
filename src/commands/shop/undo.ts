import { standingChanges } from '#book/writer.ts'
import { command } from '#cli/command.ts'
import { cannot } from '#errors.ts'
import { dayInWords } from '#formats/day-words.ts'
import { changesView } from '#views/changes.ts'
import { messageView } from '#views/message.ts'

/** As many as a person will look through. */
const listed = 100

export const undo = command({
  name: 'undo',
  summary: 'Take back the last change',
  examples: [
    ['cl undo', 'whatever the last change was; again takes back the one before'],
    ['cl undo --list', 'what can be taken back, the last change first'],
  ],
  define: (cmd) => cmd.option('--list', 'show what can be taken back'),
  async run({ book, today, out }, { list }) {
    if (list) {
      const changes = await book.read((db) => standingChanges(db, listed))
      await out.show(changes, changesView)
      if (changes.length === 0) out.say('There is nothing to take back.')
      return
    }
    const change = await book.undo()
    if (!change) throw cannot('There is nothing to take back.', 'cl history shows what is in the book.')
    await out.show(
      { text: `Took back: ${change.summary} (${dayInWords(change.madeOn, today)})`, json: change },
      messageView,
    )
  },
})
