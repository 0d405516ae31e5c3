import { describe, expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { draftTouch } from '#domain/touches/touch.ts'
import {
  channelNamed,
  checkWord,
  findChannel,
  findPurpose,
  purposeNamed,
  type TouchWords,
  toneFrom,
} from '#domain/touches/vocabulary.ts'
import { vocabulary } from '../builders.ts'

describe('a part that was not said', () => {
  const on = day('2026-11-20')
  const draft = (said: Pick<TouchWords, 'channel' | 'purpose' | 'tone'>) => {
    const { channel, purpose, tone, begunBy } = draftTouch(vocabulary, { ...said, on })
    return [channel.name, purpose.name, tone, begunBy]
  }
  const channel = channelNamed.bind(undefined, vocabulary)
  const purpose = purposeNamed.bind(undefined, vocabulary)

  it.each([
    [{}, ['call', 'care', '+', 'us']],
    [{ channel: channel('visit') }, ['visit', 'care', '+', 'us']],
    [{ purpose: purpose('invoice') }, ['email', 'invoice', '-', 'us']],
    [{ purpose: purpose('price') }, ['letter', 'price', '-', 'us']],
    [{ purpose: purpose('complaint') }, ['call', 'complaint', '-', 'them']],
    [{ purpose: purpose('request') }, ['email', 'request', '=', 'them']],
    [{ purpose: purpose('tour'), tone: '-' as const }, ['visit', 'tour', '-', 'us']],
    [{ purpose: purpose('sale'), tone: '+' as const, channel: channel('video') }, ['video', 'sale', '+', 'us']],
  ])('comes from the purpose: %j', (said, expected) => {
    expect(draft(said)).toEqual(expected)
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
