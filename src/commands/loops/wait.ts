import { command } from '#cli/command.ts'
import { checkLine } from '#domain/name.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { lastWords, word } from '#hints.ts'
import { loopById, waitOn } from '#tables/loops.ts'
import { waitedView } from '#views/loops.ts'
import { chooseLoop, stillOpen } from './choose-loop.ts'

export const wait = command({
  name: 'wait',
  summary: 'A loop waits on somebody',
  examples: [
    ['cl wait 7 the mill', 'on whom it waits; cl due and cl loops say for how long'],
    ['cl wait 7 --over', 'it waits on nobody any more'],
  ],
  define: (cmd) =>
    cmd
      .argument('<loop>', 'its number, or a customer who has just one open')
      .argument('[whom...]', 'on whom it waits')
      .option('--over', 'it waits on nobody any more'),
  async run(context, { over }, [which, words]) {
    const { quote } = context
    if (over && words.length > 0) throw wrongUsage('--over and a name cannot go together.', 'Leave one of them out.')
    if (!over && words.length === 0)
      throw wrongUsage(
        'It is not said on whom it waits.',
        `As in: cl wait ${word(which, quote)} the mill   Or: cl wait ${word(which, quote)} --over`,
      )
    const whom = over ? null : checkLine('name of whom it waits on', words.join(' '))
    const loop = await chooseLoop(
      context,
      which,
      (id) => `cl wait ${id} ${whom === null ? '--over' : lastWords(whom, quote)}`,
    )
    const { today } = context
    const waited = await context.book.write(async (db) => {
      const fresh = stillOpen(await loopById(db, loop.id), loop, today)
      const { id, kind, customerName, waitingOn, waitingSince } = fresh
      if (over && waitingOn === null)
        throw cannot(`The ${kind} #${id} waits on nobody.`, 'cl loops shows what is open.')
      // Said again, it does not wait any shorter.
      const since = whom === null ? null : whom === waitingOn ? waitingSince : today
      await waitOn(db, id, { whom, since })
      return {
        summary: `${kind} #${id} of ${customerName} ${whom === null ? 'waits on nobody any more' : `waits on ${whom}`}`,
        result: { ...fresh, waitingOn: whom, waitingSince: since },
      }
    })
    await context.out.show(waited, waitedView)
  },
})
