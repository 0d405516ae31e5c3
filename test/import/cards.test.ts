import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Imported } from '#import/imported.ts'
import { shop } from '../cl.ts'

const data = (name: string) => fileURLToPath(new URL(`../data/vcard/${name}`, import.meta.url))

/** A shop into which cards of these lines were imported. */
async function withCards(...cards: (string | Buffer)[]) {
  const own = shop()
  const path = join(own.folder, 'a.vcf')
  const text = (card: string | Buffer) =>
    Buffer.concat([Buffer.from('BEGIN:VCARD\r\n'), Buffer.from(card), Buffer.from('\r\nEND:VCARD\r\n')])
  writeFileSync(path, Buffer.concat(cards.map(text)))
  const plan = await own.json<Imported>(`import ${path}`)
  return { ...own, plan, path }
}

type Listed = { id: number; name: string; phone: string | null }
type Shown = {
  name: string
  company: string | null
  address: string | null
  phone: string | null
  note: string | null
  aliases: string[]
}
const old = 'VERSION:2.1\r\n'
const three = 'VERSION:3.0\r\n'

async function only(card: string | Buffer): Promise<Shown> {
  const own = await withCards(card)
  return own.json<Shown>('show 1')
}

const datesOf = async (own: ReturnType<typeof shop>): Promise<string[]> =>
  (await own.cl('export --as csv --what dates')).out
    .split('\r\n')
    .slice(1, -1)
    .map((row) => row.split(',').slice(2, 6).join())

it.each([
  ['FN:Lopez, Ann', 'N:Lopez;Ann;;;', 'Ann Lopez'],
  ['FN:lopez\\, ann', 'N:Lopez;Ann;Maria;Dr.;', 'ann lopez'],
  ['FN:Mr. John Richter, James Doe Sr.', 'N:Doe;John;Richter\\, James;Mr.;Sr.', 'Mr. John Richter, James Doe Sr.'],
  ['FN:Lopez, Inc.', 'N:Lopez;Ann;;;', 'Lopez, Inc.'],
  ['FN:Mill, Tower', 'N:;;;;', 'Mill, Tower'],
])('%s, with %s, is %s', async (shown, parts, name) => {
  expect(await only(`${three}${shown}\r\n${parts}`)).toMatchObject({ name, aliases: [] })
})

describe('letters', () => {
  it.each<[what: string, card: string | Buffer, name: string]>([
    [
      'quoted-printable without CHARSET that is no UTF-8',
      `${old}N;ENCODING=QUOTED-PRINTABLE:M=FCller;Zo=EB`,
      'Zoë Müller',
    ],
    ['the same in UTF-8', `${old}N;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Zo=C3=AB`, 'Zoë Müller'],
    ['with a CHARSET of its own', `${old}FN;CHARSET=ISO-8859-2;ENCODING=QUOTED-PRINTABLE:Ji=F8=ED`, 'Jiří'],
    ['with an unknown CHARSET', `${old}FN;CHARSET=x-none;ENCODING=QUOTED-PRINTABLE:M=FCller`, 'Müller'],
    ['without ENCODING=', `${old}FN;QUOTED-PRINTABLE:M=FCller`, 'Müller'],
    ['in Base64', `${old}FN;CHARSET=UTF-8;ENCODING=BASE64:TcO8bGxlcg==`, 'Müller'],
    ['bytes of windows-1252', Buffer.from(`${three}FN:M\u00fcller`, 'latin1'), 'Müller'],
    [
      'bytes of another set, as the line says',
      Buffer.from(`${old}FN;CHARSET=ISO-8859-2:Ji\u00f8\u00ed`, 'latin1'),
      'Jiří',
    ],
  ])('%s', async (_, card, name) => {
    expect((await only(card)).name).toBe(name)
  })

  it.each<[what: string, lines: string[], note: string]>([
    ['soft breaks', ['one=20=', 'two=0D=0A=', 'three'], 'one two\nthree'],
    ['soft breaks, and the space of a fold', ['one t=', ' wo thr=', ' ee'], 'one two three'],
    ['soft breaks before spaces of the text', ['one=', ' two=', 'three'], 'one twothree'],
    ['a fold alone', ['one t', ' wo'], 'one two'],
  ])('quoted-printable: %s', async (_, lines, note) => {
    const card = `${old}FN:Ann\r\nNOTE;ENCODING=QUOTED-PRINTABLE:${lines.join('\r\n')}\r\nTITLE:Baker`
    expect((await only(card)).note).toBe(`${note}\nTitle: Baker`)
  })

  it('a note that some programs break into lines, and a picture without folds', async () => {
    const card = `${old}FN:Ann\r\nPHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n/9j/4AAQ\r\nSkZJRg==\r\n\r\nNOTE:first, one\r\nsecond; two\r\nTITLE:Baker`
    const own = await withCards(card)
    expect((await own.json<Shown>('show ann')).note).toBe('first, one\nsecond; two\nTitle: Baker')
    expect(own.plan.files[0]?.unread.map(({ column }) => column)).toEqual(['PHOTO'])
  })
})

it.each<[what: string, lines: string[], phone: string, note: string]>([
  ['the lowest number', ['TEL;PREF=50:11111', 'TEL;PREF=1:22222', 'TEL:33333'], '22222', 'Phone: 11111\nPhone: 33333'],
  ['a mark of 3.0', ['TEL;TYPE=HOME:11111', 'TEL;TYPE=work,pref:22222'], '22222', 'Phone (home): 11111'],
  ['a mobile', ['TEL;TYPE=work:11111', 'TEL;TYPE=cell:22222'], '22222', 'Phone (work): 11111'],
  [
    'of two mobiles, the preferred one',
    ['TEL;TYPE=cell;PREF=2:11111', 'TEL;TYPE=cell;PREF=1:22222'],
    '22222',
    'Phone (mobile): 11111',
  ],
  ['one of 2.1', ['TEL;WORK;VOICE:11111', 'TEL;PREF;HOME:22222'], '22222', 'Phone (work): 11111'],
  [
    'a label',
    ['item1.TEL:11111', 'item1.X-ABLabel:Oven line', 'TEL:22222'],
    '11111',
    'Phone (Oven line): 11111\nPhone: 22222',
  ],
  [
    'one number in three forms',
    ['TEL;TYPE=CELL:+49 171 1234567', 'TEL;TYPE=HOME:+491711234567', 'TEL:0171 1234567', 'TEL:+49 171 7654321'],
    '+49 171 1234567',
    'Phone: +49 171 7654321',
  ],
])('the phone of a card: %s', async (_, lines, phone, note) => {
  const version = lines.some((line) => line.includes('PREF=')) ? 'VERSION:4.0' : 'VERSION:3.0'
  expect(await only([version, 'FN:Ann', ...lines].join('\r\n'))).toMatchObject({ phone, note })
})

it.each<[what: string, lines: string[], note: string]>([
  ['a type of one’s own', ['TEL;CELL:11111', 'TEL;X-Werkstatt:22222'], 'Phone (Werkstatt): 22222'],
  [
    'in quoted-printable',
    ['TEL;CELL:11111', 'TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=96fen):22222'],
    'Phone (Öfen): 22222',
  ],
])('the label that Android gives to a number: %s', async (_, lines, note) => {
  expect(await only(['VERSION:2.1', 'FN:Ann', ...lines].join('\r\n'))).toMatchObject({ phone: '11111', note })
})

it.each([
  ['山田;太郎;;;', '山田太郎'],
  ['김;민수;;;', '김민수'],
  ['山田;Zoë;;;', 'Zoë 山田'],
  ['Lee;Ann;Bo;;', 'Ann Bo Lee'],
])('a card with the parts %s alone is %s', async (parts, name) => {
  expect(await only(`${old}N;CHARSET=UTF-8:${parts}`)).toMatchObject({ name, note: null })
})

it('hobbies, languages and profiles of newer cards stand in the note under their names', async () => {
  const lines = ['HOBBY;LEVEL=high:baking', 'INTEREST:rye', 'LANG;PREF=1:fr', 'SOCIALPROFILE:https://x.example/@ann']
  const own = await withCards(`VERSION:4.0\r\nFN:Ann\r\n${lines.join('\r\n')}`)
  expect((await own.json<Shown>('show 1')).note).toBe(
    'Hobby: baking\nInterest: rye\nLanguage: fr\nWeb: https://x.example/@ann',
  )
  expect(own.plan.files[0]?.unread).toEqual([])
})

it('a name in a second script, a nickname of Nokia’s and a line of an address are kept', async () => {
  const lines = [
    'FN:Taro Yamada',
    'FN;LANGUAGE=ja:山田太郎',
    'X-NICKNAME:Tarochan',
    'ADR:;;Shibuya 1\\nFloor 2;Tokyo;;;',
  ]
  expect(await only(['VERSION:3.0', ...lines].join('\r\n'))).toMatchObject({
    name: 'Taro Yamada',
    aliases: ['Tarochan', '山田太郎'],
    address: 'Shibuya 1, Floor 2, Tokyo',
  })
})

it('a card that names somebody by parts alone has what stands before and behind the name', async () => {
  expect((await only('VERSION:2.1\r\nN:Meyer;Anna;;Dr.;MSc\r\nTEL:11111')).name).toBe('Dr. Anna Meyer MSc')
})

it('a name of a property with a space behind it is one', async () => {
  const own = await withCards(
    `${old}FN:Zoe Zapp\r\nTEL ;TYPE=CELL:+1 352 555 0199\r\nEMAIL  ;INTERNET:zoe@zapp.example`,
  )
  expect(await own.json('show zoe')).toMatchObject({ phone: '+1 352 555 0199', email: 'zoe@zapp.example' })
})

it('a card without an end takes no other with it', async () => {
  const own = shop()
  const path = join(own.folder, 'a.vcf')
  const card = (name: string) => `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL:030 1234567\n`
  const agent = `${card('Zoe')}AGENT:\n\n${card('Her assistant')}END:VCARD\nEND:VCARD\n`
  writeFileSync(path, `${card('Ann')}\n${card('Bo')}END:VCARD\n${agent}`)
  const { code, out } = await own.cl(`import ${path} --skip-bad ${join(own.folder, 'bad.vcf')}`)
  expect([code, out]).toEqual([0, expect.stringContaining('line 1: The card that begins here has no end.')])
  expect((await own.json<Listed[]>('list')).map(({ name }) => name)).toEqual(['Bo', 'Zoe'])
})

it('a card within a card is named in the plan as not read', async () => {
  const { plan } = await withCards(
    `${old}N:Lopez;Ann\r\nAGENT:\r\nBEGIN:VCARD\r\nN:Friday;Fred\r\nTEL:030 11111\r\nEND:VCARD`,
  )
  expect(plan.files[0]?.unread.map(({ column }) => column)).toEqual(['AGENT'])
})

it('groups in which Google puts everybody are no tags', async () => {
  const own = await withCards(`${three}FN:Ray Dow\r\nCATEGORIES:myContacts,starred,Farmers`)
  expect(await own.json('show 1')).toMatchObject({ tags: ['farmers'] })
})

it('a card of nobody is left out, and the others come in', async () => {
  const { plan } = await withCards('VERSION:2.1\r\nN:;;;;\r\nNOTE:nothing', 'VERSION:2.1\r\nN:Lee;Ann;;;')
  expect(plan.customers).toMatchObject({ new: 1, leftOut: 1, bad: 0 })
  expect(JSON.stringify(plan.leftOut)).toContain('without a name, an e-mail address or a phone number')
})

it('a label of a day is kept as it is written; labels of Apple are small words', async () => {
  const lines = [
    'item1.X-ABDATE:2019-05-04',
    'item1.X-ABLabel:Eröffnung',
    'item2.X-ABDATE:2012-06-01',
    'item2.X-ABLabel:_$!<Anniversary>!$_',
    'item3.X-ABDATE:2013-07-02',
    'item3.X-ABLabel:_$!<Other>!$_',
    'BDAY:1980-03-05',
  ]
  const own = await withCards(`${three}FN:Ann\r\n${lines.join('\r\n')}`)
  expect(await datesOf(own)).toEqual([
    'birthday,3,5,1980',
    'Eröffnung,5,4,2019',
    'anniversary,6,1,2012',
    'other,7,2,2013',
  ])
  const card = (await own.cl('export --as vcard')).out
  expect(card).toContain('X-ABLabel:Eröffnung\r\n')
  expect(card).toContain('X-ABLabel:_$!<Anniversary>!$_\r\n')
})

it.each<[written: string, date: string]>([
  ['19850412', '4,12,1985'],
  ['--0412', '4,12,'],
  ['19850412T102200Z', '4,12,1985'],
  ['19850412T1022-0500', '4,12,1985'],
  ['12/31/1985', '12,31,1985'],
  ['31.12.85T', ''],
])('a birthday that is written %s', async (written, date) => {
  const own = await withCards(`${three}FN:Ann\r\nBDAY:${written}`)
  expect(await datesOf(own)).toEqual(date === '' ? [] : [`birthday,${date}`])
  expect((await own.json<Shown>('show ann')).note).toBe(date === '' ? `birthday: ${written}` : null)
})

it('a sign behind a backslash belongs to the text, and divides nothing', async () => {
  const lines = [
    'N:Lee\\, Jr.;Ann,Bo;;;',
    'NICKNAME:Annie\\, the baker,Nan',
    'ORG:Lee\\; Sons\\, Ltd;Ovens, cakes',
    'NOTE:a\\nb\\Nc\\, d\\; e\\: f\\"\\\\g',
    'ADR:;;1 Main St,Floor 2;Leeds\\;East;;;',
  ]
  expect(await only(`${three}${lines.join('\r\n')}`)).toMatchObject({
    name: 'Ann Bo Lee, Jr.',
    aliases: ['Annie, the baker', 'Nan'],
    company: 'Lee; Sons, Ltd',
    note: 'a\nb\nc, d; e: f"\\g\nDepartment: Ovens, cakes',
    address: '1 Main St, Floor 2, Leeds;East',
  })
})

it('a name and an address that know no semicolons', async () => {
  expect(await only(`${three}N:Lee,Ann\r\nADR:1 Main St,Leeds`)).toMatchObject({
    name: 'Ann Lee',
    address: '1 Main St, Leeds',
  })
})

it('fields of Android that vCard 2.1 has no place for', async () => {
  const own = await withCards(
    [
      'VERSION:2.1',
      'N:Lee;Ann;;;',
      'X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Annie;1;;;;;;;;;;;;;',
      'X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2012-06-01;1;;;;;;;;;;;;;',
      'X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2013-07-02;0;first order;;;;;;;;;;;;',
      'X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Kim;14;;;;;;;;;;;;;',
    ].join('\r\n'),
  )
  expect(await own.json('show ann')).toMatchObject({ name: 'Ann Lee', aliases: ['Annie'], note: 'Spouse: Kim' })
  expect(await datesOf(own)).toEqual(['anniversary,6,1,2012', 'first order,7,2,2013'])
})

it('an address of a phone of Samsung, which it mostly writes once more as everybody does', async () => {
  const own = await withCards(
    `${old}N:Lee;Ann\r\nX-SAMSUNGADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;=4F=76=65=6E 1;Bonn;;53111;Germany`,
    `${old}N:Ray;Bo\r\nX-SAMSUNGADR;HOME:;;High St 2;Leeds;;;\r\nADR;HOME:;;High St 2;Leeds;;LS1 1AA;UK`,
  )
  expect(own.plan).toMatchObject({ files: [{ unread: [] }] })
  expect(await own.json('show 1')).toMatchObject({ address: 'Oven 1, 53111 Bonn, Germany', note: null })
  expect(await own.json('show 2')).toMatchObject({ address: 'High St 2, Leeds LS1 1AA, UK', note: null })
})

it('an old card of Outlook: company, department, address, spouse, and no line lost', async () => {
  const own = shop()
  const plan = await own.json<Imported>(`import ${data('outlook-2007.vcf')}`)
  expect(await own.json('show mike')).toMatchObject({
    company: 'TheCompany',
    address: '222 Broadway, TheOffice, New York, NY 99999, USA',
    note: expect.stringMatching(/Title: TheJobTitle\n(.*\n)*Spouse: TheSpouse\n/),
  })
  expect(plan.files[0]?.unread.map(({ column }) => column)).toEqual(['KEY', 'PHOTO', 'FBURL'])
})

it('an address of every shape, the others in the note', async () => {
  const of = async (...lines: string[]) => {
    const { address, note } = await only(`${three}FN:Ann\r\n${lines.join('\r\n')}`)
    return [address, note]
  }
  expect(await of('ADR:;;Hauptstr. 1;Berlin;;12345;Germany')).toEqual(['Hauptstr. 1, 12345 Berlin, Germany', null])
  expect(await of('ADR:;Suite 2;1 Main St;Springfield;IL;62701;')).toEqual([
    '1 Main St, Suite 2, Springfield, IL 62701',
    null,
  ])
  expect(await of('ADR:;;1 Main St\\, rear;Leeds;;;')).toEqual(['1 Main St, rear, Leeds', null])
  expect(await of('ADR;TYPE=home:;;1 A St;Leeds;;;', 'ADR;TYPE=work,pref:;;2 B St;Leeds;;;')).toEqual([
    '2 B St, Leeds',
    'Address (home): 1 A St, Leeds',
  ])
  expect(await of('LABEL:1 Main St\\nLeeds')).toEqual(['1 Main St, Leeds', null])
  expect(await of('ADR:;;;;;;')).toEqual([null, null])
  const long = `1 ${'x'.repeat(250)}`
  expect(await of(`ADR:;;${long};;;;`)).toEqual([null, `Address: ${long}`])
})

it.each<[name: string, parts: string, note: string | null]>([
  ['Ana Lopez', 'Lopez;Ana;;Dr.;Jr.', 'Full name: Dr. Ana Lopez Jr.'],
  ['Andrea Drake', 'Drake;Andrea;;Dr.;', 'Full name: Dr. Andrea Drake'],
  ['Bob Lee', 'Lee;Robert;James;;', 'Full name: Robert James Lee'],
  ['Acme Bakery', 'Lopez;Ana;;;', 'Full name: Ana Lopez'],
  ['Dr. Ana Lopez, Jr.', 'Lopez;Ana;;Dr.;Jr.', null],
  ['山田太郎', '山田;太郎;;;', null],
  ['Ana', ';;;;', null],
])('%s, in parts %s: the words that the shown name lacks are kept', async (name, parts, note) => {
  expect(await only(`${three}FN:${name}\r\nN:${parts}`)).toMatchObject({ name, note })
})

it('title, departments, web pages, other people and services stand in the note under their names', async () => {
  const card = [
    'VERSION:4.0',
    'FN:Ann Lee',
    'ORG:Mill & Sons;Ovens;Repairs',
    'TITLE:Master baker',
    'ROLE:Owner',
    'URL;TYPE=work:https://mill.example/a\\,b',
    'RELATED;TYPE=spouse;VALUE=text:Kim Lee',
    'RELATED:urn:uuid:f81d4fae',
    'item1.X-ABRELATEDNAMES:Tom',
    'item1.X-ABLabel:_$!<Son>!$_',
    'IMPP:xmpp:ann@x.example',
    'X-SOCIALPROFILE;TYPE=twitter:https://twitter.example/ann',
    'EMAIL;PREF=1:ann@x.example',
    'EMAIL;TYPE=home:a@y.example',
    'GENDER:F',
    'X-FAVOURITE-BREAD:rye',
  ]
  const own = await withCards(card.join('\r\n'))
  expect(await own.json('show ann')).toMatchObject({
    company: 'Mill & Sons',
    note: [
      'Title: Master baker',
      'Role: Owner',
      'Department: Ovens',
      'Department: Repairs',
      'Son: Tom',
      'Spouse: Kim Lee',
      'Web (work): https://mill.example/a,b',
      'Twitter: https://twitter.example/ann',
      'Chat: xmpp:ann@x.example',
      'E-mail (home): a@y.example',
    ].join('\n'),
  })
  expect(own.plan.files[0]?.unread.map(({ column }) => column)).toEqual(['GENDER', 'X-FAVOURITE-BREAD'])
  expect((await own.cl(`import ${own.path} --dry-run`)).out).toContain('  not read: GENDER, X-FAVOURITE-BREAD\n')
})

it.each<[name: string, company: string | null, lines: string[]]>([
  ['Ann Lee', null, ['N:Lee;Ann;;;']],
  ['Ludwig van Beethoven', null, ['N:van Beethoven;Ludwig;;;']],
  ['Ana María de la Cruz', 'Tower', ['N:de la Cruz;Ana María;;;', 'ORG:Tower']],
  ['Kim', null, ['N:;Kim;;;']],
  ['Mill & Sons', 'Mill & Sons', ['N:;;;;', 'ORG:Mill & Sons', 'X-ABShowAs:COMPANY']],
])('%s goes out with the parts of the name, and comes back', async (name, company, lines) => {
  const own = shop()
  await own.cl(['add', name, ...(company === null ? [] : ['--company', company])])
  const { out } = await own.cl('export --as vcard')
  expect(out).toContain(`\r\nFN:${name}\r\n${lines.join('\r\n')}\r\n`)
  const path = join(own.folder, 'a.vcf')
  writeFileSync(path, out)
  const other = shop()
  await other.all(`import ${path}`)
  expect(await other.json('show 1')).toMatchObject({ name, company, aliases: [], note: null })
  expect((await own.json<Imported>(`import ${path}`)).customers).toMatchObject({ same: 1, new: 0, changed: 0 })
})

it('two cards with one company are two customers, each found by it', async () => {
  const own = await withCards(`${three}FN:Ann\r\nORG:Mill`, `${three}FN:Bo\r\nORG:Mill`)
  expect(await own.json<Listed[]>('list')).toMatchObject([{ name: 'Ann' }, { name: 'Bo' }])
  expect((await own.cl('show mill')).err).toContain('fits several customers: Ann (#1), Bo (#2)')
})

it('a card of a company has its person, too', async () => {
  const iphone = `${three}FN:Ana Lopez\r\nN:Lopez;Ana;;;\r\nORG:Mill Ltd;\r\nX-ABShowAs:COMPANY`
  expect(await only(iphone)).toMatchObject({ name: 'Mill Ltd', company: 'Mill Ltd', aliases: ['Ana Lopez'] })
  expect(await only(`${three}FN:Mill Ltd\r\nN:;;;;\r\nORG:Mill Ltd\r\nX-ABShowAs:COMPANY`)).toMatchObject({
    name: 'Mill Ltd',
    aliases: [],
    note: null,
  })
})

it('a second number in one line is another one, and what belongs to the first is none', async () => {
  expect(await only(`${three}FN:Ann\r\nTEL;TYPE=cell:352-555-0101;352-555-0102`)).toMatchObject({
    phone: '352-555-0101',
    note: 'Phone: 352-555-0102',
  })
  expect(await only(`${three}FN:Ann\r\nTEL;VALUE=uri:tel:352-555-0101;phone-context=+1`)).toMatchObject({
    phone: '352-555-0101',
    note: null,
  })
})

it('the business that WhatsApp knows of stands in the note', async () => {
  const own = await withCards(`${three}FN:Bo\r\nX-WA-BIZ-NAME:Bo Flowers\r\nX-WA-BIZ-DESCRIPTION:Flowers and more`)
  expect((await own.json<Shown>('show 1')).note).toBe('Business: Bo Flowers\nAbout: Flowers and more')
  expect(own.plan.files[0]?.unread).toEqual([])
})

it('people and pages of the address books of KDE, GNOME and Nextcloud stand in the note', async () => {
  const lines = [
    'X-KADDRESSBOOK-X-SpousesName:Bo',
    'X-KADDRESSBOOK-X-ManagersName:Zed',
    'X-KADDRESSBOOK-X-AssistantsName:Al',
    'X-KADDRESSBOOK-X-Profession:Baker',
    'X-KADDRESSBOOK-X-Office:2nd floor',
    'X-KADDRESSBOOK-X-Anniversary:2010-06-01',
    'X-KADDRESSBOOK-CRYPTOENCRYPTPREF:ask',
    'X-MANAGERSNAME;X-NC=1:Mia',
    'X-EVOLUTION-BLOG-URL:http://blog.example',
  ]
  const own = await withCards(`${three}FN:Ann\r\n${lines.join('\r\n')}`)
  expect((await own.json<Shown>('show 1')).note?.split('\n')).toEqual([
    'Spouse: Bo',
    'Assistant: Al',
    'Manager: Zed',
    'Manager: Mia',
    'Profession: Baker',
    'Office: 2nd floor',
    'Web: http://blog.example',
  ])
  expect(await datesOf(own)).toEqual(['anniversary,6,1,2010'])
  expect(own.plan.files[0]?.unread).toEqual([])
})

it('a card with the second address of somebody in the book may be theirs, and is asked about', async () => {
  const own = await withCards(`${three}FN:Ann Baker\r\nEMAIL:ann@work.example\r\nEMAIL;TYPE=HOME:ann@home.example`)
  writeFileSync(own.path, `BEGIN:VCARD\r\n${three}FN:A. B.\r\nEMAIL:ANN@home.example\r\nEND:VCARD\r\n`)
  expect(await own.json<Imported>(`import ${own.path}`)).toMatchObject({
    customers: { new: 0, doubtful: 1 },
    doubtful: [{ candidates: [{ name: 'Ann Baker', why: 'the same e-mail' }] }],
  })
})

it('a card with the address of an office, which several have as the second one, is somebody new', async () => {
  const card = (name: string, ...emails: string[]) =>
    `BEGIN:VCARD\r\n${three}FN:${name}\r\n${emails.map((each) => `EMAIL:${each}\r\n`).join('')}END:VCARD\r\n`
  const own = await withCards(`${three}FN:Zed`)
  const of = (name: string) => card(name, `${name}@work.example`, 'office@work.example')
  writeFileSync(own.path, of('ann') + of('bo'))
  await own.all(`import ${own.path}`)
  writeFileSync(own.path, card('Desk', 'office@work.example'))
  expect(await own.json<Imported>(`import ${own.path}`)).toMatchObject({ customers: { new: 1 } })
})

it('your own card is nobody’s by any of its addresses, and is named', async () => {
  const own = await withCards(`${three}FN:Ann Baker\r\nEMAIL:ann@work.example`)
  await own.all('config set me.email kim@home.example')
  writeFileSync(
    own.path,
    ['Kim', 'Mia (my wife)']
      .map(
        (name) =>
          `BEGIN:VCARD\r\n${three}FN:${name}\r\nEMAIL:${name.slice(0, 3)}@shop.example\r\nEMAIL:Kim@home.example\r\nEND:VCARD\r\n`,
      )
      .join(''),
  )
  expect(await own.json<Imported>(`import ${own.path}`)).toMatchObject({
    customers: { new: 0, leftOut: 2 },
    leftOut: [
      { reason: 'Kim: your own card, by its e-mail address' },
      { reason: 'Mia (my wife): your own card, by its e-mail address' },
    ],
  })
})
