import { describe, expect, it } from 'vitest'
import type { Imported } from '#import/imported.ts'
import { everybody, none, shopWithFiles } from './file-shop.ts'

type Shown = { name: string; phone: string | null; note: string | null; address: string | null; since: string }

/** The plan of a file in an empty book, and its customers by name. */
async function brought(text: string, options = ''): Promise<{ plan: Imported; shown: Shown[] }> {
  const own = shopWithFiles()
  const plan = await own.json<Imported>(`import ${own.file('a.csv', text)} ${options}`)
  return { plan, shown: await everybody(own) }
}

describe('a column without a title', () => {
  it('goes into the note where it holds words', async () => {
    const { plan, shown } = await brought(
      'Name,Phone,,\nAnn,030 1234567,,gate code 12\nBo,030 1234568,,\nCy,030 1234569,cash only,\n',
    )
    expect(shown.map(({ note }) => note)).toEqual(['gate code 12', null, 'cash only'])
    expect(plan.files[0]?.unread).toEqual([])
  })

  it('is a phone number by its cells, and named where it holds numbers', async () => {
    const { plan, shown } = await brought(',Name,E-mail,\n1,Ann,a@x.example,+49 30 1234567\n2,Bo,b@x.example,\n')
    expect(shown).toMatchObject([
      { name: 'Ann', phone: '+49 30 1234567', note: null },
      { name: 'Bo', phone: null },
    ])
    expect(plan.files[0]?.unread).toEqual([{ column: 'column 1', holds: null }])
  })
})

it('a column that is empty in the first rows is named where a later one holds something', async () => {
  const own = shopWithFiles()
  const rows = Array.from({ length: 300 }, (_, i) => `Person ${i},030 11${10_000 + i},${i > 250 ? `blue ${i}` : ''},`)
  const text = ['Name,Phone,Shade,Nothing', ...rows, ''].join('\n')
  const plan = await own.json<Imported>(`import ${own.file('a.csv', text)}`)
  expect(plan.files[0]?.unread).toEqual([{ column: 'Shade', holds: null }])
  expect((await own.cl(`import ${own.folder}/a.csv`)).out).toContain('not read: Shade\n')
})

it('a column that is not read is named with the options that keep it, beside the note that is there', async () => {
  const own = shopWithFiles()
  const path = own.file('a.csv', 'Name,Phone,My Dog,Notes\nAnn,0301234567,Rex,tall\nBob,0301234568,Bello,\n')
  const options = '--map note="My Dog" --map note=Notes'
  const { out } = await own.cl(`import ${path} --dry-run`)
  expect(out).toContain(`not read: My Dog\n  To keep My Dog in the note: ${options}\n`)
  const kept = await own.cl(`import ${path} ${options.replace('note="My Dog"', '"note=My Dog"')}`)
  expect([kept.out.includes('"Rex tall"'), kept.out.includes('not read')]).toEqual([true, false])
})

describe('whom not to write to', () => {
  it.each([
    ['Do not contact', 'yes', 'Do not contact: yes'],
    ['Do not contact', 'no', null],
    ['Unsubscribed from all email', 'false', null],
    ['Unsubscribed', '2025-01-02', 'Unsubscribed: 2025-01-02'],
    ['Accepts Email Marketing', 'no', 'Accepts Email Marketing: no'],
    ['Accepts Email Marketing', 'yes', null],
    ['Accepts SMS Marketing', 'TRUE', null],
    ['Invitee accepted marketing emails', 'true', null],
    ['DSGVO', 'ja', 'DSGVO: ja'],
    ['Newsletter', 'Acme news', 'Newsletter: Acme news'],
    ['Do Not Call', 'yes', 'Do Not Call: yes'],
    ['Email subscriber status', 'Unsubscribed', 'Email subscriber status: Unsubscribed'],
    ['Email subscriber status', 'Subscribed', null],
    ['BLOCKLISTED', 'Yes', 'BLOCKLISTED: Yes'],
    ['Email Subscription Status', 'unsubscribed', 'Email Subscription Status: unsubscribed'],
    ['UNSUB_TIME', '2025-01-02 03:04:05', 'UNSUB_TIME: 2025-01-02 03:04:05'],
    ['Werbesperre', 'nein', null],
    ['Nicht anrufen', 'x', 'Nicht anrufen: x'],
    ['Newsletter', 'nein', 'Newsletter: nein'],
    ['Ne pas contacter', 'oui', 'Ne pas contacter: oui'],
    ['Zgoda marketingowa', 'nie', 'Zgoda marketingowa: nie'],
    ['Niet bellen', 'nee', null],
  ])('%s: %s', async (title, cell, note) => {
    const { plan, shown } = await brought(`Name,${title}\nAnn,${cell}\n`)
    expect(shown).toMatchObject([{ note }])
    expect(plan.files[0]?.unread).toEqual([])
  })
})

describe('whom another program has put away', () => {
  it.each([
    ['Archiviert', 'Ja', 'Nein'],
    ['Archived', 'true', 'false'],
    ['Inactive Account', '1', '0'],
    ['Gearchiveerd', 'x', ''],
    ['Active', 'FALSE', 'TRUE'],
    ['Is Active', '0', '1'],
    ['Aktiv', 'nein', 'ja'],
    ['Status', 'Inactive', 'Active'],
    ['Statut', 'Inactif', ''],
  ])('by %s, is archived, and the same again', async (title, yes, no) => {
    const own = shopWithFiles()
    const text = `Name,${title},Phone\nAnn,${yes},030 1112233\nBo,${no},030 1112234\n`
    const plan = await own.json<Imported>(`import ${own.file('a.csv', text)}`)
    expect(plan.files[0]?.unread).toEqual([])
    expect(plan.newCustomers.map(({ archivedOn }) => archivedOn !== null)).toEqual([true, false])
    expect(await own.json('show Ann')).toMatchObject({
      phone: '030 1112233',
      archivedOn: '2026-11-21',
      archivedWhy: `${title}: ${yes}`,
    })
    expect(await own.json('show Bo')).toMatchObject({ archivedOn: null })
    const again = await own.json<Imported>(`import ${own.file('a.csv', text)} --today 2030-01-01`)
    expect(again.customers).toEqual({ ...none, same: 2 })
  })

  it('has the day that the file says', async () => {
    const own = shopWithFiles()
    await own.json(`import ${own.file('a.csv', 'Name,Archived\nAnn,2024-03-05\n')} --since 2020-01-01`)
    expect(await own.json('show Ann')).toMatchObject({ archivedOn: '2024-03-05', archivedWhy: null })
  })
})

describe('touches that did not take place', () => {
  it.each([
    ['Canceled', 'true', 'cancelled'],
    ['Cancelled at', '2026-11-06 10:00:00 -0500', 'cancelled'],
    ['Status', 'Cancelled', 'cancelled'],
    ['Status', 'Canceled by customer', 'cancelled'],
    ['Status', 'Storniert', 'cancelled'],
    ['Invoice Status', 'Voided', 'cancelled'],
    ['Statut', 'Annulée', 'cancelled'],
    ['Stato', 'Annullato', 'cancelled'],
    ['Stav', 'Zrušeno', 'cancelled'],
    ['Storniert am', '05.11.2026', 'cancelled'],
    ['Marked as No-Show', 'Yes', 'to which nobody came'],
    ['Appointment Status', 'No-Show', 'to which nobody came'],
    ['Order Status', 'wc-cancelled', 'cancelled'],
    ['Payment Status', 'Failed', 'cancelled'],
    ['Status', 'Entwurf', 'drafts'],
    ['Status', 'Makulerad', 'cancelled'],
    ['Stato', 'Eliminata', 'cancelled'],
    ['Stan', 'Usunięta', 'cancelled'],
    ['Stav', 'Zamítnuto', 'cancelled'],
    ['Tila', 'Siirretty', 'cancelled'],
    ['Status', 'Verschoben', 'cancelled'],
    ['Estado', 'Rechazada', 'cancelled'],
    ['Status', 'Krediterad', 'refunds'],
  ])('%s: %s', async (title, cell, reason) => {
    const text = `Customer,Date,${title}\nAnn,2026-11-02,\nAnn,2026-11-03,${cell}\n`
    const { plan } = await brought(text, '--new')
    expect([plan.touches, plan.leftOut]).toEqual([
      { ...none, new: 1, leftOut: 1 },
      [{ kind: 'touches', reason, count: 1 }],
    ])
  })

  it.each([
    ['Canceled', 'false', []],
    ['Marked as No-Show', 'No', []],
    ['Status', 'Paid', ['Status']],
    ['State', 'TX', ['State']],
  ])('%s: %s is a touch; not read: %j', async (title, cell, unread) => {
    const { plan } = await brought(`Customer,Date,${title}\nAnn,2026-11-03,${cell}\n`, '--new')
    expect(plan.touches).toEqual({ ...none, new: 1 })
    expect(plan.files[0]?.unread.map(({ column }) => column)).toEqual(unread)
  })

  it('have further lines, too', async () => {
    const orders =
      'Name,Created at,Cancelled at,Billing Name\n#1,2026-11-03,2026-11-04,Acme\n#1,2026-11-03,,\n#2,2026-11-03,,Acme\n'
    const options = '--map "customer=Billing Name" --map "on=Created at" --map purpose==sale --key Name --new'
    expect((await brought(orders, options)).plan.touches).toEqual({ ...none, new: 1, leftOut: 2 })
  })
})

it('what the shop paid is about no customer, by the address to which most was paid', async () => {
  const rows = [
    '11/03/2026,Sam Dole,sam@dole.example,me@shop.example',
    '11/13/2026,Ann Lee,ann@lee.example,me@shop.example',
    '11/14/2026,,me@shop.example,',
    '11/15/2026,Ann Lee,me@shop.example,ann@lee.example',
    '11/16/2026,Flour Inc,ME@shop.example,bill@flour.example',
    '11/17/2026,Ida Holm,ida@holm.example,me@shop.example',
  ]
  const { plan, shown } = await brought(`Date,Name,From Email Address,To Email Address\n${rows.join('\n')}\n`)
  expect(shown.map(({ name }) => name)).toEqual(['Ann Lee', 'Ida Holm', 'Sam Dole'])
  expect(plan.leftOut).toEqual([{ kind: 'customers', reason: 'from your own address', count: 3 }])
})

it.each([
  ['Phone', '0341/123456 o. 0172-3334455', ['0341/123456', '0172-3334455']],
  ['Phone', '07700 900123 or 020 7946 0124', ['07700 900123', '020 7946 0124']],
  ['Phone', 'mob 07700 900125\nhome 020 7946 0124', ['07700 900125', '020 7946 0124']],
  ['Phone', '030 1234567 & 030 1234568', ['030 1234567', '030 1234568']],
])('%s %j is %j', async (title, cell, [phone, second]) => {
  expect((await brought(`Name,${title}\nAnn,"${cell}"\n`)).shown).toMatchObject([{ phone, note: `Phone: ${second}` }])
})

it('two e-mail addresses with a word between them are two', async () => {
  const { shown } = await brought('Name,Email\nBo,bo@ray.example or bo@home.example\n')
  expect(shown).toMatchObject([{ email: 'bo@ray.example', note: 'E-mail: bo@home.example' }])
})

it('a currency is no country', async () => {
  const { plan } = await brought('Name,Currency,Phone\nAnn,CAD,604-555-0101\n')
  expect(plan.newCustomers).toMatchObject([{ phone: '604-555-0101' }])
  expect(plan.files[0]?.unread).toEqual([{ column: 'Currency', holds: null }])
})

it('a link behind a name, as Notion has it, is none of it', async () => {
  const text = 'Name,Company\nRay,Acme (https://www.notion.so/Acme-1a2b?pvs=21)\nAnn (Ann%201a2b.md),\n'
  expect((await brought(text)).shown).toMatchObject([{ name: 'Ann' }, { name: 'Ray', company: 'Acme' }])
})

it('an address to which things are sent is the same in other words', async () => {
  const titles =
    'Name,Billing Street,Billing City,Billing Zip,Billing Province,Shipping Street,Shipping City,Shipping Zip'
  const { shown } = await brought(`${titles}\nAnn,5 Elm,Austin,78701,TX,5 Elm,Austin,78701\n`)
  expect(shown).toMatchObject([{ address: '5 Elm, Austin, TX 78701', note: null }])
})

it('lines of signs and counts of a hand-made list are left out', async () => {
  const { plan } = await brought('Name,Phone\nAnn,030 1234567\n===,---\n" "," "\nTotal customers: 4,\n')
  expect(plan.leftOut).toEqual([
    { kind: 'customers', reason: 'lines of signs', count: 2 },
    { kind: 'customers', reason: 'sums of columns', count: 1 },
  ])
})

it('the header of another table below is no record', async () => {
  const { plan, shown } = await brought('Name,Phone\nAnn,030 1234567\n,\nName,Phone\nBo,030 1234568\n')
  expect(shown.map(({ name }) => name)).toEqual(['Ann', 'Bo'])
  expect(plan.leftOut).toEqual([{ kind: 'customers', reason: 'the header once more', count: 1 }])
})

it('a status that says something else is named, and archives nobody', async () => {
  const { plan, shown } = await brought('Name,Status,Phone\nAnn,Inactive,030 1234567\nBo,Lead,030 1234568\n')
  expect([plan.files[0]?.unread, shown.length]).toEqual([[{ column: 'Status', holds: null }], 2])
})

it('a customer whose cells are words that are titles elsewhere is no header of another table', async () => {
  const { shown } = await brought('Type,Name,Group\nCustomer,Ana Lopez,Member\nClient,Bo Chen,Member\n')
  expect(shown.map(({ name }) => name)).toEqual(['Ana Lopez', 'Bo Chen'])
})

it('another table below, of other columns, is left out and named', async () => {
  const suppliers = 'Company,Contact,Terms,Account\nMill Co,Zed Mill,30 days,\nYeast Inc,Yan Yeast,,\n'
  const { plan, shown } = await brought(
    `Name,Phone,Email,City\nAnn,030 1234567,,\n,,,\nSuppliers,,,\n${suppliers}Name,Phone,Email,City\nBo,030 1234568,,\n`,
  )
  expect(shown.map(({ name }) => name)).toEqual(['Ann', 'Bo'])
  expect(plan.leftOut).toEqual([
    { kind: 'customers', reason: 'a title of a group: Suppliers', count: 1 },
    { kind: 'customers', reason: 'rows of another table: Company, Contact, Terms, Account', count: 3 },
    { kind: 'customers', reason: 'the header once more', count: 1 },
  ])
})

it('whoever came without a name is nobody, unless there is a phone number', async () => {
  const { shown } = await brought('Name,Phone\nWalk-In,\nLaufkunde,\nWalk-in customer,030 1234567\n')
  expect(shown.map(({ name }) => name)).toEqual(['Walk-in customer'])
})

it('the name of somebody may stand beside their address alone', async () => {
  const addresses = ',Di Ek <di@e.example>\n,"""Chen, Bo"" <bo@c.example>"\nCy,Other <cy@d.example>\n'
  expect((await brought(`Name,Email\n${addresses}`)).shown).toMatchObject([
    { name: 'Bo Chen', email: 'bo@c.example' },
    { name: 'Cy', email: 'cy@d.example' },
    { name: 'Di Ek', email: 'di@e.example' },
  ])
})

it('a file with a thousand empty columns is read', async () => {
  const more = ','.repeat(1_000)
  const { shown } = await brought(`Name,Phone${more}\nAnn,030 1234567${more}\n`)
  expect(shown).toMatchObject([{ name: 'Ann', phone: '030 1234567' }])
})

it.each([
  ['Name,Notes\nSmith & Sons / Bob 07700 900123,x\nMrs Patel: +44 7700 900124,\n'],
  ['Smith & Sons / Bob 07700 900123\nMrs Patel - +44 7700 900124\n'],
])('a phone number behind a name is one: %j', async (text) => {
  expect((await brought(text)).shown).toMatchObject([
    { name: 'Mrs Patel', phone: '+44 7700 900124' },
    { name: 'Smith & Sons / Bob', phone: '07700 900123' },
  ])
})

it('a name with a number behind it is one where the row has a phone number, or it is no phone number', async () => {
  const { shown } = await brought('Name,Phone\nStudio 0123 456 789,030 1234567\nBar 2010,\nRoom 08-11-2026,\n')
  expect(shown.map(({ name }) => name)).toEqual(['Bar 2010', 'Room 08-11-2026', 'Studio 0123 456 789'])
  const american = await brought(
    'Name,Phone\nAna 352-555-0102,\nBo Berg (352) 555-0103,\nRoom 101 202 303,\nOrder 100 200 3000,\n',
  )
  expect(american.shown).toMatchObject([
    { name: 'Ana', phone: '352-555-0102' },
    { name: 'Bo Berg', phone: '(352) 555-0103' },
    { name: 'Order 100 200 3000', phone: null },
    { name: 'Room 101 202 303', phone: null },
  ])
})

it.each([
  ['Jan-23', '2023-01-01'],
  ['März-99', '1999-03-01'],
  ['23-Jan', '2026-01-23'],
])('customers since %s are since %s', async (text, since) => {
  expect((await brought(`Name,Customer since\nAnn,${text}\n`)).shown).toMatchObject([{ since }])
})

it.each([
  ['Organization - Name,Organization - Address,Organization - Organization created', 'Berg AS,1 Gate Oslo,2024-05-02'],
  ['Display Name,Bill address,Created Time', 'Berg AS,1 Gate Oslo,2024-05-02 10:00:00'],
  ['customer_name,address_line_1,city,postal_code/zip_code,created', 'Berg AS,1 Gate,Oslo,,2024-05-02'],
])('%s', async (titles, row) => {
  const { plan, shown } = await brought(`${titles}\n${row}\n`)
  expect(shown).toMatchObject([
    { name: 'Berg AS', since: '2024-05-02', address: expect.stringMatching(/1 Gate,? Oslo/) },
  ])
  expect(plan.files[0]?.unread).toEqual([])
})
