import { wrongUsage } from '#errors.ts'
import type { What } from '../../records.ts'
import type { FieldSource, Mapping } from './mapping.ts'
import { noStates } from './row-state.ts'

const ownTouchColumns = ['id', 'customer', 'on', 'channel', 'purpose', 'tone', 'begun_by', 'minutes', 'note']

/** Our own exports have days in these columns. */
export const ownDayTitles = 'since archived_on last_visit visit_due snoozed_until on birthday anniversary'.split(' ')

/** Titles are the names of the fields. */
const named = (fields: string[]): Record<string, string> => Object.fromEntries(fields.map((field) => [field, field]))

/** Our own exports: columns are only ever added at the end. */
const ownHeaders: { what: What; header: string[]; fields: Record<string, string> }[] = [
  {
    what: 'customers',
    header: ['id', 'customer', 'phone', 'email', 'tags', 'since', 'visit_every', 'archived_on'],
    fields: {
      ...named('id phone email tags since note kind company address birthday anniversary goal'.split(' ')),
      ...{ name: 'customer', alias: 'aliases', every: 'visit_every', snoozed: 'snoozed_until' },
      ...{ archived: 'archived_on', why: 'archived_why' },
    },
  },
  {
    what: 'touches',
    header: ownTouchColumns,
    fields: named([...ownTouchColumns, 'by']),
  },
]

/** Undefined for any other file. */
export function ownMapping(header: string[]): Mapping | undefined {
  const own = ownHeaders.find((each) => each.header.every((title, i) => header[i] === title))
  if (!own) return undefined
  const fields = new Map<string, FieldSource>()
  for (const [field, title] of Object.entries(own.fields)) {
    const columns = header.flatMap((each, i) => (each === title ? [i] : []))
    if (columns.length > 0) fields.set(field, { columns })
  }
  return { what: own.what, fields, noted: [], own: true, key: null, states: noStates }
}

/** @throws wrong usage, for our own export of records that CSV does not bring back, such as facts */
export function refuseOtherExports(header: string[]): void {
  if (header[0] !== 'id' || header[1] !== 'customer') return
  throw wrongUsage(
    `It is an export of cl, but neither of customers nor of touches: ${header.slice(0, 6).join(', ')} …`,
    'A whole book goes out and in as JSON.',
  )
}
