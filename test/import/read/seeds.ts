import { readFileSync } from 'node:fs'
import { plainStyles, sheetOf, textCell } from '../../formats/workbook/zip.ts'
import { betweenParts } from './fuzz.ts'

const data = (name: string) => readFileSync(new URL(`../../data/${name}`, import.meta.url))

/** Without the pictures: they are passed over, and most of every file. */
const small = (name: string) =>
  Buffer.from(
    data(name)
      .toString('latin1')
      .replace(/^(PHOTO|KEY|LOGO)[^\n]*\n( [^\n]*\n)*/gm, '$1:x\n'),
    'latin1',
  )

const event = (lines: string) =>
  Buffer.from(
    `BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Berlin\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260102T100000Z\r\n${lines}\r\nSUMMARY:Tea\r\nATTENDEE;CN=A:mailto:a@x.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
  )

/** The first input of each format. */
export const seeds = {
  csv: [
    data('northwind/customers.csv').subarray(0, 400),
    Buffer.from(
      'id,customer,on,channel,purpose,tone,begun_by,minutes,note\r\n1,Ann,2026-11-01,call,care,positive,us,15,"a\r\nb"\r\n',
    ),
    Buffer.from(
      'Name;E-mail 1 - Value;Phone 1 - Value;Labels;Birthday\nAnn;a@x.example ::: b@x.example;+1 352;* vip;--05-03\n',
    ),
    Buffer.from('\ufeffname\tsince\nZo\u00eb\t03.02.2024\n', 'utf16le'),
    Buffer.from(
      'Kundenliste\n"Name";"Vorname";"Rufnummer";"E-Mail";"Geburtstag";"Birth Month";"Kunde seit"\n' +
        'M\u00fcller;Uta;"\'+49 30 1234567 ext. 12/0301234568";Bo <bo@y.example>;"3. M\u00e4rz 1980";5;"Apr 11, 2023 1:04 PM"\n',
      'latin1',
    ),
    Buffer.from('customer,on,note\nAnn,1/5/2026,x\nAnn,12/24/26 14:05,y\nAnn,0/0/00,z\n'),
  ],
  xlsx: [
    [
      '',
      '<si><t>name</t></si><si><t>phone</t></si><si><r><t>Ann </t></r><r><t>Lee</t></r></si>',
      plainStyles,
      sheetOf(
        `<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>${textCell('C1', 'since')}`,
        `<c r="A2" t="s"><v>2</v></c>${textCell('B2', '+1 352 555 0101')}<c r="C2" s="1"><v>45352</v></c>`,
        `<c t="str"><f>A2</f><v>Bo</v></c><c><v>3525550102</v></c><c t="d"><v>2024-05-01</v></c>`,
        '<c r="A4" t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>',
      ),
    ],
    [
      '<workbook><workbookPr date1904="1"/><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
      '',
      '',
      sheetOf(textCell('A1', 'name')),
    ],
  ].map((parts) => Buffer.from(parts.join(betweenParts))),
  vcard: [
    ...['ANDROID', 'GMAIL', 'IPHONE'].map((phone) => small(`vcard/John_Doe_${phone}.vcf`).subarray(0, 1500)),
    small('vcard/gmail-single.vcf'),
    small('vcard/outlook-2007.vcf').subarray(0, 1500),
    small('vcard/rfc6350-example.vcf'),
    Buffer.from(
      'BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE:M=FCller;Zo=\r\n =EB\r\nADR;WORK;ENCODING=BASE64:Ozs7\r\nX-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2012-06-01;1;;\r\nitem1.TEL;PREF=3:12345\r\nitem1.X-ABLabel:_$!<Main>!$_\r\nEND:VCARD\r\n',
    ),
  ],
  ics: [
    data('ics/minimal.ics').subarray(500),
    data('ics/recur_instances.ics').subarray(500, 2200),
    Buffer.from(
      `BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Tea\r\nDTSTART;TZID=Own:20260102T100000\r\nDURATION:PT45M\r\nRRULE:FREQ=WEEKLY;UNTIL=20260301T090000Z\r\nEXDATE:20260109\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260116T090000Z\r\nDTSTART:20260117\r\nSUMMARY:Abgesagt: Tea\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
    ),
    event('RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=20'),
    event('RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=1;UNTIL=20260901'),
    event('RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29\r\nRDATE;VALUE=PERIOD:20260301T100000Z/PT1H'),
  ],
  friends: [
    Buffer.from(
      '### Activities:\n- 2018-11-01: **Grace Hopper** and I went to _Paris_. @trip\n\n### Notes:\n- 2018-06-15: **Grace Hopper** x\n\n' +
        '### Friends:\n- Grace Hopper (a.k.a. The Admiral a.k.a. Amazing) [Paris] @navy @science\n\n### Locations:\n- Atlantis\n',
    ),
  ],
  mail: [
    Buffer.from(
      'From a@x.example Tue Nov  3 23:30:00 2026\r\nReceived: from x\r\nFrom: =?utf-8?Q?Ana_L=C3=B3pez?= <a@x.example>\r\nTo: "Kim, Shop" <kim@shop.example>, all: b@x.example;\r\n' +
        'Date: Tue, 3 Nov 2026 23:30:00 -0500\r\nMessage-ID: <1@x>\r\nReferences: <0@x>\r\n <00@x>\r\nSubject: =?iso-8859-1?Q?M=FCller?= \xfc\r\n\r\nHello\r\n\r\n>From x\r\n',
      'latin1',
    ),
    Buffer.from('From: kim@shop.example\nTo: a@x.example\nDate: 3 Nov 26 10:00 EST\n\nfrom kim\n'),
  ],
  json: [Buffer.from('{"cl": 1, "tables": {"customers": [{"id": 7, "name": "Ann", "note": null}], "tags": []}}')],
} as const
