import { addDays, type Day, daysBetween } from '#domain/days/day.ts'
import { reasonFor, wrongUsage } from '#errors.ts'
import { type Event, explaining, Occurrence, readable, type Written } from './occurrence.ts'
import { recurrences, type Steps } from './recurrence.ts'
import { aloneIn, withDays, writtenIn } from './text.ts'
import { type Component, isTime, isUtc, type Library, type Time, Zones, zoneOf } from './zones.ts'

/** The days from which events are wanted, both included; `since` is null where there is no first day. */
export type Span = { today: Day; since: Day | null }

/** An event as it is written, with the days that it is on. */
export type CalendarEvent = Written & {
  /** @throws wrong usage, for an event that cannot be read, as soon as that shows */
  occurrences: () => Iterable<Occurrence>
}

/** A change of a day and of all that follow it: the first day, and the number of days by which it moves them. */
type Range = { from: Day; event: Event; away: number }

/** The most days on which one event may recur. */
const mostRecurrences = 5_000

/** The events of a calendar. A recurring one is on each of its days up to today once. They have to be read in their order. */
export async function* eventsIn(text: string, span: Span): AsyncGenerator<CalendarEvent> {
  const { default: ical } = await import('ical.js')
  yield* new Calendar(ical, new Zones(ical, text), span).events(text)
}

class Calendar {
  readonly #ical: Library
  readonly #zones: Zones
  readonly #span: Span
  readonly #steps: Steps = { all: 0 }
  /** The versions of each event, by its UID; an event without one stands for itself. */
  readonly #masters = new Map<string, Event[]>()
  /** The changed days of recurring events, by UID. */
  readonly #changed = new Map<string, Event[]>()

  constructor(ical: Library, zones: Zones, span: Span) {
    this.#ical = ical
    this.#zones = zones
    this.#span = span
  }

  /** The events of a text: first the ones that stand alone. */
  *events(text: string): Generator<CalendarEvent> {
    const isAlone = aloneIn(text)
    for (const written of writtenIn(text)) {
      let alone: Event | undefined
      const reason = reasonFor(() =>
        readable(() => {
          const event = this.#read(written)
          if (isAlone(written)) alone = event
          else this.#keep(event)
        }),
      )
      if (reason !== undefined) yield { ...written, occurrences: () => refused(reason) }
      const event = alone
      if (event) yield this.#event(event, () => this.#expand(event, true))
    }
    for (const events of this.#masters.values()) {
      const last = newestOf(events)
      const isAlone = last.length === 1
      for (const event of last) yield this.#event(event, () => this.#expand(event, isAlone))
    }
    // The changes that are left belong to recurring events that are not in the file as a whole.
    for (const events of [...this.#changed.values()]) {
      for (const event of events) yield this.#event(event, () => this.#changesLeft(event))
    }
  }

  #event({ line, text, read }: Event, occurrences: () => Iterable<Occurrence>): CalendarEvent {
    return { line, text, read, occurrences: () => explaining(readable(occurrences)) }
  }

  #keep(event: Event): void {
    const isChange = isTime(event.component.getFirstPropertyValue('recurrence-id'))
    const all = isChange ? this.#changed : this.#masters
    const key = event.uid === '' ? `line ${event.line}` : event.uid
    if (!all.get(key)?.push(event)) all.set(key, [event])
  }

  #read({ line, text, read }: Written): Event {
    if (!/END:VEVENT\s*$/i.test(text)) throw wrongUsage('The event that begins here has no end.')
    const component = new this.#ical.Component(this.#ical.parse(withDays(text)))
    return { line, text, read, component, uid: String(component.getFirstPropertyValue('uid') ?? '') }
  }

  #startOf({ component }: Event): { time: Time; zone: string | null; day: Day } {
    const time = component.getFirstPropertyValue('dtstart')
    if (!isTime(time)) throw wrongUsage('The event has no day on which it begins.')
    const zone = zoneOf(component, 'dtstart')
    return { time, zone, day: this.#zones.dayOf(time, zone) }
  }

  /** The day on which a changed occurrence would have been, in the zone of the event that recurs. */
  #dayBefore({ component }: Event, zone: string | null): Day {
    const before = component.getFirstPropertyValue('recurrence-id')
    if (!isTime(before)) throw wrongUsage('The event does not say which day it changes.')
    return this.#zones.dayOf(before, zone ?? zoneOf(component, 'dtstart'))
  }

  /** The changed days of the event with this UID, each in its newest version, by the day on which it would have been. */
  #changesOf(uid: string, zone: string | null): Map<Day, Event> {
    const changes = new Map<Day, Event>()
    for (const event of this.#changed.get(uid) ?? []) {
      const was = this.#dayBefore(event, zone)
      const other = changes.get(was)
      changes.set(was, (other && newestOf([other, event]).at(-1)) ?? event)
    }
    this.#changed.delete(uid)
    return changes
  }

  *#changesLeft({ uid }: Event): Generator<Occurrence> {
    for (const [was, event] of this.#changesOf(uid, null)) yield this.#moved(event, was)
  }

  #moved(event: Event, was: Day): Occurrence {
    return new Occurrence(event, this.#zones, { on: this.#startOf(event).day, was })
  }

  /** @param isAlone true when no other event has its UID */
  *#expand(event: Event, isAlone: boolean): Generator<Occurrence> {
    const { time, zone, day } = this.#startOf(event)
    const changes = this.#changesOf(event.uid, zone)
    const isOnce = !['rrule', 'rdate'].some((name) => event.component.hasProperty(name))
    const ranges = this.#rangesOf(changes)
    for (const on of this.#daysOf(event, { time, zone, day }, ranges)) {
      const instead = changes.get(on)
      const range = ranges.findLast(({ from }) => from <= on)
      if (instead) {
        changes.delete(on)
        yield this.#moved(instead, on)
      } else if (range) yield new Occurrence(range.event, this.#zones, { on: addDays(on, range.away), was: on })
      else yield new Occurrence(event, this.#zones, { on, was: isOnce && isAlone ? null : on })
    }
    for (const [was, instead] of changes) yield this.#moved(instead, was)
  }

  /** Changes of a day and of all that follow it, by day. */
  #rangesOf(changes: Map<Day, Event>): Range[] {
    return [...changes]
      .filter(([, { component }]) => /^THISANDFUTURE$/i.test(rangeOf(component)))
      .map(([from, event]) => ({ from, event, away: daysBetween(from, this.#startOf(event).day) }))
      .sort((a, b) => (a.from < b.from ? -1 : 1))
  }

  /** The days of an event up to today, each once; where a change moves days back, up to the day that moves to today. */
  #daysOf(
    { component }: Event,
    { time, zone, day: first }: { time: Time; zone: string | null; day: Day },
    ranges: Range[],
  ): Set<Day> {
    const last = addDays(this.#span.today, Math.max(0, ...ranges.map(({ away }) => -away)))
    const days = new Set<Day>([first])
    const dayOf = (each: Time) => this.#zones.dayOf(each, zone)
    if (first <= last) {
      for (const rule of component.getAllProperties('rrule')) {
        const value: unknown = rule.getFirstValue()
        if (!(value instanceof this.#ical.Recur)) continue
        const until = this.#lastOf(value.until, { start: time, zone, last })
        for (const each of recurrences(value, time, until, this.#steps)) days.add(dayOf(each))
      }
    }
    for (const each of timesOf(component, 'rdate')) days.add(dayOf(each))
    for (const each of timesOf(component, 'exdate')) days.delete(dayOf(each))
    const { since } = this.#span
    const wanted = [...days].filter((on) => since === null || on >= since)
    if (wanted.length > mostRecurrences) {
      throw wrongUsage(`The event recurs more than ${mostRecurrences} times: narrow it with --since.`)
    }
    return days
  }

  /**
   * The last time at which an event can recur. The end of a rule is in world time where its start is in a zone, or is a whole
   * day; as a day it is included to its end. Nothing after the last day that is wanted is looked for.
   */
  #lastOf(until: Time | null, { start, zone, last: wanted }: { start: Time; zone: string | null; last: Day }): Time {
    const end = this.#ical.Time.fromDateString(addDays(wanted, 1))
    if (!until) return end
    const last = isUtc(until) && !isUtc(start) ? this.#zones.floating(until, zone) : until.clone()
    if (start.isDate) last.isDate = true
    else if (last.isDate) {
      last.isDate = false
      last.adjust(0, 23, 59, 59)
    }
    return last.compare(end) > 0 ? end : last
  }
}

/** The range of a change: `THISANDFUTURE` for all days that follow, else an empty text. */
const rangeOf = (component: Component): string =>
  String(component.getFirstProperty('recurrence-id')?.getFirstParameter('range') ?? '')

/** The version of an event, as a text that grows: the number of its changes, and the time of the last one. */
function versionOf({ component }: Event): string {
  const sequence = Number(component.getFirstPropertyValue('sequence') ?? 0)
  // The time is taken as it is written: where it is none, the event can be read all the same.
  const modified = String(component.getFirstProperty('last-modified')?.toJSON()[3] ?? '')
  return `${String(Number.isFinite(sequence) ? sequence : 0).padStart(12, '0')} ${modified}`
}

/** The newest of several versions of one event; all of them where several are equally new, as they are different events. */
function newestOf(events: Event[]): Event[] {
  if (events.length < 2) return events
  const versions = events.map(versionOf)
  const newest = versions.reduce((a, b) => (a > b ? a : b))
  return events.filter((_, i) => versions[i] === newest)
}

function refused(reason: string): never {
  throw wrongUsage(reason)
}

/** The times of a property; of a period, its start. */
const timesOf = (component: Component, name: string): Time[] =>
  component
    .getAllProperties(name)
    .flatMap((property) => property.getValues() as unknown[])
    .map((value) => (isTime(value) ? value : (value as { start?: unknown } | null)?.start))
    .filter(isTime)
