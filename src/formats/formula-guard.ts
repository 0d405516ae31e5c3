// What a spreadsheet would take for the beginning of a formula, the full-width forms of = + - @ included; behind any
// number of guards, so that what is guarded can be told from what was written with a ' before it.
const formulaStart = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** Text with a `'` before it, where it begins like a formula. */
export const guarded = (text: string): string => (formulaStart.test(text) ? `'${text}` : text)

/** What `guarded` made, as it was. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && formulaStart.test(text) ? text.slice(1) : text
