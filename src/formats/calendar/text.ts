import type { Written } from './occurrence.ts'

const mark = /^(?:BEGIN:VCALENDAR|METHOD:CANCEL|BEGIN:VEVENT|END:VEVENT)(?=\s*$)/i

/** Each event has the lines that belong to it alone. */
export function* writtenIn(text: string): Generator<Written> {
  let lines: string[] | undefined
  let begins = 0
  let isCancelled = false
  for (const { line, number, end } of linesOf(text)) {
    const found = mark.exec(line)?.[0].toUpperCase()
    if (found === 'BEGIN:VCALENDAR') isCancelled = false
    if (found === 'METHOD:CANCEL') isCancelled = true
    if (found === 'BEGIN:VEVENT') {
      lines = []
      begins = number
    }
    lines?.push(line)
    if (lines && found === 'END:VEVENT') {
      yield { line: begins, text: lines.join('\n'), read: end, isCancelled }
      lines = undefined
    }
  }
  if (lines) yield { line: begins, text: lines.join('\n'), read: text.length, isCancelled }
}

/** Numbers are from 1; `end` is the place of the line's end. */
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

/** Empty where the event has none. */
const writtenUid = ({ text }: Written): string => /^UID[^:\n]*:(.*)$/im.exec(text)?.[1]?.trim() ?? ''

/** A program that divides a series keeps the UID of the first part for the others, with the day from which they hold: `abc_R20230819T100000@…`. */
export const seriesOf = (uid: string): string => uid.replace(/_R\d{8}(?:T\d{6}Z?)?(?=@|$)/, '')

/**
 * Events that stand alone change no other, and no other is of their series: each can be read when its turn comes, so that never all are in
 * memory. Events that recur are of one series where they have one title.
 * @returns the lines on which these events begin
 */
export function aloneIn(text: string): Set<number> {
  const alone = new Set<number>()
  /** A name has the line of the last event so far. */
  const lines = new Map<string, number>()
  for (const written of writtenIn(text)) {
    const uid = writtenUid(written)
    if (uid !== '' && !/^RECURRENCE-ID[;:]/im.test(written.text)) alone.add(written.line)
    for (const name of namesOf(uid, written)) {
      const other = lines.get(name)
      lines.set(name, written.line)
      if (other === undefined) continue
      alone.delete(other)
      alone.delete(written.line)
    }
  }
  return alone
}

/** Another event that has one of them may be of the same series. */
function namesOf(uid: string, { text }: Written): string[] {
  const own = seriesOf(uid)
  const title = /^RRULE[;:]/im.test(text) ? /^SUMMARY[^:\n]*:.*$/im.exec(text)?.[0] : undefined
  return title === undefined ? [own] : [own, `\n${title.replace(/^[^:]*:/, '')}`]
}

/**
 * All days get the form that the library wants, where a program does not say that they are no times, or calls times days; and quotes go
 * around the zones that Microsoft writes with a colon, `TZID=tzone://Microsoft/Utc`. A time may be written with signs between
 * its parts, or without seconds.
 */
export const withDays = (text: string): string =>
  text
    .replace(/\n[ \t]/g, '')
    .replace(
      /^((?:DTSTART|DTEND|RECURRENCE-ID)(?:;[^:\n]*)?):(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?(\d\d))?(Z?))?\s*$/gim,
      (_, name: string, year: string, month: string, date: string, hour = '', minute = '', second = '00', zone = '') =>
        `${name}:${year}${month}${date}${hour === '' ? '' : `T${hour}${minute}${second}${zone}`}`,
    )
    .replace(/^((?:DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE);[^:\n]*TZID=)(tzone:\/\/[^:;\n]+)/gim, '$1"$2"')
    .replace(
      /^((?:DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)(?:;(?!VALUE=DATE[;:])[^;:\n]*)*);VALUE=DATE(?=[;:])([^:\n]*:\d{8}T)/gim,
      '$1$2',
    )
    .replace(
      /^((?:DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)(?:;[^:\n]*)?):(\d{8}(?:,\d{8})*)\s*$/gim,
      (found, name: string, days: string) =>
        /;VALUE=/i.test(name) ? found : `${name.replace(/;TZID=("[^"]*"|[^;:]*)/i, '')};VALUE=DATE:${days}`,
    )
