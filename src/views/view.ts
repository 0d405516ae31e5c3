import type { CsvTable } from '#formats/csv.ts'
import type { Paper } from './screen.ts'

/** How one kind of value is shown: each form is made from the same value. */
export type View<T> = {
  /** For a person: lines of text without the last line's end. */
  text: (data: T, paper: Paper) => string
  /** For a program: the value for `--json`, keys in camelCase. */
  json: (data: T) => unknown
  /** For a spreadsheet. */
  csv?: (data: T) => CsvTable
}

/** How a value is shown on a whole screen, in no more lines than its height. */
export type ScreenView<T> = (data: T, screen: Paper & { height: number }) => string
