import type { Span } from '../days/spans.ts'
import type { Knowing } from './knowing.ts'
import type { RespectParts, TrustParts } from './trust.ts'

/** The window is the ratio's (docs/scoring.md, "Trust and respect" and "Answering"). */
export type Practices = {
  trust: TrustParts
  respect: RespectParts
  knowing: Knowing
  /** Days; null where nothing was answered. */
  answers: Span | null
  /** For however long. */
  waiting: number
  /** Days from opened to closed; null where none was. */
  mending: Span | null
  doing: Span | null
}
