/** The line ends of calendars and address cards. */
export const lineEnd = '\r\n'

/** The end of each UID of ours: an import knows our own records by it. */
export const ownUid = '@customer-love'
export const productId = 'PRODID:-//customer-love//cl//EN'

const longest = 75

/** A line of at most 75 octets, and the rest of it on lines that begin with a space (RFC 5545, 3.1); no sign is cut in two. */
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

/** Lines of a calendar or an address card, folded, each with its end. */
export const contentLines = (lines: string[]): string => lines.map((line) => folded(line) + lineEnd).join('')

// Control characters are not allowed there, except a tab and a line's end.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get out
const notAllowed = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** A text as the value of a line, with backslashes before signs that would end or divide it. */
export const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(notAllowed, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
