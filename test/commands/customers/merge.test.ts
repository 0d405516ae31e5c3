import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '#book/engines/sqlite.ts'
import { contents } from '../../book/memory-book.ts'
import { refusal, shop } from '../../cl.ts'
import Driver from '../../driver.js'
import { preparedOnce } from '../../prepared-once.ts'
import { changeBehindItsBack } from '../behind-its-back.ts'

/** Acme (#1) and its double (#2), with something in every table. */
const doubles = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --email a@acme.example --tag vip --since 2026-03-01 --today 2026-03-01 --note "likes rye"',
    'add "Acme Bakery" --email b@acme.example --phone "+1 352 555 0101" --alias corner --tag vip --tag new --since 2025-01-01 --every 2w --note "two ovens"',
    'log "#2" surprise "a cake"',
    'log "#2" complaint "came late" --on 2026-11-20',
    'log "#1" call',
    'promise "#2" "send the list"',
    'snooze "#2" 2026-12-24',
  )
  for (const statement of [
    "insert into facts (customer_id, topic_id, on_day, text) values (2, 2, '2026-11-20', 'a second oven')",
    "insert into dates (customer_id, label, month_day, noted_on) values (1, 'Birthday', '05-03', '2026-01-01'), (2, 'birthday', '06-04', '2026-01-01'), (2, 'opening', '06-04', '2026-01-01')",
    "insert into savings (customer_id, on_day, money, text) values (2, '2026-11-01', 12050, 'flour')",
    "insert into pulses (customer_id, on_day, rating) values (2, '2026-11-01', 9)",
    'insert into surprises (customer_id, idea_id, touch_id) values (2, 3, 1)',
    "insert into losses (customer_id, lost_on) values (2, '2026-11-01')",
    "insert into import_keys (source, key, customer_id) values ('address book', 'k1', 2)",
  ])
    changeBehindItsBack(acme.book, statement)
  return acme
})

function everything(book: string) {
  const engine = openSqlite(book)
  return contents(engine).finally(() => engine.close())
}

it('moves every row, keeps both names, and takes from the other what was not known', async () => {
  const { cl, book, json } = await doubles()
  expect(await cl(['merge', '#2', '#1'])).toEqual({
    code: 0,
    out: 'Merged Acme Bakery (#2) into Acme (#1), with 2 touches, 2 loops, 1 fact, 2 dates, 1 saving, 1 pulse, 1 surprise, 1 loss, 1 import key. Acme is won back. cl undo makes two of them again.\n',
    err: '',
  })
  const after = await everything(book)
  for (const rows of Object.values(after)) for (const row of rows) expect(row).not.toMatchObject({ customer_id: 2 })
  expect(after['customers']).toMatchObject([{ id: 1 }])
  expect(after['dates']).toMatchObject([{ label: 'Birthday' }, { label: 'birthday (2)' }, { label: 'opening' }])
  expect(await json('show acme')).toMatchObject({
    name: 'Acme',
    aliases: ['Acme Bakery', 'corner'],
    email: 'a@acme.example',
    phone: '+1 352 555 0101',
    tags: ['new', 'vip'],
    note: 'likes rye\ntwo ovens\ne-mail of Acme Bakery: b@acme.example',
    visitEvery: 14,
    since: '2025-01-01',
    snoozedUntil: '2026-12-24',
  })
})

const ways = ['acme bakery', 'corner', 'b@acme.example', 'a@acme.example', '+13525550101', 'bakery']

it('every way to look for the other finds the one, also after later edits', async () => {
  const { cl, json, all } = await doubles()
  await cl(['merge', '#2', '#1'])
  for (const way of ways) expect(await json(`show "${way}"`)).toMatchObject({ id: 1 })
  await all('edit acme --email c@acme.example --tag x', 'config set phone.country US', 'edit acme --every 3w')
  for (const way of ['corner', 'b@acme.example', 'c@acme.example', '+13525550101'])
    expect(await json(`show "${way}"`)).toMatchObject({ id: 1 })
  expect(await cl('show a@acme.example')).toMatchObject({ code: 1 })
})

it('is one change, that is taken back to the last row, and before it a snapshot is taken', async () => {
  const { cl, book, folder } = await doubles()
  const before = await everything(book)
  await cl(['merge', '#2', '#1'])
  const [name = ''] = readdirSync(join(folder, 'book.db.snapshots'))
  expect(name).toBe('2026-11-21 before merging 2 into 1.db')
  const snapshot = new Driver(join(folder, 'book.db.snapshots', name))
  expect(snapshot.prepare('select count(*) from customers').pluck().get()).toBe(2)
  snapshot.close()
  expect((await cl('undo')).out).toBe(
    'Took back: merged Acme Bakery (#2) into Acme (#1) (today)\n  birthday (2)\n  likes rye\n  two ovens\n  e-mail of Acme Bakery: b@acme.example\n',
  )
  expect(await everything(book)).toEqual(before)
})

it('a teammate who goes is the other one wherever they are named', async () => {
  const { cl, book, all } = await doubles()
  await all('add Kim', 'add "Kim B"', 'log acme call')
  changeBehindItsBack(book, "update customers set kind = 'teammate' where id in (3, 4)")
  changeBehindItsBack(book, 'update touches set by_id = 4 where id = 4')
  await cl(['merge', '#4', '#3'])
  expect((await everything(book))['touches']?.[3]).toMatchObject({ by_id: 3 })
})

it('somebody who was lost and goes into one who is here is won back', async () => {
  const { cl, all, json } = shop()
  await all(
    'add Acme --since 2025-01-01 --today 2025-01-01',
    'add "Acme Bakery" --since 2025-01-01 --today 2025-01-01',
    'add Bolt --since 2025-01-01 --today 2025-01-01',
  )
  await all('archive "Acme Bakery" --lost --today 2026-06-01', 'archive bolt --lost --today 2026-07-01')
  expect(await json('stats')).toMatchObject({ keeping: { kept: 1, lost: 2, wonBack: 0 } })
  expect((await cl("merge '#2' '#1'")).out).toBe(
    'Merged Acme Bakery (#2) into Acme (#1), with 1 loss. Acme is won back. cl undo makes two of them again.\n',
  )
  expect(await json('stats')).toMatchObject({ keeping: { kept: 1, lost: 1, wonBack: 1 } })
  await cl('undo')
  expect(await json('stats')).toMatchObject({ keeping: { kept: 1, lost: 2, wonBack: 0 } })
})

it('of two who were lost and are one now, nothing stays lost once they are won back', async () => {
  const { cl, all, json } = shop()
  await all('add Acme --since 2025-01-01 --today 2025-01-01', 'add "Acme Bakery" --since 2025-01-01 --today 2025-01-01')
  await all('archive "#1" --lost --today 2026-06-01', 'archive "#2" --lost --today 2026-07-01')
  expect((await cl("merge '#2' '#1'")).out).toContain('with 1 loss. cl undo')
  await cl("unarchive '#1'")
  expect(await json('stats')).toMatchObject({ keeping: { kept: 1, lost: 0, wonBack: 1 } })
  await cl("archive '#1'")
  expect((await cl('list --archived')).out).not.toContain('lost')
})

it('gives its result as JSON', async () => {
  const { json } = await doubles()
  expect(await json("merge '#2' '#1'")).toEqual({ merged: 2, into: 1, name: 'Acme', wonBack: true })
})

describe('refuses', () => {
  it.each<[string, number, RegExp]>([
    ["merge '#1' '#1'", 2, /^Acme \(#1\) cannot go into itself\.\n/],
    [
      "merge '#1' '#3'",
      1,
      /^Acme \(#1\) is a customer and Kim \(#3\) a teammate, .+\nBoth of the team: cl edit 1 --team {3}Both customers: cl edit 3 --no-team\n$/,
    ],
    ["merge '#1' nobody", 1, /^There is no customer "nobody"/],
    ["merge '#1'", 2, /^Missing required argument 'into'/],
  ])('%s', async (line, code, err) => {
    const acme = await doubles()
    await acme.all('add Kim')
    changeBehindItsBack(acme.book, "update customers set kind = 'teammate' where id = 3")
    expect(await refusal(acme, line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
  })

  it('two notes that are too long for one', async () => {
    const acme = await doubles()
    for (const id of ['#1', '#2']) await acme.cl(['edit', id, '--note', `${id}${'n'.repeat(40_000)}`])
    expect(await refusal(acme, "merge '#2' '#1'")).toMatchObject({
      code: 2,
      err: expect.stringContaining('The note of both together has 80'),
    })
  })
})

it.each([
  [
    'who did something',
    ['learn acme --by kim "a second oven"', 'log acme visit --by kim'],
    'what they did (1 touch, 1 fact)',
  ],
  [
    'with whom and by whom there was something',
    ['log kim call', 'log acme visit --by kim'],
    '1 touch and what they did (1 touch)',
  ],
  ['of whom something is known', ['edit kim --phone "+1 352 555 0101"'], 'their details alone'],
  ['of whom nothing is known', [], 'nothing but the name'],
])('says what goes over with a teammate %s', async (_, lines, moved) => {
  const { all, cl } = shop()
  await all('add Acme', 'add Kim --team', 'add "Kimberly Li" --team', ...lines)
  const { out } = await cl(['merge', 'kim', 'kimberly'])
  expect(out).toBe(`Merged Kim (#2) into Kimberly Li (#3), with ${moved}. cl undo makes two of them again.\n`)
})

it('gives a label of its own to each of two days whose labels come out alike', async () => {
  const { all, json } = shop()
  await all('add Acme', 'add Bolt', 'date acme birthday "5 mar"', 'date bolt birthday "6 mar"')
  await all('date bolt "birthday (2)" "7 mar"', 'merge bolt acme')
  const dates = await json<{ label: string }[]>('dates --all')
  expect(dates.map(({ label }) => label).sort()).toEqual(['birthday', 'birthday (2)', 'birthday (2) (2)'])
})
