import type { Context } from '#cli/context.ts'
import { dayOf, yearOf } from '#domain/days/day.ts'
import type { DateOrder } from '#domain/shop/settings.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { type ColumnOrder, learnOrder, unseenOrder } from '#formats/days/day-parts.ts'
import type { ReadOptions } from './import-file.ts'
import { lastVisitField } from './read/table/appointments.ts'
import { looksLike } from './read/table/cells.ts'
import type { CsvRow } from './read/table/csv.ts'
import { columnsOf, type Mapping } from './read/table/mapping.ts'
import { ownDayTitles } from './read/table/own-columns.ts'
import { isDayFirst } from './read/table/titles.ts'

type Rows = { header: string[]; mapping: Mapping; first: CsvRow[]; all: () => AsyncIterable<CsvRow[]> }

const dayFields = ['on', 'since', 'birthday', 'anniversary', 'event', 'snoozed', 'archived', lastVisitField]

/** A program that saved our own export anew wrote the days of all its columns in one order. */
function columnsWithDays({ header, mapping }: Rows): Map<number, ColumnOrder> {
  const columns = dayFields.flatMap((field) => columnsOf(mapping.fields, field))
  if (!mapping.own) return new Map(columns.map((column) => [column, unseenOrder()]))
  const one = unseenOrder()
  const own = header.flatMap((title, i) => (ownDayTitles.includes(title) ? [i] : []))
  return new Map([...columns, ...own].map((column) => [column, one]))
}

/** Nothing is read of these columns, but they show how the program writes days. */
function witnesses({ first, header, mapping }: Rows, read: Map<number, ColumnOrder>): Map<number, ColumnOrder> {
  if (mapping.own) return new Map()
  const others = header.flatMap((_, column) => (read.has(column) ? [] : [column]))
  const cells = (column: number) => first.map(({ cells: of }) => of[column] ?? '')
  return new Map(
    others.filter((column) => looksLike(cells(column)) === 'days').map((column) => [column, unseenOrder()]),
  )
}

function learn(columns: Map<number, ColumnOrder>, rows: CsvRow[]): void {
  for (const { cells } of rows) for (const [column, order] of columns) learnOrder(order, cells[column] ?? '')
}

const isOpen = ({ proven, open }: ColumnOrder): boolean => proven.size === 0 && open !== null

/** A program writes the days of all its columns alike; undefined where they prove both orders or none. */
function orderProven(columns: ColumnOrder[]): DateOrder | undefined {
  const [order, ...others] = new Set(columns.flatMap(({ proven }) => [...proven]))
  return others.length === 0 ? order : undefined
}

/** The order of day and month is open in the column; `text` is a day of it. */
export type OpenDay = { column: number; text: string }

/** Orders are by column; `open` are the columns without one. */
type DayOrders = {
  orders: Map<number, DateOrder>
  answer: DateOrder | undefined
  open: OpenDay[]
}

/**
 * A cell of a column proves its order of day and month; else it is as `--dates` says; else as the other columns prove, also those
 * of which nothing is read; else as an earlier answer says; else as answered; else as the setting `date.order` says; else as the
 * language of the titles has it. A column that proves both has the order of `--dates`, or none.
 * @param said the earlier answer
 */
export async function dayOrders(
  context: Context,
  rows: Rows,
  options: ReadOptions,
  said: DateOrder | undefined,
): Promise<DayOrders> {
  const columns = columnsWithDays(rows)
  learn(columns, rows.first)
  const shown = new Map<number, ColumnOrder>()
  if ([...columns.values()].some(isOpen)) {
    for (const [column, order] of witnesses(rows, columns)) shown.set(column, order)
    for await (const page of rows.all()) learn(new Map([...columns, ...shown]), page)
  }
  const known = options.dates ?? orderProven([...columns.values(), ...shown.values()]) ?? said
  const [open] = [...columns].filter(([, order]) => isOpen(order))
  const usual = known ?? options.dateOrder ?? (open && isDayFirst(rows.header) ? 'dmy' : undefined)
  const isAsked = open && options.asks && known === undefined
  const answer = isAsked ? await askForOrder(context, rows.header[open[0]] ?? '', open[1].open ?? '', usual) : undefined
  const orderOf = ({ proven }: ColumnOrder) => (proven.size > 1 ? options.dates : ([...proven][0] ?? answer ?? usual))
  const orders = [...columns].flatMap(([column, each]): [number, DateOrder][] => {
    const order = orderOf(each)
    return order === undefined ? [] : [[column, order]]
  })
  const byColumn = new Map(orders)
  const left = [...columns].flatMap(([column, { open: text }]) =>
    text === null || byColumn.has(column) ? [] : [{ column, text }],
  )
  return { orders: byColumn, answer, open: left }
}

/** The day in the order of the setting stands first. */
async function askForOrder(
  { prompts, today }: Context,
  title: string,
  text: string,
  usual: DateOrder | undefined,
): Promise<DateOrder> {
  const [a = 1, b = 1] = (text.match(/\d+/g) ?? []).map(Number)
  const year = yearOf(today)
  const choices = [
    { name: `${shortDay(dayOf(year, b, a), today)}: the day comes first`, value: 'dmy' as const },
    { name: `${shortDay(dayOf(year, a, b), today)}: the month comes first`, value: 'mdy' as const },
  ]
  return prompts.select(`Which day is ${text} in column "${title}"?`, usual === 'mdy' ? choices.reverse() : choices)
}
