import { expect, it } from 'vitest'
import { keys } from '#commands/morning/keys.ts'
import { day } from '#domain/days/day.ts'
import type { Reason } from '#domain/due/due.ts'
import { scoreOf } from '#domain/due/score.ts'
import { type MorningPage, morningPage } from '#views/due/morning.ts'
import { widthOf } from '#views/text.ts'
import { noColour } from '#views/view.ts'
import { settings, touch } from '../../domain/builders.ts'

const today = day('2026-11-21')
const score = scoreOf(
  { visitEvery: null, since: day('2026-01-01'), snoozedUntil: null, goal: null, firstDay: null },
  { lastVisit: day('2026-10-10'), positive: 6, negative: 1 },
  settings,
  today,
)
const customer = {
  id: 12,
  name: 'Acme Bakery',
  kind: 'customer' as const,
  phone: '+1 352 555 0101',
  email: 'office@acme.example',
}

const pageOf = (reasons: Reason[], fields: Partial<MorningPage> = {}): MorningPage => ({
  customer,
  at: 3,
  of: 12,
  row: {
    customer,
    score,
    openLoops: [],
    otherReasons: [],
    tried: null,
    isVisitSpent: false,
    isArchived: false,
    reasons,
    today: true,
  },
  lastNoted: { ...touch('visit tour + on 2026-10-10'), note: 'the new oven is in, and he is proud of it' },
  question: {
    topic: { id: 1, name: 'goals', question: 'What do they want to reach this year, and in the next?' },
    lastAnswer: null,
  },
  settings,
  keys,
  ...fields,
})

const complaint = (text: string): Reason => ({
  kind: 'complaint',
  loop: 9,
  text,
  openedOn: day('2026-11-18'),
  days: 3,
})
const visit: Reason = { kind: 'visit', days: 12 }

const drawn = (page: MorningPage, columns: number, rows: number): string[] => {
  const lines = morningPage(page, { width: columns, tableWidth: columns, height: rows, colour: noColour, today }).split(
    '\n',
  )
  expect(lines.length).toBeLessThanOrEqual(rows - 1)
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns)
  return lines
}

it('shows a customer with reasons, reach, the last note, the next question and the keys', () => {
  expect(drawn(pageOf([complaint('late delivery'), visit]), 80, 24).join('\n')).toBe(`
Acme Bakery (#12) · 3 of 12
complaint #9 open 3 days: late delivery
care visit 12 days overdue
Reach  +1 352 555 0101 · office@acme.example
Last   10 Oct, visit, tour, +: the new oven is in, and he is proud of it
Ask    goals: What do they want to reach this year, and in the next?

c called, all well · v visited · a no answer · d done · p promise · s snooze
n anything · o whole page · Enter next · b back · u undo · q stop`)
})

it('wraps in a narrow terminal', () => {
  expect(drawn(pageOf([visit]), 50, 20).slice(3)).toEqual([
    'Reach  +1 352 555 0101 · office@acme.example',
    'Last   10 Oct, visit, tour, +: the new oven is in,',
    '       and he is proud of it',
    'Ask    goals: What do they want to reach this',
    '       year, and in the next?',
    '',
    'c called, all well · v visited · a no answer',
    'd done · p promise · s snooze · n anything',
    'o whole page · Enter next · b back · u undo',
    'q stop',
  ])
})

it.each([
  [80, 24],
  [50, 20],
])('keeps reach and keys in sight in %i × %i, however much there is to tell', (columns, rows) => {
  const long = 'the rye came an hour late and cold '.repeat(60)
  const note = { ...touch('visit tour + on 2026-10-10'), note: long }
  const lines = drawn(pageOf([complaint(long), visit], { lastNoted: note }), columns, rows)
  expect(lines.join('\n')).toContain('+1 352 555 0101')
  expect(lines.at(-1)).toContain('q stop')
  expect(lines.filter((line) => line.endsWith('…'))).toHaveLength(2)
})

it('counts wide characters as two columns, and breaks what has no spaces', () => {
  const wide = { ...customer, name: '株式会社さくら'.repeat(6) }
  const note = {
    ...touch('visit tour + on 2026-10-10'),
    note: `${'さくら'.repeat(30)}\nhttps://example.test/${'x'.repeat(90)}`,
  }
  const lines = drawn(pageOf([visit], { customer: wide, lastNoted: note }), 50, 20)
  expect(lines.join('')).toContain('⏎')
})

it('says so when there is nothing more to do, and leaves out what nobody knows', () => {
  const page = pageOf([], {
    row: null,
    customer: { ...customer, phone: null, email: null },
    lastNoted: null,
    question: null,
  })
  expect(drawn(page, 80, 24).slice(1, 4)).toEqual(['Acme Bakery (#12) · 3 of 12', 'nothing more to do today', ''])
})

it('is no taller than a low and narrow terminal, which the drawing counts', () => {
  const long = { ...customer, name: 'Acme Bakery and Cake Shop of the Old Town' }
  const lines = drawn(pageOf([complaint('late delivery'), visit], { customer: long }), 30, 12)
  expect(lines.at(-1)).toBe('q stop')
  expect(lines.join('\n')).toContain('complaint')
})

it('shows no reason that is for another day', () => {
  const page = pageOf([visit, { kind: 'ratio', needed: 4 }])
  expect(drawn(page, 80, 24).join('\n')).not.toContain('short of')
})
