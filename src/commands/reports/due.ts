import { command } from '#cli/command.ts'
import { whoIsDue } from '#domain/due.ts'
import { durationInDays } from '#domain/lengths.ts'
import { checkTag } from '#domain/name.ts'
import { standingsOn, standingsThatMayBeDue } from '#figures/standings.ts'
import { tagsByCustomer } from '#tables/customers.ts'
import { rulesOf } from '#tables/rules.ts'
import { lastTouches } from '#tables/touches.ts'
import { dueView } from '#views/due.ts'
import { isWantedKind, withKindOptions } from '../customers/kind-options.ts'
import { sayWhatElseIsDue, whatElseIsDue } from './due-foot.ts'

const aWeek = 7

export const due = command({
  name: 'due',
  summary: 'Who needs you today',
  examples: [
    ['cl due', 'this morning’s list'],
    ['cl due --soon', 'also whose visit is due within a week'],
    ['cl due --soon 3 --tag wholesale', 'only some customers, three days ahead'],
    ['cl due --all', 'every scored customer, those without a reason last'],
    ['cl due --exit-code', 'exit with 1 when somebody is listed, for a script'],
  ],
  define: (cmd) =>
    withKindOptions(cmd)
      .option('--soon [days]', 'also visits due within so many days (7)', daysAhead)
      .option('--all', 'every scored customer')
      .option('--tag <tag>', 'only customers with this tag', checkTag)
      .option('--csv', 'as CSV')
      .option('--exit-code', 'exit with 1 when somebody is listed'),
  async run(context, { soon, all, tag, exitCode, ...kinds }) {
    const { book, today, out } = context
    const ahead = soon === true ? aWeek : (soon ?? 0)
    const data = await book.read(async (db) => {
      const rules = await rulesOf(db)
      const standings = all ? await standingsOn(db, rules, today) : await standingsThatMayBeDue(db, rules, today, ahead)
      const rows = whoIsDue(
        standings.filter(({ customer }) => isWantedKind(kinds, customer.kind)),
        today,
        { soon: ahead, all: all === true },
      )
      const ids = rows.map((row) => row.customer.id)
      // A page shows neither tags nor last touches, and of a large book they take as long as the rest.
      const onPage = out.format === 'text'
      const tags = onPage && tag === undefined ? new Map<number, string[]>() : await tagsByCustomer(db, ids)
      const last = onPage ? [] : await lastTouches(db, ids, today)
      const touches = new Map(last.map((touch) => [touch.customerId, touch]))
      const details = rows.map((row) => ({
        ...row,
        tags: tags.get(row.customer.id) ?? [],
        lastTouch: touches.get(row.customer.id) ?? null,
      }))
      return {
        rows: tag === undefined ? details : details.filter((row) => row.tags.includes(tag)),
        settings: rules.settings,
        shop: onPage ? await whatElseIsDue(db, today) : null,
      }
    })
    await out.show(data, dueView)
    const listed = data.rows.length
    if (listed === 0) out.say(nobody(all === true, tag))
    if (data.shop) sayWhatElseIsDue(context, data.shop)
    return exitCode && listed > 0 ? 1 : 0
  },
})

const daysAhead = (text: string): number => (text.trim() === '0' ? 0 : durationInDays(text))

function nobody(all: boolean, tag: string | undefined): string {
  if (tag !== undefined)
    return `Nobody with the tag "${tag}" ${all ? 'is scored' : 'needs you today'}. cl list shows the tags.`
  return all ? 'Nobody is scored yet. Add a customer: cl add "Acme Bakery"' : 'Nobody needs you today. All is well.'
}
