import { addDays, type Day, dayOf, partsOf } from '#domain/days/day.ts'
import { wrongUsage } from '#errors.ts'
import { type Rule, recurrences, type Steps } from './recurrence.ts'
import { type Component, isTime, isUtc, type Library, type Time, type Zones } from './zones.ts'

/** Both are included; `since` is null where there is no first day. */
export type WantedDays = { today: Day; since: Day | null }

/** The day is that of the time in its zone. */
export type Start = { time: Time; zone: string | null; day: Day }

const mostRecurrences = 5_000

/** `all` are also the days that the file takes out of the event. */
type DaysOfEvent = { days: Set<Day>; all: Set<Day> }

export class EventDays {
  readonly #ical: Library
  readonly #zones: Zones
  readonly #wanted: WantedDays
  readonly #steps: Steps = { all: 0 }

  constructor(ical: Library, zones: Zones, wanted: WantedDays) {
    this.#ical = ical
    this.#zones = zones
    this.#wanted = wanted
  }

  /**
   * Each day up to today comes once.
   * @param back the days by which a change moves later ones back: then also up to the day that moves to today
   * @throws wrong usage, for an event that recurs too often
   */
  of(component: Component, start: Start, back: number): DaysOfEvent {
    const { zone, day: first } = start
    const last = addDays(this.#wanted.today, back)
    const shownDay = (each: Time) => this.#zones.dayOf(each, zone)
    const recurring = (name: string) =>
      first <= last ? this.#recurring(this.#rulesOf(component, name), start, last) : []
    // A program that moves a series as a whole may leave the old one, with its end before its beginning.
    const isMoved = this.#rulesOf(component, 'rrule').some(({ until }) => until && shownDay(until) < first)
    const days = new Set<Day>(isMoved ? [] : [first])
    for (const on of recurring('rrule')) days.add(on)
    for (const each of timesOf(component, 'rdate')) days.add(shownDay(each))
    const all = new Set(days)
    for (const each of timesOf(component, 'exdate')) days.delete(shownDay(each))
    // RFC 2445 had rules for the days on which an event is not.
    for (const on of recurring('exrule')) days.delete(on)
    const { since } = this.#wanted
    const wanted = [...days].filter((on) => since === null || on >= since)
    if (wanted.length > mostRecurrences) {
      throw wrongUsage(`The event recurs more than ${mostRecurrences} times: narrow it with --since.`)
    }
    return { days, all }
  }

  #rulesOf(component: Component, name: string): Rule[] {
    const values: unknown[] = component.getAllProperties(name).map((property) => property.getFirstValue())
    return values.filter((value): value is Rule => value instanceof this.#ical.Recur)
  }

  *#recurring(rules: Rule[], { time, zone, day }: Start, wanted: Day): Generator<Day> {
    // A world time may be on another day than it is written on.
    const written = isUtc(time) ? dayOf(time.year, time.month, time.day) : day
    for (const rule of rules) {
      const last = this.#lastOf(rule.until, { time, zone }, wanted)
      for (const on of recurrences(rule, written, last, this.#steps)) {
        const shown = isUtc(time) ? this.#zones.dayOf(onDay(time, on), zone) : on
        if (shown <= wanted) yield shown
      }
    }
  }

  /**
   * An event can recur up to this day, as it is written. The end of a rule is in world time where its start is in a zone, or is a
   * whole day; as a day it is included to its end. Nothing after the last day that is wanted is looked for.
   */
  #lastOf(until: Time | null, { time: start, zone }: Omit<Start, 'day'>, wanted: Day): Day {
    const end = addDays(wanted, 1)
    if (!until) return end
    const last = isUtc(until) && !isUtc(start) ? this.#shown(until, start, zone) : until
    const on = dayOf(last.year, last.month, last.day)
    const isBefore = !start.isDate && !last.isDate && secondsOf(last) < secondsOf(start)
    return on > end ? end : isBefore ? addDays(on, -1) : on
  }

  /**
   * The end of a rule as the clocks of its event show it. Whole days end at a midnight, or in the minute before it: where that is one of
   * another zone, the nearest midnight in world time is meant.
   */
  #shown(until: Time, start: Time, zone: string | null): Time {
    const shown = this.#zones.floating(until, zone)
    if (!start.isDate || ['0:0', '23:59'].includes(`${shown.hour}:${shown.minute}`)) return shown
    // Zones differ by quarters of an hour.
    const behindAQuarter = until.minute % 15
    if (behindAQuarter !== 0 && behindAQuarter !== 14) return shown
    const nearest = until.clone()
    nearest.adjust(0, behindAQuarter === 14 ? -12 : 12, 0, 0)
    return nearest
  }
}

const secondsOf = ({ hour, minute, second }: Time): number => (hour * 60 + minute) * 60 + second

function onDay(time: Time, on: Day): Time {
  const { year, month, date } = partsOf(on)
  return Object.assign(time.clone(), { year, month, day: date })
}

/** A period counts by its start. */
const timesOf = (component: Component, name: string): Time[] =>
  component
    .getAllProperties(name)
    .flatMap((property) => property.getValues() as unknown[])
    .map((value) => (isTime(value) ? value : (value as { start?: unknown } | null)?.start))
    .filter(isTime)
