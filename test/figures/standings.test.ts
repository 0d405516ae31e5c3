import { expect, it } from 'vitest'
import { day } from '#domain/day.ts'
import { whoIsDue } from '#domain/due.ts'
import { standingsOn, standingsThatMayBeDue } from '#figures/standings.ts'
import { rulesOf } from '#tables/rules.ts'
import { storedBook } from '../book/memory-book.ts'
import { settings } from '../domain/builders.ts'
import { edges, today, workedExample } from '../domain/examples.ts'

it.each([...workedExample, ...edges])('SQL counts as the rules do: $what', async (example) => {
  const since = day(example.since)
  const customer = {
    id: 1,
    name: 'acme',
    email: null,
    phone: null,
    company: null,
    address: null,
    note: null,
    visitEvery: null,
    since,
  }
  const own = { goal: null, firstDay: null, snoozedOn: null }
  const unchanged = { ...own, snoozedUntil: null, archivedOn: null, archivedWhy: null, kind: 'customer' as const }
  const engine = await storedBook({
    customers: [{ ...customer, ...unchanged }],
    touches: example.touches,
    loops: example.loops ?? [],
    dates: [],
    savings: [],
    facts: [],
    pulses: [],
    losses: [],
    absences: [],
    settings,
  })
  const rules = await rulesOf(engine)
  const [standing] = await standingsOn(engine, rules, today)
  expect(standing?.score).toMatchObject({
    lastVisit: example.lastVisit,
    visitDue: example.visitDue,
    positive: example.counts[0],
    negative: example.counts[1],
    needed: example.needed,
  })
  const due = whoIsDue(await standingsThatMayBeDue(engine, rules, today, 0), today, rules)
  expect(due.map(({ reasons }) => reasons)).toEqual(example.reasons.length === 0 ? [] : [example.reasons])
})
