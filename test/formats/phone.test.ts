import { describe, expect, it } from 'vitest'
import { phoneKey } from '#formats/phone.ts'

describe('a phone number', () => {
  it.each([
    ['+1 352 555 0101', null, '+13525550101'],
    ['+1 (352) 555-0101', null, '+13525550101'],
    ['  +1.352.555.0101 ', null, '+13525550101'],
    ['+49 30 123456', 'US', '+4930123456'],
    ['(352) 555-0101', 'US', '+13525550101'],
    ['352 555 0101', 'US', '+13525550101'],
    ['1 352 555 0101', 'US', '+13525550101'],
    ['030/123456', 'DE', '+4930123456'],
    ['030 123456', 'DE', '+4930123456'],
    ['0049 30 123456', 'DE', '+4930123456'],
    ['020 7946 0018', 'GB', '+442079460018'],
  ])('%j from %s is %s', async (text, country, key) => {
    expect(await phoneKey(text, country)).toBe(key)
  })

  it.each([
    ['352.555.0101', null, '3525550101'],
    ['(030) 123456', null, '030123456'],
    ['12345', null, '12345'],
    ['555-0101', 'US', '5550101'],
    ['123 456 789 012 345 678 90', null, '12345678901234567890'],
  ])('%j from %s is not understood, and is %s', async (text, country, key) => {
    expect(await phoneKey(text, country)).toBe(key)
  })

  it.each([
    ['', null],
    ['acme', null],
    ['Acme 12345', null],
    ['12345 Acme', 'US'],
    ['1234', null],
    ['+1 23', null],
    ['#12345', null],
    ['+++12345', null],
    ['12+345', null],
    ['kim12345@example.com', null],
    ['-----', null],
  ])('%j cannot be one', async (text, country) => {
    expect(await phoneKey(text, country)).toBeNull()
  })
})
