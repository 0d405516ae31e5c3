import type { Reader } from '#book/engine.ts'
import type { ListedCustomer } from '#domain/customers/customer.ts'
import { inNameOrder } from '#domain/customers/name-order.ts'
import { addDays, type Day, daysBetween } from '#domain/days/day.ts'
import { isLoopForToday, type Standing } from '#domain/due/due.ts'
import { isOpen, waitingOf } from '#domain/loops/loop.ts'
import { auditDue } from '#domain/practices/audit.ts'
import { type Hint, hintText, lastWords, type Quote } from '#hints.ts'
import { auditState } from '#tables/audits.ts'
import { lettersDueForReview } from '#tables/letters.ts'
import type { Rules } from '#tables/rules.ts'
import { goodTouchSince } from '#tables/touches.ts'
import type { Shown } from '#views/due/due-page.ts'
import { goalWords, waitedWords } from '#views/due/score-words.ts'
import { counted } from '#views/text.ts'

const namesShown = 3
/** A good word is enough for a week: the customer is not named again in it. */
const goodFor = 7
const mostLines = 4

/** A line of the foot; `ratio` marks lines about rows that the table has where `--ratio` or `--all` is said. */
type FootLine = { text: Hint; ratio?: true }

type Shop = {
  greeted: Set<number>
  letters: Awaited<ReturnType<typeof lettersDueForReview>>
  audit: Awaited<ReturnType<typeof auditState>>
}

export async function shopOn(db: Reader, today: Day): Promise<Shop> {
  const [greeted, letters, audit] = await Promise.all([
    goodTouchSince(db, addDays(today, 1 - goodFor), today),
    lettersDueForReview(db, today),
    auditState(db, today),
  ])
  return { greeted, letters, audit }
}

/** The foot has at most four lines. */
export const whatElseIsDue = (
  shop: Shop,
  rules: Rules,
  today: Day,
  standings: Standing<ListedCustomer>[],
): FootLine[] => [
  ...belowLine(shop, today, standings),
  ...savingsLine(standings),
  ...withoutDayLine(standings, today),
  ...waitingLine(standings, rules, today),
  ...shopLines(shop, today),
]

/** The number of customers below the goal, and three of them for a good word: the day decides whose turn it is. */
function belowLine({ greeted }: Shop, today: Day, standings: Standing<ListedCustomer>[]): FootLine[] {
  const below = standings.filter(({ score, isArchived }) => score.needed > 0 && !isArchived)
  if (below.length === 0) return []
  const others = below.map(({ customer }) => customer).filter(({ id }) => !greeted.has(id))
  const open = inNameOrder(others, (customer) => customer)
  const turn = open.length === 0 ? 0 : (daysBetween(rulesBegin, today) * namesShown) % open.length
  const named = [...open.slice(turn), ...open.slice(0, turn)].slice(0, namesShown).map(({ name }) => name)
  const words = named.length === 0 ? '' : ` A good word today: ${named.join(', ')}  `
  const goal = goalWords(below.map(({ score }) => score.goal))
  const text = `Below ${goal}: ${counted(below.length, 'customer')}.${words} All: cl due --ratio`
  return [{ text, ratio: true }]
}

const rulesBegin = '2000-01-01' as Day

function savingsLine(standings: Standing<ListedCustomer>[]): FootLine[] {
  const untold = standings.filter(({ otherReasons }) => otherReasons.some(({ kind }) => kind === 'savings'))
  if (untold.length === 0) return []
  const names = andMore(untold.map(({ customer }) => customer.name))
  return [{ text: `Savings to tell of: ${names}: cl savings --untold`, ratio: true }]
}

const andMore = (names: string[]): string =>
  names.slice(0, namesShown).join(', ') + (names.length > namesShown ? ` and ${names.length - namesShown} more` : '')

function withoutDayLine(standings: Standing<ListedCustomer>[], today: Day): FootLine[] {
  const loops = standings.flatMap(({ openLoops }) =>
    openLoops.filter((loop) => loop.dueOn === null && loop.dueBy !== null && loop.dueBy > today && isOpen(loop, today)),
  )
  const oldest = Math.max(0, ...loops.map(({ openedOn }) => daysBetween(openedOn, today)))
  const kinds = new Set(loops.map(({ kind }) => kind))
  const [kind = 'promise'] = kinds.size === 1 ? [...kinds] : ['loop']
  if (loops.length === 0) return []
  const [have, which] = loops.length === 1 ? ['has', ''] : ['have', 'the oldest ']
  const age = oldest === 0 ? 'opened today' : `${counted(oldest, 'day')} old`
  return [{ text: `${counted(loops.length, kind)} ${have} no day, ${which}${age}: cl loops` }]
}

/** Loops that wait on somebody and are not in the table, where each stands once a week. */
function waitingLine(standings: Standing<ListedCustomer>[], { settings }: Rules, today: Day): FootLine[] {
  const waits = standings.flatMap(({ openLoops }) =>
    openLoops.flatMap((loop) => {
      const waiting = waitingOf(loop, today)
      return waiting === null || !isOpen(loop, today) || isLoopForToday(loop, settings, today) ? [] : [waiting]
    }),
  )
  const [longest] = waits.toSorted((a, b) => b.days - a.days)
  if (!longest) return []
  const wait = counted(waits.length, 'loop waits', 'loops wait')
  return [{ text: `${wait} on somebody, the longest ${waitedWords(longest)}: cl loops` }]
}

function shopLines({ letters, audit }: Shop, today: Day): FootLine[] {
  const lines: FootLine[] = []
  const [first] = letters
  if (first) {
    const titles = andMore(letters.map(({ title }) => title))
    lines.push({ text: (quote) => `Due for review: ${titles}: cl letters review ${lastWords(first.title, quote)}` })
  }
  const days = auditDue(audit.lastFinishedOn, today)
  if (audit.isUnfinished) lines.push({ text: 'An audit is unfinished: cl audit' })
  else if (days !== null) lines.push({ text: `The last audit was ${days} days ago: cl audit` })
  return lines
}

export const linesBelow = (foot: FootLine[], { all, ratio }: Shown, quote: Quote): string[] =>
  foot
    .filter((each) => !(each.ratio && (all || ratio)))
    .slice(0, mostLines)
    .map(({ text }) => hintText(text, quote))
