import { SqliteEngine } from '#book/engines/sqlite.ts'

type Method = (this: unknown, ...args: unknown[]) => unknown

/** The most rows that one statement inserts or changes. */
const atOnce = 1_000

/** The engine's methods that ask or tell a database across a network; others open, check and copy. */
const methods = ['all', 'cells', 'columns', 'run', 'insertMany', 'updateMany']

/** The number of statements that a method issues with these arguments. */
function statementsIn(name: string, args: unknown[]): number {
  const rows = name.endsWith('Many') ? (args[2] as unknown[]).length : 1
  return Math.max(1, Math.ceil(rows / atOnce))
}

/** True for the touches of an import, which wait on this machine for any kind of book. */
const isStaged = (args: unknown[]): boolean => `${JSON.stringify(args[0])}`.includes('arrivals')

/** Statements, and their round trips to a database: statements that are issued together are one. */
export type Counted = { statements: number; trips: number }

/**
 * Counts the statements that are issued while something is done. Each waits for the end of the turn, as an answer would that
 * comes across a network: all statements asked for until then go out together.
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
