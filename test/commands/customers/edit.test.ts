import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const acmeAndBolt = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add "Acme Bakery" --alias oven --alias hut --email a@acme.example --phone "+1 352 555 0101" --every 2w --since 2026-01-01 --tag vip --tag new --note "pays late"',
    'add Bolt',
  )
  return acme
})
const before = {
  id: 1,
  name: 'Acme Bakery',
  kind: 'customer',
  aliases: ['oven', 'hut'],
  email: 'a@acme.example',
  phone: '+1 352 555 0101',
  tags: ['new', 'vip'],
  note: 'pays late',
  visitEvery: 14,
  goal: null,
  since: '2026-01-01',
  snoozedUntil: null,
  archivedOn: null,
  archivedWhy: null,
  company: null,
  address: null,
}
const fieldsOf = async ({ json }: ReturnType<typeof shop>) => {
  const page = await json<Record<string, unknown>>('show #1')
  return Object.fromEntries(Object.keys(before).map((key) => [key, page[key]]))
}

it.each<[string, Partial<typeof before> | object]>([
  ['--name "Acme & Daughters"', { name: 'Acme & Daughters' }],
  ['--name "ACME BAKERY"', { name: 'ACME BAKERY' }],
  ['--name oven', { name: 'oven', aliases: ['hut'] }],
  ['--alias mill --alias OVEN', { aliases: ['oven', 'hut', 'mill'] }],
  ['--remove-alias OVEN', { aliases: ['hut'] }],
  ['--remove-alias oven --remove-alias hut', { aliases: [] }],
  ['--email b@acme.example', { email: 'b@acme.example' }],
  ['--email ""', { email: null }],
  ['--phone "+49 30 1234567"', { phone: '+49 30 1234567' }],
  ['--phone ""', { phone: null }],
  ['--every 3m', { visitEvery: 90 }],
  ['--every never', { visitEvery: 'never' }],
  ['--every default', { visitEvery: null }],
  ['--goal 5', { goal: 5 }],
  ['--goal NONE', { goal: 'none' }],
  ['--since 2025-05-05', { since: '2025-05-05' }],
  ['--tag Wholesale', { tags: ['new', 'vip', 'wholesale'] }],
  ['--tag vip', {}],
  ['--remove-tag NEW', { tags: ['vip'] }],
  ['--note "pays now"', { note: 'pays now' }],
  ['--note ""', { note: null }],
  ['--name Acme --tag gold --remove-tag vip --every 1w', { name: 'Acme', tags: ['gold', 'new'], visitEvery: 7 }],
])('%s changes that, and nothing else', async (options, changes) => {
  const acme = await acmeAndBolt()
  await acme.all(`edit oven ${options}`)
  expect(await fieldsOf(acme)).toEqual({ ...before, ...changes })
})

it('says in one line how the customer is now', async () => {
  const { cl } = await acmeAndBolt()
  expect(await cl('edit acme --every default --phone "" --email "" --remove-tag new --remove-alias oven')).toEqual({
    code: 0,
    out: 'Changed Acme Bakery (#1): also hut · tags vip · since 2026-01-01\n',
    err: '',
  })
})

it('--json gives the customer in the shape of add', async () => {
  const { json } = await acmeAndBolt()
  expect(await json('edit oven --note new')).toEqual({
    ...before,
    tags: expect.arrayContaining(['new', 'vip']),
    note: 'new',
  })
})

it.each([
  ['--name Mill', 'mill', 'bakery'],
  ['--phone "+49 30 1234567"', '+49301234567', '+13525550101'],
  ['--email b@x.example', 'B@X.example', 'a@acme.example'],
  ['--alias "The Hut"', 'thehut', 'shed'],
  ['--remove-alias hut', 'oven', 'hut'],
])('after %s they answer to %s, and not to %s', async (options, now, then) => {
  const { all, cl } = await acmeAndBolt()
  await all(`edit oven ${options}`)
  expect((await cl(['show', now])).out).toMatch(/\(#1\)\n/)
  expect((await cl(['show', then])).code).toBe(1)
})

it.each<[string, number, RegExp]>([
  ['edit acme', 2, /^There is no terminal to ask at: give an option\.\nAs in: cl edit acme --every 2w {3}More: .+\n$/],
  ['edit acme --no-input', 2, /^There is no terminal to ask at: give an option\.\n.+\n$/],
  ['edit nobody --tag x', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['edit acme --name BOLT', 1, /^There is already a customer called "Bolt": Bolt \(#2\)\.\n.+\n$/],
  ['edit bolt --alias Hut', 1, /^There is already a customer called "hut": Acme Bakery \(#1\)\.\n.+\n$/],
  ['edit acme --name ""', 2, /^The name is empty\.\n.+\n$/],
  ['edit acme --remove-alias mill', 1, /^Acme Bakery has no alias "mill"\.\nTheir aliases: oven, hut\.\n$/],
  ['edit acme --remove-tag gold', 1, /^Acme Bakery has no tag "gold"\.\nTheir tags: new, vip\.\n$/],
  ['edit acme --since tomorrow', 2, /^The day they came cannot be in the future: .+\n.+\n$/],
  ['edit acme --every none', 2, /^"none" is not a length of time\.\n.+ yearly, or never\.\n$/],
  ['edit acme --phone 12', 2, /^"12" is not a phone number\.\n.+\n$/],
  ['edit acme --email "a b@c"', 2, /^"a b@c" is not an e-mail address\.\n.+\n$/],
  [
    'edit',
    2,
    /^Missing required argument 'customer'\. If it was #3: type 3, or "#3" in quotes\.\nAs in: cl edit acme {3}More: cl edit --help\n$/,
  ],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await acmeAndBolt(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it('--birthday notes, moves and takes away their birthday; another change leaves it', async () => {
  const { cl, all, json } = shop()
  await all('add Rosa', 'edit rosa --birthday "24 nov"', 'edit rosa --phone "+1 352 555 0101"')
  expect(await json('dates --all')).toMatchObject([{ label: 'birthday', month: 11, date: 24, year: null }])
  expect((await cl('edit rosa --birthday 1975-11-25')).out).toContain('birthday 25 Nov 1975')
  await all('undo')
  expect(await json('dates --all')).toMatchObject([{ date: 24 }])
  await all('edit rosa --birthday ""')
  expect(await json('dates --all')).toEqual([])
})

it.each(['edit acme --phone ""', 'edit acme --name Acme', 'edit acme --birthday "5 mar"'])(
  'says once that nothing changed: %s',
  async (line) => {
    const { cl, all } = shop()
    await all('add Acme --birthday "5 mar"')
    expect(await cl(line)).toEqual({
      code: 0,
      out: '',
      err: 'It was so already: nothing changed, and there is nothing to undo.\n',
    })
    expect(JSON.parse((await cl(`${line} --json`)).out)).toMatchObject({ name: 'Acme' })
  },
)
