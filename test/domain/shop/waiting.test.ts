import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { type Waiting, waitingLines } from '#domain/shop/waiting.ts'

const numbered = (count: number): Waiting[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ number: i + 1, key: `${i}`, kind: 'log', whom: [{ id: 1, name: 'Acme' }], what: 'call', said: {}, me: null },
    ...{ madeOn: day('2026-11-21'), madeBy: '', state: 'waiting', why: null, address: '' },
  }))

it.each([
  [10, 10, '  #1 log Acme: call (2026-11-21)'],
  [11, 11, '  1 more, and then:'],
  [500, 11, '  490 more, and then:'],
])('of %i additions that wait, a message has %i lines', (count, lines, first) => {
  const said = waitingLines(numbered(count))
  expect([said.length, said[0], said.at(-1)]).toEqual([lines, first, `  #${count} log Acme: call (2026-11-21)`])
})
