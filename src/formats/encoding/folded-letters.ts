/** Reads a file from its beginning, each time that it is called. */
export type Bytes = () => AsyncIterable<Uint8Array>

/** A letter of UTF-8 that was cut in two where a line was folded, read as Latin 1. */
const folded = /([\xc2-\xf4][\x80-\xbf]{0,2})(\r?\n[ \t])([\x80-\xbf]{1,3})/g
/** The longest such letter, with the fold in it, in bytes. */
const longest = 9

/**
 * The bytes of a calendar or an address book with each letter on one line: programs fold lines by bytes, and cut letters in two.
 * All lines keep their numbers.
 */
export const withWholeLetters = (bytes: Bytes): Bytes =>
  async function* () {
    let begun = ''
    for await (const part of bytes()) {
      const text = (begun + Buffer.from(part).toString('latin1')).replace(folded, '$1$3$2')
      begun = text.slice(-longest)
      yield Buffer.from(text.slice(0, -longest), 'latin1')
    }
    yield Buffer.from(begun, 'latin1')
  }
