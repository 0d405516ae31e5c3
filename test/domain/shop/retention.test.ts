import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day } from '#domain/days/day.ts'
import { beforeFirstWrite, beforeVersion, beforeWork, outlived, type Snapshot } from '#domain/shop/retention.ts'

const today = day('2026-11-21')
const firstWrite = 'before the first write'
const on = (written: string, why = firstWrite): Snapshot => ({ day: day(written), why })
const daily = (count: number, last = today): Snapshot[] =>
  Array.from({ length: count }, (_, n) => ({ day: addDays(last, -n), why: firstWrite }))

describe('the snapshots that are no longer kept', () => {
  it('are none of the last ten days that have one, however long ago those are', () => {
    expect(outlived(daily(10), today)).toEqual([])
    expect(outlived(daily(10, day('2019-05-20')), today)).toEqual([])
  })

  it('are those of the eleventh day, unless it is the newest of its month', () => {
    expect(outlived(daily(11), today)).toEqual([on('2026-11-11')])
    expect(outlived(daily(11, day('2026-11-10')), today)).toEqual([])
  })

  it('are, after a year of days, all but ten days and twelve months', () => {
    const all = daily(400)
    const old = outlived(all, today)
    const left = all.filter((each) => !old.includes(each)).map((each) => each.day)
    expect(left.slice(0, 10)).toEqual(daily(10).map((each) => each.day))
    expect(left.slice(10)).toEqual([
      '2026-10-31',
      '2026-09-30',
      '2026-08-31',
      '2026-07-31',
      '2026-06-30',
      '2026-05-31',
      '2026-04-30',
      '2026-03-31',
      '2026-02-28',
      '2026-01-31',
      '2025-12-31',
    ])
  })

  it('are never those of a migration, a restore, a backup or a damaged book', () => {
    const forGood = ['before version 3', 'before restore', 'backup', 'damaged'].map((why) => on('2001-01-01', why))
    expect(outlived([...daily(400), ...forGood], today).some(({ day }) => day === '2001-01-01')).toBe(false)
  })

  it.each(['before version 3 of it', 'not before version 3', 'before version'])(
    'are those of a name that is only like that of a migration: %s',
    (why) => {
      expect(outlived([...daily(10), on('2026-11-11', why)], today)).toEqual([on('2026-11-11', why)])
    },
  )

  it('are those before an import, a merge or an erasure, together with those of their day', () => {
    const imports = ['before import', 'before merge', 'before erasure'].map((why) => on('2026-11-11', why))
    expect(outlived([...daily(10), on('2026-11-11'), ...imports], today)).toEqual([on('2026-11-11'), ...imports])
    expect(outlived([...daily(9), ...imports], today)).toEqual([])
  })

  it('are none of a day after today, and such a one pushes nothing out', () => {
    const ahead = daily(30, day('2090-01-01'))
    expect(outlived([...daily(10), ...ahead], today)).toEqual([])
  })

  it('are, when the clock is set far ahead for a day, no more than one day ever pushes out', () => {
    const wrong = day('2090-01-01')
    expect(outlived([on('2090-01-01'), ...daily(10)], wrong)).toEqual([on('2026-11-12')])
  })

  it('are none when it is set back', () => {
    expect(outlived([on('2001-01-01'), ...daily(10)], day('2001-01-01'))).toEqual([])
  })
})

/** The rule once more, as it is written in docs/reliability.md, snapshot by snapshot. */
function isKept(snapshot: Snapshot, all: Snapshot[], today: Day): boolean {
  const { day } = snapshot
  const isForGood = (each: Snapshot) => /^(backup|damaged|before restore|before version \d+)$/.test(each.why)
  if (day > today || isForGood(snapshot)) return true
  const counted = all.filter((each) => each.day <= today && !isForGood(each))
  const laterDays = new Set(counted.filter((each) => each.day > day).map((each) => each.day))
  const laterMonths = new Set(counted.map((each) => each.day.slice(0, 7)).filter((month) => month > day.slice(0, 7)))
  const isNewestOfMonth = counted.find((each) => each.day.slice(0, 7) === day.slice(0, 7)) === snapshot
  return laterDays.size < 10 || (isNewestOfMonth && laterMonths.size < 12)
}

it('agree with the rule as it is written', () => {
  const anySnapshot = fc.record({
    day: fc.oneof(fc.integer({ min: -900, max: 40 }), fc.integer({ min: -15, max: 2 })).map((n) => addDays(today, n)),
    why: fc.constantFrom(
      ...[firstWrite, firstWrite, firstWrite, 'before import', 'before version two', 'not before version 2'],
      ...['before version 2', 'before restore', 'backup', 'damaged'],
    ),
  })
  fc.assert(
    fc.property(fc.array(anySnapshot, { maxLength: 60 }), (some) => {
      const all = some.toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
      expect(outlived(all, today)).toEqual(all.filter((each) => !isKept(each, all, today)))
    }),
  )
})

it.each([
  [beforeFirstWrite, 'before the first write'],
  [beforeVersion(8), 'before version 8'],
  [beforeWork('import'), 'before import'],
  [beforeWork(' erasing: “Zoë/Jo”, #7! '), 'before erasing Zoë Jo 7'],
])('a snapshot says in its name what it precedes, in letters and digits: %s', (why, name) => {
  expect(why).toBe(name)
})
