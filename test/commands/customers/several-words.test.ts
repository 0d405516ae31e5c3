import { expect, it } from 'vitest'
import { shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

/** A name of several words is typed without quotes, by CASES.md, section 1: the words that go on with it are no note. */

const names = [
  'Hotel Astoria',
  'Hotel Lux',
  'Anna Schmidt',
  'Anna Schmidt-Weber',
  'Müller, Bernd',
  'Bakery 12',
  'Acme Bakery',
  'Tour Center',
  'Mr O’Malley',
  'Anna Becker (Köln)',
  'Hotel Sunset Garden',
  'Jim & Bob’s',
]

const namedShop = preparedOnce(async () => {
  const opened = shop()
  for (const name of names) await opened.all(['add', name].map((word) => JSON.stringify(word)).join(' '))
  return opened
})

type Touch = { customer: { name: string }; channel: string; purpose: string; tone: string; note: string | null }

it.each<[string, string, string]>([
  ['log hotel astoria complaint cold soup', 'Hotel Astoria', 'call complaint - cold soup'],
  ['log hotel lux visit', 'Hotel Lux', 'visit care + null'],
  ['log lux, visit hi', 'Hotel Lux', 'visit care + hi'],
  ['log @lux: email', 'Hotel Lux', 'email care + null'],
  ["log lux's oven is new", 'Hotel Lux', 'call care + oven is new'],
  ['log hotel lux, visit hi', 'Hotel Lux', 'visit care + hi'],
  ['log lux: hotel is full', 'Hotel Lux', 'call care + hotel is full'],
  ['log h lux visit', 'Hotel Lux', 'visit care + null'],
  ['log anna schmidt yesterday visit hi', 'Anna Schmidt', 'visit care + hi'],
  ['log anna schmidt weber visit', 'Anna Schmidt-Weber', 'visit care + null'],
  ['log mueller bernd email', 'Müller, Bernd', 'email care + null'],
  ['log bakery 12 email hi', 'Bakery 12', 'email care + hi'],
  ['log becker koln visit', 'Anna Becker (Köln)', 'visit care + null'],
  ['log hotel l visit', 'Hotel Lux', 'visit care + null'],
  ['log acme b. closed', 'Acme Bakery', 'call care + closed'],
  ['log acme a van was late', 'Acme Bakery', 'call care + a van was late'],
  ['log tour c visit', 'Tour Center', 'visit care + null'],
  ['log mr omalley visit', 'Mr O’Malley', 'visit care + null'],
  ['log o malley visit', 'Mr O’Malley', 'visit care + null'],
  ['log center tour hi', 'Tour Center', 'visit tour + hi'],
  ['log acme bakery closed', 'Acme Bakery', 'call care + closed'],
  ['log hotel sunset visit', 'Hotel Sunset Garden', 'visit care + null'],
  ['log sunset garden party booked', 'Hotel Sunset Garden', 'call care + party booked'],
  ['log garden hotel sunset visit', 'Hotel Sunset Garden', 'visit care + null'],
  ['log sunset hotel is full', 'Hotel Sunset Garden', 'call care + hotel is full'],
  ['log acme -- bakery closed', 'Acme Bakery', 'call care + bakery closed'],
  ['log acme "bakery closed"', 'Acme Bakery', 'call care + bakery closed'],
  ['log "acme bakery" bakery closed', 'Acme Bakery', 'call care + bakery closed'],
  ['log acme astoria called', 'Acme Bakery', 'call care + astoria called'],
  ['log acme bak closed', 'Acme Bakery', 'call care + bak closed'],
  ['log 7 bakery closed', 'Acme Bakery', 'call care + bakery closed'],
  ['log jim and bobs visit', 'Jim & Bob’s', 'visit care + null'],
  ['log jim and off we went', 'Jim & Bob’s', 'call care + and off we went'],
  ['log "jim and bobs" visit', 'Jim & Bob’s', 'visit care + null'],
])('%s', async (line, name, touch) => {
  const { all, json } = await namedShop()
  await all(line)
  const [first] = await json<Touch[]>('history')
  expect([first?.customer.name, `${first?.channel} ${first?.purpose} ${first?.tone} ${first?.note}`]).toEqual([
    name,
    touch,
  ])
})

it.each([
  ['show hotel astoria', /^Hotel Astoria \(#1\)/],
  ['why anna schmidt', /^Anna Schmidt \(#3\)/],
  ['edit acme bakery --phone "+1 352 555 0101"', /^Changed Acme Bakery/],
  ['archive hotel lux', /^Hotel Lux is archived/],
  ['promise hotel astoria send the list', /Hotel Astoria, without a day: send the list\n$/],
  ['learn hotel astoria the twins', /about Hotel Astoria, other, today: the twins\n/],
  ['date hotel astoria birthday 5 mar', /^Hotel Astoria: birthday on 5 Mar/],
  ['snooze hotel astoria 2 weeks', /^No care visit to Hotel Astoria is due before 5 Dec/],
  ['save hotel astoria a smaller box --money 5', /for Hotel Astoria, today: 5.00 · a smaller box\n/],
  ['pulse hotel astoria 8 good', /^8 of 10 from Hotel Astoria, today: good\n/],
])('%s', async (line, out) => {
  const { cl } = await namedShop()
  expect(await cl(line)).toMatchObject({ code: 0, out: expect.stringMatching(out) })
})

it('a loop is closed, or waits, by the whole name of whose it is', async () => {
  const { all, cl } = await namedShop()
  await all('promise hotel astoria a', 'wait hotel astoria the mill')
  expect((await cl('loops')).out).toContain('waiting since today on the mill')
  expect((await cl('done hotel astoria by courier')).out).toContain('kept today: a – by courier (Hotel Astoria)')
})

it('a line of several loops says what to type without the words of the name', async () => {
  const { all, cl } = await namedShop()
  await all('promise hotel astoria a', 'promise hotel astoria b')
  expect((await cl('wait hotel astoria the mill')).err).toContain('as in: cl wait 1 the mill\n')
})

it('where the words are no name, the customers whom each of them names are near', async () => {
  const { cl } = await namedShop()
  expect((await cl('show acme bernd')).err).toContain('Near: Acme Bakery (#7), Müller, Bernd (#5).')
  expect((await cl('date hotel astoria')).err).toContain('As in: cl date "hotel astoria" birthday 5 mar')
})

it.each<[string, string]>([
  ['archive acme bakery --why moved away', 'Why: moved away'],
  ['edit hotel lux --every 2 weeks --tag vip', 'tags vip · every 14d'],
  ['edit hotel lux --name Hotel de Luxe', 'Changed Hotel de Luxe (#2)'],
  ['edit hotel lux --company Lux and Sons --birthday 5 mar', 'Lux and Sons · since 2026-11-21 · birthday 5 Mar'],
  ['add Old Tom --note likes rye', 'Added Old Tom (#13): since 2026-11-21 · note: likes rye'],
  ['add Old Tom --every fortnight --phone 01904 555 123', '01904 555 123 · every 14d'],
  ['log hotel lux call --promise send the list by friday', 'promise #1 opened, by 27 Nov: send the list by friday'],
  ['log hotel lux visit --on 3 days ago --note asked for rye', '#1 visit, care, + with Hotel Lux, 18 Nov'],
  ['log hotel lux --minutes half an hour all good', '30 minutes'],
  ['promise hotel lux a sample --by next friday', 'by 27 Nov: a sample'],
  ['learn hotel lux goals a second house --on last friday', 'goals, yesterday: a second house'],
])('a value of several words needs no quotes: %s', async (line, said) => {
  const { cl } = await namedShop()
  expect((await cl(line)).out).toContain(said)
})
