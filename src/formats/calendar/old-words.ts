import { bytesIn, utf8 } from '../encoding/decoded.ts'

const rule = /^RRULE:(D|W|MP|MD|YM|YD)(\d{1,4})((?: +\S+)*)\s*$/gim
const parts: Record<string, string> = {
  D: 'FREQ=DAILY',
  W: 'FREQ=WEEKLY;BYDAY=',
  MP: 'FREQ=MONTHLY;BYDAY=',
  MD: 'FREQ=MONTHLY;BYMONTHDAY=',
  YM: 'FREQ=YEARLY;BYMONTH=',
  YD: 'FREQ=YEARLY;BYYEARDAY=',
}
const end = /^(?:#\d{1,5}|\d{8}(?:T\d{6}Z?)?)$/i

/** `1` for `1+`, and `-1` for `1-` and the last day `LD`. */
const signed = (value: string): string =>
  value
    .replace(/^(\d+)\+$/, '$1')
    .replace(/^(\d+)-$/, '-$1')
    .replace(/^LD$/i, '-1')

/** `1TU` and `1WE` for `1+ TU WE`. */
function weekdaysIn(values: string[]): string[] {
  let which = ''
  return values.flatMap((value) => {
    if (/^[A-Z]{2}$/i.test(value)) return [`${which}${value}`]
    which = signed(value)
    return []
  })
}

const coded = /^(SUMMARY|LOCATION|DESCRIPTION)(?:;[^:\n]*)?;ENCODING=QUOTED-PRINTABLE[^:\n]*:((?:.*=\n)*.*)$/gim

/** The text stays as it is written where it is no UTF-8. */
const decoded = (text: string): string => utf8(Uint8Array.from(bytesIn(text.replace(/=\n/g, '')))) ?? text

/**
 * A text in the words of iCalendar, where it is in those of vCalendar 1.0: `W1 MO #10` is ten Mondays. Without an end, such a
 * rule is for two times, and `#0` is for ever. There, days have a `;` between them, and texts may be in quoted-printable.
 */
export const withNewWords = (text: string): string =>
  text
    .replace(coded, (_, name: string, value: string) => `${name}:${decoded(value).replace(/\r?\n/g, '\\n')}`)
    .replace(/^(?:EXDATE|RDATE):\d{8}T\d{6}Z?(?:;\d{8}T\d{6}Z?)+\s*$/gim, (days) => days.replaceAll(';', ','))
    .replace(rule, (_, kind: string, interval: string, rest: string) => {
      const words = rest.split(' ').filter((word) => word !== '')
      const until = words.find((word) => end.test(word)) ?? '#2'
      const values = words.filter((word) => !end.test(word) && !/^\d{4}$/.test(word))
      const list = kind.toUpperCase() === 'MP' ? weekdaysIn(values) : values.map(signed)
      const part = parts[kind.toUpperCase()] ?? ''
      const by = list.length === 0 ? part.replace(/;.*/, '') : part.endsWith('=') ? `${part}${list.join(',')}` : part
      const times = until.startsWith('#') ? `COUNT=${until.slice(1)}` : `UNTIL=${until}`
      return ['RRULE:', by, `;INTERVAL=${interval}`, ...(until === '#0' ? [] : [`;${times}`])].join('')
    })
    .replace(/^(?:RRULE|EXRULE)[;:].*$/gim, (written) => written.replace(/\s/g, '').toUpperCase())
