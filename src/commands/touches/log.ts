import { type Command as Commander, Option } from '@commander-js/extra-typings'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import { type Around, type Chosen, chooseCustomers } from '#cli/choose-customer.ts'
import { collect, command, DayOption, type OptionsOf } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { rowNumber } from '#cli/numbers.ts'
import { showKept } from '#cli/show-kept.ts'
import { askForNote } from '#cli/terminal/questions.ts'
import { wholeValues } from '#cli/whole-values.ts'
import { checkNote, checkTag, foldName, wordsIn } from '#domain/customers/name.ts'
import { notAfterToday } from '#domain/days/day.ts'
import { minutesFrom } from '#domain/days/lengths.ts'
import { channelNamed, findChannel, findPurpose, purposeNamed, type TouchWords } from '#domain/touches/vocabulary.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { readTouchWords } from '#formats/touch-words.ts'
import { hashIsLost } from '#hints.ts'
import { customersBeginning, customersCalled, type FoundCustomer } from '#tables/customers/handles.ts'
import { customersTagged } from '#tables/customers/tags.ts'
import { type Rules, rulesOf, vocabularyOf } from '#tables/rules.ts'
import { counted } from '#views/text.ts'
import { loggedView, touchLine } from '#views/touches/logged.ts'
import { type By, readBy } from '../loops/by.ts'
import { type PromiseText, promiseIn, sayDayNotTaken } from '../loops/promise-day.ts'
import {
  draftOf,
  endedBy,
  type Meant,
  plannedLine,
  type SaidOfTouch,
  type TouchPlan,
  twoNotes,
  withoutQuestion,
} from './touch-plan.ts'
import { writeTouches } from './write-touches.ts'

const withLogOptions = (cmd: Commander) =>
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
    .option('--done [loop]', 'closes what it ended: the one that is open, or its number', loopNumber)
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
    ['cl log --tag b2b invoice October', 'one for each customer with a tag'],
    ['cl log acme --note', 'asks for the note, where no shell reads along'],
    ['cl log acme -- call me later, she said', 'a note that begins with a word of the vocabulary'],
  ],
  define: withLogOptions,
  arrange: (argv, options) => wholeValues('log', ['text'])(doneBelongsToNumbers(argv), options),
  run: (context, options, args) => context.book.adding(() => logTyped(context, options, args)),
})

/** Logs the touch of the line, and asks for its missing parts. */
async function logTyped(context: Context, options: Options, [first, rest]: Args): Promise<void> {
  notAfterToday(options.on ?? context.today, context.today)
  const { tag } = options
  const [customer, words] =
    tag === undefined ? [first, rest] : [undefined, first === undefined ? rest : [first, ...rest]]
  const promised =
    options.promise === undefined ? null : await promiseIn(context, checkNote('promise', options.promise))
  const tagged = tag === undefined ? null : await chooseTagged(context, tag, words, options.yes === true)
  if (customer === undefined && !tagged)
    context.prompts.need('a customer, as in: cl log acme call "all good"', hashIsLost)
  const by = await readBy(context, options.by)
  const { with: withWhom = [], new: orNew = false } = options
  const names = [...withWhom, customer].filter((name) => name !== undefined)
  const noteOnly = Math.min(context.afterDashes, words.length)
  const behind = customer === undefined ? [] : words.slice(0, words.length - noteOnly)
  const { chosen: all, rules, rest: free } = await chooseCustomers(context, names, { orNew, offersNew: true }, behind)
  const others = all.slice(0, withWhom.length)
  if (customer === undefined && !tagged) {
    const { askForTouch } = await import('./log-questions.ts')
    const asked = { ...options, by, others, promise: promised?.text ?? null }
    const plan = await askForTouch(context, rules, asked)
    await record(context, plan)
    return sayDoubt(context, plan, saidIn(plan), true)
  }
  const chosen = [...(tagged ?? all.slice(others.length)), ...others]
  const left = [...free, ...words.slice(behind.length)]
  const { plan, said } = await planOf(context, options, left, noteOnly, { chosen, promised, by, rules })
  await record(context, plan)
  await sayDoubt(context, plan, said, noteOnly > 0 || said.note === undefined)
}

async function sayDoubt(context: Context, plan: TouchPlan, said: TouchWords, isNoteAlone: boolean): Promise<void> {
  if (plan.draft.note === null) return
  const { doubtAbout } = await import('./touch-doubts.ts')
  const doubt = await doubtAbout(context, plan, said, isNoteAlone)
  if (doubt !== undefined) context.out.say(doubt)
}

/** The words of a touch that was asked for, without the usual purpose and tone: these count as not said. */
const saidIn = ({ draft: { purpose, tone } }: TouchPlan): TouchWords => ({
  ...(purpose.name === 'care' ? {} : { purpose }),
  ...(tone === purpose.tone ? {} : { tone }),
})

type Asked = { chosen: Chosen[]; promised: PromiseText | null; by: By; rules: Rules }

/** A plan of the touches that are to be written, made of the words and the options. */
async function planOf(
  context: Context,
  options: SaidOfTouch,
  words: string[],
  noteOnly: number,
  { chosen, promised, by, rules }: Asked,
): Promise<{ plan: TouchPlan; said: TouchWords }> {
  const { today, dayRules } = context
  const said = await readTouchWords(words, { vocabulary: rules.vocabulary, today, rules: dayRules, noteOnly })
  const asked = options.note === true ? await noteAskedFor(context, said) : {}
  const draft = await draftOf(context, rules, { ...said, ...asked }, withoutQuestion(options))
  const day = by.day ?? promised?.day ?? null
  const plan = { chosen, draft, rules, promise: promised?.text ?? null, by: day, done: endedBy(options.done) }
  return { plan: { ...plan, teammate: by.teammate }, said }
}

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

/** A request without a promise is due by the day that its note ends with, as in `a quote by monday`. */
async function withDayOfRequest(context: Context, plan: TouchPlan): Promise<TouchPlan> {
  const { by, promise, draft } = plan
  if (by !== null || promise !== null || draft.purpose.opens !== 'request' || draft.note === null) return plan
  return { ...plan, by: (await promiseIn(context, draft.note)).day }
}

async function record(context: Context, said: TouchPlan): Promise<void> {
  const plan = await withDayOfRequest(context, said)
  if (plan.by !== null && plan.promise === null && plan.draft.purpose.opens !== 'request') {
    throw wrongUsage('--by is the day of a promise or a request.', 'Add --promise "what you promised".')
  }
  const { chosen, rules: _, ...meant } = plan
  const addition = { kind: 'log', whom: chosen, what: plannedLine(plan, context.today), said: meant }
  const logged = await context.book.add(addition, (db) => writePlan(db, context, plan))
  if ('kept' in logged) {
    await showKept(context, logged.kept)
    return
  }
  await context.out.show(logged.result, loggedView)
  const { promise } = logged.result
  if (promise && promise.dueOn === null) await sayDayNotTaken(context, promise)
  for (const { twin } of logged.result.touches) if (twin !== null) context.out.say(`The same as #${twin}? cl undo`)
}

async function writePlan(db: Writer, around: Around, plan: TouchPlan) {
  const result = await writeTouches(db, around, plan)
  return { summary: result.touches.map((touch) => touchLine(touch, around.today, touch.on)).join('; '), result }
}

/**
 * Writes touches that have waited.
 * @throws cannot, for a customer, a channel or a purpose that is gone
 */
export async function writeLogged(db: Writer, around: Around, chosen: Chosen[], meant: Meant) {
  const rules = await rulesOf(db)
  const { channel, purpose } = meant.draft
  const words = {
    channel: channelNamed(rules.vocabulary, channel.name),
    purpose: purposeNamed(rules.vocabulary, purpose.name),
  }
  return writePlan(db, around, { ...meant, draft: { ...meant.draft, ...words }, chosen, rules })
}

const loopNumber = (typed: string): number => rowNumber(typed, 'a loop', 'cl loops')

/** A word right behind `--done` that is no number belongs to the line. */
function doneBelongsToNumbers(argv: string[]): string[] {
  const end = argv.indexOf('--')
  const at = argv.findIndex((each, i) => each === '--done' && (end < 0 || i < end))
  const next = argv[at + 1]
  if (at < 0 || next === undefined || /^#?\d+$/.test(next) || next.startsWith('-')) return argv
  const others = [...argv.slice(0, at), ...argv.slice(at + 1)]
  const last = others.indexOf('--')
  return last < 0 ? [...others, '--done'] : [...others.slice(0, last), '--done', ...others.slice(last)]
}

/** The customers who have a word as their name, or as a whole word of it; nobody for a word of the vocabulary. */
async function customersNamedBy(db: Reader, word: string): Promise<FoundCustomer[]> {
  if (foldName(word) === '') return []
  const called = await customersCalled(db, word)
  const vocabulary = await vocabularyOf(db)
  if (called.length > 0 || findChannel(vocabulary, word) || findPurpose(vocabulary, word)) return called
  const typed = wordsIn(word).join(' ')
  return (await customersBeginning(db, word)).filter(({ how }) => wordsIn(how).includes(typed))
}

/** As many names as a person reads in a line. */
const namesShown = 12

/**
 * The customers with a tag, after a look at the list where somebody can be asked.
 * @throws wrong usage, for a first word that names a customer, and without `--yes` where nobody can be asked
 */
async function chooseTagged(context: Context, tag: string, words: string[], yes: boolean): Promise<Chosen[]> {
  const { book, prompts, today } = context
  const first = words.length > context.afterDashes ? (words[0] ?? '') : ''
  const { named, tagged } = await book.read(async (db) => ({
    named: await customersNamedBy(db, first),
    tagged: await customersTagged(db, tag, today),
  }))
  if (named[0])
    throw wrongUsage(
      `--tag takes the place of a customer, but "${first}" is one: ${named[0].name}.`,
      'Leave one of them out, or write -- before a note that begins so.',
    )
  if (tagged.length === 0) throw cannot(`Nobody has the tag "${tag}".`, 'cl list shows the tags.')
  if (yes) return tagged.map(({ id, name }) => ({ id, name }))
  if (!prompts.available) {
    const names = tagged.slice(0, namesShown).map(({ name }) => name)
    const list = [...names, ...(tagged.length > namesShown ? ['…'] : [])].join(', ')
    throw wrongUsage(
      `That is a touch with each of ${counted(tagged.length, 'customer')}: ${list}${tagged.length > namesShown ? '' : '.'}`,
      'If that is meant, add --yes.',
    )
  }
  const kept = await prompts.untick(
    'With whom?',
    tagged.map(({ id, name }) => ({ name, value: id })),
  )
  if (kept.length === 0) throw cannot('Nobody was left: nothing was logged.')
  return tagged.filter(({ id }) => kept.includes(id)).map(({ id, name }) => ({ id, name }))
}
