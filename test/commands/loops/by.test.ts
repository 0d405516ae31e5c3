import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import Driver from '../../driver.js'
import { preparedOnce } from '../../prepared-once.ts'
import { changeBehindItsBack } from '../behind-its-back.ts'

/** Acme and Bolt are customers, and Kim and Kirk are on the team. */
const team = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-01-01 --today 2026-01-01',
    'add Bolt',
    'add "Kim Smith" --team --alias kimmy',
    'add Kirk --team',
  )
  return acme
})

/** The teammate of each touch, or of each promise, by number. */
function whoBy(book: string, table: 'touches' | 'loops'): (string | null)[] {
  const db = new Driver(book, { readonly: true })
  const names = db
    .prepare(`select c.name from ${table} t left join customers c on c.id = t.by_id order by t.id`)
    .pluck()
    .all() as (string | null)[]
  db.close()
  return names
}

it.each([
  ['log acme --by kim', 'Kim Smith'],
  ['log acme --by KIMMY', 'Kim Smith'],
  ['log acme --by smith', 'Kim Smith'],
  ['log acme --by kirk', 'Kirk'],
  ['log acme', null],
])('%s was had by %s', async (line, by) => {
  const acme = await team()
  await acme.all(line)
  expect(whoBy(acme.book, 'touches')).toEqual([by])
})

it.each([
  ['promise acme cake --by friday', '2026-11-27', null],
  ['promise acme cake --by kirk', null, 'Kirk'],
  ['promise acme cake --by kirk --by friday', '2026-11-27', 'Kirk'],
  ['promise acme cake --by 2026-11-30 --by kimmy', '2026-11-30', 'Kim Smith'],
  ['log acme --promise cake --by friday --by kirk', '2026-11-27', 'Kirk'],
  ['log acme --promise cake --by kirk', null, 'Kirk'],
])('%s: by when, and by whom', async (line, dueOn, by) => {
  const { all, json, book } = await team()
  await all(line)
  expect(await json('loops')).toMatchObject([{ dueOn }])
  expect(whoBy(book, 'loops')).toEqual([by])
})

it('a teammate whose name holds a number is no day', async () => {
  const { all, cl, book } = await team()
  await all('add "Lee 2" --team', 'log acme --by "lee 2"')
  expect(whoBy(book, 'touches')).toEqual(['Lee 2'])
  expect((await cl('log acme --by "lee 3"')).err).toMatch(/^"lee 3" is not a day\.\n/)
})

it('a request is due by the day, and was taken by the teammate', async () => {
  const { all, json, book } = await team()
  await all('log acme request --by friday --by kim')
  expect(await json('loops')).toMatchObject([{ kind: 'request', dueOn: '2026-11-27' }])
  expect(whoBy(book, 'touches')).toEqual(['Kim Smith'])
})

it('me is meant where nobody is named; it follows the name, and ends with the place on the team', async () => {
  const { all, cl, json, book } = await team()
  await all('config set me kimmy', 'log acme', 'edit kim --name "Kim Jones"', 'log acme', 'log acme --by kirk')
  expect(await json('config get me')).toMatchObject({ value: 'Kim Jones' })
  expect(whoBy(book, 'touches')).toEqual(['Kim Jones', 'Kim Jones', 'Kirk'])
  await all('undo', 'undo', 'undo')
  expect(await json('config get me')).toMatchObject({ value: 'Kim Smith' })
  await all('edit kim --no-team')
  expect((await cl('config get me')).out).toBe('me = –\n')
  await all('log acme')
  await all('undo', 'undo')
  expect(await json('config get me')).toMatchObject({ value: 'Kim Smith' })
})

it.each([
  ['Nobody', 'no teammate has that name'],
  ['ki', 'several teammates go by that'],
])('me that another program made "%s" is named, and unset', async (me, why) => {
  const { all, cl, book } = await team()
  await all('config set me kirk')
  changeBehindItsBack(book, "update settings set value = ? where key = 'me'", me)
  const { code, out, err } = await cl('log acme')
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(new RegExp(`^The setting me is "${me}", and ${why}\\.\n.+: cl config unset me {3}.+\n$`))
  await all('config unset me', 'log acme')
})

it('me stays who it was when another teammate gets another name', async () => {
  const { all, json } = await team()
  await all('config set me kirk', 'edit kim --name Kimberly', 'edit acme --name Kirkwood')
  expect(await json('config get me')).toMatchObject({ value: 'Kirk' })
})

it.each<[string | string[], number, RegExp]>([
  [
    'log acme --by them',
    2,
    /^"them" is no teammate\.\nIn cl log, --in says that they began it, and --out that you did\.\n$/,
  ],
  ['log acme --by ""', 2, /^"" is neither a day nor a teammate\.\n.+: cl add NAME --team\n$/],
  [['log', 'acme', '--by', '  '], 2, /^" {2}" is neither a day nor a teammate\.\n/],
  ['promise acme cake --by ""', 2, /^"" is neither a day nor a teammate\.\n/],
  ['log acme --by nobody', 2, /^"nobody" is neither a day nor a teammate\.\nWrite a day .+ cl add "nobody" --team\n$/],
  ['promise acme cake --by firday', 2, /^"firday" is neither .+\.\nIf you meant friday: --by friday\n$/],
  ['log acme --by bolt', 2, /^"bolt" is neither a day nor a teammate\.\n.+ cl edit 2 --team\n$/],
  ['log acme --by ki', 1, /^"ki" fits several teammates: Kim Smith, Kirk\.\nType more of the name\.\n$/],
  ['log acme --by kim --by kirk', 2, /^--by names two teammates\.\nGive it one day, one teammate, or each\.\n$/],
  ['promise acme cake --by today --by friday', 2, /^--by names two days\.\n.+\n$/],
  ['promise acme cake --by friday --by friday', 2, /^--by names two days\.\n.+\n$/],
  ['log acme --by friday', 2, /^--by is the day of a promise or a request\.\n.+\n$/],
  ['log acme --by friday --by kim', 2, /^--by is the day of a promise or a request\.\n.+\n$/],
  ['promise acme cake --by "30 feb"', 2, /^There is no 30 Feb\b/],
  [
    'config set me acme',
    1,
    /^"acme" is no teammate\.\nAcme is a customer\. .+: cl edit 1 --team {3}The team: cl list --team\n$/,
  ],
  ['config set me nobody', 1, /^"nobody" is no teammate\.\n.+\n$/],
  ['config set me ki', 1, /^"ki" fits several teammates: Kim Smith, Kirk\.\n.+\n$/],
  ['config set me ""', 2, /^The name is empty\.\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  const acme = await team()
  expect(await refusal(acme, line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})
