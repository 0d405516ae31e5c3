import type { Day } from '../days/day.ts'

/** Somebody whom an addition is about: by number, with the name of then; or somebody who is to be added with it. */
export type Whom = { id: number; name: string } | { newName: string }

/** What a command adds, as data, so that it can wait on a laptop: what was meant, and not what was typed. */
export type Addition = {
  /** The command: `log`, `promise`. */
  kind: string
  whom: Whom[]
  /** What it is, in words, without the customers. */
  what: string
  /** All that the command writes, but for `whom`. */
  said: object
}

/**
 * How far an addition is: it waits; it was sent, and nobody knows whether it arrived; or the book did not take it, and it
 * is kept.
 */
export type WaitingState = 'waiting' | 'unsure' | 'refused'

/** An addition that waits on this laptop. `number` is its own here; `key` is that by which the book takes it once. */
export type Waiting = Addition & {
  number: number
  key: string
  madeOn: Day
  /** The maker, and the teammate at the laptop, of then. */
  madeBy: string
  me: string | null
  state: WaitingState
  /** Why the book did not take it. */
  why: string | null
  /** The book that it is for. */
  address: string
}

/** The names of those whom an addition is about. */
export const namesOf = ({ whom }: Pick<Addition, 'whom'>): string =>
  whom.map((each) => ('id' in each ? each.name : each.newName)).join(', ')

/** One that waits, in a line. */
export const waitingLine = (one: Waiting): string =>
  `#${one.number} ${one.kind} ${namesOf(one)}: ${one.what} (${one.madeOn})${one.state === 'unsure' ? ', which may be there already' : ''}`
