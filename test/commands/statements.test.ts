import { expect, it } from 'vitest'
import { shop } from '../cl.ts'
import { type Counted, countStatements } from '../count-statements.ts'

const touches = (customers: number): string =>
  `customer,on,purpose,note\n${Array.from(
    { length: 5 * customers },
    (_, i) =>
      `Customer ${i % customers},2026-${1 + (i % 10) < 10 ? '0' : ''}${1 + (i % 10)}-03,${['care', 'complaint', 'request', 'invoice', 'care'][i % 5]},note ${i}\n`,
  ).join('')}`

/** A book of so many customers with all that a list can have: somebody archived, loops, dates, savings, teammates. */
async function bookOf(customers: number): Promise<ReturnType<typeof shop>> {
  const own = shop()
  const lines = [
    [
      'import - --as csv --no-spread',
      `name,birthday,tags\n${Array.from({ length: customers }, (_, i) => `Customer ${i},1980-11-${20 + (i % 8)},all\n`).join('')}`,
    ],
    ['import -', touches(customers)],
    ['add Kim --team', ''],
    ['promise #2 list --by 2026-11-20', ''],
    ['save #3 20 min', ''],
    ['learn #1 likes rye', ''],
    ['promise #4 cake', ''],
    ['archive #4', ''],
  ] as const
  for (const [line, stdin] of lines) {
    const { code, err } = await own.cl(line, { stdin })
    expect({ line, code, err }).toMatchObject({ line, code: 0 })
  }
  return own
}

it.each<[line: string, counted: Counted]>([
  ['log "customer 1" call "all good"', { statements: 12, trips: 6 }],
  ['due', { statements: 12, trips: 2 }],
  ['due --count', { statements: 9, trips: 2 }],
  ['show "customer 1"', { statements: 30, trips: 3 }],
  ['stats', { statements: 20, trips: 2 }],
  ['report', { statements: 28, trips: 2 }],
  ['report --csv', { statements: 19, trips: 3 }],
])('%s takes so many statements and round trips, however large the book is', async (line, counted) => {
  const found: Counted[] = []
  for (const customers of [10, 100]) {
    const own = await bookOf(customers)
    found.push(await countStatements(() => own.cl(line)))
  }
  expect(found).toEqual([counted, counted])
})

it('a touch for each of many takes as many round trips as for a few', async () => {
  const trips: number[] = []
  for (const customers of [10, 100]) {
    const own = await bookOf(customers)
    trips.push((await countStatements(() => own.cl('log --tag all complaint --yes'))).trips)
  }
  expect(trips).toEqual([10, 10])
})
