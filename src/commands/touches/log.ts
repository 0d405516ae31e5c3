import { Option } from '@commander-js/extra-typings'
import type { Writer } from '#book/writer.ts'
import { type Chosen, chooseCustomer } from '#cli/choose-customer.ts'
import { collect, command, DayOption } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { notAfterToday } from '#domain/day.ts'
import { minutesFrom } from '#domain/lengths.ts'
import { checkNote } from '#domain/name.ts'
import type { TouchDraft } from '#domain/touch.ts'
import { channelNamed, perhapsMeant, purposeNamed, type TouchWords } from '#domain/vocabulary.ts'
import { wrongUsage } from '#errors.ts'
import { readTouchWords } from '#formats/touch-words.ts'
import { type Rules, rulesOf, vocabularyOf } from '#tables/rules.ts'
import { loggedView, touchLine } from '#views/logged.ts'
import { readBy } from '../loops/by.ts'
import { draftOf, type TouchPlan } from './touch-plan.ts'
import { writeTouches } from './write-touches.ts'

export const log = command({
  name: 'log',
  summary: 'Record a touch',
  examples: [
    ['cl log acme', 'a call, because nothing is wrong'],
    ['cl log acme call "asked after the new oven, all good"', 'with a note'],
    ['cl log acme visit tour - the yard was a mess', 'a tour that went badly'],
    ['cl log acme invoice --on friday', 'a bill, last Friday'],
    ['cl log acme complaint "driver came late" --with "Bolt Garage"', 'one for each of two customers'],
    ['cl log acme call --promise "send the price list" --by friday', 'a call, and a promise made in it'],
    ['cl log acme visit --by kim', 'a teammate’s visit; cl config set me says who is meant without'],
    ['cl log acme -- call me later, she said', 'a note that begins with a word of the vocabulary'],
  ],
  define: (cmd) =>
    cmd
      .argument('[customer]', 'name, alias, e-mail, phone or number; with nothing, cl asks')
      .argument('[words...]', 'channel, purpose and tone (+ = -) in any order, then the note')
      .addOption(new DayOption('--on <day>', 'past', 'when it was (today)'))
      .option('--with <customer>', 'somebody else who was there: a touch for each, one undo (repeatable)', collect)
      .addOption(new Option('--in', 'they began it').conflicts('out'))
      .option('--out', 'you began it')
      .option('--minutes <n>', 'time given to it', minutesFrom)
      .option('--promise <text>', 'a promise made in it, to the customer named first')
      .option('--by <day>', 'when the promise, or what they asked for, is due; or the teammate who had it', collect)
      .option('--new', 'add the customer if unknown')
      .option('--note <text>', 'the note; - reads it from the standard input'),
  async run(context, options, [customer, words]) {
    const { afterDashes } = context
    notAfterToday(options.on ?? context.today, context.today)
    const promise = options.promise === undefined ? null : checkNote('promise', options.promise)
    if (customer === undefined) context.prompts.need('a customer, as in: cl log acme call "all good"')
    const by = await readBy(context, options.by)
    const others = await chooseAll(context, options.with ?? [], options.new)
    if (customer === undefined) {
      const { askForTouch } = await import('./log-questions.ts')
      return record(context, await askForTouch(context, { ...options, by, others, promise }))
    }
    const chosen = [...(await chooseAll(context, [customer], options.new)), ...others]
    const rules = await context.book.readOrNew(rulesOf)
    const said = await readTouchWords(words, {
      vocabulary: rules.vocabulary,
      today: context.today,
      rules: context.dayRules,
      noteOnly: Math.min(afterDashes, words.length),
    })
    const draft = await draftOf(context, rules, said, options)
    await record(context, { chosen, draft, rules, promise, by: by.day ?? null, teammate: by.teammate })
    if (afterDashes === 0) sayWhatWasPerhapsMeant(context, rules, said)
  },
})

async function chooseAll(context: Context, names: string[], orNew = false): Promise<Chosen[]> {
  const chosen: Chosen[] = []
  for (const name of names) chosen.push(await chooseCustomer(context, name, { orNew }))
  return chosen
}

async function record(context: Context, plan: TouchPlan): Promise<undefined> {
  if (plan.by !== null && plan.promise === null && plan.draft.purpose.opens !== 'request') {
    throw wrongUsage('--by is the day of a promise or a request.', 'Add --promise "what you promised".')
  }
  const logged = await context.book.write(async (db) => {
    await refuseGoneWords(db, plan.draft)
    const result = await writeTouches(db, context, plan)
    return { summary: result.touches.map((touch) => touchLine(touch, context.today, touch.on)).join('; '), result }
  })
  await context.out.show(logged, loggedView)
}

/** A word that is nearly one of the vocabulary began the note: the touch may not be what it was meant to be. */
function sayWhatWasPerhapsMeant({ out }: Context, { vocabulary }: Rules, { channel, purpose, note }: TouchWords): void {
  const word = note?.split(' ')[0] ?? ''
  const unsaid = { channels: channel ? [] : vocabulary.channels, purposes: purpose ? [] : vocabulary.purposes }
  const meant = perhapsMeant(unsaid, word)
  if (meant) out.say(`"${word}" began the note. If you meant ${meant}: cl undo, and log it again.`)
}

/** @throws wrong usage, when another terminal has removed the channel or the purpose meanwhile */
async function refuseGoneWords(db: Writer, { channel, purpose }: TouchDraft): Promise<void> {
  const now = await vocabularyOf(db)
  channelNamed(now, channel.name)
  purposeNamed(now, purpose.name)
}
