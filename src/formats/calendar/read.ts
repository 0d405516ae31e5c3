import type IcalLibrary from 'ical.js'
import { addDays, type Day, dayInZone, dayOf } from '#domain/day.ts'
import { reasonFor, UserError, wrongUsage } from '#errors.ts'

type Library = typeof IcalLibrary
type Component = InstanceType<Library['Component']>
type Time = InstanceType<Library['Time']>

/** The days whose events are wanted, both included. */
export type Span = { today: Day; since: Day | null }

/** An event of a calendar on one of its days. */
export class Occurrence {
  readonly #component: Component
  readonly uid: string
  /** The line of the file on which what is said of this day begins. */
  readonly line: number
  readonly on: Day
  /** The day on which it would be, had that not been changed. */
  readonly was: Day

  constructor({ component, uid, line }: Event, on: Day, was: Day) {
    this.#component = component
    this.uid = uid
    this.line = line
    this.on = on
    this.was = was
  }

  /** The text of a property; empty when there is none. */
  text(name: 'summary' | 'location' | 'description' | 'status'): string {
    return readable(() => String(this.#component.getFirstPropertyValue(name) ?? ''))
  }

  /** Whether it has no time of the day. */
  isWholeDay(): boolean {
    const start = this.#time('dtstart')
    return start?.isDate === true
  }

  /** The names and the e-mail addresses of those who take part, and of who invited them; a text may be neither. */
  people(): { names: string[]; emails: string[] } {
    return readable(() => {
      const people = ['attendee', 'organizer'].flatMap((name) => this.#component.getAllProperties(name))
      return {
        names: people.map((each) => String(each.getFirstParameter('cn') ?? '')),
        emails: people.flatMap((each) => [
          String(each.getFirstValue() ?? '').replace(/^mailto:/i, ''),
          String(each.getFirstParameter('email') ?? ''),
        ]),
      }
    })
  }

  /** How long it took, in minutes; null for whole days and what has no end. */
  minutes(): number | null {
    const [start, end] = [this.#time('dtstart'), this.#time('dtend')]
    if (!start || !end || start.isDate) return null
    const minutes = readable(() => Math.round(end.subtractDateTz(start).toSeconds() / 60))
    return minutes > 0 && minutes <= 24 * 60 ? minutes : null
  }

  #time(name: 'dtstart' | 'dtend'): Time | undefined {
    const time = readable(() => this.#component.getFirstPropertyValue(name))
    return isTime(time) ? time : undefined
  }
}

/** One event as it is written, the line of the file that it begins on, and how many characters of it are read by its end. */
type Written = { line: number; text: string; read: number }
type Event = Written & { component: Component; uid: string }

/** An event as it is written, with the days that it is on. */
export type CalendarEvent = Written & {
  /** @throws wrong usage, for an event that cannot be read, as soon as that is found */
  occurrences: () => Iterable<Occurrence>
}

/** How many times one event may recur. */
const mostRecurrences = 5_000
/** How many days are tried at most to find those on which an event recurs, and all events of a file. */
const mostSteps = 50_000
const mostStepsOfAll = 1_000_000
const longestInterval = 1_000

/** The events of a calendar. What recurs is on each of its days up to today once. They have to be read in their order. */
export async function* eventsIn(text: string, span: Span): AsyncGenerator<CalendarEvent> {
  const { default: ical } = await import('ical.js')
  const zone = /^X-WR-TIMEZONE:(.+)$/im.exec(text)?.[1]?.trim() || null
  yield* new Calendar(ical, zone, span).events(text)
}

/** The events of a text, each with the lines that belong to it alone. */
function* writtenIn(text: string): Generator<Written> {
  let lines: string[] | undefined
  let begins = 0
  for (const { line, number, end } of linesOf(text)) {
    if (/^BEGIN:VEVENT\s*$/i.test(line)) {
      lines = []
      begins = number
    }
    lines?.push(line)
    if (lines && /^END:VEVENT\s*$/i.test(line)) {
      yield { line: begins, text: lines.join('\n'), read: end }
      lines = undefined
    }
  }
  if (lines) yield { line: begins, text: lines.join('\n'), read: text.length }
}

/** The lines of a text one by one, with their numbers from 1, and where each ends. */
function* linesOf(text: string): Generator<{ line: string; number: number; end: number }> {
  const lineEnd = /\r\n|\n|\r/g
  let number = 0
  for (let start = 0; start <= text.length; start = lineEnd.lastIndex) {
    const end = lineEnd.exec(text)?.index ?? text.length
    number += 1
    yield { line: text.slice(start, end), number, end }
    if (end === text.length) return
  }
}

class Calendar {
  readonly #ical: Library
  readonly #zone: string | null
  readonly #span: Span
  #steps = 0
  /** Single days of something that recurs, which were changed: by the event, then by the day that it was on. */
  readonly #changed = new Map<string, Map<Day, Event>>()

  constructor(ical: Library, zone: string | null, span: Span) {
    this.#ical = ical
    this.#zone = zone
    this.#span = span
  }

  /** Days that were changed are read first: the event that they belong to may stand before them or after. */
  *events(text: string): Generator<CalendarEvent> {
    const isRead = new Set<number>()
    for (const written of writtenIn(text)) {
      if (!/^RECURRENCE-ID[;:]/im.test(written.text)) continue
      const reason = reasonFor(() => readable(() => this.#change(written) && isRead.add(written.line)))
      if (reason === undefined) continue
      isRead.add(written.line)
      yield { ...written, occurrences: () => refused(reason) }
    }
    for (const written of writtenIn(text)) {
      if (isRead.has(written.line)) continue
      let event: Event | undefined
      const reason = reasonFor(() => {
        event = readable(() => this.#read(written))
      })
      const master = event
      if (master) yield this.#event(master, () => this.#expand(master))
      else yield { ...written, occurrences: () => refused(reason ?? '') }
    }
    // What is left was changed in something that is not in the file as a whole.
    for (const days of this.#changed.values())
      for (const [was, event] of days) yield this.#event(event, () => this.#moved(event, was))
  }

  #event({ line, text, read }: Event, occurrences: () => Iterable<Occurrence>): CalendarEvent {
    return { line, text, read, occurrences: () => explaining(occurrences()) }
  }

  /** @returns whether it is a day that was changed */
  #change(written: Written): boolean {
    const event = this.#read(written)
    const recurrence = event.component.getFirstPropertyValue('recurrence-id')
    if (!isTime(recurrence)) return false
    const days = this.#changed.get(event.uid) ?? new Map<Day, Event>()
    days.set(this.#dayOf(recurrence, event), event)
    this.#changed.set(event.uid, days)
    return true
  }

  #read({ line, text, read }: Written): Event {
    if (!/END:VEVENT\s*$/i.test(text)) throw wrongUsage('The event that begins here has no end.')
    const component = new this.#ical.Component(this.#ical.parse(text))
    return { line, text, read, component, uid: String(component.getFirstPropertyValue('uid') ?? '') }
  }

  #startOf(event: Event): { time: Time; day: Day } {
    const time = event.component.getFirstPropertyValue('dtstart')
    if (!isTime(time)) throw wrongUsage('The event has no day on which it begins.')
    return { time, day: this.#dayOf(time, event) }
  }

  /** The day as it was where the event was; one that is kept in world time is turned into the calendar's zone. */
  #dayOf(time: Time, event: Event): Day {
    const written = dayOf(time.year, time.month, time.day)
    if (time.zone?.tzid !== 'UTC') return written
    const start = event.component.getFirstProperty('dtstart')?.getFirstParameter('tzid')
    return dayInZone(time, [start ?? null, this.#zone])
  }

  *#moved(event: Event, was: Day): Generator<Occurrence> {
    yield new Occurrence(event, this.#startOf(event).day, was)
  }

  *#expand(event: Event): Generator<Occurrence> {
    const { time, day } = this.#startOf(event)
    const changed = this.#changed.get(event.uid)
    for (const on of this.#daysOf(event, time, day)) {
      const instead = changed?.get(on)
      if (instead) {
        changed?.delete(on)
        yield* this.#moved(instead, on)
      } else yield new Occurrence(event, on, on)
    }
  }

  /** The days of an event up to today, each once. */
  #daysOf(event: Event, start: Time, first: Day): Set<Day> {
    const { component } = event
    const days = new Set<Day>([first])
    for (const rule of component.getAllProperties('rrule')) {
      for (const time of this.#recurrences(rule.getFirstValue(), start, first)) days.add(this.#dayOf(time, event))
    }
    for (const time of timesOf(component, 'rdate')) days.add(this.#dayOf(time, event))
    for (const time of timesOf(component, 'exdate')) days.delete(this.#dayOf(time, event))
    const { since } = this.#span
    const wanted = [...days].filter((on) => since === null || on >= since)
    if (wanted.length > mostRecurrences) {
      throw wrongUsage(`The event recurs more than ${mostRecurrences} times: narrow it with --since.`)
    }
    return days
  }

  *#recurrences(value: unknown, start: Time, first: Day): Generator<Time> {
    if (!(value instanceof this.#ical.Recur) || first > this.#span.today) return
    if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(value.freq)) {
      throw wrongUsage('The event recurs more often than once a day.')
    }
    if (value.interval > longestInterval)
      throw wrongUsage(`The event recurs every ${value.interval}th time: that is too seldom.`)
    checkParts(value.parts)
    const rule = value.clone()
    const end = this.#ical.Time.fromDateString(addDays(this.#span.today, 1))
    if (!rule.until || rule.until.compare(end) > 0) rule.until = end
    const iterator = rule.iterator(start)
    this.#boundSteps(iterator)
    for (let time = iterator.next(); time; time = iterator.next()) yield time
  }

  /** Some rules fit no day, and the library would look for one for ever. */
  #boundSteps(iterator: object): void {
    const inner = iterator as { check_contracting_rules(): boolean }
    const check = inner.check_contracting_rules.bind(iterator)
    let steps = 0
    inner.check_contracting_rules = () => {
      steps += 1
      this.#steps += 1
      if (steps > mostSteps) throw wrongUsage('The rule by which the event recurs finds no end.')
      if (this.#steps > mostStepsOfAll)
        throw wrongUsage('The events before it recur too often to go on: divide the file.')
      return check()
    }
  }
}

/** The library has no errors of its own kind: whatever it throws is about the text that it was given. */
const explained = (error: unknown): UserError =>
  error instanceof UserError ? error : wrongUsage(`The event cannot be read: ${String(error).slice(0, 200)}`)

function readable<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw explained(error)
  }
}

function* explaining<T>(all: Iterable<T>): Generator<T> {
  try {
    yield* all
  } catch (error) {
    throw explained(error)
  }
}

function refused(reason: string): never {
  throw wrongUsage(reason)
}

/** The largest value of each part of a rule, either way; the library would count up to any other. */
const largest: Record<string, number> = {
  BYSECOND: 60,
  BYMINUTE: 59,
  BYHOUR: 23,
  BYMONTHDAY: 31,
  BYYEARDAY: 366,
  BYWEEKNO: 53,
  BYMONTH: 12,
  BYSETPOS: 366,
}

/** @throws wrong usage, for a part of a rule that is out of its bounds */
function checkParts(parts: object): void {
  for (const [part, values] of Object.entries(parts)) {
    const isRight = (value: unknown) =>
      part === 'BYDAY'
        ? /^([+-]?([1-9]|[1-4]\d|5[0-3]))?(SU|MO|TU|WE|TH|FR|SA)$/.test(String(value))
        : /^-?\d+$/.test(String(value)) && Math.abs(Number(value)) <= (largest[part] ?? 0)
    const list: unknown[] = [values].flat()
    if (list.length > 366 || !list.every(isRight))
      throw wrongUsage(`The ${part} of the rule by which it recurs is none.`)
  }
}

const isTime = (value: unknown): value is Time =>
  typeof value === 'object' && value !== null && 'isDate' in value && 'year' in value

/** The times of a property; of a period, when it begins. */
const timesOf = (component: Component, name: string): Time[] =>
  component
    .getAllProperties(name)
    .flatMap((property) => property.getValues() as unknown[])
    .map((value) => (isTime(value) ? value : (value as { start?: unknown } | null)?.start))
    .filter(isTime)
