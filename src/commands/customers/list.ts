import { Option } from '@commander-js/extra-typings'
import type { Reader } from '#book/engine.ts'
import { command } from '#cli/command.ts'
import { compareText } from '#domain/compare-text.ts'
import { type CustomerLine, isArchived } from '#domain/customers/customer.ts'
import { checkTag } from '#domain/customers/name.ts'
import { inNameOrder } from '#domain/customers/name-order.ts'
import { customerLines } from '#figures/customer-lines.ts'
import { lostCustomers } from '#figures/keeping.ts'
import { word } from '#hints.ts'
import { allInBrief } from '#tables/customers/customers.ts'
import type { FoundCustomer } from '#tables/customers/handles.ts'
import { listView } from '#views/customers/list.ts'
import { joined } from '#views/text.ts'
import { allArchived, isWantedKind, nobodyYet, withKindOptions } from './kind-options.ts'

const compare = {
  name: () => 0,
  last: (a: CustomerLine, b: CustomerLine) => compareText(b.lastTouch ?? '', a.lastTouch ?? ''),
  due: (a: CustomerLine, b: CustomerLine) => compareText(a.visitDue ?? '~', b.visitDue ?? '~'),
}

export const list = command({
  name: 'list',
  summary: 'All customers',
  examples: [
    ['cl list', 'by name'],
    ['cl list --sort due --tag wholesale', 'those with a tag, the next care visit first'],
    ['cl list bak', 'those of whose name a word begins so'],
    ['cl list --team', 'the teammates'],
    ['cl list --archived', 'those who are left out'],
  ],
  define: (cmd) =>
    withKindOptions(cmd)
      .argument('[name...]', 'only those whom these words fit')
      .option('--tag <tag>', 'only customers with this tag', checkTag)
      .option('--archived', 'the archived ones')
      .addOption(
        new Option('--sort <order>', 'by name, last touch (newest first) or next care visit due')
          .choices(['name', 'last', 'due'])
          .default('name'),
      )
      .option('--csv', 'as CSV'),
  async run(context, { tag, archived, sort, ...kinds }, [typed]) {
    const { book, today, out, quote } = context
    const name = typed.join(' ')
    const { lines, lost, fitting } = await book.read(async (db) => ({
      lines: await customerLines(db, today, allInBrief),
      lost: archived ? await lostCustomers(db, today) : new Set<number>(),
      fitting: typed.length === 0 ? null : await fittingName(db, name),
    }))
    const isListed = ({ customer, tags }: CustomerLine): boolean =>
      isArchived(customer, today) === (archived === true) &&
      isWantedKind(kinds, customer.kind) &&
      (tag === undefined || tags.includes(tag))
    const wanted = inNameOrder(
      lines.filter((line) => isListed(line) && (fitting === null || fitting.ids.has(line.customer.id))),
      ({ customer }) => customer,
    ).sort(compare[sort])
    await out.show({ lines: wanted, lost }, listView)
    if (wanted.length > 0) return
    const kind = kinds.team ? 'teammate' : 'customer'
    if (fitting !== null) return out.say(nobodyFits(fitting, name, lines))
    const ofKind = lines.filter(({ customer }) => isWantedKind(kinds, customer.kind))
    if (tag !== undefined && !archived && ofKind.some(({ tags }) => tags.includes(tag)))
      out.say(`Everybody with the tag "${tag}" is archived: cl list --archived --tag ${word(tag, quote)}`)
    else if (archived || tag !== undefined) {
      const which = joined(' and ', [archived && 'is archived', tag !== undefined && `has the tag "${tag}"`])
      out.say(`No ${kind} ${which}. All of them: cl list`)
    } else {
      const isAnybodyArchived = lines.some(({ customer }) => isArchived(customer, today) && customer.kind === kind)
      out.say(isAnybodyArchived ? allArchived(kind) : nobodyYet(kind))
    }
  },
})

type Fitting = { ids: Set<number>; near: FoundCustomer[] }

async function fittingName(db: Reader, name: string): Promise<Fitting> {
  const { customersFitting } = await import('#cli/names/meaning-of-name.ts')
  const { found, near } = await customersFitting(db, name)
  return { ids: new Set(found.map(({ id }) => id)), near }
}

const optionOfWord: Record<string, string> = {
  archived: '--archived',
  team: '--team',
  customers: '--customers',
  due: '--sort due',
  last: '--sort last',
}

/** The words for a name that fits nobody in the list: an archived customer has it, or a tag, or somebody's name is near. */
function nobodyFits({ ids, near }: Fitting, name: string, lines: CustomerLine[]): string {
  const nobody = `Nobody here is called "${name}".`
  const option = Object.hasOwn(optionOfWord, name) ? optionOfWord[name] : undefined
  if (option !== undefined) return `${nobody} If you meant it so: cl list ${option}`
  const other = lines.find(({ customer }) => ids.has(customer.id))?.customer
  if (other) return `${nobody} ${other.name} (#${other.id}) is in another list: cl show ${other.id}`
  if (lines.some(({ tags }) => tags.includes(name.toLowerCase())))
    return `${nobody} Those with the tag: cl list --tag ${name.toLowerCase()}`
  const nearest = near
    .slice(0, 3)
    .map((each) => `${each.name} (#${each.id})`)
    .join(', ')
  return `${nobody}${nearest === '' ? '' : ` Near: ${nearest}.`} All of them: cl list`
}
