import { standingCount } from '#book/changes/changes.ts'
import { healthOf, sqliteVersion } from '#book/doctor.ts'
import { sizeOf } from '#book/file/header.ts'
import { snapshotFolder } from '#book/file/paths.ts'
import { snapshotFiles } from '#book/file/snapshot-files.ts'
import { Outbox } from '#book/server/outbox.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { shells } from '#cli/shells.ts'
import { findingsOf } from '#domain/shop/health.ts'
import { examineRows } from '#tables/whole-book.ts'
import { doctorView } from '#views/shop/doctor.ts'
import { serverDoctorView } from '#views/shop/server-doctor.ts'
import { hasCompletion, howToInstall } from './completion-scripts.ts'

/** The health of a book on a server, as far as this laptop can see it. */
async function doctorOfServer({ book, today, out, versions }: Context): Promise<number> {
  const [found, changes] = await book.read(async (db) => [await examineRows(db), await standingCount(db)])
  const copies = snapshotFiles(book.path, today)
  const waiting = await new Outbox(book.path).all()
  const health = { server: book.server ?? '', ...found, changes, copies, folder: snapshotFolder(book.path), waiting }
  await out.show({ ...health, versions }, serverDoctorView)
  const isWell = book.isCopyRead
    ? 'The copy is well; the book itself could not be asked.'
    : 'The book is well. The backups of the server itself are its owner’s to look after.'
  if (found.astray === null) out.say(`\n${isWell}`)
  return found.astray === null ? 0 : 1
}

export const doctor = command({
  name: 'doctor',
  summary: 'Whether the book is well',
  examples: [['cl doctor', 'its file, its snapshots, and what to do if not; changes nothing']],
  define: (cmd) => cmd,
  async run(context) {
    const { book, today, out, quote, versions, shell } = context
    if (book.server !== null) return doctorOfServer(context)
    const health = await out.progress.during('Checking the book and a snapshot', sizeOf(book.path), () =>
      healthOf(book.path, today, examineRows),
    )
    const findings = findingsOf(health, today, quote)
    await out.show({ health, findings, versions: { ...versions, sqlite: await sqliteVersion() } }, doctorView)
    if (findings.length === 0) out.say('\nThe book is well.')
    const own = shells.find((each) => each === shell)
    if (own && out.rows !== null && !(await hasCompletion(context, own)))
      out.say(`The tab key completes names and words: ${howToInstall[own]}`)
    return findings.length === 0 ? 0 : 1
  },
})
