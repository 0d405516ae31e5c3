import { chance } from '../import/read/fuzz.ts'

/** Choices from a seed: every run with one seed makes the same. */
export class Random {
  /** A number from 0 to 1. */
  readonly next: () => number

  constructor(seed: number) {
    this.next = chance(seed)
  }

  /** A number from 0 up to, and without, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  /** True with a probability from 0 (never) to 1 (always). */
  happens(often: number): boolean {
    return this.next() < often
  }

  one<T>(of: readonly T[]): T {
    const chosen = of[this.below(of.length)]
    if (chosen === undefined) throw new Error('There is nothing to choose from')
    return chosen
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)))
  }

  /** So many of these, in their order; all if there are no more than that. */
  some<T>(of: readonly T[], count: number): T[] {
    const places = of.map((_, place) => place)
    while (places.length > count) places.splice(this.below(places.length), 1)
    return of.filter((_, place) => places.includes(place))
  }
}
