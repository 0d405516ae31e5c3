import type { Writer } from '#book/changes/writer.ts'
import { changeAndShow } from '#cli/change-and-show.ts'
import { command } from '#cli/command.ts'
import { checkLine } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import type { NamedLoop } from '#domain/loops/loop.ts'
import { cannot, reasonAgainst, wrongUsage } from '#errors.ts'
import { lastWords, word } from '#hints.ts'
import { loopById, waitOn } from '#tables/loops.ts'
import { waitedView } from '#views/loops/loops.ts'
import { chooseLoops, stillOpen } from './choose-loop.ts'

export const wait = command({
  name: 'wait',
  summary: 'A loop waits on somebody',
  examples: [
    ['cl wait 7 the mill', 'on whom it waits; cl due and cl loops say for how long'],
    ['cl wait 7 9 the mill', 'several at once, one undo'],
    ['cl wait 7 --over', 'it waits on nobody any more'],
  ],
  define: (cmd) =>
    cmd
      .argument('<loop>', 'its number, or a customer who has just one open')
      .argument('[whom...]', 'more numbers, then on whom it waits')
      .option('--over', 'it waits on nobody any more'),
  async run(context, { over = false }, [which, words]) {
    const { quote } = context
    const instead = (id: number, left: string[]) =>
      `cl wait ${id} ${over ? '--over' : lastWords(left.join(' ') || 'the mill', quote)}`
    const { loops, rest } = await chooseLoops(context, which, words, instead)
    if (over && rest.length > 0) throw wrongUsage('--over and a name cannot go together.', 'Leave one of them out.')
    const said = whomIn(rest).join(' ')
    const { dayEndingPromise, dayOfPromise } = await import('#formats/days/day-in-promise.ts')
    const day = dayOfPromise(said)?.day ?? dayEndingPromise(said)
    if (!over && (isNobody.test(said) || said === day)) {
      const loop = word(which, quote)
      throw wrongUsage(
        'On whom does it wait?',
        `As in: cl wait ${loop} the mill   Or: cl wait ${loop} --over   Another day: cl loop ${loop} --by friday`,
      )
    }
    const whom = over ? null : checkLine('name of whom it waits on', said)
    await changeAndShow(context, waitedView, async (db) => {
      const result: NamedLoop[] = []
      for (const loop of loops) result.push(await waitOnWhom(db, loop, whom, context.today))
      const what = whom === null ? 'waits on nobody any more' : `waits on ${whom}`
      return {
        summary: result.map(({ id, kind, customerName }) => `${kind} #${id} of ${customerName} ${what}`).join('; '),
        result,
      }
    })
    const [loop] = loops
    if (
      loop &&
      loops.length === 1 &&
      day !== undefined &&
      (await reasonAgainst(() => context.day(day, 'future'))) === undefined
    )
      context.out.say(
        `A wait has no day of its own. If the ${loop.kind} is due then: cl loop ${loop.id} --by ${word(day, quote)}`,
      )
  },
})

const isNobody = /^(?:|off|over|none|nobody|no ?one|(?:until|till|by) .*)$/i

/** People type `on` before the name. */
const whomIn = (words: string[]): string[] =>
  words.length > 1 && /^(?:on|for)$/i.test(words[0] ?? '') ? words.slice(1) : words

/** @throws cannot, for a loop that waits on nobody and is to wait no more */
async function waitOnWhom(db: Writer, asked: NamedLoop, whom: string | null, today: Day): Promise<NamedLoop> {
  const loop = stillOpen(await loopById(db, asked.id), asked, today)
  const { id, kind, waitingOn } = loop
  if (whom === null && waitingOn === null)
    throw cannot(`The ${kind} #${id} waits on nobody.`, 'cl loops shows what is open.')
  // A wait that is said again keeps its first day.
  const since = whom === null ? null : whom === waitingOn ? loop.waitingSince : today
  await waitOn(db, id, { whom, since })
  return { ...loop, waitingOn: whom, waitingSince: since }
}
