import { expect, it } from 'vitest'
import { type FileShop, names, none, plan, shopWithFiles } from './file-shop.ts'

type Touched = {
  on: string
  channel: string
  purpose: string
  begunBy: string
  minutes: number
  customer: { name: string }
}

const history = async (own: FileShop) =>
  (await own.json<Touched[]>('history')).map(({ on, customer, begunBy, minutes }) => [
    on,
    customer.name,
    begunBy,
    minutes,
  ])

const shopOfTwo = async (): Promise<FileShop> => {
  const own = shopWithFiles('2026-11-27')
  await own.all('add "Ana Lopez" --phone "+1 352 555 0101"', 'add "Bo Chen" --phone "0171 1112233"')
  return own
}

const log = `Name,Number,Type,Date,Duration
Ana Lopez,+13525550101,Outgoing,2026-11-12 10:02:13,00:05:55
Ana Lopez,+13525550101,Incoming,2026-11-12 16:30:00,00:00:20
(Unknown),0171 1112233,Incoming,2026-11-13 11:02:13,00:03:10
Ana Lopez,+13525550101,Missed,2026-11-14 11:02:13,0
Ana Lopez,+13525550101,Outgoing,2026-11-15 11:02:13,0
Carla,+13525550177,Incoming,2026-11-16 11:02:13,00:03:10
`

it('the calls of a telephone are touches with the customers whom it knows by number or name', async () => {
  const own = await shopOfTwo()
  const { touches, leftOut, ofNobody, files } = await plan(own, log)
  expect(touches).toEqual({ ...none, new: 3, leftOut: 3 })
  expect(leftOut).toEqual([
    { kind: 'touches', reason: 'calls that nobody took', count: 2 },
    { kind: 'touches', reason: 'nobody in it is a customer', count: 1 },
  ])
  expect(ofNobody).toEqual([{ words: 'Carla +13525550177', count: 1 }])
  expect(files[0]?.unread).toEqual([])
  expect(await history(own)).toEqual([
    ['2026-11-13', 'Bo Chen', 'them', 3],
    ['2026-11-12', 'Ana Lopez', 'them', 1],
    ['2026-11-12', 'Ana Lopez', 'us', 6],
  ])
  expect((await own.json<Touched[]>('history')).map(({ channel }) => channel)).toEqual(['call', 'call', 'call'])
})

it('they come in once, also where one was put right by hand, and a call that is logged already is asked about', async () => {
  const own = await shopOfTwo()
  await plan(own, log)
  await own.cl('amend 1 --purpose thanks')
  expect((await plan(own, log)).touches).toEqual({ ...none, same: 3, leftOut: 3 })
  const other = await shopOfTwo()
  await other.cl('log bo call --on 2026-11-13')
  expect((await plan(other, log)).touches).toEqual({ ...none, new: 2, doubtful: 1, leftOut: 3 })
})

it.each([
  ['a time in a column of its own', 'Date,Time', '2026-11-13,10:02:13'],
  ['no time at all', 'Date', '2026-11-13'],
])('a list with %s comes in once, too, and a call that is logged already is asked about', async (_, titles, cells) => {
  const own = await shopOfTwo()
  const calls = `Call Type,Number,${titles},Duration\nOutgoing,0171 1112233,${cells},00:05:12\n`
  const { touches, files } = await plan(own, calls)
  expect([touches, files[0]?.unread]).toEqual([{ ...none, new: 1 }, []])
  await own.cl('amend 1 --purpose thanks')
  expect((await plan(own, calls)).touches).toEqual({ ...none, same: 1 })
  const other = await shopOfTwo()
  await other.cl('log bo call --on 2026-11-13')
  expect((await plan(other, calls)).touches).toEqual({ ...none, doubtful: 1 })
})

it('a call has no title, and is asked about by its day alone', async () => {
  const own = await shopOfTwo()
  await own.cl('log bo call --on 2026-11-13')
  const file = own.file('calls.csv', log)
  expect((await own.cl(`import ${file} --dry-run`)).out).toContain('\n  2026-11-13: touch #1 with Bo Chen?\n')
  const { err } = await own.cl(`import ${file}`, { answers: ['Yes, the same', 'yes'] })
  expect(err).toContain('1 meeting or call may be no touch')
})

it('their lengths are seconds, unless they are written otherwise; titles may be any', async () => {
  const own = await shopOfTwo()
  await plan(own, 'Anruftyp;Zeitpunkt;Rufnummer;Dauer\nAusgehend;12.11.2026 10:02;0171 1112233;340\n')
  await plan(own, 'Direction,When,Caller,Duration (min)\nInbound,2026-11-14 10:02,0171-1112233,7\n')
  await plan(own, 'Type,Date,Number,Duration\nOutgoing,2026-11-16 10:02,0171 1112233,4:12\n')
  expect(await history(own)).toEqual([
    ['2026-11-16', 'Bo Chen', 'us', 4],
    ['2026-11-14', 'Bo Chen', 'them', 7],
    ['2026-11-12', 'Bo Chen', 'us', 6],
  ])
})

it('customers who came by an inbound lead are no calls', async () => {
  const own = shopWithFiles('2026-11-27')
  await plan(own, 'Name,Phone,Lead type,Created\nAna,0171 2345678,Inbound,2026-11-01\n')
  expect(await names(own)).toEqual(['Ana'])
})

it('a list of touches whose state is a word of calls keeps its minutes, and its channel', async () => {
  const own = await shopOfTwo()
  await plan(own, 'Customer,Date,State,Channel,Duration\nAna Lopez,2026-11-12,Received,visit,30\n')
  expect(await history(own)).toEqual([['2026-11-12', 'Ana Lopez', 'us', 30]])
})

it('a list of touches names its customers by their numbers as well', async () => {
  const own = await shopOfTwo()
  await plan(own, 'customer,on,channel\n(352) 555-0101,2026-11-03,visit\n')
  expect(await history(own)).toEqual([['2026-11-03', 'Ana Lopez', 'us', null]])
  await own.cl('add Reception --phone 12345')
  await plan(own, 'customer,on,channel\n12345,2026-11-04,visit\n')
  expect((await history(own))[0]).toEqual(['2026-11-04', 'Reception', 'us', null])
  const { bad } = await plan(own, 'customer,on,channel\nRoom 12345,2026-11-05,visit\n', '--dry-run')
  expect(bad).toMatchObject([{ reason: 'There is no customer "Room 12345".' }])
})

it('a list of calls is one also where most numbers are hidden, or are short ones of services', async () => {
  const own = await shopOfTwo()
  const hidden = ['Private', '116', '*100#'].map((each, i) => `Incoming,2026-11-1${i},10:00,${each},,0:30\n`)
  const list = `Type,Date,Time,Number,Name,Duration\n${hidden.join('')}Missed,2026-11-13,10:00,+13525550101,Ana Lopez,0:00
Outgoing,2026-11-14,09:12,+13525550101,Ana Lopez,4:12\n`
  expect((await plan(own, list)).touches).toEqual({ ...none, new: 1, leftOut: 4 })
})

it('the kind of a call may be a number of Android, as in the table of a backup', async () => {
  const own = await shopOfTwo()
  const backup = `number,duration,date,type,presentation,readable_date,contact_name
+13525550101,65,1761991872000,1,1,"Nov 1, 2026 10:11:12 AM",Ana Lopez
01711112233,650,1762078272000,2,1,"Nov 2, 2026 10:11:12 AM",(Unknown)
+13525550101,0,1762164672000,3,1,"Nov 3, 2026 10:11:12 AM",Ana Lopez
`
  expect((await plan(own, backup)).touches).toEqual({ ...none, new: 2, leftOut: 1 })
  expect(await history(own)).toEqual([
    ['2026-11-02', 'Bo Chen', 'us', 11],
    ['2026-11-01', 'Ana Lopez', 'them', 1],
  ])
})

it('visits whose types are numbers are no calls', async () => {
  const own = await shopOfTwo()
  const visits = `Date,Client,Phone,Visit type,Duration
2026-11-01,Ana Lopez,+13525550101,1,30
2026-11-02,Ana Lopez,+13525550101,2,30
2026-11-03,Ana Lopez,+13525550101,3,30
`
  expect((await plan(own, visits)).touches).toEqual({ ...none, new: 3 })
})

it('a call from the second number of a card is of that customer, unless somebody has it as the first', async () => {
  const own = shopWithFiles('2026-11-27')
  const card = (name: string, ...phones: string[]) =>
    ['BEGIN:VCARD', 'VERSION:3.0', `FN:${name}`, ...phones.map((each) => `TEL:${each}`), 'END:VCARD', ''].join('\n')
  const shared = '+49 30 7770000'
  const cards = [card('Ana Lopez', '+49 171 5550101', '+49 30 5550102', '030 5550102', shared), card('Bo Chen', shared)]
  await own.all(`import ${own.file('a.vcf', cards.join(''))}`)
  const calls = ['030 5550102,Incoming,2026-11-12 10:02:13', '+49307770000,Incoming,2026-11-13 10:02:13']
  await plan(own, ['Number,Type,Date,Duration', ...calls.map((call) => `${call},00:05:55`), ''].join('\n'))
  expect((await history(own)).map(([, name]) => name)).toEqual(['Bo Chen', 'Ana Lopez'])
})
