import type { Reader } from '#book/engine.ts'
import type { Context } from '#cli/context.ts'
import { auditDue } from '#domain/audit.ts'
import type { Day } from '#domain/day.ts'
import { lastWords } from '#hints.ts'
import { auditState } from '#tables/audits.ts'
import { lettersDueForReview } from '#tables/letters.ts'

const titlesShown = 3

/** What is due about the shop itself: its letters, and the audit. */
export const whatElseIsDue = async (db: Reader, today: Day) => ({
  letters: await lettersDueForReview(db, today),
  audit: await auditState(db, today),
})

/** Says below the list of `cl due` which letters, and whether an audit, are due. */
export function sayWhatElseIsDue(
  { today, quote, out }: Context,
  { letters, audit }: Awaited<ReturnType<typeof whatElseIsDue>>,
): void {
  const [first] = letters
  if (first) {
    const more = letters.length > titlesShown ? ` and ${letters.length - titlesShown} more` : ''
    const titles = letters.slice(0, titlesShown).map(({ title }) => title)
    out.say(`Due for review: ${titles.join(', ')}${more}: cl letters review ${lastWords(first.title, quote)}`)
  }
  const days = auditDue(audit.lastFinishedOn, today)
  if (audit.isUnfinished) out.say('An audit is unfinished: cl audit')
  else if (days !== null) out.say(`The last audit was ${days} days ago: cl audit`)
}
