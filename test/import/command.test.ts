import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { applicationId } from '#book/engines/sqlite-file.ts'
import { book as firstSchema } from '#book/migrations/0001-book.ts'
import { currentSchema } from '#book/schema.ts'
import type { Imported } from '#import/imported.ts'
import type { shop } from '../cl.ts'
import Driver from '../driver.js'
import { none, shopWithFiles } from './file-shop.ts'

const data = (name: string) => fileURLToPath(new URL(`../data/${name}`, import.meta.url))

type Listed = { name: string; phone: string | null; email: string | null; tags: string[]; since: string }
type Shown = Listed & { note: string | null; company: string | null; aliases: string[]; snoozedUntil: string | null }
const list = (own: ReturnType<typeof shop>) => own.json<Listed[]>('list')
const show = (own: ReturnType<typeof shop>, name: string) => own.json<Shown>(`show "${name}"`)

it('brings touches of theirs that need no answer, and one undo takes them back', async () => {
  const own = shopWithFiles()
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
  const own = shopWithFiles()
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
    const own = shopWithFiles()
    const first = await own.plan(data(name))
    expect([first.customers, first.touches, first.written]).toEqual([{ ...none, ...customers }, none, true])
    const { new: before = 0, doubtful = 0 } = customers
    const again = await own.plan(data(name))
    expect(again.customers).toEqual({ ...none, same: before, doubtful })
    expect(again.written).toBe(false)
  })

  it('Northwind: customers with phones and countries, then each order once', async () => {
    const own = shopWithFiles('1998-05-06')
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
    expect((await own.plan(orders)).touches).toEqual({ ...none, new: 830, leftOut: 1325 })
    expect((await own.plan(orders)).touches).toEqual({ ...none, same: 830, leftOut: 1325 })
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
    const own = shopWithFiles()
    await own.all(who)
    expect((await own.plan(data(`ics/${name}`))).touches).toEqual({ ...none, ...touches })
    const again = await own.plan(data(`ics/${name}`))
    expect(again.touches).toEqual({ ...none, leftOut: touches.leftOut ?? 0, same: touches.new ?? 0 })
  })
})

describe('address books', () => {
  it('Gmail: name, nickname, company, phones, note, birthday and the anniversary that Apple labels', async () => {
    const own = shopWithFiles()
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
    const own = shopWithFiles()
    await own.plan(data('vcard/outlook-2007.vcf'))
    expect(await show(own, 'Mike')).toMatchObject({
      name: 'Mr. Michael Angstadt Jr.',
      email: 'mike.angstadt@gmail.com',
      note: expect.stringContaining("But I'm not sure because there's text formatting going on here.\nIt does"),
    })
  })

  it('takes escapes as they were meant, too few of them and too many', async () => {
    const own = shopWithFiles()
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
    const own = shopWithFiles()
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
    const own = shopWithFiles()
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
    const own = shopWithFiles()
    expect((await own.plan(own.file('a.csv', bytes))).files[0]?.words).toBe(`customers in CSV, ${encoding}`)
    expect(await show(own, 'cafe zoe')).toMatchObject({ name: 'Café Zoë', note: '“très” bon' })
  })

  it('in windows-1252, never makes a terminal’s control character of byte 0x9B', async () => {
    const own = shopWithFiles()
    await own.plan(own.file('a.csv', Buffer.from('name\nA\x9bnn\xe9\n', 'latin1')))
    expect((await list(own))[0]?.name).toBe('A›nné')
  })

  it('remembers by their header how columns are named', async () => {
    const own = shopWithFiles()
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

describe('who is there already', () => {
  const three = async () => {
    const own = shopWithFiles()
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
  const own = shopWithFiles()
  await own.plan(own.file('a.csv', csv))
  const days = (await own.json<{ visitDue: string }[]>('list --sort due')).map(({ visitDue }) => visitDue)
  expect([days[0], days.at(-1), new Set(days).size]).toEqual(['2026-11-22', '2026-12-21', 30])
  expect((await own.json<Listed[]>('list')).every(({ since }) => since === '2024-01-01')).toBe(true)
  const all = shopWithFiles()
  await all.plan(`${all.file('a.csv', csv)} --no-spread`)
  expect(await all.json('due')).toHaveLength(90)
})

it('undo takes all of it back, and remove a touch that came with a key', async () => {
  const own = shopWithFiles()
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
  const own = shopWithFiles()
  await own.all('add Müller', 'add OBrien', 'add Marie-Anne', 'add "Jason Bourne"')
  const { customers } = await own.plan(own.file('a.csv', `name\n${name}\n`))
  expect(customers).toMatchObject({ [pile]: 1 })
})

it('two names in another order are two customers when somebody says so, and each can be named', async () => {
  const own = shopWithFiles()
  await own.all('add "Martin Thomas"', `import ${own.file('a.csv', 'name\nThomas Martin\n')} --doubtful new`)
  expect((await own.cl('show "thomas martin"')).out).toMatch(/^Thomas Martin/)
  expect((await own.cl('show "martin thomas"')).out).toMatch(/^Martin Thomas/)
})

it('touches are those of a customer however the name is written', async () => {
  const own = shopWithFiles()
  await own.all('add Müller')
  const touches = own.file('t.csv', 'customer,on,purpose\nmueller,2026-11-01,sale\n')
  expect((await own.plan(touches)).touches).toEqual({ ...none, new: 1 })
})

it('reads the standard input, and takes a snapshot of the book before', async () => {
  const own = shopWithFiles()
  await own.all('add Ann')
  const { code, out } = await own.cl('import -', { stdin: 'name\nBolt\n' })
  expect([code, out]).toEqual([
    0,
    'standard input: customers in CSV, UTF-8\n           New\nCustomers    1\nNew customers, the first of them:\n  Bolt\n',
  ])
  expect(readdirSync(`${own.book}.snapshots`)).toEqual([expect.stringContaining('before import')])
})

it('into a book of the first version: both snapshots are whole, and undo takes back the import alone', async () => {
  const own = shopWithFiles()
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
  const own = shopWithFiles()
  expect(await own.cl(`import ${data('vcard/gmail-single.vcf')} --dry-run`)).toMatchObject({ code: 0 })
  expect(existsSync(own.book)).toBe(false)
})

it('a file of friends: nicknames, tags, activities with each of them, and notes', async () => {
  const own = shopWithFiles()
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
