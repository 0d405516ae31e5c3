import fc from 'fast-check'
import { expect, it } from 'vitest'
import { momentsOf } from '#domain/reports/moments.ts'
import { countReasons, reasonsIn } from '#domain/reports/reasons.ts'
import type { Tone } from '#domain/touches/vocabulary.ts'

it.each([
  ['an hour #late, and #Cold!', ['late', 'cold']],
  ['#late #LATE', ['late']],
  ['touch #12, room 4#b', []],
  ['#zu-spät', ['zu-spät']],
  ['# nothing', []],
  ['https://x.y/#frag and a.b/c#d', []],
  ["#don't, (#it’s), [#late] and {#cold}", ["don't", "it's", 'late', 'cold']],
  ["#'quoted' #late's", ["late's"]],
  ['"#late" and ,#cold', []],
  [null, []],
])('the reasons in %j are %j', (note, reasons) => {
  expect(reasonsIn(note)).toEqual(reasons)
})

it('counts each reason by tone, the most frequent first, and who has one at all', () => {
  const touches: { tone: Tone; note: string | null }[] = [
    { tone: '-', note: '#late and #cold' },
    { tone: '-', note: '#late #late' },
    { tone: '-', note: 'no reason' },
    { tone: '+', note: 'for once not #late' },
    { tone: '=', note: '#cold' },
  ]
  expect(countReasons(touches)).toEqual({
    counts: [
      { reason: 'late', positive: 1, neutral: 0, negative: 2 },
      { reason: 'cold', positive: 0, neutral: 1, negative: 1 },
    ],
    positive: { touches: 1, withReason: 1 },
    negative: { touches: 3, withReason: 2 },
  })
  expect(countReasons(touches, '-').counts.map(({ reason, negative }) => [reason, negative])).toEqual([
    ['late', 2],
    ['cold', 1],
  ])
})

it('of one tone counts its touches alone', () => {
  const touches: { tone: Tone; note: string | null }[] = [
    { tone: '+', note: '#fresh' },
    { tone: '-', note: '#late' },
    { tone: '+', note: '#late' },
  ]
  expect(countReasons(touches, '-').counts).toEqual([{ reason: 'late', positive: 0, neutral: 0, negative: 1 }])
})

it('puts the most frequent first, of whatever tone, then those of one count by name', () => {
  const touches: { tone: Tone; note: string | null }[] = [
    { tone: '-', note: '#late #rude' },
    { tone: '+', note: '#fresh #kind' },
    { tone: '=', note: '#cold' },
    { tone: '=', note: '#cold' },
    { tone: '+', note: '#kind' },
  ]
  expect(countReasons(touches).counts.map(({ reason }) => reason)).toEqual(['cold', 'kind', 'fresh', 'late', 'rude'])
})

it('counts as often as a plain count does, for any notes', () => {
  const anyNoted = fc.record({
    tone: fc.constantFrom<Tone>('+', '=', '-'),
    note: fc.option(
      fc
        .array(fc.constantFrom('#late', '#Cold', 'warm', '#7', '#a1'), { maxLength: 5 })
        .map((words) => words.join(' ')),
    ),
  })
  fc.assert(
    fc.property(fc.array(anyNoted, { maxLength: 30 }), (touches) => {
      const { counts } = countReasons(touches)
      for (const [reason, typed] of [
        ['late', '#late'],
        ['cold', '#Cold'],
        ['a1', '#a1'],
      ] as const) {
        const having = touches.filter(({ note }) => note?.split(' ').includes(typed))
        const found = counts.find((each) => each.reason === reason) ?? { positive: 0, neutral: 0, negative: 0 }
        const by = (tone: Tone) => having.filter((each) => each.tone === tone).length
        expect([found.positive, found.neutral, found.negative]).toEqual([by('+'), by('='), by('-')])
      }
      expect(counts.every(({ reason }) => ['late', 'cold', 'a1'].includes(reason))).toBe(true)
    }),
  )
})

it('puts the moment first that goes worst, and compares it with the time before', () => {
  const now = [
    { purpose: 'care', touches: 10, negative: 0 },
    { purpose: 'delivery', touches: 4, negative: 1 },
    { purpose: 'invoice', touches: 2, negative: 2 },
    { purpose: 'sale', touches: 8, negative: 2 },
  ]
  const before = [{ purpose: 'delivery', touches: 2, negative: 1 }]
  const { moments, negativePurposes } = momentsOf(now, before, [{ name: 'invoice', tone: '-' }])
  expect(moments.map(({ purpose, shareNegative, shareBefore }) => [purpose, shareNegative, shareBefore])).toEqual([
    ['sale', 0.25, null],
    ['delivery', 0.25, 0.5],
    ['care', 0, null],
  ])
  expect(negativePurposes).toEqual([{ purpose: 'invoice', touches: 2, before: 0 }])
})
