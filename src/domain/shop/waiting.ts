import type { Day } from '../days/day.ts'

/** Somebody whom an addition is about: by number, with the name of then; or somebody who is to be added with it. */
export type Whom = { id: number; name: string } | { newName: string }

/** An addition of a command, as data, so that it can wait on a laptop: the meaning of the words, and not the typed words. */
export type Addition = {
  /** The command: `log`, `promise`. */
  kind: string
  whom: Whom[]
  /** The addition in words, without the customers. */
  what: string
  /** All that the command writes, but for `whom`. */
  said: object
}

/**
 * The state of an addition: it waits; it was sent, and nobody knows whether it arrived; or the book refused it, and it is
 * kept.
 */
export type WaitingState = 'waiting' | 'unsure' | 'refused'

/** An addition that waits on this laptop. `number` is its own here; `key` is the key by which the book takes it once. */
export type Waiting = Addition & {
  number: number
  key: string
  madeOn: Day
  /** The maker, and the teammate at the laptop, when it was made. */
  madeBy: string
  me: string | null
  state: WaitingState
  /** The reason why the book refused it; null where it did not. */
  why: string | null
  /** The name of the place of its book. */
  address: string
}

/** The names of the people whom an addition is about. */
export const namesOf = ({ whom }: Pick<Addition, 'whom'>): string =>
  whom.map((each) => ('id' in each ? each.name : each.newName)).join(', ')

/** An addition that waits, without its day. */
export const waitingText = (one: Waiting): string => `#${one.number} ${one.kind} ${namesOf(one)}: ${one.what}`

/** An addition that waits, in a line. */
export const waitingLine = (one: Waiting): string =>
  `${waitingText(one)} (${one.madeOn})${one.state === 'unsure' ? ', which may be there already' : ''}`

/** The most additions that a message names. */
const mostNamed = 10

/** Lines below a message: the last of these additions, after the number of those before. */
export function waitingLines(all: Waiting[]): string[] {
  const before = all.length - mostNamed
  const lines = all.slice(-mostNamed).map((one) => `  ${waitingLine(one)}`)
  return before > 0 ? [`  ${before} more, and then:`, ...lines] : lines
}
