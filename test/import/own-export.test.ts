import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { none, shopWithFiles } from './file-shop.ts'

/** The words that every book has, as rows of an export. */
const ownWords = {
  channels: [{ id: 2, name: 'call', spoken: 1, also: '' }],
  purposes: [
    {
      id: 9,
      name: 'care',
      tone: '+',
      care: 1,
      money: 0,
      opens: null,
      begun_by: 'us',
      channel_id: 2,
      meaning: '',
      also: '',
    },
  ],
}

describe('our own export', () => {
  it('of touches goes out and in: notes like a formula, several alike on a day, and their order', async () => {
    const from = shopWithFiles()
    await from.all(
      'add Ann --since 2026-01-01 --today 2026-01-01',
      'log ann thanks --on 2026-11-05',
      'log ann news --on 2026-10-01',
      'log ann request --on 2026-11-01 -- "=1+2, =x"',
      'log ann news --on 2026-11-01',
    )
    await from.all(
      'log ann news --on 2026-11-01',
      'log ann complaint - --minutes 5 -- "-late"',
      'log ann news -- "\'=x"',
    )
    const csv = (await from.cl('history --csv')).out
    const file = from.file('touches.csv', csv)
    expect((await from.plan(file)).touches).toEqual({ ...none, same: 7 })
    const to = shopWithFiles()
    await to.all('add Ann --since 2026-01-01 --today 2026-01-01')
    expect((await to.plan(to.file('touches.csv', csv))).touches).toEqual({ ...none, new: 7 })
    expect((await to.cl('history --csv')).out).toBe(csv)
  })

  it('of customers goes out and in, and says what was edited meanwhile', async () => {
    const from = shopWithFiles()
    await from.all('add "Ann & Co" --phone "+1 352 555 0101" --tag vip --tag b2b --every 2w --since 2024-01-02')
    const csv = (await from.cl('list --csv')).out
    const to = shopWithFiles()
    await to.plan(to.file('a.csv', csv))
    expect((await to.cl('list --csv')).out).toBe(csv)
    const edited = csv.replace('0101', '0199').replace('14d', '21d')
    expect((await to.plan(to.file('b.csv', edited))).changed).toEqual([
      { name: 'Ann & Co', what: ['phone', 'visitEvery'] },
    ])
    const said = (text: string) => text.split(',').slice(0, 17)
    expect(said((await to.cl('list --csv')).out)).toEqual(said(edited))
  })

  it('of facts is refused, rather than read as touches', async () => {
    const own = shopWithFiles()
    const file = own.file('a.csv', 'id,customer,on,topic,text,by\n1,Ann,2026-11-01,,likes rye,\n')
    expect(await own.cl(`import ${file}`)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/neither of customers nor/),
    })
  })

  it('changes a touch that was edited in a spreadsheet, by its number', async () => {
    const own = shopWithFiles()
    await own.all('add Ann', 'log ann news -- first', 'log ann news -- second')
    const csv = (await own.cl('history --csv')).out.replace('second', 'the second')
    expect((await own.plan(own.file('a.csv', csv))).touches).toEqual({ ...none, same: 1, changed: 1 })
    expect(await own.json('history')).toMatchObject([{ note: 'the second' }, { note: 'first' }])
    await own.all('undo')
    expect(await own.json('history')).toMatchObject([{ note: 'second' }, { note: 'first' }])
  })

  it('as a whole restores the rows with their ids, into an empty book alone', async () => {
    const own = shopWithFiles()
    const whole = {
      cl: 1,
      tables: {
        customers: [{ id: 7, name: 'Ann', since: '2026-01-01', kind: 'customer' }],
        settings: [],
        handles: [
          { id: 3, customer_id: 7, kind: 'name', key: 'ann', shown: 'Ann' },
          { id: 4, customer_id: 7, kind: 'word', key: 'ann', shown: null },
        ],
        channels: ownWords.channels,
        purposes: [...ownWords.purposes, { ...ownWords.purposes[0], id: 10, name: 'attempt', tone: '=', care: 0 }],
        touches: [
          {
            id: 5,
            customer_id: 7,
            on_day: '2026-11-01',
            channel_id: 2,
            purpose_id: 9,
            tone: '+',
            begun_by: 'us',
            note: 'x',
          },
        ],
      },
    }
    const file = own.file('all.json', JSON.stringify(whole))
    expect((await own.cl(`import ${file}`)).code).toBe(0)
    expect(await own.json('vocabulary purpose')).toMatchObject({ purposes: [{ reached: true }, { reached: false }] })
    expect(await own.json('history')).toMatchObject([{ id: 5, customer: { id: 7, name: 'Ann' }, note: 'x' }])
    expect((await own.cl('show an')).out).toMatch(/^Ann \(#7\)/)
    expect(await own.cl(`import ${file}`)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^The book has customers/),
    })
    await own.all('undo')
    expect(await own.json('list')).toEqual([])
    expect(JSON.stringify(await own.json('vocabulary'))).toContain('complaint')
  })

  const empty = { customers: [], settings: [], ...ownWords }

  it.each<[what: string, value: unknown]>([
    ['a part of a book', { cl: 1, customer: 1, tables: { customers: [] } }],
    ['a newer one', { cl: 2, tables: {} }],
    ['without tables', { cl: 1 }],
    ['a table that no book has', { cl: 1, tables: { ...empty, changes: [] } }],
    ['a column that no table has', { cl: 1, tables: { ...empty, tags: [{ id: 1, 'tag) values (1); --': 1 }] } }],
    ['a row that is none', { cl: 1, tables: { ...empty, tags: [7] } }],
    ['a row of nobody', { cl: 1, tables: { ...empty, tags: [{ id: 1, customer_id: 9, tag: 'x' }] } }],
    [
      'a cell of the wrong kind',
      { cl: 1, tables: { ...empty, customers: [{ id: 1, name: 5, since: 'x', kind: 'customer' }] } },
    ],
    [
      'a day that no calendar has',
      { cl: 1, tables: { ...empty, customers: [{ id: 1, name: 'Ann', since: '2026-02-30', kind: 'customer' }] } },
    ],
    [
      'a yearly day that no year has',
      {
        cl: 1,
        tables: {
          ...empty,
          customers: [{ id: 1, name: 'Ann', since: '2026-02-01', kind: 'customer' }],
          dates: [{ id: 1, customer_id: 1, label: 'x', month_day: '02-30', noted_on: '2026-02-01' }],
        },
      },
    ],
    ['a row whose number no row has', { cl: 1, tables: { ...empty, topics: [{ id: 0, name: 'x', question: 'x' }] } }],
    ['a NUL', { cl: 1, tables: { ...empty, topics: [{ id: 1, name: 'a\0b', question: 'x' }] } }],
    ['a lone surrogate', { cl: 1, tables: { ...empty, topics: [{ id: 1, name: '\ud800', question: 'x' }] } }],
    ['a setting that is none', { cl: 1, tables: { ...empty, settings: [{ id: 1, key: 'visit.every', value: 'x' }] } }],
    ['a row without a number', { cl: 1, tables: { ...empty, tags: [{ customer_id: 9, tag: 'x' }] } }],
    ['no purpose care', { cl: 1, tables: { ...empty, purposes: [] } }],
    ['no channel call', { cl: 1, tables: { ...empty, channels: [{ id: 2, name: 'ring', spoken: 1, also: '' }] } }],
  ])('refuses a whole export: %s', async (_, value) => {
    const own = shopWithFiles()
    const { code, err } = await own.cl(`import ${own.file('all.json', JSON.stringify(value))}`)
    expect([code > 0, err]).toEqual([true, expect.not.stringContaining('bug')])
    expect(existsSync(own.book)).toBe(false)
  })
})

it('undo takes back a whole export whose rows are in no order', async () => {
  const own = shopWithFiles()
  const topics = [5, 2, 9].map((id) => ({ id, name: `t${id}`, question: 'x' }))
  const file = own.file(
    'all.json',
    JSON.stringify({ cl: 1, tables: { customers: [], settings: [], ...ownWords, topics } }),
  )
  await own.all(`import ${file}`)
  expect(await own.json<{ name: string }[]>('topics')).toMatchObject([{ name: 't2' }, { name: 't5' }, { name: 't9' }])
  await own.all('undo')
  expect(await own.json('topics')).toHaveLength(12)
})

it('a name and an alias of digits are the same where a spreadsheet program has taken their zeros', async () => {
  const own = shopWithFiles()
  await own.all('add 007 --phone 0352555010', 'add Acme --alias 08')
  await own.all(`export ${own.folder}/customers.csv`)
  const shortened = readFileSync(`${own.folder}/customers.csv`, 'utf8').replace(/(?<=[,\n'])0+(?=\d)/g, '')
  expect(shortened).toContain(',7,352555010,')
  const { customers } = await own.plan(own.file('all.csv', shortened))
  expect(customers).toMatchObject({ new: 0, changed: 0, same: 2 })
})
