import { describe, expect, it } from 'vitest'
import { type Day, day } from '#domain/days/day.ts'
import type { Loop } from '#domain/loops/loop.ts'
import type { Fact } from '#domain/practices/knowing.ts'
import type { Practices } from '#domain/practices/practices.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { dossierOf } from '#figures/dossier.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { loop, settings, touch } from '../domain/builders.ts'
import type { NaiveBook } from '../domain/naive.ts'

const today = day('2026-11-21')
/** The window begins on 1 November. */
const ratioWindow = 21
const of = (part: number, whole: number) => ({ part, whole })
const theirs = (words: string): Touch => ({ ...touch(words), begunBy: 'them' })
const factOn = (on: string): Fact => ({ id: 0, customerId: 1, topic: null, on: day(on), text: 'x', by: null })

/** The practices towards the one customer of a book. */
async function practicesWith(book: Partial<NaiveBook>, on = today): Promise<Practices> {
  const engine = await storedBook(bookOfOne({ settings: { ...settings, ratioWindow }, ...book }))
  const { practices } = await dossierOf(engine, 1, on)
  engine.close()
  return practices
}

describe('promises', () => {
  const promise = (dueOn: string | null, closedOn: string | null, outcome: Loop['outcome']): Loop =>
    loop({
      kind: 'promise',
      openedOn: day('2026-10-01'),
      dueOn: dueOn === null ? null : day(dueOn),
      closedOn: closedOn === null ? null : day(closedOn),
      outcome,
    })
  it.each<[what: string, Loop, part: number, whole: number]>([
    ['kept on its day', promise('2026-11-10', '2026-11-10', 'kept'), 1, 1],
    ['kept long before its day', promise('2026-11-10', '2026-10-02', 'kept'), 1, 1],
    ['kept a day late', promise('2026-11-10', '2026-11-11', 'kept'), 0, 1],
    ['broken', promise('2026-11-10', '2026-11-09', 'broken'), 0, 1],
    ['dropped', promise('2026-11-10', '2026-11-09', 'dropped'), 0, 0],
    ['open and late', promise('2026-11-20', null, null), 0, 1],
    ['open and due today', promise('2026-11-21', null, null), 0, 0],
    ['kept today, when it is due', promise('2026-11-21', '2026-11-21', 'kept'), 1, 1],
    ['due today, and kept tomorrow', promise('2026-11-21', '2026-11-22', 'kept'), 0, 0],
    ['due yesterday, and kept tomorrow', promise('2026-11-20', '2026-11-22', 'kept'), 0, 1],
    ['due tomorrow, and kept', promise('2026-11-22', '2026-11-20', 'kept'), 0, 0],
    ['without a day', promise(null, '2026-11-20', 'kept'), 0, 0],
    ['due on the first day of the window', promise('2026-11-01', '2026-11-01', 'kept'), 1, 1],
    ['due on the day before the window', promise('2026-10-31', '2026-11-01', 'kept'), 0, 0],
    ['a request', { ...promise('2026-11-10', '2026-11-10', 'done'), kind: 'request' }, 0, 0],
  ])('%s', async (_, one, part, whole) => {
    expect((await practicesWith({ loops: [one] })).trust.promises).toEqual(of(part, whole))
  })
})

it('initiative is ours of what was not about money, in the window', async () => {
  const touches = [
    touch('call care + on 2026-11-01'),
    touch('call care - on 2026-11-21'),
    theirs('call care + on 2026-11-10'),
    touch('email invoice - on 2026-11-10'),
    touch('call care + on 2026-10-31'),
    touch('call care + on 2026-11-22'),
  ]
  expect((await practicesWith({ touches })).trust.initiative).toEqual(of(2, 3))
})

it('setting right is of complaints: the ones that we told of first, or mended in time', async () => {
  const ours = touch('call complaint - on 2026-11-10')
  const told = theirs('call complaint - on 2026-11-10')
  const complaint = (touchId: number | null, openedOn: Day, closedOn: string | null): Loop =>
    loop({ touchId, openedOn, closedOn: closedOn && day(closedOn), outcome: closedOn ? 'mended' : null } as Loop)
  const loops = [
    complaint(ours.id, ours.on, null),
    complaint(told.id, ours.on, '2026-11-17'),
    complaint(told.id, ours.on, '2026-11-18'),
    complaint(null, ours.on, null),
    complaint(null, day('2026-11-14'), null),
    complaint(ours.id, day('2026-10-31'), null),
    { ...complaint(ours.id, ours.on, null), kind: 'request' as const },
    { ...complaint(ours.id, ours.on, null), closedOn: ours.on, outcome: 'dropped' as const },
  ]
  expect((await practicesWith({ touches: [ours, told], loops })).trust.settingRight).toEqual(of(2, 4))
})

it('listening is of care visits: the ones with a fact learned on that day or the day after', async () => {
  const touches = [
    touch('visit care + on 2026-11-10'),
    touch('call tour = on 2026-11-10'),
    touch('call care + on 2026-11-12'),
    touch('email care + on 2026-11-10'),
    touch('call care - on 2026-11-10'),
    touch('call care + on 2026-10-31'),
  ]
  const facts = ['2026-11-10', '2026-11-11', '2026-10-31'].map(factOn)
  expect((await practicesWith({ touches, facts })).respect.listening).toEqual(of(2, 3))
  const complaint = loop({ openedOn: day('2026-11-09'), closedOn: day('2026-11-10'), outcome: 'mended' })
  expect((await practicesWith({ touches, facts, loops: [complaint] })).respect.listening).toEqual(of(0, 1))
  expect((await practicesWith({ touches })).respect.listening).toEqual(of(0, 0))
  const dayAfter = [factOn('2026-11-13')]
  expect((await practicesWith({ touches, facts: dayAfter })).respect.listening).toEqual(of(1, 3))
})

it.each<[on: string, answeredOn: string | null, within: number, part: number, whole: number]>([
  ['2026-11-10', '2026-11-11', 1, 1, 1],
  ['2026-11-10', '2026-11-12', 1, 0, 1],
  ['2026-11-10', '2026-11-12', 2, 1, 1],
  ['2026-11-20', null, 1, 0, 0],
  ['2026-11-19', null, 1, 0, 1],
  ['2026-11-21', '2026-11-21', 1, 1, 1],
  ['2026-10-31', '2026-11-01', 1, 0, 0],
])('begun by them on %s and answered on %s, within %d days', async (on, answeredOn, within, part, whole) => {
  const touches = [theirs(`email feedback = on ${on}`), ...(answeredOn ? [touch(`call care + on ${answeredOn}`)] : [])]
  const { respect } = await practicesWith({ touches, settings: { ...settings, ratioWindow, replyWithin: within } })
  expect(respect.answering).toEqual(of(part, whole))
})

describe('answers', () => {
  const asked = (on: string) => theirs(`email feedback = on ${on}`)
  const ours = (on: string) => touch(`call care + on ${on}`)
  const daysTo = async (touches: Touch[], on?: Day) => (await practicesWith({ touches }, on)).answers

  it('of nothing are none, and of what we began neither', async () => {
    expect(await daysTo([])).toBeNull()
    expect(await daysTo([ours('2026-11-18'), ours('2026-11-19')])).toBeNull()
  })

  it('came on the day of the touch, or later, but not before it', async () => {
    expect(await daysTo([asked('2026-11-18'), ours('2026-11-18')])).toEqual({ count: 1, median: 0, worst: 0 })
    expect(await daysTo([asked('2026-11-18'), ours('2026-11-17')])).toBeNull()
  })

  it('are the earliest, whatever the order in which they were entered', async () => {
    const found = await daysTo([asked('2026-11-18'), ours('2026-11-20'), ours('2026-11-19')])
    expect(found).toEqual({ count: 1, median: 1, worst: 1 })
  })

  it('that came later were not there yet', async () => {
    const touches = [asked('2026-11-18'), ours('2026-11-20')]
    expect(await daysTo(touches, day('2026-11-19'))).toBeNull()
    expect((await practicesWith({ touches }, day('2026-11-19'))).waiting).toBe(1)
    expect((await practicesWith({ touches }, day('2026-11-17'))).waiting).toBe(0)
  })

  it('wait for the end of the loop that a touch opened, unless it was dropped', async () => {
    const touches = [theirs('email request = on 2026-11-18')]
    const opened = loop({ kind: 'request', touchId: touches[0]?.id ?? 0, openedOn: day('2026-11-18') })
    expect((await practicesWith({ touches, loops: [opened] })).waiting).toBe(0)
  })

  it('are of what they began in the window', async () => {
    const touches = [
      asked('2026-10-31'),
      asked('2026-11-01'),
      ours('2026-11-01'),
      asked('2026-11-02'),
      ours('2026-11-05'),
    ]
    expect(await daysTo(touches)).toEqual({ count: 2, median: 1.5, worst: 3 })
  })
})

it('days to mend are of the complaints that ended in the window, whenever they were opened', async () => {
  const closed = (openedOn: string, closedOn: string | null): Loop =>
    loop({
      openedOn: day(openedOn),
      ...(closedOn === null ? {} : { closedOn: day(closedOn), outcome: 'mended' as const }),
    })
  const loops = [
    closed('2026-10-01', '2026-11-01'),
    closed('2026-10-01', '2026-10-31'),
    closed('2026-11-20', '2026-11-21'),
    closed('2026-11-20', '2026-11-22'),
    closed('2026-11-01', null),
  ]
  const { mending, doing } = await practicesWith({ loops })
  expect([mending, doing]).toEqual([{ count: 2, median: 16, worst: 31 }, null])
})
