import { describe, expect, it } from 'vitest'
import { names, none, plan, shopWithFiles, show } from './file-shop.ts'

describe('rows that are no record', () => {
  it.each([
    ['German', 'Kunde;Telefon;Umsatz\nAcme;030 1234567;1.200,50\nSumme;;1.200,50\n'],
    ['English', 'Name,Phone,Sales\nAcme,030 1234567,"$1,200.50"\nGrand total,,"$1,200.50"\n'],
    ['French', 'Nom,Téléphone,Total\nAcme,01 23 45 67 89,12 €\nTotal général,,12 €\n'],
  ])('sums, %s', async (_, text) => {
    const own = shopWithFiles()
    const { customers, leftOut } = await plan(own, text)
    expect([customers, leftOut]).toEqual([
      { ...none, new: 1, leftOut: 1 },
      [{ kind: 'customers', reason: 'sums of columns', count: 1 }],
    ])
  })

  it('the title of a group above a header that is there again', async () => {
    const own = shopWithFiles()
    const titles = 'Name,Status,Phone\n'
    const text = `Customers,,\nGroup A,,\n${titles}Ana Lopez,Active,030 1110001\n\nGroup B,,\n${titles}Bo Berg,Active,030 1110002\n`
    expect((await plan(own, text)).leftOut).toEqual([
      { kind: 'customers', reason: 'a title of a group: Group B', count: 1 },
      { kind: 'customers', reason: 'the header once more', count: 1 },
    ])
    expect(await names(own)).toEqual(['Ana Lopez', 'Bo Berg'])
  })

  it('sums of bills', async () => {
    const own = shopWithFiles()
    const text =
      'Rechnungsnr.;Datum;Kunde;Netto;Brutto\nRE-1;03.11.2026;Acme;1.000,00;1.190,00\n;;Summe;1.000,00;1.190,00\n'
    const { touches } = await plan(own, text, '--map purpose==invoice --map channel==email --new')
    expect(touches).toEqual({ ...none, new: 1, leftOut: 1 })
  })

  it('letters above names; a customer called Total, or by a number, is one', async () => {
    const own = shopWithFiles()
    const { customers } = await plan(
      own,
      'Name;Telefon;E-Mail\nA;;\nAcme;030 1234567;a@x.example\nT;;\nTotal;+33 1 23456789;\nSumme;;s@x.example\n',
    )
    expect(customers).toEqual({ ...none, new: 3, leftOut: 2 })
    expect(await names(own)).toEqual(['Acme', 'Summe', 'Total'])
  })

  it('lines below the table; a customer whose name has a number in it is one', async () => {
    const own = shopWithFiles()
    const below = [
      '2 records',
      'Report generated 26 Nov 2026',
      'Stand: 26.11.2026',
      'Accrual basis Thursday, November 26, 2026',
    ]
    const text = ['Name,Phone', 'Acme,030 1234567', '3 Brothers,', 'Bar 2010,', ...below.map((line) => `"${line}",`)]
    const { customers, leftOut } = await plan(own, text.join('\n'))
    expect([customers, leftOut]).toEqual([
      { ...none, new: 3, leftOut: 4 },
      [{ kind: 'customers', reason: 'notes below the table', count: 4 }],
    ])
  })

  it('a sum of bills that nothing calls one, and the further things of an order', async () => {
    const own = shopWithFiles()
    const bills = 'Belegnummer;Belegdatum;Kunde;Brutto\nRE-1;03.11.2026;Acme;1.190,00\n;;;1.190,00\n'
    const { touches, leftOut } = await plan(own, bills, '--map purpose==invoice --new --key Belegnummer')
    expect([touches, leftOut]).toEqual([
      { ...none, new: 1, leftOut: 1 },
      [{ kind: 'touches', reason: 'sums of columns', count: 1 }],
    ])
    const orders =
      'Name,Created at,Lineitem name,Billing Name\n#1,2026-11-03,Cake,Acme\n#1,2026-11-03,Bread,\n#2,2026-11-04,Roll,Acme\n'
    const options = '--map "customer=Billing Name" --map "on=Created at" --map purpose==sale --key Name'
    expect((await plan(own, orders, options)).touches).toEqual({ ...none, new: 2, leftOut: 1 })
    expect(
      (
        await own.cl(
          `import ${own.file('b.csv', orders.replace('#1,2026-11-03,Bread', '#3,2026-11-03,Bread'))} ${options}`,
        )
      ).code,
    ).toBe(1)
  })

  it('titles of groups, and counts; a name with a number and a comma is one', async () => {
    const own = shopWithFiles()
    const rows = ['Stammkunden', 'Ute', 'VIPs:', 'Bar 2010', 'Total 12', 'Summe: 4', 'Anzahl: 4']
    const text = ['Name;Adresse;Telefon', ...rows.map((row) => `${row};;`), '"Weg 2, 0171 2223344";;'].join('\n')
    const { customers, leftOut } = await plan(own, text)
    expect([customers, leftOut]).toEqual([
      { ...none, new: 4, leftOut: 4 },
      [
        { kind: 'customers', reason: 'a title of a group: Stammkunden', count: 1 },
        { kind: 'customers', reason: 'a title of a group: VIPs:', count: 1 },
        { kind: 'customers', reason: 'sums of columns', count: 2 },
      ],
    ])
  })

  it.each(['Customers A-F', 'Kunden (G \u2013 M)', 'N-Z', 'VIP clients', 'Kunden Nord', 'Clients fid\u00e8les'])(
    'the title %s between rows is nobody',
    async (title) => {
      const own = shopWithFiles()
      const { customers, leftOut } = await plan(own, `Name,Phone\nUte,030 1112233\n${title},\nBo,\n`)
      expect(customers).toEqual({ ...none, new: 2, leftOut: 1 })
      expect(leftOut).toEqual([{ kind: 'customers', reason: `a title of a group: ${title}`, count: 1 }])
    },
  )

  it('our own CSV is read whole', async () => {
    const own = shopWithFiles()
    const csv = 'id,customer,phone,email,tags,since,visit_every,archived_on\n,A,,,,,,\n'
    expect((await plan(own, csv)).customers).toEqual({ ...none, new: 1 })
  })
})

describe('a header', () => {
  it('of two rows is the one with the names of the columns', async () => {
    const own = shopWithFiles()
    await plan(own, 'Customer,,Contact,\nName,Since,Phone,E-mail\nAcme,2024-01-05,+49 30 1234567,a@x.example\n')
    expect(await names(own)).toEqual(['Acme'])
    expect(await show(own, 'Acme')).toMatchObject({
      since: '2024-01-05',
      phone: '+49 30 1234567',
      email: 'a@x.example',
    })
  })

  it('that is not there takes nobody away', async () => {
    const own = shopWithFiles()
    const text = 'Ann Lee,+1 352 555 0101,ann@x.example\nBo Dahl,+1 352 555 0102,bo@x.example\n'
    expect((await plan(own, text)).customers).toEqual({ ...none, new: 2 })
    expect(await show(own, 'Ann Lee')).toMatchObject({ phone: '+1 352 555 0101', email: 'ann@x.example' })
    expect((await plan(own, text)).customers).toEqual({ ...none, same: 2 })
    await plan(own, 'VIP,cy@x.example,Cy Ray\nVIP,di@x.example,Di Fox\n', '--map "name=column 3"')
    expect((await plan(own, 'Ed Low,+1 352 555 0103,ed@x.example\n')).customers).toEqual({ ...none, new: 1 })
    expect(await names(own)).toEqual(['Ann Lee', 'Bo Dahl', 'Cy Ray', 'Di Fox', 'Ed Low'])
  })

  it('with a phone and an e-mail twice has two of each', async () => {
    const own = shopWithFiles()
    await plan(own, 'Name,Phone,Phone,Email,Email\nAnn,+1 352 555 0101,+1 352 555 0109,a@x.example,a2@x.example\n')
    expect(await show(own, 'Ann')).toMatchObject({
      phone: '+1 352 555 0101',
      note: 'E-mail: a2@x.example\nPhone: +1 352 555 0109',
    })
  })
})

describe('a table in one column', () => {
  it.each([
    [
      'with quotes round each line',
      '"Name,Phone,City"\n"Anna Berg,030 1112233,""Frankfurt, Main"""\n"Tom Ott,0171 2223344,"\n',
    ],
    [
      'with quotes round each line but the header',
      'Name,City,Phone\n"Anna Berg,Frankfurt Main,030 1112233"\nTom Ott,,0171 2223344\n',
    ],
  ])('%s, is read', async (_, text) => {
    const own = shopWithFiles()
    expect((await plan(own, text)).customers).toEqual({ ...none, new: 2 })
    const address = expect.stringMatching(/^Frankfurt,? Main$/)
    expect(await show(own, 'Anna Berg')).toMatchObject({ phone: '030 1112233', address })
    expect(await show(own, 'Tom Ott')).toMatchObject({ phone: '0171 2223344', address: null })
  })

  it('a name with a comma in the first of three columns is one', async () => {
    const own = shopWithFiles()
    await plan(own, 'Name,City,Phone\n"Berg, Anna, Dr."\nTom Ott,Ulm,0171 2223344\n')
    expect(await names(own)).toContain('Berg, Anna, Dr.')
  })
})

describe('cells that a spreadsheet program has changed', () => {
  it('days that it counts are days', async () => {
    const own = shopWithFiles()
    await plan(own, 'Name,Birthday,Customer since\nAnn,29342,45292\nBo,"30001,0",45658.5\n')
    expect(await show(own, 'Ann')).toMatchObject({ since: '2024-01-01', dates: [{ month: 5, date: 1, year: 1980 }] })
    expect(await show(own, 'Bo')).toMatchObject({ since: '2025-01-01', dates: [{ month: 2, date: 19, year: 1982 }] })
  })

  it.each([
    ['2019', '2019-01-01'],
    ['01/2021', '2021-01-01'],
    ['2021-03', '2021-03-01'],
    ['März 2021', '2021-03-01'],
    ['Q1 2022', '2022-01-01'],
    ['2022 Q3', '2022-07-01'],
    ['T2/2008', '2008-04-01'],
    ['4. Quartal 2021', '2021-10-01'],
    ['spring 2019', '2019-03-01'],
    ['Frühjahr 2018', '2018-03-01'],
    ['automne 2017', '2017-09-01'],
    ['winter 2017', '2017-01-01'],
    ['early 2016', '2016-01-01'],
    ['mid-2009', '2009-06-01'],
    ['Ende 2015', '2015-12-01'],
    ['about 2014', '2014-01-01'],
    ['ca. März 2013', '2013-03-01'],
  ])('customers since %s are since %s', async (text, day) => {
    const own = shopWithFiles()
    await plan(own, `Name;Kunde seit\nAnn;${text}\n`)
    expect(await show(own, 'Ann')).toMatchObject({ since: day })
  })

  it('a phone number with a power of ten is one where all of its digits are there, and named where not', async () => {
    const own = shopWithFiles()
    const { files } = await plan(
      own,
      'Name;Phone;Mobile\nAnn;3,525550101E+9;3.525550102E9\nBo;;4.93012E+11\nCy;3525550103.0;\n',
    )
    expect(await show(own, 'Ann')).toMatchObject({ phone: '3525550101', note: 'Phone (Mobile): 3525550102' })
    expect(await show(own, 'Cy')).toMatchObject({ phone: '3525550103' })
    expect(await show(own, 'Bo')).toMatchObject({ phone: null, note: 'Phone (Mobile): 4.93012E+11' })
    expect(files[0]?.unread).toEqual([
      { column: 'Mobile that a spreadsheet program shortened, such as 4.93012E+11', holds: null },
    ])
  })
})

describe('names', () => {
  it('with the family name first are turned, where the column is written so; names of companies are not', async () => {
    const own = shopWithFiles()
    await plan(own, 'Name,Phone\n"Lopez, Ana",1\n"O\u2019Brien, Pat",2\n"Acme, Inc.",3\n"M\u00fcller, Dr. Uta",4\n')
    expect(await names(own)).toEqual(['Acme, Inc.', 'Ana Lopez', 'Dr. Uta M\u00fcller', 'Pat O\u2019Brien'])
    const other = shopWithFiles()
    await plan(other, 'Name\n"Lopez, Ana"\nBo Dahl\nCy Ray\n')
    expect(await names(other)).toEqual(['Bo Dahl', 'Cy Ray', 'Lopez, Ana'])
  })

  it('of touches are those of customers, turned and without a title', async () => {
    const own = shopWithFiles()
    await own.all('add "Dr. Ana Lopez"', 'add "Bo Dahl"', 'add "Prof. Cy Ray"', 'add "Dr. Cy Ray"')
    const { touches } = await plan(
      own,
      'Customer,Date\n"Lopez, Ana",2026-11-02\nAna Lopez,2026-11-03\n"Dahl, Bo",2026-11-04\nCy Ray,2026-11-05\n',
      '--dry-run',
    )
    expect(touches).toEqual({ ...none, new: 3, bad: 1 })
  })
})

it('a company is perhaps the customer who works there, where that is one alone', async () => {
  const own = shopWithFiles()
  await own.all('add "Ana Lopez" --company "Hotel Mira"', 'add "Bo Dahl" --company Bolt', 'add "Cy Ray" --company Bolt')
  const text = 'Customer,Phone\nHotel Mira,030 1111111\nBolt,030 2222222\n'
  const { customers, doubtful } = await plan(own, text)
  expect(customers).toEqual({ ...none, new: 1, doubtful: 1 })
  expect(doubtful).toMatchObject([{ name: 'Hotel Mira', candidates: [{ name: 'Ana Lopez', why: 'the same company' }] }])
  await plan(own, text, '--doubtful same')
  expect(await show(own, 'Hotel Mira')).toMatchObject({ name: 'Ana Lopez', phone: '030 1111111' })
})

describe('a number with a sign before it, as Shopify writes it', () => {
  it('is the number; a name that begins so is kept', async () => {
    const own = shopWithFiles()
    const text = "Name,Street,City,Zip,Phone\n'80s Café,Weg 3,Wien,'01067,'+4315550100\n"
    await plan(own, text)
    expect(await show(own, "'80s Café")).toMatchObject({ address: 'Weg 3, 01067 Wien', phone: '+4315550100' })
  })
})

it.each([
  ['Name,Address,Region\nAnn,"1 Main St, Macon GA 31201",GA\n', '1 Main St, Macon GA 31201'],
  ['Name,Address,City,Country\nAnn,"1 Main St, Macon",Macon,USA\n', '1 Main St, Macon, USA'],
  ['Name,Address,Street,City\nAnn,"Flat 3, Macon",1 Main St,Macon\n', 'Flat 3, Macon, 1 Main St, Macon'],
])('a whole address beside its parts: %j', async (text, address) => {
  const own = shopWithFiles()
  await plan(own, text)
  expect(await show(own, 'Ann')).toMatchObject({ address })
})

it.each([
  ['Name,Email,Billing Name\n#1001,ann@x.example,Ann Lee\n#1002,bo@x.example,Bo Cook\n', ['Ann Lee', 'Bo Cook']],
  ['氏名,E-mail\n山田太郎,t@y.example\n佐藤花子,h@s.example\n', ['佐藤花子', '山田太郎']],
])('the names of %j are found', async (text, expected) => {
  const own = shopWithFiles()
  await plan(own, text)
  expect(await names(own)).toEqual(expected)
})

describe('a text that a customer has no field for', () => {
  it('goes into the note under its title, and Google\u2019s under what it calls it', async () => {
    const own = shopWithFiles()
    const { files } = await plan(
      own,
      'First Name,Last Name,Organization Title,Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,Labels,Shoe size\nAna,Lopez,Owner,Work,acme.example,Anniversary,2010-06-01,VIP,39\n',
    )
    expect(await show(own, 'Ana Lopez')).toMatchObject({
      note: 'Organization Title: Owner\nWebsite (Work): acme.example',
      dates: [{ label: 'anniversary', month: 6, date: 1, year: 2010 }],
    })
    expect(files[0]?.unread).toEqual([{ column: 'Shoe size', holds: null }])
  })
})

describe('touches of which the file does not say why', () => {
  it.each([
    ['Invoice Number,Invoice Date,Customer Name\n1,2026-11-03,Acme\n', 'invoice', '-'],
    ['Rechnungsnr.;Datum;Kunde\n1;03.11.2026;Acme\n', 'invoice', '-'],
    ['Date,Customer,Note\n2026-11-03,Acme,hello\n', 'care', '+'],
  ])('%j are for %s, and the plan says so', async (text, purpose, tone) => {
    const own = shopWithFiles()
    await own.all('add Acme')
    const path = own.file('a.csv', text)
    const { out } = await own.cl(`import ${path} --dry-run`)
    expect(out).toContain(`purpose: not in the file, so ${purpose} for all`)
    await own.cl(`import ${path}`)
    expect(await own.json('history')).toMatchObject([{ purpose, tone }])
    expect((await own.cl(`import ${path} --map purpose==thanks --dry-run`)).out).not.toContain('purpose: not in')
  })
})
