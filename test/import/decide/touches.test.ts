import fc from 'fast-check'
import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { matchTouch } from '#import/decide/sorting.ts'
import type { ArrivedTouch, BookedTouch } from '#import/decide/touches.ts'

const today = day('2026-11-21')

const columns = { channelId: 1, purposeId: 1, tone: '+', begunBy: 'us', minutes: null, note: 'a', byId: null } as const
const booked = (id: number, note = 'a'): BookedTouch => ({ ...columns, id, note, isLoggedTalk: false })
const arrived = (id: number | null, note = 'a'): ArrivedTouch => ({
  ...columns,
  id,
  note,
  line: 1,
  key: null,
  customerId: 1,
  on: today,
  meeting: null,
  at: null,
  settledOn: null,
})

it('lets each touch of the book answer for one record', () => {
  const used = new Map<number, number | null>()
  const inBook = [booked(4), booked(5), booked(6, 'b')]
  const piles = [arrived(null), arrived(null), arrived(null), arrived(6, 'edited'), arrived(9, 'b')].map((each) =>
    matchTouch(each, inBook, used),
  )
  expect(piles).toEqual([
    { pile: 'same', touch: 4 },
    { pile: 'same', touch: 5 },
    { pile: 'new' },
    { pile: 'changed', touch: 6 },
    { pile: 'new' },
  ])
})

it('a file of touches finds all of them in a book that gave them other numbers, and changes none', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }),
      fc.infiniteStream(fc.nat(8)),
      fc.nat(3),
      (notes, order, shift) => {
        const inBook = notes.map((note, i) => booked(i + 1, note)).sort(() => (order.next().value ?? 0) - 4)
        const used = new Map<number, number | null>()
        const piles = notes.map((note, i) => matchTouch(arrived(i + 1 + shift, note), inBook, used).pile)
        expect(piles).toEqual(notes.map(() => 'same'))
        expect(used.size).toBe(notes.length)
      },
    ),
  )
})

it('a touch that was edited in a file to be like another is the one that changes', () => {
  const used = new Map<number, number | null>()
  const inBook = [booked(1, 'a'), booked(2, 'b')]
  const found = [arrived(1, 'b'), arrived(2, 'b')].map((each) => matchTouch(each, inBook, used))
  expect(found).toEqual([
    { pile: 'same', touch: 2 },
    { pile: 'changed', touch: 1 },
  ])
})
