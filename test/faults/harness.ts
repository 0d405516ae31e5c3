import { type Prepared, prepare } from './prepared.ts'
import type { Random } from './random.ts'
import { scenarios } from './scenarios.ts'
import type { Tally } from './tally.ts'

/** The surroundings of a harness. */
export type Session = {
  /** A folder of its own, in which it plays. */
  work: string
  /** The shim below which it runs. */
  shim: string
  seed: number
  random: Random
  /** The most scenarios, or kinds of trouble, to try. */
  scenarios: number
  /** The most tries of each: at so many of its calls. */
  most: number
  /** True for a scenario, or a race, among the wanted ones, by its name and its place among all. */
  wants(name: string, place: number): boolean
  /** Says the progress. */
  progress(what: string, ...tallies: Tally[]): void
}

/** Tries one kind of trouble. */
export type Harness = (session: Session) => Promise<Tally[]>

/** The scenarios of a session, one after the other. */
export async function* chosenScenarios({ scenarios: count, random, work, wants }: Session): AsyncGenerator<Prepared> {
  const names = Object.keys(scenarios).filter(wants)
  for (const name of random.some(names, count)) {
    const scenario = scenarios[name]
    if (scenario) yield await prepare(name, scenario, work)
  }
}
