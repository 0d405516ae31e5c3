import type { Command as Commander, OptionValues } from '@commander-js/extra-typings'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import { collect, DayOption, type OptionsOf } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { goalFrom } from '#cli/numbers.ts'
import { wholeValues } from '#cli/whole-values.ts'
import type { CustomerDetails } from '#domain/customers/customer.ts'
import { checkEmail, checkLine, checkName, checkNote, checkTag, foldName } from '#domain/customers/name.ts'
import { cadenceFrom } from '#domain/days/cadence.ts'
import { type Day, notAfterToday } from '#domain/days/day.ts'
import { onlySaid } from '#domain/only-said.ts'
import type { YearlyDay } from '#domain/practices/dates.ts'
import { wrongUsage } from '#errors.ts'
import { phoneKey } from '#formats/phone.ts'
import { dateLabelled, noteDate, removeDate } from '#tables/dates.ts'
import { rulesOf } from '#tables/rules.ts'

export const withCustomerOptions = <Args extends unknown[], Options extends OptionValues>(
  cmd: Commander<Args, Options>,
) =>
  cmd
    .option('--alias <name>', 'another name for them (repeatable)', collect)
    .option('--company <name>', 'where they work: they are found by it, too')
    .option('--email <address>', 'their e-mail address')
    .option('--phone <number>', 'their phone number')
    .option('--address <text>', 'their postal address')
    .option('--every <cadence>', 'how often to call or visit: 10d, 2w, 3m, 1y, never, or default', everyFrom)
    .option('--goal <n>', 'good touches wanted to each bad one: a number, none, or default', orDefault(goalFrom))
    .addOption(new DayOption('--since <day>', 'past', 'the day they became a customer'))
    .option('--birthday <day>', 'their birthday, a yearly day: 5 mar, or with the year 1975-03-05')
    .option('--tag <tag>', 'a tag (repeatable)', collect)
    .option('--note <text>', 'a note about them')

/** Details of several words need no quotes behind the name: `--every 2 weeks`. */
export const wholeDetails = wholeValues(['text', 'name', 'number', 'cadence', 'day'])

export type SaidOfCustomer = OptionsOf<typeof withCustomerOptions<[], Record<never, never>>> & {
  name?: string
  team?: boolean
}

/** `default` stands for the shop's own value. */
const orDefault =
  <T>(read: (text: string) => T) =>
  (text: string): T | 'default' =>
    text.trim().toLowerCase() === 'default' ? 'default' : read(text)

/** @throws wrong usage, for no cadence */
export const everyFrom = orDefault(cadenceFrom)

/** Names without repeats: of several that are written alike one stays, and none that is like the customer's name. */
const different = (names: string[], name: string): string[] => {
  const seen = new Set([foldName(name)])
  return names.filter((each) => !seen.has(foldName(each)) && seen.add(foldName(each)))
}

/**
 * A customer's details with the changes of the command line; an empty text takes a detail away.
 * @throws wrong usage, for a detail that no customer can have
 */
export async function detailsWith(
  db: Reader,
  today: Day,
  before: CustomerDetails,
  said: SaidOfCustomer,
): Promise<CustomerDetails> {
  const details: CustomerDetails = { ...before, ...onlySaid(plainDetails(said)) }
  if (said.alias) details.aliases = [...before.aliases, ...said.alias.map((alias) => checkName('alias', alias))]
  details.aliases = different(details.aliases, details.name)
  if (said.since !== undefined) details.since = notAfterToday(said.since, today, 'The day they came')
  if (said.tag) details.tags = [...new Set([...before.tags, ...said.tag.map(checkTag)])]
  const { settings } = await rulesOf(db)
  details.phoneKey = details.phone === null ? null : await phoneKey(details.phone, settings.phoneCountry)
  if (said.phone && details.phoneKey === null) {
    throw wrongUsage(
      `"${said.phone}" is not a phone number.`,
      'Write it with its country code, in quotes where it has spaces: "+1 352 555 0101"',
    )
  }
  return details
}

export const checks = {
  name: (text: string) => checkName('name', text),
  company: (text: string) => checkName('company', text),
  email: checkEmail,
  phone: (text: string) => checkLine('phone number', text),
  address: (text: string) => checkLine('address', text),
  note: (text: string) => checkNote('note', text),
}

const plainDetails = ({ name, company, email, phone, address, every, goal, note, team }: SaidOfCustomer) => ({
  name: name === undefined ? undefined : checks.name(name),
  company: orNone(company, checks.company),
  email: orNone(email, checks.email),
  phone: orNone(phone, checks.phone),
  address: orNone(address, checks.address),
  visitEvery: every === 'default' ? null : every,
  goal: goal === 'default' ? null : goal,
  note: orNone(note, checks.note),
  kind: team === undefined ? undefined : team ? ('teammate' as const) : ('customer' as const),
})

const birthday = 'birthday'

/** Null takes a birthday away (an empty text was typed); undefined leaves it. */
export const birthdayFrom = async (
  context: Context,
  typed: string | undefined,
): Promise<YearlyDay | null | undefined> =>
  typed === undefined ? undefined : typed.trim() === '' ? null : context.yearlyDay(typed)

/** @returns the birthday now, or null */
export async function writeBirthday(
  db: Writer,
  customerId: number,
  said: YearlyDay | null | undefined,
  today: Day,
): Promise<YearlyDay | null> {
  if (said) return (await noteDate(db, customerId, birthday, said, today)).noted
  const before = await dateLabelled(db, customerId, birthday)
  if (said === undefined || before === null) return before
  await removeDate(db, before.id)
  return null
}

const orNone = (text: string | undefined, check: (text: string) => string): string | null | undefined =>
  text === undefined ? undefined : text.trim() === '' ? null : check(text)
