import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeSavedFrom } from '#domain/days/lengths.ts'
import { checkCurrency, decimalText, moneyFrom, moneyText, timeText } from '#domain/practices/money.ts'

describe('an amount', () => {
  it.each([
    ['120', 'EUR', 12_000, 'EUR 120.00'],
    ['120.5', 'EUR', 12_050, 'EUR 120.50'],
    ['120.50', 'EUR', 12_050, 'EUR 120.50'],
    ['120,50', 'EUR', 12_050, 'EUR 120.50'],
    ['120,50 €', 'EUR', 12_050, 'EUR 120.50'],
    ['1.200,50', 'EUR', 120_050, 'EUR 1200.50'],
    ['€1,200,300.50', 'EUR', 120_030_050, 'EUR 1200300.50'],
    [' 0.05 ', 'EUR', 5, 'EUR 0.05'],
    ['007', 'EUR', 700, 'EUR 7.00'],
    ['120', 'JPY', 120, 'JPY 120'],
    ['1.234', 'KWD', 1234, 'KWD 1.234'],
    ['0.01', null, 1, '0.01'],
    ['120', null, 12_000, '120.00'],
    ['999999999999', 'EUR', 99_999_999_999_900, 'EUR 999999999999.00'],
  ])('%s in %s is %i minor units, shown as %s', (text, currency, minor, shown) => {
    expect(moneyFrom(text, currency)).toBe(minor)
    expect(moneyText(minor, currency)).toBe(shown)
  })

  it.each([
    ['', 'EUR', '"" is not an amount.'],
    ['lots', 'EUR', '"lots" is not an amount.'],
    ['-5', 'EUR', '"-5" is not an amount.'],
    ['1e3', 'EUR', '"1e3" is not an amount.'],
    ['1.', 'EUR', '"1." is not an amount.'],
    ['.5', 'EUR', '".5" is not an amount.'],
    ['EUR 5', 'EUR', '"EUR 5" is not an amount.'],
    ['0', 'EUR', 'The amount is 0.'],
    ['0,00', 'EUR', 'The amount is 0.'],
    ['1.234', 'EUR', 'EUR has 2 decimals: "1.234" has 3.'],
    ['1.5', 'JPY', 'JPY has no decimals: "1.5" has 1.'],
    ['1.234', null, 'Money without a currency has 2 decimals: "1.234" has 3.'],
    ['1000000000000', 'EUR', '"1000000000000" is too much: there is room for 12 digits.'],
  ])('cannot be %j in %s', (text, currency, message) => {
    expect(() => moneyFrom(text, currency)).toThrow(message)
  })

  it('is read as it is written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 ** 13 }),
        fc.constantFrom('EUR', 'JPY', 'KWD', null),
        (minor, currency) => {
          expect(moneyFrom(decimalText(minor, currency), currency)).toBe(minor)
        },
      ),
    )
  })
})

it('knows the currencies of the world', () => {
  for (const code of ['EUR', 'USD', 'JPY', 'KWD']) expect(() => checkCurrency(code)).not.toThrow()
  for (const code of ['XYZ', 'EURO', 'eur', '']) expect(() => checkCurrency(code)).toThrow('is not a currency')
})

describe('time', () => {
  it.each([
    ['3h', 180, '3 h'],
    ['90m', 90, '1 h 30 min'],
    ['1h30', 90, '1 h 30 min'],
    ['1h30m', 90, '1 h 30 min'],
    ['1 h 30 min', 90, '1 h 30 min'],
    ['1.5h', 90, '1 h 30 min'],
    ['1,5 H', 90, '1 h 30 min'],
    ['45', 45, '45 min'],
    ['0h5', 5, '5 min'],
    ['0.01h', 1, '1 min'],
    ['2 hours', 120, '2 h'],
    ['half an hour', 30, '30 min'],
  ])('%s is %i minutes, shown as %s', (text, minutes, shown) => {
    expect(timeSavedFrom(text)).toBe(minutes)
    expect(timeText(minutes)).toBe(shown)
  })

  it.each(['', '0', '0h', '0h00', '-3h', '-5', 'long', '1h75', '1.5', '1.5h30', '3d', '0.001h', '9999999'])(
    'cannot be %j',
    (text) => {
      expect(() => timeSavedFrom(text)).toThrow(`"${text}" is not a time that was saved.`)
    },
  )

  it('is read as it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (minutes) => {
        expect(timeSavedFrom(timeText(minutes))).toBe(minutes)
      }),
    )
  })
})
