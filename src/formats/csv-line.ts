import { stringify } from 'csv-stringify/sync'

/** The file goes back to where it came from: no guard against formulas. */
export const csvLine = (cells: string[], delimiter: string): string =>
  stringify([cells], {
    delimiter,
    record_delimiter: '',
    quoted_match: /[\r\n]/, // the library quotes a line's end only where it is its own delimiter
  })
