import { snapshotName } from '#book/file/snapshot-files.ts'
import { command } from '#cli/command.ts'
import { wrongUsage } from '#errors.ts'
import { sizeText } from '#formats/size.ts'
import { bookOption, word } from '#hints.ts'
import { contentsOf } from '#tables/whole-book.ts'
import { messageView } from '#views/message.ts'
import { contentsText } from '#views/shop/backups.ts'

export const backup = command({
  name: 'backup',
  summary: 'Copy the whole book',
  examples: [
    ['cl backup', 'a checked copy among the snapshots of the book'],
    ['cl backup copy.db', 'into this file, which may be on a memory stick'],
    ['cl backup copy.db --force', 'in the place of the file that is there'],
  ],
  define: (cmd) =>
    cmd
      .argument('[file]', 'where to; among the snapshots, if none is named')
      .option('--force', 'replace the file if it is there'),
  async run({ book, quote, out }, { force }, [file]) {
    if (file === undefined && force) {
      throw wrongUsage('--force is for a file that is there already.', 'Name it, as in: cl backup copy.db --force')
    }
    const taken = await book.backUp(file === undefined ? null : { file, force: force === true }, contentsOf)
    const { path, size, customers, touches } = taken
    const text = `Backed up, and checked: ${contentsText(taken)}, ${sizeText(size)}\n${path}`
    await out.show({ text, json: { path, size, customers, touches } }, messageView)
    const from = file === undefined ? snapshotName(path) : path
    out.say(
      book.server === null
        ? `To go back to it: cl restore ${quote(from)}${bookOption(book.path, quote)}`
        : `It is a book by itself: cl due --book ${word(path, quote)}`,
    )
  },
})
