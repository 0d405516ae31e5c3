import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { onServer } from '../../server.ts'

it('keeps everything that is said of a customer', async () => {
  const { cl } = shop()
  const { out } = await cl(
    'add "Bolt  Garage" --alias bolt --alias BG --alias "b g" --email kim@bolt.example --phone "+1 352 555 0101" --every 2w --goal 5 --since 2024-03-01 --tag VIP --tag new --tag vip --note "pays late" --json',
  )
  expect(out).toBe(
    `${JSON.stringify(
      {
        id: 1,
        name: 'Bolt Garage',
        kind: 'customer',
        aliases: ['bolt', 'BG'],
        email: 'kim@bolt.example',
        phone: '+1 352 555 0101',
        tags: ['vip', 'new'],
        note: 'pays late',
        visitEvery: 14,
        goal: 5,
        since: '2024-03-01',
        snoozedUntil: null,
        archivedOn: null,
        archivedWhy: null,
        company: null,
        address: null,
      },
      null,
      2,
    )}\n`,
  )
})

it('needs no more than a name, and takes the rest from the shop', async () => {
  const { json } = shop()
  expect(await json('add "Café Zoë"')).toEqual({
    id: 1,
    name: 'Café Zoë',
    kind: 'customer',
    aliases: [],
    email: null,
    phone: null,
    tags: [],
    note: null,
    visitEvery: null,
    goal: null,
    since: '2026-11-21',
    snoozedUntil: null,
    archivedOn: null,
    archivedWhy: null,
    company: null,
    address: null,
  })
})

it.skipIf(onServer)('says what it added in one line, and that it made the book on stderr', async () => {
  const { cl, book } = shop()
  const line = 'add "Bolt Garage" --alias bolt --phone "+1 352 555 0101" --email a@b.example --every 2w --tag vip'
  expect(await cl(line)).toEqual({
    code: 0,
    out: 'Added Bolt Garage (#1): +1 352 555 0101 · a@b.example · also bolt · tags vip · every 14d · since 2026-11-21\n',
    err: `A new book was made: ${book}\n`,
  })
  expect((await cl('add Zoë')).err).toBe('')
})

it.each([
  ['10', 10],
  ['10d', 10],
  ['2w', 14],
  ['3m', 90],
  ['1y', 365],
  ['never', 'never'],
  ['default', null],
])('--every %s is kept as %s', async (typed, visitEvery) => {
  expect(await shop().json(`add acme --every ${typed}`)).toMatchObject({ visitEvery })
})

it.each([
  ['friday', '2026-11-20'],
  ['"20 Nov"', '2026-11-20'],
  ['"nov 22"', '2025-11-22'],
  ['today', '2026-11-21'],
  ['"3 days ago"', '2026-11-18'],
])('--since %s is the latest such day up to today, %s', async (typed, since) => {
  expect(await shop().json(`add acme --since ${typed}`)).toMatchObject({ since })
})

it.each(['CAFE ZOE', 'cafézoë', 'zo', 'corner', 'kim@zoe.example', '+13525550101', '+1 (352) 555-0101', '#1'])(
  'the customer is found again by %s',
  async (typed) => {
    const { all, cl } = shop()
    await all('add "Café Zoë" --alias "The Corner" --email Kim@zoe.example --phone "+1 352 555 0101"', 'add Bolt')
    expect((await cl(['show', typed])).out).toMatch(/^Café Zoë \(#1\)\n/)
  },
)

it('an exact name wins over names that begin so', async () => {
  const { all, cl } = shop()
  await all('add "Acme Bakery"', 'add Acme', 'add "Acme Garage"')
  expect((await cl('show acme')).out).toMatch(/^Acme \(#2\)\n/)
})

it.each<[string, number, RegExp]>([
  ['add "CAFE  ZOE"', 1, /^There is already a customer called "Café Zoë": Café Zoë \(#1\)\.\n.+\n$/],
  ['add Zoe', 1, /^There is already a customer called "zoë": Café Zoë \(#1\)\.\n.+\n$/],
  ['add Bolt --alias zoe', 1, /^There is already a customer called "zoë": Café Zoë \(#1\)\.\n.+\n$/],
  ['add', 2, /^Missing required argument 'name'\.\nAs in: cl add "Acme Bakery" {3}More: cl add --help\n$/],
  ['add Bolt --every 0', 2, /^"0" is not a length of time\.\n.+2w.+\n$/],
  ['add Bolt --every sometimes', 2, /^"sometimes" is not a length of time\.\n.+\n$/],
  ['add Old --tag vip Tom', 2, /^Is "Tom" of the name, or of the text behind --tag\?\n.+--note "likes rye"\n$/],
  ['add Bolt --every 101y', 2, /^"101y" is not a length of time\.\n.+\n$/],
  ['add Bolt --since tomorrow', 2, /^The day they came cannot be in the future: 2026-11-22 is after .+\n.+\n$/],
  ['add Bolt --since 2026-02-30', 2, /^There is no 30 Feb in 2026\.\n.+\n$/],
  ['add Bolt --email bolt', 2, /^"bolt" is not an e-mail address\.\n.+\n$/],
  ['add Bolt --phone "ring twice"', 2, /^"ring twice" is not a phone number\.\n.+\n$/],
  ['add Bolt --tag "a,b"', 2, /^The tag "a,b" holds a comma or a semicolon\.\n.+\n$/],
  ['add Bolt --tag ""', 2, /^The tag is empty\.\n.+\n$/],
  ['add Bolt --alias "#7"', 2, /^The alias cannot be "#7": .+\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  const acme = shop()
  await acme.all('add "Café Zoë" --alias zoë')
  expect(await refusal(acme, line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it('a birthday is noted with the customer, and taken back with them', async () => {
  const { cl, all, json } = shop()
  const { out } = await cl('add Rosa --birthday 1975-11-24')
  expect(out).toBe('Added Rosa (#1): since 2026-11-21 · birthday 24 Nov 1975\n')
  expect(await json('due')).toMatchObject([{ name: 'Rosa', reasons: [{ kind: 'date', label: 'birthday', days: -3 }] }])
  await all('undo', 'add Bea')
  expect(await json('dates --all')).toEqual([])
})

it('a birthday that is none adds nobody', async () => {
  const { cl, json } = shop()
  expect((await cl('add Rosa --birthday "30 feb"')).code).toBe(2)
  expect((await cl('add Rosa --birthday someday')).code).toBe(2)
  await cl('add Bea')
  expect(await json('list')).toMatchObject([{ id: 1, name: 'Bea' }])
})

it.each([
  ['Dave dave@x.example', 'Dave --email "dave@x.example"'],
  ['Dave Lee 0352 555 0101', 'Dave Lee --phone 0352 555 0101'],
  ['Dave phone +1-352-555-0101', 'Dave --phone "+1-352-555-0101"'],
  ['Dan every 2 weeks', 'Dan --every 2 weeks'],
  ['Deb since 2024-01-01', 'Deb --since "2024-01-01"'],
  ['Dina birthday 5 mar', 'Dina --birthday 5 mar'],
  ['Dora tag vip', 'Dora --tag vip'],
])('a detail behind a name is said to be of the name: add %s', async (words, instead) => {
  const { cl, clOn } = shop('2026-11-21')
  expect((await cl(`add ${words}`)).err).toContain(`If not: cl undo, then cl add ${instead}\n`)
  await cl('undo')
  expect(await clOn('2026-11-21', `add ${instead}`)).toMatchObject({ code: 0, err: '' })
})

it.each(['Hotel 21', 'Every Day Bakery', 'Coffee Every Day', 'Since Always', '24 Hour Gym', '"Dan every 2w"'])(
  'a name may have such words: add %s',
  async (words) => expect((await shop().cl(`add ${words}`)).err).not.toContain('of the name'),
)
