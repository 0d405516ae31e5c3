import { describe, expect, it } from 'vitest'
import { event, shopWith, type Touch } from './calendar-shop.ts'

/** A series that begins on a day of October 2026; the 6th is a Tuesday. */
const series = (date: string, rule = 'FREQ=WEEKLY', ...more: string[]) =>
  event('UID:1@shop', 'SUMMARY:Tea with Rosa', `DTSTART:202610${date}T100000`, `RRULE:${rule}`, ...more)

const november = (...dates: number[]) => dates.map((date) => `2026-11-${String(date).padStart(2, '0')}`)
const october = (...dates: number[]) => dates.map((date) => `2026-10-${String(date).padStart(2, '0')}`)

const tuesdays = [...october(6, 13, 20, 27), ...november(3, 10, 17)]
const wednesdays = [...october(7, 14, 21, 28), ...november(4, 11, 18)]

async function shopWithTuesdays() {
  const own = await shopWith('Rosa')
  await own.plan(series('06'))
  expect(await own.days()).toEqual(tuesdays)
  return own
}

describe('a series that was moved as a whole is moved in the book, once and back', () => {
  it.each([
    ['by a day', '07', wednesdays],
    ['by a day back', '05', [...october(5, 12, 19, 26), ...november(2, 9, 16)]],
    ['across the end of the week', '11', [...october(11, 18, 25), ...november(1, 8, 15)]],
    ['to the week before', '02', [...october(2, 9, 16, 23, 30), ...november(6, 13, 20)]],
  ])('%s', async (_, start, days) => {
    const own = await shopWithTuesdays()
    const plan = await own.plan(series(start))
    expect(plan.touches).toMatchObject({ doubtful: 0, new: Math.max(0, days.length - tuesdays.length) })
    const stayed = tuesdays.slice(days.length)
    expect(await own.days()).toEqual([...days, ...stayed])
    expect(await own.plan(series(start))).toMatchObject({ written: false })
    await own.plan(series('06'))
    expect(await own.days()).toEqual(expect.arrayContaining(tuesdays))
    await own.all('undo', 'undo')
    expect(await own.days()).toEqual(tuesdays)
  })

  it('by an hour alone, nothing is new', async () => {
    const own = await shopWithTuesdays()
    const plan = await own.plan(
      event('UID:1@shop', 'SUMMARY:Tea with Rosa', 'DTSTART:20261006T110000', 'RRULE:FREQ=WEEKLY'),
    )
    expect(plan).toMatchObject({ touches: { same: 7, new: 0, changed: 0 }, written: false })
  })

  it('each part of one that Google has divided, also on the same days', async () => {
    const own = await shopWithTuesdays()
    await own.all('amend 5 --note "biscuits, too"')
    const plan = await own.plan(
      series('06', 'FREQ=WEEKLY;UNTIL=20261026T000000'),
      event(
        'UID:1_R20261027T100000@shop',
        'SUMMARY:Tea with Rosa',
        'DTSTART:20261027T110000',
        'RRULE:FREQ=WEEKLY;COUNT=2',
      ),
      event('UID:1_R20261110T100000@shop', 'SUMMARY:Tea with Rosa', 'DTSTART:20261111T110000', 'RRULE:FREQ=WEEKLY'),
    )
    expect(plan.touches).toMatchObject({ new: 0, doubtful: 0 })
    expect(await own.days()).toEqual([...tuesdays.slice(0, 5), ...november(11, 18)])
  })

  it('two days of each week', async () => {
    const own = await shopWith('Rosa')
    await own.plan(series('05', 'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4'))
    await own.plan(series('06', 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4'))
    expect(await own.days()).toEqual(october(6, 8, 13, 15))
  })

  it('only one that is in the file as a whole: an invitation to one of its days moves that day', async () => {
    const own = await shopWithTuesdays()
    await own.plan(
      event('UID:1@shop', 'SUMMARY:Tea with Rosa', 'RECURRENCE-ID:20261117T100000', 'DTSTART:20261116T100000'),
    )
    expect(await own.days()).toEqual([...tuesdays.slice(0, 6), '2026-11-16'])
    await own.plan(
      event('UID:1@shop', 'SUMMARY:Tea with Rosa', 'RECURRENCE-ID:20261121T100000', 'DTSTART:20261121T100000'),
    )
    expect(await own.days()).toEqual([...tuesdays.slice(0, 6), '2026-11-16', '2026-11-21'])
  })
})

describe('a series whose rest has become one of its own, as Apple and Outlook divide it', () => {
  const part = (uid: string, date: string, rule = 'FREQ=WEEKLY') => series(date, rule).replace('UID:1@', `UID:${uid}@`)
  const rest = async (until: string, date: string) => {
    const own = await shopWithTuesdays()
    await own.all('amend 5 --note "figs"', 'amend 6 --tone =', 'remove 7')
    const parts = [part('2', date), part('1', '06', `FREQ=WEEKLY;UNTIL=202610${until}`)]
    return { own, parts, plan: await own.plan(...parts) }
  }

  it.each([
    ['in the minute before', '26T235900'],
    ['with the last meeting before', '20T100000'],
    ['on the day on which the rest begins', '27'],
  ])('%s: days that the book has are there once, and a removed one stays away', async (_, until) => {
    const { own, parts, plan } = await rest(until, '27')
    expect(plan.touches).toMatchObject({ new: 0, doubtful: 0, leftOut: 1 })
    expect(await own.days()).toEqual(tuesdays.slice(0, 6))
    expect(await own.plan(...parts.toReversed())).toMatchObject({ touches: { new: 0, doubtful: 0 }, written: false })
  })

  it('on another day of the week: they move', async () => {
    const { own, plan } = await rest('26', '28')
    expect(plan.touches).toMatchObject({ new: 0, changed: 3, doubtful: 0 })
    expect(await own.days()).toEqual([...tuesdays.slice(0, 3), ...wednesdays.slice(3, 6)])
    await own.all('undo')
    expect(await own.days()).toEqual(tuesdays.slice(0, 6))
  })

  it('a second series beside it, and one of another year, are their own', async () => {
    const own = await shopWithTuesdays()
    expect((await own.plan(series('06'), part('2', '08'))).touches).toMatchObject({ new: 7, changed: 0, doubtful: 0 })
    const spring = (count: number) => part('3', '01', `FREQ=WEEKLY;COUNT=${count}`).replace('202610', '202604')
    await own.plan(spring(6))
    const plan = await own.plan(spring(5), series('06'), part('2', '08'), part('4', '09'))
    expect(plan.touches).toMatchObject({ new: 7, changed: 0, doubtful: 0 })
  })
})

it('touches before --since stay, and a day on each side of it is one', async () => {
  const own = await shopWithTuesdays()
  const path = own.write(series('07'))
  await own.all(`import ${path} --since 2026-10-21`)
  expect(await own.days()).toEqual([...tuesdays.slice(0, 2), ...wednesdays.slice(2)])
  await own.all(`import ${path} --since 2026-10-14`)
  expect(await own.days()).toEqual([...tuesdays.slice(0, 1), ...wednesdays.slice(1)])
})

describe('what was done by hand since', () => {
  it('a note goes with its touch, a removed one stays away, and a day that was put right takes the new one', async () => {
    const own = await shopWithTuesdays()
    await own.all('amend 1 --note "she likes figs"', 'remove 2', 'amend 3 --on 2026-10-19')
    const plan = await own.plan(series('07'))
    expect(plan.touches).toMatchObject({ new: 0, changed: 6, leftOut: 1, doubtful: 0 })
    expect(await own.days()).toEqual(wednesdays.filter((on) => on !== '2026-10-14'))
    expect((await own.json<Touch[]>('history')).at(-1)).toMatchObject({ on: '2026-10-07', note: 'she likes figs' })
    expect(await own.plan(series('07'))).toMatchObject({ touches: { new: 0, same: 6, leftOut: 1 }, written: false })
  })

  it('one that was logged by hand on the new day is doubtful', async () => {
    const own = await shopWithTuesdays()
    await own.all('log rosa visit "she was not there on Tuesday" --on 2026-11-11')
    const plan = await own.plan(series('07'))
    expect(plan.touches).toMatchObject({ new: 0, changed: 6, doubtful: 1 })
    expect(plan.doubtfulTouches).toMatchObject([{ on: '2026-11-11', booked: 8, movedFrom: null }])
  })

  it('a customer who was archived, or merged into another', async () => {
    const own = await shopWithTuesdays()
    await own.all('amend 1 --note "she likes figs"', 'add "Rosa Lopez"', 'merge rosa "Rosa Lopez"')
    expect((await own.plan(series('06'))).touches).toMatchObject({ new: 0, doubtful: 0 })
    await own.all('archive "Rosa Lopez"')
    expect((await own.plan(series('07'))).touches).toMatchObject({ new: 0, changed: 7 })
    expect(await own.days()).toEqual(wednesdays)
  })

  it('a touch that went to another customer moves as theirs', async () => {
    const own = await shopWithTuesdays()
    await own.all('add Bolt', 'amend 1 --customer bolt')
    await own.plan(series('07'))
    const touches = await own.json<Touch[]>('history')
    expect(touches.at(-1)).toMatchObject({ on: '2026-10-07', customer: { name: 'Bolt' } })
    expect(touches).toHaveLength(7)
  })
})

describe('a series whose rule has changed', () => {
  it.each([
    ['two-weekly', '06', 'FREQ=WEEKLY;INTERVAL=2', tuesdays],
    ['ended earlier', '06', 'FREQ=WEEKLY;COUNT=3', tuesdays],
    ['begun a week later', '13', 'FREQ=WEEKLY', tuesdays],
    ['two-weekly, on another day', '07', 'FREQ=WEEKLY;INTERVAL=2', [...october(7, 13, 21, 27), ...november(4, 10, 18)]],
    [
      'on two days of each week',
      '06',
      'FREQ=WEEKLY;BYDAY=TU,FR',
      [...tuesdays, ...october(9, 16, 23, 30), ...november(6, 13, 20)].sort(),
    ],
  ])('%s', async (_, start, rule, days) => {
    const own = await shopWithTuesdays()
    expect((await own.plan(series(start, rule))).touches).toMatchObject({ doubtful: 0 })
    expect(await own.days()).toEqual(days)
  })

  it('a day that the file takes out of it has not moved to the next', async () => {
    const own = await shopWith('Rosa')
    await own.plan(series('06', 'FREQ=WEEKLY;BYDAY=TU,FR;COUNT=3'))
    await own.plan(series('06', 'FREQ=WEEKLY;BYDAY=TU,FR;COUNT=4', 'EXDATE:20261013T100000'))
    expect(await own.days()).toEqual(october(6, 9, 13, 16))
  })

  it('one that moved by a week, or to fewer days, is doubtful, and moves by the answer', async () => {
    const own = await shopWith('Rosa')
    const on = (date: string) => series(date, 'FREQ=WEEKLY;INTERVAL=2')
    await own.plan(on('06'))
    const plan = await own.plan(on('13'))
    expect(plan.touches).toMatchObject({ new: 0, doubtful: 3 })
    expect(plan.doubtfulTouches[0]).toMatchObject({ on: '2026-10-13', booked: 1, movedFrom: '2026-10-06' })
    const path = own.write(on('13'))
    const { out } = await own.cl(`import ${path} --dry-run`)
    expect(out).toContain('2026-10-13 "Tea with Rosa": touch #1 with Rosa, moved from 2026-10-06?')
    const asked = await own.cl(`import ${path}`, {
      answers: ['Yes, it was moved', 'No, another touch', 'Yes, it was moved', 'yes'],
    })
    expect(asked.err).toContain('3 meetings or calls may be no touch, or one that is in the book.')
    expect(await own.days()).toEqual([...october(13, 20, 27), ...november(10, 17)])
    expect(await own.plan(on('13'))).toMatchObject({ touches: { new: 0, doubtful: 0 }, written: false })
    await own.all('undo', `import ${path} --doubtful same`)
    expect(await own.days()).toEqual([...october(13, 27), ...november(10, 17)])
  })
})
