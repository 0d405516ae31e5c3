import type { Command as Commander } from '@commander-js/extra-typings'
import { command, DayOption, type OptionsOf, waysToName } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { customerIdFor, customerIdIfThere } from '#cli/names/choose-customer.ts'
import type { NameBefore } from '#cli/names/meaning-of-name.ts'
import { limitOrAll } from '#cli/numbers.ts'
import type { Period } from '#cli/period.ts'
import { wholeValues } from '#cli/whole-values.ts'
import type { Day } from '#domain/days/day.ts'
import { onlySaid } from '#domain/only-said.ts'
import {
  channelNamed,
  findChannel,
  findPurpose,
  purposeNamed,
  toneFrom,
  type Vocabulary,
} from '#domain/touches/vocabulary.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { type Hint, lastWords } from '#hints.ts'
import { vocabularyOf } from '#tables/rules.ts'
import { listTouches, type TouchFilter } from '#tables/touches.ts'
import { joined } from '#views/text.ts'
import { historyView } from '#views/touches/history.ts'
import { teammateOrNone } from '../loops/by.ts'

/** Touches on a page of a long history, unless more are asked for; data formats have all. */
const pageful = 50

const define = (blank: Commander) =>
  blank
    .argument('[customer]', `only this one: ${waysToName}`)
    .argument('[day...]', 'only this day, or these: yesterday, last week, since friday')
    .addOption(new DayOption('--since <day>', 'since', 'from this day on'))
    .addOption(new DayOption('--until <day>', 'until', 'up to this day'))
    .option('--channel <channel>', 'only this channel')
    .option('--purpose <purpose>', 'only this purpose')
    .option('--tone <tone>', 'only this tone: + = -', toneFrom)
    .option('--by <teammate>', 'only what this teammate had; none: nobody in particular')
    .option('--search <text>', 'only notes that contain this')
    .option('--limit <n>', `at most so many, or all (${pageful} on a page)`, (typed) =>
      limitOrAll(typed, 'touches', 'Write a whole number, or all.'),
    )
    .option('--csv', 'as CSV')

type Options = OptionsOf<typeof define>

export const history = command({
  name: 'history',
  summary: 'Touches, newest first',
  sought: {
    '--on --date': 'cl history acme yesterday',
    '--customer': 'cl history acme',
    '--tag': 'cl list --tag vip',
    '--last': 'cl history acme --limit 5',
  },
  examples: [
    ['cl history acme', 'everything with one customer'],
    ['cl history acme last week', 'what there was in those days; without a customer, with all'],
    ['cl history --since "3 weeks ago" --tone -', 'what went badly lately'],
    ['cl history --purpose complaint --until 2026-06-30', 'complaints up to the end of June'],
    ['cl history --channel visit --limit 10', 'the last ten visits'],
    ['cl history --by kim last week', 'what Kim did in those days'],
    ['cl history --search oven --csv', 'as CSV, for a spreadsheet'],
  ],
  values: wholeValues(['text']),
  define,
  async run(context, said, [first, others]) {
    const { book, out, today } = context
    const { name, id, period } = await whoAndWhen(context, first === undefined ? [] : [first, ...others])
    if (period && (said.since ?? said.until))
      throw wrongUsage('There are days among the words, and others after --since or --until.', 'Leave one of them out.')
    const options = { ...said, ...period }
    const limit = options.limit ?? (out.format === 'text' ? pageful : 'all')
    const touches = await book.read(async (db) =>
      listTouches(db, {
        ...filterFrom(await vocabularyOf(db), options),
        ...onlySaid({
          customerId: id,
          byId: options.by === undefined ? undefined : await teammateOrNone(db, options.by),
          limit: limit === 'all' ? undefined : limit + 1,
        }),
        until: options.until && options.until < today ? options.until : today,
      }),
    )
    const shown = limit === 'all' ? touches : touches.slice(0, limit)
    await out.show({ touches: shown, search: options.search }, historyView)
    if (shown.length === 0) out.say(noneWords(name, options, today))
    else if (shown.length < touches.length && options.limit === undefined)
      out.say(`These are the last ${limit}. All of them: cl history --limit all`)
  },
})

/** Words that name a customer are no days. */
async function whoAndWhen(
  context: Context,
  words: string[],
): Promise<{ name?: string; id?: number | undefined; period?: Period }> {
  if (words.length === 0) return {}
  const all = words.join(' ')
  const [, customer, tone] = /^(.+) ([-+=])$/.exec(all) ?? []
  if (customer !== undefined)
    throw wrongUsage(`"${tone}" is a tone.`, (quote) => `Type: cl history ${lastWords(customer, quote)} --tone ${tone}`)
  const id = await customerIdIfThere(context, all)
  if (id !== undefined) return { name: all, id }
  const { periodOf } = await import('#cli/period.ts')
  for (let at = 0; at < words.length; at += 1) {
    const period = await periodOf(context, words.slice(at).join(' '))
    if (period && at === 0) return { period }
    const name = words.slice(0, at).join(' ')
    if (period) return { name, id: await customerIdFor(context, name), period }
  }
  const vocabulary = await context.book.read(vocabularyOf)
  const option = optionFor(vocabulary, all)
  if (option) throw cannot(`There is no customer "${all}".`, `Touches of that kind: cl history ${option}`)
  const withOption =
    ({ who, name, rest }: NameBefore): Hint =>
    (quote) =>
      `For ${who.name}: cl history ${lastWords(name, quote)} ${optionFor(vocabulary, rest) ?? `--search ${quote(rest)}`}`
  return { name: all, id: await customerIdFor(context, all, { textBehind: withOption }) }
}

/** The option that a word in the place of a name, or behind one, was meant as: `complaints`, `acme calls`. */
function optionFor(vocabulary: Vocabulary, typed: string): string | undefined {
  const one = typed.replace(/s$/i, '')
  const purpose = findPurpose(vocabulary, typed) ?? findPurpose(vocabulary, one)
  const channel = findChannel(vocabulary, typed) ?? findChannel(vocabulary, one)
  if (purpose) return `--purpose ${purpose.name}`
  if (channel) return `--channel ${channel.name}`
  return /^[-+=]$/.test(typed) ? `--tone ${typed}` : undefined
}

const filterFrom = (vocabulary: Vocabulary, { since, channel, purpose, tone, search }: Options): TouchFilter =>
  onlySaid({
    since,
    tone,
    search,
    channelId: channel === undefined ? undefined : channelNamed(vocabulary, channel).id,
    purposeId: purpose === undefined ? undefined : purposeNamed(vocabulary, purpose).id,
  })

function noneWords(name: string | undefined, said: Options, today: Day): string {
  const which = joined(', ', [
    name !== undefined && `with ${name}`,
    said.channel !== undefined && `by ${said.channel}`,
    said.purpose !== undefined && `for ${said.purpose}`,
    said.tone && `that went ${said.tone}`,
    said.by !== undefined && `that ${said.by === 'none' ? 'nobody in particular' : said.by} had`,
    daysOf(said, today),
    said.search !== undefined && `with "${said.search}" in the note`,
  ])
  return which === ''
    ? 'No touches to show. Log one: cl log acme call "all good"'
    : `No touch ${which}. All of them: cl history`
}

function daysOf({ since, until }: Period, today: Day): string {
  if (since !== undefined && since === until) return `on ${shortDay(since, today)}`
  return joined(', ', [since && `since ${shortDay(since, today)}`, until && `until ${shortDay(until, today)}`])
}
