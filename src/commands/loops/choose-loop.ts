import type { Reader } from '#book/engine.ts'
import type { Context } from '#cli/context.ts'
import { chooseCustomer, nameAndText } from '#cli/names/choose-customer.ts'
import { numberTyped, rowNumber } from '#cli/numbers.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import { isOpen, type NamedLoop } from '#domain/loops/loop.ts'
import type { Asked } from '#domain/practices/answers.ts'
import { cannot, type UserError } from '#errors.ts'
import { waitingTouches } from '#figures/answers.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { customerById } from '#tables/customers/customers.ts'
import { customersCalled } from '#tables/customers/handles.ts'
import { loopById, openLoops } from '#tables/loops.ts'
import { firstOf } from '#views/text.ts'

export function notOpen(loop: NamedLoop, today: Day): UserError {
  const name = `The ${loop.kind} #${loop.id}`
  if (loop.closedOn === null)
    return cannot(`${name} was opened on ${loop.openedOn}, after ${today}.`, 'cl loops shows what is open.')
  return cannot(
    `${name} is closed already: ${loop.outcome} ${shortDay(loop.closedOn, today)}.`,
    `To open it again: cl loop ${loop.id} --reopen`,
  )
}

/**
 * A loop as it is in the book now, for a change of it.
 * @param asked the loop as it was when it was asked for
 * @throws cannot, when it is closed by now
 */
export function stillOpen(fresh: NamedLoop | undefined, asked: NamedLoop, today: Day): NamedLoop {
  if (!fresh || fresh.closedOn !== null) throw notOpen(fresh ?? asked, today)
  return fresh
}

/** @throws cannot, when the loop is not open */
function openLoopNumbered(loop: NamedLoop, today: Day): NamedLoop {
  if (loop.closedOn !== null || !isOpen(loop, today)) throw notOpen(loop, today)
  return loop
}

export const summaryOf = (loop: Pick<NamedLoop, 'id' | 'kind' | 'text'>): string =>
  `#${loop.id} ${loop.kind}: ${loop.text}`

async function isCustomer(db: Reader, which: string): Promise<boolean> {
  if (which.startsWith('#')) return (await customerById(db, Number(which.slice(1)))) !== undefined
  return (await customersCalled(db, which)).length > 0
}

/** Touches of theirs that wait for an answer are in `cl due`, too, and are often meant where no loop is. */
async function whatWaits({ book, today }: Context, isMeant: (touch: Asked) => boolean): Promise<string> {
  const waiting = await book.read(async (db) => waitingTouches(await seenFrom(db, today), addDays(today, 1)))
  const meant = waiting.find(isMeant)
  if (!meant) return 'cl loops shows what is open.'
  return `Touch #${meant.id} waits for an answer. If it was answered: cl touch ${meant.id} --answered`
}

/**
 * The open loop of that number, or the only one that the customer has open; with several, the user is asked.
 * @param instead the words to type to name a loop by its number
 * @throws cannot, when it is not open
 */
const chooseLoop = async (context: Context, which: string, instead: (id: number) => string): Promise<NamedLoop> =>
  openLoopNumbered(await chooseAnyLoop(context, which, instead), context.today)

/** A number may be that of a closed loop, otherwise than in `chooseLoop`. */
export async function chooseAnyLoop(
  context: Context,
  which: string,
  instead: (id: number) => string,
): Promise<NamedLoop> {
  const { book, prompts, today } = context
  const number = numberTyped(which)
  const numbered = number === undefined ? undefined : await book.read((db) => loopById(db, number))
  if (numbered) return numbered
  if (number !== undefined && !(await book.read((db) => isCustomer(db, which)))) {
    throw cannot(`There is no loop #${number}.`, await whatWaits(context, ({ id }) => id === number))
  }
  const chosen = await chooseCustomer(context, which, {
    hint: 'Type more of the name, or the number of the loop: cl loops shows it.',
  })
  const open = 'id' in chosen ? await book.read((db) => openLoops(db, today, chosen.id)) : []
  const [first, ...others] = open
  if (!first) {
    const isTheirs = ({ id, customerId }: Asked) => id === number || ('id' in chosen && customerId === chosen.id)
    throw cannot(`Nothing is open for "${which}".`, await whatWaits(context, isTheirs))
  }
  if (others.length === 0) return first
  if (!prompts.available) {
    throw cannot(
      `${first.customerName} has ${open.length} open: ${firstOf(open.map(summaryOf), mostNamed, '; ')}.`,
      `Say which, as in: ${instead(first.id)}`,
    )
  }
  return prompts.select(
    'Which one?',
    open.map((loop) => ({ name: summaryOf(loop), value: loop })),
  )
}

const mostNamed = 5

const isNumber = (word = '') => numberTyped(word) !== undefined

/** Words that begin with numbers, each number for itself: `3,4`, `3, 4` and `3 and 4` are two; the words behind `--` stay. */
function withNumbersApart(words: string[], afterDashes: number): string[] {
  const end = words.findIndex((word) => !/^(?:(?:#?\d+,?)+|and|&|und|et|y)$/i.test(word))
  const many = Math.min(end < 0 ? words.length : end, words.length - afterDashes)
  const numbers = words.slice(0, many).flatMap((word) => word.split(',').filter((each) => each !== ''))
  const listed = numbers.filter((word, i) => isNumber(word) || !isNumber(numbers[i - 1]) || !isNumber(numbers[i + 1]))
  return [...listed, ...words.slice(many)]
}

/**
 * The loops that are meant: numbers that come first, or a customer who has just one; and the words behind them.
 * @param instead the words to type to name a loop by its number
 * @throws cannot, when one of the numbers is no open loop: then nothing is done
 */
export async function chooseLoops(
  context: Context,
  first: string,
  behind: string[],
  instead: (id: number, rest: string[]) => string,
): Promise<{ loops: NamedLoop[]; rest: string[] }> {
  const [whole = first, ...more] = withNumbersApart([first, ...behind], context.afterDashes)
  const { name: which, rest: words } = await nameAndText(context, whole, more)
  const loops = [await chooseLoop(context, which, (id) => instead(id, words))]
  const free = words.slice(0, Math.max(0, words.length - context.afterDashes))
  const end = free.findIndex((word) => numberTyped(word) === undefined)
  const others = numberTyped(which) === undefined ? [] : free.slice(0, end < 0 ? free.length : end)
  const numbers = others.map((word) => rowNumber(word, 'a loop', 'cl loops shows the numbers.'))
  for (const number of numbers) {
    const loop = await context.book.read((db) => loopById(db, number))
    if (!loop)
      throw cannot(
        `There is no loop #${number}: nothing was done.`,
        `If it begins a text, write -- before it, as in: -- ${number} boxes`,
      )
    if (!loops.some(({ id }) => id === loop.id)) loops.push(openLoopNumbered(loop, context.today))
  }
  return { loops, rest: words.slice(numbers.length) }
}
