import { SqliteEngine } from '#book/engines/sqlite.ts'

type Method = (this: unknown, ...args: unknown[]) => unknown

/** How many rows one statement inserts or changes at most, where many are. */
const atOnce = 1_000

/** What a database across a network would be asked or told; other methods open, check and copy. */
const methods = ['all', 'cells', 'columns', 'run', 'insertMany', 'updateMany']

/** How many statements a method issues that is given these arguments. */
function statementsIn(name: string, args: unknown[]): number {
  const rows = name.endsWith('Many') ? (args[2] as unknown[]).length : 1
  return Math.max(1, Math.ceil(rows / atOnce))
}

/** The touches of an import wait on this machine, whatever the book is kept in. */
const isStaged = (args: unknown[]): boolean => `${JSON.stringify(args[0])}`.includes('arrivals')

/** Statements, and the round trips in which they go to a database: those that are issued together are one. */
export type Counted = { statements: number; trips: number }

/**
 * Counts the statements that are issued while something is done. Each waits for the end of the turn, as an answer would that
 * comes across a network: what was asked for until then goes out together.
 */
export async function countStatements(work: () => Promise<unknown>): Promise<Counted> {
  const engine = SqliteEngine.prototype as unknown as Record<string, Method>
  const own = Object.entries(Object.getOwnPropertyDescriptors(engine)).filter(([name]) => methods.includes(name))
  const counted: Counted = { statements: 0, trips: 0 }
  let together: (() => void)[] = []
  const sendTogether = () => {
    const sent = together
    together = []
    counted.trips += 1
    for (const each of sent) each()
  }
  for (const [name, { value }] of own) {
    engine[name] = function (...args) {
      const answer = () => (value as Method).apply(this, args)
      if (isStaged(args)) return answer()
      counted.statements += statementsIn(name, args)
      if (together.length === 0) setImmediate(sendTogether)
      return new Promise((resolve) => together.push(() => resolve(answer())))
    }
  }
  try {
    await work()
    return counted
  } finally {
    Object.defineProperties(engine, Object.fromEntries(own))
  }
}
