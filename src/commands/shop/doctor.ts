import { healthOf, sqliteVersion } from '#book/doctor.ts'
import { command } from '#cli/command.ts'
import { findingsOf } from '#domain/health.ts'
import { examineRows } from '#tables/whole-book.ts'
import { doctorView } from '#views/doctor.ts'
import { howToInstall, shells } from './completion-scripts.ts'

export const doctor = command({
  name: 'doctor',
  summary: 'Whether the book is well',
  examples: [['cl doctor', 'its file, its snapshots, and what to do if not; changes nothing']],
  define: (cmd) => cmd,
  async run({ book, today, out, quote, versions, shell }) {
    const health = await healthOf(book.path, today, examineRows)
    const findings = findingsOf(health, today, quote)
    await out.show({ health, findings, versions: { ...versions, sqlite: sqliteVersion() } }, doctorView)
    if (findings.length === 0) out.say('\nThe book is well.')
    const own = shells.find((each) => each === shell)
    if (own && out.rows !== null) out.say(`The tab key completes names and words: ${howToInstall[own]}`)
    return findings.length === 0 ? 0 : 1
  },
})
