import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

type Named = { id: number; name: string }

/** Acme is overdue and has a promise open, and Bolt is overdue. */
const twoOverdue = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-01-01 --today 2026-01-01',
    'add Bolt --since 2026-01-01 --today 2026-01-01',
    'promise acme "a cake"',
    'log acme news',
  )
  return acme
})

it.each([
  ['due', (rows: Named[]) => rows, [2]], // a first day of its own
  ['list', (rows: Named[]) => rows, [1, 2]],
  ['report', (report: { customers: Named[] }) => report.customers, [1, 2]],
] as [string, (data: never) => Named[], number[]][])(
  'an archived customer is out of %s, until taken back',
  async (line, rows, after) => {
    const { all, json } = await twoOverdue()
    const ids = async () => rows(await json(line)).map(({ id }) => id)
    expect(await ids()).toEqual([1, 2])
    await all('archive acme')
    expect(await ids()).toEqual([2])
    await all('unarchive acme')
    expect(await ids()).toEqual(after)
  },
)

it('nothing is lost: touches and loops stay, and list --archived shows who', async () => {
  const { all, json } = await twoOverdue()
  await all('archive acme')
  expect(await json('history acme')).toHaveLength(1)
  expect(await json('loops acme')).toHaveLength(1)
  expect(await json('list --archived')).toMatchObject([{ id: 1, archivedOn: '2026-11-21' }])
})

it('a day before it was archived, the customer is still scored', async () => {
  const { all, json } = await twoOverdue()
  await all('archive acme')
  expect(await json('due --today 2026-11-20')).toMatchObject([{ name: 'Acme' }, { name: 'Bolt' }])
  expect(await json('why acme --today 2026-11-20')).toMatchObject({ score: { name: 'Acme' } })
})

it('says that it is done, and names the loops that are still open', async () => {
  const { cl } = await twoOverdue()
  expect(await cl('archive acme --why "closed the shop"')).toEqual({
    code: 0,
    out: 'Acme is archived: out of due and the report from today. To take them back: cl unarchive 1\nWhy: closed the shop\nWhat is open with them stays in due until it is closed.\nstill open: promise #1 (a cake, open since today): cl done 1\n',
    err: '',
  })
  expect((await cl('show acme')).out).toContain('Archived 21 Nov: closed the shop\n')
  expect((await cl('why acme')).out).toContain('Not scored: archived on 2026-11-21: closed the shop\n')
  expect(await cl('unarchive acme')).toEqual({ code: 0, out: 'Acme is back.\n', err: '' })
  expect((await cl('show acme')).out).not.toContain('Archived')
})

it('--json gives what is kept', async () => {
  const { json } = await twoOverdue()
  const archivedOn = '2026-11-21'
  expect(await json('archive acme --why gone')).toEqual({
    id: 1,
    name: 'Acme',
    archivedOn,
    archivedWhy: 'gone',
    lost: false,
  })
  expect(await json('archive bolt')).toEqual({ id: 2, name: 'Bolt', archivedOn, archivedWhy: null, lost: false })
  expect(await json('unarchive acme')).toEqual({ id: 1, name: 'Acme', archivedOn: null, wonBack: false })
})

it('the list and the page of an archived customer say since when, and who was lost', async () => {
  const { all, cl, json } = await twoOverdue()
  await all('archive acme --lost --why moved', 'archive bolt')
  expect((await cl('list --archived')).out).toBe(
    [
      '#  Customer  Last touch  Archived      Reach  Tags',
      '1  Acme      today       21 Nov, lost',
      '2  Bolt      –           21 Nov',
      '',
    ].join('\n'),
  )
  expect(await json('list --archived')).toEqual([
    expect.objectContaining({ name: 'Acme', lost: true }),
    expect.not.objectContaining({ lost: expect.anything() }),
  ])
  expect((await cl('show acme')).out).toContain('\nArchived 21 Nov, lost: moved\n')
  expect((await cl('show bolt')).out).toContain('\nArchived 21 Nov\n')
})

it('nobody is taken back before the day on which they were archived', async () => {
  const acme = await twoOverdue()
  await acme.all('archive acme --lost --today 2026-11-20')
  expect(await refusal(acme, 'unarchive acme --today 2026-11-19')).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(/^Acme is not archived on 2026-11-19, but since 2026-11-20\.\n.+\n$/),
  })
  await acme.all('unarchive acme --today 2026-11-20')
})

it.each<[string, number, RegExp]>([
  ['archive bolt', 1, /^Bolt is archived already, since 2026-11-21\.\nTo take them back: cl unarchive 2\n$/],
  ['unarchive acme', 1, /^Acme is not archived\.\ncl list --archived shows who is\.\n$/],
  ['archive nobody', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['unarchive nobody', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['archive acme --why " "', 2, /^The reason is empty\.\n.+\n$/],
  [
    'archive',
    2,
    /^Missing required argument 'customer'\. If it was #3: type 3, or "#3" in quotes\.\nAs in: cl archive acme --why "closed the shop" {3}More: cl archive --help\n$/,
  ],
  [
    'unarchive',
    2,
    /^Missing required argument 'customer'\. If it was #3: type 3, or "#3" in quotes\.\nAs in: cl unarchive acme {3}More: cl unarchive --help\n$/,
  ],
])('refuses: %s', async (line, code, err) => {
  const acme = await twoOverdue()
  await acme.all('archive bolt')
  expect(await refusal(acme, line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})
