import type { Span } from '../days/spans.ts'
import type { Knowing } from './knowing.ts'
import type { RespectParts, TrustParts } from './trust.ts'

/** Figures over the ratio's window (docs/scoring.md, "Trust and respect" and "Answering"). */
export type Practices = {
  trust: TrustParts
  respect: RespectParts
  knowing: Knowing
  /** Days to answer touches that they began; null where nothing was answered. */
  answers: Span | null
  /** Touches of theirs that wait for an answer, for however long. */
  waiting: number
  /** Days from opened to closed, of complaints and of requests; null where none was. */
  mending: Span | null
  doing: Span | null
}
