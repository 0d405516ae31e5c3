/** Each call reads the file from its beginning. */
export type Bytes = () => AsyncIterable<Uint8Array>

/** The letter is of UTF-8, read as Latin 1, and was cut in two where a line was folded. */
const folded = /([\xc2-\xf4][\x80-\xbf]{0,2})(\r?\n[ \t])([\x80-\xbf]{1,3})/g
/** Bytes, with the fold in it. */
const longest = 9

/** Programs fold lines by bytes, and cut letters in two: each letter is on one line here. All lines keep their numbers. */
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
