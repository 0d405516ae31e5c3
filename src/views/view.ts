import type { ListedCustomer } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import type { Cells, CsvTable } from '#formats/csv.ts'

export type Style = (text: string) => string
export type Colour = Record<'bold' | 'dim' | 'red' | 'yellow' | 'green', Style>

/** Columns: `width` is for lines of words; `tableWidth` is for tables, and infinite in a pipe, where no cell is cut. */
export type Paper = { width: number; tableWidth: number; colour: Colour; today: Day }

const asItIs: Style = (text) => text

export const noColour: Colour = { bold: asItIs, dim: asItIs, red: asItIs, yellow: asItIs, green: asItIs }

/** All forms are made from the same value. */
export type View<T> = {
  /** A person reads these lines, which come without the last one's end. */
  text: (data: T, paper: Paper) => string
  /** Programs read this value, as `--json`; its keys are in camelCase. */
  json: (data: T, paper: Paper) => unknown
  /** Spreadsheets read this table. */
  csv?: (data: T, paper: Paper) => CsvTable
}

/** The whole screen is no more lines than its height. */
export type ScreenView<T> = (data: T, screen: Paper & { height: number }) => string

export type CsvColumns<T> = Record<string, (thing: T) => Cells[number]>

/** The columns have the names of their fields. */
export const fieldColumns = <Field extends string>(...fields: Field[]): CsvColumns<Record<Field, Cells[number]>> =>
  Object.fromEntries(fields.map((field) => [field, (thing: Record<Field, Cells[number]>) => thing[field]]))

export const listedCsv = {
  id: ({ customer }) => customer.id,
  customer: ({ customer }) => customer.name,
  phone: ({ customer }) => customer.phone,
  email: ({ customer }) => customer.email,
  tags: ({ tags }) => tags.join('; '),
} satisfies CsvColumns<{ customer: ListedCustomer; tags: string[] }>

export function csvOf<T>(things: T[], columns: CsvColumns<T>): { columns: string[]; rows: Cells[] } {
  const cells = Object.values(columns)
  return { columns: Object.keys(columns), rows: things.map((thing) => cells.map((of) => of(thing))) }
}
