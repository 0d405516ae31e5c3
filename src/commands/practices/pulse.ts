import { Option } from '@commander-js/extra-typings'
import type { Writer } from '#book/changes/writer.ts'
import { addAboutOne } from '#cli/add-and-show.ts'
import { removeAndShow } from '#cli/change-and-show.ts'
import { command, DayOption, waysToName } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { chooseCustomer, customerIdFor, nameAndText } from '#cli/names/choose-customer.ts'
import { askOrNothing } from '#cli/terminal/questions.ts'
import { wholeValues } from '#cli/whole-values.ts'
import type { Customer } from '#domain/customers/customer.ts'
import { checkNote } from '#domain/customers/name.ts'
import { type Day, notAfterToday } from '#domain/days/day.ts'
import { ratingFrom } from '#domain/practices/pulse.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { word } from '#hints.ts'
import { customerStillThere } from '#tables/customers/customers.ts'
import { addPulse, pulsesOf, removePulse } from '#tables/pulses.ts'
import { pulsesView, ratedView } from '#views/practices/pulse.ts'
import { removeOption } from './remove-option.ts'

type Said = { rating: number; guess: number | null; quote: string | null }

export const pulse = command({
  name: 'pulse',
  summary: 'What they think of you',
  examples: [
    ['cl pulse acme', 'asks for your guess, then for what they said'],
    ['cl pulse acme 9 "always on time" --guess 7', 'their rating and their words, beside your guess'],
    ['cl pulse acme 6 --on friday', 'said last Friday'],
    ['cl pulse acme --list', 'every rating of one customer, the newest first'],
    ['cl pulse acme --remove 1', 'removes the rating #1; cl undo brings it back'],
  ],
  values: wholeValues(),
  define: (cmd) =>
    cmd
      .argument('<customer>', waysToName)
      .argument('[rating]', 'how they rate you, from 0 to 10; without it, cl asks')
      .argument('[quote...]', 'their own words')
      .option('--guess <n>', 'what you guessed before you asked', guessFrom)
      .addOption(new DayOption('--on <day>', 'past', 'when they said it (today)'))
      .addOption(new Option('--list', 'show every rating').conflicts(['guess', 'on']))
      .addOption(
        removeOption('rating', 'cl pulse CUSTOMER --list shows the numbers.').conflicts(['guess', 'on', 'list']),
      )
      .option('--csv', 'with --list: as CSV'),
  async run(context, options, [first, second, others]) {
    const { book, prompts, today } = context
    const behind = second === undefined ? [] : [second, ...others]
    const { name, rest } = await book.adding(() => nameAndText(context, first, behind, isNumber))
    const [typed, ...words] = rest
    if (options.list && typed !== undefined) throw wrongUsage('--list takes no rating.', 'Leave one of them out.')
    if (options.list) return showPulses(context, name)
    if (options.remove !== undefined && typed !== undefined)
      throw wrongUsage('--remove takes no rating beside its number.', 'Leave one of them out.')
    if (options.remove !== undefined) return removeNumbered(context, name, options.remove)
    if (options.csv) throw wrongUsage('--csv is for --list.', 'As in: cl pulse acme --list --csv')
    const on = notAfterToday(options.on ?? today, today, 'A rating')
    const read = typed === undefined ? null : saidFrom(typed, words, options.guess)
    if (read === null) prompts.need('a rating from 0 to 10, as in: cl pulse acme 9 "always on time"')
    return book.adding(() => rate(context, name, on, read ?? options.guess))
  },
})

/** @param read the rating as said; or the guess, where the rating is asked for */
async function rate(context: Context, name: string, on: Day, read: Said | number | undefined): Promise<void> {
  const whom = await chooseCustomer(context, name, { offersNew: true })
  const said = { ...(typeof read === 'object' ? read : await askForPulse(context, read)), on }
  const what = `${said.rating} of 10${said.quote === null ? '' : `, ${said.quote}`}`
  await addAboutOne(context, { kind: 'pulse', whom, what, said }, writePulse, ratedView)
}

/** @returns also the rating before it */
export async function writePulse(db: Writer, customer: Customer, { on, ...said }: Said & { on: Day }) {
  const before = (await pulsesOf(db, customer.id, on)).at(-1) ?? null
  const pulse = await addPulse(db, { customerId: customer.id, on, ...said })
  return { summary: `pulse of ${customer.name}: ${pulse.rating} of 10, ${on}`, result: { customer, pulse, before } }
}

const isNumber = (word: string): boolean => /^\d+$/.test(word)

const guessFrom = (text: string): number => ratingFrom(text, 'guess')

const saidFrom = (rating: string, words: string[], guess: number | undefined): Said => ({
  rating: ratingFrom(rating),
  guess: guess ?? null,
  quote: words.length === 0 ? null : quoteIn(words.join(' ')),
})

/** `out of 10` belongs to the rating. */
function quoteIn(said: string): string | null {
  const quote = said.replace(/^(?:out )?of (?:10|ten)[,;]?(?:\s+|$)/i, '')
  return quote === '' && said !== '' ? null : checkNote('quote', quote)
}

/** Asks for the guess first: after the rating it would be no guess. */
async function askForPulse(context: Context, guess: number | undefined): Promise<Said> {
  const guessed =
    guess ?? (await askOrNothing(context, 'Your guess, before you ask: 0 to 10 (Enter for none)', guessFrom))
  const rating = await context.prompts.line('How do they rate you, from 0 to 10?', (text) => ratingFrom(text))
  const quote = await askOrNothing(context, 'In their own words (Enter for none)', (text) => checkNote('quote', text))
  return { rating, guess: guessed, quote }
}

async function removeNumbered(context: Context, name: string, pulseId: number): Promise<void> {
  const { today } = context
  const id = await customerIdFor(context, name)
  await removeAndShow(context, async (db) => {
    const customer = await customerStillThere(db, id)
    const pulse = (await pulsesOf(db, id, today)).find((each) => each.id === pulseId)
    if (!pulse)
      throw cannot(`There is no rating #${pulseId} of ${customer.name}.`, `cl pulse ${id} --list shows the numbers.`)
    await removePulse(db, pulse.id)
    const what = `rating #${pulse.id}: ${pulse.rating} of 10 from ${customer.name}, ${pulse.on}`
    return { id: pulseId, what, endsInWords: true }
  })
}

async function showPulses(context: Context, name: string): Promise<void> {
  const { book, out, quote, today } = context
  const id = await customerIdFor(context, name)
  const data = await book.read(async (db) => ({
    customer: await customerStillThere(db, id),
    pulses: (await pulsesOf(db, id, today)).reverse(),
  }))
  await out.show(data, pulsesView)
  if (data.pulses.length === 0)
    out.say(`No ratings of ${data.customer.name} yet. Ask, then: cl pulse ${word(name, quote)} 9 "their words"`)
}
