/** Calendars and address cards end lines so. */
export const lineEnd = '\r\n'

/** Each UID of ours ends so: an import knows our own records by it. */
export const ownUid = '@customer-love'
export const productId = 'PRODID:-//customer-love//cl//EN'

const longest = 75

/** Lines have at most 75 octets; the rest follows on lines that begin with a space (RFC 5545, 3.1). No sign is cut in two. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= longest) return line
  let text = ''
  let room = longest
  for (const character of line) {
    const length = Buffer.byteLength(character)
    if (length > room) {
      text += `${lineEnd} `
      room = longest - 1
    }
    text += character
    room -= length
  }
  return text
}

/** Each line is folded, and has its end. */
export const contentLines = (lines: string[]): string => lines.map((line) => folded(line) + lineEnd).join('')

// Control characters are not allowed there, except a tab and a line's end.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get out
const notAllowed = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** Signs that would end or divide a line get a backslash. */
export const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(notAllowed, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
