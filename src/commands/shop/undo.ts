import { type LastChange, standingChanges } from '#book/changes/changes.ts'
import { changesThatComeBack } from '#book/changes/redo.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { askYesOrNo } from '#cli/terminal/questions.ts'
import { cannot, type UserError, wrongUsage } from '#errors.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { pointersTo } from '#tables/meanings.ts'
import { messageView } from '#views/message.ts'
import { changesView } from '#views/shop/changes.ts'
import { visible } from '#views/text.ts'

const listed = 100

export const undo = command({
  name: 'undo',
  summary: 'Take back the last change',
  instead: 'It takes back the last change; again, the one before. A touch: cl remove 481',
  examples: [
    ['cl undo', 'whatever your last change was; again takes back the one before'],
    ['cl undo --list', 'what can be taken back, the last change first, and whose it is'],
    ['cl undo --yes', 'also a change of another day, without being asked'],
    ['cl redo', 'brings it back'],
  ],
  define: (cmd) =>
    cmd
      .option('--list', 'show what can be taken back, and brought back')
      .option('--yes', 'a change of another day, too'),
  async run(context, { list, yes }) {
    const { book, today, out, prompts } = context
    if (list) {
      const [changes, undone] = await book.read(async (db) => [
        await standingChanges(db, listed),
        await changesThatComeBack(db, listed, book.maker),
      ])
      await out.show(changes, changesView)
      if (changes.length === 0) out.say('There is nothing to take back.')
      for (const { summary } of undone) out.say(`Taken back, and cl redo brings it back: ${summary}`)
      return
    }
    const last = await book.lastChange()
    if (!last) throw await nothingOwn(context)
    const what = `${last.summary} (${dayInWords(last.madeOn, today)})`
    if (last.madeOn !== today && !yes) {
      if (!prompts.available)
        throw wrongUsage(`The last change is of another day: ${what}.`, 'If that is meant: cl undo --yes')
      if (!(await askYesOrNo(context, `Take back ${what}?`))) return
    }
    await takeBack(context, last)
  },
})

/** A change that somebody else made is theirs to take back. */
async function nothingOwn({ book }: Context): Promise<UserError> {
  const [others] = await book.read((db) => standingChanges(db, 1))
  return others
    ? cannot(`Nothing of yours can be taken back; the last change is of ${others.madeBy}.`, 'All: cl undo --list')
    : cannot('There is nothing to take back.', 'cl history shows what is in the book.')
}

/** On a server, `me` is of each laptop: a change of it from before `cl share` changes nothing there. */
export function sayWhoStays(summary: string, { server }: Context['book'], out: Context['out']): void {
  if (server !== null && /^(?:set me to |unset me$)/.test(summary))
    out.say('That changed nothing: on a shared book, each laptop keeps its own me. See it: cl config get me')
}

/**
 * Shows every word that goes with the change.
 * @throws cannot, when it is not the last one any more, or somebody else has changed its rows since
 */
export async function takeBack({ book, today, out }: Context, last: LastChange): Promise<void> {
  const change = await book.undo(last.id, pointersTo)
  if (!change)
    throw cannot('Another change was made meanwhile: nothing was taken back.', 'cl undo --list shows what can be.')
  const text = [
    `Took back: ${visible(change.summary)} (${dayInWords(change.madeOn, today)})`,
    // The touches of one line have one note.
    ...[...new Set(last.words)].map((each) => `  ${each.replaceAll('\n', '\n  ')}`),
  ]
  await out.show({ text: text.join('\n'), json: { ...change, words: last.words } }, messageView)
  sayWhoStays(change.summary, book, out)
}
