import type { CsvTable } from '#formats/csv.ts'
import type { Paper } from './screen.ts'

/** One kind of value in each form. All forms are made from the same value. */
export type View<T> = {
  /** For a person: lines of text without the last line's end. */
  text: (data: T, paper: Paper) => string
  /** For a program: the value for `--json`, keys in camelCase. */
  json: (data: T, paper: Paper) => unknown
  /** For a spreadsheet. */
  csv?: (data: T, paper: Paper) => CsvTable
}

/** A view of a whole screen, in no more lines than its height. */
export type ScreenView<T> = (data: T, screen: Paper & { height: number }) => string
