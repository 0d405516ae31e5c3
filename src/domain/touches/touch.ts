import { checkNote } from '../customers/name.ts'
import type { Day } from '../days/day.ts'
import {
  type BegunBy,
  type Channel,
  channelNamed,
  type Purpose,
  purposeNamed,
  type Tone,
  type TouchWords,
  type Vocabulary,
} from './vocabulary.ts'

export type Touch = {
  id: number
  customerId: number
  on: Day
  channel: string
  purpose: string
  tone: Tone
  begunBy: BegunBy
  minutes: number | null
  note: string | null
  /** The teammate who had it; null where nobody was named. */
  by: string | null
}

export type NamedTouch = Touch & { customerName: string }

/** A touch before it is written, with the defaults of the vocabulary filled in. */
export type TouchDraft = {
  on: Day
  channel: Channel
  purpose: Purpose
  tone: Tone
  begunBy: BegunBy
  minutes: number | null
  note: string | null
}

/**
 * Fills in the words that were not said (docs/scoring.md, "Vocabulary"): no purpose is `care`; channel, tone and who began it
 * come from the purpose.
 * @throws wrong usage for an empty or too long note
 */
export function draftTouch(
  vocabulary: Vocabulary,
  said: TouchWords & { on: Day; begunBy?: BegunBy; minutes?: number },
): TouchDraft {
  const purpose = said.purpose ?? purposeNamed(vocabulary, 'care')
  return {
    on: said.on,
    purpose,
    channel: said.channel ?? channelNamed(vocabulary, purpose.channel),
    tone: said.tone ?? purpose.tone,
    begunBy: said.begunBy ?? purpose.begunBy,
    minutes: said.minutes ?? null,
    note: said.note === undefined ? null : checkNote('note', said.note),
  }
}
