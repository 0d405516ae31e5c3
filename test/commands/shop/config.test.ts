import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'
import { changeBehindItsBack } from '../behind-its-back.ts'

const oneCustomer = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme --since 2026-10-01 --today 2026-10-01')
  return acme
})

it.each(['config', 'config list'])('%s lists every setting with its value and default', async (line) => {
  const { json, cl } = await oneCustomer()
  expect(await json(line)).toEqual([
    { key: 'visit.every', value: '30d', default: '30d' },
    { key: 'ratio.goal', value: '10', default: '10' },
    { key: 'ratio.window', value: '365d', default: '365d' },
    { key: 'week.start', value: 'monday', default: 'monday' },
    { key: 'date.order', value: null, default: null },
    { key: 'phone.country', value: null, default: null },
    { key: 'reply.within', value: '1d', default: '1d' },
    { key: 'request.within', value: '3d', default: '3d' },
    { key: 'promise.within', value: '30d', default: '30d' },
    { key: 'mend.within', value: '7d', default: '7d' },
    { key: 'date.ahead', value: '7d', default: '7d' },
    { key: 'savings.tell', value: '30d', default: '30d' },
    { key: 'currency', value: null, default: null },
    { key: 'shop.name', value: null, default: null },
    { key: 'me', value: null, default: null },
    { key: 'pager', value: 'on', default: 'on', onThisLaptop: true },
    { key: 'me.email', value: null, default: null, onThisLaptop: true },
    { key: 'hooks.after-change', value: null, default: null, onThisLaptop: true },
    { key: 'calendar.file', value: null, default: null, onThisLaptop: true },
  ])
  expect((await cl(line)).out.split('\n').map((text) => text.split(/ {2,}/)[1])).toEqual([
    'Value',
    '30d',
    '10',
    '365d',
    'monday',
    '–',
    '–',
    '1d',
    '3d',
    '30d',
    '7d',
    '7d',
    '30d',
    '–',
    '–',
    '–',
    'on',
    '–',
    '–',
    '–',
    undefined,
  ])
})

it.each([
  ['visit.every', '3w', '21d', '30d'],
  ['visit.every', 'never', 'never', '30d'],
  ['VISIT.Every', '1y', '365d', '30d'],
  ['ratio.goal', '5', '5', '10'],
  ['ratio.window', '90', '90d', '365d'],
  ['week.start', 'Sun', 'sunday', 'monday'],
  ['date.order', 'DMY', 'dmy', null],
  ['phone.country', 'us', 'US', null],
  ['reply.within', '3', '3d', '1d'],
  ['date.ahead', '2w', '14d', '7d'],
  ['savings.tell', '1m', '30d', '30d'],
  ['currency', 'eur', 'EUR', null],
  ['shop.name', '"Our Bakery"', 'Our Bakery', null],
])('set %s %s keeps %s, get reads it, unset gives the default', async (key, typed, value, byDefault) => {
  const { all, cl, json } = await oneCustomer()
  const line = { key: key.toLowerCase(), value, default: byDefault }
  expect(await json(`config set ${key} ${typed}`)).toEqual(line)
  expect(await json(`config get ${key}`)).toEqual(line)
  expect((await cl(`config get ${key}`)).out).toBe(`${line.key} = ${value}\n`)
  expect(await json('config')).toContainEqual(line)
  await all(`config unset ${key}`)
  expect((await cl(`config get ${key}`)).out).toBe(`${line.key} = ${byDefault ?? '–'}\n`)
})

it('visit.every is the cadence of those without their own', async () => {
  const { all, json } = await oneCustomer()
  await all('add Bolt --since 2026-10-01 --today 2026-10-01 --every 2w', 'config set visit.every 50d')
  expect(await json('due --all')).toMatchObject([
    { name: 'Bolt', visitEvery: 14, visitDue: '2026-10-15' },
    { name: 'Acme', visitEvery: 50, visitDue: '2026-11-20' },
  ])
  await all('config set visit.every never')
  expect(await json('due --all')).toMatchObject([
    { name: 'Bolt', visitEvery: 14 },
    { name: 'Acme', visitEvery: null, visitDue: null, daysOverdue: null },
  ])
})

it('ratio.goal and ratio.window decide who is below', async () => {
  const { all, json } = await oneCustomer()
  await all('log acme --on 2026-11-20', 'log acme invoice --on 2026-11-12')
  const needed = async () => (await json<{ needed: number }[]>('due --all'))[0]?.needed
  expect(await needed()).toBe(9)
  await all('config set ratio.goal 3')
  expect(await needed()).toBe(2)
  await all('config set ratio.window 10d')
  expect(await needed()).toBe(2)
  await all('config set ratio.window 9d')
  expect(await needed()).toBe(0)
})

it('week.start moves the week of the report', async () => {
  const { all, json } = await oneCustomer()
  await all('config set week.start sunday')
  expect(await json('report')).toMatchObject({ from: '2026-11-15', to: '2026-11-21' })
})

it('phone.country is where numbers without a country code are from', async () => {
  const { all, cl } = shop()
  await all('config set phone.country US', 'add Acme --phone "352 555 0101"', 'add Bolt')
  expect((await cl('show "+1 (352) 555-0101"')).out).toMatch(/^Acme /)
})

it('phone.country is understood of numbers that were there before it was set', async () => {
  const { all, cl } = shop()
  await all('add Acme --phone "352 555 0101"', 'add Bolt', 'config set phone.country US')
  for (const typed of ['352 555 0101', '+1 352 555 0101']) expect((await cl(['show', typed])).out).toMatch(/^Acme /)
})

it.each<[string, RegExp]>([
  ['config show', /^"show" is not one of list, get, set, unset\.\nA setting: cl config get .+\n$/],
  ['config list ratio.goal', /^"ratio.goal" is one word too many for cl config list\.\nType: cl config list --help\n$/],
  [
    'config get',
    /^Missing required argument 'key'\.\nAs in: cl config get ratio\.goal {3}More: cl config get --help\n$/,
  ],
  ['config set', /^Missing required argument 'key'\.\nAs in: cl config set visit\.every 3w .+\n$/],
  ['config set ratio.goal', /^Missing required argument 'value'\.\n.+\n$/],
  ['config get colour', /^"colour" is not a setting\.\nThe settings are visit\.every, .+\n$/],
  ['config set __proto__ 1', /^"__proto__" is not a setting\.\n.+\n$/],
  ['config set ratio.goal 0', /^"0" is not a whole number from 1 to 9999\.\n.+\n$/],
  ['config set ratio.goal 2.5', /^"2\.5" is not a whole number from 1 to 9999\.\n.+\n$/],
  ['config set visit.every soon', /^"soon" is not a length of time\.\n.+\n$/],
  ['config set ratio.window never', /^"never" is not a length of time\.\n.+\n$/],
  ['config set week.start m', /^"m" is not a day of the week\.\nWrite one of sunday, .+\n$/],
  ['config set phone.country USA', /^"USA" is not a country code\.\n.+\n$/],
  ['config set pager', /^Missing required argument 'value'\.\n.+\n$/],
  ['config set pager maybe', /^"maybe" is neither on nor off\.\n.+\n$/],
  [
    'config get hooks.log',
    /^"hooks\.log" is not a setting\.\nThe settings are .+, pager, me\.email, hooks\.after-change, calendar\.file\.\n$/,
  ],
  ['config unset ratio.goal 5', /^"5" is one word too many for cl config unset\.\n.+\n$/],
])('refuses: %s', async (line, err) => {
  expect(await refusal(await oneCustomer(), line)).toEqual({ code: 2, out: '', err: expect.stringMatching(err) })
})

it.each([
  ['visit.every', 'banana', '"banana" is not a length of time.'],
  ['ratio.goal', '-5', '"-5" is not a whole number from 1 to 9999.'],
  ['currency', '12', '"12" is not a currency.'],
])('a %s in the book that cannot be one is named, and unset', async (key, value, reason) => {
  const { book, cl, all, json } = await oneCustomer()
  await all('save acme --money 5 sliced')
  changeBehindItsBack(book, 'insert into settings (key, value) values (?, ?)', key, value)
  const what = `The setting ${key} cannot be read: ${reason}`
  for (const line of ['due', 'log acme', 'config', 'config get week.start'])
    expect(await cl(line)).toEqual({ code: 1, out: '', err: `${what}\nIts default again: cl config unset ${key}\n` })
  expect((await cl('doctor')).out).toContain(`${what}\n  Its default again: cl config unset ${key} --book ${book}\n`)
  await all(`config unset ${key} --book ${book}`)
  expect(await json('due')).toMatchObject([{ name: 'Acme' }])
})
