import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { tableNames } from '#tables/tables.ts'
import { refusal, shop } from '../cl.ts'
import { changeBehindItsBack } from '../commands/behind-its-back.ts'
import { countStatements } from '../count-statements.ts'
import { preparedOnce } from '../prepared-once.ts'

type Export = { cl: number; customer?: number; did?: object; tables: Record<string, Record<string, unknown>[]> }

/** Two customers, a teammate with work of their own, and a row in every table that belongs to customers. */
const fullShop = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add "Acme Bakery" --email a@acme.example --phone "+1 352 555 0101" --alias "the, corner" --tag vip --tag new --since 2026-01-01 --every 2w',
    'add "Bolt Garage" --since 2026-02-01 --today 2026-02-01',
    'add Kim --since 2026-01-01 --today 2026-01-01',
    `log acme surprise 'a cake; with "sugar", two layers'`,
    'log bolt complaint "=came late"',
    'promise acme "send the list" --by 2026-11-27',
    'snooze bolt 2026-12-24',
    'archive bolt --why "closed, for now"',
    'config set currency EUR',
  )
  for (const statement of [
    "update customers set kind = 'teammate' where id = 3",
    'update touches set by_id = 3 where id = 1',
    "update customers set note = 'first line' || char(10) || 'second' where id = 1",
    "insert into facts (customer_id, topic_id, on_day, text) values (1, 2, '2026-11-20', 'a second oven')",
    "insert into dates (customer_id, label, month_day, year, noted_on) values (1, 'birthday', '05-03', null, '2026-01-01'), (1, 'opening day', '02-29', 2016, '2026-01-01'), (1, 'Anniversary', '06-01', 2010, '2026-01-01')",
    "insert into savings (customer_id, on_day, money, text) values (1, '2026-11-01', 12050, 'a cheaper flour')",
    "insert into pulses (customer_id, on_day, rating, quote) values (1, '2026-11-01', 9, '-1 for parking')",
    'insert into surprises (customer_id, idea_id, touch_id) values (1, 3, 1)',
    "insert into losses (customer_id, lost_on) values (2, '2026-11-01')",
    "insert into import_keys (source, key, customer_id) values ('address book', 'k1', 1)",
    "insert into import_keys (source, key, touch_id) values ('address book', 'k2', 1)",
  ])
    changeBehindItsBack(acme.book, statement)
  return acme
})

describe('JSON', () => {
  it('is the whole book, every table and column in one order, one row a line, equal bytes each time', async () => {
    const { cl } = await fullShop()
    const { out, code } = await cl('export')
    expect(code).toBe(0)
    const { cl: version, tables } = JSON.parse(out) as Export
    expect(version).toBe(1)
    expect(Object.keys(tables)).toEqual(tableNames)
    expect(Object.values(tables).map((rows) => rows.length)).not.toContain(undefined)
    expect(tables['losses']).toEqual([{ id: 1, customer_id: 2, lost_on: '2026-11-01', won_back_on: null }])
    expect(out.split('\n').filter((line) => line.startsWith('{"id":'))).toHaveLength(
      Object.values(tables).flat().length,
    )
    expect(out).toContain('\n"letters": [],\n')
    expect(out.endsWith(']\n}}\n')).toBe(true)
    expect((await cl('export --json')).out).toBe(out)
    expect((await cl('export --as json --today 2026-01-01')).out).toBe(out)
  })

  it('holds of one person all rows about them, the words these are in, and nothing of others', async () => {
    const { cl } = await fullShop()
    const { out, err } = await cl('export --customer acme')
    const { customer, tables, did } = JSON.parse(out) as Export
    expect([customer, did]).toEqual([1, undefined])
    const counts = Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.length]))
    expect(counts).toMatchObject({
      ...{ customers: 1, tags: 2, touches: 1, loops: 1, facts: 1, dates: 3, savings: 1, pulses: 1, surprises: 1 },
      ...{ losses: 0, import_keys: 2, channels: 1, purposes: 1, topics: 1, ideas: 1 },
    })
    expect(tables['handles']?.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['name', 'alias', 'email', 'phone']),
    )
    expect(out).not.toMatch(/Bolt|Kim|settings/)
    expect(err).toMatch(/^The undo log and the snapshots hold older versions of these rows\./)
  })

  it('says of a teammate what they did', async () => {
    const { cl } = await fullShop()
    expect(JSON.parse((await cl('export --customer kim')).out)).toMatchObject({
      customer: 3,
      did: { touches: [1], loops: [], facts: [] },
    })
  })

  it('--what takes some of the tables', async () => {
    const { cl } = await fullShop()
    expect(Object.keys(JSON.parse((await cl('export --what customers')).out).tables)).toEqual([
      'customers',
      'handles',
      'tags',
    ])
    expect(Object.keys(JSON.parse((await cl('export --what audits')).out).tables)).toEqual(['audits', 'audit_answers'])
  })
})

describe('CSV', () => {
  it.each([
    [
      'export --as csv',
      [
        'id,customer,phone,email,tags,since,visit_every,archived_on,last_touch,visit_due,kind,aliases,note,snoozed_until,archived_why,company,address,birthday,anniversary,goal',
        `1,Acme Bakery,'+1 352 555 0101,a@acme.example,new; vip,2026-01-01,14d,,2026-11-21,2026-11-22,customer,"the, corner","first line\nsecond",,,,,'--05-03,2010-06-01,`,
        '2,Bolt Garage,,,,2026-02-01,,2026-11-21,2026-11-21,,customer,,,2026-12-24,"closed, for now",,,,,',
      ],
    ],
    [
      'export --as csv --what touches',
      [
        'id,customer,on,channel,purpose,tone,begun_by,minutes,note,by',
        '1,Acme Bakery,2026-11-21,gift,surprise,positive,us,,"a cake; with ""sugar"", two layers",Kim',
        "2,Bolt Garage,2026-11-21,call,complaint,negative,them,,'=came late,",
      ],
    ],
    [
      'export --as csv --what touches --raw --customer bolt',
      [
        'id,customer,on,channel,purpose,tone,begun_by,minutes,note,by',
        '2,Bolt Garage,2026-11-21,call,complaint,negative,them,,=came late,',
      ],
    ],
    [
      'export --as csv --what loops',
      [
        'id,customer,kind,text,opened_on,due_on,closed_on,outcome,closing_note,by,waiting_on,waiting_since,touch,closing_touch',
        "1,Bolt Garage,complaint,'=came late,2026-11-21,,,,,,,,2,",
        '2,Acme Bakery,promise,send the list,2026-11-21,2026-11-27,,,,,,,,',
      ],
    ],
    [
      'export --as csv --what dates',
      [
        'id,customer,label,month,day,year,noted_on',
        '1,Acme Bakery,birthday,5,3,,2026-01-01',
        '2,Acme Bakery,opening day,2,29,2016,2026-01-01',
        '3,Acme Bakery,Anniversary,6,1,2010,2026-01-01',
      ],
    ],
    ['export --as csv --what facts', ['id,customer,on,topic,text,by', '1,Acme Bakery,2026-11-20,goals,a second oven,']],
    [
      'export --as csv --what savings',
      ['id,customer,on,money,minutes,text,told_on,touch', '1,Acme Bakery,2026-11-01,120.50,,a cheaper flour,,'],
    ],
    [
      'export --as csv --what pulses',
      ['id,customer,on,rating,guess,quote', "1,Acme Bakery,2026-11-01,9,,'-1 for parking"],
    ],
    [
      'export --as csv --what surprises',
      ['id,customer,on,idea,touch', '1,Acme Bakery,2026-11-21,a cake or a loaf for the whole team,1'],
    ],
    ['export --as csv --what letters', ['id,title,review_every,added_on']],
  ])('cl %s', async (line, lines) => {
    const { cl } = await fullShop()
    const { out, code, err } = await cl(line)
    expect([code, err]).toEqual([0, ''])
    expect(out.split('\r\n').slice(0, lines.length)).toEqual(lines)
  })

  it.each([
    'touches',
    'loops',
    'losses',
    'reviews',
    'audits',
    'channels',
    'purposes',
    'topics',
    'ideas',
    'settings',
    'receipts',
  ])('has as many lines of %s as there are, and a header', async (what) => {
    const { cl, json } = await fullShop()
    const { tables } = await json<Export>(`export --what ${what}`)
    const [header = '', ...lines] = (await cl(`export --as csv --what ${what}`)).out.trimEnd().split('\r\n')
    expect(header).toMatch(/^id,/)
    expect(lines).toHaveLength(
      (tables[{ reviews: 'letter_reviews', audits: 'audit_answers' }[what] ?? what] ?? []).length,
    )
  })

  it('of more rows than one page has all of them, by number', async () => {
    const acme = shop()
    await acme.all('add Acme')
    changeBehindItsBack(
      acme.book,
      `insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by)
        with recursive n (i) as (select 1 union all select i + 1 from n where i < 2500)
        select 1, '2026-11-20', 1, 1, '+', 'us' from n`,
    )
    const ids = (await acme.cl('export --as csv --what touches')).out.trim().split('\r\n').slice(1)
    expect(ids.map((line) => Number(line.split(',')[0]))).toEqual(Array.from({ length: 2500 }, (_, i) => i + 1))
    expect((await acme.json<Export>('export --what touches')).tables['touches']).toHaveLength(2500)
  })
})

it('a long text is the same to standard output and into a file', async () => {
  const acme = shop()
  await acme.all('add Acme')
  changeBehindItsBack(
    acme.book,
    `insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by, note)
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 20000)
      select 1, '2026-11-20', 1, 1, '+', 'us', 'é€👩'||i from n`,
  )
  const file = join(acme.folder, 'book.json')
  await acme.all(`export ${file}`)
  const { out } = await acme.cl('export')
  expect(out.length).toBeGreaterThan(2_000_000)
  expect(out === readFileSync(file, 'utf8')).toBe(true)
})

describe('an address book', () => {
  it('is read by another program as it was meant', async () => {
    const { cl } = await fullShop()
    const { out } = await cl('export --as vcard')
    const cards = ICAL.parse(out) as unknown as ConstructorParameters<typeof ICAL.Component>[0][]
    expect(cards).toHaveLength(2)
    const card = new ICAL.Component(cards[0] as never)
    const value = (name: string) => card.getFirstPropertyValue(name)
    expect(value('fn')).toBe('Acme Bakery')
    expect(value('uid')).toBe('customer-1@customer-love')
    expect(value('nickname')).toBe('the, corner')
    expect(value('email')).toBe('a@acme.example')
    expect(value('tel')).toBe('+1 352 555 0101')
    expect(value('note')).toBe('first line\nsecond')
    expect(card.getFirstProperty('categories')?.getValues()).toEqual(['new', 'vip'])
    expect(out).toContain('BDAY;VALUE=date;X-APPLE-OMIT-YEAR=1604:1604-05-03\r\n')
    expect(out).toContain('item3.X-ABDATE;VALUE=date:2010-06-01\r\nitem3.X-ABLabel:_$!<Anniversary>!$_\r\n')
    expect(out).toContain('\r\nFN:Acme Bakery\r\nN:Bakery;Acme;;;\r\n')
    expect(out).toContain('item2.X-ABDATE;VALUE=date:2016-02-29\r\nitem2.X-ABLabel:opening day\r\n')
    expect(out).not.toContain('Kim')
    for (const line of out.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })

  it('is of one customer, or of a teammate, who was named', async () => {
    const { cl } = await fullShop()
    expect((await cl('export --as vcard --customer kim')).out).toMatch(
      /^BEGIN:VCARD\r\n[\s\S]*FN:Kim\r\n[\s\S]*END:VCARD\r\n$/,
    )
  })
})

it('a page to read takes nothing in a text for a mark of its own', async () => {
  const { cl } = await fullShop()
  await cl(['edit', 'bolt', '--note', '# not *a* title'])
  const { out } = await cl('export --as md')
  expect(out).toContain('- Note: \\# not \\*a\\* title\n')
  expect(out).toContain('- Note: first line  \n  second\n')
  expect(out).toContain('## What you know\n\n### goals\n\n- 2026-11-20: a second oven\n')
  expect(out).toContain('- opening day: 29 Feb 2016\n')
  expect(out).toContain('- promise #2, by 27 Nov: send the list\n')
})

it('a page to read has the last twenty touches up to today, the newest first, and the open loops', async () => {
  const acme = await fullShop()
  for (let n = 1; n <= 21; n += 1)
    changeBehindItsBack(
      acme.book,
      `insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by, note)
        values (1, '2026-10-${String(n).padStart(2, '0')}', 1, 1, '+', 'us', 'no ${n}')`,
    )
  changeBehindItsBack(
    acme.book,
    "insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by) values (1, '2027-01-01', 1, 1, '+', 'us')",
  )
  await acme.all('done #2')
  const { out } = await acme.cl('export --as md --customer acme')
  const [, touches = ''] = out.split('## Last touches\n\n')
  expect(touches.match(/no \d+/g)).toEqual(Array.from({ length: 19 }, (_, i) => `no ${21 - i}`))
  expect(out).not.toContain('2027')
  expect(out).not.toContain('## Open')
})

it.each(['csv', 'vcard', 'ics', 'md'])('%s asks no more of a large book than of a small one', async (kind) => {
  const small = await fullShop()
  const large = await fullShop()
  const names = Array.from({ length: 100 }, (_, i) => `Customer ${i},2026-01-01`)
  await large.cl('import -', { stdin: `name,since\n${names.join('\n')}\n` })
  const ofSmall = await countStatements(() => small.cl(`export --as ${kind}`))
  expect(await countStatements(() => large.cl(`export --as ${kind}`))).toEqual(ofSmall)
  expect(ofSmall.statements).toBeGreaterThan(0)
})

it.each(['csv', 'json', 'vcf', 'ics', 'md'])('the ending of a .%s file says the kind', async (ending) => {
  const { cl, folder } = await fullShop()
  const file = join(folder, `book.${ending}`)
  const { code, out, err } = await cl(['export', file])
  expect([code, out, err]).toEqual([0, '', expect.stringContaining(`written to ${file}.\n`)])
  expect(readFileSync(file, 'utf8').replace(/^\ufeff/, '')).toBe(
    (await cl(`export --as ${ending === 'vcf' ? 'vcard' : ending}`)).out,
  )
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

it('an existing file is replaced by --force alone, and nothing is left beside it', async () => {
  const { cl, folder } = await fullShop()
  const file = join(folder, 'a.csv')
  writeFileSync(file, 'mine')
  expect(await cl(['export', file])).toMatchObject({ code: 1, err: expect.stringContaining('is there already') })
  expect(readFileSync(file, 'utf8')).toBe('mine')
  expect(await cl(['export', file, '--force'])).toMatchObject({ code: 0 })
  expect(readFileSync(file, 'utf8')).toMatch(/^\ufeffid,customer,/)
  expect(readdirSync(folder).filter((name) => name.startsWith('a.csv'))).toEqual(['a.csv'])
})

it.each(['export --as json --force', 'calendar --force', 'report --force --csv'])(
  'cl %s never replaces a book',
  async (line) => {
    const acme = await fullShop()
    expect(await refusal(acme, [...line.split(' '), acme.book])).toEqual({
      code: 1,
      out: '',
      err: `${acme.book} is a book, or another database: it is never replaced.\nChoose another name.\n`,
    })
  },
)

it.each<[string, number, RegExp]>([
  ['calendar ""', 2, /^The name of the file is empty or holds a NUL character\.\n.+\n$/],
  ['export a.foo', 2, /^The ending of "a\.foo" does not say what to write\.\n.+\n$/],
  ['export /none/at/all.csv', 1, /^There is no folder to write/],
  ['export /tmp --as csv', 1, /^\/tmp is not a file\./],
  ['export --as vcard --what touches', 2, /^--what is for csv, xlsx and json/],
  ['export --raw', 2, /^--raw is for csv/],
  ['export --as csv --json', 2, /^--json and --as csv cannot go together\./],
  ['export --what settings --customer acme', 2, /^The settings belong to no customer\./],
  ['export --what nonsense', 2, /Allowed choices are customers, touches/],
  ['export --customer nobody', 1, /^There is no customer "nobody"\./],
])('refuses: %s', async (line, code, err) => {
  const { cl } = await fullShop()
  expect(await cl(line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it.each(['export --as json --force', 'calendar --force', 'backup --force', 'backup'])(
  'cl %s never writes in the place of a journal',
  async (line) => {
    const acme = await fullShop()
    expect(await refusal(acme, [...line.split(' '), `${acme.book}-journal`])).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${acme.book}-journal belongs to ${acme.book}`),
    })
    expect(existsSync(`${acme.book}-journal`)).toBe(false)
  },
)

it('an empty book has headers, and no book is said so', async () => {
  const acme = shop()
  expect(await acme.cl('export')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('There is no book') })
  await acme.all('add Acme', 'undo')
  expect((await acme.cl('export --as csv --what touches')).out).toBe(
    'id,customer,on,channel,purpose,tone,begun_by,minutes,note,by\r\n',
  )
})

describe('in a terminal', () => {
  const terminal = { columns: 80, rows: 24 }

  it('the whole book is not shown unless that is said: a file is asked for', async () => {
    const acme = shop()
    await acme.all('add Acme')
    const refused = await acme.cl('export', terminal)
    expect([refused.code, refused.out, refused.err]).toEqual([
      2,
      '',
      expect.stringContaining('cl export customers.xlsx'),
    ])
    const { out } = await acme.cl('export')
    expect(JSON.parse(out)).toMatchObject({ cl: 1 })
    for (const line of ['export -', 'export --json', 'export --as json', 'export --as json -'])
      expect(await acme.cl(line, terminal)).toMatchObject({ code: 0, out })
  })
})
