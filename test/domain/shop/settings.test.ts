import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingNamed } from '#domain/shop/all-settings.ts'
import { defaultSettings, type Settings, settingKeys, settingsFrom } from '#domain/shop/settings.ts'

it('the defaults are those that the README names', () => {
  expect(settingsFrom([])).toEqual({
    visitEvery: 30,
    ratioGoal: 10,
    ratioWindow: 365,
    weekStart: 1,
    dateOrder: null,
    phoneCountry: null,
    replyWithin: 1,
    requestWithin: 3,
    promiseWithin: 30,
    mendWithin: 7,
    dateAhead: 7,
    savingsTell: 30,
    currency: null,
    shopName: null,
    me: null,
  })
})

describe('a setting', () => {
  it.each([
    ['visit.every', '2w', 14],
    ['visit.every', 'never', 'never'],
    ['ratio.goal', '5', 5],
    ['ratio.goal', ' 5 ', 5],
    ['ratio.goal', '9999', 9999],
    ['ratio.window', '1y', 365],
    ['ratio.window', '1', 1],
    ['date.order', 'DMY', 'dmy'],
    ['date.order', 'mdy', 'mdy'],
    ['week.start', 'sunday', 0],
    ['week.start', 'Mon', 1],
    ['week.start', 'th', 4],
    ['week.start', 'SATURDAY', 6],
    ['phone.country', 'us', 'US'],
    ['phone.country', ' De ', 'DE'],
    ['reply.within', '2d', 2],
    ['date.ahead', '2w', 14],
    ['savings.tell', '1m', 30],
    ['currency', ' eur ', 'EUR'],
    ['me', ' Kim ', 'Kim'],
  ])('%s reads %j as %j', (key, text, value) => {
    expect(settingNamed(key).read(text)).toBe(value)
  })

  it.each([
    ['visit.every', '0'],
    ['visit.every', 'sometimes'],
    ['ratio.goal', '0'],
    ['ratio.goal', '-1'],
    ['ratio.goal', '2.5'],
    ['ratio.goal', '10000'],
    ['ratio.goal', '1e2'],
    ['ratio.goal', ''],
    ['ratio.window', 'never'],
    ['ratio.window', '0'],
    ['ratio.window', '101y'],
    ['date.order', 'ymd'],
    ['date.order', ''],
    ['week.start', 's'],
    ['week.start', ''],
    ['week.start', '1'],
    ['week.start', 'mondays'],
    ['phone.country', 'USA'],
    ['phone.country', '1'],
    ['phone.country', ''],
    ['reply.within', '0'],
    ['date.ahead', 'soon'],
    ['currency', 'EURO'],
    ['currency', '€'],
    ['me', '#12'],
  ])('%s refuses %j', (key, text) => {
    expect(() => settingNamed(key).read(text)).toThrow(expect.objectContaining({ exitCode: 2 }))
  })

  it('is found by its key, whatever its case', () => {
    expect(settingNamed('Visit.Every').field).toBe('visitEvery')
  })

  it.each(['visit', '', 'constructor', '__proto__'])(
    'is refused by another key, with those that there are: %j',
    (key) => {
      expect(() => settingNamed(key)).toThrow(
        expect.objectContaining({ exitCode: 2, hint: expect.stringContaining('visit.every, ratio.goal') }),
      )
    },
  )

  it.each<[field: keyof Settings, value: Settings[keyof Settings], text: string]>([
    ['visitEvery', 30, '30d'],
    ['visitEvery', 'never', 'never'],
    ['ratioGoal', 10, '10'],
    ['ratioWindow', 365, '365d'],
    ['weekStart', 0, 'sunday'],
    ['phoneCountry', 'DE', 'DE'],
    ['phoneCountry', null, ''],
  ])('%s of %j is shown as %j', (field, value, text) => {
    const setting = Object.values(settingKeys).find((each) => each.field === field)
    expect(setting?.shown({ ...defaultSettings, [field]: value })).toBe(text)
  })
})

describe('the settings of a book', () => {
  it('are what it keeps, and the defaults for the rest', () => {
    const kept = [
      { key: 'ratio.goal', value: '7' },
      { key: 'week.start', value: 'sunday' },
      { key: 'colour', value: 'blue' },
    ]
    expect(settingsFrom(kept)).toEqual({ ...defaultSettings, ratioGoal: 7, weekStart: 0 })
  })

  it('are the same again once they are written and read', () => {
    const anySettings = fc.record({
      visitEvery: fc.oneof(fc.constant('never'), fc.integer({ min: 1, max: 36_500 })),
      ratioGoal: fc.integer({ min: 1, max: 9999 }),
      ratioWindow: fc.integer({ min: 1, max: 36_500 }),
      weekStart: fc.integer({ min: 0, max: 6 }),
      dateOrder: fc.constantFrom('dmy', 'mdy'),
      phoneCountry: fc.constantFrom('US', 'GB', 'DE'),
      replyWithin: fc.integer({ min: 1, max: 36_500 }),
      requestWithin: fc.integer({ min: 1, max: 36_500 }),
      promiseWithin: fc.integer({ min: 1, max: 36_500 }),
      mendWithin: fc.integer({ min: 1, max: 36_500 }),
      dateAhead: fc.integer({ min: 1, max: 36_500 }),
      savingsTell: fc.integer({ min: 1, max: 36_500 }),
      currency: fc.constantFrom('USD', 'GBP', 'EUR'),
      shopName: fc.constantFrom('Kim', 'The Bakers & Co'),
      me: fc.constantFrom('Kim', 'Zoë Li'),
    }) as fc.Arbitrary<Settings>
    fc.assert(
      fc.property(anySettings, (settings) => {
        const kept = Object.entries(settingKeys).map(([key, { shown }]) => ({ key, value: shown(settings) }))
        expect(settingsFrom(kept)).toEqual(settings)
      }),
    )
  })
})
