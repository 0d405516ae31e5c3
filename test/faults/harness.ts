import { type Prepared, prepare } from './prepared.ts'
import type { Random } from './random.ts'
import { scenarios } from './scenarios.ts'
import type { Tally } from './tally.ts'

/** What a harness is given. */
export type Session = {
  /** A folder of its own, in which it plays. */
  work: string
  /** The shim below which it runs. */
  shim: string
  seed: number
  random: Random
  /** How many scenarios, or kinds of trouble, are tried at most. */
  scenarios: number
  /** How often something is tried at most with each: at so many of its calls. */
  most: number
  /** Whether a scenario, or a race, is among those that are wanted, by its name and its place among all. */
  wants(name: string, place: number): boolean
  /** Says how far it is. */
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
