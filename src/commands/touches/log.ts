import { type Command as Commander, Option } from '@commander-js/extra-typings'
import { collect, command, DayOption, type OptionsOf, waysToName } from '#cli/command.ts'
import { sayWhereLastYears } from '#cli/command-line.ts'
import type { Context } from '#cli/context.ts'
import { chooseCustomers } from '#cli/names/choose-customer.ts'
import { rowNumber } from '#cli/numbers.ts'
import { askForNote } from '#cli/terminal/questions.ts'
import type { Piece } from '#cli/typed-line.ts'
import { wholeValues } from '#cli/whole-values.ts'
import { checkTag } from '#domain/customers/name.ts'
import { notAfterToday } from '#domain/days/day.ts'
import { minutesFrom } from '#domain/days/lengths.ts'
import type { TouchWords } from '#domain/touches/vocabulary.ts'
import { readTouchWords } from '#formats/touches/touch-words.ts'
import { hashIsLost } from '#hints.ts'
import { readBy } from '../loops/by.ts'
import { typedPromise } from '../loops/promise-day.ts'
import { record } from './record.ts'
import { draftOf, endedBy, type TouchPlan, twoNotes, withoutQuestion } from './touch-plan.ts'

const withLogOptions = (cmd: Commander) =>
  cmd
    .argument('[customer]', `${waysToName}; with nothing, cl asks`)
    .argument('[words...]', 'channel, purpose, tone (+ = -), day and length in any order, then the note; cl help words')
    .addOption(new DayOption('--on <day>', 'past', 'when it was (today)'))
    .option('--with <customer>', 'somebody else who was there: a touch for each, one undo (repeatable)', collect)
    .addOption(new Option('--in', 'they began it').conflicts('out'))
    .option('--out', 'you began it')
    .option('--minutes <n>', 'time given to it', minutesFrom)
    .option('--promise <text>', 'a promise made in it, to the customer named first')
    .option('--by <day>', 'when the promise, or what they asked for, is due; or the teammate who had it', collect)
    .option('--done [loop]', 'closes what it ended: the one that is open, or its number', (typed) =>
      rowNumber(typed, 'a loop', 'cl loops shows the numbers.'),
    )
    .option('--tag <tag>', 'one for each customer with this tag', checkTag)
    .option('--yes', 'with --tag, where nobody can be asked')
    .option('--new', 'add the customer if unknown')
    .option('--note [text]', 'the note; - reads it from the standard input; without a text, cl asks')

type Options = OptionsOf<typeof withLogOptions>
type Args = [customer: string | undefined, words: string[]]

export const log = command({
  name: 'log',
  summary: 'Record a touch',
  sought: {
    '--purpose': 'cl log acme complaint "driver came late"',
    '--channel': 'cl log acme visit',
    '--tone': 'cl log acme visit -',
    '--customer': 'cl log acme call',
    '--duration': 'cl log acme call 20 min',
  },
  examples: [
    ['cl log acme', 'a call, because nothing is wrong'],
    ['cl log acme call "asked after the new oven, all good"', 'with a note'],
    ['cl log acme visit tour - the yard was a mess', 'a tour that went badly'],
    ['cl log acme invoice --on friday', 'a bill, last Friday'],
    ['cl log acme complaint "driver came late" --with "Bolt Garage"', 'one for each of two customers'],
    ['cl log acme call --promise "send the price list" --by friday', 'a call, and a promise made in it'],
    ['cl log acme visit --by kim', 'a teammate’s visit; cl config set me says who is meant without'],
    ['cl log acme yesterday 20 min call', 'a day and a length among the words'],
    ['cl log acme call --done', 'and the one loop that is open with them is closed'],
    ['cl log acme email --in "is it organic?"', 'they wrote: in cl due until it is answered'],
    ['cl log acme complaint --out "we forgot the salt"', 'you told them before they noticed'],
    ['cl log "Green Leaf" visit --minutes 40 --new', 'somebody who is not in the book yet, and the time given'],
    ['cl log --tag b2b invoice October', 'one for each customer with a tag'],
    ['cl log acme --note', 'asks for the note, where no shell reads along'],
    ['cl log acme -- call me later, she said', 'a note that begins with a word of the vocabulary'],
  ],
  define: withLogOptions,
  values: wholeValues(['text']),
  arrange: (pieces) => pieces.map(withPlainTone),
  run: (context, options, args) => context.book.adding(() => logTyped(context, options, args)),
})

async function logTyped(context: Context, options: Options, args: Args): Promise<void> {
  const { plan, said } = await planned(context, options, args)
  await record(context, plan)
  if (plan.draft.note === null) return
  const { doubtsAbout } = await import('./touch-doubts.ts')
  for (const doubt of await doubtsAbout(context, plan, said)) context.out.say(doubt)
}

/** A note that stood apart from other words, behind `--` or at a question, is not in `said`. */
type Planned = { plan: TouchPlan; said: TouchWords }

/** Missing parts are asked for. */
async function planned(context: Context, options: Options, args: Args): Promise<Planned> {
  const { today, dayRules } = context
  notAfterToday(options.on ?? today, today)
  const { with: withWhom = [], new: orNew = false } = options
  const promised = options.promise === undefined ? null : await typedPromise(context, options.promise)
  const { customer, tagged, words } = await withWhomTyped(context, options, args)
  const isAsked = customer === undefined && tagged.length === 0
  if (isAsked) context.prompts.need('a customer, as in: cl log acme call "all good"', hashIsLost)
  const by = await readBy(context, options.by)
  const names = [...withWhom, customer].filter((name) => name !== undefined)
  const noteOnly = Math.min(context.afterDashes, words.length)
  const behind = customer === undefined ? [] : words.slice(0, words.length - noteOnly)
  const { chosen, rules, rest: free } = await chooseCustomers(context, names, { orNew, offersNew: true }, behind)
  const others = chosen.slice(0, withWhom.length)
  const promise = promised?.text ?? null
  if (isAsked) {
    const { askForTouch } = await import('./log-questions.ts')
    const plan = await askForTouch(context, rules, { ...options, by, others, promise })
    return { plan, said: saidIn(plan) }
  }
  const left = [...free, ...words.slice(behind.length)]
  const said = await readTouchWords(left, { vocabulary: rules.vocabulary, today, rules: dayRules, noteOnly })
  await sayWhereLastYears(context, left, said.on)
  const asked = options.note === true ? await noteAskedFor(context, said) : {}
  const plan = {
    chosen: [...tagged, ...chosen.slice(others.length), ...others],
    draft: await draftOf(context, rules, { ...said, ...asked }, withoutQuestion(options)),
    rules,
    promise,
    by: by.day ?? promised?.day ?? null,
    done: endedBy(options.done),
    teammate: by.teammate,
  }
  const { note: _, ...withoutNote } = said
  return { plan, said: noteOnly > 0 ? withoutNote : said }
}

/** The customer of the first word, or those of `--tag`, and the words of the touch. */
async function withWhomTyped(context: Context, { tag, ...options }: Options, [first, rest]: Args) {
  if (tag === undefined) return { customer: first, tagged: [], words: rest }
  const words = first === undefined ? rest : [first, ...rest]
  const { chooseTagged } = await import('./choose-tagged.ts')
  return { customer: undefined, tagged: await chooseTagged(context, { ...options, tag }, words), words }
}

/** The usual purpose and tone count as not said. */
const saidIn = ({ draft: { purpose, tone } }: TouchPlan): TouchWords => ({
  ...(purpose.name === 'care' ? {} : { purpose }),
  ...(tone === purpose.tone ? {} : { tone }),
})

/**
 * The note that `--note` without a text asks for.
 * @throws wrong usage, where the words hold a note already, and where nobody can be asked
 */
async function noteAskedFor(context: Context, said: TouchWords): Promise<{ note?: string }> {
  if (said.note !== undefined) throw twoNotes()
  context.prompts.need('the note itself: --note TEXT, or --note - to read it')
  const typed = await askForNote(context)
  return typed === null ? {} : { note: typed }
}

/** `-,` in front of a note is the tone: it would be taken for an option. */
const withPlainTone = (piece: Piece): Piece => (/^-[,;:]$/.test(piece.word) ? { word: '-' } : piece)
