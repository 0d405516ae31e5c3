import { type Chosen, chooseCustomer, chosenCustomer } from '#cli/choose-customer.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { labelFrom, nextOccurrence, type YearlyDay } from '#domain/dates.ts'
import { cannot, reasonAgainst, wrongUsage } from '#errors.ts'
import { dateLabelled, noteDate } from '#tables/dates.ts'
import { notedView, yearlyText } from '#views/dates.ts'
import { messageView } from '#views/message.ts'

export const date = command<{ remove?: true }, [customer: string, label: string, day: string[]]>({
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
      .argument('<customer>', 'name, alias, e-mail, phone or #id')
      .argument('<label>', 'what it is, in one word or several')
      .argument('[day...]', 'the day of the year, such as 5 mar, or with its first year: 1998-06-12')
      .option('--remove', 'remove the date'),
  async run(context, options, [name, typed, words]) {
    const { book, today, out } = context
    labelFrom(typed)
    const found = await labelAndDay(context, typed, words)
    if (options.remove) {
      if (found) throw wrongUsage('--remove takes no day.', `Type: cl date ${name} "${found.label}" --remove`)
      return removeDate(context, await chooseCustomer(context, name), labelFrom([typed, ...words].join(' ')))
    }
    if (words.length === 0) {
      throw wrongUsage(`On which day is "${typed}"?`, `Type it after the label: cl date ${name} "${typed}" 5 mar`)
    }
    const { label, day } = found ?? { label: labelFrom(typed), day: await context.yearlyDay(words.join(' ')) }
    const chosen = await chooseCustomer(context, name, { offersNew: true })
    const noted = await book.write(async (db) => {
      const customer = await chosenCustomer(db, chosen, context)
      const { noted, before } = await noteDate(db, customer.id, label, day, today)
      return {
        summary: `${label} of ${customer.name}: ${yearlyText(noted)}`,
        result: { date: { ...noted, customerName: customer.name, on: nextOccurrence(noted, today) }, before },
      }
    })
    await out.show(noted, notedView(today))
  },
})

/** The shortest label behind which there is a day, and that day; null where there is none. */
async function labelAndDay(
  { yearlyDay }: Context,
  typed: string,
  words: string[],
): Promise<{ label: string; day: YearlyDay } | null> {
  const label = [typed]
  for (const [i, word] of words.entries()) {
    const rest = words.slice(i).join(' ')
    if ((await reasonAgainst(() => yearlyDay(rest))) === undefined)
      return { label: labelFrom(label.join(' ')), day: await yearlyDay(rest) }
    // What has a number in it belongs to the day, even to one that there is not.
    if (/\d/.test(word)) return null
    label.push(word)
  }
  return null
}

async function removeDate(context: Context, chosen: Chosen, label: string): Promise<void> {
  const removed = await context.book.write(async (db) => {
    const customer = await chosenCustomer(db, chosen, context)
    const found = await dateLabelled(db, customer.id, label)
    if (!found) throw cannot(`${customer.name} has no date "${label}".`, `Theirs: cl dates '#${customer.id}' --all`)
    await db.remove('dates', found.id)
    const line = `${found.label} of ${customer.name}, ${yearlyText(found)}`
    return {
      summary: `removed ${line}`,
      result: { text: `Removed ${line}. cl undo brings it back.`, json: { removed: found.id } },
    }
  })
  await context.out.show(removed, messageView)
}
