import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { applicationId } from '#book/engines/sqlite-file.ts'
import { book as firstSchema } from '#book/migrations/0001-book.ts'
import { currentSchema } from '#book/schema.ts'
import type { Imported } from '#import/imported.ts'
import { whenCalled } from '../book/disk.ts'
import { refusal, shop } from '../cl.ts'
import Driver from '../driver.js'
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

const data = (name: string) => fileURLToPath(new URL(`../data/${name}`, import.meta.url))

/** A shop that can write files to import, and import them. */
function withFiles(today?: string) {
  const own = shopWithFiles(today)
  return { ...own, plan: (line: string) => own.json<Imported>(`import ${line}`) }
}

type Listed = { name: string; phone: string | null; email: string | null; tags: string[]; since: string }
type Shown = Listed & { note: string | null; company: string | null; aliases: string[]; snoozedUntil: string | null }
const list = (own: ReturnType<typeof shop>) => own.json<Listed[]>('list')
const show = (own: ReturnType<typeof shop>, name: string) => own.json<Shown>(`show "${name}"`)

it('brings touches of theirs that need no answer, and one undo takes them back', async () => {
  const own = withFiles()
  const path = own.file(
    'old.csv',
    'customer,on,channel,begun_by,note\nAcme,2016-03-01,email,them,a question of long ago\n',
  )
  await own.all('add Acme --since 2016-01-01', 'log acme call --on 2026-11-20', `import ${path}`)
  expect(await own.json('history')).toMatchObject([{ begunBy: 'us' }, { begunBy: 'them', on: '2016-03-01' }])
  expect(await own.json('due')).toEqual([])
  await own.all('log acme email --in --on 2026-11-18 "and one that was typed"', 'remove 1')
  expect(await own.json('due')).toMatchObject([{ reasons: [{ kind: 'reply', days: 3 }] }])
})

it('a touch that they began long ago needs no answer, and has none in the figures', async () => {
  const own = withFiles()
  await own.all('add Ann')
  const file = own.file('a.csv', 'customer,on,channel,begun by,note\nAnn,2026-10-01,email,them,rye on Sundays?\n')
  await own.all(`import ${file}`)
  expect(await own.json('due')).toEqual([])
  expect(await own.json('stats')).toMatchObject({ waiting: 0, respect: { answering: { part: 0, whole: 0 } } })
})

describe('real files', () => {
  it.each<[file: string, customers: Partial<Imported['customers']>]>([
    ['vcard/John_Doe_ANDROID.vcf', { new: 5, doubtful: 1 }],
    ['vcard/John_Doe_GMAIL.vcf', { new: 1 }],
    ['vcard/John_Doe_IPHONE.vcf', { new: 1 }],
    ['vcard/gmail-single.vcf', { new: 1 }],
    ['vcard/outlook-2007.vcf', { new: 1 }],
    ['vcard/rfc6350-example.vcf', { new: 1 }],
    ['northwind/customers.csv', { new: 91 }],
  ])('%s brings %j, and the second time nothing', async (name, customers) => {
    const own = withFiles()
    const first = await own.plan(data(name))
    expect([first.customers, first.touches, first.written]).toEqual([{ ...none, ...customers }, none, true])
    const { new: before = 0, doubtful = 0 } = customers
    const again = await own.plan(data(name))
    expect(again.customers).toEqual({ ...none, same: before, doubtful })
    expect(again.written).toBe(false)
  })

  it('Northwind: customers with phones and countries, then each order once', async () => {
    const own = withFiles('1998-05-06')
    await own.plan(`${data('northwind/customers.csv')} --key CustomerID`)
    const phones = (await list(own)).map(({ phone }) => phone)
    expect(phones.filter((phone) => phone === null)).toEqual([])
    // Numbers in Germany, Austria and the UK are written there as they are dialled at home.
    expect(await list(own)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Alfreds Futterkiste', phone: '+49 30 0074321' }),
        expect.objectContaining({ name: 'Ernst Handel', phone: '+43 7675 3425' }),
        expect.objectContaining({ name: 'Around the Horn', phone: '+44 1715 557788' }),
      ]),
    )
    const orders = `${data('northwind/orders.csv')} --map on=OrderDate --map customer=CustomerID --map purpose==sale --key OrderID`
    // 2,155 lines of 830 orders.
    expect((await own.plan(orders)).touches).toEqual({ ...none, new: 830, same: 1325 })
    expect((await own.plan(orders)).touches).toEqual({ ...none, same: 2155 })
    const history = await own.json<{ purpose: string }[]>('history')
    expect([history.length, new Set(history.map(({ purpose }) => purpose))]).toEqual([830, new Set(['sale'])])
    expect(await own.json('history "maria anders"')).toHaveLength(6)
  })

  it.each<[file: string, who: string, touches: Partial<Imported['touches']>]>([
    // A birthday on three days, and each of them once more as it was changed.
    ['google_birthday.ics', 'add PErson', { leftOut: 6 }],
    ['minimal.ics', 'add "Really long event"', { new: 1 }],
    ['minimal.ics', 'add Nobody', { leftOut: 1 }],
    ['timezone_from_file.ics', 'add "test event"', { new: 1 }],
    // The first Tuesdays of 170 months, five more days, and three days without; two of them were moved.
    ['recur_instances.ics', 'add Ann --email james@lightsofapollo.com', { new: 172 - 2, leftOut: 2 }],
    ['recur_instances.ics', 'add Ann --email jlal@mozilla.com', { new: 172 }],
  ])('%s with "%s" comes to %j', async (name, who, touches) => {
    const own = withFiles()
    await own.all(who)
    expect((await own.plan(data(`ics/${name}`))).touches).toEqual({ ...none, ...touches })
    const again = await own.plan(data(`ics/${name}`))
    expect(again.touches).toEqual({ ...none, leftOut: touches.leftOut ?? 0, same: touches.new ?? 0 })
  })
})

describe('address books', () => {
  it('Gmail: name, nickname, company, phones, note, birthday and the anniversary that Apple labels', async () => {
    const own = withFiles()
    await own.plan(data('vcard/gmail-single.vcf'))
    expect(await show(own, 'Gman')).toMatchObject({
      name: 'Greg Dartmouth',
      aliases: ['Gman'],
      company: 'TheCompany',
      email: 'gdartmouth@hotmail.com',
      phone: '+1 555 555 1111',
      note: "This is GMail's note field.\nIt should be added as a NOTE type.\nACustomField: CustomField\nAddress (CustomAdrType): 321 Custom St, Custom City, TX 98765, USA\nTitle: TheJobTitle\nSpouse: MySpouse\nCustomRelationship: MyCustom\nWeb (PROFILE): http://TheProfile.com\nICQ: 123456789\nPhone (GRAND_CENTRAL): 555 555 2222",
    })
  })

  it('Outlook 2007: quoted-printable over several lines, and numbers of its country', async () => {
    const own = withFiles()
    await own.plan(data('vcard/outlook-2007.vcf'))
    expect(await show(own, 'Mike')).toMatchObject({
      name: 'Mr. Michael Angstadt Jr.',
      email: 'mike.angstadt@gmail.com',
      note: expect.stringContaining("But I'm not sure because there's text formatting going on here.\nIt does"),
    })
  })

  it('takes escapes as they were meant, too few of them and too many', async () => {
    const own = withFiles()
    const lines = [
      'FN:Ann',
      'NICKNAME:Annie\\, the baker,Nan',
      'NOTE:one, two\\; \\"three\\"\\: c:\\\\temp\\\\; \\nend',
    ]
    await own.plan(own.file('a.vcf', ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n')))
    expect((await own.json<{ note: string }>('show ann')).note).toBe('one, two; "three": c:\\temp\\; \nend')
    expect((await own.cl('export --as vcard')).out).toContain('\r\nNICKNAME:Annie\\, the baker,Nan\r\n')
  })

  it('passes over a picture of 5 MB at once', async () => {
    const own = withFiles()
    const picture = `PHOTO;ENCODING=b;TYPE=JPEG:${`${'A'.repeat(75)}\r\n `.repeat(68_000)}`
    const file = own.file(
      'a.vcf',
      `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\n${picture}\r\nTEL:+1 352 555 0101\r\nEND:VCARD\r\n`,
    )
    expect((await own.plan(file)).customers).toEqual({ ...none, new: 1 })
    expect(await list(own)).toMatchObject([{ name: 'Ann', phone: '+1 352 555 0101' }])
  })
})

describe('spreadsheets', () => {
  it.each<[name: string, csv: string, expected: Partial<Shown>]>([
    [
      'Google Contacts, old',
      'Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Notes,Birthday\n' +
        'Ann Lee,Ann,Lee,* myContacts ::: * vip ::: shop,* Home,ann@x.example ::: a@y.example,Mobile,+1 352 555 0101,Acme,likes rye,--05-03\n',
      {
        name: 'Ann Lee',
        email: 'ann@x.example',
        phone: '+1 352 555 0101',
        tags: ['shop', 'vip'],
        company: 'Acme',
        note: 'likes rye\nE-mail (Home): a@y.example',
      },
    ],
    [
      'Google Contacts, new',
      'First Name,Middle Name,Last Name,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n' +
        'Ann,B,Lee,Acme,* myContacts ::: vip,,ann@x.example,,+1 352 555 0101\n',
      { name: 'Ann B Lee', email: 'ann@x.example', phone: '+1 352 555 0101', tags: ['vip'], company: 'Acme' },
    ],
    [
      'Outlook',
      '"First Name","Last Name","Company","E-mail Address","Mobile Phone","Business Phone","Categories","Notes"\r\n' +
        '"Ann","Lee","Acme","ann@x.example","+1 352 555 0101","+1 352 555 0102","vip;shop","two\r\nlines"\r\n',
      {
        name: 'Ann Lee',
        email: 'ann@x.example',
        phone: '+1 352 555 0101',
        tags: ['shop', 'vip'],
        note: expect.stringContaining('Phone (Business Phone): +1 352 555 0102'),
      },
    ],
    [
      'HubSpot',
      'Record ID,First Name,Last Name,Email,Phone Number,Company Name\n9,Ann,Lee,ann@x.example,+1 352 555 0101,Acme\n',
      { name: 'Ann Lee', email: 'ann@x.example', phone: '+1 352 555 0101', company: 'Acme' },
    ],
    [
      'a German one, with semicolons',
      'sep=;\r\nKunde;E-Mail;Telefon;Notiz;Geburtstag\r\nBäckerei Ann;ann@x.example;+49 30 1234567;isst; \r\n',
      { name: 'Bäckerei Ann', email: 'ann@x.example', phone: '+49 30 1234567', note: 'isst' },
    ],
    ['tabs', 'name\temail\nAnn\tann@x.example\n', { name: 'Ann', email: 'ann@x.example' }],
    ['an e-mail that is none', 'name,email\nAnn,ask her\n', { name: 'Ann', email: null, note: 'E-mail: ask her' }],
    ['a phone that is none', 'name,phone\nAnn,see note\n', { name: 'Ann', phone: null, note: 'Phone: see note' }],
    ['since', 'name,since\nAnn,03.02.2024\n', { name: 'Ann', since: '2024-02-03' }],
  ])('%s', async (_, csv, expected) => {
    const own = withFiles()
    expect((await own.plan(own.file('a.csv', csv))).customers).toEqual({ ...none, new: 1 })
    const [only] = await list(own)
    expect(await show(own, only?.name ?? '')).toMatchObject(expected)
  })

  it.each([
    ['UTF-8', Buffer.from('name,note\nCafé Zoë,“très” bon\n')],
    ['UTF-8', Buffer.from('\ufeffname,note\nCafé Zoë,“très” bon\n')],
    ['UTF-16', Buffer.from('\ufeffname,note\nCafé Zoë,“très” bon\n', 'utf16le')],
    ['UTF-16', Buffer.from('\ufeffname,note\nCafé Zoë,“très” bon\n', 'utf16le').swap16()],
    ['windows-1252', Buffer.from('name,note\nCaf\xe9 Zo\xeb,\x93tr\xe8s\x94 bon\n', 'latin1')],
  ])('in %s', async (encoding, bytes) => {
    const own = withFiles()
    expect((await own.plan(own.file('a.csv', bytes))).files[0]?.words).toBe(`customers in CSV, ${encoding}`)
    expect(await show(own, 'cafe zoe')).toMatchObject({ name: 'Café Zoë', note: '“très” bon' })
  })

  it('in windows-1252, never makes a terminal’s control character of byte 0x9B', async () => {
    const own = withFiles()
    await own.plan(own.file('a.csv', Buffer.from('name\nA\x9bnn\xe9\n', 'latin1')))
    expect((await list(own))[0]?.name).toBe('A›nné')
  })

  it('remembers by their header how columns are named', async () => {
    const own = withFiles()
    const file = own.file('a.csv', 'Wer,Wann\nAnn,2026-11-02\n')
    await own.all('add Ann')
    expect((await own.cl(`import ${file}`)).code).toBe(2)
    await own.plan(`${file} --map customer=Wer --map on=Wann --map purpose==news`)
    const next = own.file('b.csv', 'Wer,Wann\nAnn,2026-11-03\n')
    await own.plan(next)
    expect(await own.json('history')).toMatchObject([
      { on: '2026-11-03', purpose: 'news' },
      { on: '2026-11-02', purpose: 'news' },
    ])
  })
})

describe('our own export', () => {
  it('of touches goes out and in: notes like a formula, several alike on a day, and their order', async () => {
    const from = withFiles()
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
    const to = withFiles()
    await to.all('add Ann --since 2026-01-01 --today 2026-01-01')
    expect((await to.plan(to.file('touches.csv', csv))).touches).toEqual({ ...none, new: 7 })
    expect((await to.cl('history --csv')).out).toBe(csv)
  })

  it('of customers goes out and in, and says what was edited meanwhile', async () => {
    const from = withFiles()
    await from.all('add "Ann & Co" --phone "+1 352 555 0101" --tag vip --tag b2b --every 2w --since 2024-01-02')
    const csv = (await from.cl('list --csv')).out
    const to = withFiles()
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
    const own = withFiles()
    const file = own.file('a.csv', 'id,customer,on,topic,text,by\n1,Ann,2026-11-01,,likes rye,\n')
    expect(await own.cl(`import ${file}`)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/neither of customers nor/),
    })
  })

  it('changes a touch that was edited in a spreadsheet, by its number', async () => {
    const own = withFiles()
    await own.all('add Ann', 'log ann news -- first', 'log ann news -- second')
    const csv = (await own.cl('history --csv')).out.replace('second', 'the second')
    expect((await own.plan(own.file('a.csv', csv))).touches).toEqual({ ...none, same: 1, changed: 1 })
    expect(await own.json('history')).toMatchObject([{ note: 'the second' }, { note: 'first' }])
    await own.all('undo')
    expect(await own.json('history')).toMatchObject([{ note: 'second' }, { note: 'first' }])
  })

  it('as a whole restores the rows with their ids, into an empty book alone', async () => {
    const own = withFiles()
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
    const own = withFiles()
    const { code, err } = await own.cl(`import ${own.file('all.json', JSON.stringify(value))}`)
    expect([code > 0, err]).toEqual([true, expect.not.stringContaining('bug')])
    expect(existsSync(own.book)).toBe(false)
  })
})

it('undo takes back a whole export whose rows are in no order', async () => {
  const own = withFiles()
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

describe('who is there already', () => {
  const three = async () => {
    const own = withFiles()
    await own.all('add "Ann Lee" --email ann@x.example', 'add "Bolt Garage" --phone "+1 352 555 0101"', 'add Zoe')
    const file = own.file(
      'a.csv',
      'name,email,phone\nA. Lee,ANN@x.example,\nBolt,,+1 (352) 555-0101\nBolt Garrage,,\nZoë,zoe@x.example,\nNew,,\n',
    )
    return { ...own, file }
  }

  it('an equal name is one customer, who gets the missing details; e-mail, phone and a near name are doubtful', async () => {
    const own = await three()
    const plan = await own.plan(own.file)
    expect(plan.customers).toEqual({ ...none, new: 1, changed: 1, doubtful: 3 })
    expect(plan.doubtful.map(({ name, candidates }) => [name, candidates[0]?.name, candidates[0]?.why])).toEqual([
      ['A. Lee', 'Ann Lee', 'the same e-mail'],
      ['Bolt', 'Bolt Garage', 'the same phone'],
      ['Bolt Garrage', 'Bolt Garage', 'nearly the same name'],
    ])
    expect((await list(own)).map(({ name }) => name)).toEqual(['Ann Lee', 'Bolt Garage', 'New', 'Zoe'])
    expect(await show(own, 'zoe')).toMatchObject({ email: 'zoe@x.example' })
  })

  it('--doubtful same takes them for the same, by either name, but not for a phone; --doubtful new for others', async () => {
    const same = await three()
    await same.plan(`${same.file} --doubtful same`)
    expect(await list(same)).toHaveLength(4)
    expect(await show(same, 'A. Lee')).toMatchObject({ name: 'Ann Lee', aliases: ['A. Lee'] })
    expect((await same.plan(same.file)).customers).toEqual({ ...none, same: 4, doubtful: 1 })
    const others = await three()
    await others.plan(`${others.file} --doubtful new`)
    expect(await list(others)).toHaveLength(7)
    expect((await others.plan(others.file)).customers).toEqual({ ...none, same: 5 })
  })
})

it('spreads the first visits over the cadence, but not with --no-spread', async () => {
  const csv = `name,since\n${Array.from({ length: 90 }, (_, i) => `Customer ${i},2024-01-01`).join('\n')}\n`
  const own = withFiles()
  await own.plan(own.file('a.csv', csv))
  const days = (await own.json<{ visitDue: string }[]>('list --sort due')).map(({ visitDue }) => visitDue)
  expect([days[0], days.at(-1), new Set(days).size]).toEqual(['2026-11-22', '2026-12-21', 30])
  expect((await own.json<Listed[]>('list')).every(({ since }) => since === '2024-01-01')).toBe(true)
  const all = withFiles()
  await all.plan(`${all.file('a.csv', csv)} --no-spread`)
  expect(await all.json('due')).toHaveLength(90)
})

it('undo takes all of it back, and remove a touch that came with a key', async () => {
  const own = withFiles()
  await own.all('add Ann')
  const before = await own.json('list')
  const file = own.file('a.csv', 'no,customer,on\n1,Ann,2026-11-01\n2,Ann,2026-11-02\n')
  await own.plan(`${file} --key no`)
  await own.all('remove 1', 'undo', 'remove 2', 'undo', 'undo')
  expect([await own.json('list'), await own.json('history')]).toEqual([before, []])
  expect((await own.plan(file)).touches.new).toBe(2)
})

it.each([
  ['Mueller', 'same'],
  ['MÜLLER', 'same'],
  ['O’Brien', 'same'],
  ['Marie Anne', 'same'],
  ['Bourne Jason', 'doubtful'],
  ['Miller & Co', 'new'],
])('a name is one however it is written; in another order it is asked about: %s is %s', async (name, pile) => {
  const own = withFiles()
  await own.all('add Müller', 'add OBrien', 'add Marie-Anne', 'add "Jason Bourne"')
  const { customers } = await own.plan(own.file('a.csv', `name\n${name}\n`))
  expect(customers).toMatchObject({ [pile]: 1 })
})

it('two names in another order are two customers when somebody says so, and each can be named', async () => {
  const own = withFiles()
  await own.all('add "Martin Thomas"', `import ${own.file('a.csv', 'name\nThomas Martin\n')} --doubtful new`)
  expect((await own.cl('show "thomas martin"')).out).toMatch(/^Thomas Martin/)
  expect((await own.cl('show "martin thomas"')).out).toMatch(/^Martin Thomas/)
})

it('touches are those of a customer however the name is written', async () => {
  const own = withFiles()
  await own.all('add Müller')
  const touches = own.file('t.csv', 'customer,on,purpose\nmueller,2026-11-01,sale\n')
  expect((await own.plan(touches)).touches).toEqual({ ...none, new: 1 })
})

it('reads the standard input, and takes a snapshot of the book before', async () => {
  const own = withFiles()
  await own.all('add Ann')
  const { code, out } = await own.cl('import -', { stdin: 'name\nBolt\n' })
  expect([code, out]).toEqual([
    0,
    'standard input: customers in CSV, UTF-8\n           New\nCustomers    1\nNew customers, the first of them:\n  Bolt\n',
  ])
  expect(readdirSync(`${own.book}.snapshots`)).toEqual([expect.stringContaining('before import')])
})

it('into a book of the first version: both snapshots are whole, and undo takes back the import alone', async () => {
  const own = withFiles()
  const old = new Driver(own.book)
  old.exec(`${firstSchema}; pragma application_id = ${applicationId}; pragma user_version = 1`)
  old.exec("insert into customers (name, since) values ('Ann', '2026-01-01')")
  old.exec("insert into handles (customer_id, kind, key, shown) values (1, 'name', 'ann', 'Ann')")
  old.close()
  const touches = own.file('a.csv', 'customer,on,purpose,nr\nAnn,2026-11-01,sale,1\nAnn,2026-11-02,sale,2\n')
  expect((await own.plan(`${touches} --key nr`)).touches).toEqual({ ...none, new: 2 })
  const snapshots = await own.json<{ customers: number }[]>('backups')
  expect(snapshots).toMatchObject([{ why: 'before import' }, { why: `before version ${currentSchema.version}` }])
  expect(snapshots.map(({ customers }) => customers)).toEqual([1, 1])
  await own.all('undo')
  expect(await own.json('history')).toEqual([])
  expect(await own.json('list')).toMatchObject([{ name: 'Ann' }])
  await own.all(`restore '2026-11-21 before version ${currentSchema.version}'`)
  expect((await own.plan(`${touches} --key nr`)).touches).toEqual({ ...none, new: 2 })
})

it('shows what it would do with --dry-run, and makes no book', async () => {
  const own = withFiles()
  expect(await own.cl(`import ${data('vcard/gmail-single.vcf')} --dry-run`)).toMatchObject({ code: 0 })
  expect(existsSync(own.book)).toBe(false)
})

describe('bad input', () => {
  const bad = 'name,since\nAnn,2026-01-01\n#7,2026-01-02\nBolt,2026-02-30\nZoe,2026-01-01,x\n'

  it('is all or nothing, with line and reason', async () => {
    const own = withFiles()
    await own.all('add Kim')
    const { code, out, err } = await refusal(own, `import ${own.file('a.csv', bad)}`)
    expect([code, out, err]).toEqual([
      1,
      expect.stringContaining(
        'Bad:\n  line 3: The name cannot be "#7": that means the customer with that number.\n  line 4: There is no 30 Feb in 2026.\n  line 5: The row has 3 fields, but the header 2.\n',
      ),
      '3 records are bad, so nothing was imported.\nPut them right; or leave them out, into a file: --skip-bad bad.csv\n',
    ])
  })

  it('goes to a file with --skip-bad, which is not written over', async () => {
    const own = withFiles()
    const file = own.file('a.csv', bad)
    expect((await own.plan(`${file} --skip-bad ${own.folder}/bad.csv`)).written).toBe(true)
    expect(readFileSync(`${own.folder}/bad.csv`, 'utf8')).toBe(
      '\ufeffname,since\n#7,2026-01-02\nBolt,2026-02-30\nZoe,2026-01-01,x\n',
    )
    expect(await list(own)).toHaveLength(1)
    const again = `import ${file} --skip-bad ${own.folder}/bad.csv`
    expect(await own.cl(again)).toMatchObject({ code: 1, err: expect.stringContaining('add --force to replace it') })
    expect(await own.cl(`${again} --force`)).toMatchObject({ code: 0 })
  })

  it('is not left in a file when the others could not be imported', async () => {
    const own = withFiles()
    await own.all('add Kim')
    whenCalled('renameSync', ([, to], call) => {
      if (String(to).includes('before import')) throw Object.assign(new Error(), { code: 'ENOSPC', syscall: 'rename' })
      return call()
    })
    const { err } = await refusal(own, `import ${own.file('a.csv', bad)} --skip-bad ${own.folder}/bad.csv`)
    expect(err).toMatch(/^No snapshot could be taken in .+: the disk is full\. Nothing was changed\.\n/)
    expect(readdirSync(own.folder).filter((name) => name.startsWith('bad.csv'))).toEqual([])
  })

  it('says that the others are in the book when their file could not be written', async () => {
    const own = withFiles()
    whenCalled('renameSync', ([, to], call) => {
      if (String(to).endsWith('bad.csv')) throw Object.assign(new Error(), { code: 'ENOSPC', syscall: 'rename' })
      return call()
    })
    const { code, err } = await own.cl(`import ${own.file('a.csv', bad)} --skip-bad ${own.folder}/bad.csv`)
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/The others are in the book, but \S+bad\.csv could not be written \(ENOSPC\)\.\nTo have/),
    ])
    expect(await list(own)).toHaveLength(1)
  })

  it('tells of ten in a hundred that are bad, the first ten of them', async () => {
    const own = withFiles()
    const rows = Array.from({ length: 200 }, (_, i) => (i % 10 === 0 ? '-dash' : `Customer ${i}`))
    const { out, err } = await own.cl(`import ${own.file('a.csv', `name\n${rows.join('\n')}\n`)}`)
    expect(out).toContain('  line 92: The name cannot begin with a dash')
    expect(out).toContain('  … and 10 more\n')
    expect(err).toMatch(/^20 records are bad/)
  })

  it.each<[what: string, content: string | Uint8Array, code: number, err: RegExp]>([
    ['0 bytes', '', 1, /a\.csv: It is empty/],
    ['nothing but white', ' \n\n', 1, /It is empty/],
    ['a packed file', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), 1, /It is no whole workbook/],
    ['unknown columns', 'foo,bar\n1,2\n', 2, /not recognised: foo, bar\n.+--map name=COLUMN/],
    ['a quote that is never closed', 'name,note\nAnn,"never\nclosed\n', 1, /Line 2: a quote \("\) is opened there/],
    [
      'a record that is too long',
      `name,note\nAnn,ok\nBolt,"never\n${'closed\n'.repeat(2_000_000)}`,
      1,
      /Line 3: the record that begins there is longer than 13 MB/,
    ],
    ['201 columns', `name${',x'.repeat(200)}\nAnn\n`, 2, /has 201 columns; there is room for 200/],
    ['a card without an end', 'BEGIN:VCARD\nVERSION:3.0\nFN:Ann\n', 1, /1 record is bad/],
    ['an export that is cut off', '{"cl": 1, "tables": {', 2, /It is not whole/],
  ])('refuses %s', async (_, content, code, err) => {
    const own = withFiles()
    await own.all('add Kim')
    expect(await refusal(own, `import ${own.file('a.csv', content)}`)).toMatchObject({
      code,
      err: expect.stringMatching(err),
    })
  })

  it('takes a header without rows for nothing new', async () => {
    const own = withFiles()
    await own.all('add Kim')
    expect((await refusal(own, `import ${own.file('a.csv', 'name,email\n')}`)).err).toMatch(/nothing new/)
  })

  it.each<[what: string, row: string, reason: RegExp]>([
    ['a NUL', 'Ann\0,x,2026-01-01', /The field "name" holds a NUL character/],
    ['a field of more than 64 KB', `Ann,${'x'.repeat(65_537)},2026-01-01`, /The field "note" has 65537 characters/],
    ['a long name', `${'x'.repeat(201)},,`, /The name has 201 characters; there is room for 200/],
    ['a control character', 'A\u001bnn,,', /The name holds a control character \(U\+001B\)/],
    ['a day that could be two', 'Ann,,03/04/2026', /could be two days/],
    ['a day to come', 'Ann,,2027-01-01', /cannot be in the future/],
    ['no day', 'Ann,,soon', /The day since "soon" is not a day/],
    ['too many fields', 'Ann,x,,more', /The row has 4 fields, but the header 3/],
  ])('says what is wrong with %s', async (_, row, reason) => {
    const own = withFiles()
    const { code, out } = await own.cl(`import ${own.file('a.csv', `name,note,since\nKim,,\n${row}\n`)}`)
    expect([code, out]).toEqual([1, expect.stringMatching(reason)])
    expect(out).toMatch(/line 3: /)
    expect(existsSync(own.book)).toBe(false)
  })

  it.each<[what: string, row: string, reason: RegExp]>([
    ['an unknown customer', 'Nobody,2026-11-01,', /There is no customer "Nobody"/],
    ['a day to come', 'Kim,2026-11-22,', /cannot be in the future/],
    ['an unknown purpose', 'Kim,2026-11-01,fun', /"fun" is not a purpose/],
  ])('says what is wrong with a touch: %s', async (_, row, reason) => {
    const own = withFiles()
    await own.all('add Kim')
    const { out } = await refusal(own, `import ${own.file('a.csv', `customer,on,purpose\nKim,2026-11-01,\n${row}\n`)}`)
    expect(out).toMatch(reason)
  })

  it('takes columns of one name, as long as they say the same', async () => {
    const own = withFiles()
    const { out } = await own.cl(`import ${own.file('a.csv', 'name,name\nAnn,Ann\nBolt,Garage\n')}`)
    expect(out).toMatch(
      /New +Bad\nCustomers +1 +1\n(.*\n)*.*line 3: There are two columns "name", with different values here/,
    )
  })

  it('goes by the content, not by the name', async () => {
    const own = withFiles()
    const file = own.file('a.csv', 'BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n')
    expect((await own.plan(file)).files[0]?.words).toBe('vCard, UTF-8')
    const csv = own.file('a.vcf', 'name\nBolt\n')
    expect(await own.cl(`import ${csv} --as vcard`)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/is CSV, not vCard/),
    })
    expect((await own.plan(csv)).customers.new).toBe(1)
  })

  it('refuses a vCard file of 50 MB and one byte', async () => {
    const own = withFiles()
    const start = 'BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n'
    const file = own.file('a.vcf', start.padEnd(50_000_001, '\n'))
    expect(await own.cl(`import ${file}`)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/room for 50 MB of vCard/),
    })
  })

  it.each([
    ['a.csv', 'name\nAnn\n', 2_000_000_001, /room for 2000 MB of CSV/],
    ['a.ics', 'BEGIN:VCALENDAR\nEND:VCALENDAR\n', 50_000_001, /room for 50 MB of a calendar/],
  ])('refuses %s of more bytes than there is room for', async (name, start, size, err) => {
    const own = withFiles()
    const file = own.file(name, start)
    truncateSync(file, size)
    expect(await own.cl(`import ${file}`)).toMatchObject({ code: 1, err: expect.stringMatching(err) })
    expect(existsSync(own.book)).toBe(false)
  })

  it('refuses what is not a file, or not there', async () => {
    const own = withFiles()
    mkdirSync(join(own.folder, 'folder'))
    expect((await own.cl(`import ${own.folder}/folder`)).err).toMatch(/is a folder, not a file/)
    expect((await own.cl('import /dev/zero')).err).toMatch(/^\/dev\/zero is longer than 50 MB\.\n/)
    expect((await own.cl(`import ${own.folder}/none.csv`)).err).toMatch(/none\.csv is not there/)
    expect((await own.cl(['import', ''])).code).toBe(2)
    expect((await own.cl(['import', 'a\0b'])).code).toBe(2)
    const locked = own.file('locked.csv', 'name\nAnn\n')
    chmodSync(locked, 0)
    const { code } = await own.cl(`import ${locked}`)
    expect(code).toBe(process.getuid?.() === 0 ? 0 : 1)
  })

  it.each([
    ['a rule of a billion', 'RRULE:FREQ=DAILY;COUNT=1000000000', '19000101', /recurs more than 5000 times/],
    ['every second', 'RRULE:FREQ=SECONDLY', '20260101', /more often than once a day/],
    ['a rule that fits no day', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '20000101', /finds no end/],
    ['a year that never comes', 'RRULE:FREQ=YEARLY;INTERVAL=1000000000', '20000101', /too seldom/],
  ])('ends quickly with %s', async (_, rule, start, reason) => {
    const own = withFiles()
    await own.all('add Ann')
    const file = own.file(
      'a.ics',
      `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:${start}\n${rule}\nSUMMARY:Ann\nEND:VEVENT\nEND:VCALENDAR\n`,
    )
    const { code, out } = await own.cl(`import ${file}`)
    expect([code, out]).toEqual([1, expect.stringMatching(reason)])
  })

  it.each([
    ['import', 2],
    ['import a.csv --since tomorrow', 2],
    ['import a.csv --map name', 2],
    ['import a.csv --map shoe=size', 2],
    ['import a.csv --as xml', 2],
    ['import a.csv --doubtful maybe', 2],
    ['import a.csv a.csv', 2],
    ['import a.csv b.csv --key x', 2],
  ])('%s is wrong usage', async (line, code) => {
    expect((await shop().cl(line)).code).toBe(code)
  })

  it('an import whose last row fails leaves nothing behind', async () => {
    const own = withFiles()
    await own.all('add Kim')
    const rows = Array.from({ length: 500 }, (_, i) => `Customer ${i}`)
    await refusal(own, `import ${own.file('a.csv', `name\n${rows.join('\n')}\n#7\n`)}`)
  })
})

it('meetings are visits, calls are calls, zoom is video; cancelled and coming ones are left out', async () => {
  const own = withFiles()
  await own.all('add "Acme Bakery" --email office@acme.example', 'add Zoe --alias "Café Zoë"')
  const event = (uid: number, day: string, lines: string) =>
    `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:${day}T100000Z\r\nDTEND:${day}T104500Z\r\n${lines}\r\nEND:VEVENT\r\n`
  const file = own.file(
    'a.ics',
    `BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Berlin\r\n${[
      event(1, '20261102', 'SUMMARY:Tasting\r\nATTENDEE;CN=Office:mailto:OFFICE@acme.example'),
      event(2, '20261103', 'SUMMARY:Call with cafe zoe about rye'),
      event(3, '20261104', 'SUMMARY:Acme Bakery and Zoe\r\nLOCATION:https://zoom.us/j/1'),
      event(4, '20261105', 'SUMMARY:Zoe\r\nSTATUS:CANCELLED'),
      event(5, '20261222', 'SUMMARY:Zoe'),
      event(6, '20261106', 'SUMMARY:Dentist'),
      event(7, '20261106', 'SUMMARY:Visit to Zoe').replace('UID:7', 'UID:visit-2@customer-love'),
      event(7, '20250101', 'SUMMARY:Zoe'),
    ].join('')}END:VCALENDAR\r\n`,
  )
  const plan = await own.plan(`${file} --since 2026-01-01`)
  expect(plan.touches).toEqual({ ...none, new: 4, leftOut: 5 })
  expect(plan.leftOut).toEqual([
    { kind: 'touches', reason: 'cancelled', count: 1 },
    { kind: 'touches', reason: 'after today', count: 1 },
    { kind: 'touches', reason: 'from the calendar that cl writes', count: 1 },
    { kind: 'touches', reason: 'before --since', count: 1 },
    { kind: 'touches', reason: 'nobody in it is a customer', count: 1 },
  ])
  expect(await own.json('history')).toMatchObject([
    { customer: { name: 'Zoe' }, channel: 'video', on: '2026-11-04' },
    { customer: { name: 'Acme Bakery' }, channel: 'video', minutes: 45 },
    { customer: { name: 'Zoe' }, channel: 'call', purpose: 'care' },
    { customer: { name: 'Acme Bakery' }, channel: 'visit', note: 'Tasting' },
  ])
})

it('a file of friends: nicknames, tags, activities with each of them, and notes', async () => {
  const own = withFiles()
  const file = own.file(
    'friends.md',
    [
      '### Activities:',
      "- 2018-11-01: **Grace Hopper** and I went to _Martha's Vineyard_. **George Washington Carver** stayed. @trip",
      '',
      '### Notes:',
      "- 2018-06-15: **Grace Hopper** found out she's getting married! @wedding",
      '',
      '### Friends:',
      '- George Washington Carver',
      '- Grace Hopper (a.k.a. The Admiral a.k.a. Amazing Grace) [Paris] @navy @science',
      '',
      '### Locations:',
      '- Atlantis',
    ].join('\n'),
  )
  const plan = await own.plan(file)
  expect([plan.customers.new, plan.touches]).toEqual([2, { ...none, new: 2, leftOut: 1 }])
  expect(await show(own, 'the admiral')).toMatchObject({
    name: 'Grace Hopper',
    aliases: ['The Admiral', 'Amazing Grace'],
    tags: ['navy', 'science'],
    since: '2018-11-01',
    note: "Location: Paris\n2018-06-15: Grace Hopper found out she's getting married! @wedding",
  })
  expect(await own.json('history grace')).toMatchObject([
    {
      on: '2018-11-01',
      channel: 'visit',
      note: expect.stringMatching(/^Grace Hopper and I went to Martha's Vineyard\./),
    },
  ])
})
