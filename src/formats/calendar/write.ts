import type { Day } from '#domain/days/day.ts'
import type { CalendarEvent } from '#domain/due/calendar.ts'
import { contentLines, escaped, lineEnd, ownUid, productId } from '../content-lines.ts'

/** An import knows our own calendars by it. */
export const calendarBeginning = `${['BEGIN:VCALENDAR', 'VERSION:2.0', productId].join(lineEnd)}${lineEnd}`

/** 9 on the day of the event, as a duration from midnight. */
const alarm = 'PT9H'

const compact = (day: Day): string => day.replaceAll('-', '')

function eventLines({ key, on, yearly, title, customer }: CalendarEvent, today: Day): string[] {
  const reach = [customer.phone, customer.email].filter((each) => each !== null).join('\n')
  return [
    'BEGIN:VEVENT',
    `UID:${key}${ownUid}`,
    `DTSTAMP:${compact(today)}T000000Z`,
    `DTSTART;VALUE=DATE:${compact(on)}`,
    ...(yearly ? ['RRULE:FREQ=YEARLY'] : []),
    `SUMMARY:${escaped(title)}`,
    ...(reach === '' ? [] : [`DESCRIPTION:${escaped(reach)}`]),
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${alarm}`,
    `DESCRIPTION:${escaped(title)}`,
    'END:VALARM',
    'END:VEVENT',
  ]
}

/** The day and the state of the book stand in a calendar that is kept up to date. */
export const keptBeginning = (today: Day, state: string): string =>
  calendarBeginning + contentLines([`X-CL-STATE:${escaped(`${today} ${state}`)}`])

/**
 * An iCalendar feed (RFC 5545) of whole days, stamped with `today`: a book gives one text all day.
 * @param beginning that of a calendar that is kept up to date
 */
export const calendarText = (events: CalendarEvent[], today: Day, beginning = calendarBeginning): string =>
  beginning +
  contentLines([
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Customer love',
    ...events.flatMap((event) => eventLines(event, today)),
    'END:VCALENDAR',
  ])
