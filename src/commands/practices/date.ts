import { changeAndShow, removeAndShow } from '#cli/change-and-show.ts'
import { command, waysToName } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { chosenCustomer, nameAndText } from '#cli/names/choose-customer.ts'
import { labelFrom, nextOccurrence, type YearlyDay } from '#domain/practices/dates.ts'
import type { Whom } from '#domain/shop/waiting.ts'
import { cannot, reasonAgainst, wrongUsage } from '#errors.ts'
import { lastWords, word } from '#hints.ts'
import { dateLabelled, noteDate, removeDate } from '#tables/dates.ts'
import { notedView, yearlyText } from '#views/practices/dates.ts'

export const date = command({
  name: 'date',
  summary: 'Note a yearly day of theirs',
  examples: [
    ['cl date acme birthday 5 mar', 'in cl due from a week before, every year'],
    ['cl date acme wedding day 1998-06-12', 'with the year, so that you know how many it is'],
    ['cl date acme birthday 6 mar', 'the same label again: the day is replaced'],
    ['cl date acme birthday --remove', 'not theirs after all'],
  ],
  define: (cmd) =>
    cmd
      .argument('<customer>', waysToName)
      .argument('<label>', 'what it is; several words are one label')
      .argument('[day...]', 'the day of the year, such as 5 mar, or with its first year: 1998-06-12')
      .option('--remove', 'remove the date'),
  async run(context, options, [first, second, others]) {
    const { quote, today } = context
    const { name, rest, choose } = await nameAndText(context, first, [second, ...others])
    const [typed, ...words] = rest
    if (typed === undefined)
      throw wrongUsage(`Which day of "${name}" is it?`, `As in: cl date ${word(name, quote)} birthday 5 mar`)
    if (options.remove) {
      const label = labelFrom([typed, ...words].join(' '))
      if (words.some((each) => /\d/.test(each)))
        throw wrongUsage(
          '--remove takes no day.',
          `Type: cl date ${word(name, quote)} ${quote(labelFrom(typed))} --remove`,
        )
      return removeLabelled(context, await choose(), label)
    }
    const { label, day } = await labelAndDay(context, name, [typed, ...words])
    const chosen = await choose({ offersNew: true })
    await changeAndShow(context, notedView, async (db) => {
      const customer = await chosenCustomer(db, chosen, context)
      const { noted, before } = await noteDate(db, customer.id, label, day, today)
      return {
        summary: `${label} of ${customer.name}: ${yearlyText(noted)}`,
        result: { date: { ...noted, customerName: customer.name, on: nextOccurrence(noted, today) }, before },
      }
    })
  },
})

/**
 * The day is as many of the last words as make one; a number belongs to it. A day that begins with its number may come first:
 * `5 mar birthday`.
 * @throws wrong usage, where no day follows, and for a day alone
 */
async function labelAndDay(
  context: Context,
  name: string,
  words: string[],
): Promise<{ label: string; day: YearlyDay }> {
  const { quote } = context
  const label = labelFrom(words[0] ?? '')
  const whole = words.join(' ')
  const isDay = async (typed: string) => (await reasonAgainst(() => context.yearlyDay(typed))) === undefined
  if (await isDay(whole))
    throw wrongUsage(`What is on ${whole}?`, `As in: cl date ${word(name, quote)} birthday ${lastWords(whole, quote)}`)
  if (words.length < 2)
    throw wrongUsage(
      `On which day is "${label}"?`,
      `Type it after the label: cl date ${word(name, quote)} ${quote(label)} 5 mar`,
    )
  const firstDigit = words.findIndex((each, i) => i > 0 && /\d/.test(each))
  const most = firstDigit < 0 ? words.length - 1 : firstDigit
  for (let used = 1; used <= most; used += 1) {
    const rest = words.slice(used).join(' ')
    if (await isDay(rest)) return { label: labelBefore(words.slice(0, used)), day: await context.yearlyDay(rest) }
  }
  for (let used = words.length - 1; used > 0 && /^\d/.test(words[0] ?? ''); used -= 1) {
    const first = words.slice(0, used).join(' ')
    if (await isDay(first))
      return { label: labelFrom(words.slice(used).join(' ')), day: await context.yearlyDay(first) }
  }
  return { label, day: await context.yearlyDay(words.slice(1).join(' ')) }
}

/** A label may be joined to its day: `birthday:`, `birthday is on`. */
const labelBefore = (words: string[]): string =>
  labelFrom(words.join(' ').replace(/(?<=.)(?:\s*:|\s+(?:is|on|is on))$/i, ''))

async function removeLabelled(context: Context, chosen: Whom, label: string): Promise<void> {
  await removeAndShow(context, async (db) => {
    const customer = await chosenCustomer(db, chosen, context)
    const found = await dateLabelled(db, customer.id, label)
    if (!found) throw cannot(`${customer.name} has no date "${label}".`, `Theirs: cl dates ${customer.id} --all`)
    await removeDate(db, found.id)
    const what = `${found.label} of ${customer.name}, ${yearlyText(found)}`
    return { id: found.id, what }
  })
}
