import type { Kind } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import type { Outcome } from '#domain/loops/loop.ts'
import type { BegunBy, LoopKind, Opens, Tone } from '#domain/touches/vocabulary.ts'

/**
 * The customer whom the row is about; the teammate who did it; the touch that it hangs on; a touch that it only mentions; the row
 * of another table that it uses; a day; a value made of other columns or of use to this book alone, which no export has; or a
 * value by itself.
 */
export type Meaning = 'customer' | 'teammate' | 'touch' | 'mention' | { uses: string } | 'day' | 'made' | 'value'
type Column<Value> = { is: Meaning; holds?: Value }

const column = <Value>(is: Meaning = 'value'): Column<Value> => ({ is })
const using = (table: string) => column<number>({ uses: table })

const id = column<number>()
const number = column<number>()
const text = column<string>()
const day = column<Day>('day')
const numberOrNone = column<number | null>()
const textOrNone = column<string | null>()
const dayOrNone = column<Day | null>('day')
const ofCustomer = column<number>('customer')
const byTeammate = column<number | null>('teammate')

/** `cl merge` moves a customer’s row, moves it under a label that is free, or makes it one with the other’s. */
export type Merged = 'moved' | 'relabelled' | 'united'

export type Table = {
  columns: Record<string, Column<unknown>>
  called?: string
  /** Rows of a table without it belong to nobody. */
  merged?: Merged
  /** The touch that the row mentions is erased. */
  emptied?: string[]
}

/**
 * Each table comes after the tables that it points to; export, restore, merge and erasure follow this catalogue. Yes and no are
 * 1 and 0; `visit_every` 0 is never, `goal` 0 none.
 */
export const tables = {
  customers: {
    called: 'customer',
    merged: 'united',
    columns: {
      id,
      name: text,
      email: textOrNone,
      phone: textOrNone,
      note: textOrNone,
      visit_every: numberOrNone,
      since: day,
      snoozed_until: dayOrNone,
      archived_on: dayOrNone,
      archived_why: textOrNone,
      kind: column<Kind>(),
      goal: numberOrNone,
      first_day: dayOrNone,
      snoozed_on: dayOrNone,
      company: textOrNone,
      address: textOrNone,
    },
  },
  handles: {
    merged: 'united',
    columns: {
      id,
      customer_id: ofCustomer,
      kind: column<'name' | 'alias' | 'email' | 'phone' | 'company'>(),
      key: text,
      shown: textOrNone,
      /** JSON (`NameKeys`); triggers keep the keys in `name_keys`. */
      keys: column<string | null>('made'),
    },
  },
  channels: { columns: { id, name: text, spoken: number, also: text } },
  purposes: {
    columns: {
      id,
      name: text,
      tone: column<Tone>(),
      care: number,
      money: number,
      opens: column<Opens | null>(),
      begun_by: column<BegunBy>(),
      channel_id: using('channels'),
      meaning: text,
      also: text,
      reached: number,
    },
  },
  touches: {
    called: 'touch',
    merged: 'moved',
    columns: {
      id,
      customer_id: ofCustomer,
      on_day: day,
      channel_id: using('channels'),
      purpose_id: using('purposes'),
      tone: column<Tone>(),
      begun_by: column<BegunBy>(),
      minutes: numberOrNone,
      note: textOrNone,
      /** The note as it is searched (`noteKey`), where that is another text. */
      note_key: column<string | null>('made'),
      by_id: byTeammate,
      answered_on: dayOrNone,
      settled_on: dayOrNone,
    },
  },
  tags: { called: 'tag', merged: 'united', columns: { id, customer_id: ofCustomer, tag: text } },
  loops: {
    called: 'loop',
    merged: 'moved',
    emptied: ['closing_touch_id'],
    columns: {
      id,
      customer_id: ofCustomer,
      kind: column<LoopKind>(),
      touch_id: column<number | null>('touch'),
      text: textOrNone,
      opened_on: day,
      due_on: dayOrNone,
      closed_on: dayOrNone,
      outcome: column<Outcome | null>(),
      closing_note: textOrNone,
      by_id: byTeammate,
      waiting_on: textOrNone,
      waiting_since: dayOrNone,
      closing_touch_id: column<number | null>('mention'),
    },
  },
  settings: { columns: { id, key: text, value: text } },
  topics: { columns: { id, name: text, question: text } },
  facts: {
    called: 'fact',
    merged: 'moved',
    columns: {
      id,
      customer_id: ofCustomer,
      topic_id: column<number | null>({ uses: 'topics' }),
      on_day: day,
      text,
      by_id: byTeammate,
    },
  },
  dates: {
    called: 'date',
    merged: 'relabelled',
    columns: { id, customer_id: ofCustomer, label: text, month_day: text, year: numberOrNone, noted_on: day },
  },
  savings: {
    called: 'saving',
    merged: 'moved',
    emptied: ['told_by', 'told_on'],
    columns: {
      id,
      customer_id: ofCustomer,
      on_day: day,
      money: numberOrNone,
      minutes: numberOrNone,
      text,
      told_by: column<number | null>('mention'),
      told_on: dayOrNone,
    },
  },
  pulses: {
    called: 'pulse',
    merged: 'moved',
    columns: { id, customer_id: ofCustomer, on_day: day, rating: number, guess: numberOrNone, quote: textOrNone },
  },
  letters: { columns: { id, title: text, key: text, review_every: number, added_on: day } },
  letter_reviews: {
    columns: {
      id,
      letter_id: using('letters'),
      on_day: day,
      thanks: number,
      about_them: number,
      clear: number,
      every_temperament: number,
      welcome: number,
      note: textOrNone,
    },
  },
  audits: { columns: { id, begun_on: day, finished_on: dayOrNone } },
  audit_answers: {
    columns: { id, audit_id: using('audits'), question: number, score: number, note: textOrNone },
  },
  ideas: { columns: { id, text } },
  surprises: {
    called: 'surprise',
    merged: 'moved',
    columns: { id, customer_id: ofCustomer, idea_id: using('ideas'), touch_id: column<number>('touch') },
  },
  losses: {
    called: 'loss',
    merged: 'moved',
    columns: { id, customer_id: ofCustomer, lost_on: day, won_back_on: dayOrNone },
  },
  absences: {
    called: 'absence',
    merged: 'moved',
    columns: {
      id,
      customer_id: ofCustomer,
      kind: column<'archived' | 'snoozed'>(),
      from_day: day,
      until_day: day,
      ended_on: day,
    },
  },
  import_keys: {
    called: 'import key',
    merged: 'moved',
    columns: {
      id,
      source: text,
      key: text,
      customer_id: column<number | null>('customer'),
      touch_id: column<number | null>('touch'),
      /** The customer's record when it came last, as JSON (`Said`). */
      said: textOrNone,
    },
  },
  column_maps: { columns: { id, header: text, mapping: text } },
  receipts: { columns: { id, erased_on: day, what: text, whom: column<string | null>('made') } },
} satisfies Record<string, Table>

type Tables = typeof tables

export type TableName = keyof Tables

/** The row as it is stored. */
export type Rows = {
  [T in TableName]: { id: number } & {
    [C in keyof Tables[T]['columns']]: Tables[T]['columns'][C] extends Column<infer V> ? V : never
  }
}

/** The database gives the id; columns that may be empty may be left out. */
export type NewRow<T extends TableName> = Omit<Partial<Rows[T]>, 'id'>

export type TableMerged<How extends Merged> = {
  [T in TableName]: Tables[T] extends { merged: How } ? T : never
}[TableName]

/** Each comes after the tables that it points to. */
export const tableNames = Object.keys(tables) as TableName[]
