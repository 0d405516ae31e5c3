import { listedSnapshots } from '#book/snapshots/listed-snapshots.ts'
import { command } from '#cli/command.ts'
import { contentsOf } from '#tables/whole-book.ts'
import { backupsView } from '#views/shop/backups.ts'

export const backups = command({
  name: 'backups',
  summary: 'The snapshots of the book',
  examples: [['cl backups', 'every snapshot, the newest first, with its number for cl restore']],
  define: (cmd) => cmd,
  async run({ book, today, out }) {
    const snapshots = await listedSnapshots(book.path, today, contentsOf)
    if (snapshots.length === 0 && !book.exists()) await book.read(async () => {}) // the refusal says how to start
    await out.show(snapshots, backupsView)
    if (snapshots.length === 0) {
      out.say(
        'There are no snapshots yet: each day’s first change takes one, from the second day on. One now: cl backup',
      )
    }
  },
})
