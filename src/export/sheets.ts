import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Cells } from '#formats/csv.ts'
import { nameOfTeammate } from '#tables/customers/teammates.ts'
import { andIs } from '#tables/ids.ts'
import { inPages, page } from './rows.ts'

/** Each title of a column has the source of its value; the id comes first. */
type Sheet = { columns: Record<string, Sql>; from: Sql; isOfCustomers: boolean }

/** A column of the row `x` of the sheet's own table, by its name; or a title, and its value in SQL. */
type Column = string | [title: string, value: Sql]

/** @param columns the id of the row comes before them @param joins the tables that hold the rest */
const sheet = (table: string, columns: Column[], joins: Sql = empty): Sheet => ({
  columns: Object.fromEntries(
    ['id', ...columns].map((column) => (typeof column === 'string' ? [column, raw(`x.${column}`)] : column)),
  ),
  from: sql`${raw(table)} x ${joins}`,
  isOfCustomers: false,
})

/** The customer's name follows the id. */
const sheetOfCustomers = (table: string, columns: Column[], joins: Sql = empty): Sheet => ({
  ...sheet(table, [['customer', sql`c.name`], ...columns], sql`join customers c on c.id = x.customer_id ${joins}`),
  isOfCustomers: true,
})

const on: Column = ['on', sql`x.on_day`]
const by: Column = ['by', nameOfTeammate('x')]
const tone: Column = ['tone', sql`case x.tone when '+' then 'positive' when '-' then 'negative' else 'neutral' end`]

const sheets = {
  touches: sheetOfCustomers(
    'touches',
    [on, ['channel', sql`ch.name`], ['purpose', sql`p.name`], tone, 'begun_by', 'minutes', 'note', by],
    sql`join channels ch on ch.id = x.channel_id join purposes p on p.id = x.purpose_id`,
  ),
  loops: sheetOfCustomers(
    'loops',
    [
      'kind',
      ['text', sql`coalesce(x.text, t.note, p.name)`],
      'opened_on',
      'due_on',
      'closed_on',
      'outcome',
      'closing_note',
      by,
      'waiting_on',
      'waiting_since',
      ['touch', sql`x.touch_id`],
      ['closing_touch', sql`x.closing_touch_id`],
    ],
    sql`left join touches t on t.id = x.touch_id left join purposes p on p.id = t.purpose_id`,
  ),
  facts: sheetOfCustomers(
    'facts',
    [on, ['topic', sql`o.name`], 'text', by],
    sql`left join topics o on o.id = x.topic_id`,
  ),
  dates: sheetOfCustomers('dates', [
    'label',
    ['month', sql`cast(substr(x.month_day, 1, 2) as integer)`],
    ['day', sql`cast(substr(x.month_day, 4, 2) as integer)`],
    'year',
    'noted_on',
  ]),
  savings: sheetOfCustomers('savings', [on, 'money', 'minutes', 'text', 'told_on', ['touch', sql`x.told_by`]]),
  pulses: sheetOfCustomers('pulses', [on, 'rating', 'guess', 'quote']),
  surprises: sheetOfCustomers(
    'surprises',
    [
      ['on', sql`t.on_day`],
      ['idea', sql`i.text`],
      ['touch', sql`x.touch_id`],
    ],
    sql`join touches t on t.id = x.touch_id join ideas i on i.id = x.idea_id`,
  ),
  losses: sheetOfCustomers('losses', ['lost_on', 'won_back_on']),
  absences: sheetOfCustomers('absences', ['kind', 'from_day', 'until_day', 'ended_on']),
  letters: sheet('letters', ['title', 'review_every', 'added_on']),
  reviews: sheet(
    'letter_reviews',
    [['letter', sql`l.title`], on, 'thanks', 'about_them', 'clear', 'every_temperament', 'welcome', 'note'],
    sql`join letters l on l.id = x.letter_id`,
  ),
  audits: sheet(
    'audit_answers',
    [
      ['audit', sql`x.audit_id`],
      ['begun_on', sql`a.begun_on`],
      ['finished_on', sql`a.finished_on`],
      'question',
      'score',
      'note',
    ],
    sql`join audits a on a.id = x.audit_id`,
  ),
  channels: sheet('channels', ['name', 'spoken', 'also']),
  purposes: sheet(
    'purposes',
    ['name', tone, 'care', 'money', 'opens', 'begun_by', ['channel', sql`ch.name`], 'meaning', 'also'],
    sql`join channels ch on ch.id = x.channel_id`,
  ),
  topics: sheet('topics', ['name', 'question']),
  ideas: sheet('ideas', ['text']),
  settings: sheet('settings', ['key', 'value']),
  receipts: sheet('receipts', ['erased_on', 'what']),
}

export type SheetName = keyof typeof sheets
/** Help lists them in this order. */
export const sheetNames = Object.keys(sheets) as SheetName[]

/** The first is the id. */
export const sheetColumns = (name: SheetName): string[] => Object.keys(sheets[name].columns)

export const isOfCustomers = (name: SheetName): boolean => sheets[name].isOfCustomers

/** Rows are in order of their ids. @param customerId leaves out the rows of other customers */
export function sheetPages(db: Reader, name: SheetName, customerId?: number): AsyncGenerator<Cells[]> {
  const { columns, from, isOfCustomers } = sheets[name]
  const own = andIs(sql`x.customer_id`, isOfCustomers ? customerId : undefined)
  const rowsAfter = (last: number) =>
    db.cells<Cells>(sql`select ${join(Object.values(columns))} from ${from}
      where x.id > ${last} ${own} order by x.id limit ${page}`)
  return inPages(([id]) => Number(id), rowsAfter)
}
