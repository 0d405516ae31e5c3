import { expect, it } from 'vitest'
import { shop } from '../cl.ts'
import { countStatements } from '../count-statements.ts'

const customers = (count: number, note: string): string =>
  `name,email,phone,note,birthday\n${Array.from(
    { length: count },
    (_, i) => `Customer ${i},a${i}@x.example,+1 352 555 ${1000 + i},${note},198${i % 10}-05-03\n`,
  ).join('')}`
const touches = (count: number, on: string): string =>
  `customer,on,note,no\n${Array.from({ length: count }, (_, i) => `Customer ${i % 500},${on},note ${i},${i}\n`).join('')}`

/** An import of a text on the standard input. */
type File = { text: string; key?: string }

async function importFile({ cl }: ReturnType<typeof shop>, { text, key }: File): Promise<void> {
  const { code, err } = await cl(`import - ${key === undefined ? '' : `--key ${key}`}`, { stdin: text })
  expect([code, err]).toEqual([0, expect.stringMatching(/Imported \d|There is nothing new/)])
}

it.each([
  [1_000, { statements: 23, trips: 11 }],
  [3_000, { statements: 37, trips: 11 }],
])('%i new customers take so many statements and round trips', async (count, counted) => {
  const own = shop()
  expect(await countStatements(() => importFile(own, { text: customers(count, 'new') }))).toEqual(counted)
})

const people: File = { text: customers(500, 'new') }

it.each<[what: string, before: File[], file: File, thousands: number]>([
  ['new customers', [], { text: customers(1_000, 'new') }, 1],
  ['customers that change', [{ text: customers(3_000, 'old') }], { text: customers(3_000, 'new') }, 3],
  ['customers that are there', [{ text: customers(3_000, 'old') }], { text: customers(3_000, 'old') }, 3],
  ['new touches', [people], { text: touches(6_000, '2026-10-01') }, 6],
  [
    'touches that are there',
    [people, { text: touches(6_000, '2026-10-01') }],
    { text: touches(6_000, '2026-10-01') },
    6,
  ],
  [
    'touches that have moved',
    [people, { text: touches(6_000, '2026-10-01'), key: 'no' }],
    { text: touches(6_000, '2026-10-02'), key: 'no' },
    6,
  ],
])(
  '%s take ten round trips, one more for each thousand rows, and few statements',
  async (_, before, file, thousands) => {
    const own = shop()
    for (const each of before) await importFile(own, each)
    const { statements, trips } = await countStatements(() => importFile(own, file))
    expect(trips).toBeLessThanOrEqual(10 + thousands)
    expect(statements).toBeLessThanOrEqual(26 + 5 * thousands)
  },
)
