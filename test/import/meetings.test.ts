import { describe, expect, it } from 'vitest'
import type { Imported } from '#import/imported.ts'
import { refusal } from '../cl.ts'
import { event, shopWith, type Touch } from './calendar-shop.ts'

const at9 = 'DTSTART:20261105T090000'
const wholeDay = 'DTSTART;VALUE=DATE:20261105'

describe('what a meeting was', () => {
  it.each<[title: string, ...lines: string[]]>([
    ['Rosa cancelled the order', at9],
    ['Rosa: cancelled order 7', at9],
    ['Rosa complained about the bread', at9],
    ['Rosa no show', at9],
    ['Invoice Rosa', wholeDay],
    ['Reminder: call Rosa', at9],
    ['Rosa on holiday', wholeDay],
    ['Urlaub Rosa', wholeDay],
    ['Rosa en vacances', wholeDay],
    ['Rosa?', at9, 'STATUS:TENTATIVE'],
    ['Rosa', at9, 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE'],
    ['Fair with Rosa', wholeDay, 'X-MICROSOFT-CDO-BUSYSTATUS:OOF'],
    ['Moved to Friday: Rosa', at9],
    ['Moved to the 12th: Rosa', at9],
    ['Rosa, moved to a later date', at9],
    ['Verschoben: Rosa', at9],
    ['Rosa \u2013 reporte\u0301', at9],
    ['Rosa p\u0159esunuto', at9],
    ['Delivery Rosa, postponed', at9],
    ['\u274c Rosa', at9],
  ])('"%s" (%j) is doubtful', async (title, ...lines) => {
    const own = await shopWith('Rosa')
    const plan = await own.plan(event('UID:1', `SUMMARY:${title}`, ...lines))
    expect(plan.touches).toMatchObject({ new: 0, doubtful: 1 })
  })

  it.each<[title: string, purpose: string, channel: string]>([
    ['Delivery Rosa', 'delivery', 'visit'],
    ['Rosa: feedback', 'feedback', 'visit'],
    ['Quote for Rosa', 'sale', 'visit'],
    ['Tour with Rosa', 'tour', 'visit'],
    ['Holiday party with Rosa', 'care', 'visit'],
    ['Rosa moved to new shop', 'care', 'visit'],
    ['Rosa (moved to the new shop)', 'care', 'visit'],
    ['Rosa moved to another kitchen', 'care', 'visit'],
    ['Tel. Rosa', 'care', 'call'],
    ['Appel Rosa', 'care', 'call'],
  ])('"%s" is for %s, by %s', async (title, purpose, channel) => {
    const own = await shopWith('Rosa')
    await own.plan(event('UID:1', `SUMMARY:${title}`, at9))
    expect(await own.json('history')).toMatchObject([{ purpose, channel }])
  })

  it('a name says nothing of it', async () => {
    const own = await shopWith('"Bad Wolf Bakery" --email b@wolf.example', '"Bill Late" --company "Sick Cycles"')
    const guest = 'ATTENDEE;CN=B:mailto:b@wolf.example'
    const plan = await own.plan(
      event('UID:1', 'SUMMARY:Bad Wolf', at9, guest),
      event('UID:2', 'SUMMARY:Bill Late of Sick Cycles', wholeDay),
    )
    expect(plan.touches).toMatchObject({ new: 2, doubtful: 0 })
  })

  it('is asked about, and a no is remembered', async () => {
    const own = await shopWith('Rosa')
    const path = own.write(event('UID:1', 'SUMMARY:Rosa complained', at9), event('UID:2', 'SUMMARY:Rosa no show', at9))
    await own.cl(`import ${path}`, { answers: ['No', 'Yes, we met', 'yes'] })
    expect(await own.json('history')).toMatchObject([{ note: 'Rosa no show' }])
    const again = await own.json<Imported>(`import ${path}`)
    expect(again.touches).toMatchObject({ doubtful: 0, same: 1, leftOut: 1 })
  })
})

it.each([
  { rule: 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', reason: 'The event recurs by weeks of the year, which cannot be read.' },
  {
    rule: 'FREQ=MONTHLY;BYMONTHDAY=32',
    reason: 'The event cannot be read: BYMONTHDAY: invalid value "32" must be < -31',
  },
])('a series by $rule is refused', async ({ rule, reason }) => {
  const own = await shopWith('Rosa')
  const path = own.write(event('UID:1', 'SUMMARY:Rosa', 'DTSTART:20240513T210000', `RRULE:${rule}`))
  const plan = await own.json<Imported>(`import ${path} --dry-run`)
  expect(plan.bad).toMatchObject([{ reason }])
})

it('tasks and notes are left out, and counted', async () => {
  const own = await shopWith('Rosa')
  const task = 'BEGIN:VTODO\r\nUID:t\r\nSUMMARY:call Rosa\r\nEND:VTODO'
  const plan = await own.plan(task, task, 'BEGIN:VJOURNAL\r\nSUMMARY:Rosa\r\nEND:VJOURNAL')
  expect(plan.leftOut).toEqual([
    { kind: 'touches', reason: 'tasks', count: 2 },
    { kind: 'touches', reason: 'notes of a day', count: 1 },
  ])
})

it.each(['🎂 Rosa', 'Birthday Rosa'])(
  '"%s" at a time of the day may be a reminder, and is asked about',
  async (title) => {
    const own = await shopWith('Rosa')
    const { touches } = await own.plan(event('UID:1', `SUMMARY:${title}`, 'DTSTART:20261103T090000Z'))
    expect(touches).toMatchObject({ new: 0, doubtful: 1 })
  },
)

it.each<[title: string, ...lines: string[]]>([
  ['🎂 Rosa (1985)'],
  ['💍 Rosa (2010)'],
  ['Rosa', 'CATEGORIES:Birthday'],
  ['Rosa', 'X-NEXTCLOUD-BC-FIELD-TYPE:BDAY'],
  ['Cumpleaños de Rosa'],
  ['Rosa: narozeniny'],
])('"%s" (%j) is a birthday, and no touch', async (title, ...lines) => {
  const own = await shopWith('Rosa')
  const plan = await own.plan(event('UID:1', `SUMMARY:${title}`, 'DTSTART;VALUE=DATE:20261103', ...lines))
  expect(plan.leftOut).toEqual([{ kind: 'touches', reason: 'birthdays and anniversaries', count: 1 }])
})

it('a yearly meeting of the 29th of February is there in leap years alone', async () => {
  const own = await shopWith('Rosa')
  await own.plan(event('UID:1', 'SUMMARY:Rosa', 'DTSTART;VALUE=DATE:20200229', 'RRULE:FREQ=YEARLY'))
  expect(await own.days()).toEqual(['2020-02-29', '2024-02-29'])
})

it.each(['Aflystet with Rosa', 'Rosa, back from abroad'])('"%s" is a meeting', async (title) => {
  const own = await shopWith('Rosa')
  expect((await own.plan(event('UID:1', 'DTSTART:20230805T100000', `SUMMARY:${title}`))).touches).toMatchObject({
    new: 1,
  })
})

describe('who was in it', () => {
  const guest = (name: string, email: string, stat = 'ACCEPTED') =>
    `ATTENDEE;CN=${name};PARTSTAT=${stat}:mailto:${email}`
  const at = 'DTSTART:20230805T100000'
  const rosa = 'Rosa --email rosa@x.example'

  it('a guest who declined was not, also where the title names them', async () => {
    const own = await shopWith(rosa, 'Tom --email tom@x.example')
    const plan = await own.plan(
      event(
        'UID:1',
        at,
        'SUMMARY:Rosa and Tom',
        guest('Rosa', 'rosa@x.example', 'DECLINED'),
        guest('Tom', 'tom@x.example'),
      ),
      event('UID:2', at, 'SUMMARY:Tea with Rosa', guest('R', 'rosa@x.example', 'DECLINED')),
    )
    expect(await own.json('history')).toMatchObject([{ customer: { name: 'Tom' } }])
    expect(plan.leftOut).toEqual([{ kind: 'touches', reason: 'declined by them', count: 1 }])
  })

  it.each([
    'ATTENDEE;CN="Lopez, Rosa":invalid:nomail',
    `ATTENDEE;CN="'rosa@x.example'":invalid:nomail`,
    'ATTENDEE;CN="Rosa Lopez":invalid:nomail',
  ])('a guest of Outlook without an address is known by the name: %s', async (attendee) => {
    const own = await shopWith('Rosa Lopez --email rosa@x.example')
    await own.plan(event('UID:1', at, 'SUMMARY:Tea', attendee))
    expect(await own.json('history')).toMatchObject([{ customer: { name: 'Rosa Lopez' } }])
  })

  it.each([
    ['an apostrophe in an address', "Seán --email o'brien@x.example", "ATTENDEE;CN=S:mailto:o'brien@x.example"],
    ['a comma in the name of a shop', '"Bakery Rosa, Berlin"', 'ATTENDEE;CN="Bakery Rosa, Berlin":invalid:nomail'],
  ])('a guest is known with %s', async (_, customer, attendee) => {
    const own = await shopWith(customer)
    const { touches } = await own.plan(event('UID:1', at, 'SUMMARY:Tea', attendee))
    expect(touches).toMatchObject({ new: 1 })
  })

  it('a guest who sent somebody else was not, and the other was', async () => {
    const own = await shopWith(rosa, 'Tom --email tom@x.example')
    await own.plan(
      event(
        'UID:1',
        at,
        'SUMMARY:Tea',
        'ATTENDEE;CN=Rosa;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:tom@x.example":mailto:rosa@x.example',
        'ATTENDEE;CN=Tom;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:rosa@x.example":mailto:tom@x.example',
      ),
    )
    expect(await own.json('history')).toMatchObject([{ customer: { name: 'Tom' } }])
  })

  it('an event that you declined is left out, by me.email or by the name of the calendar', async () => {
    const own = await shopWith(rosa)
    const mine = event(
      'UID:1',
      at,
      'SUMMARY:Rosa',
      guest('Me', 'ME@shop.example', 'DECLINED'),
      guest('Rosa', 'rosa@x.example'),
    )
    expect((await own.plan('X-WR-CALNAME:me@shop.example', mine)).leftOut).toEqual([
      { kind: 'touches', reason: 'declined by you', count: 1 },
    ])
    await own.all('config set me.email office@shop.example, me@shop.example')
    expect(await own.json('config get me.email')).toMatchObject({
      value: 'office@shop.example, me@shop.example',
      onThisLaptop: true,
    })
    expect((await own.plan(mine)).touches).toMatchObject({ leftOut: 1 })
    await own.all('config unset me.email')
    expect((await own.plan(mine)).touches).toMatchObject({ new: 1 })
  })

  it('your own address is never a customer, in a calendar or an address book', async () => {
    const own = await shopWith('"Kim Self" --email kim@shop.example', rosa)
    await own.all('config set me.email kim@shop.example')
    await own.plan(
      event('UID:1', at, 'SUMMARY:Tea', guest('Kim Self', 'kim@shop.example'), guest('Rosa', 'rosa@x.example')),
    )
    expect((await own.json<Touch[]>('history')).map(({ customer }) => customer.name)).toEqual(['Rosa'])
    const path = own.file('a.vcf', 'BEGIN:VCARD\nVERSION:3.0\nFN:Self\nEMAIL:Kim@shop.example\nEND:VCARD\n')
    const plan = await own.json<Imported>(`import ${path}`)
    expect([plan.customers, plan.leftOut]).toMatchObject([
      { new: 0, leftOut: 1 },
      [{ kind: 'customers', reason: 'Self: your own card, by its e-mail address', count: 1 }],
    ])
    expect((await refusal(own, 'config set me.email kim')).err).toContain('"kim" is not an e-mail address')
  })

  it.each<[customer: string, title: string, pile: 'new' | 'doubtful']>([
    ['May', 'May I come by?', 'doubtful'],
    ['Bill', 'pay the bill', 'doubtful'],
    ['Rose', 'Buy a rose for the desk', 'doubtful'],
    ['Coffee', 'Coffee break', 'doubtful'],
    ['May', 'May', 'new'],
    ['Bill', 'Bill: the new oven', 'new'],
    ['Bill', 'Lunch with Bill', 'new'],
    ['Bill', 'The oven (Bill)', 'new'],
    ['Rose', 'Rose - the new menu', 'new'],
    ['"Bill Gray"', 'pay Bill Gray', 'new'],
    ['Rosa', 'Is Rosa well?', 'new'],
    ['Tom --company "Mill & Sons"', 'Tour at Mill & Sons', 'new'],
  ])('a customer called %s and "%s": %s', async (customer, title, pile) => {
    const own = await shopWith(customer)
    const plan = await own.plan(event('UID:1', at, `SUMMARY:${title}`))
    expect(plan.touches).toMatchObject({ new: 0, doubtful: 0, [pile]: 1 })
    const name = customer.replace(/"| --.*/g, '')
    const doubtful = [
      {
        file: expect.stringContaining('a.ics'),
        line: 3,
        on: '2023-08-05',
        title,
        customer: { id: 1, name },
        booked: null,
        movedFrom: null,
      },
    ]
    expect(plan.doubtfulTouches).toEqual(pile === 'doubtful' ? doubtful : [])
  })

  it('titles without a customer are named, the most frequent first, with the way to bring them', async () => {
    const own = await shopWith('Maria')
    const path = own.write(
      event('UID:1', at, 'SUMMARY:Dentist'),
      event('UID:2', at, 'SUMMARY:Tea with Rosa', 'RRULE:FREQ=WEEKLY;COUNT=3'),
      event('UID:3', at),
    )
    const { ofNobody } = await own.json<Imported>(`import ${path}`)
    expect(ofNobody).toEqual([
      { words: 'Tea with Rosa', count: 3 },
      { words: 'Dentist', count: 1 },
    ])
    expect((await own.cl(`import ${path} --dry-run`)).out).toContain(
      `  5: nobody in it is a customer
  Most often without a customer: "Tea with Rosa" (3 times), "Dentist"
  To bring one: cl add NAME, or cl edit CUSTOMER --alias NAME; import again`,
    )
    await own.all('edit maria --alias Rosa')
    expect((await own.json<Imported>(`import ${path}`)).touches).toMatchObject({ new: 3 })
  })

  it('of two names, one within the other, the longer one is meant', async () => {
    const own = await shopWith('Ana', 'Ana Lopez')
    await own.plan(
      event('UID:1', at, 'SUMMARY:Tea', guest('Ana Lopez', 'x@x.example')),
      event('UID:2', at, 'SUMMARY:Ana Lopez'),
    )
    expect((await own.json<{ customer: { name: string } }[]>('history')).map(({ customer }) => customer.name)).toEqual([
      'Ana Lopez',
      'Ana Lopez',
    ])
  })

  it('a title in quoted-printable is read', async () => {
    const own = await shopWith('Jörg Müller')
    await own.plan(
      event('UID:1', at, 'SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Tea with J=C3=B6rg =\nM=C3=BCller'),
    )
    expect(await own.json('history')).toMatchObject([{ note: 'Tea with Jörg Müller' }])
  })

  it('a guest of that name is meant, whatever the title', async () => {
    const own = await shopWith('May', 'Rose')
    const plan = await own.plan(
      event('UID:1', at, 'SUMMARY:May I come by?', guest('May', 'may@x.example'), guest('Rose', 'r@x.example')),
    )
    expect(plan.touches).toMatchObject({ new: 2, doubtful: 0 })
  })

  it('the doubtful ones are asked about, and an answer is remembered', async () => {
    const own = await shopWith('Bill')
    const path = own.write(
      event('UID:1', at, 'SUMMARY:pay the bill'),
      event('UID:2', 'DTSTART:20230806T100000', 'SUMMARY:ask Bill for the key'),
      event('UID:3', 'DTSTART:20230807T100000', 'SUMMARY:bill the mill'),
      event('UID:4', 'DTSTART:20230808T100000', 'SUMMARY:where is Bill'),
    )
    const plain = await own.cl(`import ${path}`)
    expect(plain.out).toContain(
      'Doubtful: they may be no touch, or one that is in the book\n  2023-08-05 "pay the bill": with Bill?\n',
    )
    expect(plain.err).toContain('4 doubtful touches were left out. Import again in a terminal')
    await own.cl(`import ${path}`, { answers: ['No', 'Yes', 'Skip this one and the 1', 'yes'] })
    expect(await own.json('history')).toMatchObject([{ note: 'ask Bill for the key' }])
    expect((await own.json<Imported>(`import ${path}`)).touches).toMatchObject({ doubtful: 2, same: 1, leftOut: 1 })
    await own.all(`import ${path} --doubtful same`)
    expect(await own.days()).toEqual(['2023-08-06', '2023-08-07', '2023-08-08'])
    expect((await own.json<Imported>(`import ${path}`)).touches).toMatchObject({ doubtful: 0, same: 3, leftOut: 1 })
  })
})
