import type { Reader } from '#book/engine.ts'
import { changeAndShow } from '#cli/change-and-show.ts'
import { command, waysToName } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { chosenCustomer, nameAndText } from '#cli/names/choose-customer.ts'
import type { ListedCustomer } from '#domain/customers/customer.ts'
import { checkTag } from '#domain/customers/name.ts'
import { addDays, type Day, daysBetween } from '#domain/days/day.ts'
import { durationInDays, isDuration } from '#domain/days/lengths.ts'
import { isForToday, type Reason, reasonsFor, type Standing } from '#domain/due/due.ts'
import { snoozesFor } from '#domain/due/first-days.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { type SeenBook, seenFrom } from '#figures/seen-book.ts'
import { standingOf, standingsOn } from '#figures/standings.ts'
import { farDay } from '#formats/days/day-in-words.ts'
import { partToCome } from '#formats/days/part-to-come.ts'
import { hashIsLost, word } from '#hints.ts'
import { snoozeCustomer } from '#tables/customers/absences.ts'
import { customerStillThere, refuseArchived } from '#tables/customers/customers.ts'
import { customersBeginning } from '#tables/customers/handles.ts'
import { tagsByCustomer } from '#tables/customers/tags.ts'
import { reasonWords } from '#views/due/score-words.ts'
import { messageView } from '#views/message.ts'
import { counted, visible } from '#views/text.ts'

export const snooze = command({
  name: 'snooze',
  summary: 'No care visits until a day',
  sought: {
    '--until --for --by --days': 'cl snooze acme 2w',
    '--off --over': 'cl snooze acme off',
  },
  examples: [
    ['cl snooze acme "in 2 weeks"', 'their care visit is not due before then'],
    ['cl snooze acme 2027-01-04', 'promises, complaints and the ratio still count'],
    ['cl snooze acme off', 'as if they had not been snoozed'],
    ['cl snooze --all 2 weeks', 'a holiday: they come back one after another'],
    ['cl snooze --tag wholesale 2027-01-04', 'those with a tag'],
  ],
  define: (cmd) =>
    cmd
      .argument('[customer]', waysToName)
      .argument('[until...]', 'the first day on which a care visit may be due, a length of time such as 2w, or off')
      .option('--all', 'everybody')
      .option('--tag <tag>', 'everybody with this tag', checkTag),
  async run(context, { all, tag }, [first, behind]) {
    const isMany = all || tag !== undefined
    if (isMany && first === undefined)
      throw wrongUsage(
        'Until when?',
        (quote) => `As in: cl snooze ${tag === undefined ? '--all' : `--tag ${word(tag, quote)}`} 2w`,
      )
    if (isMany) return snoozeMany(context, tag, [first, ...behind].join(' '))
    if (first === undefined) throw wrongUsage(`Who, and until when? ${hashIsLost}`, 'As in: cl snooze acme 2w')
    await refuseLengthFirst(context, first, behind)
    return snoozeOne(context, first, behind)
  },
})

async function snoozeOne(context: Context, first: string, behind: string[]): Promise<void> {
  const { today } = context
  const { name, rest: words, choose } = await nameAndText(context, first, behind)
  const typed = words.join(' ')
  if (typed === '') throw wrongUsage('Until when?', (quote) => `As in: cl snooze ${word(name, quote)} 2w`)
  const until = await untilFrom(context, typed).catch(async (error) => {
    await refuseSecond(context, name, words)
    throw error
  })
  if (until !== null && until <= today)
    throw wrongUsage(`${until} is not after today, ${today}.`, 'To end a snooze: cl snooze CUSTOMER off')
  await refuseEverybody(context, name, words)
  const chosen = await choose()
  await changeAndShow(context, messageView, async (db) => {
    const customer = await chosenCustomer(db, chosen, context)
    if (until !== null) refuseArchived(customer, today)
    await snoozeCustomer(db, customer, until, today)
    const { id, name } = customer
    const { reasons, left, visitDue } = await reasonsLeft(db, id, today)
    const text =
      until === null
        ? `${name} is not snoozed any more.`
        : `No care visit to ${name} is due before ${farDay(until, today)}${beyond(visitDue, until, today)}.`
    const still = left.length > 0 ? `\nStill in due: ${left.join(' · ')}` : ''
    return {
      summary: until === null ? `ended the snooze of ${name}` : `snoozed ${name} until ${until}`,
      result: { text: text + still, json: { id, name, snoozedUntil: until, reasons } },
    }
  })
}

/** @throws wrong usage, for a length in front of the customer, where nobody is called so: `snooze 2w acme` */
async function refuseLengthFirst({ book }: Context, first: string, behind: string[]): Promise<void> {
  if (behind.length === 0 || !isDuration(first)) return
  if ((await book.read((db) => customersBeginning(db, first))).length > 0) return
  throw wrongUsage(
    'The customer comes first.',
    (quote) => `As in: cl snooze ${behind.map((each) => word(each, quote)).join(' ')} ${first}`,
  )
}

/** @throws wrong usage, for a second customer in front of a length: `snooze acme mill 2w` */
async function refuseSecond({ book }: Context, name: string, [second = '', ...rest]: string[]): Promise<void> {
  const length = rest.join(' ')
  if (!isDuration(length)) return
  if ((await book.read((db) => customersBeginning(db, second))).length === 0) return
  throw wrongUsage('cl snooze takes one customer.', (quote) =>
    ['Type a line for each:', ...[name, second].map((each) => `cl snooze ${word(each, quote)} ${length}`)].join('   '),
  )
}

/** @throws cannot, for `all` in the place of a customer, where nobody is called so */
async function refuseEverybody({ book }: Context, name: string, words: string[]): Promise<void> {
  if (!/^(all|everybody|everyone)$/i.test(name)) return
  if ((await book.read((db) => customersBeginning(db, name))).length > 0) return
  throw cannot(
    `There is no customer "${name}".`,
    (quote) => `For everybody: cl snooze --all ${words.map((each) => word(each, quote)).join(' ')}`,
  )
}

/** The snooze changed nothing where none is due by then. @param visitDue null where none is scheduled */
function beyond(visitDue: Day | null, until: Day, today: Day): string {
  if (visitDue === null) return '; none is scheduled, as their cadence is never'
  return visitDue > until ? `; the next one is due ${farDay(visitDue, today)} anyway` : ''
}

type Left = { reasons: Reason[]; left: string[]; visitDue: Day | null }

/** The reasons of a customer; `left` has their words where one of them is for today. */
async function reasonsLeft(db: Reader, id: number, today: Day): Promise<Left> {
  const seen = await seenFrom(db, today)
  const { settings } = seen.rules
  const standing = await standingOf(seen, id)
  if (!standing) return { reasons: [], left: [], visitDue: today }
  const reasons = reasonsFor(standing, today, { settings })
  const isInDue = reasons.some((reason) => isForToday(reason, standing, settings, today))
  const left = reasons.map((reason) => reasonWords(reason, standing.score, settings.ratioGoal))
  return { reasons, left: isInDue ? left : [], visitDue: standing.score.visitDue }
}

/** Snoozes everybody, or all with a tag, in one change; a snooze that lasts longer stays (docs/scoring.md, "The care visit"). */
async function snoozeMany(context: Context, tag: string | undefined, typed: string): Promise<void> {
  const { today } = context
  const until = await untilFrom(context, typed)
  if (until === null)
    throw wrongUsage(
      'A snooze of everybody is taken back, or ended one by one.',
      'If it was the last change: cl undo   One by one: cl snooze CUSTOMER off',
    )
  if (until <= today)
    throw wrongUsage(
      `${until} is no day after today, ${today}.`,
      'Name the first day on which somebody may be due again.',
    )
  await changeAndShow(context, messageView, async (db) => {
    const seen = await seenFrom(db, today)
    const ahead = daysBetween(today, until)
    const meant = await standingsTagged(seen, tag, ahead)
    const visits = meant.map(({ customer, score }) => ({ id: customer.id, visitDue: score.visitDue }))
    const days = snoozesFor(visits, until, today)
    for (const [id, day] of days) {
      const customer = await customerStillThere(db, id)
      if ((customer.snoozedUntil ?? '') < day) await snoozeCustomer(db, customer, day, today)
    }
    const stillDue = meant.flatMap((standing) => dueMeanwhile(standing, seen, ahead))
    const lines =
      stillDue.length === 0 ? '' : `\nStill due in that time:\n${stillDue.map((line) => `  ${line}`).join('\n')}`
    const after = days.size === 1 ? 'after it' : 'one after another'
    const moved = days.size === 0 ? '' : ` ${counted(days.size, 'care visit')} of that time will come ${after}.`
    const text = `No care visit is due before ${farDay(until, today)}.${moved}`
    return {
      summary: `snoozed ${tag === undefined ? 'everybody' : `those with the tag ${tag}`} until ${until}`,
      result: { text: text + lines, json: { until, customers: meant.length, moved: days.size, stillDue } },
    }
  })
}

/** @throws cannot, where nobody has the tag */
async function standingsTagged(
  seen: SeenBook,
  tag: string | undefined,
  ahead: number,
): Promise<Standing<ListedCustomer>[]> {
  const tags = await tagsByCustomer(seen.db)
  const meant = (await standingsOn(seen, ahead)).filter(
    ({ customer, isArchived }) => !isArchived && (tag === undefined || tags.get(customer.id)?.includes(tag)),
  )
  if (meant.length === 0)
    throw cannot(
      tag === undefined ? 'There is nobody to snooze.' : `Nobody has the tag "${tag}".`,
      `cl list shows ${tag === undefined ? 'all customers' : 'the tags'}.`,
    )
  return meant
}

/** The reasons that come up during the snooze, but for care visits; a line each. */
function dueMeanwhile(
  { customer, score, ...rest }: Standing<ListedCustomer>,
  { rules, today }: SeenBook,
  soon: number,
): string[] {
  const withoutVisit = { ...rest, score: { ...score, daysOverdue: null, needed: 0 } }
  return reasonsFor(withoutVisit, today, { ...rules, soon }).map((reason) =>
    visible(`${customer.name}: ${reasonWords(reason, score, rules.settings.ratioGoal)}`),
  )
}

/**
 * A day, a length of time from today such as `2w`, or `off` (null); also `until friday`, `for 2 weeks`, `after christmas`,
 * and a month or a season, which is its first day.
 */
async function untilFrom({ today, day }: Context, words: string): Promise<Day | null> {
  const [, after, typed = ''] = /^(?:(?:until|till|for|to)\s+)?(after\s+)?(.*)$/is.exec(words.trim()) ?? []
  if (typed.toLowerCase() === 'off') return null
  if (/^(?:forever|further notice|indefinitely|never|always)$/i.test(typed))
    throw wrongUsage(`"${typed}" is not a day.`, 'To make no care visits to somebody: cl edit CUSTOMER --every never')
  // Nobody means the 10th by a bare number: a day of the month is "the 10th".
  if (isDuration(typed) || /^\d{1,3}$/.test(typed)) return addDays(today, durationInDays(typed))
  const part = partToCome(typed, after !== undefined, today)
  if (part !== undefined) return part
  const until = await day(typed, 'future')
  if (after) return addDays(until, 1)
  // Until monday, said on a Monday, is the next one.
  return until === today && /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$/i.test(typed) ? addDays(until, 7) : until
}
