import { changeAndShow } from '#cli/change-and-show.ts'
import { command } from '#cli/command.ts'
import { isOwn, type Piece } from '#cli/typed-line.ts'
import { checkName } from '#domain/customers/name.ts'
import { wrongUsage } from '#errors.ts'
import { lastWords, type Quote } from '#hints.ts'
import { addCustomer, bareCustomer } from '#tables/customers/customers.ts'
import { customerView } from '#views/customers/customer.ts'
import { birthdayFrom, detailsWith, wholeDetails, withCustomerOptions, writeBirthday } from './customer-options.ts'
import { giveFirstDay } from './first-day.ts'

export const add = command({
  name: 'add',
  summary: 'Add a customer or teammate',
  sought: {
    '--name': 'cl add "Acme Bakery"',
    '--tel --mobile': 'cl add acme --phone "+1 352 555 0101"',
  },
  examples: [
    ['cl add "Acme Bakery"', 'visited every 30 days, unless you say otherwise'],
    ['cl add "Bolt Garage" --phone "+1 352 555 0101" --every 2w --tag vip', 'with how to reach them, and a cadence'],
    ['cl add Rosa --birthday "5 mar"', 'with a yearly day: in cl due from a week before'],
    [
      'cl add "Ann Lee" --company "Lee & Sons" --email ann@lee.example --goal 5',
      'found by the company, too; five good touches to each bad one',
    ],
    ['cl add Kim --team', 'a teammate: looked after and scored like a customer'],
    ['cl add "Café Zoë" --alias zoe --since 2024-03-01', 'a customer since 2024, also called zoe'],
  ],
  define: (cmd) =>
    withCustomerOptions(cmd.argument('<name...>', 'the name; several words are one')).option(
      '--team',
      'somebody who works for you',
    ),
  values: wholeDetails,
  arrange: refuseSplitName,
  async run(context, options, [typed]) {
    const name = checkName('name', typed.join(' '))
    const birthday = await birthdayFrom(context, options.birthday)
    await changeAndShow(context, customerView, async (db) => {
      const details = await detailsWith(db, context.today, bareCustomer(name, context.today), options)
      const { aliases, tags } = details
      const customer = await addCustomer(db, details)
      await giveFirstDay(db, context.today, customer.id)
      const noted = await writeBirthday(db, customer.id, birthday, context.today)
      return {
        summary: `added ${customer.name} (#${customer.id})`,
        result: { did: 'Added', customer, aliases, tags, birthday: noted, note: options.note },
      }
    })
    const doubt = typed.length > 1 ? detailInName(name, context.quote) : undefined
    if (doubt !== undefined) context.out.say(doubt)
  },
})

/** @throws wrong usage, for a name that goes on behind the value of an option, as in `add Old --tag vip Tom` */
function refuseSplitName(pieces: Piece[]): Piece[] {
  const [, first = pieces.length] = pieces.flatMap((each, at) => (isOwn(each) ? [at] : []))
  const option = pieces.find(({ option }, at) => at > first && option?.required)
  const behind = pieces.find((each, at) => option && at > pieces.indexOf(option) && isOwn(each))
  if (option && behind) throw splitName(behind.word, option.word)
  return pieces
}

const splitName = (word: string, option: string) =>
  wrongUsage(
    `Is "${word}" of the name, or of the text behind ${option}?`,
    'Words that belong together go in quotes, as in: cl add "Old Tom" --note "likes rye"',
  )

/** Details that people type behind a name without their option: the option of each, and the pattern of its value. */
const detailsTyped: [option: string, value: RegExp][] = [
  ['email', /(?:e-?mail )?(\S+@\S+\.\S+)/],
  ['every', /every ((?:\d\S*|two|three|week|month|quarter)(?: \S+)?)/],
  ['since', /since (\S*\d.*)/],
  ['birthday', /birthday (.*\d.*)/],
  ['tag', /tag (\S+)/],
  ['phone', /(?:(?:phone|tel) )?(\+?\d[\d ()./-]{5,})/],
]

/** A line to type for a name that ends with a detail, as in `add Dan every 2w`. */
function detailInName(name: string, quote: Quote): string | undefined {
  for (const [option, value] of detailsTyped) {
    const [, before, said, detail = ''] = new RegExp(`^(.*?\\S) (${value.source})$`, 'i').exec(name) ?? []
    if (before !== undefined)
      return `Is "${said}" of the name? If not: cl undo, then cl add ${lastWords(before, quote)} --${option} ${lastWords(detail, quote)}`
  }
  return undefined
}
