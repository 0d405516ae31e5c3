import { compareText } from '../compare-text.ts'
import { remembered } from '../remembered.ts'
import { type Tone, toneNames } from '../touches/vocabulary.ts'

type ReasonCount = { reason: string; positive: number; neutral: number; negative: number }

export type Reasons = {
  counts: ReasonCount[]
  positive: { touches: number; withReason: number }
  negative: { touches: number; withReason: number }
}

type Noted = { tone: Tone; note: string | null }

/**
 * A reason is a word with a letter behind a `#` that begins the note or stands after a space or an opening bracket; in lower case,
 * each once. An apostrophe belongs to its word.
 */
export const reasonsIn = (note: string | null): string[] => [
  ...new Set(
    [...(note ?? '').matchAll(/(?<![^\s([{])#([\p{L}\p{N}_-](?:[\p{L}\p{N}\p{M}_-]|['\u2019](?=\p{L}))*)/gu)]
      .map(([, word = '']) => word.toLowerCase().replaceAll('’', "'"))
      .filter((word) => /\p{L}/u.test(word)),
  ),
]

/**
 * The most frequent come first, then by name (docs/scoring.md, "Moments and reasons").
 * @param tone only reasons on touches of this tone are counted
 */
export function countReasons(touches: Noted[], tone?: Tone): Reasons {
  const noted = touches.map((touch) => ({ tone: touch.tone, reasons: reasonsIn(touch.note) }))
  const wanted = noted.filter((touch) => tone === undefined || touch.tone === tone)
  const counts = new Map<string, ReasonCount>()
  for (const { tone, reasons } of wanted) {
    for (const reason of reasons) {
      const count = remembered(counts, reason, () => ({ reason, positive: 0, neutral: 0, negative: 0 }))
      count[toneNames[tone]] += 1
    }
  }
  return {
    counts: [...counts.values()].sort(compareCounts),
    positive: withReason(noted, '+'),
    negative: withReason(noted, '-'),
  }
}

const totalOf = ({ positive, neutral, negative }: ReasonCount): number => positive + neutral + negative

const compareCounts = (a: ReasonCount, b: ReasonCount): number =>
  totalOf(b) - totalOf(a) || compareText(a.reason, b.reason)

function withReason(noted: { tone: Tone; reasons: string[] }[], tone: Tone): Reasons['positive'] {
  const ofTone = noted.filter((touch) => touch.tone === tone)
  return { touches: ofTone.length, withReason: ofTone.filter(({ reasons }) => reasons.length > 0).length }
}
