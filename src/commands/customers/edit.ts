import type { Reader } from '#book/engine.ts'
import { collect, command, waysToName } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { chooseCustomer, chosenCustomer } from '#cli/names/choose-customer.ts'
import type { NameBefore } from '#cli/names/meaning-of-name.ts'
import type { CustomerDetails } from '#domain/customers/customer.ts'
import { foldName } from '#domain/customers/name.ts'
import { cadenceText } from '#domain/days/cadence.ts'
import { onlySaid } from '#domain/only-said.ts'
import { cannot } from '#errors.ts'
import { type Hint, lastWords, word } from '#hints.ts'
import { bareCustomer, changeCustomer, detailsOf } from '#tables/customers/customers.ts'
import { keepSetting, settingsOf } from '#tables/rules.ts'
import { customerView } from '#views/customers/customer.ts'
import {
  birthdayFrom,
  checks,
  detailsWith,
  everyFrom,
  type SaidOfCustomer,
  wholeDetails,
  withCustomerOptions,
  writeBirthday,
} from './customer-options.ts'
import { giveFirstDay } from './first-day.ts'

const words = 'alias|company|email|phone|address|every|goal|since|birthday|tag|note|name'

/** The line as it was meant, where the dashes in front of a detail were left out: `edit acme phone 0352`. */
function withDashes({ who, name, rest }: NameBefore): Hint | undefined {
  const [, detail, value] = new RegExp(`^(${words}) (.+)$`, 'i').exec(rest) ?? []
  if (detail === undefined || value === undefined) return undefined
  return (quote) =>
    `For ${who.name}: cl edit ${lastWords(name, quote)} --${detail.toLowerCase()} ${lastWords(value, quote)}`
}

export const edit = command({
  name: 'edit',
  summary: 'Change a customer',
  sought: {
    '--tel --mobile': 'cl edit acme --phone "+1 352 555 0101"',
  },
  examples: [
    ['cl edit acme', 'asks, with today’s values to begin with'],
    ['cl edit acme --every 2w --tag vip', 'a cadence of their own, and a tag'],
    [
      'cl edit acme --alias "The Bakers" --email hello@acme.example',
      'another name that they go by, and how to reach them',
    ],
    ['cl edit acme --every default --phone ""', 'the shop’s cadence again, and no phone number'],
    ['cl edit acme --name "Acme & Daughters" --remove-tag new', 'a new name, a tag less'],
  ],
  values: wholeDetails,
  define: (cmd) =>
    withCustomerOptions(cmd.argument('<customer>', waysToName).option('--name <name>', 'a new name'))
      .option('--team', 'somebody who works for you')
      .option('--no-team', 'a customer after all')
      .option('--remove-alias <name>', 'a name that they no longer go by (repeatable)', collect)
      .option('--remove-tag <tag>', 'a tag that no longer fits (repeatable)', collect),
  async run(context, options, [typed]) {
    const { book, prompts, today, out, quote } = context
    const chosen = await chooseCustomer(context, typed, { textBehind: withDashes })
    const beforeOf = async (db: Reader) =>
      'id' in chosen ? detailsOf(db, chosen.id) : bareCustomer(chosen.newName, today)
    const isSaid = Object.keys(options).length > 0
    if (!isSaid) prompts.need('an option', `As in: cl edit ${word(typed, quote)} --every 2w   More: cl edit --help`)
    const said = isSaid ? options : await askForChanges(context, await book.readOrNew(beforeOf))
    const birthday = await birthdayFrom(context, said.birthday)
    const changed = await book.write(async (db) => {
      // Read again: while somebody was typing, another terminal may have changed the customer.
      const { id } = await chosenCustomer(db, chosen, context)
      const before = await detailsOf(db, id)
      const details = without(await detailsWith(db, today, before, said), options)
      const { aliases, tags } = details
      const customer = await changeCustomer(db, id, details)
      if (said.since !== undefined || said.every !== undefined) await giveFirstDay(db, today, id)
      if ((await settingsOf(db)).me === before.name)
        await keepSetting(db, 'me', customer.kind === 'teammate' ? customer.name : null)
      const noted = await writeBirthday(db, id, birthday, today)
      return {
        summary: `changed ${customer.name} (#${id})`,
        result: { did: 'Changed', customer, aliases, tags, birthday: noted, note: said.note },
      }
    })
    // An edit without a change has been answered already.
    if (book.hasChanged || out.format !== 'text') await out.show(changed, customerView)
  },
})

/** @throws cannot, for an alias or a tag that the customer does not have */
function without(
  details: CustomerDetails,
  { removeAlias = [], removeTag = [] }: { removeAlias?: string[]; removeTag?: string[] },
): CustomerDetails {
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

/** Asks for each detail, with today's value to begin with. @returns the details that changed */
async function askForChanges({ prompts, day }: Context, before: CustomerDetails): Promise<SaidOfCustomer> {
  const ask = <T>(message: string, before: string | null, read: (text: string) => T | Promise<T>) => {
    const initial = before ?? ''
    return prompts.line(message, (text) => (text.trim() === initial ? undefined : read(text)), initial)
  }
  const orEmpty = (check: (text: string) => string) => (text: string) => (text.trim() === '' ? '' : check(text))
  const cadence = before.visitEvery === null ? 'default' : cadenceText(before.visitEvery)
  const name = await ask('Name', before.name, checks.name)
  const company = await ask('Company', before.company, orEmpty(checks.company))
  const phone = await ask('Phone', before.phone, orEmpty(checks.phone))
  const email = await ask('E-mail', before.email, orEmpty(checks.email))
  const address = await ask('Address', before.address, orEmpty(checks.address))
  const every = await ask('Call or visit every (10d, 2w, 3m, 1y, never, default)', cadence, everyFrom)
  const since = await ask('Customer since', before.since, (text) => day(text, 'past'))
  const note = await ask('Note', before.note, orEmpty(checks.note))
  return onlySaid({ name, company, phone, email, address, note, every, since })
}
