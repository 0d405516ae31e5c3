import { execute, shop } from '../cl.ts'

export const enter = '\r'
export const down = '\x1b[B'
export const ctrlC = '\x03'

/** The folder of a book with three customers, in which `execute` and `atTerminal` find it. */
export async function withCustomers(): Promise<string> {
  const { folder, all } = shop()
  await all(...['Acme Bakery', 'Acme Tools', 'Bolt Garage'].map((name) => `add "${name}" --phone "+1 352 555 0101"`))
  return folder
}

export const history = (cwd: string) =>
  JSON.parse(execute('history --json', { cwd }).out) as { customer: { name: string } }[]

/** The first answers of `cl log` alone: Bolt is new, and the purpose is the usual one. */
export const boltForCare: [question: string, answer: string][] = [
  ['Who was it with?', 'bolt'],
  ['Add "bolt" as a new customer', enter],
  ['Why?', enter],
]
