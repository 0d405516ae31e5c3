import type { Day } from '../domain/day.ts'
import type { Outcome } from '../domain/loop.ts'
import type { BegunBy, LoopKind, Opens, Tone } from '../domain/vocabulary.ts'

/** Each table's row as it is stored, by the table's name. Yes and no are 1 and 0; `visit_every` 0 is never. */
export type Rows = {
  customers: {
    id: number
    name: string
    email: string | null
    phone: string | null
    note: string | null
    visit_every: number | null
    since: Day
    snoozed_until: Day | null
    archived_on: Day | null
    archived_why: string | null
  }
  handles: {
    id: number
    customer_id: number
    kind: 'name' | 'alias' | 'email' | 'phone' | 'word'
    key: string
    shown: string | null
  }
  tags: { id: number; customer_id: number; tag: string }
  channels: { id: number; name: string; spoken: number; also: string }
  purposes: {
    id: number
    name: string
    tone: Tone
    care: number
    money: number
    opens: Opens | null
    begun_by: BegunBy
    channel_id: number
    meaning: string
    also: string
  }
  touches: {
    id: number
    customer_id: number
    on_day: Day
    channel_id: number
    purpose_id: number
    tone: Tone
    begun_by: BegunBy
    minutes: number | null
    note: string | null
  }
  loops: {
    id: number
    customer_id: number
    kind: LoopKind
    touch_id: number | null
    text: string | null
    opened_on: Day
    due_on: Day | null
    closed_on: Day | null
    outcome: Outcome | null
    closing_note: string | null
  }
  settings: { id: number; key: string; value: string }
}

export type TableName = keyof Rows

/** A row to be inserted: the id is the database's to give, and what may be empty may be left out. */
export type NewRow<T extends TableName> = Omit<Partial<Rows[T]>, 'id'>
