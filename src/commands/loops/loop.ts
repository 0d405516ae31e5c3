import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import { changeAndShow } from '#cli/change-and-show.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { wholeValues } from '#cli/whole-values.ts'
import { checkNote } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import { type NamedLoop, withDueBy } from '#domain/loops/loop.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { customerStillThere, refuseArchived } from '#tables/customers/customers.ts'
import { changeLoop, type LoopChanges, loopById } from '#tables/loops.ts'
import { settingsOf } from '#tables/rules.ts'
import { findTouch } from '#tables/touches.ts'
import { changeWords, type LoopPage, loopView } from '#views/loops/loop.ts'
import { chooseAnyLoop, notOpen } from './choose-loop.ts'

export const loop = command({
  name: 'loop',
  summary: 'One loop, whole; moves it',
  instead: 'What changes is an option: cl loop 7 --by friday',
  examples: [
    ['cl loop 7', 'every word of it, and what became of it'],
    ['cl loop 7 --by friday', 'moves it; --by none: no day of its own'],
    ['cl loop 7 --text "the price list, and a sample"', 'rewords it'],
    ['cl loop 9 --reopen', 'it was not mended, kept or done after all'],
  ],
  values: wholeValues(['text', 'day'], { ownIsNumber: true }),
  define: (cmd) =>
    cmd
      .argument('<loop>', 'its number, or a customer who has just one open')
      .option('--by <day>', 'the day by which a promise or request is due, or none')
      .option('--text <text>', 'what it is about; the note of the touch that opened it stays')
      .option('--reopen', 'open again'),
  async run(context, { by, text, reopen }, [which]) {
    const { book, today, out } = context
    const found = await chooseAnyLoop(context, which, (id) => `cl loop ${id}`)
    if (found.openedOn > today) throw notOpen(found, today)
    if (by === undefined && text === undefined && !reopen) {
      return out.show(await book.read((db) => pageOf(db, today, found)), loopView)
    }
    const said: LoopChanges = {
      dueOn: by === undefined ? undefined : await dayOrNone(context, by),
      text: text === undefined ? undefined : checkNote('text', text),
      reopen: reopen === true,
    }
    await changeAndShow(context, loopView, async (db) => {
      const before = await stillThere(db, found)
      await changeLoop(db, before.id, await changesTo(db, before, said, today))
      const after = await stillThere(db, found)
      return {
        summary: `${after.kind} #${after.id} of ${after.customerName}: ${changeWords(before, after, today).join(', ')}`,
        result: { ...(await pageOf(db, today, after)), before },
      }
    })
  },
})

const dayOrNone = async (context: Context, by: string): Promise<Day | null> =>
  by.trim().toLowerCase() === 'none' ? null : context.day(by, 'future')

/** @throws cannot, when the loop was taken back meanwhile */
async function stillThere(db: Reader, asked: NamedLoop): Promise<NamedLoop> {
  const fresh = await loopById(db, asked.id)
  if (!fresh) throw cannot(`There is no loop #${asked.id} any more.`, 'cl loops shows what is open.')
  return fresh
}

/** @throws cannot or wrong usage, for a change that makes no sense of this loop */
async function changesTo(db: Writer, before: NamedLoop, said: LoopChanges, today: Day): Promise<LoopChanges> {
  const { id, kind, closedOn } = before
  if (said.dueOn !== undefined && kind === 'complaint')
    throw wrongUsage(
      'A complaint has no day: it needs you from its first day on.',
      `Leave out --by. Done: cl done ${id}`,
    )
  if (said.reopen && closedOn === null) throw cannot(`The ${kind} #${id} is open as it is.`, `See it: cl loop ${id}`)
  if (said.dueOn !== undefined && closedOn !== null && !said.reopen) throw notOpen(before, today)
  if (said.reopen && kind !== 'complaint') refuseArchived(await customerStillThere(db, before.customerId), today)
  // An unchanged text is not written: the note of its touch stays the text.
  return { ...said, text: said.text === before.text ? undefined : said.text }
}

async function pageOf(db: Reader, today: Day, loop: NamedLoop): Promise<LoopPage> {
  return {
    loop: withDueBy(loop, await settingsOf(db)),
    openedBy: loop.touchId === null ? null : ((await findTouch(db, today, loop.touchId)) ?? null),
    before: null,
  }
}
