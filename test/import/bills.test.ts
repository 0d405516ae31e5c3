import { describe, expect, it } from 'vitest'
import type { Imported } from '#import/imported.ts'
import { none, shopWithFiles } from './file-shop.ts'

const bills =
  'Invoice No,Invoice Date,Customer,Amount,Due Date\n1001,3/1/2026,Acme Bakery,120.00,3/31/2026\n1002,4/13/2026,Bolt Garage,80.00,5/13/2026\n1003,5/2/2026,Bolt Garage,90.00,6/1/2026\n'

describe('bills from the accountant', () => {
  it('bring whoever is not there with --new, once, and by each a touch; the second time nothing', async () => {
    const own = shopWithFiles()
    await own.all('add "Acme Bakery" --since 2025-01-01')
    const line = `import ${own.file('bills.csv', bills)} --map purpose==invoice --map channel==email --key "Invoice No" --new`
    const first = await own.json<Imported>(line)
    expect([first.customers, first.touches]).toEqual([
      { ...none, new: 1 },
      { ...none, new: 3 },
    ])
    expect(await own.json('history')).toMatchObject([
      { customer: { name: 'Bolt Garage' }, on: '2026-05-02', purpose: 'invoice', channel: 'email', tone: '-' },
      { customer: { name: 'Bolt Garage' }, on: '2026-04-13' },
      { customer: { name: 'Acme Bakery' }, on: '2026-03-01' },
    ])
    expect(await own.json('show bolt')).toMatchObject({ since: '2026-04-13' })
    const again = await own.json<Imported>(line)
    expect([again.customers, again.touches, again.written]).toEqual([none, { ...none, same: 3 }, false])
    await own.all('undo')
    expect(await own.json('list')).toMatchObject([{ name: 'Acme Bakery' }])
  })

  it('have their days in the order of the columns that are not read, where they leave it open', async () => {
    const own = shopWithFiles()
    await own.cl('add Acme')
    const text = '*ContactName,*InvoiceDate,*DueDate\nAcme,02/11/2026,16/11/2026\nAcme,03/11/2026,17/11/2026\n'
    await own.json(`import ${own.file('bills.csv', text)} --map purpose==invoice --map channel==email`)
    expect(await own.json('history acme')).toMatchObject([{ on: '2026-11-03' }, { on: '2026-11-02' }])
  })

  it.each(['Invoice #', '*InvoiceNumber', 'Rechnungs-Nr.', 'N\u00b0 de facture', 'Order ID'])(
    'of several lines with one %s are one; two bills of a day are two',
    async (title) => {
      const own = shopWithFiles()
      await own.all('add Acme', 'add Bolt')
      const rows = [
        '7,Acme,2026-11-03,Bread',
        '7,Acme,2026-11-03,Cake',
        '8,Acme,2026-11-03,Cake',
        '8,Bolt,2026-11-03,Cake',
      ]
      const path = own.file('bills.csv', [`${title},Customer,Date,Item`, ...rows, ''].join('\n'))
      const { touches, leftOut } = await own.json<Imported>(`import ${path} --map purpose==invoice`)
      expect(touches).toEqual({ ...none, new: 3, leftOut: 1 })
      expect(leftOut).toEqual([{ kind: 'touches', reason: 'further lines of the one above', count: 1 }])
      const again = await own.json<Imported>(`import ${path} --map purpose==invoice`)
      expect(again.touches).toEqual({ ...none, same: 3, leftOut: 1 })
    },
  )

  it('of several lines have the notes of all of them, but not of the lines of a bill that was cancelled', async () => {
    const own = shopWithFiles()
    await own.all('add Acme')
    const text = `Invoice #,Customer,Date,Status,Item
7,Acme,2026-11-03,paid,Bread
7,Acme,2026-11-03,paid,Cake
7,,,,Rye
8,Acme,2026-11-04,cancelled,Tart
8,,,,Bun
`
    const line = `import ${own.file('bills.csv', text)} --map purpose==invoice --map note=Item`
    await own.all(`${line} --key "Invoice #"`)
    expect(await own.json('history acme')).toMatchObject([{ note: 'Bread\nCake\nRye' }])
    await own.all('undo', line)
    expect(await own.json('history acme')).toMatchObject([{ note: 'Bread\nCake' }])
  })

  it('have the lines that a later file adds to them, beside another bill of that day', async () => {
    const own = shopWithFiles()
    await own.cl('add Acme')
    const rows = ['Invoice #,Customer,Date,Item', '7,Acme,2026-11-03,Bread', '8,Acme,2026-11-03,Breadcrumbs']
    const line = (more: string[]) =>
      `import ${own.file('bills.csv', [...rows, ...more, ''].join('\n'))} --map purpose==invoice --map note=Item`
    await own.all(line([]))
    rows.splice(2, 0, '7,Acme,2026-11-03,Cake')
    const { touches } = await own.json<Imported>(line(['9,Acme,2026-11-03,Breadcrumbs']))
    expect(touches).toEqual({ ...none, new: 1, changed: 1, same: 1, leftOut: 1 })
    const notes = await own.json<{ note: string }[]>('history acme')
    expect(notes.map(({ note }) => note).sort()).toEqual(['Bread\nCake', 'Breadcrumbs', 'Breadcrumbs'])
    const again = await own.json<Imported>(line(['9,Acme,2026-11-03,Breadcrumbs']))
    expect(again.touches).toEqual({ ...none, same: 3, leftOut: 1 })
  })

  it('of a long table have all of their lines, wherever it is read in parts', async () => {
    const own = shopWithFiles()
    await own.cl('add Acme')
    const rows = Array.from({ length: 3_000 }, (_, i) => `${Math.floor(i / 3)},Acme,2026-11-03,Line ${i % 3}`)
    const path = own.file('bills.csv', ['Invoice #,Customer,Date,Item', ...rows, ''].join('\n'))
    await own.all(`import ${path} --key "Invoice #" --map purpose==invoice --map note=Item`)
    const notes = await own.json<{ note: string }[]>('history acme --limit 1000')
    expect(notes.filter(({ note }) => note === 'Line 0\nLine 1\nLine 2')).toHaveLength(1_000)
  })

  it('of somebody unknown are bad without --new, and it is named', async () => {
    const own = shopWithFiles()
    await own.all('add Kim')
    const { code, out, err } = await own.cl(`import ${own.file('bills.csv', bills)} --map purpose==invoice`)
    expect([code, out]).toEqual([1, expect.stringContaining('line 2: There is no customer "Acme Bakery".')])
    expect(err).toContain('Add those who are not there: --new.')
  })

  it('of a name that is nearly that of somebody are doubtful, and add nobody', async () => {
    const own = shopWithFiles()
    await own.all('add "Acme Bakery"', 'add "Bolt Garrage"')
    const file = own.file('bills.csv', bills)
    const plan = await own.json<Imported>(`import ${file} --map purpose==invoice --new --dry-run`)
    expect([plan.customers.doubtful, plan.customers.new]).toEqual([1, 0])
    await own.all(`import ${file} --map purpose==invoice --new --doubtful same`)
    expect(await own.json('history "Bolt Garage"')).toHaveLength(2)
  })

  it('that are after today or before --since bring nobody', async () => {
    const own = shopWithFiles()
    await own.all('add Kim')
    const file = own.file('bills.csv', 'customer,on\nOld,2020-01-01\nNew,2026-10-01\n')
    await own.all(`import ${file} --map purpose==invoice --new --since 2026-01-01`)
    expect(await own.json('list')).toMatchObject([{ name: 'Kim' }, { name: 'New' }])
  })

  it.each([
    [
      'Pennylane',
      "Numéro de facture;Date d'émission;Client;Libellé;Statut",
      'F-1;03/11/2026;Léa;Pain;Payée',
      'F-2;04/11/2026;Luc;Pain;Brouillon',
    ],
    [
      'Lexware',
      'Belegdatum;Belegnummer;Kontaktname;Fälligkeitsdatum;Status',
      '03.11.2026;RE1;Léa;17.11.2026;offen',
      '04.11.2026;RE2;Luc;;Entwurf',
    ],
    [
      'Fakturoid',
      'Vystaveno;Splatnost;Odběratel;Stav',
      '3.11.2026;17.11.2026;Léa;zaplacená',
      '4.11.2026;18.11.2026;Luc;stornovaná',
    ],
    [
      'Fortnox',
      'Fakturanr;Fakturadatum;Kundnamn;Förfallodatum;Status',
      '1;2026-11-03;Léa;2026-12-03;Bokförd',
      '2;2026-11-04;Luc;2026-12-04;Makulerad',
    ],
    [
      'Holded',
      'Fecha,Num,Contacto,Descripción,IVA,Estado,Vencimiento',
      '03/11/2026,F1,Léa,Pan,21,Pagado,03/12/2026',
      '04/11/2026,F2,Luc,Pan,21,Anulado,04/12/2026',
    ],
  ])('come in from %s without an option, but for drafts and cancelled ones', async (_, ...lines) => {
    const own = shopWithFiles('2026-11-27')
    await own.json(`import ${own.file('bills.csv', `${lines.join('\n')}\n`)} --new`)
    expect(await own.json('history')).toMatchObject([
      { customer: { name: 'Léa' }, on: '2026-11-03', purpose: 'invoice' },
    ])
  })

  it.each([
    ['invoice', 'Numer;Data wystawienia;Sprzedawca;Nabywca;Brutto', '1/10;2026-11-03;Kim;Léa;123,00'],
    ['invoice', 'Lp;Typ;Numer;Data wystawienia;Kontrahent;Netto', '1;FV;1/10;03.11.2026;Léa;100,00'],
    ['invoice', 'Číslo;Datum;Splatno;Firma;Celkem', '1;3.11.2026;17.11.2026;Léa;1210,00'],
    ['invoice', 'Numero;Data;Vencimento;Cliente;Valor', '1;03/11/2026;17/11/2026;Léa;100,00'],
    ['sale', 'Datum;Kunde;Betrag', '03.11.2026;Léa;12,00'],
    ['sale', 'Date,Receipt,Customer Name,Sales Tax (GST)', '2026-11-03,r1,Léa,1.20'],
    ['sale', 'Dato;Kunde;Beløb inkl. moms', '03-11-2026;Léa;1000,00'],
    ['care', 'Date,Time,Customer,Amount', '2026-11-03,10:00,Léa,40'],
    ['care', 'Datum;Kunde;Leistung;Betrag', '03.11.2026;Léa;Schnitt;40,00'],
    ['care', 'Date,Customer,Total visits', '2026-11-03,Léa,4'],
    ['care', 'Date,Customer,VAT No.,Note', '2026-11-03,Léa,123456789,a talk'],
    ['care', 'Date,Customer,Amount of guests', '2026-11-03,Léa,4'],
    ['care', 'Date,Customer,Channel,Amount', '2026-11-03,Léa,call,12.00'],
  ])('and payments are told by their titles, and are no good words: %s of %s', async (purpose, ...lines) => {
    const own = shopWithFiles('2026-11-27')
    await own.json(`import ${own.file('bills.csv', `${lines.join('\n')}\n`)} --new`)
    expect(await own.json('history')).toMatchObject([{ customer: { name: 'Léa' }, on: '2026-11-03', purpose }])
  })

  it.each([
    ['Odběratel', 'Číslo faktury;Odběratel;E-mail;Datum vystavení', '1;Léa;lea@x.example;3.11.2026'],
    ['Nabywca', 'Numer;Nabywca;E-mail;Data wystawienia', '1;Léa;lea@x.example;03.11.2026'],
  ])('are of the %s', async (_, ...lines) => {
    const own = shopWithFiles('2026-11-27')
    await own.json(`import ${own.file('bills.csv', `${lines.join('\n')}\n`)}`)
    expect(await own.json('list')).toMatchObject([{ name: 'Léa' }])
  })

  it('say the channel that was taken, where the file has none', async () => {
    const own = shopWithFiles()
    await own.all('add "Acme Bakery"', 'add "Bolt Garage"')
    const file = own.file('bills.csv', bills)
    const { out } = await own.cl(`import ${file} --map purpose==invoice --dry-run`, { columns: 200 })
    expect(out).toContain(
      'channel: not in the file, so email for all, as usual for invoice. Another: --map channel==visit\n',
    )
    const { out: mixed } = await own.cl(
      `import ${own.file('t.csv', 'customer,on,purpose\nAcme Bakery,2026-10-01,sale\n')} --dry-run`,
      { columns: 200 },
    )
    expect(mixed).toContain('channel: not in the file, so the usual one of each purpose.')
  })

  it('are asked about in a terminal: how they went out, and the other kinds in the file', async () => {
    const own = shopWithFiles()
    await own.all('add "Acme Bakery"', 'add "Bolt Garage"')
    const file = own.file('bills.csv', bills)
    await own.cl(`import ${file} --map purpose==invoice`, { answers: ['nothing that you need', 'visit', 'yes'] })
    expect(await own.json('history')).toMatchObject([{ channel: 'visit' }, { channel: 'visit' }, { channel: 'visit' }])
  })
})
