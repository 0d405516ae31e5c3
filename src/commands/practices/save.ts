import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import { addAboutOne, sayTwin } from '#cli/add-and-show.ts'
import { command, DayOption, waysToName } from '#cli/command.ts'
import { nameAndText } from '#cli/names/choose-customer.ts'
import { wholeValues } from '#cli/whole-values.ts'
import type { Customer } from '#domain/customers/customer.ts'
import { checkNote } from '#domain/customers/name.ts'
import { type Day, notAfterToday } from '#domain/days/day.ts'
import { minutesWithUnit, timeSavedFrom } from '#domain/days/lengths.ts'
import { moneyFrom } from '#domain/practices/money.ts'
import { isUntold, sumOfSavings } from '#domain/practices/savings.ts'
import { wordsThatAre } from '#formats/words-that-are.ts'
import { word } from '#hints.ts'
import { rulesOf } from '#tables/rules.ts'
import { addSaving, savingsOf } from '#tables/savings.ts'
import { twinBy, twinOf } from '#tables/twins.ts'
import { savedView } from '#views/practices/savings.ts'
import { joined } from '#views/text.ts'

export const save = command({
  name: 'save',
  summary: 'Note what you saved them',
  examples: [
    ['cl save acme --money 120.50 the smaller box for the rolls', 'money, in the currency of cl config'],
    ['cl save acme --time 1h30 "one delivery instead of two" --on friday', 'time, last Friday'],
    ['cl log acme savings', 'tells them of all that they were not told of'],
  ],
  values: wholeValues(),
  define: (cmd) =>
    cmd
      .argument('<customer>', waysToName)
      .argument('<text...>', 'what it was')
      .option('--money <amount>', 'such as 120 or 120.50')
      .option('--time <time>', 'such as 3h, 90m, 1h30, or minutes', timeSavedFrom)
      .addOption(new DayOption('--on <day>', 'past', 'when it was (today)')),
  run: (context, options, [first, behind]) =>
    context.book.adding(async () => {
      const { book, today, out, quote } = context
      const { name, rest: words, choose } = await nameAndText(context, first, behind)
      const text = checkNote('saving', words.join(' '))
      const on = notAfterToday(options.on ?? today, today, 'A saving')
      const said = { on, text, money: options.money, minutes: options.time ?? null }
      const { currency } = await book.readOrNew((db) => amountOf(db, said))
      const whom = await choose({ offersNew: true })
      const money = options.money && joined(' ', [options.money, currency])
      const what = joined(', ', [money, options.time !== undefined && `${options.time} minutes`, text])
      sayTwin(context, await addAboutOne(context, { kind: 'save', whom, what, said }, writeSaving, savedView))
      const amount = options.money === undefined && options.time === undefined ? amountInWords(text) : undefined
      if (amount)
        out.say(`No amount was counted. If it was meant: cl undo, then cl save ${word(name, quote)} ${amount} …`)
    }),
})

const amount = '\\d+(?:[.,]\\d{3})*(?:[.,]\\d{1,2})?'
/** The sign or the word of a currency stands beside the amount: `\u20ac 50`, `50 euro`. */
const moneyInText = new RegExp(
  `(?:[\u00a3$\u20ac]|\\b(?:EUR|USD|GBP|CHF)\\b) ?(?<before>${amount})(?![\\d%])` +
    `|(?<![\\d.,])(?<behind>${amount}) ?(?:[\u00a3$\u20ac]|(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds|francs?)\\b)`,
  'i',
)
const amountFirst = new RegExp(`^(?<first>${amount})(?:\\s|$)`)

/** The option that was meant for the amount in a text: `£10 on the wreath`, `half an hour`. */
function amountInWords(text: string): string | undefined {
  const words = text.split(/\s+/)
  const many = wordsThatAre(words, (each) => minutesWithUnit(each) !== undefined)
  const minutes = minutesWithUnit(words.slice(0, many).join(' '))
  if (minutes !== undefined) return `--time ${minutes}`
  const { before, behind, first } = (moneyInText.exec(text) ?? amountFirst.exec(text))?.groups ?? {}
  const money = before ?? behind ?? first
  return money && `--money ${money}`
}

type Said = { on: Day; text: string; money: string | undefined; minutes: number | null }

/** @throws wrong usage, for a text that is no amount in the currency of the book */
async function amountOf(db: Reader, { money }: Pick<Said, 'money'>) {
  const { currency } = (await rulesOf(db)).settings
  return { currency, money: money === undefined ? null : moneyFrom(money, currency) }
}

/** @throws wrong usage, as `amountOf` */
export async function writeSaving(db: Writer, customer: Customer, said: Said, today: Day) {
  const { on, text, minutes } = said
  const { currency, money } = await amountOf(db, said)
  const row = { on, money, minutes, text }
  const twin = twinBy(await twinOf(db, 'savings', customer.id, row), null)
  const saving = await addSaving(db, { customerId: customer.id, ...row })
  const untold = (await savingsOf(db, customer.id)).filter((each) => each.on <= today && isUntold(each, today))
  return {
    summary: `saving #${saving.id} for ${customer.name}: ${text}`,
    result: { saving: { ...saving, customerName: customer.name }, untold: sumOfSavings(untold), currency, twin },
  }
}
