import fc from 'fast-check'
import { expect, it } from 'vitest'
import { whyNotScored } from '#domain/customer.ts'
import type { Day } from '#domain/day.ts'
import { whoIsDue } from '#domain/due.ts'
import { isOpen, type Loop } from '#domain/loop.ts'
import { otherReasonsOf } from '#domain/practices.ts'
import { scoreOf, tallyTouches } from '#domain/score.ts'
import { runs } from '../runs.ts'
import { vocabulary } from './builders.ts'
import { asNaive, type NaiveBook, naiveDue } from './naive.ts'
import { anyBook, anyDay } from './random-books.ts'

const withoutDropped = (loops: Loop[]) => loops.filter(({ outcome }) => outcome !== 'dropped')

/** Who is due by the pure functions alone, from records. */
function dueFromRecords({ customers, touches, loops, dates, savings, settings }: NaiveBook, today: Day, soon: number) {
  const rules = { vocabulary, settings }
  const standings = customers
    .filter((customer) => whyNotScored(customer, today) === null)
    .map((customer) => {
      const own = <T extends { customerId: number }>(all: T[]) => all.filter((each) => each.customerId === customer.id)
      const tally = tallyTouches(own(touches), own(loops), vocabulary, settings, today)
      return {
        customer,
        score: scoreOf(customer, tally, settings, today),
        openLoops: own(loops).filter((loop) => isOpen(loop, today)),
        otherReasons: otherReasonsOf(
          {
            touches: own(touches),
            loops: withoutDropped(own(loops)),
            dates: own(dates),
            savings: own(savings),
            rules,
          },
          today,
        ),
      }
    })
  return whoIsDue(standings, today, { soon })
}

it('scores every book on every day as the plain reading of the rules does', () => {
  fc.assert(
    fc.property(anyBook, anyDay(200), fc.constantFrom(0, 0, 7), (book, today, soon) => {
      expect(dueFromRecords(book, today, soon).map(asNaive)).toEqual(naiveDue(book, today, soon))
    }),
    { numRuns: runs(3000) },
  )
})
