import { beforeEach, describe, expect, it } from 'vitest'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import { type Day, day } from '#domain/days/day.ts'
import { archiveCustomer, snoozeCustomer, unarchiveCustomer } from '#tables/customers/absences.ts'
import { addCustomer, bareCustomer } from '#tables/customers/customers.ts'
import { contents, memoryBook, writeTo } from '../../book/memory-book.ts'

const [yesterday, today, later] = [day('2026-11-20'), day('2026-11-21'), day('2026-12-01')]
let engine: SqliteEngine

/** The customer, the times that are over, and the losses, as they are kept. */
async function rows() {
  const { customers = [], absences = [], losses = [] } = await contents(engine)
  return { customer: customers[0], absences, losses }
}

beforeEach(async () => {
  engine = memoryBook()
  await writeTo(engine, (db) => addCustomer(db, bareCustomer('Acme', yesterday)))
  return () => engine.close()
})

describe('a snooze', () => {
  const snooze = (snoozedOn: Day | null, snoozedUntil: Day | null, until: Day | null) =>
    writeTo(engine, (db) => snoozeCustomer(db, { id: 1, snoozedOn, snoozedUntil }, until, today))

  it('begins today, and is over when it ends', async () => {
    await snooze(null, null, later)
    expect(await rows()).toMatchObject({ customer: { snoozed_on: today, snoozed_until: later }, absences: [] })
    await snooze(null, null, null)
    expect(await rows()).toMatchObject({ customer: { snoozed_on: null, snoozed_until: null }, absences: [] })
  })

  it('that held until now is kept', async () => {
    await snooze(yesterday, later, null)
    expect((await rows()).absences).toEqual([
      { id: 1, customer_id: 1, kind: 'snoozed', from_day: yesterday, until_day: later, ended_on: today },
    ])
  })

  it.each([
    ['of today', today, later],
    ['without a beginning', null, later],
    ['without an end', yesterday, null],
  ])('%s held on no day, and is not kept', async (_, snoozedOn, snoozedUntil) => {
    await snooze(snoozedOn, snoozedUntil, null)
    expect((await rows()).absences).toEqual([])
  })
})

describe('a time in the archive', () => {
  it('has a day and a reason, and for a lost customer a loss', async () => {
    await writeTo(engine, (db) => archiveCustomer(db, 1, { on: today, why: 'moved', isLost: false }))
    expect(await rows()).toMatchObject({ customer: { archived_on: today, archived_why: 'moved' }, losses: [] })
    await writeTo(engine, (db) => archiveCustomer(db, 1, { on: yesterday, why: null, isLost: true }))
    expect(await rows()).toMatchObject({
      customer: { archived_on: yesterday, archived_why: null },
      losses: [{ customer_id: 1, lost_on: yesterday, won_back_on: null }],
    })
  })

  it.each<[what: string, archivedOn: Day | null, isKept: boolean]>([
    ['is kept', yesterday, true],
    ['of today is none', today, false],
    ['of somebody who was not in it is none', null, false],
  ])('that ends %s', async (_, archivedOn, isKept) => {
    await writeTo(engine, (db) => archiveCustomer(db, 1, { on: yesterday, why: 'moved', isLost: false }))
    expect(await writeTo(engine, (db) => unarchiveCustomer(db, { id: 1, archivedOn }, today))).toBe(false)
    const kept = { id: 1, customer_id: 1, kind: 'archived', from_day: yesterday, until_day: today, ended_on: today }
    expect(await rows()).toMatchObject({ customer: { archived_on: null, archived_why: null } })
    expect((await rows()).absences).toEqual(isKept ? [kept] : [])
  })

  it('of a lost customer ends with winning them back', async () => {
    await writeTo(engine, (db) => archiveCustomer(db, 1, { on: yesterday, why: null, isLost: true }))
    expect(await writeTo(engine, (db) => unarchiveCustomer(db, { id: 1, archivedOn: yesterday }, today))).toBe(true)
    expect((await rows()).losses).toMatchObject([{ lost_on: yesterday, won_back_on: today }])
  })
})
