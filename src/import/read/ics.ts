import type IcalLibrary from 'ical.js'
import { addDays, type Day, dayInZone, dayOf } from '#domain/day.ts'
import { checkNote, checkText } from '#domain/name.ts'
import { UserError, wrongUsage } from '#errors.ts'
import { ownUid } from '#formats/content-lines.ts'
import { countMore, type ImportedTouch, noRecords, plainTouch, type Records } from '../records.ts'

type Library = typeof IcalLibrary
type Component = InstanceType<Library['Component']>
type Time = InstanceType<Library['Time']>

/** The days whose events are wanted, both included. */
type Span = { today: Day; since: Day | null }

/** One event as it is written, and the line of the file that it begins on. */
type Written = { line: number; text: string }
type Event = Written & { component: Component; uid: string }

/** How many times one event may recur, and how many events there may be with all that recur. */
const mostRecurrences = 5_000
const mostTouches = 100_000
/** How many days are tried at most to find those on which an event recurs, and all events of a file. */
const mostSteps = 50_000
const mostStepsOfAll = 1_000_000
const longestInterval = 1_000

const videoWords = /\b(zoom|video|webex|skype|jitsi|teams|meet\.google|google meet|whereby)\b/i
const callWords = /\b(call|phone|rang|anruf|telefonat|telefon)\b/i
const dateWords = /birthday|anniversary|geburtstag|jahrestag|anniversaire/i

/**
 * The past events of a calendar, as touches: meetings as visits, calls as calls. What recurs is there once for each day.
 * @param span events before `since` or after `today` are left out
 */
export async function icsRecords(text: string, span: Span): Promise<Records> {
  const { default: ical } = await import('ical.js')
  const records = noRecords()
  const zone = /^X-WR-TIMEZONE:(.+?)\s*$/im.exec(text)?.[1] ?? null
  const calendar = new Calendar(ical, zone, span, records)
  for (const written of eventsIn(text)) calendar.add(written)
  calendar.expand()
  return records
}

/** The events of a calendar, each with the lines that belong to it alone. */
function* eventsIn(text: string): Generator<Written> {
  let lines: string[] | undefined
  let begins = 0
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (/^BEGIN:VEVENT\s*$/i.test(line)) {
      lines = []
      begins = i + 1
    }
    lines?.push(line)
    if (lines && /^END:VEVENT\s*$/i.test(line)) {
      yield { line: begins, text: lines.join('\n') }
      lines = undefined
    }
  }
  if (lines) yield { line: begins, text: lines.join('\n') }
}

class Calendar {
  readonly #ical: Library
  readonly #zone: string | null
  readonly #span: Span
  readonly #records: Records
  readonly #masters: Event[] = []
  #steps = 0
  /** Single days of something that recurs, which were changed: by the event, then by the day that it was on. */
  readonly #changed = new Map<string, Map<Day, Event>>()

  constructor(ical: Library, zone: string | null, span: Span, records: Records) {
    this.#ical = ical
    this.#zone = zone
    this.#span = span
    this.#records = records
  }

  add(written: Written): void {
    this.#guard(written, () => {
      const event = this.#read(written)
      const recurrence = event.component.getFirstPropertyValue('recurrence-id')
      if (!isTime(recurrence)) this.#masters.push(event)
      else {
        const days = this.#changed.get(event.uid) ?? new Map<Day, Event>()
        days.set(this.#dayOf(recurrence, event), event)
        this.#changed.set(event.uid, days)
      }
    })
  }

  expand(): void {
    for (const event of this.#masters) this.#guard(event, () => this.#expandOne(event))
    // What is left was changed in something that is not in the file as a whole.
    for (const days of this.#changed.values()) {
      for (const [was, event] of days) this.#guard(event, () => this.#addTouch(event, this.#startOf(event).day, was))
    }
  }

  /** Does something with an event, which is bad if that cannot be done. */
  #guard({ line, text }: Written, work: () => void): void {
    try {
      work()
    } catch (error) {
      // The library has no errors of its own kind: whatever it throws is about the text that it was given.
      const reason =
        error instanceof UserError ? error.message : `The event cannot be read: ${String(error).slice(0, 200)}`
      this.#records.bad.push({ line, reason, text })
    }
  }

  #read({ line, text }: Written): Event {
    if (!/END:VEVENT\s*$/i.test(text)) throw wrongUsage('The event that begins here has no end.')
    const component = new this.#ical.Component(this.#ical.parse(text))
    return { line, text, component, uid: String(component.getFirstPropertyValue('uid') ?? '') }
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

  #expandOne(event: Event): void {
    const { time, day } = this.#startOf(event)
    const changed = this.#changed.get(event.uid)
    for (const on of this.#daysOf(event, time, day)) {
      const instead = changed?.get(on)
      if (instead) {
        changed?.delete(on)
        this.#addTouch(instead, this.#startOf(instead).day, on)
      } else this.#addTouch(event, on, on)
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

  #addTouch(event: Event, on: Day, was: Day): void {
    const { component, uid, line } = event
    const text = (name: string) => checkText(name, String(component.getFirstPropertyValue(name) ?? '')).trim()
    // Those that cl itself puts into a calendar are to come, and not touches.
    const reason = uid.endsWith(ownUid)
      ? 'from the calendar that cl writes'
      : this.#reasonAgainst(component, on, text('summary'), text('status'))
    if (reason !== undefined) {
      countMore(this.#records.leftOut, reason)
      return
    }
    if (this.#records.touches.length >= mostTouches)
      throw wrongUsage(`There are more than ${mostTouches} events: narrow them with --since.`)
    const people = [...component.getAllProperties('attendee'), ...component.getAllProperties('organizer')]
    const names = people.map((each) => String(each.getFirstParameter('cn') ?? ''))
    const emails = people.flatMap((each) => [
      String(each.getFirstValue() ?? '').replace(/^mailto:/i, ''),
      String(each.getFirstParameter('email') ?? ''),
    ])
    const touch: ImportedTouch = {
      ...plainTouch(line, { emails, text: [text('summary'), text('location'), ...names].join(' | ') }, on),
      key: uid === '' ? null : `${uid.slice(0, 4_000)} ${was}`,
      channel: channelOf(
        `${text('summary')} ${text('location')} ${text('description').slice(0, 2_000)}`,
        text('summary'),
      ),
      minutes: minutesOf(component),
      note: text('summary') === '' ? null : checkNote('summary', text('summary')),
    }
    this.#records.touches.push(touch)
  }

  /** Why an event is left out; undefined when it is not. */
  #reasonAgainst(component: Component, on: Day, summary: string, status: string): string | undefined {
    const { today, since } = this.#span
    if (status.toUpperCase() === 'CANCELLED') return 'cancelled'
    if (on > today) return 'after today'
    if (since !== null && on < since) return 'before --since'
    const start = component.getFirstPropertyValue('dtstart')
    return isTime(start) && start.isDate && dateWords.test(summary) ? 'birthdays and anniversaries' : undefined
  }
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

const channelOf = (all: string, summary: string): string =>
  videoWords.test(all) ? 'video' : callWords.test(summary) ? 'call' : 'visit'

/** How long a meeting took, in minutes; null for whole days and what has no end. */
function minutesOf(component: Component): number | null {
  const start = component.getFirstPropertyValue('dtstart')
  const end = component.getFirstPropertyValue('dtend')
  if (!isTime(start) || !isTime(end) || start.isDate) return null
  const minutes = Math.round(end.subtractDateTz(start).toSeconds() / 60)
  return minutes > 0 && minutes <= 24 * 60 ? minutes : null
}
