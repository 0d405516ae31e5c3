import { addDays, type Day } from '#domain/days/day.ts'
import { wrongUsage } from '#errors.ts'
import { type Rule, recurrences, type Steps } from './recurrence.ts'
import { type Component, isTime, isUtc, type Library, type Time, type Zones } from './zones.ts'

/** Both are included; `since` is null where there is no first day. */
export type WantedDays = { today: Day; since: Day | null }

/** The day is that of the time in its zone. */
export type Start = { time: Time; zone: string | null; day: Day }

const mostRecurrences = 5_000

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
  of(component: Component, start: Start, back: number): Set<Day> {
    const { zone, day: first } = start
    const last = addDays(this.#wanted.today, back)
    const dayOf = (each: Time) => this.#zones.dayOf(each, zone)
    const recurring = (name: string) =>
      first <= last ? this.#recurring(this.#rulesOf(component, name), start, last) : []
    // A program that moves a series as a whole may leave the old one, with its end before its beginning.
    const isMoved = this.#rulesOf(component, 'rrule').some(({ until }) => until && dayOf(until) < first)
    const days = new Set<Day>(isMoved ? [] : [first])
    for (const each of recurring('rrule')) days.add(dayOf(each))
    for (const each of timesOf(component, 'rdate')) days.add(dayOf(each))
    for (const each of timesOf(component, 'exdate')) days.delete(dayOf(each))
    // RFC 2445 had rules for the days on which an event is not.
    for (const each of recurring('exrule')) days.delete(dayOf(each))
    const { since } = this.#wanted
    const wanted = [...days].filter((on) => since === null || on >= since)
    if (wanted.length > mostRecurrences) {
      throw wrongUsage(`The event recurs more than ${mostRecurrences} times: narrow it with --since.`)
    }
    return days
  }

  #rulesOf(component: Component, name: string): Rule[] {
    const values: unknown[] = component.getAllProperties(name).map((property) => property.getFirstValue())
    return values.filter((value): value is Rule => value instanceof this.#ical.Recur)
  }

  *#recurring(rules: Rule[], start: Start, last: Day): Generator<Time> {
    for (const rule of rules) yield* recurrences(rule, start.time, this.#lastOf(rule.until, start, last), this.#steps)
  }

  /**
   * The last time at which an event can recur. The end of a rule is in world time where its start is in a zone, or is a whole
   * day; as a day it is included to its end. Nothing after the last day that is wanted is looked for.
   */
  #lastOf(until: Time | null, { time: start, zone }: Start, wanted: Day): Time {
    const end = this.#ical.Time.fromDateString(addDays(wanted, 1))
    if (!until) return end
    const last = isUtc(until) && !isUtc(start) ? this.#shown(until, start, zone) : until.clone()
    if (start.isDate) last.isDate = true
    else if (last.isDate) {
      last.isDate = false
      last.adjust(0, 23, 59, 59)
    }
    return last.compare(end) > 0 ? end : last
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

/** A period counts by its start. */
const timesOf = (component: Component, name: string): Time[] =>
  component
    .getAllProperties(name)
    .flatMap((property) => property.getValues() as unknown[])
    .map((value) => (isTime(value) ? value : (value as { start?: unknown } | null)?.start))
    .filter(isTime)
