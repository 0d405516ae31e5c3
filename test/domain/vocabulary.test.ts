import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '#domain/day.ts'
import { draftTouch } from '#domain/touch.ts'
import {
  channelNamed,
  checkWord,
  findChannel,
  findPurpose,
  purposeNamed,
  readWords,
  toneFrom,
} from '#domain/vocabulary.ts'
import { vocabulary } from './builders.ts'

type Plain = { channel?: string; purpose?: string; tone?: string; note?: string }

const read = (words: string[], noteOnly?: number): Plain => {
  const { channel, purpose, ...rest } = readWords(vocabulary, words, noteOnly)
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
  ])('cl log acme %j', (words, expected) => {
    expect(read(words)).toEqual(expected)
  })
})

describe('the words after the customer', () => {
  it('are a channel, a purpose and a tone in any order, and then the note', () => {
    const anyWords = fc.shuffledSubarray(['visit', 'tour', '-'])
    const anyNote = fc.subarray(['so', 'the', 'call', 'care', '+', '--'])
    fc.assert(
      fc.property(anyWords, anyNote, (words, rest) => {
        const note = ['well', ...rest]
        expect(read([...words, ...note])).toEqual({
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
  ])('end at %s, which begins the note', (_, words, expected) => {
    expect(read(words)).toEqual(expected)
  })

  it.each<[words: string[], noteOnly: number, expected: Plain]>([
    [['call', 'care', 'about', 'it'], 3, { channel: 'call', note: 'care about it' }],
    [['call', 'me'], 2, { note: 'call me' }],
    [['visit', 'tour', '-'], 1, { channel: 'visit', purpose: 'tour', note: '-' }],
    [['well', 'call'], 1, { note: 'well call' }],
    [['call'], 0, { channel: 'call' }],
  ])('%j with the last %i after -- are %j', (words, noteOnly, expected) => {
    expect(read(words, noteOnly)).toEqual(expected)
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
  ])('are understood by other words too: %s is %s', (word, channel) => {
    expect(read([word])).toEqual({ channel })
  })
})

describe('what was not said', () => {
  const on = day('2026-11-20')
  const draft = (words: string[]) => {
    const { channel, purpose, tone, begunBy } = draftTouch(vocabulary, { ...readWords(vocabulary, words), on })
    return [channel.name, purpose.name, tone, begunBy]
  }

  it.each([
    [[], ['call', 'care', '+', 'us']],
    [['visit'], ['visit', 'care', '+', 'us']],
    [['invoice'], ['email', 'invoice', '-', 'us']],
    [['price'], ['letter', 'price', '-', 'us']],
    [['complaint'], ['call', 'complaint', '-', 'them']],
    [['request'], ['email', 'request', '=', 'them']],
    [
      ['tour', '-'],
      ['visit', 'tour', '-', 'us'],
    ],
    [
      ['sale', '+', 'video'],
      ['video', 'sale', '+', 'us'],
    ],
  ])('comes from the purpose: %j', (words, expected) => {
    expect(draft(words)).toEqual(expected)
  })

  it('gives way to what was said', () => {
    expect(draftTouch(vocabulary, { on, begunBy: 'them', minutes: 0, note: ' hello ' })).toMatchObject({
      begunBy: 'them',
      minutes: 0,
      note: 'hello',
    })
  })
})

describe('a word of the vocabulary', () => {
  it('is found by its name, or another word for it', () => {
    expect(findChannel(vocabulary, 'Zoom')?.name).toBe('video')
    expect(findPurpose(vocabulary, 'Tour')?.name).toBe('tour')
    expect(findChannel(vocabulary, 'tour')).toBeUndefined()
    expect(findPurpose(vocabulary, 'visit')).toBeUndefined()
  })

  it('is refused with those that there are', () => {
    expect(() => channelNamed(vocabulary, 'fax')).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: '"fax" is not a channel.',
        hint: expect.stringMatching(/visit, call/),
      }),
    )
    expect(() => purposeNamed(vocabulary, 'chat')).toThrow(
      expect.objectContaining({ message: '"chat" is not a purpose.', hint: expect.stringMatching(/care, tour/) }),
    )
  })

  it.each([
    ['Fax', 'fax'],
    [' in-person ', 'in-person'],
    ['Ärger', 'ärger'],
    ['w2', 'w2'],
    ['a'.repeat(20), 'a'.repeat(20)],
  ])('%j may be %j', (typed, word) => {
    expect(checkWord(typed)).toBe(word)
  })

  it.each(['', '-', '+', '2w', '-in', 'two words', 'a,b', '#1', 'a'.repeat(21)])('%j cannot be one', (typed) => {
    expect(() => checkWord(typed)).toThrow(/cannot be a word/)
  })
})

describe('a tone', () => {
  it.each([
    ['+', '+'],
    ['=', '='],
    ['-', '-'],
    ['positive', '+'],
    ['Neutral', '='],
    ['NEGATIVE', '-'],
  ])('%s is %s', (word, tone) => {
    expect(toneFrom(word)).toBe(tone)
  })

  it.each(['', '++', 'good', 'constructor', '__proto__'])('%j is refused', (word) => {
    expect(() => toneFrom(word)).toThrow(/is not a tone/)
  })
})
