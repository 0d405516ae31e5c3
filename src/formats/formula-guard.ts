// The beginning of a formula for a spreadsheet, the full-width forms of = + - @ included. Any number of ' may stand before
// it: a text that the user wrote with a ' gets one more, and `unguarded` takes only that one away.
const formulaStart = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

export const guarded = (text: string): string => (formulaStart.test(text) ? `'${text}` : text)

export const unguarded = (text: string): string =>
  text.startsWith("'") && formulaStart.test(text) ? text.slice(1) : text
