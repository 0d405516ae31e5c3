import { nameOf, placeIn } from '#book/server/address.ts'
import { Outbox } from '#book/server/outbox.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { rowNumber } from '#cli/numbers.ts'
import { type Waiting, waitingLine } from '#domain/shop/waiting.ts'
import { cannot } from '#errors.ts'
import { messageView } from '#views/message.ts'
import { outboxView } from '#views/shop/outbox.ts'

const hint = 'cl outbox shows the numbers.'

/** Words may be `3`, `3,4` and `3,`. */
function withNumbers(typed: string, before: number[] = []): number[] {
  const words = typed.split(',').filter((each, i) => i === 0 || each !== '')
  return [...before, ...words.map((each) => rowNumber(each, 'what waits', hint))]
}

export const outbox = command({
  name: 'outbox',
  summary: 'What waits on this laptop',
  examples: [
    ['cl outbox', 'what was logged away from the server, and what it did not take'],
    ['cl outbox --again 3', 'sends #3 once more, with the next command'],
    ['cl outbox --again 3 4', 'several at once'],
    ['cl outbox --remove 3', 'throws #3 away for good'],
  ],
  define: (cmd) =>
    cmd
      .option(
        '--again <number...>',
        'send again what the book did not take, or what waits for another address',
        withNumbers,
      )
      .option('--remove <number...>', 'throw away for good what waits', withNumbers),
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
    const moved = here === null ? [] : listed.flatMap(({ elsewhere, number }) => (elsewhere === null ? [] : [number]))
    if (moved.length > 0) out.say(`If the book has moved here, and only then: cl outbox --again ${moved.join(' ')}`)
    return undefined
  },
})

/** @throws cannot, for a number that nothing has: then nothing is done */
function numbered(all: Waiting[], numbers: number[]): Waiting[] {
  const missing = numbers.find((number) => all.every((each) => each.number !== number))
  if (missing !== undefined) throw cannot(`Nothing on this laptop waits as #${missing}.`, hint)
  return all.filter(({ number }) => numbers.includes(number))
}

async function addressHere({ book, address }: Context): Promise<string | null> {
  return book.server === null ? null : nameOf(await address(book.server))
}

async function sendAgain(context: Context, box: Outbox, chosen: Waiting[]): Promise<void> {
  const here = await addressHere(context)
  if (here === null) throw cannot('The book is a file on this laptop: nothing is sent.', 'cl log writes into it.')
  for (const { number } of chosen) await box.again(number, here)
  const one = 'Waits again, and is sent by the next command that reaches the server'
  const several = 'They wait again, and are sent by the next command that reaches the server'
  await showChosen(context, 'again', chosen.length === 1 ? one : several, chosen)
}

/** @throws cannot, for a touch or another addition that another terminal is sending */
async function throwAway(context: Context, box: Outbox, chosen: Waiting[]): Promise<void> {
  const gone: Waiting[] = []
  for (const one of chosen) if (await box.remove(one.number, ['waiting', 'unsure', 'refused'])) gone.push(one)
  if (gone.length > 0) await showChosen(context, 'removed', 'Thrown away', gone)
  if (gone.some(({ state }) => state === 'unsure'))
    context.out.say('It may be in the book all the same: it was being sent when the connection was lost.')
  const sent = chosen.find((one) => !gone.includes(one))
  if (sent) throw cannot(`#${sent.number} was sent just now.`, 'cl history shows what is in the book.')
}

async function showChosen({ out }: Context, key: string, what: string, chosen: Waiting[]): Promise<void> {
  const lines = chosen.map(waitingLine)
  const text =
    lines.length === 1 ? `${what}: ${lines[0]}` : [`${what}:`, ...lines.map((line) => `  ${line}`)].join('\n')
  await out.show({ text, json: { [key]: chosen.map(({ number }) => number) } }, messageView)
}
