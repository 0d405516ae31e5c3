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
  /** The teammate who had it, if anybody was named. */
  by: string | null
}

export type NamedTouch = Touch & { customerName: string }

/** The defaults of the vocabulary are filled in. */
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
 * No purpose is `care`; channel, tone and who began it come from the purpose (docs/scoring.md, "Vocabulary").
 * @throws wrong usage, for an empty or too long note
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
