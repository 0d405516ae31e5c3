import { describe, expect, it, vi } from 'vitest'
import { durationInDays, isDuration, minutesFrom, minutesWithUnit } from '#domain/days/lengths.ts'

describe('a duration', () => {
  it.each([
    ['10', 10],
    ['10d', 10],
    ['2w', 14],
    ['3m', 90],
    ['1y', 365],
    ['1', 1],
    ['12m', 360],
    ['100y', 36_500],
    ['36500', 36_500],
    ['2W', 14],
    ['2 w', 14],
    [' 2w ', 14],
    ['007', 7],
    ['2 weeks', 14],
    ['two weeks', 14],
    ['2 Weeks', 14],
    ['1 day', 1],
    ['3 months', 90],
    ['a week', 7],
    ['every 2 weeks', 14],
    ['weekly', 7],
    ['every week', 7],
    ['month', 30],
    ['every quarter', 90],
    ['2 quarters', 180],
    ['Every Year', 365],
    ['fortnightly', 14],
    ['a fortnight', 14],
    ['2 fortnights', 28],
    ['6 wks', 42],
    ['2wks', 14],
    ['3 mths', 90],
    ['1 yr', 365],
    ['couple of weeks', 14],
    ['monthly', 30],
    ['quarterly', 90],
    ['Yearly', 365],
    ['2 wochen', 14],
    ['zwei Wochen', 14],
    ['alle 14 Tage', 14],
    ['jede Woche', 7],
    ['wöchentlich', 7],
    ['3 Monate', 90],
    ['2 semaines', 14],
    ['toutes les deux semaines', 14],
    ['chaque mois', 30],
    ['mensuel', 30],
    ['2 semanas', 14],
    ['1 año', 365],
    ['cada mes', 30],
    ['2 settimane', 14],
    ['ogni due mesi', 60],
    ['6 weken', 42],
    ['elke maand', 30],
    ['jedes Quartal', 90],
  ])('%j is %i days', (text, days) => {
    expect(durationInDays(text)).toBe(days)
  })

  it.each([
    '',
    ' ',
    '0',
    '0d',
    '0y',
    '-3',
    '1.5w',
    '1,5w',
    'w',
    'twow',
    'd10',
    '10x',
    'mes',
    'tag',
    'an',
    'jede 2',
    'zwei große Wochen',
    '2ww',
    '1w2d',
    '1e3',
    '0x10',
    '٣',
    '36501',
    '101y',
    '9999999',
    'never',
    'a fortnight of days',
    'every',
    'every every week',
    'weeks',
    'toString',
    'constructor',
  ])('%j is refused', (text) => {
    expect(() => durationInDays(text)).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: `"${text}" is not a length of time.`,
        hint: expect.stringContaining('2w'),
      }),
    )
  })
})

describe('a length in days that says its unit', () => {
  it.each(['2w', '2 weeks', 'a week', 'a couple of weeks', 'two months', '10d', 'monthly', '1 y'])(
    '%j is one',
    (text) => expect(isDuration(text)).toBe(true),
  )
  it.each([
    '10',
    'friday',
    'in 2 weeks',
    'next week',
    'a visit',
    'a few weeks',
    '20 nov',
    'off',
    '2 min',
    'semanal|settimanale',
    '2 tag|tage',
  ])('%j is none', (text) => expect(isDuration(text)).toBe(false))
})

describe('minutes', () => {
  it('need no pattern made for a number without a unit', async () => {
    vi.resetModules()
    const lengths = await import('#domain/days/lengths.ts')
    let made = 0
    const counted = class extends RegExp {
      constructor(text: string) {
        super(text)
        made += 1
      }
    }
    vi.stubGlobal('RegExp', counted)
    try {
      expect([lengths.minutesWithUnit('20'), lengths.minutesWithUnit('20 rolls'), made]).toEqual([
        undefined,
        undefined,
        0,
      ])
      expect([lengths.minutesWithUnit('20 min'), made]).toEqual([20, 1])
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it.each([
    ['20m', 20],
    ['20 min', 20],
    ['20 Minutes', 20],
    ['1h', 60],
    ['1 hour', 60],
    ['2 hrs', 120],
    ['1h30', 90],
    ['1h 30m', 90],
    ['1 hour and 5 minutes', 65],
    ['0m', 0],
    ['1.5h', 90],
    ['1,5 hours', 90],
    ['an hour', 60],
    ['two hours', 120],
    ['an hour and a half', 90],
    ['half an hour', 30],
    ['a quarter of an hour', 15],
    ['three quarters of an hour', 45],
    ['3/4 h', 45],
    ['1/2 hour', 30],
    ['2 hours and a half', 150],
    ['2 Stunden', 120],
    ['1,5 Std.', 90],
    ['zwei Stunden', 120],
    ['eine halbe Stunde', 30],
    ['anderthalb Stunden', 90],
    ['1 Stunde und 20 Minuten', 80],
    ['2 heures et demie', 150],
    ['1 heure 15', 75],
    ['une demi-heure', 30],
    ['un quart d\u2019heure', 15],
    ['dos horas y media', 150],
    ['20 minutos', 20],
    ["un'ora", 60],
    ["mezz'ora", 30],
    ['due ore', 120],
    ['een half uur', 30],
    ['2 uur', 120],
    ['3 uren en 10 minuten', 190],
  ])('%j is %i, with the unit that it says', (text, minutes) => {
    expect(minutesWithUnit(text)).toBe(minutes)
    expect(minutesFrom(text)).toBe(minutes)
  })

  it.each([
    ['20', 20],
    ['0', 0],
    ['10000', 10_000],
    ['1:30', 90],
    ['00:05:12', 5],
    ['1:00:40', 61],
    ['0:05', 5],
  ])('%j is %i where minutes are asked for, and says no unit', (text, minutes) => {
    expect(minutesFrom(text)).toBe(minutes)
    expect(minutesWithUnit(text)).toBeUndefined()
  })

  it.each(['', 'soon', '-5', '1.3h', 'an', '1:60', '10001', '200h', '20 d', '3 months', '5pm', 'h', 'ora', '2 Uhr'])(
    '%j is refused',
    (text) => {
      expect(minutesWithUnit(text)).toBeUndefined()
      expect(() => minutesFrom(text)).toThrow(
        expect.objectContaining({ exitCode: 2, message: `"${text}" is not a number of minutes.` }),
      )
    },
  )
})
