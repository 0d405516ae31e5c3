import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { readTouchWords } from '#formats/touches/touch-words.ts'
import { vocabulary } from '../../domain/builders.ts'

type Plain = { channel?: string; purpose?: string; tone?: string; on?: string; minutes?: number; note?: string }

const today = day('2026-11-20') // a Friday

const read = async (words: string[], noteOnly = 0): Promise<Plain> => {
  const rules = async () => ({ order: null, weekStart: 1 as const })
  const { channel, purpose, ...rest } = await readTouchWords(words, { vocabulary, today, rules, noteOnly })
  return { ...rest, ...(channel && { channel: channel.name }), ...(purpose && { purpose: purpose.name }) }
}

describe('the examples of cl log', () => {
  it.each<[words: string[], expected: Plain]>([
    [[], {}],
    [['call', 'asked after the new oven, all good'], { channel: 'call', note: 'asked after the new oven, all good' }],
    [
      ['visit', 'tour', '-', 'the', 'yard', 'was', 'a', 'mess'],
      { channel: 'visit', purpose: 'tour', tone: '-', note: 'the yard was a mess' },
    ],
    [['invoice'], { purpose: 'invoice' }],
    [['complaint', 'driver came late'], { purpose: 'complaint', note: 'driver came late' }],
  ])('cl log acme %j', async (words, expected) => {
    expect(await read(words)).toEqual(expected)
  })
})

describe('a comma after a word', () => {
  it.each<[words: string, expected: Plain]>([
    ['visit, all good', { channel: 'visit', note: 'all good' }],
    ['visit yesterday, talked about the oven', { channel: 'visit', on: '2026-11-19', note: 'talked about the oven' }],
    ['call, 20 min, yesterday: so so', { channel: 'call', minutes: 20, on: '2026-11-19', note: 'so so' }],
    ['thanks; they were glad', { purpose: 'thanks', note: 'they were glad' }],
    ['well, visit them', { note: 'well, visit them' }],
  ])('is no part of it: cl log acme %s', async (words, expected) => {
    expect(await read(words.split(' '))).toEqual(expected)
  })
})

describe('the words after the customer', () => {
  it('are a channel, a purpose and a tone in any order, and then the note', async () => {
    const anyWords = fc.shuffledSubarray(['visit', 'tour', '-'])
    const anyNote = fc.subarray(['so', 'the', 'call', 'care', '+', '--'])
    await fc.assert(
      fc.asyncProperty(anyWords, anyNote, async (words, rest) => {
        const note = ['well', ...rest]
        expect(await read([...words, ...note])).toEqual({
          ...(words.includes('visit') && { channel: 'visit' }),
          ...(words.includes('tour') && { purpose: 'tour' }),
          ...(words.includes('-') && { tone: '-' }),
          note: note.join(' '),
        })
      }),
    )
  })

  it.each<[what: string, words: string[], expected: Plain]>([
    ['a second channel', ['call', 'visit', 'next'], { channel: 'call', note: 'visit next' }],
    ['a second purpose', ['care', 'help', 'them'], { purpose: 'care', note: 'help them' }],
    ['a second tone', ['+', '-', 'dull'], { tone: '+', note: '- dull' }],
    ['the same channel again', ['call', 'phone'], { channel: 'call', note: 'phone' }],
    ['a word unlike any', ['call', 'then', 'visit'], { channel: 'call', note: 'then visit' }],
    ['an argument of several words', ['call back on friday'], { note: 'call back on friday' }],
    ['the name of a tone', ['positive'], { note: 'positive' }],
    ['several signs', ['++'], { note: '++' }],
  ])('end at %s, which begins the note', async (_, words, expected) => {
    expect(await read(words)).toEqual(expected)
  })

  it.each<[words: string[], noteOnly: number, expected: Plain]>([
    [['call', 'care', 'about', 'it'], 3, { channel: 'call', note: 'care about it' }],
    [['call', 'me'], 2, { note: 'call me' }],
    [['visit', 'tour', '-'], 1, { channel: 'visit', purpose: 'tour', note: '-' }],
    [['well', 'call'], 1, { note: 'well call' }],
    [['call'], 0, { channel: 'call' }],
  ])('%j with the last %i after -- are %j', async (words, noteOnly, expected) => {
    expect(await read(words, noteOnly)).toEqual(expected)
  })

  it.each([
    ['CALL', 'call'],
    ['rang', 'call'],
    ['meeting', 'visit'],
    ['meet', 'video'],
    ['In-Person', 'visit'],
    ['e-mail', 'email'],
    ['WhatsApp', 'text'],
    ['flowers', 'gift'],
  ])('are understood by other words too: %s is %s', async (word, channel) => {
    expect(await read([word])).toEqual({ channel })
  })
})

describe('a day and a length among the words', () => {
  it.each<[line: string, expected: Plain]>([
    ['yesterday call hi', { on: '2026-11-19', channel: 'call', note: 'hi' }],
    ['call yesterday', { on: '2026-11-19', channel: 'call' }],
    ['the day before yesterday visit', { on: '2026-11-18', channel: 'visit' }],
    ['today - late', { on: '2026-11-20', tone: '-', note: 'late' }],
    ['friday call', { on: '2026-11-20', channel: 'call' }],
    ['Thursday', { on: '2026-11-19' }],
    ['last tuesday visit tour', { on: '2026-11-17', channel: 'visit', purpose: 'tour' }],
    ['tuesday of last week call', { on: '2026-11-10', channel: 'call' }],
    ['3 days ago call 20 min all good', { on: '2026-11-17', channel: 'call', minutes: 20, note: 'all good' }],
    ['a week ago', { on: '2026-11-13' }],
    ['20 min call', { minutes: 20, channel: 'call' }],
    ['call 20min', { channel: 'call', minutes: 20 }],
    ['call 20 min. rye', { channel: 'call', minutes: 20, note: 'rye' }],
    ['1h30 visit', { minutes: 90, channel: 'visit' }],
    ['1 hour visit', { minutes: 60, channel: 'visit' }],
    ['half an hour visit', { minutes: 30, channel: 'visit' }],
    ['quarter of an hour visit', { minutes: 15, channel: 'visit' }],
    ['3/4 h visit', { minutes: 45, channel: 'visit' }],
    ['quarterly talk visit', { note: 'quarterly talk visit' }],
    ['monday this week visit', { on: '2026-11-16', channel: 'visit' }],
    ['18-11-2026 call', { on: '2026-11-18', channel: 'call' }],
    ['18 nov call', { on: '2026-11-18', channel: 'call' }],
    ['nov 18 call', { on: '2026-11-18', channel: 'call' }],
    ['18th of november 2025 call', { on: '2025-11-18', channel: 'call' }],
    ['the 18th call', { on: '2026-11-18', channel: 'call' }],
    ['2026-11-01 call', { on: '2026-11-01', channel: 'call' }],
    ['18.11. call', { on: '2026-11-18', channel: 'call' }],
    ['18.11.2026 call', { on: '2026-11-18', channel: 'call' }],
    ['25/10/2026 call', { on: '2026-10-25', channel: 'call' }],
    ['call 20 Nov 2025 they rang', { channel: 'call', on: '2025-11-20', note: 'they rang' }],
  ])('cl log acme %s', async (line, expected) => {
    expect(await read(line.split(' '))).toEqual(expected)
  })

  it.each<[line: string, expected: Plain]>([
    ['call 20 loaves', { channel: 'call', note: '20 loaves' }],
    ['20', { note: '20' }],
    ['mon dieu', { note: 'mon dieu' }],
    ['sun was out', { note: 'sun was out' }],
    ["friday's order is late", { note: "friday's order is late" }],
    ['tomorrow they close', { note: 'tomorrow they close' }],
    ['2026-12-24 they close', { note: '2026-12-24 they close' }],
    ['24.12.2026 they close', { note: '24.12.2026 they close' }],
    ['may I come by', { note: 'may I come by' }],
    ['20th anniversary', { note: '20th anniversary' }],
    ['3/4 of it came', { note: '3/4 of it came' }],
    ['1:30 it was', { note: '1:30 it was' }],
    ['20 minute walk', { minutes: 20, note: 'walk' }],
    ['20 dec 2026 call', { note: '20 dec 2026 call' }],
    ['friday next week call', { note: 'friday next week call' }],
    ['20 min late', { note: '20 min late' }],
    ['1h 30 min late', { note: '1h 30 min late' }],
    ['20 Minuten zu spät', { note: '20 Minuten zu spät' }],
    ['20 minutes de retard', { note: '20 minutes de retard' }],
    ['20 minuti di chiacchiere', { minutes: 20, note: 'di chiacchiere' }],
    ['2 Stunden im Laden', { minutes: 120, note: 'im Laden' }],
    ['14 heures au magasin', { note: '14 heures au magasin' }],
    ['8 uur 30 langs', { note: '8 uur 30 langs' }],
    ['2 uur langs', { minutes: 120, note: 'langs' }],
    ['2 ore fa', { note: '2 ore fa' }],
    ['2 heures plus tard', { note: '2 heures plus tard' }],
    ['2 weeks late', { note: '2 weeks late' }],
    ['yesterday today', { on: '2026-11-19', note: 'today' }],
    ['20 min 30 min', { minutes: 20, note: '30 min' }],
  ])('cl log acme %s: what is no such word begins the note', async (line, expected) => {
    expect(await read(line.split(' '))).toEqual(expected)
  })

  it('is refused where no calendar has the day, or where it can be two', async () => {
    await expect(read(['30', 'feb'])).rejects.toMatchObject({ exitCode: 2 })
    await expect(read(['1/5/2026'])).rejects.toMatchObject({ message: '"1/5/2026" can be 1 May 2026 or 5 Jan 2026.' })
  })

  it('after -- is the note', async () => {
    expect(await read(['call', 'yesterday'], 1)).toEqual({ channel: 'call', note: 'yesterday' })
  })
})
