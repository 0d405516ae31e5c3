import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const fourCustomers = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Dot --since 2026-01-01 --today 2026-01-01 --every never',
    'add bolt --since 2026-11-01 --today 2026-11-01 --tag vip --phone "+1 352 555 0101"',
    'add Ácme --since 2026-01-01 --today 2026-01-01 --tag vip --tag b2b --email a@x.example --every 2w',
    'add Gone --since 2026-01-01 --today 2026-01-01 --tag vip',
    'log bolt news --on 2026-11-10',
    'log ácme call --on 2026-11-02',
    'log dot --on 2026-11-20',
    'archive gone',
  )
  return acme
})

it('--json gives each customer with the last touch and the next visit', async () => {
  const { cl } = await fourCustomers()
  const expected = [
    {
      id: 3,
      name: 'Ácme',
      kind: 'customer',
      phone: null,
      email: 'a@x.example',
      tags: ['b2b', 'vip'],
      since: '2026-01-01',
      visitEvery: 14,
      archivedOn: null,
      lastTouch: '2026-11-02',
      visitDue: '2026-11-16',
      company: null,
      address: null,
    },
    {
      id: 2,
      name: 'bolt',
      kind: 'customer',
      phone: '+1 352 555 0101',
      email: null,
      tags: ['vip'],
      since: '2026-11-01',
      visitEvery: null,
      archivedOn: null,
      lastTouch: '2026-11-10',
      visitDue: '2026-12-01',
      company: null,
      address: null,
    },
  ]
  expect((await cl('list --tag vip --json')).out).toBe(`${JSON.stringify(expected, null, 2)}\n`)
})

it.each([
  ['list', ['Ácme', 'bolt', 'Dot']],
  ['list --sort name', ['Ácme', 'bolt', 'Dot']],
  ['list --sort last', ['Dot', 'bolt', 'Ácme']],
  ['list --sort due', ['Ácme', 'bolt', 'Dot']],
  ['list --tag VIP', ['Ácme', 'bolt']],
  ['list --tag b2b', ['Ácme']],
  ['list --archived', ['Gone']],
  ['list --archived --tag b2b', []],
  ['list --today 2026-11-20 --tag vip', ['Ácme', 'bolt', 'Gone']],
])('%s lists %j', async (line, expected) => {
  const { json } = await fourCustomers()
  expect((await json<{ name: string }[]>(line)).map((each) => each.name)).toEqual(expected)
})

it('--sort due puts the next visit first', async () => {
  const { all, json } = shop()
  await all(
    'add a',
    'add b --since 2026-11-02 --today 2026-11-02',
    'add c --since 2026-11-01 --today 2026-11-01',
    'add d --every never',
  )
  expect((await json<{ name: string }[]>('list --sort due')).map((each) => each.name)).toEqual(['c', 'b', 'a', 'd'])
})

it('shows a table', async () => {
  expect(await (await fourCustomers()).cl('list')).toEqual({
    code: 0,
    err: '',
    out: [
      '#  Customer  Last touch  Care visit  Reach            Tags',
      '3  Ácme      2 Nov       16 Nov      a@x.example      b2b, vip',
      '2  bolt      10 Nov      1 Dec       +1 352 555 0101  vip',
      '1  Dot       yesterday   –',
      '',
    ].join('\n'),
  })
})

it('--csv has a fixed header', async () => {
  const { cl } = await fourCustomers()
  expect((await cl('list --tag b2b --csv')).out).toBe(
    'id,customer,phone,email,tags,since,visit_every,archived_on,last_touch,visit_due,kind,company,address\r\n' +
      '3,Ácme,,a@x.example,b2b; vip,2026-01-01,14d,,2026-11-02,2026-11-16,customer,,\r\n',
  )
})

it('calls teammates by their own name where there is nobody else', async () => {
  const { all, cl } = shop()
  await all('add Kim --team --since 2026-01-01 --today 2026-01-01', 'add Acme', 'log kim correction')
  expect((await cl('list --team')).out).toMatch(/^# {2}Teammate /)
  expect((await cl('list')).out).toMatch(/^# {2}Customer /)
  expect((await cl('due --team')).out).toMatch(/^Teammate /)
})

it.each([
  ['list', 'No customers yet. Add one: cl add "Acme Bakery"\n'],
  ['list --archived', 'No customer is archived. All of them: cl list\n'],
  ['list --archived --tag vip', 'No customer is archived and has the tag "vip". All of them: cl list\n'],
  ['list --tag vip', 'No customer has the tag "vip". All of them: cl list\n'],
  ['list --team', 'Nobody is on the team yet: cl add NAME --team\n'],
  ['list --team --archived', 'No teammate is archived. All of them: cl list\n'],
])('%s says so when there is nobody', async (line, err) => {
  const { all, cl } = shop()
  await all('config set ratio.goal 5')
  expect(await cl(line)).toEqual({ code: 0, out: '', err })
  expect(await cl(`${line} --json`)).toEqual({ code: 0, out: '[]\n', err })
})

it('leads from a tag to the archived customers with it, where nobody else has it', async () => {
  const { all, cl } = shop()
  await all('add Acme --tag vip', 'add Bolt --tag new', 'archive acme')
  expect((await cl('list --tag vip')).err).toBe(
    'Everybody with the tag "vip" is archived: cl list --archived --tag vip\n',
  )
  await all('list --archived --tag vip')
})

it.each<[string, RegExp]>([
  [
    'list --sort size',
    /^Option '--sort <order>' argument 'size' is invalid\. Allowed choices are name, last, due\.\n.+\n$/,
  ],
  ['list --tag " "', /^The tag is empty\.\n.+\n$/],
])('refuses: %s', async (line, err) => {
  expect(await refusal(await fourCustomers(), line)).toEqual({ code: 2, out: '', err: expect.stringMatching(err) })
})

it.each([
  ['list b', 'bolt'],
  ['list bol', 'bolt'],
  ['list ÁCM', 'Ácme'],
  ['list 2', 'bolt'],
  ['list gone --archived', 'Gone'],
  ['list "+1 (352) 555-0101"', 'bolt'],
])('%s keeps to whom the words fit', async (line, name) => {
  const { cl } = await fourCustomers()
  const { out, err } = await cl(`${line} --json`)
  expect([JSON.parse(out).map((each: { name: string }) => each.name), err]).toEqual([[name], ''])
})

it.each([
  ['list xyzzy', 'Nobody here is called "xyzzy". All of them: cl list\n'],
  ['list gonne', 'Nobody here is called "gonne". Near: Gone (#4). All of them: cl list\n'],
  ['list archived', 'Nobody here is called "archived". If you meant it so: cl list --archived\n'],
  ['list vip', 'Nobody here is called "vip". Those with the tag: cl list --tag vip\n'],
  ['list gone', 'Nobody here is called "gone". Gone (#4) is in another list: cl show 4\n'],
])('%s finds nobody, and says what to type', async (line, said) => {
  const { cl } = await fourCustomers()
  expect(await cl(line)).toEqual({ code: 0, out: '', err: said })
})
