/** The faults that a harness looks for. */
export const faults = {
  lost: 'acknowledged changes lost',
  half: 'half applied',
  misled: 'false messages',
  stacks: 'stacks',
  leftovers: 'leftovers that nothing names',
} as const
type Fault = keyof typeof faults
const kinds = Object.keys(faults) as Fault[]

/** The number of tries of one thing, and the faults that were found. */
export class Tally {
  readonly what: string
  readonly isProof: boolean
  runs = 0
  readonly found: Record<Fault, string[]> = { lost: [], half: [], misled: [], stacks: [], leftovers: [] }

  /**
   * @param what the thing tried, as a row of the table says it
   * @param isProof true when it proves that the harness bites: then something has to be found
   */
  constructor(what: string, isProof = false) {
    this.what = what
    this.isProof = isProof
  }

  /** Takes in the findings of another process. */
  addAll({ runs, found }: Pick<Tally, 'runs' | 'found'>): void {
    this.runs += runs
    for (const kind of kinds) this.found[kind].push(...found[kind])
  }

  /** True when the findings are not as they should be. */
  get isBad(): boolean {
    return this.isProof ? this.count === 0 : this.count > 0
  }

  add(fault: Fault, example: string): void {
    this.found[fault].push(example)
  }

  /** The number of findings of all kinds. */
  get count(): number {
    return Object.values(this.found).reduce((sum, { length }) => sum + length, 0)
  }
}

/** A table for docs/reliability.md. */
export const tableOf = (tallies: Tally[]): string =>
  [
    `| what was tried | how often | ${kinds.map((kind) => faults[kind]).join(' | ')} |`,
    `| --- |${' ---: |'.repeat(kinds.length + 1)}`,
    ...tallies.map(({ what, runs, found }) =>
      ['', what, runs.toLocaleString('en'), ...kinds.map((kind) => found[kind].length), ''].join(' | ').trim(),
    ),
  ].join('\n')

/** The findings, each sort once, with its number. */
export function examplesOf({ what, found }: Tally): string {
  const lines = kinds.flatMap((kind) => {
    const sorts = new Map<string, string[]>()
    for (const example of found[kind]) {
      const sort = example.replace(/^[^:]*: /, '').replace(/\d+/g, '#')
      sorts.set(sort, [...(sorts.get(sort) ?? []), example])
    }
    return [...sorts.values()].map((same) => `  ${faults[kind]}, ${same.length} times, as in ${same[0]}`)
  })
  return [what, ...lines].join('\n')
}
