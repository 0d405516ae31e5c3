import { compareText } from '../compare-text.ts'
import { addDays, type Day, day, daysBetween } from '../days/day.ts'

/** Days. */
const inMind = 90

const firstTurn = day('1970-01-01')

/** Touches of today do not count, so that the answer stays as it is all day. */
export type Surprisable = {
  id: number
  name: string
  /** Before today. */
  lastSurprise: Day | null
  /** Null without an open complaint. The day on which it was mended still counts as open. */
  complaintSince: Day | null
  /** The customer was entered today. */
  isNew: boolean
}

export type Idea = { id: number; text: string; isNew: boolean }

/** `used` is the number of touches up to a day. */
export type IdeaUse = { id: number; text: string; used: number; lastUsedOn: Day | null }

/** FNV-1a: the hash is the same on every machine. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash
}

/**
 * The order depends on the ids alone, and turns each day: the first of today is the last of tomorrow.
 * @param seed another order for another seed
 */
function shuffled<T extends { id: number }>(things: T[], today: Day, seed = ''): T[] {
  const hashes = new Map(things.map(({ id }) => [id, hashOf(`${seed}:${id}`)]))
  const place = ({ id }: T) => hashes.get(id) ?? 0
  const order = [...things].sort((a, b) => place(a) - place(b) || a.id - b.id)
  const start = order.length === 0 ? 0 : Math.abs(daysBetween(firstTurn, today)) % order.length
  return [...order.slice(start), ...order.slice(0, start)]
}

/** Older entries come first, so that an entry of today does not change today's answer. */
const inTurn = <T extends { id: number; isNew: boolean }>(things: T[], today: Day, seed?: string): T[] =>
  [false, true].flatMap((isNew) => {
    const ofAge = things.filter((each) => each.isNew === isNew)
    return shuffled(ofAge, today, seed)
  })

const compareDays = (a: Day | null, b: Day | null): number => compareText(a ?? '', b ?? '')

/**
 * Somebody without a surprise in the last 90 days; where all had one, the customer with the oldest. Nobody with an open complaint is
 * surprised (docs/scoring.md, "Surprises"). Null where nobody is left.
 */
export function whomToSurprise(all: Surprisable[], today: Day): Surprisable | null {
  // A complaint of today is passed over, but keeps its turn: the turns of the others stay as they were in the morning.
  const fitting = all.filter(({ complaintSince }) => complaintSince === null || complaintSince >= today)
  const isRested = ({ lastSurprise }: Surprisable) => lastSurprise === null || lastSurprise < addDays(today, -inMind)
  const rested = fitting.filter(isRested)
  const others = inTurn(
    fitting.filter((each) => !isRested(each)),
    today,
  ).sort((a, b) => compareDays(a.lastSurprise, b.lastSurprise))
  return [...inTurn(rested, today), ...others].find(({ complaintSince }) => complaintSince === null) ?? null
}

/** Null when the idea was never used on the customer. */
export type ChosenIdea = Idea & { usedOn: Day | null }

/**
 * An idea that was not used on the customer before today, or where all were, the one with the oldest use (docs/scoring.md,
 * "Surprises"); null without ideas.
 * @param used the day on which each idea, by its id, was used on the customer last, before today
 */
export function ideaFor(customerId: number, ideas: Idea[], used: Map<number, Day>, today: Day): ChosenIdea | null {
  const [chosen] = inTurn(ideas, today, `${customerId}`)
    .map((idea) => ({ ...idea, usedOn: used.get(idea.id) ?? null }))
    .sort((a, b) => compareDays(a.usedOn, b.usedOn))
  return chosen ?? null
}
