import type { Day } from '#domain/days/day.ts'
import { UserError, wrongUsage } from '#errors.ts'
import { type Component, isTime, type Time, type Zones, zoneOf } from './zones.ts'

/**
 * `line` is that of the file on which the event begins, `read` the number of characters read at its end. `isCancelled` is true in a
 * calendar of cancellations, of which a file may have some among others.
 */
export type Written = { line: number; text: string; read: number; isCancelled: boolean }
export type Event = Written & { component: Component; uid: string }

/** A guest takes part or is invited; whoever sent somebody else has declined. A text in `emails` may be no e-mail address. */
export type Guest = { name: string; emails: string[]; hasDeclined: boolean }

/**
 * An event that recurs, with the parts into which a program has divided it. `days` has the names of all days of its rules in the file
 * up to today (`dayName`), also of the ones that the file takes out of it.
 */
export type Series = { uids: Set<string>; days: Set<string> }

/** A day of a series has its name by the UID of the part, and by the day on which it would have been. */
export const dayName = (uid: string, was: Day): string => `${uid.slice(0, 4_000)} ${was}`

/** The library has no errors of its own kind: each one that it throws is about the text that it was given. */
const explained = (error: unknown): UserError =>
  error instanceof UserError ? error : wrongUsage(`The event cannot be read: ${(error as Error).message.slice(0, 200)}`)

/** @throws wrong usage, where the library cannot read its values */
export function readable<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw explained(error)
  }
}

/** @throws wrong usage, where the library cannot read its values */
export function* explaining<T>(all: Iterable<T>): Generator<T> {
  try {
    yield* all
  } catch (error) {
    throw explained(error)
  }
}

export class Occurrence {
  readonly #component: Component
  readonly #zones: Zones
  readonly #isTakenBack: boolean
  readonly uid: string
  /** The text about this day begins there. */
  readonly line: number
  readonly on: Day
  /** The day before the event was moved; null where it is on one day alone. */
  readonly was: Day | null
  /** Null where the file does not have it as a whole. */
  readonly series: Series | null

  constructor(
    { component, uid, line, isCancelled }: Event,
    zones: Zones,
    { on, was, series }: { on: Day; was: Day | null; series: Series | null },
  ) {
    this.#component = component
    this.#zones = zones
    this.uid = uid
    this.line = line
    this.#isTakenBack = isCancelled
    this.on = on
    this.was = was
    this.series = series
  }

  /** The name is in small letters; empty when there is none. */
  text(name: string): string {
    return readable(() => String(this.#component.getFirstPropertyValue(name) ?? ''))
  }

  isCancelled(): boolean {
    return this.#isTakenBack || /^CANCELLED$/i.test(this.text('status'))
  }

  /** The status of the event was not certain, or Exchange says that its owner was away. */
  isTentative(): boolean {
    return (
      /^TENTATIVE$/i.test(this.text('status')) || /^(?:TENTATIVE|OOF)$/i.test(this.text('x-microsoft-cdo-busystatus'))
    )
  }

  /** A program has put it into a calendar of birthdays, or of other days of the year. */
  isDayOfYear(): boolean {
    return (
      /^(?:birthday|anniversary)s?$/i.test(this.text('categories')) || this.text('x-nextcloud-bc-field-type') !== ''
    )
  }

  isWholeDay(): boolean {
    const start = this.#time('dtstart')
    return start?.isDate === true
  }

  /** `09:30`, as clocks show it there; null for whole days. */
  at(): string | null {
    const start = this.#time('dtstart')
    if (!start || start.isDate) return null
    const { hour, minute } = readable(() => this.#zones.shown(start, zoneOf(this.#component, 'dtstart')))
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  }

  /** Whoever invited the others is among the guests. */
  guests(): Guest[] {
    return readable(() =>
      ['attendee', 'organizer']
        .flatMap((name) => this.#component.getAllProperties(name))
        .map((each) => ({
          name: String(each.getFirstParameter('cn') ?? ''),
          emails: [each.getFirstValue(), each.getFirstParameter('email'), each.getFirstParameter('cn')].map((text) =>
            String(text ?? '').replace(/^(?:mailto:)?['"]*|['"]+$/gi, ''),
          ),
          hasDeclined: /^(?:DECLINED|DELEGATED)$/i.test(String(each.getFirstParameter('partstat') ?? '')),
        })),
    )
  }

  /** Null for whole days and for events without an end. */
  minutes(): number | null {
    const start = this.#time('dtstart')
    if (!start || start.isDate) return null
    const minutes = readable(() => this.#lengthFrom(start))
    return minutes > 0 && minutes <= 24 * 60 ? minutes : null
  }

  #lengthFrom(start: Time): number {
    const end = this.#time('dtend')
    const zone = (name: string) => zoneOf(this.#component, name)
    if (end) return this.#zones.minutes({ time: start, zone: zone('dtstart') }, { time: end, zone: zone('dtend') })
    const length = this.#component.getFirstPropertyValue('duration')
    const seconds = typeof length === 'object' && length && 'toSeconds' in length ? length.toSeconds() : 0
    return Math.round(seconds / 60)
  }

  #time(name: 'dtstart' | 'dtend'): Time | undefined {
    const time = readable(() => this.#component.getFirstPropertyValue(name))
    return isTime(time) ? time : undefined
  }
}
