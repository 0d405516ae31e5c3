import { Option } from '@commander-js/extra-typings'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readLine } from '#cli/typed-line.ts'
import { wholeValues } from '#cli/whole-values.ts'
import { day } from '#domain/days/day.ts'
import { dayOfPromise } from '#formats/days/day-in-promise.ts'
import type { Direction } from '#formats/days/day-parts.ts'
import { dayFromWords } from '#formats/days/day-words.ts'
import { readTouchWords } from '#formats/touches/touch-words.ts'
import { vocabulary } from '../../domain/builders.ts'

const today = day('2026-11-20') // a Friday
const rules = async () => ({ order: null, weekStart: 1 as const })
const read = (words: string, direction: Direction) => dayFromWords(words, today, direction, rules)

const words = (...all: string[]) => fc.constantFrom(...all)
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.filter(Boolean).join(' '))

const length = fc.oneof(
  joined(words('a', 'one'), words('day', 'week', 'month', 'year')),
  joined(words('2', 'two', '3', 'six'), words('days', 'weeks', 'months', 'years')),
)
const date = words('1', '1st', '2nd', '12', '12th', '28th')
const month = words('jan', 'feb.', 'march', 'Oct', 'november', 'dec')
const ofMonth = (year: fc.Arbitrary<string>) =>
  fc.oneof(joined(words('', 'the'), date, words('', 'of'), month, year), joined(month, date, year))

/** Days of the past in several words. */
const past = fc.oneof(
  joined(length, words('ago')),
  words('3d ago', '2 w ago', '1y ago'),
  joined(words('last'), words('mon', 'tues', 'weds', 'thursday', 'Friday', 'sun')),
  joined(words('', 'the'), words('day before yesterday')),
  joined(words('the'), words('1st', '12th', '20th')),
  words(
    'friday 13 nov',
    'Monday, 2 november',
    'fri nov 6',
    'Sun the 1st of nov',
    'thu 12.11.2026',
    'friday 2026-11-13',
  ),
  ofMonth(words('', '2025')),
)
/** Days to come in several words. */
const future = fc.oneof(
  joined(words('in'), length),
  joined(words('next'), words('mon', 'tue', 'friday', 'week', 'month', 'year')),
  joined(words('this'), words('friday', 'saturday', 'sun')),
  joined(words('', 'the'), words('day after tomorrow')),
  joined(words('the'), words('21st', '24th')),
  words('easter monday', 'christmas eve', 'monday 30 nov', 'next wk', 'in 2 wks', 'in 3 mths', 'in 2 yrs', 'in 2 days'),
  joined(words('end of'), words('week', 'the next week', 'month', 'the month', 'next month', 'november')),
  ofMonth(words('', '2027')),
)

/** The value of an option without quotes, where more words follow. */
function valueBehind(option: '--on' | '--by', form: string, next: string): string | undefined {
  const line = ['log', 'acme', option, ...form.split(' '), next]
  const { pieces } = readLine(line, [new Option(`${option} <day>`)], wholeValues(['text']))
  expect(pieces.at(-1)?.word).toBe(next)
  return pieces[2]?.value
}

describe('a day in several words', () => {
  it('is one day as --on, without quotes, and among the words of cl log', async () => {
    await fc.assert(
      fc.asyncProperty(past, async (form) => {
        const on = await read(form, 'past')
        expect(valueBehind('--on', form, 'call')).toBe(form)
        const touch = await readTouchWords([...form.split(' '), 'call', 'all', 'good'], {
          vocabulary,
          today,
          rules,
          noteOnly: 0,
        })
        expect(touch).toMatchObject({ on, channel: { name: 'call' }, note: 'all good' })
      }),
    )
  })

  it('is one day as --by, without quotes, and behind by at the end of a promise', async () => {
    await fc.assert(
      fc.asyncProperty(future, words('by', 'until', 'on'), async (form, by) => {
        const dueOn = await read(form, 'future')
        expect(valueBehind('--by', form, 'x')).toBe(form)
        const said = dayOfPromise(`send the list ${by} ${form}.`)
        expect(said?.weeksLater).toBe(0)
        expect(await read(said?.day ?? '', 'future')).toBe(dueOn)
      }),
    )
  })

  it.each(['la semaine prochaine', 'in 3 Tagen', 'il y a 3 jours', 'letzten Montag', '2 Wochen'])(
    'needs no quotes in another language: %s',
    (form) => expect(valueBehind('--by', form, 'x')).toBe(form),
  )

  it.each(['call them the day after tomorrow', 'call them by day after tomorrow'])('ends: %s', async (promise) => {
    expect(await read(dayOfPromise(promise)?.day ?? '', 'future')).toBe('2026-11-22')
  })

  it('of a week or a month that is over begins a note as it did', async () => {
    const read = await readTouchWords(['last', 'month', 'was', 'hard'], { vocabulary, today, rules, noteOnly: 0 })
    expect(read).toEqual({ note: 'last month was hard' })
  })

  it('needs no pattern made for a note that neither begins nor ends as one', async () => {
    vi.resetModules()
    const { dayAlsoNamed, dayInNote } = await import('#formats/days/day-hints.ts')
    let made = 0
    const counted = class extends RegExp {
      constructor(text: string, flags?: string) {
        super(text, flags)
        made += 1
      }
    }
    vi.stubGlobal('RegExp', counted)
    try {
      const named = (note: string) => dayAlsoNamed({ note }, vocabulary)
      for (const note of ['all good', 'they say the new oven is on', 'then 20 more rolls', 'money in'])
        expect([await dayInNote(note, vocabulary, today, rules), named(note), made]).toEqual([undefined, undefined, 0])
      expect([named('asked yesterday'), made]).toEqual([expect.stringContaining('yesterday'), 1])
    } finally {
      vi.unstubAllGlobals()
    }
  })
})
