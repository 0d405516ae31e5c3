import { command, DayOption } from '#cli/command.ts'
import { notAfterToday } from '#domain/day.ts'
import { outcomeFor } from '#domain/loop.ts'
import { checkNote } from '#domain/name.ts'
import { cannot } from '#errors.ts'
import { loopById } from '#tables/loops.ts'
import { closedView } from '#views/loops.ts'
import { chooseLoop, stillOpen } from './choose-loop.ts'

export const done = command({
  name: 'done',
  summary: 'Close a loop',
  examples: [
    ['cl done 7', 'a promise kept, a complaint mended or a request done'],
    ['cl done acme sent it by courier', 'the only loop that acme has open, with a note'],
    ['cl done 7 --as broken', 'a promise that was not kept'],
    ['cl done 9 --as dropped', 'opened by mistake: it counts nowhere'],
  ],
  define: (cmd) =>
    cmd
      .argument('<loop>', 'its number, or a customer who has just one open')
      .argument('[note...]', 'how it ended')
      .option('--as <outcome>', 'broken, declined or dropped, where it was not kept, mended or done')
      .addOption(new DayOption('--on <day>', 'past', 'when it was (today)')),
  async run(context, options, [which, words]) {
    const { today, out } = context
    const closedOn = notAfterToday(options.on ?? today, today, 'The end of a loop')
    const note = words.length === 0 ? null : checkNote('note', words.join(' '))
    const loop = await chooseLoop(context, which, (id) => `cl done ${id}`)
    const closed = await context.book.write(async (db) => {
      const fresh = stillOpen(await loopById(db, loop.id), loop, today)
      const outcome = outcomeFor(fresh.kind, options.as)
      if (closedOn < fresh.openedOn) {
        throw cannot(
          `The ${fresh.kind} #${fresh.id} was opened on ${fresh.openedOn}: it cannot end before, on ${closedOn}.`,
        )
      }
      await db.update('loops', fresh.id, { closed_on: closedOn, outcome, closing_note: note })
      return {
        summary: `${fresh.kind} #${fresh.id} of ${fresh.customerName} ${outcome}: ${fresh.text}`,
        result: { ...fresh, closedOn, outcome, closingNote: note },
      }
    })
    await out.show(closed, closedView)
  },
})
