import { describe, expect, it } from 'vitest'
import { everybody, type FileShop, shopWithFiles } from './file-shop.ts'

type Shown = Record<'name' | 'company' | 'email' | 'phone' | 'address' | 'note' | 'since', string | null> & {
  aliases: string[]
  tags: string[]
  dates: object[]
}

/** The customers that a file makes of an empty book, by name. */
async function customersOf(own: FileShop, text: string | Uint8Array, options = ''): Promise<Shown[]> {
  await own.json(`import ${own.file('a.csv', text)} ${options}`)
  return everybody<Shown>(own)
}
const customers = (text: string | Uint8Array, options?: string): Promise<Shown[]> =>
  customersOf(shopWithFiles(), text, options)

describe('who a row is about', () => {
  it('in Salesforce and Zoho, the people of one account are several', async () => {
    const text = `"First Name","Last Name","Title","Account Name","Phone"
"Tom","Nguyen","CEO","Nguyen Foods","(619) 555-0100"
"Ann","Nguyen","Mrs.","Nguyen Foods","(619) 555-0102"
`
    expect(await customers(text)).toMatchObject([
      { name: 'Ann Nguyen', company: 'Nguyen Foods', phone: '(619) 555-0102' },
      { name: 'Tom Nguyen', company: 'Nguyen Foods', note: 'Title: CEO' },
    ])
    expect(await customers('Account Name,Phone\nNguyen Foods,(619) 555-0100\n')).toMatchObject([
      { name: 'Nguyen Foods', company: null },
    ])
  })

  it.each([
    ['Booksy, by a name beside the surname', 'Name;Surname', 'Ana;Lopez'],
    ['a list, by a name beside the surname that has it already', 'Name;Surname', 'Ana Lopez;Lopez'],
    ['a list, by a first name with the last one in it', 'First Name;Last Name', 'Ana Lopez;Lopez'],
    ['Odoo, by the name that it shows, and not by its company', 'Display Name;Company', 'Ana Lopez;My Shop'],
  ])('in %s', async (_, titles, row) => {
    expect(await customers(`${titles};Phone\n${row};030 1110001\n`)).toMatchObject([{ name: 'Ana Lopez', aliases: [] }])
  })

  it('in Zoho, whose name stands there in parts and as a whole, the person', async () => {
    const text = `First Name,Last Name,Account Name,Contact Name,Phone
Ana,Lopez,Lopez Foods,Ana Lopez,(352) 555-0101
`
    expect(await customers(text)).toMatchObject([{ name: 'Ana Lopez', company: 'Lopez Foods', aliases: [] }])
    const others = 'Company,Contact Name,First Name,Last Name\nRot Ltd,Ida Krug,Jo,Kern\n'
    expect(await customers(others)).toMatchObject([
      { name: 'Rot Ltd', aliases: ['Ida Krug'], note: 'Contact: Jo Kern' },
    ])
  })

  it('in HubSpot and Calendly, with the company and the answers to questions', async () => {
    const text = `First Name,Last Name,Email,Primary Company,Question 1,Response 1
Ana,Lopez,ana@lopez.example,Lopez Foods,Allergies?,Nuts
`
    expect(await customers(text)).toMatchObject([
      { name: 'Ana Lopez', company: 'Lopez Foods', note: 'Question 1: Allergies?\nResponse 1: Nuts' },
    ])
  })

  it('in WhatsApp, the name that somebody shows where nobody has named them', async () => {
    const text = 'Name,WhatsApp Name,Phone\nAna Lopez,ana,+1 352 555 0101\n,Bo,+1 352 555 0102\n'
    expect(await customers(text)).toMatchObject([{ name: 'Ana Lopez', aliases: [] }, { name: 'Bo' }])
  })

  it('in Clover and Lightspeed, days with a zone, groups, and where somebody is before where their post goes', async () => {
    const clover = 'First Name,Last Name,Customer Since\nAna,Lopez,02-Mar-2024 10:11 AM EST\n'
    expect(await customers(clover)).toMatchObject([{ since: '2024-03-02' }])
    const lightspeed = `first_name,last_name,physical_address1,physical_city,physical_postcode,physical_state,postal_address1,postal_city,customer_group_name
Ana,Lopez,12 Oak St,Ocala,34470,FL,PO Box 4,Ocala,VIP
`
    expect(await customers(lightspeed)).toMatchObject([
      { address: '12 Oak St, Ocala, FL 34470', note: 'Address: PO Box 4, Ocala', tags: ['vip'] },
    ])
  })

  it('in Jobber, Brevo, Magento and Shopware, all numbers, parts of the address and tags', async () => {
    const jobber = `Display Name,Main Phone #s,Work Phone #s,Tags
Ana Lopez,5551234567,555-987-0001,VIP|lawn
`
    expect(await customers(jobber)).toMatchObject([
      { phone: '5551234567', note: 'Phone (Work Phone #s): 555-987-0001', tags: ['lawn', 'vip'] },
    ])
    const brevo = `EMAIL;LASTNAME;FIRSTNAME;SMS;LANDLINE_NUMBER;ADDED_TIME
bo@b.example;Berg;Bo;33612345679;33145678901;25-03-2024 10:11:12
`
    expect(await customers(brevo)).toMatchObject([
      { phone: '33612345679', note: 'Phone (LANDLINE_NUMBER): 33145678901', since: '2024-03-25' },
    ])
    const magento = `email,firstname,lastname,_address_city,_address_company,_address_fax,_address_postcode,_address_street,_address_telephone,_address_default_billing_
cy@m.example,Cy,Dahl,Berlin,Rad GmbH,030 11112,10115,Torstr. 5,030 5550111,1
`
    expect(await customers(magento)).toMatchObject([
      {
        company: 'Rad GmbH',
        address: 'Torstr. 5, 10115 Berlin',
        phone: '030 5550111',
        note: '_address_fax: 030 11112',
      },
    ])
    const further = magento.replace(/.*\n$/, (row) => `${row},,,Potsdam,,,14467,Ring 9,0331 5550112,\n`)
    expect(await customers(further)).toMatchObject([{ name: 'Cy Dahl', address: 'Torstr. 5, 10115 Berlin' }])
    const shopware = `firstName;lastName;defaultBillingAddress.street;defaultBillingAddress.zipcode;defaultBillingAddress.city
Di;Ek;Elbweg 2;01326;Dresden
`
    expect(await customers(shopware)).toMatchObject([{ address: 'Elbweg 2, 01326 Dresden' }])
  })

  it('a first name that is the last one, too, is there twice', async () => {
    expect(await customers('First Name,Last Name\nLee,Lee\n')).toMatchObject([{ name: 'Lee Lee' }])
  })

  it('in a list of companies with several people each, the people; with one each, the companies', async () => {
    const list = (...rows: string[]) => customers(['Company,Contact,Phone', ...rows, ''].join('\n'))
    const [ana, bo] = ['Berg Ltd,Ana Lopez,030 1110001', 'Berg Ltd,Bo Chen,030 1110002']
    expect(await list(ana, bo, 'Rot Ltd,Cy Dahl,030 1110003')).toMatchObject([
      { name: 'Ana Lopez', company: 'Berg Ltd' },
      { name: 'Bo Chen', company: 'Berg Ltd' },
      { name: 'Cy Dahl', company: 'Rot Ltd' },
    ])
    expect(await list(ana, 'Rot Ltd,Cy Dahl,030 1110003')).toMatchObject([{ name: 'Berg Ltd' }, { name: 'Rot Ltd' }])
  })

  it('a column of salutations is none of jobs', async () => {
    const text = 'Titel;Vorname;Nachname;Telefon\nFrau Dr.;Eva;Lang;030 1234567\nHerr;Jan;Kurz;030 1234568\n'
    expect((await customers(text)).map(({ note }) => note)).toEqual([null, null])
  })

  it('what stands behind a name tells a father from his son', async () => {
    const text = 'First Name,Last Name,Suffix,Phone\nJohn,Carter,Sr.,(352) 555-0110\nJohn,Carter,Jr.,(352) 555-0111\n'
    expect((await customers(text)).map(({ name }) => name)).toEqual(['John Carter Jr.', 'John Carter Sr.'])
  })

  it('in QuickBooks, the job of somebody is a line of their note', async () => {
    const text = `Active Status,Customer,First Name,Last Name,Main Phone,Main Email
Active,"Abercrombie, Kristy",Kristy,Abercrombie,415-555-6579,kristy@ab.example
Active,"Abercrombie, Kristy:Remodel",Kristy,Abercrombie,415-555-6579,kristy@ab.example
Active,Old Corp,,,415-555-7000,
Active,New Corp,,,415-555-7001,
`
    expect(await customers(text)).toMatchObject([
      { name: 'Kristy Abercrombie', note: 'Job: Remodel' },
      { name: 'New Corp' },
      { name: 'Old Corp' },
    ])
  })

  it('in Calendly, PayPal and Acuity, nobody of the shop', async () => {
    const calendly = `Event Type Name,Start Date & Time,User Name,User Email,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email
Tasting,2026-11-10 10:00 am,Kim Shop,kim@shop.example,Hugo Stein,Hugo,Stein,hugo@stein.example
`
    expect(await customers(calendly)).toMatchObject([{ name: 'Hugo Stein', email: 'hugo@stein.example', note: null }])
    const paypal = `"Date","Name","Type","From Email Address","To Email Address"
"11/03/2026","Sam Dole","Website Payment","sam@dole.example","me@shop.example"
`
    expect(await customers(paypal)).toMatchObject([{ name: 'Sam Dole', email: 'sam@dole.example', note: null }])
    const acuity = `Start Time,First Name,Last Name,Email,Type,Scheduled By,Appointment ID
"December 3, 2020 1:00 pm",Amy,Jones,amy@a.example,Lash Lift,me@shop.example,991
`
    expect(await customers(acuity)).toMatchObject([{ name: 'Amy Jones', email: 'amy@a.example', note: null }])
  })

  it('a list of clients keeps their addresses, whoever of the shop is their user', async () => {
    const own = shopWithFiles('2026-11-27')
    await own.all(`import ${own.file('a.csv', 'Client,Email,User\nRosa,rosa@x.example,kim\n')}`)
    expect(await everybody(own)).toMatchObject([{ name: 'Rosa', email: 'rosa@x.example' }])
  })

  it('in Toggl and Clockify, the clients, and not the address of whoever worked for them', async () => {
    const text = `User,Email,Client,Description,Start date,Duration
Kim,kim@shop.example,Ana Lopez,Call,2026-11-03,01:30:00
Kim,kim@shop.example,Bo Berg,Fixes,2026-11-04,00:45:00
`
    expect(await customers(text)).toMatchObject([
      { name: 'Ana Lopez', email: null, note: 'Call' },
      { name: 'Bo Berg', email: null },
    ])
  })

  it('in Stripe, no message about the payment', async () => {
    const text = `id,Amount,Status,Seller Message,Customer Description,Customer Email
ch_1,25.00,Paid,Payment complete.,Pat Quill,pat@quill.example
ch_2,25.00,Paid,Payment complete.,,bo@quill.example
`
    expect((await customers(text)).map(({ name }) => name)).toEqual(['bo@quill.example', 'Pat Quill'])
  })

  it('in Pipedrive and WooCommerce, behind the word for whose it is', async () => {
    const pipedrive = `Person - Name,Person - Organization,Person - Phone - Work,Person - Email - Work,Person - Owner,Person - Person created,Person - Label
Lina Berg,Berg AS,+47 22 33 44 55,lina@berg.example,kim@shop.example,2024-05-02 08:12:44,Hot lead
`
    expect(await customers(pipedrive)).toMatchObject([
      { name: 'Lina Berg', company: 'Berg AS', since: '2024-05-02', tags: ['hot lead'], note: null },
    ])
    const woo = `Order Number,First Name (Billing),Last Name (Billing),Email (Billing),First Name (Shipping),Last Name (Shipping)
551,Ula,Kern,ula@kern.example,Otto,Kern
`
    expect(await customers(woo)).toMatchObject([{ name: 'Ula Kern', email: 'ula@kern.example' }])
  })

  it('in Squarespace, by no column that says whether somebody is a customer or a member', async () => {
    const text = `Email,First Name,Last Name,Customer,Member
ana@x.example,Ana,Lopez,true,false
bo@x.example,,,false,false
`
    expect(await customers(text)).toMatchObject([
      { name: 'Ana Lopez', aliases: [] },
      { name: 'bo@x.example', aliases: [] },
    ])
  })

  it('in Doctolib, by the name that is used, and not by that of birth', async () => {
    const text = "Nom d'usage;Nom de naissance;Prénom;Téléphone portable\nMartin;Durand;Léa;0612345678\n"
    expect(await customers(text)).toMatchObject([{ name: 'Léa Martin', note: 'Nom de naissance: Durand' }])
  })

  it('in Lexoffice, a company with the person to ask for', async () => {
    const text = `Firmenname;Vorname;Nachname;E-Mail 1;Ansprechpartner 1 Vorname;Ansprechpartner 1 Nachname
Kaffeerösterei Nord GmbH;;;info@nord.example;Jan;Petersen
;Eva;Lang;eva@lang.example;;
`
    expect(await customers(text)).toMatchObject([
      { name: 'Eva Lang', aliases: [] },
      { name: 'Kaffeerösterei Nord GmbH', aliases: ['Jan Petersen'] },
    ])
  })

  it('in a column whose title says how, with the family name first', async () => {
    const text = '"Client (Last, First)",Phone,Client ID\n"Ames, Lou",352-555-0100,1\n"Bly, Nan",352-555-0101,2\n'
    expect((await customers(text)).map(({ name }) => name)).toEqual(['Lou Ames', 'Nan Bly'])
  })

  it('by initials, where there is no first name', async () => {
    const text = 'Voorletters;Tussenvoegsel;Achternaam;Telefoon\nA.;van der;Berg;020-1234567\n'
    expect(await customers(text)).toMatchObject([{ name: 'A. van der Berg' }])
    expect((await customers(`Voornaam;${text.replace('\n', '\nAnna;')}`))[0]).toMatchObject({
      name: 'Anna van der Berg',
      note: null,
    })
  })

  it.each(['CPF', 'NIP', 'USt-IdNr.', 'Codice fiscale', 'Kontonummer', 'IČO'])(
    'not by the number of %s',
    async (title) => {
      expect(await customers(`Name;${title};E-Mail\nAcme;123-456-78-90;a@acme.example\n`)).toMatchObject([
        { name: 'Acme', phone: null, note: null },
      ])
    },
  )

  it('by the e-mail and the phone of an order', async () => {
    const text = 'name,order_email,order_phone\nAcme,a@acme.example,+49 170 1234567\n'
    expect(await customers(text)).toMatchObject([{ email: 'a@acme.example', phone: '+49 170 1234567' }])
  })
})

describe('a row without a name', () => {
  const orders = `Name,Email,Created at,Lineitem name,Billing Name
#1000,zoe@x.example,2026-10-02,Rye,
#1001,ida@holm.example,2026-11-02,Rye,Ida Holm
#1001,Ida@Holm.example,2026-11-02,Bun,
#1003,zoe@x.example,2026-11-03,Rye,Zoe Kay
#1004,ann@x.example,2026-11-03,Rye,Ann Kay
#1005,ann@x.example,2026-11-03,Rye,Bob Kay
`
  it('is about whoever has its e-mail address, and a later name becomes theirs', async () => {
    const own = shopWithFiles()
    expect(await customersOf(own, orders)).toMatchObject([
      { name: 'Ann Kay', email: 'ann@x.example' },
      { name: 'Bob Kay', email: 'ann@x.example' },
      { name: 'Ida Holm', email: 'ida@holm.example', aliases: [] },
      { name: 'Zoe Kay', email: 'zoe@x.example', aliases: [], since: '2026-10-02' },
    ])
    expect(await own.json(`import ${own.file('a.csv', orders)}`)).toMatchObject({ written: false })
  })

  it('is the customer of the book who has its e-mail address', async () => {
    const own = shopWithFiles()
    await own.cl('add Ida --email ida@holm.example')
    expect(await customersOf(own, 'Email,Phone\nIDA@holm.example,+4520112233\n')).toMatchObject([
      { name: 'Ida', phone: '+4520112233', aliases: [] },
    ])
  })
})

describe('an address', () => {
  it.each([
    [
      'Straße;Ort;Region;PLZ;Land',
      'Ring 9;Potsdam;Brandenburg;14467;Deutschland',
      'Ring 9, 14467 Potsdam, Brandenburg, Deutschland',
    ],
    ['Straße;Ort;Region;PLZ;Land', 'Weg 3;Berlin;Berlin;10115;DE', 'Weg 3, 10115 Berlin, DE'],
    ['Indirizzo;Città;Prov.;CAP', 'Via Roma 1;Roma;RM;00184', 'Via Roma 1, 00184 Roma, RM'],
    ['Street;City;State;Zip', '12 Pier Rd;San Diego;CA;92101', '12 Pier Rd, San Diego, CA 92101'],
    ['Street;City;State;Zip;Country', '12 Pier Rd;San Diego;CA;92101;USA', '12 Pier Rd, San Diego, CA 92101, USA'],
    [
      'Billing City;Billing State;Billing Country;Billing County;Billing Code',
      'Reno;NV;USA;Washoe;89501',
      'Reno, NV, Washoe 89501, USA',
    ],
    [
      'Billing City;Billing State;Billing Country;Billing County;Billing Code',
      'Reno;NV;USA;;89501',
      'Reno, NV 89501, USA',
    ],
    ['Billing Street;Billing Address1;Billing City', 'Gade 2, Apt 3;Gade 2;Aarhus', 'Gade 2, Apt 3, Aarhus'],
    [
      'Shipping Address;Address Line 1;Town/City;Zip/Postal Code',
      'Sam Dole, 1 A St, Reno, 89501;1 A St;Reno;89501',
      'Sam Dole, 1 A St, Reno, 89501',
    ],
  ])('of %s is one line', async (titles, row, address) => {
    expect(await customers(`Name;${titles}\nAcme;${row}\n`)).toMatchObject([{ address, note: null }])
  })

  it('to which things are sent is another, and the same again is none', async () => {
    const titles = 'display_name,billing_address_1,billing_city,billing_postcode,shipping_address_1,shipping_city'
    const text = `${titles}\nUla,Gasse 1,Wien,1010,Platz 9,Graz\nTom,Gasse 2,Wien,1010,Gasse 2,Wien\n`
    expect(await customers(text)).toMatchObject([
      { name: 'Tom', address: 'Gasse 2, 1010 Wien', note: null },
      { name: 'Ula', address: 'Gasse 1, 1010 Wien', note: 'Address: Platz 9, Graz' },
    ])
  })
})

it.each([
  ['Adres służbowy - ulica', 'Adres służbowy - miejscowość', 'Adres służbowy - kod pocztowy'],
  ['Työosoitteen katu', 'Työosoitteen kaupunki', 'Työosoitteen postinumero'],
  ['Address - Home - Street', 'Address - Home - City', 'Address - Home - Postcode'],
  ['Street address line 1 - home', 'City - home', 'Zip/Postal code - home'],
  ['Street 1', 'Ship City', 'Ship Zipcode'],
  ['Service Street 1', 'Service City', 'Service Post code'],
  ['Mailing Street', 'Mailing City', 'Mailing Zip/Postal Code (text only)'],
])('%s, %s and %s are an address', async (street, city, postal) => {
  const text = `Name,${street},${city},${postal}\nAcme,Hill Rd 1,Bath,12345\n`
  expect(await customers(text)).toMatchObject([{ address: 'Hill Rd 1, 12345 Bath' }])
})

it.each([
  ['Name,Birthday (Month),Birthday (Day)', 'Acme,7,22', { month: 7, date: 22 }],
  ['Name;Fecha nac.', 'Acme;31/12/1966', { month: 12, date: 31 }],
  ['Name;Geburtstag (TT.MM.)', 'Acme;31.12.', { month: 12, date: 31 }],
  ['Name;Geb.Dat.', 'Acme;03.04.1948', { month: 4, date: 3, year: 1948 }],
])('%s has a birthday', async (titles, row, date) => {
  expect((await customers(`${titles}\n${row}\n`))[0]?.dates).toMatchObject([date])
})

describe('an address', () => {
  it.each([
    [
      'has a line behind its house number',
      'Strasse;Hausnummer;Adresszusatz;PLZ;Ort',
      'Ring;12a;2. OG;50667;Ulm',
      'Ring 12a, 2. OG, 50667 Ulm',
    ],
    [
      'has a line before its street',
      'Adresszusatz;Strasse;Hausnummer;PLZ;Ort',
      'Hof;Ring;12a;50667;Ulm',
      'Hof, Ring 12a, 50667 Ulm',
    ],
    ['has its number behind the town', 'Strasse;PLZ;Ort;Hausnummer', 'Ring;50667;Ulm;12a', 'Ring 12a, 50667 Ulm'],
    [
      'is all one, where a county stands behind the country',
      'Address1;City;State;Zip;Country;County',
      '9 Pine Rd;Ocala;FL;34471;USA;Marion',
      '9 Pine Rd, Ocala, FL, Marion 34471, USA',
    ],
  ])('%s', async (_, titles, row, address) => {
    expect(await customers(`Name;${titles}\nAna Lopez;${row}\n`)).toMatchObject([{ address, note: null }])
  })
})

describe('somebody to ask for, in parts', () => {
  it.each([
    [
      'bexio',
      'Name 1;Name 2;E-Mail;Kontaktperson 1 Vorname;Kontaktperson 1 Nachname;Kontaktperson 1 E-Mail',
      'Muster AG;Filiale;ag@x.example;Beat;Frei;beat@x.example',
    ],
    [
      'fireTMS',
      'Nazwa*;E-mail;Osoba kontaktowa - imię;Osoba kontaktowa - nazwisko;Osoba kontaktowa - e-mail',
      'Muster AG;ag@x.example;Beat;Frei;beat@x.example',
    ],
    [
      'Lexware',
      'Firmenname;Ansprechpartner Vorname;Ansprechpartner Nachname;Ansprechpartner E-Mail;E-Mail',
      'Muster AG;Beat;Frei;beat@x.example;ag@x.example',
    ],
  ])('in %s, is reached elsewhere than the customer', async (_, titles, row) => {
    const [shown] = await customers(`${titles}\n${row}\n`)
    expect(shown).toMatchObject({ name: 'Muster AG', email: 'ag@x.example' })
    expect([...(shown?.aliases ?? []), shown?.note].join('\n')).toMatch(
      /Beat Frei[\s\S]*E-mail: beat@x\.example|E-mail: beat@x\.example[\s\S]*Contact: Beat Frei/,
    )
  })

  it('is each of several, and the parent of a student', async () => {
    const text = `Company;Kontaktperson 1 Vorname;Kontaktperson 1 Nachname;Kontaktperson 2 Vorname;Kontaktperson 2 Nachname
Muster AG;Beat;Frei;Ida;Krug
`
    expect(await customers(text)).toMatchObject([
      { name: 'Muster AG', aliases: ['Beat Frei'], note: 'Contact: Ida Krug' },
    ])
    const [student] = await customers('Student Name,Phone\nSam Quill,352-555-0101\n')
    expect(student).toMatchObject({ name: 'Sam Quill', phone: '352-555-0101' })
    const client = 'First Name,Last Name,Student First Name,Student Last Name\nPat,Reed,Sam,Quill\n'
    const note = 'Student First Name: Sam\nStudent Last Name: Quill'
    expect(await customers(client)).toMatchObject([{ name: 'Pat Reed', note }])
    const pupils = 'Student Forename,Student Surname,Parent Name\nSam,Quill,Pat Reed\n'
    expect(await customers(pupils)).toMatchObject([{ name: 'Sam Quill', note: 'Parent Name: Pat Reed' }])
    const lessons = 'First Name,Last Name,Parent First Name,Parent Last Name\nSam,Quill,Pat,Reed\n'
    expect(await customers(lessons)).toMatchObject([{ name: 'Sam Quill', aliases: ['Pat Reed'] }])
  })
})

it('in bexio, nobody of the shop who looks after them', async () => {
  const text = 'Kontaktart;Name 1;Name 2;E-Mail;Ansprechpartner\nFirma;Muster AG;;ag@x.example;Kim Keller\n'
  expect(await customers(text)).toMatchObject([{ name: 'Muster AG', aliases: [], note: null }])
})

it('in bexio, the family name of a person is in the first of two columns of names, as the kind or the salutation says', async () => {
  const people = 'Huber;Anna;079 123 45 67\nHuber;Peter;079 123 45 68\n'
  for (const [title, person, company] of [
    ['Kontaktart', 'Privat', 'Firma'],
    ['Anrede', 'Frau', ''],
  ]) {
    const text = `${title};Name 1;Name 2;Mobil\n${company};Muster AG;Filiale;044 123 45 67\n${people
      .replace(/^/gm, `${person};`)
      .replace(/Frau;$/, '')
      .replace(/Privat;$/, '')}`
    expect(await customers(text)).toMatchObject([
      { name: 'Anna Huber', aliases: [] },
      { name: 'Muster AG', aliases: ['Filiale'] },
      { name: 'Peter Huber', phone: '079 123 45 68' },
    ])
  }
})

it.each(['ClientID', 'vat_id', 'Numer rachunku', 'barcode'])('numbers called %s are no phones', async (title) => {
  expect(await customers(`Name,${title},Phone\nMia Roy,0123456789,(416) 555-0140\n`)).toMatchObject([
    { phone: '(416) 555-0140', note: null },
  ])
})

it.each([
  [
    'Holded',
    'Nombre fiscal;Nombre comercial;Persona de contacto',
    'Sol S.L.;El Horno;Ana Ruiz',
    { name: 'Sol S.L.', aliases: ['El Horno', 'Ana Ruiz'] },
  ],
  [
    'Fatture in Cloud',
    'Denominazione;Nome;Cognome;Indirizzo;Civico;CAP;Comune',
    'Forno Srl;Ana;Rossi;Via Roma;12;20121;Milano',
    { name: 'Forno Srl', address: 'Via Roma 12, 20121 Milano', aliases: ['Ana Rossi'] },
  ],
  [
    'a bank in Brazil',
    'Nome/Razão Social*;Apelido;Endereço;Número;Bairro;Cidade',
    'Ana da Silva;Aninha;Rua A;20;Centro;Santos',
    { name: 'Ana da Silva', aliases: ['Aninha'], address: 'Rua A 20, Centro, Santos' },
  ],
  ['Mexico', 'Nombre;Apellido paterno;Apellido materno', 'Luis;Vega;Gil', { name: 'Luis Vega Gil' }],
  ['Portugal', 'Nome;Apelido', 'Rui;Costa', { name: 'Rui Costa' }],
  [
    'Fakturownia',
    'Nazwa skrócona (systemowa),Nazwa firmy,Imię,Nazwisko,Dodatkowy opis',
    'Nowak,Nowak sp. z o.o.,Adam,Nowak,stary',
    { name: 'Adam Nowak', company: 'Nowak sp. z o.o.', note: 'stary' },
  ],
  ['Fortnox', 'Namn;Er referens;Ort', 'Bageri AB;Karin Berg;Lund', { name: 'Bageri AB', aliases: ['Karin Berg'] }],
  [
    'Kleisteen',
    'naam bedrijf;achternaam;voornaam;landcode;plaats',
    'Jansen BV;Jansen;Piet;NL;Ede',
    { name: 'Piet Jansen', company: 'Jansen BV', address: 'Ede, NL' },
  ],
  [
    'co*pilot',
    'firstName,lastName,personStreet,personZip,personCity,companyStreet,companyCity',
    'Eva,Lang,Weg 2,10115,Ulm,Hof 9,Bonn',
    { name: 'Eva Lang', address: 'Weg 2, 10115 Ulm', note: 'Address: Hof 9, Bonn' },
  ],
  [
    'a gym',
    'First Name,Last Name,Emergency Contact Name,Allergies',
    'Ana,Lopez,Luis Lopez,Nuts',
    { name: 'Ana Lopez', note: 'Emergency Contact Name: Luis Lopez\nAllergies: Nuts' },
  ],
])('the columns of %s', async (_, titles, row, shown) => {
  expect(await customers(`${titles}\n${row}\n`)).toMatchObject([shown])
})

it('tags in brackets and behind a # are tags without them; our own keep theirs', async () => {
  const own = shopWithFiles()
  const rows = await customersOf(own, 'Name,Tags\nAna,"[""vip"",""late""]"\nBo,#vip #late\nCy,table #4\nEd,"[a],[b]"\n')
  expect(rows.map(({ tags }) => tags)).toEqual([['late', 'vip'], ['late', 'vip'], ['table #4'], ['[a]', '[b]']])
  await own.all('add Di --tag #vip', `export ${own.folder}/all.csv`)
  expect((await own.json<{ customers: object }>(`import ${own.folder}/all.csv`)).customers).toMatchObject({ same: 5 })
})
