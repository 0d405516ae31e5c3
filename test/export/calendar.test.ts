import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { shop } from '../cl.ts'
import { changeBehindItsBack } from '../commands/behind-its-back.ts'
import { preparedOnce } from '../prepared-once.ts'

/** Acme: a visit overdue, a late promise, a request to come and three dates; Bolt is archived, Cafe has no visits. */
const datedShop = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add "Acme, Bakery" --phone "+1 352 555 0101" --since 2026-01-01',
    'add Bolt --since 2026-01-01 --today 2026-01-01',
    'add Cafe --since 2026-11-01 --today 2026-11-01 --every never',
    'promise acme "send; the list" --by 2026-11-20',
    'log acme request "forty rolls" --by 2026-12-24',
    'promise acme "no day"',
    'promise bolt "a photo" --by 2026-11-30',
    'archive bolt',
  )
  changeBehindItsBack(
    acme.book,
    `insert into dates (customer_id, label, month_day, year, noted_on) values
      (1, 'birthday', '03-05', 1980, '2026-01-01'), (1, 'opening day', '02-29', null, '2026-01-01'),
      (3, 'anniversary', '11-21', 2020, '2026-01-01'), (2, 'birthday', '01-01', null, '2026-01-01'),
      (3, 'noted later', '12-01', null, '2026-11-22')`,
  )
  return acme
})

/** The events that another program reads in a calendar. */
function eventsIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as never)
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    const [alarm] = component.getAllSubcomponents('valarm')
    return {
      uid: event.uid,
      on: event.startDate.toString(),
      days: event.duration.toSeconds() / 86_400,
      summary: event.summary,
      rule: String(component.getFirstPropertyValue('rrule') ?? ''),
      stamp: String(component.getFirstPropertyValue('dtstamp')),
      trigger: String(alarm?.getFirstPropertyValue('trigger')),
    }
  })
}

const everyDay = { days: 1, stamp: '2026-11-21T00:00:00Z', trigger: 'PT9H' }
const yearly = 'FREQ=YEARLY'

it('another program reads visits, promises, requests and dates as they are meant', async () => {
  const { cl } = await datedShop()
  const { out, err, code } = await cl('calendar')
  expect([code, err]).toEqual([0, ''])
  expect(eventsIn(out)).toEqual(
    [
      { uid: 'date-3', on: '2026-11-21', summary: 'Cafe: anniversary', rule: yearly },
      { uid: 'promise-1', on: '2026-11-21', summary: 'Promise to Acme, Bakery: send; the list', rule: '' },
      { uid: 'visit-1', on: '2026-11-22', summary: 'Care visit to Acme, Bakery', rule: '' },
      { uid: 'request-2', on: '2026-12-24', summary: 'Request of Acme, Bakery: forty rolls', rule: '' },
      { uid: 'date-2-2027', on: '2027-02-28', summary: 'Acme, Bakery: opening day', rule: '' },
      { uid: 'date-1', on: '2027-03-05', summary: 'Acme, Bakery: birthday', rule: yearly },
      { uid: 'date-2-2028', on: '2028-02-29', summary: 'Acme, Bakery: opening day', rule: '' },
    ].map((event) => ({ ...event, ...everyDay, uid: `${event.uid}@customer-love` })),
  )
})

it('is the same all day, with lines of at most 75 octets that end with CR LF', async () => {
  const { cl } = await datedShop()
  await cl(['promise', 'cafe', 'ö'.repeat(300), '--by', 'friday'])
  const { out } = await cl('calendar')
  expect((await cl('calendar')).out).toBe(out)
  expect(out.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  for (const line of out.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(eventsIn(out).map(({ summary }) => summary)).toContain(`Promise to Cafe: ${'ö'.repeat(300)}`)
})

it('as JSON, it is a list', async () => {
  const { json } = await datedShop()
  expect((await json<object[]>('calendar'))[0]).toEqual({
    ...{ key: 'date-3', on: '2026-11-21', yearly: true, title: 'Cafe: anniversary', customer: { id: 3, name: 'Cafe' } },
  })
})

it('export --as ics is the same, of all or of one customer', async () => {
  const { cl } = await datedShop()
  expect((await cl('export --as ics')).out).toBe((await cl('calendar')).out)
  expect(eventsIn((await cl('export --as ics --customer cafe')).out)).toMatchObject([{ uid: 'date-3@customer-love' }])
})

describe('into a file', () => {
  it('replaces a calendar that cl wrote, and nothing else without --force', async () => {
    const { cl, folder } = await datedShop()
    const file = join(folder, 'shop.ics')
    expect(await cl(['calendar', file])).toEqual({
      code: 0,
      out: '',
      err: `The calendar was written to ${file}: 7 events.\n`,
    })
    await cl('done 1')
    expect(await cl(['calendar', file])).toMatchObject({ code: 0, err: expect.stringContaining('6 events') })
    expect(readFileSync(file, 'utf8')).toBe((await cl('calendar')).out)
    writeFileSync(file, 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody else//EN\r\n')
    expect(await cl(['calendar', file])).toMatchObject({ code: 1, err: expect.stringContaining('is there already') })
    expect(readFileSync(file, 'utf8')).toContain('Somebody else')
    expect(await cl(['calendar', file, '--force'])).toMatchObject({ code: 0 })
  })
})

it('says when nothing has a day', async () => {
  const acme = shop()
  await acme.all('add Acme --every never')
  expect((await acme.cl('calendar')).err).toBe('Nothing has a day yet: no care visit, no promise, no date.\n')
})

it('refuses a name that is too long', async () => {
  const { cl, folder } = await datedShop()
  const long = join(folder, `${'x'.repeat(260)}.ics`)
  expect(await cl(['calendar', long])).toEqual({
    code: 1,
    out: '',
    err: `The name of ${long} is too long.\nChoose a shorter one.\n`,
  })
})
