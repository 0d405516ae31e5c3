import { sizeOf } from '#book/file/header.ts'
import { restorable, snapshotFiles, snapshotName } from '#book/file/snapshot-files.ts'
import { listedSnapshots, newestWhole } from '#book/snapshots/listed-snapshots.ts'
import { restoreBook } from '#book/snapshots/restore.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { isDamaged } from '#domain/shop/retention.ts'
import { cannot } from '#errors.ts'
import { dayInWords, shortDay } from '#formats/days/day-in-words.ts'
import { bookOption, type Quote } from '#hints.ts'
import { contentsOf } from '#tables/whole-book.ts'
import { messageView } from '#views/message.ts'
import { contentsText } from '#views/shop/backups.ts'

export const restore = command({
  name: 'restore',
  summary: 'Go back to a copy',
  examples: [
    ['cl restore', 'asks for one of the snapshots'],
    ['cl restore last', 'the newest snapshot'],
    ['cl restore 3', 'the third in cl backups; its name will do as well'],
    ['cl restore copy.db', 'a copy that is elsewhere'],
  ],
  define: (cmd) => cmd.argument('[from]', 'the number or name of a snapshot in cl backups, last, or a file'),
  async run(context, _options, [from]) {
    const { book, quote, today, out } = context
    if (book.server !== null)
      throw cannot(
        `The book is on a server, where others may be at work in it: ${book.server}`,
        'A copy is a book by itself, to look into: cl backups names them, and --book opens one. A file again: cl share --back',
      )
    const source = from === undefined ? await askForSnapshot(context) : await sourceNamed(context, from)
    const restored = await out.progress.during('Restoring the book', sizeOf(source), () =>
      restoreBook(book.path, source, today, contentsOf),
    )
    const { path, customers, touches, lastChange, kept } = restored
    const until = lastChange === null ? '' : `, last changed ${dayInWords(lastChange, today)}`
    const text = `Restored ${book.path}: ${contentsText(restored)}${until}\nFrom ${path}`
    const json = { book: book.path, from: path, customers, touches, lastChange, kept }
    await out.show({ text, json }, messageView)
    out.say(keptText(kept, book.path, quote))
  },
})

function keptText(kept: string | null, book: string, quote: Quote): string {
  if (kept === null) return 'There was nothing in its place before.'
  const name = snapshotName(kept)
  return name.includes(isDamaged)
    ? `The damaged file is kept: ${kept}`
    : `What was there before is kept. To go back to that: cl restore ${quote(name)}${bookOption(book, quote)}`
}

async function sourceNamed(context: Context, typed: string): Promise<string> {
  const { book, today } = context
  if (typed === 'last') return lastSnapshot(context)
  const snapshots = snapshotFiles(book.path, today)
  const number = /^#?(\d{1,9})$/.exec(typed)?.[1]
  if (number === undefined) {
    return snapshots.find(({ name }) => typed === name || typed === `${name}.db`)?.path ?? typed
  }
  const numbered = snapshots[Number(number) - 1]
  if (numbered) return numbered.path
  if (snapshots.length === 0) throw noSnapshots(book.path)
  throw cannot(`There is no snapshot ${number}: they go from 1 to ${snapshots.length}.`, 'cl backups lists them.')
}

async function lastSnapshot({ book, today, out }: Context): Promise<string> {
  const size = sizeOf(restorable(book.path, today)[0]?.path ?? '')
  const { newest, passedOver } = await out.progress.during('Looking for the newest snapshot', size, () =>
    newestWhole(book.path, today),
  )
  if (passedOver.length === 0 && !newest) throw noSnapshots(book.path)
  if (!newest)
    throw cannot(
      `No snapshot of ${book.path} is whole.`,
      (quote) => `If you have a copy of the book elsewhere: cl restore FILE${bookOption(book.path, quote)}`,
    )
  for (const { name } of passedOver) out.say(`The snapshot "${name}" is damaged, and was passed over.`)
  return newest.path
}

async function askForSnapshot({ book, today, prompts }: Context): Promise<string> {
  const snapshots = (await listedSnapshots(book.path, today, contentsOf)).filter(({ why }) => why !== isDamaged)
  if (snapshots.length === 0) throw noSnapshots(book.path)
  prompts.need('a snapshot, as in: cl restore last')
  return prompts.select(
    'Go back to which? What is there now is kept.',
    snapshots.map(({ day, why, path, contents }) => ({
      name: `${shortDay(day, today)}, ${why}${contents === null ? '' : `: ${contentsText(contents)}`}`,
      value: path,
    })),
  )
}

const noSnapshots = (path: string) =>
  cannot(
    `There are no snapshots of ${path}.`,
    (quote) => `If you have a copy of the book elsewhere: cl restore FILE${bookOption(path, quote)}`,
  )
