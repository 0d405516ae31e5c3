import { Option } from '@commander-js/extra-typings'
import { command } from '#cli/command.ts'
import { type CustomerLine, isArchived } from '#domain/customers/customer.ts'
import { checkTag } from '#domain/customers/name.ts'
import { inNameOrder } from '#domain/customers/name-order.ts'
import { customerLines } from '#figures/customer-lines.ts'
import { lostCustomers } from '#figures/keeping.ts'
import { listView } from '#views/customers/list.ts'
import { isWantedKind, nobodyWords, withKindOptions } from './kind-options.ts'

const compare = {
  name: () => 0,
  last: (a: CustomerLine, b: CustomerLine) =>
    (a.lastTouch ?? '') < (b.lastTouch ?? '') ? 1 : a.lastTouch === b.lastTouch ? 0 : -1,
  due: (a: CustomerLine, b: CustomerLine) =>
    (a.visitDue ?? '~') < (b.visitDue ?? '~') ? -1 : a.visitDue === b.visitDue ? 0 : 1,
}

export const list = command({
  name: 'list',
  summary: 'All customers',
  instead: 'Those with a tag: cl list --tag vip   One of them: cl show acme',
  examples: [
    ['cl list', 'by name'],
    ['cl list --sort due --tag wholesale', 'those with a tag, the next visit first'],
    ['cl list --team', 'the teammates'],
    ['cl list --archived', 'those who are left out'],
  ],
  define: (cmd) =>
    withKindOptions(cmd)
      .option('--tag <tag>', 'only customers with this tag', checkTag)
      .option('--archived', 'the archived ones')
      .addOption(
        new Option('--sort <order>', 'by name, last touch (newest first) or next visit due')
          .choices(['name', 'last', 'due'])
          .default('name'),
      )
      .option('--csv', 'as CSV'),
  async run({ book, today, out }, { tag, archived, sort, ...kinds }) {
    const { lines, lost } = await book.read(async (db) => ({
      lines: await customerLines(db, today),
      lost: archived ? await lostCustomers(db, today) : new Set<number>(),
    }))
    const wanted = inNameOrder(
      lines
        .filter(
          (line) => isArchived(line.customer, today) === (archived === true) && isWantedKind(kinds, line.customer.kind),
        )
        .filter((line) => tag === undefined || line.tags.includes(tag)),
      ({ customer }) => customer,
    ).sort(compare[sort])
    await out.show({ lines: wanted, lost }, listView)
    if (wanted.length > 0) return
    const kind = kinds.team ? 'teammate' : 'customer'
    if (archived || tag !== undefined) {
      const which = [archived ? 'is archived' : '', tag === undefined ? '' : `has the tag "${tag}"`].filter(Boolean)
      out.say(`No ${kind} ${which.join(' and ')}. All of them: cl list`)
    } else
      out.say(
        nobodyWords(
          kind,
          lines.some(({ customer }) => isArchived(customer, today) && customer.kind === kind),
        ),
      )
  },
})
