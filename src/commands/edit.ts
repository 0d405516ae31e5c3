import { collect, command } from '../command.ts'
import type { Context } from '../context.ts'
import { cadenceText } from '../domain/cadence.ts'
import { foldName } from '../domain/name.ts'
import { cannot } from '../errors.ts'
import { type CustomerDetails, changeCustomer } from '../store/customers.ts'
import { dossierOf } from '../store/dossier.ts'
import { customerView } from '../views/customer.ts'
import { customerIdFor } from './choose-customer.ts'
import { type CustomerOptions, detailsWith, everyFrom, withCustomerOptions } from './customer-options.ts'

type Options = CustomerOptions & { name?: string; removeAlias?: string[]; removeTag?: string[] }

export const edit = command<Options, [customer: string]>({
  name: 'edit',
  summary: 'Change a customer',
  examples: [
    ['cl edit acme', 'asks, with today’s values to begin with'],
    ['cl edit acme --every 2w --tag vip', 'a cadence of their own, and a tag'],
    ['cl edit acme --every default --phone ""', 'the shop’s cadence again, and no phone number'],
    ['cl edit acme --name "Acme & Daughters" --remove-tag new', 'a new name, a tag less'],
  ],
  days: { since: 'past' },
  define: (cmd) =>
    withCustomerOptions(
      cmd.argument('<customer>', 'name, alias, e-mail, phone or #id').option('--name <name>', 'a new name'),
    )
      .option('--remove-alias <name>', 'a name that they no longer go by (repeatable)', collect)
      .option('--remove-tag <tag>', 'a tag that no longer fits (repeatable)', collect),
  async run(context, options, [typed]) {
    const { book, prompts, today, out } = context
    const id = await customerIdFor(context, typed)
    const { customer, aliases, tags } = await book.read((db) => dossierOf(db, id, today))
    const before: CustomerDetails = { ...customer, aliases, tags, phoneKey: null }
    if (!saysSomething(options)) prompts.need('an option, such as --phone or --every (cl edit --help)')
    const said = saysSomething(options) ? options : await askForChanges(context, before)
    const details = without(await detailsWith(context, before, said), options)
    const changed = await book.write(async (db) => {
      const after = await changeCustomer(db, id, details)
      return { summary: `changed ${after.name} (#${id})`, result: after }
    })
    await out.show({ did: 'Changed', customer: changed, aliases: details.aliases, tags: details.tags }, customerView)
  },
})

const saysSomething = (options: Options): boolean => {
  const own: (keyof Options)[] = [
    'name',
    'alias',
    'email',
    'phone',
    'every',
    'since',
    'tag',
    'note',
    'removeAlias',
    'removeTag',
  ]
  return own.some((option) => options[option] !== undefined)
}

/** @throws cannot, for an alias or a tag that the customer does not have */
function without(details: CustomerDetails, { removeAlias = [], removeTag = [] }: Options): CustomerDetails {
  const aliases = removeAlias.map(foldName)
  const tags = removeTag.map((tag) => tag.trim().toLowerCase())
  for (const [i, alias] of aliases.entries()) {
    if (!details.aliases.some((each) => foldName(each) === alias)) {
      throw cannot(
        `${details.name} has no alias "${removeAlias[i]}".`,
        `Their aliases: ${details.aliases.join(', ') || 'none'}.`,
      )
    }
  }
  for (const tag of tags) {
    if (!details.tags.includes(tag))
      throw cannot(`${details.name} has no tag "${tag}".`, `Their tags: ${details.tags.join(', ') || 'none'}.`)
  }
  return {
    ...details,
    aliases: details.aliases.filter((alias) => !aliases.includes(foldName(alias))),
    tags: details.tags.filter((tag) => !tags.includes(tag)),
  }
}

/** Asks for each detail, with today's value to begin with. */
async function askForChanges(context: Context, before: CustomerDetails): Promise<CustomerOptions & { name?: string }> {
  const { prompts, day } = context
  const ask = async (message: string, initial: string | null) =>
    (await prompts.line(message, { initial: initial ?? '' })).trim()
  const name = await ask('Name', before.name)
  const phone = await ask('Phone', before.phone)
  const email = await ask('E-mail', before.email)
  const every = await ask(
    'Visit every (10d, 2w, 3m, 1y, never, default)',
    before.visitEvery === null ? 'default' : cadenceText(before.visitEvery),
  )
  const since = await ask('Customer since', before.since)
  const note = await ask('Note', before.note)
  return { name, phone, email, every: everyFrom(every), since: await day(since, 'past'), note }
}
