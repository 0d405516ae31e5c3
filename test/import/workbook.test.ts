import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import type { Imported } from '#import/imported.ts'
import { partsOf, sheetOf, textCell, workbookOf, zip } from '../formats/workbook/zip.ts'
import { type FileShop, none, plan, type Shown, shopWithFiles } from './file-shop.ts'

describe('a workbook', () => {
  it('brings phones as text, days as days, numbers without an exponent, and titles below a heading', async () => {
    const own = shopWithFiles()
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Kunden',
          rows: [
            ['Kunden 2026'],
            [],
            ['Name', 'Vorname', 'Telefon', 'Geburtstag', 'Kunde seit', 'Notiz', 'Umsatz'],
            [
              'Müller',
              'Uta',
              '0352 5550101',
              new Date('1980-05-23'),
              new Date('2024-03-01T14:30:00Z'),
              4915112345678,
              12.5,
            ],
            ['Müller', 'Bo', 3525550102, '3 Nov 1980', null, true],
          ],
        },
      ],
    })
    const { files, customers } = await plan(own, bytes)
    expect(customers).toEqual({ ...none, new: 2 })
    expect(files[0]).toMatchObject({
      words: 'customers in a workbook, sheet "Kunden"',
      unread: [{ column: 'Umsatz', holds: null }],
    })
    expect(await own.json<Shown>('show "Uta Müller"')).toMatchObject({
      phone: '0352 5550101',
      since: '2024-03-01',
      note: '4915112345678',
      dates: [{ label: 'birthday', month: 5, date: 23, year: 1980 }],
    })
    expect(await own.json<Shown>('show "Bo Müller"')).toMatchObject({ phone: '3525550102', note: 'yes' })
  })

  it('has the zeros and signs that the format of a column puts before its numbers, and no day 0', async () => {
    const own = shopWithFiles()
    const column = (numFmt: string) => ({ style: { numFmt } })
    const cell = (value: number | Date, numFmt: string) => ({ value, style: { numFmt } })
    const formats = ['00000', '00 00 00 00 00', '"+49 "0', '"0"#', '0#########']
    const rows = [
      [1067, 351234567, 301234567, 351234569, 351234570],
      [4109, 351234568, 0, 351234571, 351234572],
    ]
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'A',
          columns: [{}, ...formats.map(column), column('dd.mm.yyyy')],
          rows: [
            ['Name', 'PLZ', 'Telefon', 'Handy', 'Telefon privat', 'Telefon dienstlich', 'Geburtstag'],
            ...rows.map((row, i) => [`Kunde ${i}`, ...row, null]),
          ],
          cells: new Map(
            rows.flatMap((row, i) =>
              formats.map((format, j) => [`${i + 1},${j + 1}`, cell(row[j] ?? 0, format)] as const),
            ),
          ),
        },
      ],
    })
    await plan(own, bytes)
    expect(await own.json('show "Kunde 0"')).toMatchObject({
      phone: '03 51 23 45 67',
      address: '01067',
      note: [
        'Phone (Handy): +49 301234567',
        'Phone (Telefon privat): 0351234569',
        'Phone (Telefon dienstlich): 0351234570',
      ].join('\n'),
    })
    expect(await own.json('show "Kunde 1"')).toMatchObject({
      address: '04109',
      note: 'Phone (Telefon privat): 0351234571\nPhone (Telefon dienstlich): 0351234572',
    })
  })

  it('is read as Excel writes it: shared texts, rich text, empty rows, cells without a place, errors', async () => {
    const own = shopWithFiles()
    const bytes = workbookOf({
      strings: '<si><t>name</t></si><si><t>note</t></si><si><r><t>Ann </t></r><r><t>Lee</t></r></si>',
      sheets: [
        sheetOf(
          '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>since</t></is></c>',
          '',
          '<c t="s"><v>2</v></c><c t="e"><v>#N/A</v></c><c s="1"><v>45352</v></c>',
        ),
      ],
    })
    await plan(own, bytes)
    expect(await own.json<Shown>('show "Ann Lee"')).toMatchObject({ note: null, since: '2024-03-01' })
  })

  it('has the text of a merged cell in each of its rows: a company and its people', async () => {
    const own = shopWithFiles()
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Customers',
          rows: [
            ['Customers of this year', null, null],
            ['Company', 'Contact', 'E-mail'],
            ['Berg Ltd', 'Ana Lopez', 'ana@x.example'],
            [null, 'Bo Chen', 'bo@x.example'],
            [null, null, null],
            ['Rot Ltd', 'Cy Dahl', 'cy@x.example'],
          ],
          merges: [
            { startRow: 0, startCol: 0, endRow: 0, endCol: 2 },
            { startRow: 2, startCol: 0, endRow: 4, endCol: 0 },
          ],
        },
      ],
    })
    expect((await plan(own, bytes)).customers).toEqual({ ...none, new: 3 })
    for (const [name, company] of [
      ['Ana Lopez', 'Berg Ltd'],
      ['Bo Chen', 'Berg Ltd'],
      ['Cy Dahl', 'Rot Ltd'],
    ])
      expect(await own.json<Shown>(`show "${name}"`)).toMatchObject({ company })
    expect((await plan(own, bytes)).customers).toEqual({ ...none, same: 3 })
  })

  it('names the sheets that are not read, the hidden ones too, but for the empty ones', async () => {
    const own = shopWithFiles()
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Cover', rows: [['My shop']] },
        {
          name: 'Customers',
          rows: [
            ['Name', 'E-mail'],
            ['Ann', 'ann@x.example'],
          ],
        },
        {
          name: 'Old',
          rows: [
            ['Name', 'E-mail'],
            ['Bo', 'bo@x.example'],
          ],
        },
        { name: 'Secret', rows: [['x']], hidden: true },
        { name: 'Empty', rows: [] },
      ],
    })
    const { files, customers } = await plan(own, bytes)
    expect(customers.new).toBe(1)
    expect(files[0]?.unread.map(({ column }) => column)).toEqual([
      'sheet "Cover"',
      'sheet "Old"',
      'hidden sheet "Secret"',
    ])
  })

  it('reads no hidden sheet, and says where it is all that there is', async () => {
    const own = shopWithFiles()
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Empty', rows: [] },
        {
          name: 'Old',
          rows: [
            ['Name', 'E-mail'],
            ['Bo', 'bo@x.example'],
          ],
          hidden: true,
        },
      ],
    })
    const { err, code } = await own.cl(`import ${own.file('book.xlsx', bytes)}`)
    expect(code).toBe(1)
    expect(err).toContain('It is empty but for hidden sheet "Old".')
  })

  it('names comments on cells, and formulas that no program has worked out; a row of such sums is nobody', async () => {
    const own = shopWithFiles()
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'A',
          rows: [
            ['Name', 'Company', 'Revenue'],
            [null, 'Bakery', 5],
            ['Total', null, null],
          ],
          cells: new Map([
            ['1,0', { value: null, formula: 'D2&" "&E2', comment: { text: 'before 9' } }],
            ['2,2', { value: null, formula: 'SUM(C2:C2)' }],
          ]),
        },
      ],
    })
    const { files, customers } = await plan(own, bytes)
    expect(customers).toEqual({ ...none, new: 1, leftOut: 1 })
    expect(files[0]?.unread.map(({ column }) => column)).toEqual([
      'Revenue',
      'formulas without a value, such as A2 (open it in a spreadsheet program, and save it)',
      'comments on cells',
    ])
  })

  it('says the row of what is bad, and writes it into a CSV file', async () => {
    const own = shopWithFiles()
    const bytes = await writeXlsx({ sheets: [{ name: 'A', rows: [['name', 'since'], ['Ann', 'soon'], ['Bo']] }] })
    const file = own.file('book.xlsx', bytes)
    const { out } = await own.cl(`import ${file} --skip-bad ${own.folder}/bad.csv`)
    expect(out).toContain('line 2: The day since "soon" is not a day')
    expect(readFileSync(`${own.folder}/bad.csv`, 'utf8')).toBe('\ufeffname,since\nAnn,soon\n')
  })

  const bomb = () => {
    const content = deflateRawSync(Buffer.alloc(600_000_000))
    return zip([{ name: 'xl/sharedStrings.xml', content, claims: 600_000_000, method: 8 }])
  }
  const big = () => deflateRawSync(Buffer.alloc(20_000_000, '<x/>'))
  const silent = () => zip([{ name: 'xl/sharedStrings.xml', content: big(), claims: 0, method: 8 }])
  /** A sheet that unpacks to more than its directory says. */
  const liar = () =>
    zip([
      ...partsOf({ sheets: [] }).filter(({ name }) => name !== 'xl/sharedStrings.xml'),
      { name: 'xl/sharedStrings.xml', content: big(), claims: 1_000, method: 8 },
    ])

  it.each<[what: string, bytes: () => Uint8Array, err: RegExp]>([
    ['a few bytes that gigabytes would come from', bomb, /More than 500 MB would be unpacked from it/],
    ['a part that does not say its size', silent, /It is no whole workbook/],
    ['a part that is longer than it says', liar, /cannot be read as a workbook/],
    [
      'a packed file that is no workbook',
      () => zip([{ name: 'xl/a.txt', content: Buffer.from('x') }]),
      /cannot be read as a workbook/,
    ],
    [
      'one that is cut off',
      () => workbookOf({ sheets: [sheetOf(textCell('A1', 'name'))] }).subarray(0, 600),
      /It is no whole workbook/,
    ],
    [
      'a cell beyond all sheets',
      () => workbookOf({ sheets: [sheetOf(textCell('A1', 'name'), textCell('XFE2', 'x'))] }),
      /cannot be read as a workbook|columns/,
    ],
    [
      'millions of cells in the corners of a small file',
      () => workbookOf({ sheets: [sheetOf(...Array.from({ length: 300 }, (_, i) => textCell(`XFD${i + 1}`, 'x')))] }),
      /One sheet has more than 4 million cells/,
    ],
    [
      'a spreadsheet of LibreOffice',
      () =>
        zip([
          { name: 'mimetype', content: Buffer.from('application/vnd.oasis.opendocument.spreadsheet') },
          { name: 'content.xml', content: Buffer.from('<x/>') },
        ]),
      /a spreadsheet or a document of LibreOffice \(ods, odt\), which cl does not read/,
    ],
    [
      'one of Numbers',
      () => zip([{ name: 'Index/Document.iwa', content: Buffer.from('x') }]),
      /a file of Numbers or Pages, which cl does not read/,
    ],
    [
      'an archive of Outlook for Mac',
      () =>
        zip([
          { name: 'Categories.xml', content: Buffer.from('<x/>') },
          { name: 'Accounts/kim/com.microsoft.__Messages/1.xml', content: Buffer.from('<x/>') },
        ]),
      /an archive of Outlook \(olm\), which cl does not read/,
    ],
    [
      'a binary one',
      () => zip([{ name: 'xl/workbook.bin', content: Buffer.from('x') }]),
      /a binary workbook \(xlsb\), which cl does not read/,
    ],
    [
      'a workbook within a packed folder',
      () =>
        zip([
          {
            name: 'book.xlsx',
            content: Buffer.from('PK\u0003\u0004'.padEnd(26, '\0').concat('\u0011\0\0\0docProps/core.xml')),
          },
        ]),
      /a packed folder \(zip\), with book\.xlsx in it/,
    ],
    [
      'a packed folder, such as of Google Takeout',
      () => zip([{ name: 'Takeout/Contacts/All.vcf', content: Buffer.from('x') }]),
      /a packed folder \(zip\), with Takeout\/Contacts\/All\.vcf in it/,
    ],
    ['one without a cell', () => workbookOf({ sheets: [sheetOf()] }), /It is empty/],
  ])('is refused: %s', async (_, bytes, err) => {
    const own = shopWithFiles()
    await own.all('add Kim')
    const result = await own.cl(`import ${own.file('book.xlsx', bytes())}`)
    expect(result).toMatchObject({ code: expect.any(Number), err: expect.stringMatching(err) })
    expect([result.code > 0, result.err]).toEqual([true, expect.not.stringContaining('bug')])
  })

  it('has times of the day as minutes, and days to the minute', async () => {
    const own = shopWithFiles()
    const rows = [
      ['Date', 'Customer', 'Duration'],
      [new Date('2026-11-03T09:29:59.999Z'), 'Ann', 20 / 1440],
      [new Date('2026-11-04T23:59:59.999Z'), 'Ann', 0.5 / 24],
    ]
    const bytes = await writeXlsx({
      sheets: [{ name: 'A', rows, columns: [{}, {}, { numFmt: 'h:mm' }] }],
    })
    expect((await plan(own, bytes, '--new')).touches).toEqual({ ...none, new: 2 })
    const history = await own.json<{ on: string; minutes: number }[]>('history')
    expect(history.map(({ on, minutes }) => [on, minutes])).toEqual([
      ['2026-11-05', 30],
      ['2026-11-03', 20],
    ])
  })

  it('is told from other kinds by what is in it', async () => {
    const own = shopWithFiles()
    const bytes = await writeXlsx({ sheets: [{ name: 'A', rows: [['name'], ['Ann']] }] })
    expect(await own.cl(`import ${own.file('a.csv', bytes)} --as csv`)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/a workbook, not CSV/),
    })
    expect((await plan(own, bytes, '--as xlsx')).customers.new).toBe(1)
  })
})

describe('an export', () => {
  it('of customers goes out as a workbook and in again: nothing changes, and into another book all of it comes', async () => {
    const own = shopWithFiles()
    await own.all(
      'add "Ann & Co" --phone "0352 5550101" --since 2024-05-01 --tag vip --note "=1+1"',
      'add Bo --since 2025-01-02 --every 2w',
      `export ${own.folder}/out.xlsx`,
    )
    expect((await own.json<Imported>(`import ${own.folder}/out.xlsx`)).customers).toEqual({ ...none, same: 2 })
    const other = shopWithFiles()
    await other.all(`import ${own.folder}/out.xlsx`)
    const said = async ({ cl }: FileShop) =>
      (await cl('list --csv')).out.split('\n').map((line) => line.split(',').slice(0, 8).join())
    expect(await said(other)).toEqual(await said(own))
    expect(await other.json<Shown>('show ann')).toMatchObject({ phone: '0352 5550101', note: '=1+1' })
  })

  it.each(['csv', 'xlsx'])('as %s brings birthdays, and aliases with the sign that divides them', async (kind) => {
    const own = shopWithFiles()
    await own.all(
      'add Ann --alias "Ann; the baker" --alias "Annie" --birthday 1980-05-03',
      'add Bo --alias Bobby --birthday "3 Dec"',
      'date Bo anniversary 2010-06-12',
      'date Bo wedding 2011-07-13',
      `export ${own.folder}/out.${kind}`,
    )
    const file = `${own.folder}/out.${kind}`
    expect((await own.json<Imported>(`import ${file}`)).customers).toEqual({ ...none, same: 2 })
    const other = shopWithFiles()
    await other.all(`import ${file}`)
    expect(await other.json<Shown>('show ann')).toMatchObject({
      aliases: ['Ann; the baker', 'Annie'],
      dates: [{ label: 'birthday', month: 5, date: 3, year: 1980 }],
    })
    expect(await other.json<Shown>('show bo')).toMatchObject({
      aliases: ['Bobby'],
      dates: [
        { label: 'birthday', month: 12, date: 3, year: null },
        { label: 'anniversary', month: 6, date: 12, year: 2010 },
      ],
    })
  })

  it.each(['csv', 'xlsx'])('as %s brings all that a customer has into an empty book', async (kind) => {
    const [own, other] = [shopWithFiles(), shopWithFiles()]
    await own.all(
      'add Ann --company "Lee & Co" --email ann@lee.example --phone "+1 352 555 0101" --address "12 Oak St, Ocala"',
      'edit ann --every 2w --goal 7 --since 2024-01-02 --tag vip --tag b2b --note "one\ntwo" --birthday "29 Feb"',
      'add Bo --goal none --every never',
      'snooze bo 2027-01-15',
      'add Kim --team',
      'archive ann --why "moved away"',
      `export ${own.folder}/out.${kind}`,
    )
    await other.all(`import ${own.folder}/out.${kind}`)
    for (const name of ['ann', 'bo', 'kim'])
      expect(await other.json(`show ${name}`)).toEqual(await own.json(`show ${name}`))
    expect(await other.json('show ann')).toMatchObject({ goal: 7, archivedWhy: 'moved away' })
    expect(await other.json('show bo')).toMatchObject({ goal: 'none', snoozedUntil: '2027-01-15' })
    await own.all('edit ann --goal 8')
    expect((await own.json<Imported>(`import ${own.folder}/out.${kind}`)).changed).toEqual([
      { name: 'Ann', what: ['goal'] },
    ])
  })

  it('says what it does not hold', async () => {
    const own = shopWithFiles()
    await own.all('add Ann')
    const said = async (file: string) => (await own.cl(`export ${own.folder}/${file}`)).err
    expect(await said('a.csv')).toMatch(
      /written to .*\n.*no touches \(cl export touches\.csv --what touches\), loops, facts.*: cl export book\.json holds all of it\.\n$/,
    )
    expect(await said('a.vcf')).toMatch(/since when they are customers.*: cl export book\.json holds all of it\.\n$/)
    expect(await said('a.json')).toMatch(/^The book was written to \S+\.\n$/)
  })

  it('of touches goes out and in', async () => {
    const own = shopWithFiles()
    await own.all('add Ann', 'log ann call --on 2026-11-02 "all good"', `export ${own.folder}/t.xlsx --what touches`)
    expect((await own.json<Imported>(`import ${own.folder}/t.xlsx`)).touches).toEqual({ ...none, same: 1 })
  })

  it('as a workbook needs a file', async () => {
    const own = shopWithFiles()
    await own.all('add Ann')
    expect(await own.cl('export --as xlsx')).toMatchObject({
      code: 2,
      err: expect.stringContaining('goes into a file'),
    })
  })

  it('as a CSV file begins with a byte order mark, and on the standard output does not', async () => {
    const own = shopWithFiles()
    await own.all('add Zoë', `export ${own.folder}/out.csv`)
    expect(readFileSync(`${own.folder}/out.csv`, 'utf8')).toMatch(/^\ufeffid,customer/)
    expect((await own.cl('export --as csv')).out).toMatch(/^id,customer/)
  })
})
