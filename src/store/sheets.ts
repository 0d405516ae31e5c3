import sql, { empty, join, type Sql } from 'sql-template-tag'
import { nameOfTeammate } from './customers.ts'
import type { Reader } from './engine.ts'

/** Rows that are read at once. */
const page = 1_000

/** A table for people to read: the title of each column, the id first, and where its value comes from. */
type Sheet = { columns: Record<string, Sql>; from: Sql; customer?: Sql }

const sheets = {
  touches: {
    columns: {
      id: sql`t.id`,
      customer: sql`c.name`,
      on: sql`t.on_day`,
      channel: sql`ch.name`,
      purpose: sql`p.name`,
      tone: sql`case t.tone when '+' then 'positive' when '-' then 'negative' else 'neutral' end`,
      begun_by: sql`t.begun_by`,
      minutes: sql`t.minutes`,
      note: sql`t.note`,
      by: nameOfTeammate('t'),
    },
    from: sql`touches t join customers c on c.id = t.customer_id
      join channels ch on ch.id = t.channel_id join purposes p on p.id = t.purpose_id`,
    customer: sql`t.customer_id`,
  },
  loops: {
    columns: {
      id: sql`l.id`,
      customer: sql`c.name`,
      kind: sql`l.kind`,
      text: sql`coalesce(l.text, t.note, p.name)`,
      opened_on: sql`l.opened_on`,
      due_on: sql`l.due_on`,
      closed_on: sql`l.closed_on`,
      outcome: sql`l.outcome`,
      closing_note: sql`l.closing_note`,
      by: nameOfTeammate('l'),
      waiting_on: sql`l.waiting_on`,
      waiting_since: sql`l.waiting_since`,
      touch: sql`l.touch_id`,
    },
    from: sql`loops l join customers c on c.id = l.customer_id
      left join touches t on t.id = l.touch_id left join purposes p on p.id = t.purpose_id`,
    customer: sql`l.customer_id`,
  },
  facts: {
    columns: {
      id: sql`f.id`,
      customer: sql`c.name`,
      on: sql`f.on_day`,
      topic: sql`o.name`,
      text: sql`f.text`,
      by: nameOfTeammate('f'),
    },
    from: sql`facts f join customers c on c.id = f.customer_id left join topics o on o.id = f.topic_id`,
    customer: sql`f.customer_id`,
  },
  dates: {
    columns: {
      id: sql`d.id`,
      customer: sql`c.name`,
      label: sql`d.label`,
      month: sql`cast(substr(d.month_day, 1, 2) as integer)`,
      day: sql`cast(substr(d.month_day, 4, 2) as integer)`,
      year: sql`d.year`,
      noted_on: sql`d.noted_on`,
    },
    from: sql`dates d join customers c on c.id = d.customer_id`,
    customer: sql`d.customer_id`,
  },
  savings: {
    columns: {
      id: sql`s.id`,
      customer: sql`c.name`,
      on: sql`s.on_day`,
      money: sql`s.money`,
      minutes: sql`s.minutes`,
      text: sql`s.text`,
      told_on: sql`s.told_on`,
      touch: sql`s.told_by`,
    },
    from: sql`savings s join customers c on c.id = s.customer_id`,
    customer: sql`s.customer_id`,
  },
  pulses: {
    columns: {
      id: sql`u.id`,
      customer: sql`c.name`,
      on: sql`u.on_day`,
      rating: sql`u.rating`,
      guess: sql`u.guess`,
      quote: sql`u.quote`,
    },
    from: sql`pulses u join customers c on c.id = u.customer_id`,
    customer: sql`u.customer_id`,
  },
  surprises: {
    columns: {
      id: sql`s.id`,
      customer: sql`c.name`,
      on: sql`t.on_day`,
      idea: sql`i.text`,
      touch: sql`s.touch_id`,
    },
    from: sql`surprises s join customers c on c.id = s.customer_id
      join touches t on t.id = s.touch_id join ideas i on i.id = s.idea_id`,
    customer: sql`s.customer_id`,
  },
  losses: {
    columns: { id: sql`x.id`, customer: sql`c.name`, lost_on: sql`x.lost_on`, won_back_on: sql`x.won_back_on` },
    from: sql`losses x join customers c on c.id = x.customer_id`,
    customer: sql`x.customer_id`,
  },
  letters: {
    columns: { id: sql`id`, title: sql`title`, review_every: sql`review_every`, added_on: sql`added_on` },
    from: sql`letters`,
  },
  reviews: {
    columns: {
      id: sql`r.id`,
      letter: sql`l.title`,
      on: sql`r.on_day`,
      thanks: sql`r.thanks`,
      about_them: sql`r.about_them`,
      clear: sql`r.clear`,
      every_temperament: sql`r.every_temperament`,
      welcome: sql`r.welcome`,
      note: sql`r.note`,
    },
    from: sql`letter_reviews r join letters l on l.id = r.letter_id`,
  },
  audits: {
    columns: {
      id: sql`n.id`,
      audit: sql`n.audit_id`,
      begun_on: sql`a.begun_on`,
      finished_on: sql`a.finished_on`,
      question: sql`n.question`,
      score: sql`n.score`,
      note: sql`n.note`,
    },
    from: sql`audit_answers n join audits a on a.id = n.audit_id`,
  },
  channels: {
    columns: { id: sql`id`, name: sql`name`, spoken: sql`spoken`, also: sql`also` },
    from: sql`channels`,
  },
  purposes: {
    columns: {
      id: sql`p.id`,
      name: sql`p.name`,
      tone: sql`case p.tone when '+' then 'positive' when '-' then 'negative' else 'neutral' end`,
      care: sql`p.care`,
      money: sql`p.money`,
      opens: sql`p.opens`,
      begun_by: sql`p.begun_by`,
      channel: sql`ch.name`,
      meaning: sql`p.meaning`,
      also: sql`p.also`,
    },
    from: sql`purposes p join channels ch on ch.id = p.channel_id`,
  },
  topics: { columns: { id: sql`id`, name: sql`name`, question: sql`question` }, from: sql`topics` },
  ideas: { columns: { id: sql`id`, text: sql`text` }, from: sql`ideas` },
  settings: { columns: { id: sql`id`, key: sql`key`, value: sql`value` }, from: sql`settings` },
  receipts: {
    columns: { id: sql`id`, erased_on: sql`erased_on`, what: sql`what` },
    from: sql`receipts`,
  },
} satisfies Record<string, Sheet>

/** What can be exported as a sheet. */
export type SheetName = keyof typeof sheets
/** Every sheet, in the order in which help lists them. */
export const sheetNames = Object.keys(sheets) as SheetName[]

/** The titles of a sheet's columns; the first is the id. */
export const sheetColumns = (name: SheetName): string[] => Object.keys(sheets[name].columns)

/** Whether the rows of a sheet belong to customers. */
export const isOfCustomers = (name: SheetName): boolean => (sheets[name] as Sheet).customer !== undefined

type Cells = (string | number | null)[]

/**
 * The rows of a sheet, by id, in pages.
 * @param customerId only those of this customer
 */
export async function* sheetPages(db: Reader, name: SheetName, customerId?: number): AsyncGenerator<Cells[]> {
  const { columns, from, customer }: Sheet = sheets[name]
  const [id] = Object.values(columns)
  const own = customerId === undefined || !customer ? empty : sql`and ${customer} = ${customerId}`
  for (let last = 0; ; ) {
    const rows = await db.cells<Cells>(sql`select ${join(Object.values(columns))} from ${from}
      where ${id} > ${last} ${own} order by ${id} limit ${page}`)
    yield rows
    last = Number(rows.at(-1)?.[0])
    if (rows.length < page) return
  }
}
