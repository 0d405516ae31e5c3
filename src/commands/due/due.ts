import type { Command as Commander } from '@commander-js/extra-typings'
import type { Reader } from '#book/engine.ts'
import { command, type OptionsOf } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { limitOrAll } from '#cli/numbers.ts'
import type { Kind, ListedCustomer } from '#domain/customers/customer.ts'
import { checkTag } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import { durationInDays } from '#domain/days/lengths.ts'
import { type Coming, whoComesNext } from '#domain/due/coming.ts'
import { type DueRow, whoIsDue } from '#domain/due/due.ts'
import type { Settings } from '#domain/shop/settings.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { othersToCome } from '#figures/coming.ts'
import { type SeenBook, seenFrom } from '#figures/seen-book.ts'
import { standingsOn, standingsThatMayBeDue } from '#figures/standings.ts'
import { wordsOfDuration } from '#formats/words-that-are.ts'
import { hasCustomers } from '#tables/customers/kinds.ts'
import { isTag, tagsByCustomer } from '#tables/customers/tags.ts'
import { lastTouches } from '#tables/touches.ts'
import { countView, dueView, nextWords } from '#views/due/due.ts'
import { countShown } from '#views/due/due-page.ts'
import { isWantedKind, type KindOptions, nobodyYet, withKindOptions } from '../customers/kind-options.ts'
import { linesBelow, shopOn, whatElseIsDue } from './due-foot.ts'

const aWeek = 7

const withDueOptions = (cmd: Commander) =>
  withKindOptions(cmd)
    .argument('[day...]', 'also what falls on the days up to this one: tomorrow, friday, this week')
    .option('--soon [days]', 'also what falls within so many days (7)', daysAhead)
    .option('--all', 'every scored customer, with every reason')
    .option('--ratio', 'also who is below the goal, and savings to tell of')
    .option('--tag <tag>', 'only customers with this tag', checkTag)
    .option('--limit <n>', 'at most so many customers, or all', (typed) =>
      limitOrAll(typed, 'customers', 'Write one such as 10, or all.'),
    )
    .option('--count', 'only how many need you today')
    .option('--notify', 'show it as a notification of the desktop, the first three')
    .option('--csv', 'as CSV')
    .option('--exit-code', 'exit with 1 when somebody is listed')

type Options = OptionsOf<typeof withDueOptions>

/** Words such as `this week` stand for `--soon`. @throws wrong usage, for both at once */
async function withDaysAhead(context: Context, options: Options, words: string[]): Promise<Options> {
  if (words.length === 0) return options
  if (options.soon !== undefined)
    throw wrongUsage(`"${words.join(' ')}" is more than --soon takes.`, 'As in: cl due --soon 2w, or cl due friday')
  const { daysUpTo } = await import('./up-to.ts')
  const soon = await daysUpTo(context, words)
  return soon === 0 ? options : { ...options, soon }
}

export const due = command({
  name: 'due',
  summary: 'Who needs you today',
  isQuick: true,
  examples: [
    ['cl due', 'this morning’s list'],
    ['cl due --soon', 'also what falls within a week: care visits, promises, requests and dates'],
    ['cl due friday', 'also what falls on the days up to Friday'],
    ['cl due --soon 3 --tag wholesale', 'only some customers, three days ahead'],
    ['cl due --ratio', 'also who is below the goal, and savings to tell of'],
    ['cl due --all', 'every scored customer, those without a reason last'],
    ['cl due --team', 'those who work for you; --customers: all others'],
    ['cl due --limit all --csv', 'the whole list, for a spreadsheet'],
    ['cl due --count', 'only how many need you today'],
    ['cl due --notify', 'a notification of the desktop: the first three who need you'],
    ['cl due --exit-code', 'exit with 1 when somebody is listed, for a script'],
  ],
  values: ({ long }, behind) => (long === '--soon' ? wordsOfDuration(behind) : 1),
  define: withDueOptions,
  async run(context, said, [words]) {
    const { book, today, out } = context
    const options = await withDaysAhead(context, said, words)
    const { count = false } = options
    const isForPage = out.format === 'text' && !count
    const data = await book.read((db) => morningList(db, today, options, { isForPage, count }))
    const needed = data.rows.filter((row) => row.today).length
    if (options.notify) await notify(context, data.rows, data.settings)
    else if (count) await out.show(needed, countView)
    else await showList(context, data, options)
    await keepCalendarOf(context)
    return options.exitCode && needed > 0 ? 1 : 0
  },
})

async function showList({ out, quote, today }: Context, data: MorningList, options: Options): Promise<void> {
  const { all = false, ratio = false } = options
  const shown = { all, ratio, soon: options.soon !== undefined }
  const isWhole = all || ratio || shown.soon || options.limit !== undefined
  const below = out.format === 'text' ? linesBelow(data.foot, shown, quote) : []
  const list = {
    ...data,
    shown,
    limit: typeof options.limit === 'number' ? options.limit : null,
    screen: isWhole ? null : { rows: out.rows, below },
  }
  await out.show(list, dueView, { paged: isWhole })
  if (countShown(list, today) === 0) out.say(all ? nobodyScored(data) : nobodyToday(data, today))
  for (const line of below) out.say(line)
}

async function keepCalendarOf(context: Context): Promise<void> {
  const file = await context.calendarFile()
  if (file !== null) await (await import('#export/kept-calendar.ts')).keepCalendar(context, file)
}

/** @throws cannot, where no program shows notifications */
async function notify(context: Context, rows: DueRow<ListedCustomer>[], { ratioGoal }: Settings): Promise<void> {
  const { notifyOf } = await import('./notify.ts')
  if (!(await notifyOf(context, rows, ratioGoal)))
    throw cannot('No notification could be shown here.', 'On Linux, install libnotify-bin, which has notify-send.')
}

/** A page and a count show neither tags nor last touches, which take time to read. */
export async function morningList(
  db: Reader,
  today: Day,
  options: Options,
  { isForPage, count }: Record<'isForPage' | 'count', boolean>,
) {
  const { tag, all = false } = options
  const soon = options.soon === true ? aWeek : (options.soon ?? 0)
  const seen = await seenFrom(db, today)
  const { rules } = seen
  const [standings, shop] = await Promise.all([
    all ? standingsOn(seen, soon) : standingsThatMayBeDue(seen, soon),
    isForPage ? shopOn(db, today) : null,
  ])
  const wanted = standings.filter(({ customer }) => isWantedKind(options, customer.kind))
  const rows = whoIsDue(wanted, today, { settings: rules.settings, soon, all })
  const ids = rows.map((row) => row.customer.id)
  const isBare = isForPage || count
  const tags = isBare && tag === undefined ? new Map<number, string[]>() : await tagsByCustomer(db, ids)
  const last = isBare ? [] : await lastTouches(db, ids, today)
  const touches = new Map(last.map((touch) => [touch.customerId, touch]))
  const listed = rows
    .map((row) => ({ tags: tags.get(row.customer.id) ?? [], lastTouch: touches.get(row.customer.id) ?? null, ...row }))
    .filter((row) => tag === undefined || row.tags.includes(tag))
  return {
    rows: listed,
    settings: rules.settings,
    foot: shop === null ? [] : whatElseIsDue(shop, rules, today, tag === undefined ? wanted : listed),
    tag: tag === undefined ? null : { name: tag, isKnown: listed.length > 0 || (await isTag(db, tag)) },
    missing: await missingKind(db, listed, options),
    next: isForPage && !listed.some((row) => row.today) ? await nextIn(seen, options) : null,
  }
}

/** The wanted kind of which the book has nobody; null where it has somebody. */
async function missingKind(db: Reader, rows: unknown[], { team, customers }: KindOptions): Promise<Kind | null> {
  const kind = team ? 'teammate' : customers ? 'customer' : undefined
  return rows.length > 0 || (await hasCustomers(db, kind)) ? null : (kind ?? 'customer')
}

export async function nextIn(seen: SeenBook, options: KindOptions): Promise<Coming | null> {
  const [standings, others] = await Promise.all([standingsOn(seen), othersToCome(seen)])
  const wanted = standings.filter(({ customer }) => isWantedKind(options, customer.kind))
  return whoComesNext(others, wanted, seen.rules.settings, seen.today)
}

const daysAhead = (text: string): number => (text.trim() === '0' ? 0 : durationInDays(text))

type MorningList = Awaited<ReturnType<typeof morningList>>

type Quiet = Pick<MorningList, 'tag' | 'next' | 'missing' | 'settings'>

export function nobodyToday(list: Quiet, today: Day): string {
  const { next, settings } = list
  const whoIsNext = next && nextWords(next, settings.ratioGoal, today)
  const all = `Nobody needs you today. ${whoIsNext === null ? 'All is well.' : `Next, on ${whoIsNext}`}`
  return nobodyOfThese(list, 'needs you today') ?? all
}

const nobodyScored = (list: Quiet): string =>
  nobodyOfThese(list, 'is scored') ??
  'Nobody is scored: all are archived, or came later. To see them: cl list, cl list --archived'

function nobodyOfThese({ tag, missing }: Quiet, does: string): string | undefined {
  if (tag)
    return `Nobody ${tag.isKnown ? `with the tag "${tag.name}" ${does}` : `has the tag "${tag.name}"`}. cl list shows the tags.`
  return missing ? nobodyYet(missing) : undefined
}
