import { execute, ownFolder } from '../cl.ts'

export const enter = '\r'
export const down = '\x1b[B'
export const ctrlC = '\x03'

export function withCustomers(): string {
  const cwd = ownFolder()
  for (const name of ['Acme Bakery', 'Acme Tools', 'Bolt Garage'])
    execute(['add', name, '--phone', '+1 352 555 0101'], { cwd })
  return cwd
}

export const history = (cwd: string) =>
  JSON.parse(execute('history --json', { cwd }).out) as { customer: { name: string } }[]

/** The first answers of `cl log` alone: Bolt is new, and the purpose is the usual one. */
export const boltForCare: [question: string, answer: string][] = [
  ['Who was it with?', 'bolt'],
  ['Add "bolt" as a new customer', enter],
  ['Why?', enter],
]
