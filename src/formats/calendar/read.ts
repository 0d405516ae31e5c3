import { addDays, type Day, daysBetween } from '#domain/days/day.ts'
import { remembered } from '#domain/remembered.ts'
import { tried, wrongUsage } from '#errors.ts'
import { EventDays, type Start, type WantedDays } from './event-days.ts'
import { dayName, type Event, explaining, Occurrence, readable, type Series, type Written } from './occurrence.ts'
import { withNewWords } from './old-words.ts'
import { aloneIn, seriesOf, withDays, writtenIn } from './text.ts'
import { type Component, isTime, type Library, Zones, zoneOf } from './zones.ts'

type FoundEvent = Written & {
  /** @throws wrong usage, for an event that cannot be read, as soon as that shows */
  occurrences: () => Iterable<Occurrence>
  /** True where the next event is of the same series. */
  goesOn: boolean
}

/** The change is of a day and of all that follow it; it moves them by so many days. */
type Range = { from: Day; event: Event; away: number }

/** A recurring event is on each of its days up to today once. The events have to be read in their order. */
export async function* eventsIn(text: string, wanted: WantedDays): AsyncGenerator<FoundEvent> {
  const { default: ical } = await import('ical.js')
  yield* new Calendar(ical, new Zones(ical, text), wanted).events(text)
}

class Calendar {
  readonly #ical: Library
  readonly #zones: Zones
  readonly #days: EventDays
  /** The keys are UIDs; an event without one stands for itself. */
  readonly #masters = new Map<string, Event[]>()
  /** The keys are UIDs. */
  readonly #changed = new Map<string, Event[]>()

  constructor(ical: Library, zones: Zones, wanted: WantedDays) {
    this.#ical = ical
    this.#zones = zones
    this.#days = new EventDays(ical, zones, wanted)
  }

  /** Events that stand alone come first. */
  *events(text: string): Generator<FoundEvent> {
    const alone = aloneIn(text)
    for (const written of writtenIn(text)) {
      const isAlone = alone.has(written.line)
      const read = tried(() => readable(() => this.#read(written, isAlone)))
      if ('refused' in read) yield { ...written, occurrences: () => refused(read.refused), goesOn: false }
      else if (isAlone) yield this.#event(read.result, () => this.#expand(read.result, true, noDays()))
    }
    for (const parts of this.#series()) {
      const series = noDays()
      for (const [i, { event, isAlone }] of parts.entries())
        yield this.#event(event, () => this.#expand(event, isAlone, series), i < parts.length - 1)
    }
    // The changes that are left belong to recurring events that are not in the file as a whole.
    for (const events of [...this.#changed.values()]) {
      for (const event of events) yield this.#event(event, () => this.#changesLeft(event))
    }
  }

  #event(event: Event, occurrences: () => Iterable<Occurrence>, goesOn = false): FoundEvent {
    return { ...event, occurrences: () => explaining(readable(occurrences)), goesOn }
  }

  /**
   * `isAlone` is true for a part when no other event has its UID. Google divides a series into parts with its UID; Apple and Outlook give
   * the others one of their own, so that only the title tells.
   */
  #series(): Iterable<{ event: Event; isAlone: boolean }[]> {
    const all = new Map<string, { event: Event; isAlone: boolean }[]>()
    const titled = new Map<string, string>()
    for (const [uid, events] of this.#masters) {
      const last = newestOf(events)
      const isAlone = last.length === 1
      for (const event of last) {
        const own = seriesOf(uid)
        const title = titleOfSeries(event)
        const series = all.has(own) || title === '' ? own : remembered(titled, title, () => own)
        remembered(all, series, () => []).push({ event, isAlone })
      }
    }
    return all.values()
  }

  #keep(event: Event): void {
    const isChange = isTime(event.component.getFirstPropertyValue('recurrence-id'))
    const all = isChange ? this.#changed : this.#masters
    const key = event.uid === '' ? `line ${event.line}` : event.uid
    remembered(all, key, () => []).push(event)
  }

  /** An event that does not stand alone is kept until all are read. */
  #read(written: Written, isAlone: boolean): Event {
    const { text } = written
    if (!/END:VEVENT\s*$/i.test(text)) throw wrongUsage('The event that begins here has no end.')
    const component = new this.#ical.Component(this.#ical.parse(withNewWords(withDays(text))))
    const event = { ...written, component, uid: String(component.getFirstPropertyValue('uid') ?? '') }
    if (!isAlone) this.#keep(event)
    return event
  }

  #startOf({ component }: Event): Start {
    const time = component.getFirstPropertyValue('dtstart')
    if (!isTime(time)) throw wrongUsage('The event has no day on which it begins.')
    const zone = zoneOf(component, 'dtstart')
    return { time, zone, day: this.#zones.dayOf(time, zone) }
  }

  /** The zone is that of the event that recurs. */
  #dayBefore({ component }: Event, zone: string | null): Day {
    const before = component.getFirstPropertyValue('recurrence-id')
    if (!isTime(before)) throw wrongUsage('The event does not say which day it changes.')
    return this.#zones.dayOf(before, zone ?? zoneOf(component, 'dtstart'))
  }

  /** Each in its newest version, by the day on which it would have been. */
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
    for (const [was, event] of this.#changesOf(uid, null)) yield this.#moved(event, was, null)
  }

  #moved(event: Event, was: Day, series: Series | null): Occurrence {
    return new Occurrence(event, this.#zones, { on: this.#startOf(event).day, was, series })
  }

  /**
   * @param isAlone true when no other event has its UID
   * @param series gets the days of the event
   */
  *#expand(event: Event, isAlone: boolean, series: Series): Generator<Occurrence> {
    const start = this.#startOf(event)
    const changes = this.#changesOf(event.uid, start.zone)
    const isOnce = !['rrule', 'rdate'].some((name) => event.component.hasProperty(name))
    const ranges = this.#rangesOf(changes)
    const back = Math.max(0, ...ranges.map(({ away }) => -away))
    const { days, all } = this.#days.of(event.component, start, back)
    series.uids.add(event.uid)
    for (const was of [...all, ...changes.keys()]) series.days.add(dayName(event.uid, was))
    for (const on of days) {
      const instead = changes.get(on)
      const range = ranges.findLast(({ from }) => from <= on)
      if (instead) {
        changes.delete(on)
        yield this.#moved(instead, on, series)
      } else if (range) yield new Occurrence(range.event, this.#zones, { on: addDays(on, range.away), was: on, series })
      else yield new Occurrence(event, this.#zones, { on, was: isOnce && isAlone ? null : on, series })
    }
    for (const [was, instead] of changes) yield this.#moved(instead, was, series)
  }

  #rangesOf(changes: Map<Day, Event>): Range[] {
    return [...changes]
      .filter(([, { component }]) => /^THISANDFUTURE$/i.test(rangeOf(component)))
      .map(([from, event]) => ({ from, event, away: daysBetween(from, this.#startOf(event).day) }))
      .sort((a, b) => (a.from < b.from ? -1 : 1))
  }
}

const noDays = (): Series => ({ uids: new Set(), days: new Set() })

/** Empty for an event that does not recur. */
const titleOfSeries = ({ component }: Event): string =>
  component.hasProperty('rrule') ? String(component.getFirstPropertyValue('summary') ?? '').trim() : ''

/** `THISANDFUTURE` for all days that follow, else empty. */
const rangeOf = (component: Component): string =>
  String(component.getFirstProperty('recurrence-id')?.getFirstParameter('range') ?? '')

function refused(reason: string): never {
  throw wrongUsage(reason)
}

/** A text that grows: the number of the changes, whether it takes the event back, and the time of the last one. */
function versionOf({ component, isCancelled }: Event): string {
  const sequence = Number(component.getFirstPropertyValue('sequence') ?? 0)
  // The time is taken as it is written: where it is none, the event can be read all the same.
  const modified = String(component.getFirstProperty('last-modified')?.toJSON()[3] ?? '')
  return `${String(Number.isFinite(sequence) ? sequence : 0).padStart(12, '0')} ${isCancelled} ${modified}`
}

/** Several that are equally new are different events: all of them. */
function newestOf(events: Event[]): Event[] {
  if (events.length < 2) return events
  const versions = events.map(versionOf)
  const newest = versions.reduce((a, b) => (a > b ? a : b))
  return events.filter((_, i) => versions[i] === newest)
}
