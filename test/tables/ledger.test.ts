import { beforeEach, expect, it } from 'vitest'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import { day } from '#domain/days/day.ts'
import { allDates, datesOf, datesOnMonthDays, noteDate } from '#tables/dates.ts'
import { insert } from '#tables/rows.ts'
import { allSavings, savingsOf, savingsOfUntoldSince } from '#tables/savings.ts'
import { memoryBook, writeTo } from '../book/memory-book.ts'

const today = day('2026-11-21')
let engine: SqliteEngine

beforeEach(async () => {
  engine = memoryBook()
  await writeTo(engine, async (db) => {
    for (const name of ['Acme', 'Bolt']) await insert(db, 'customers', { name, since: today })
  })
})

const yearly = (month: number, date: number, year: number | null = null) => ({ month, date, year })
const labels = (dates: { label: string }[]) => dates.map(({ label }) => label)

it('finds the dates of one customer, of all, and of days of the year', async () => {
  await writeTo(engine, async (db) => {
    await noteDate(db, 1, 'birthday', yearly(3, 5, 1981), today)
    await noteDate(db, 1, 'leap', yearly(2, 29), today)
    await noteDate(db, 2, 'wedding day', yearly(3, 5), today)
  })
  expect(await datesOf(engine, 1)).toEqual([
    { id: 1, customerId: 1, label: 'birthday', month: 3, date: 5, year: 1981, notedOn: today },
    { id: 2, customerId: 1, label: 'leap', month: 2, date: 29, year: null, notedOn: today },
  ])
  expect(labels(await allDates(engine))).toEqual(['birthday', 'leap', 'wedding day'])
  expect(labels(await datesOnMonthDays(engine, ['03-05', '03-05', '03-06']))).toEqual(['birthday', 'wedding day'])
  expect(labels(await datesOnMonthDays(engine, ['02-28']))).toEqual(['leap'])
  expect(labels(await datesOnMonthDays(engine, ['02-29']))).toEqual(['leap'])
  expect(await datesOnMonthDays(engine, ['03-01'])).toEqual([])
  expect(await datesOnMonthDays(engine, [])).toEqual([])
})

it('a date set again is noted anew, unless only its year was learned', async () => {
  const earlier = day('2026-01-01')
  await writeTo(engine, (db) => noteDate(db, 1, 'birthday', yearly(3, 5), earlier))
  const { noted, before } = await writeTo(engine, (db) => noteDate(db, 1, 'Birthday', yearly(3, 5, 1981), today))
  expect(before).toMatchObject({ label: 'birthday', year: null })
  expect(noted).toMatchObject({ id: 1, label: 'Birthday', year: 1981, notedOn: earlier })
  const moved = await writeTo(engine, (db) => noteDate(db, 1, 'birthday', yearly(3, 6), today))
  expect(moved.noted).toMatchObject({ id: 1, date: 6, year: null, notedOn: today })
  expect(await allDates(engine)).toHaveLength(1)
})

it('finds savings, and the untold ones as seen from a day', async () => {
  const on = day('2026-11-05')
  const toldOn = day('2026-11-10')
  await writeTo(engine, async (db) => {
    const touch = { channel_id: 1, purpose_id: 6, tone: '+', begun_by: 'us' } as const
    const { id } = await insert(db, 'touches', { ...touch, customer_id: 1, on_day: toldOn })
    await insert(db, 'savings', { customer_id: 1, on_day: on, money: 500, text: 'told', told_by: id, told_on: toldOn })
    await insert(db, 'savings', { customer_id: 1, on_day: on, minutes: 30, text: 'untold' })
    await insert(db, 'savings', { customer_id: 2, on_day: today, text: 'today' })
  })
  const untoldSince = async (before: string, from: string) =>
    (await savingsOfUntoldSince(engine, day(before), day(from))).map(({ text }) => text).sort()
  expect(await untoldSince('2026-11-05', '2026-11-09')).toEqual([])
  expect(await untoldSince('2026-11-06', '2026-11-04')).toEqual([])
  expect(await untoldSince('2026-11-06', '2026-11-09')).toEqual(['told', 'untold'])
  expect(await untoldSince('2026-11-06', '2026-11-21')).toEqual(['told', 'untold'])
  expect(await untoldSince('2026-11-22', '2026-11-21')).toEqual(['today', 'told', 'untold'])
  expect(await savingsOf(engine, 1)).toMatchObject([
    { id: 1, customerId: 1, on, money: 500, minutes: null, text: 'told', toldOn },
    { id: 2, money: null, minutes: 30, toldOn: null },
  ])
  expect(await allSavings(engine)).toHaveLength(3)
})
