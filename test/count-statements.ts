import { SqliteEngine } from '#book/engines/sqlite.ts'

type Method = (...args: unknown[]) => unknown

/** What a database across a network would be asked or told in one message each; other methods open, check and copy. */
const statements = ['all', 'cells', 'columns', 'run', 'insertMany', 'updateMany']

/** How many statements are issued while something is done. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const engine = SqliteEngine.prototype as unknown as Record<string, Method>
  const own = Object.entries(Object.getOwnPropertyDescriptors(engine)).filter(([name]) => statements.includes(name))
  let count = 0
  for (const [name, { value }] of own) {
    engine[name] = function (this: unknown, ...args) {
      count += 1
      return (value as Method).apply(this, args)
    }
  }
  try {
    await work()
    return count
  } finally {
    Object.defineProperties(engine, Object.fromEntries(own))
  }
}
