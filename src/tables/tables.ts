import type { Kind } from '#domain/customer.ts'
import type { Day } from '#domain/day.ts'
import type { Outcome } from '#domain/loop.ts'
import type { BegunBy, LoopKind, Opens, Tone } from '#domain/vocabulary.ts'

/** Every table that a user's commands fill, in an order in which each comes after those that it points to. */
export const tableNames = [
  'customers',
  'handles',
  'tags',
  'channels',
  'purposes',
  'touches',
  'loops',
  'settings',
  'topics',
  'facts',
  'dates',
  'savings',
  'pulses',
  'letters',
  'letter_reviews',
  'audits',
  'audit_answers',
  'ideas',
  'surprises',
  'import_keys',
  'column_maps',
  'receipts',
  'losses',
  'absences',
] as const

/** The columns of these tables that hold a day. */
export const dayColumns = [
  'added_on',
  'answered_on',
  'archived_on',
  'begun_on',
  'closed_on',
  'due_on',
  'ended_on',
  'erased_on',
  'finished_on',
  'first_day',
  'from_day',
  'lost_on',
  'noted_on',
  'on_day',
  'opened_on',
  'settled_on',
  'since',
  'snoozed_on',
  'snoozed_until',
  'told_on',
  'until_day',
  'waiting_since',
  'won_back_on',
]

/** One of these tables. */
export type TableName = (typeof tableNames)[number]

/** Each table's row as it is stored, by the table's name. Yes and no are 1 and 0; `visit_every` 0 is never, `goal` 0 none. */
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
    kind: Kind
    goal: number | null
    first_day: Day | null
    snoozed_on: Day | null
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
    reached: number
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
    by_id: number | null
    answered_on: Day | null
    settled_on: Day | null
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
    by_id: number | null
    waiting_on: string | null
    waiting_since: Day | null
    closing_touch_id: number | null
  }
  settings: { id: number; key: string; value: string }
  topics: { id: number; name: string; question: string }
  facts: {
    id: number
    customer_id: number
    topic_id: number | null
    on_day: Day
    text: string
    by_id: number | null
  }
  dates: {
    id: number
    customer_id: number
    label: string
    month_day: string
    year: number | null
    noted_on: Day
  }
  savings: {
    id: number
    customer_id: number
    on_day: Day
    money: number | null
    minutes: number | null
    text: string
    told_by: number | null
    told_on: Day | null
  }
  pulses: {
    id: number
    customer_id: number
    on_day: Day
    rating: number
    guess: number | null
    quote: string | null
  }
  letters: { id: number; title: string; key: string; review_every: number; added_on: Day }
  letter_reviews: {
    id: number
    letter_id: number
    on_day: Day
    thanks: number
    about_them: number
    clear: number
    every_temperament: number
    welcome: number
    note: string | null
  }
  audits: { id: number; begun_on: Day; finished_on: Day | null }
  audit_answers: { id: number; audit_id: number; question: number; score: number; note: string | null }
  ideas: { id: number; text: string }
  surprises: { id: number; customer_id: number; idea_id: number; touch_id: number }
  import_keys: { id: number; source: string; key: string; customer_id: number | null; touch_id: number | null }
  column_maps: { id: number; header: string; mapping: string }
  receipts: { id: number; erased_on: Day; what: string }
  losses: { id: number; customer_id: number; lost_on: Day; won_back_on: Day | null }
  absences: {
    id: number
    customer_id: number
    kind: 'archived' | 'snoozed'
    from_day: Day
    until_day: Day
    ended_on: Day
  }
}

/** A row to be inserted: the id is the database's to give, and what may be empty may be left out. */
export type NewRow<T extends TableName> = Omit<Partial<Rows[T]>, 'id'>
