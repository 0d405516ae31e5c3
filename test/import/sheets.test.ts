import { gzipSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { type FileShop, names, none, plan, type Shown, shopWithFiles, show } from './file-shop.ts'

describe('the customer of a row', () => {
  it.each<[what: string, text: string, expected: string[]]>([
    [
      'German: two Müllers, each with a first name',
      'Name;Vorname\nMüller;Ana\nMüller;Bo\n',
      ['Ana Müller', 'Bo Müller'],
    ],
    ['French', 'Nom,Prénom\nMartin,Léa\n', ['Léa Martin']],
    ['Italian', 'Nome,Cognome\nLia,Rossi\n', ['Lia Rossi']],
    ['Spanish', 'Nombre,Apellidos\nAna,López Ruiz\n', ['Ana López Ruiz']],
    ['Portuguese', 'Nome;Sobrenome\nAna;Souza\n', ['Ana Souza']],
    ['Dutch', 'Voornaam;Achternaam\nJan;Smit\n', ['Jan Smit']],
    ['Polish', 'Imię;Nazwisko\nŁucja;Nowak\n', ['Łucja Nowak']],
    ['Swedish', 'Förnamn;Efternamn\nEva;Berg\n', ['Eva Berg']],
    ['Danish', 'Fornavn;Efternavn\nIda;Holm\n', ['Ida Holm']],
    ['Norwegian', 'Fornavn;Etternavn\nIda;Lie\n', ['Ida Lie']],
    ['Finnish', 'Etunimi;Sukunimi\nAino;Laine\n', ['Aino Laine']],
    ['Czech', 'Jméno;Příjmení\nJana;Nová\n', ['Jana Nová']],
    ['a name alone is the whole of it', 'Nome\nBottega Lia\n', ['Bottega Lia']],
    ['a phone alone', 'name,phone\n,+1 352 555 0101\n', ['+1 352 555 0101']],
    ['an e-mail alone', 'name,email\n,bo@x.example\n', ['bo@x.example']],
  ])('%s', async (_, text, expected) => {
    const own = shopWithFiles()
    expect((await plan(own, text)).customers).toEqual({ ...none, new: expected.length })
    expect(await names(own)).toEqual(expected)
  })

  it('a company and a person are both kept, whichever is the name', async () => {
    const own = shopWithFiles()
    await plan(own, 'Name,First Name,Last Name\nAcme Ltd,Ana,Lopez\nBo Dahl,Bo,Dahl\n')
    expect(await show(own, 'Ana Lopez')).toMatchObject({
      name: 'Acme Ltd',
      company: 'Acme Ltd',
      aliases: ['Ana Lopez'],
    })
    expect(await show(own, 'Bo Dahl')).toMatchObject({ name: 'Bo Dahl', aliases: [] })
    await plan(own, 'Name;Vorname;Firma\nMüller;Uta;Bäckerei Süd\n')
    expect(await show(own, 'Bäckerei Süd')).toMatchObject({ name: 'Uta Müller', company: 'Bäckerei Süd' })
  })

  it('a row without name, phone and e-mail is left out, and its neighbours are not', async () => {
    const own = shopWithFiles()
    const { customers, leftOut } = await plan(own, 'name,phone,note\nAnn,,\n,,likes rye\n')
    expect(customers).toEqual({ ...none, new: 1, leftOut: 1 })
    expect(leftOut).toEqual([
      { kind: 'customers', reason: 'without a name, an e-mail address or a phone number', count: 1 },
    ])
  })
})

describe('the exports of other programs', () => {
  it.each<[program: string, text: string, name: string, expected: Partial<Shown>]>([
    [
      'Outlook in German, with the days that it has no day for',
      '"Vorname","Nachname","Firma","Telefon geschäftlich","Mobiltelefon","E-Mail-Adresse","E-Mail 2: Adresse","Geburtstag","Jahrestag"\r\n"Uta","Müller","","030 1234567","0170 1234567","uta@x.example","u2@x.example","0.0.00","23.5.2010"\r\n',
      'Uta Müller',
      {
        phone: '030 1234567',
        email: 'uta@x.example',
        note: 'E-mail: u2@x.example\nPhone (Mobiltelefon): 0170 1234567',
        dates: [{ label: 'anniversary', month: 5, date: 23, year: 2010 }],
      },
    ],
    [
      'Outlook in French',
      'Prénom,Nom,Téléphone (bureau),Tél. mobile,Adresse de messagerie\nLéa,Martin,01 23 45 67 89,06 12 34 56 78,lea@x.example\n',
      'Léa Martin',
      { phone: '01 23 45 67 89', email: 'lea@x.example', note: 'Phone (Tél. mobile): 06 12 34 56 78' },
    ],
    [
      'an address book with numbers called Rufnummer',
      '"Name","Vorname","Rufnummer Privat","Rufnummer Mobil"\n"Müller","Ana","0352 5550101","0352 5550102"\n',
      'Ana Müller',
      { phone: '0352 5550101', note: 'Phone (Rufnummer Mobil): 0352 5550102' },
    ],
    [
      'Thunderbird, whose birthdays are three columns',
      'First Name,Last Name,Display Name,Primary Email,Secondary Email,Work Phone,Birth Year,Birth Month,Birth Day\nAna,Lee,Ana L.,a@x.example,b@x.example,352-555-0101,1980,5,3\n',
      'Ana Lee',
      { email: 'a@x.example', phone: '352-555-0101', dates: [{ label: 'birthday', month: 5, date: 3, year: 1980 }] },
    ],
    [
      'Mailchimp: a birthday without a year, tags in quotes',
      'Email Address,First Name,Last Name,Birthday,TAGS\nann@x.example,Ann,Lee,05/23,"""VIP"",""Regular"""\n',
      'Ann Lee',
      { tags: ['regular', 'vip'], dates: [{ label: 'birthday', month: 5, date: 23, year: null }] },
    ],
    [
      'Shopify and Square: phones with an apostrophe',
      "Customer ID,First Name,Last Name,Email,Default Address Company,Phone,Note,Tags\n'77,Ann,Lee,ann@x.example,Acme,'+13525550101,rye,vip\n",
      'Ann Lee',
      { phone: '+13525550101', tags: ['vip'], company: 'Acme', note: 'rye' },
    ],
    [
      'Stripe: customers since the day that it made them',
      'id,Description,Email,Name,Created (UTC)\ncus_1,,ann@x.example,Ann Lee,2024-03-09 14:05\n',
      'Ann Lee',
      { since: '2024-03-09', email: 'ann@x.example' },
    ],
    [
      'Sage, with the day and the web page under its own titles',
      'Account Name,Telephone,Date Account Opened,Web Address\nAcme Ltd,0113 496 0101,13/04/2023,acme.example\n',
      'Acme Ltd',
      { since: '2023-04-13', note: 'Web Address: acme.example' },
    ],
    [
      'QuickBooks',
      'Customer,Main Phone,Main Email,Fax\nAcme Ltd,"Phone:(650) 555-3311 Mobile:(650) 555-3312",acme@x.example,352-555-0199\n',
      'Acme Ltd',
      { phone: '(650) 555-3311', note: 'Fax: 352-555-0199\nPhone (Main Phone): (650) 555-3312' },
    ],
    [
      'Xero',
      '*ContactName,EmailAddress,FirstName,LastName,PhoneNumber\nAcme,a@x.example,Ana,Lee,352-555-0101\n',
      'Acme',
      { email: 'a@x.example', phone: '352-555-0101', aliases: ['Ana Lee'] },
    ],
    [
      'WooCommerce',
      'Name,Username,Sign up,Email,Country / Region\nAnn Lee,ann,"Apr 11, 2023 1:04 PM",ann@x.example,US\n',
      'Ann Lee',
      { since: '2023-04-11', email: 'ann@x.example' },
    ],
    [
      'HubSpot',
      'Record ID,First Name,Last Name,Mobile Phone Number,Create Date\n9,Ann,Lee,+1 352 555 0101,2024-01-05 10:00\n',
      'Ann Lee',
      { since: '2024-01-05', phone: '+1 352 555 0101' },
    ],
  ])('%s', async (_, text, name, expected) => {
    const own = shopWithFiles()
    expect(await plan(own, text)).toMatchObject({ customers: { ...none, new: 1 } })
    expect(await show(own, name)).toMatchObject({ name, ...expected })
  })
})

describe('columns whose titles say nothing', () => {
  it('are phones, e-mails and names by their cells', async () => {
    const own = shopWithFiles()
    await plan(own, 'Wer;Ruf;Netz\nAna Lopez;+1 352 555 0101;ana@x.example\nBo Dahl;+1 352 555 0102;bo@x.example\n')
    expect(await show(own, 'Ana Lopez')).toMatchObject({ phone: '+1 352 555 0101', email: 'ana@x.example' })
  })

  it('that are not read are named whole, addresses and numbers first', async () => {
    const own = shopWithFiles()
    const others = Array.from({ length: 30 }, (_, i) => `Another column ${i}`)
    const head = ['Name', 'Colour', ...others, 'Met on', 'Order number', 'Friend', 'Nothing']
    const row = ['Ann', 'blue', ...others.map(() => 'x'), '3 Nov 2020', '5550101', 'Ana Lopez', '']
    const { files } = await plan(own, `${head.join(',')}\n${row.join(',')}\n`)
    expect(files[0]?.unread.slice(0, 4)).toEqual([
      { column: 'Order number', holds: 'phone numbers' },
      { column: 'Met on', holds: 'days' },
      { column: 'Friend', holds: 'names' },
      { column: 'Colour', holds: null },
    ])
    const { out } = await own.cl(`import ${own.folder}/a.csv`)
    const words = out.replace(/\s+/g, ' ')
    expect(words).toContain('not read: Order number (phone numbers), Met on (days), Friend (names), Colour, Another')
    expect(words).toContain('Another column 29')
  })
})

describe('phones, e-mails and days as programs write them', () => {
  it.each<[cell: string, phone: string, note: string | null]>([
    ["'+13525550101", '+13525550101', null],
    ['"=""0352555"""', '0352555', null],
    ['\u202a+1 352 555 0101\u202c', '+1 352 555 0101', null],
    ['352–555–0107', '352-555-0107', null],
    ['352-555-0107 ext. 12', '352-555-0107', 'Phone: 352-555-0107 ext. 12'],
    ['3525550101/3525550102', '3525550101', 'Phone: 3525550102'],
  ])('phone %s', async (cell, phone, note) => {
    const own = shopWithFiles()
    await plan(own, `name,phone\nAnn,${cell}\n`)
    expect(await show(own, 'Ann')).toMatchObject({ phone, note })
  })

  it.each<[cell: string, email: string, note: string | null]>([
    ['mailto:x@y.example', 'x@y.example', null],
    ['Bo <bo@y.example>', 'bo@y.example', null],
    ['a@x.example; b@x.example', 'a@x.example', 'E-mail: b@x.example'],
  ])('e-mail %s', async (cell, email, note) => {
    const own = shopWithFiles()
    await plan(own, `name,email\nAnn,${cell}\n`)
    expect(await show(own, 'Ann')).toMatchObject({ email, note })
  })

  it.each(['5/23/1980', '23 May 1980', 'May 23, 1980', '23-May-80', '1980-05-23', '23.05.1980', '23. května 1980'])(
    'birthday %s',
    async (cell) => {
      const own = shopWithFiles()
      await plan(own, `name,birthday\nAnn,"${cell}"\n`)
      expect((await show(own, 'Ann')).dates).toEqual([expect.objectContaining({ month: 5, date: 23, year: 1980 })])
    },
  )

  it.each(['0/0/00', '0000-00-00', ''])('%j is no birthday, and nothing in the note', async (cell) => {
    const own = shopWithFiles()
    await plan(own, `name,birthday\nAnn,${cell}\n`)
    expect(await show(own, 'Ann')).toMatchObject({ dates: [], note: null })
  })
})

describe('the order of day and month', () => {
  const days = async (own: FileShop) => (await own.json<{ on: string }[]>('history')).map(({ on }) => on).sort()
  const touches = (...cells: string[]) => `customer,on\n${cells.map((cell) => `Ann,${cell}\n`).join('')}`

  it.each<[what: string, text: string, options: string, expected: string[]]>([
    [
      'one cell of the column proves it',
      touches('11/20/2025', '1/5/2026', '12/24/2025'),
      '',
      ['2025-11-20', '2025-12-24', '2026-01-05'],
    ],
    [
      'far below, too',
      touches('1/5/2026', ...Array.from({ length: 3_000 }, () => '5/5/2026'), '13/2/2026'),
      '',
      ['2026-02-13', '2026-05-01', '2026-05-05'],
    ],
    ['--dates says it', touches('1/5/2026'), '--dates dmy', ['2026-05-01']],
    ['titles in another language say it', 'Kunde;Datum\nAnn;1/5/2026\n', '', ['2026-05-01']],
    ['unless --dates says something else', 'Client;Date;Notes;Durée\nAnn;1/5/2026;;\n', '--dates mdy', ['2026-01-05']],
    [
      'years of two digits, months of letters, and times',
      touches('10/15/26', '05-Oct-26', '5 Oct 2026 14:05'),
      '',
      ['2026-10-05', '2026-10-05', '2026-10-15'],
    ],
  ])('%s', async (_, text, options, expected) => {
    const own = shopWithFiles()
    await own.all('add Ann')
    await plan(own, text, options)
    expect([...new Set(await days(own))]).toEqual([...new Set(expected)])
  })

  const people = (birthday: string) => `name,birthday,anniversary,customer since\nAnn,${birthday},6/7/2010,1/2/2020\n`
  const datesOf = async (own: FileShop) => {
    const { since, dates } = await show(own, 'Ann')
    return { since, dates: dates.map(({ month, date }) => `${date} ${month}`) }
  }

  it('of a birthday has no year where it is one to come, and the note keeps it', async () => {
    const own = shopWithFiles('2026-11-27')
    await plan(own, 'Name,Birthday,Anniversary\nAnn,2028-05-03,2027-06-12\n')
    const { note, dates } = await show(own, 'Ann')
    expect(note).toBe('birthday: 2028-05-03')
    expect(dates.map(({ label, year }) => [label, year])).toEqual([
      ['birthday', null],
      ['anniversary', 2027],
    ])
  })

  it('is that of the setting, whatever the language of the titles', async () => {
    const own = shopWithFiles()
    await own.all('config set date.order mdy', 'add Ann')
    await plan(own, 'Kunde;Datum\nAnn;1/5/2026\n')
    expect(await days(own)).toEqual(['2026-01-05'])
  })

  it('is that of the other columns of the file where one alone proves it, whatever the setting says', async () => {
    const own = shopWithFiles()
    await own.all('config set date.order dmy')
    await plan(own, people('5/23/1980'))
    expect(await datesOf(own)).toEqual({ since: '2020-01-02', dates: ['23 5', '7 6'] })
    const other = shopWithFiles()
    await plan(other, people('23/5/1980'), '--dates mdy')
    expect(await datesOf(other)).toEqual({ since: '2020-01-02', dates: ['23 5', '7 6'] })
  })

  it('is named where a birthday goes into the note because nobody knows it', async () => {
    const own = shopWithFiles()
    const file = own.file('a.csv', 'name,birthday\nAnn,5/3/1980\n')
    const { out } = await own.cl(`import ${file}`)
    expect(out.replace(/\s+/g, ' ')).toContain(
      'not read: birthday that could be two days, such as 5/3/1980 (say --dates dmy or mdy)',
    )
    expect(await show(own, 'Ann')).toMatchObject({ dates: [], note: 'birthday: 5/3/1980' })
  })

  it('is that of the setting where the column leaves it open, and asked for where there is none', async () => {
    const own = shopWithFiles()
    await own.all('add Ann', 'config set date.order mdy')
    await plan(own, touches('1/5/2026'))
    expect(await days(own)).toEqual(['2026-01-05'])
    const other = shopWithFiles()
    await other.all('add Ann')
    const file = other.file('t.csv', touches('1/5/2026'))
    expect(await other.cl(`import ${file}`)).toMatchObject({ code: 1, out: expect.stringContaining('--dates dmy') })
    await other.cl(`import ${file}`, { answers: ['1 May', 'yes'] })
    expect(await days(other)).toEqual(['2026-05-01'])
    const next = other.file('t.csv', touches('1/6/2026'))
    await other.cl(`import ${next}`, { answers: ['yes'] })
    expect(await days(other)).toEqual(['2026-05-01', '2026-06-01'])
  })

  it('is guessed for nobody where a column has both', async () => {
    const own = shopWithFiles()
    await own.all('add Ann')
    const file = own.file('a.csv', touches('13/2/2026', '2/13/2026', '1/5/2026'))
    const { code, out } = await own.cl(`import ${file}`)
    expect([code, out]).toEqual([1, expect.stringContaining('line 4: The day "1/5/2026" could be two days.')])
  })
})

describe('the shape of a file', () => {
  it('has its header below titles, whatever divides its cells', async () => {
    const own = shopWithFiles()
    await plan(own, 'Customer list 2026\nprinted 1 Nov\n\nName;E-Mail\nAnn, Lee;ann@x.example\n')
    expect(await show(own, 'Ann, Lee')).toMatchObject({ email: 'ann@x.example' })
  })

  it('may leave out empty cells at the end of a row, or have too many of them', async () => {
    const own = shopWithFiles()
    const { customers } = await plan(own, 'name,email,note\nAnn\nBo,bo@x.example\nCy,,rye,,,\n')
    expect(customers).toEqual({ ...none, new: 3 })
    expect(await show(own, 'Cy')).toMatchObject({ note: 'rye' })
  })

  it('may begin with the mark of a page, and have its own line breaks within a cell', async () => {
    const own = shopWithFiles()
    expect((await plan(own, '\fName,Address\v1,Email\nAnn,1 High St,ann@x.example\n')).customers).toEqual({
      ...none,
      new: 1,
    })
  })

  it.each([
    ['without titles', 'Ana,Lopez,0171 1234567,ana@l.example\nBo,van der Berg,0171 1234568,bo@b.example\n'],
    ['with titles that nobody knows', 'Vardas;Pavardė;Numeris\nAna;Lopez;0171 1234567\nBo;van der Berg;0171 1234568\n'],
  ])('%s, two columns beside each other are the parts of names', async (_, text) => {
    const own = shopWithFiles()
    expect((await plan(own, text)).files[0]?.unread).toEqual([])
    expect(await names(own)).toEqual(['Ana Lopez', 'Bo van der Berg'])
  })

  it.each<[what: string, text: string, err: RegExp]>([
    ['LDIF', 'dn: cn=Ann Lee\nobjectclass: person\ncn: Ann Lee\n', /in LDIF.*\nExport it as vCard or CSV/],
    ['LDIF with a version', 'version: 1\n\ndn: cn=Ann\n', /in LDIF/],
    ['a foreign JSON', '[{"name": "Ann"}]', /It is JSON, and no export of cl/],
    ['another JSON', '{"contacts": []}', /It is JSON, and no export of cl/],
    ['a web page', '<!DOCTYPE html>\n<html><table><tr><td>Ann', /a web page/],
    ['XML', '<?xml version="1.0"?><a/>', /It is XML/],
    [
      'calls of Android',
      '<?xml version="1.0"?>\n<!--By an app-->\n<calls count="1"/>',
      /calls of a telephone.*\nOpen it in Excel/,
    ],
    [
      'messages of Android',
      '<?xml version="1.0"?>\n<smses count="1"/>',
      /a backup of messages.*\nWrite down the talks/,
    ],
    ['SYLK', 'ID;PWXL;N;E\r\nP;PGeneral\r\n', /a table in SYLK.*\nOpen it in a spreadsheet program/],
    ['DIF', 'TABLE\r\n0,1\r\n"EXCEL"\r\n', /a table in DIF/],
    ['dBASE', '\x03~\x0b\x1b\x01\0\0\0a\0\x1f\0NAME', /a table of dBASE \(dbf\), which cl does not read/],
    ['a chat of WhatsApp', '12/11/2026, 10:02 - Messages and calls are encrypted\n', /a chat.*\nWrite down .*cl log/],
    ['one of an iPhone', '[12.11.26, 10:02:11] Ana Lopez: \u200e20 loaves?\n', /a chat/],
    ['one with an a.m.', '\u200e[11/12/26, 10:02:11\u202fAM] Ana Lopez: hi\n', /a chat/],
    ['a chat of Signal', 'From: Ana Lopez (+13525550101)\nType: incoming\nSent: Thu, 12 Nov 2026\n', /a chat/],
  ])('is told by name: %s', async (_, text, err) => {
    const own = shopWithFiles()
    expect(await own.cl(`import ${own.file('a.csv', text)}`)).toMatchObject({
      code: 2,
      err: expect.stringMatching(err),
    })
  })

  const entry = (name: string) =>
    Buffer.concat([Buffer.from(name, 'utf16le'), Buffer.alloc(64 - 2 * name.length), Buffer.of(2 * name.length + 2, 0)])
  const start = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)])
  const ofOffice = (...names: string[]) => Buffer.concat([start, ...names.map((name) => padded(entry(name)))])
  const padded = (bytes: Buffer) => Buffer.concat([bytes], 128)
  it.each<[what: string, bytes: Buffer, err: RegExp]>([
    [
      'a workbook with a password',
      ofOffice('EncryptionInfo', 'EncryptedPackage'),
      /a workbook with a password.*\n.*save it without one/,
    ],
    ['an old workbook', ofOffice('Root Entry', 'Workbook'), /an old workbook \(xls\).*\n.*save it as xlsx/],
    ['a message with a workbook', ofOffice('Workbook', '__nameid_version1.0'), /a message of Outlook \(msg\).*\n.*eml/],
    ['a document of Word with a workbook', ofOffice('Workbook', 'WordDocument'), /a document of Word/],
    ['another old file', ofOffice('PowerPoint Document'), /a file of an old Office program/],
    ['a picture', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1'), /a picture/],
    ['one of an iPhone', Buffer.from('\0\0\0\x18ftypheic', 'latin1'), /a picture/],
    ['a packed address book', gzipSync('BEGIN:VCARD'), /a packed file.*\nUnpack it/],
    ['a packed file', Buffer.from("7z\xbc\xaf'\x1c\0\x04", 'latin1'), /a packed file/],
    ['a PDF', Buffer.from('%PDF-1.7'), /a PDF.*\nAsk the program that made it/],
    ['mail of Outlook', Buffer.from('!BDN'), /of Outlook \(pst\).*\nOpen it in Outlook/],
    ['a database', Buffer.from('SQLite format 3\0'), /a database.*\n.*export book\.json/],
  ])('is told by name and with the way out: %s', async (_, bytes, err) => {
    const own = shopWithFiles()
    expect(await own.cl(`import ${own.file('a.csv', bytes)}`)).toMatchObject({
      code: 2,
      err: expect.stringMatching(err),
    })
  })

  it('names the line of a quote that is never closed in 16 MB of one line', async () => {
    const own = shopWithFiles()
    const file = own.file('a.csv', `name,note\nAnn,ok\nBo,"${'x'.repeat(16_000_000)}\n`)
    expect(await own.cl(`import ${file}`)).toMatchObject({ code: 1, err: expect.stringMatching(/Line 3: the record/) })
  })

  it.each([
    ['macroman', 'name\nCaf\x8e Zo\x91\n'],
    ['cp850', 'name\nCaf\x82 Zo\x89\n'],
  ])('is read in %s where that is said', async (encoding, text) => {
    const own = shopWithFiles()
    await plan(own, Buffer.from(text, 'latin1'), `--encoding ${encoding}`)
    expect(await names(own)).toEqual(['Café Zoë'])
  })

  it('is refused in an encoding that there is not', async () => {
    const own = shopWithFiles()
    expect(await own.cl(`import ${own.file('a.csv', 'name\nAnn\n')} --encoding klingon`)).toMatchObject({ code: 2 })
  })
})

describe('an address in columns of its own', () => {
  const addressOf = async (own: FileShop, name: string) =>
    (await own.json<{ address: string }>(`show "${name}"`)).address
  it.each<[what: string, header: string, row: string, address: string]>([
    [
      'German',
      'Name;Straße;PLZ;Ort;Land',
      'Ann;Hauptstr. 1;12345;Berlin;Deutschland',
      'Hauptstr. 1, 12345 Berlin, Deutschland',
    ],
    [
      'with the number apart',
      'Name;Straße;Hausnr.;PLZ;Ort',
      'Ann;Am Markt;3a;01067;Dresden',
      'Am Markt 3a, 01067 Dresden',
    ],
    [
      'with code and town in one',
      'Name;Anschrift;PLZ/Ort',
      'Ann;Am Markt 3;01067 Dresden',
      'Am Markt 3, 01067 Dresden',
    ],
    [
      'American',
      'Name,Street,City,State,ZIP Code',
      'Ann,1 Main St,Springfield,IL,62701',
      '1 Main St, Springfield, IL 62701',
    ],
    [
      'of Shopify',
      'First Name,Last Name,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip',
      'Ann,,1 Main St,Apt 2,Gary,IN,US,46401',
      '1 Main St, Apt 2, Gary, IN 46401, US',
    ],
    ['French', 'Nom,Rue,Code postal,Ville', 'Ann,2 rue Neuve,75001,Paris', '2 rue Neuve, 75001 Paris'],
    [
      'of Google, whole and in parts',
      'Name,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Postal Code',
      'Ann,"Am Markt 3\n01067 Dresden",Am Markt 3,Dresden,01067',
      'Am Markt 3, 01067 Dresden',
    ],
    ['a town alone', 'Name,City', 'Ann,Berlin', 'Berlin'],
    ['British', 'Name,Address,City,Post Code', 'Ann,1 High St,Bristol,BS1 4DJ', '1 High St, Bristol BS1 4DJ'],
    ['British, with a country', 'Name,Street,City,Zip,Country', 'Ann,1 High St,Bath,BA1,UK', '1 High St, Bath BA1, UK'],
    ['of a country alone', 'Name,Street,City,Zip,Country', 'Ann,1 Oak St,Gary,46401,USA', '1 Oak St, Gary 46401, USA'],
    ['Argentine', 'Name,Street,City,Zip,Country', 'Ann,Lima 1,Salta,A4400,Argentina', 'Lima 1, A4400 Salta, Argentina'],
    ['of Monaco', 'Name,Street,City,Zip,Country', 'Ann,2 rue Neuve,Monaco,98000,MC', '2 rue Neuve, 98000 Monaco, MC'],
  ])('%s', async (_, header, row, address) => {
    const own = shopWithFiles()
    const { files } = await plan(own, `${header}\n${row}\n`)
    expect(files[0]?.unread).toEqual([])
    expect(await addressOf(own, 'Ann')).toBe(address)
  })

  it('a second one goes into the note', async () => {
    const own = shopWithFiles()
    const titles = (place: string) => [`${place} Street`, `${place} Street 2`, `${place} City`, `${place} Postal Code`]
    await plan(
      own,
      `Name,${[...titles('Business'), ...titles('Home')].join(',')}\nAnn,1 Shop St,Unit 4,Leeds,LS1,9 Home Rd,,York,YO1\nBo,,,,,9 Home Rd,,York,YO1\n`,
    )
    expect(await show(own, 'Ann')).toMatchObject({
      address: '1 Shop St, Unit 4, Leeds LS1',
      note: 'Address: 9 Home Rd, York YO1',
    })
    expect(await show(own, 'Bo')).toMatchObject({ address: '9 Home Rd, York YO1', note: null })
  })

  it('a region without a town is none, and is named', async () => {
    const own = shopWithFiles()
    const { files } = await plan(own, 'Name,State,Country\nAnn,active,France\n')
    expect(files[0]?.unread).toMatchObject([{ column: 'State' }])
    expect(await addressOf(own, 'Ann')).toBeNull()
  })
})

describe('two columns of one field', () => {
  it('are both kept, the second in the note under its title', async () => {
    const own = shopWithFiles()
    const text = 'Wer,Büro,Unterwegs\nAnn,+49 30 1000001,+49 170 2000002\nBo,,+49 170 2000003\n'
    await plan(own, text, '--map name=Wer --map phone=Büro --map phone=Unterwegs')
    expect(await show(own, 'Ann')).toMatchObject({
      phone: '+49 30 1000001',
      note: 'Phone (Unterwegs): +49 170 2000002',
    })
    expect(await show(own, 'Bo')).toMatchObject({ phone: '+49 170 2000003', note: null })
    expect((await plan(own, text)).customers).toEqual({ ...none, same: 2 })
  })

  it('of which there is one alone go into the note, where they say something else', async () => {
    const own = shopWithFiles()
    const text =
      'Name,Full name,Company,Organisation,Customer since,First visit,Contact,Primary contact\n' +
      'Ann,Ann Example,One Ltd,Two Ltd,2020-01-02,2021-03-04,Bo,Cy\nDi,Di,Same Ltd,Same Ltd,2020-01-02,2020-01-02,,\n'
    await plan(own, text)
    expect(await show(own, 'Ann')).toMatchObject({
      aliases: ['Ann Example', 'Bo'],
      company: 'One Ltd',
      since: '2020-01-02',
      note: 'Organisation: Two Ltd\nFirst visit: 2021-03-04\nContact: Cy',
    })
    expect(await show(own, 'Di')).toMatchObject({ aliases: [], company: 'Same Ltd', note: null })
    expect((await plan(own, text)).customers).toEqual({ ...none, same: 2 })
  })

  it.each([
    ['Ruth B. Ames', 'Ruth Ames (ruth@x.example)', []],
    ['Ruth B. Ames', 'ruth@x.example', []],
    ['Ruth B. Ames', 'The baker <ruth@x.example>', ['The baker']],
  ])('%s who is shown as %s is also called %j', async (name, shown, aliases) => {
    const own = shopWithFiles()
    await plan(own, `Full Name,E-mail Address,E-mail Display Name\n${name},ruth@x.example,${shown}\n`)
    expect((await show(own, name)).aliases).toEqual(aliases)
  })

  it.each(['--map since=A --map since=B', '--map phone=A --map phone==1', '--map name=A --map name=B'])(
    '%s is refused',
    async (maps) => {
      const own = shopWithFiles()
      const { code, err } = await own.cl(`import ${own.file('a.csv', 'A,B\n1,2\n')} ${maps}`)
      expect([code, err]).toEqual([2, expect.stringContaining('is said twice')])
    },
  )

  it('of Google are called as the column beside them says', async () => {
    const own = shopWithFiles()
    await plan(
      own,
      'Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\nAnn,Work,+49 30 1000001 ::: +49 30 1000009,* Mobile,+49 170 2000002\n',
    )
    expect(await show(own, 'Ann')).toMatchObject({
      phone: '+49 30 1000001',
      note: 'Phone (Work): +49 30 1000009\nPhone (Mobile): +49 170 2000002',
    })
  })
})

describe('our own CSV, saved anew by a spreadsheet program', () => {
  it('has lost the zero of a phone and turned the days: nothing changes', async () => {
    const own = shopWithFiles()
    await own.all('add Ann --phone 03525550101 --since 2025-05-01', 'add Bo --since 2024-11-23')
    const csv = (await own.cl('list --csv')).out
    const saved = csv
      .replace('03525550101', '3525550101')
      .replaceAll(/(\d{4})-0?(\d+)-0?(\d+)/g, (_, year, month, day) => `${Number(month)}/${Number(day)}/${year}`)
    expect(saved).toContain('5/1/2025')
    expect((await plan(own, saved)).customers).toEqual({ ...none, same: 2 })
    expect(await show(own, 'Ann')).toMatchObject({ phone: '03525550101', since: '2025-05-01' })
  })

  it('has made a workbook of it, with numbers for digits and a sign before formulas: nothing changes but what was edited', async () => {
    const own = shopWithFiles()
    await own.all('add Ann --address 01067 --company 007', 'add Bo --note "- likes rye" --alias @bo', 'add Cy --note x')
    await own.all('log ann call 0815', 'log bo call "= rye"')
    const saved = async (what: string, edited = '', by = '') => {
      const { out } = await own.cl(`export --as csv --what ${what} -`)
      const [titles = '', ...lines] = out.replaceAll('\r', '').replace(edited, by).trim().split('\n')
      const rows = lines.map((line) => line.split(',').map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell)))
      return writeXlsx({ sheets: [{ name: 'A', rows: [titles.split(','), ...rows] }] })
    }
    expect((await plan(own, await saved('customers'))).customers).toEqual({ ...none, same: 3 })
    expect((await plan(own, await saved('touches'))).touches).toEqual({ ...none, same: 2 })
    expect((await plan(own, await saved('customers', ',x', ',y'))).customers).toEqual({ ...none, changed: 1, same: 2 })
    expect(await show(own, 'Ann')).toMatchObject({ address: '01067', company: '007' })
    expect(await show(own, 'Bo')).toMatchObject({ note: '- likes rye', aliases: ['@bo'] })
    await plan(own, await saved('touches', 'positive', 'negative'))
    expect((await own.json<{ tone: string; note: string }[]>('history')).map(({ tone, note }) => tone + note)).toEqual([
      '+= rye',
      '-0815',
    ])
  })
})
