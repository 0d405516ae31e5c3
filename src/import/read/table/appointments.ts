import { keptKey } from '#book/kept-key.ts'
import { checkNote, longestNote } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import { tried } from '#errors.ts'
import { looksLikeDay, writtenDay } from '#formats/days/day-parts.ts'
import { type ImportedCustomer, type ImportedTouch, type Met, plainTouch } from '../../records.ts'
import { channelOf } from '../meeting-words.ts'
import { looksLike } from './cells.ts'
import { columnsOf, type FieldSource, type Mapping, type SaidMapping } from './mapping.ts'
import type { Cell, RowFields } from './row-fields.ts'
import { bare, fieldTitled, isBillNumber, isOurs, type Titled } from './titles.ts'

/** `--map` can say these fields of an appointment or an order. */
export const ofAppointments = ['on', 'purpose', 'channel']

/** Such titles name a day of whatever, and one of an appointment beside a service alone. */
const plainDays = /^(?:date|day|datum|tag|jour|fecha|data|giorno|dag|dato|dia|dzien|paiva|den)$/

const time = /\d{1,2}[:.]\d{2}(?![.\d])(?::\d{2})?(?: ?[ap]\.?m\b)?/i
const isTimed = (cell: string): boolean => time.test(cell)

/** The first time of the day in a cell counts; null where there is none. */
export const timeIn = (cell: string): string | null => time.exec(cell)?.[0] ?? null

/** `State` is a part of an address beside its town. */
const isOfPlace = (title: string, header: string[]): boolean =>
  fieldTitled(title, 'customers') === 'region' && header.some((each) => fieldTitled(each, 'customers') === 'city')

/** The minutes are those since midnight; null for a text without a time. */
function minutesAt(text: string | null): number | null {
  const [, hour, minute, half] = /^(\d{1,2})[:.](\d{2})[:\d]* ?([ap])?/i.exec(text ?? '') ?? []
  if (hour === undefined) return null
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0)
  return hours * 60 + Number(minute)
}

/** The row's own end counts where it is on the day itself; null without one. */
function minutesUntilEnd(fields: RowFields, on: Day, at: string | null): number | null {
  const cells = fields.cells('end')
  const isOtherDay = (cell: Cell) => looksLikeDay(cell.text) && ![on, null].includes(dayIn(fields, cell))
  const end = cells.some(isOtherDay) ? undefined : cells.flatMap(({ text }) => timeIn(text) ?? [])[0]
  const [from, to] = [minutesAt(at), minutesAt(end ?? null)]
  return from !== null && to !== null && to > from ? to - from : null
}

/**
 * Programs for bookings export appointments so: each row is a customer, and a meeting with them.
 * @returns the columns by their fields; undefined for any other table
 */
export function appointmentFields(header: string[], cells: string[][]): Map<string, FieldSource> | undefined {
  const titled = (what: Titled, field: string) =>
    header.flatMap((title, column) => (!isOurs(title, header) && fieldTitled(title, what) === field ? [column] : []))
  const service = titled('appointments', 'service')
  const times = titled('appointments', 'at')
  const number = titled('appointments', 'number')
  // People in an address book have a description of their job, and somebody met at an event its name.
  const isSurely = (column: number) => !/^(?:jobdescription|eventname)$/.test(bare(header[column] ?? ''))
  const plain = titled('touches', 'on').filter((column) => plainDays.test(bare(header[column] ?? '')))
  const end = titled('appointments', 'end')
  const hasTimes = (columns: number[]) => columns.some((column) => cells[column]?.some(isTimed))
  // A membership and a contract have a start and an end, too, without a time of the day.
  const isOfMeetings = service.length > 0 || number.length > 0 || hasTimes(end)
  const starts = isOfMeetings && hasTimes(times) ? times : []
  const [day] = [
    ...titled('appointments', 'on'),
    ...starts,
    ...(service.some(isSurely) && !header.some(isBillNumber) ? plain : []),
  ].filter((column) => looksLike(cells[column] ?? []) === 'days')
  if (day === undefined) return undefined
  const columns = {
    on: [day],
    at: [...times.filter((column) => column !== day), day],
    service: service.length > 0 ? service : titled('appointments', 'kind'),
    minutes: titled('touches', 'minutes'),
    end,
    number,
    cancelled: titled('touches', 'cancelled'),
    no_show: titled('touches', 'no_show'),
    taken: titled('touches', 'taken'),
    state: [...titled('touches', 'state'), ...titled('appointments', 'state')].filter(
      (column) => !isOfPlace(header[column] ?? '', header),
    ),
  }
  const found = Object.entries(columns).filter(([, some]) => some.length > 0)
  return new Map(found.map(([field, some]) => [field, { columns: some }]))
}

/** A note beside appointments is one of the appointment, and so is the day on which a row was made. */
export function addAppointments(
  fields: Map<string, FieldSource>,
  appointments: Map<string, FieldSource> | undefined,
): void {
  if (!appointments) return
  fields.delete('since')
  const used = [...appointments.keys()].flatMap((field) => columnsOf(appointments, field))
  for (const field of [...fields.keys()]) {
    const columns = columnsOf(fields, field).filter((column) => !used.includes(column))
    fields.delete(field)
    if (columns.length > 0) fields.set(field === 'note' ? 'appointment_note' : field, { columns })
  }
  for (const [field, source] of appointments) fields.set(field, source)
}

export const hasAppointments = ({ what, fields }: Mapping): boolean => what === 'customers' && fields.has('on')

/**
 * An appointment is a meeting with the row's customer; an order has no time, and came in the usual way. A row without a day has that
 * of the row above where it has its number, too; else null.
 * @throws wrong usage, for a day that is none
 */
export function appointmentOf(
  fields: RowFields,
  line: number,
  { name, email }: ImportedCustomer,
  above: ImportedTouch | undefined,
): ImportedTouch | null {
  const number = fields.one('number')
  const isFurther = number !== '' && above?.key === keptKey(number)
  const on = fields.day('on', (text, reading) => writtenDay('day', text, reading)) ?? (isFurther ? above.on : null)
  if (on === null) return null
  const isOrder = fields.columns('at').length === 0
  const at = fields.all('at').flatMap((text) => timeIn(text) ?? [])[0] ?? null
  const { minutes, lines } = fields.length()
  const [title = '', ...more] = [...fields.all('service'), ...fields.all('appointment_note'), ...lines]
  return {
    ...plainTouch(line, { row: line, at, whyNot: fields.whyNotTaken() ?? null, isLast: false }, on),
    key: keptKey(number || [on, at ?? '', email ?? name].join(' ')),
    channel: fields.one('channel') || (isOrder ? null : channelOf(title, title)),
    purpose: fields.optional('purpose', (text) => text),
    minutes: minutes ?? minutesUntilEnd(fields, on, at),
    note: title === '' ? null : checkNote('note', [title, ...more].join('\n')),
  }
}

const whyNot = ({ whom }: ImportedTouch): string | null => ('row' in whom ? whom.whyNot : null)

/** An order may name its customer in the first of its rows alone. */
const isStill = ({ name, email }: ImportedCustomer, above: ImportedCustomer): boolean =>
  name === above.name || (name === email && email === above.email)

/**
 * Each thing of an order or an appointment has a row: the note of a further one goes to the row above.
 * @returns false for any other row, and for a thing that alone did not take place
 */
export function isAddedTo(above: Met | null, { touch, customer }: Met, fields: RowFields): boolean {
  if (above === null || above.touch.key !== touch.key || above.touch.on !== touch.on) return false
  if (!isStill(customer, above.customer)) return false
  if (whyNot(above.touch) !== whyNot(touch) && !fields.hasNoState()) return false
  addToNote(above.touch, touch.note?.split('\n') ?? [])
  return true
}

const more = /\n\u2026 and (\d+) more$/
const roomForMore = 50

/** Each line comes once; a last line counts the rows for whose lines there is no room. */
export function addToNote(touch: ImportedTouch, lines: string[]): void {
  const before = touch.note?.split('\n') ?? []
  const [, count] = more.exec(touch.note ?? '') ?? []
  const text = [...new Set([...before, ...lines])].join('\n')
  if (count === undefined && text.length <= longestNote - roomForMore)
    touch.note = text === '' ? null : checkNote('note', text)
  else if (lines.length > 0) {
    const kept = (touch.note ?? '').replace(more, '').slice(0, longestNote - roomForMore)
    touch.note = `${kept}\n\u2026 and ${Number(count ?? 0) + 1} more`
  }
}

/** A last contact does not say what it was, and is no touch: the field holds the days of last visits alone. */
export const lastVisitField = 'last_visit'

/** Columns are left out that hold no days, or of which options or answers say something else; and all of them beside appointments. */
export function leaveOtherVisits(
  fields: Map<string, FieldSource>,
  header: string[],
  cells: string[][],
  { fields: said, columns: answers = {} }: SaidMapping,
): void {
  if (Object.hasOwn(said, lastVisitField)) return
  const used = Object.keys(said).flatMap((field) => columnsOf(fields, field))
  const columns = columnsOf(fields, lastVisitField).filter(
    (column) =>
      !fields.has('on') &&
      !used.includes(column) &&
      !Object.hasOwn(answers, header[column] ?? '') &&
      cells[column]?.some(looksLikeDay),
  )
  fields.delete(lastVisitField)
  if (columns.length > 0) fields.set(lastVisitField, { columns })
}

export const hasLastVisits = ({ fields }: Mapping): boolean => fields.has(lastVisitField)

const read = (fields: RowFields, cell: Cell) => tried(() => writtenDay('day', cell.text, fields.readingOf(cell)))

/** Null for a cell that is no day. */
function dayIn(fields: RowFields, cell: Cell): Day | null {
  const day = read(fields, cell)
  return 'result' in day ? day.result : null
}

/** Each day has one visit, with the title of its column as its key: a later file with another day brings another one. */
export function lastVisitsOf(fields: RowFields, line: number): ImportedTouch[] {
  const touches: ImportedTouch[] = []
  for (const cell of fields.cells(lastVisitField)) {
    const on = dayIn(fields, cell)
    if (on === null || touches.some((each) => each.on === on)) continue
    const title = fields.title(cell.column)
    const note = title === '' ? null : checkNote('note', title)
    const whom = { row: line, at: null, whyNot: null, isLast: true }
    touches.push({ ...plainTouch(line, whom, on), key: keptKey(`last ${on}`), channel: 'visit', note })
  }
  return touches
}

/** Cells that are no day, such as `in spring`, become lines of the note. */
export const unreadVisits = (fields: RowFields): string[] =>
  fields
    .cells(lastVisitField)
    .flatMap((cell) => ('refused' in read(fields, cell) ? [`${fields.title(cell.column)}: ${cell.text}`] : []))
