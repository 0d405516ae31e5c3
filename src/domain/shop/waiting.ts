import type { Day } from '../days/day.ts'

/** The name is of then; a new one is added with the addition. */
export type Whom = { id: number; name: string } | { newName: string }

/** Data can wait on a laptop: the meaning of the words, and not the typed words. */
export type Addition = {
  /** `log`, `promise` */
  kind: string
  whom: Whom[]
  /** Words without the customers. */
  what: string
  /** All that is written, but for `whom`. */
  said: object
}

/** `unsure`: it was sent, and nobody knows whether it arrived; `refused` ones are kept. */
export type WaitingState = 'waiting' | 'unsure' | 'refused'

/** `number` is its own on this laptop; `key` makes the book take it once. */
export type Waiting = Addition & {
  number: number
  key: string
  madeOn: Day
  /** The maker, and the teammate at the laptop, of then. */
  madeBy: string
  me: string | null
  state: WaitingState
  /** Null where the book did not refuse it. */
  why: string | null
  /** The name of the place of its book. */
  address: string
}

export const namesOf = ({ whom }: Pick<Addition, 'whom'>): string =>
  whom.map((each) => ('id' in each ? each.name : each.newName)).join(', ')

/** Without the day. */
export const waitingText = (one: Waiting): string => `#${one.number} ${one.kind} ${namesOf(one)}: ${one.what}`

export const waitingLine = (one: Waiting): string =>
  `${waitingText(one)} (${one.madeOn})${one.state === 'unsure' ? ', which may be there already' : ''}`

const mostNamed = 10

/** The last of the additions, below the number of those before. */
export function waitingLines(all: Waiting[]): string[] {
  const before = all.length - mostNamed
  const lines = all.slice(-mostNamed).map((one) => `  ${waitingLine(one)}`)
  return before > 0 ? [`  ${before} more, and then:`, ...lines] : lines
}
