import type IcalLibrary from 'ical.js'
import { type ClockTime, type Day, dayOf, isZone, minutesBetween, timeInZone } from '#domain/days/day.ts'
import { remembering } from '#domain/remembered.ts'

export type Library = typeof IcalLibrary
export type Component = InstanceType<Library['Component']>
export type Time = InstanceType<Library['Time']>
type Zone = InstanceType<Library['Timezone']>

export const isTime = (value: unknown): value is Time =>
  typeof value === 'object' && value !== null && 'isDate' in value && 'year' in value

export const isUtc = (time: Time): boolean => time.zone?.tzid === 'UTC'

/** Null where the property names none, or world time. */
export const zoneOf = (component: Component, name: string): string | null => {
  const zone = component.getFirstProperty(name)?.getFirstParameter('tzid')
  return typeof zone === 'string' && zone !== '' ? zone : null
}

/** Zones of the world by their names, and zones that the file itself explains. */
export class Zones {
  readonly #ical: Library
  readonly #definitions = new Map<string, string>()
  /** The zone that the calendar names, or the only one that it explains; null without one. */
  readonly #usual: string | null

  constructor(ical: Library, text: string) {
    this.#ical = ical
    for (const [definition] of text.matchAll(/^BEGIN:VTIMEZONE\s*$.*?^END:VTIMEZONE\s*$/gims)) {
      const name = /^TZID(?:;[^:]*)?:(.+?)\s*$/im.exec(definition)?.[1]
      if (name !== undefined) this.#definitions.set(name, definition)
    }
    const [only, ...others] = this.#definitions.keys()
    this.#usual = /^X-WR-TIMEZONE:(.+?)\s*$/im.exec(text)?.[1] ?? (others.length === 0 ? (only ?? null) : null)
  }

  /** A world time has its day in the zone, or without a zone in that of the calendar. */
  dayOf(time: Time, zone: string | null): Day {
    const written = dayOf(time.year, time.month, time.day)
    if (!isUtc(time)) return written
    const { year, month, day } = this.shown(time, zone)
    return dayOf(year, month, day)
  }

  /** A time of no zone stays as it is, a world time is converted. */
  shown(time: Time, zone: string | null): ClockTime {
    if (!isUtc(time)) return time
    const [known] = [zone, this.#usual].filter(
      (each) => each !== null && (isZone(each) || this.#ownZone(each) !== null),
    )
    const own = known && !isZone(known) ? this.#ownZone(known) : null
    if (!own) return timeInZone(time, known ?? null)
    const there = time.clone()
    this.#ical.Timezone.convert_time(there, this.#ical.Timezone.utcTimezone, own)
    return there
  }

  floating(time: Time, zone: string | null): Time {
    const { year, month, day, hour, minute } = this.shown(time, zone)
    const clock = { year, month, day, hour, minute, second: time.second, isDate: false }
    return new this.#ical.Time(clock, this.#ical.Timezone.localTimezone)
  }

  /** Each time is in a zone of its own or in world time. */
  minutes(from: { time: Time; zone: string | null }, to: { time: Time; zone: string | null }): number {
    const isAlike = from.zone === to.zone && isUtc(from.time) === isUtc(to.time)
    return isAlike ? minutesBetween(from.time, to.time) : minutesBetween(this.#world(from), this.#world(to))
  }

  #world({ time, zone }: { time: Time; zone: string | null }): ClockTime {
    if (isUtc(time)) return time
    const utc = new this.#ical.Time({ ...clockOf(time), second: 0, isDate: false }, this.#ical.Timezone.utcTimezone)
    const ahead = minutesBetween(utc, this.shown(utc, zone))
    utc.adjust(0, 0, -ahead, 0)
    return utc
  }

  readonly #ownZone = remembering((name: string): Zone | null => {
    const definition = this.#definitions.get(name)
    return definition === undefined || !isBounded(definition) ? null : this.#read(definition, name)
  })

  #read(definition: string, tzid: string): Zone | null {
    try {
      const component = new this.#ical.Component(this.#ical.parse(definition))
      return new this.#ical.Timezone({ component, tzid })
    } catch {
      return null // the library has no errors of its own kind; without the zone, the calendar's own holds
    }
  }
}

const clockOf = ({ year, month, day, hour, minute }: ClockTime): ClockTime => ({ year, month, day, hour, minute })

/** The library comes to no end with a zone whose clocks are put forward and back otherwise than once a year. */
const isBounded = (definition: string): boolean =>
  [...definition.matchAll(/^RRULE:(.*)$/gim)].every(([, rule = '']) =>
    /^(FREQ=YEARLY|BYMONTH=\d{1,2}|BYDAY=[+-]?\d?[A-Z]{2}|BYMONTHDAY=-?\d{1,2}|INTERVAL=1|WKST=[A-Z]{2}|UNTIL=\d{8}(T\d{6}Z?)?|;)+\s*$/i.test(
      rule,
    ),
  )
