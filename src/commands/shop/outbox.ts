import { nameOf, placeIn } from '#book/server/address.ts'
import { Outbox } from '#book/server/outbox.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { rowNumber } from '#cli/numbers.ts'
import { type Waiting, waitingLine } from '#domain/shop/waiting.ts'
import { cannot } from '#errors.ts'
import { messageView } from '#views/message.ts'
import { outboxView } from '#views/shop/outbox.ts'

const numberOf = (typed: string): number => rowNumber(typed, 'what waits', 'cl outbox shows the numbers.')

export const outbox = command({
  name: 'outbox',
  summary: 'What waits on this laptop',
  examples: [
    ['cl outbox', 'what was logged away from the server, and what it did not take'],
    ['cl outbox --again 3', 'sends #3 once more, with the next command'],
    ['cl outbox --remove 3', 'throws #3 away for good'],
  ],
  define: (cmd) =>
    cmd
      .option(
        '--again <number>',
        'send one again that the book did not take, or that waits for another address',
        numberOf,
      )
      .option('--remove <number>', 'throw one away', numberOf),
  async run(context, { again, remove }) {
    const { book, out } = context
    const box = new Outbox(book.path)
    const all = await box.all()
    if (again !== undefined) return sendAgain(context, box, numbered(all, again))
    if (remove !== undefined) return throwAway(context, box, numbered(all, remove))
    const here = await addressHere(context)
    const listed = all.map((each) => ({ ...each, elsewhere: each.address === here ? null : placeIn(each.address) }))
    await out.show(listed, outboxView)
    if (all.length === 0) out.say('Nothing waits on this laptop.')
    const moved = here === null ? undefined : listed.find(({ elsewhere }) => elsewhere !== null)
    if (moved) out.say(`If the book has moved here, and only then: cl outbox --again ${moved.number}`)
    return undefined
  },
})

/** @throws cannot, for a number that nothing has */
function numbered(all: Waiting[], number: number): Waiting {
  const one = all.find((each) => each.number === number)
  if (!one) throw cannot(`Nothing on this laptop waits as #${number}.`, 'cl outbox shows the numbers.')
  return one
}

/** The name of the book in the outbox, from its address; null for a file. */
async function addressHere({ book, address }: Context): Promise<string | null> {
  return book.server === null ? null : nameOf(await address(book.server))
}

async function sendAgain(context: Context, box: Outbox, one: Waiting): Promise<void> {
  const { out } = context
  const here = await addressHere(context)
  if (here === null) throw cannot('The book is a file on this laptop: nothing is sent.', 'cl log writes into it.')
  await box.again(one.number, here)
  const text = `Waits again, and is sent by the next command that reaches the server: ${waitingLine(one)}`
  await out.show({ text, json: { again: one.number } }, messageView)
}

/** @throws cannot, for a touch or another addition that another terminal is sending */
async function throwAway({ out }: Context, box: Outbox, one: Waiting): Promise<void> {
  if (!(await box.remove(one.number, ['waiting', 'unsure', 'refused'])))
    throw cannot(`#${one.number} was sent just now.`, 'cl history shows what is in the book.')
  await out.show({ text: `Thrown away: ${waitingLine(one)}`, json: { removed: one.number } }, messageView)
  if (one.state === 'unsure')
    out.say('It may be in the book all the same: it was being sent when the connection was lost.')
}
