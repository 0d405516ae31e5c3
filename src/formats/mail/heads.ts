/** Bytes of the headers; `line` is the line of the file on which they begin, `before` the one before it. */
export type Head = { line: number; before: string; bytes: Buffer; isWhole: boolean }

/** Bytes that are kept: whole headers are shorter. */
const longestHead = 262_144

const newline = 10
const mark = Buffer.of(0xef, 0xbb, 0xbf)
const carriageReturn = 13
/** The byte of `F`, as in `From `. */
const capitalF = 70
/** A file of Apple Mail (emlx) has the length of its one message there. */
const lengthLine = /^\d{1,10} *\r?$/
/** `From kim@shop.example Tue Nov  3 23:30:00 2026` stands between two messages of a mailbox. */
const separator = /^From \S+\s.*\b\d{1,2}:\d{2}\b/

/** Headers begin so; a sentence of a message may look like a separator, and has none behind it. */
const header = /^>?[^\s:]+[ \t]*:|^>From \S+ .*\d:\d\d/

/**
 * A mailbox (mbox), or the one message of a file (eml). The messages themselves are read over, so that a mailbox of any length needs no
 * more memory than its longest headers.
 */
export async function* headsIn(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Head> {
  const heads = new HeadReader()
  for await (const part of parts) {
    yield* heads.read(Buffer.from(part.buffer, part.byteOffset, part.byteLength))
  }
  yield* heads.end()
}

class HeadReader {
  /** Undefined within a message. */
  #head: Buffer[] | undefined = []
  #headLength = 0
  #headLine = 1
  #before = ''
  #line = 0
  #wasBlank = true
  /** The last part of a line that goes on, up to `longestHead`. */
  #begun: Buffer[] = []
  #begunLength = 0;

  *read(bytes: Buffer): Generator<Head> {
    let from = 0
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, from)) {
      yield* this.#readLine(bytes.subarray(from, end))
      from = end + 1
    }
    const rest = bytes.subarray(from)
    if (rest.length > 0 && this.#begunLength <= longestHead) this.#begun.push(Buffer.from(rest))
    this.#begunLength += rest.length
  }

  *end(): Generator<Head> {
    if (this.#begunLength > 0) yield* this.#readLine(Buffer.alloc(0))
    yield* this.#endHead()
  }

  *#readLine(last: Buffer): Generator<Head> {
    const whole = this.#begunLength === 0 ? last : Buffer.concat([...this.#begun, last])
    const line = this.#line === 0 && whole.subarray(0, 3).equals(mark) ? whole.subarray(3) : whole
    this.#begun = []
    this.#begunLength = 0
    this.#line += 1
    const isBlank = line.length === 0 || (line.length === 1 && line[0] === carriageReturn)
    if (this.#line === 1 && lengthLine.test(line.toString('latin1', 0, 12))) this.#headLine = 2
    else if (this.#wasBlank && line[0] === capitalF && separator.test(line.toString('latin1', 0, 256))) {
      yield* this.#endHead()
      this.#head = []
      this.#headLine = this.#line + 1
      this.#before = line.toString('latin1', 0, 256)
    } else if (isBlank) {
      if (this.#headLength > 0) yield* this.#endHead()
    } else this.#addLine(line)
    this.#wasBlank = isBlank
  }

  #addLine(line: Buffer): void {
    if (!this.#head) return
    if (this.#before !== '' && this.#headLength === 0 && !header.test(line.toString('latin1', 0, 256))) {
      this.#head = undefined
      return
    }
    this.#headLength += line.length + 1
    if (this.#headLength <= longestHead) this.#head.push(Buffer.from(line), Buffer.of(newline))
  }

  *#endHead(): Generator<Head> {
    const isWhole = this.#headLength <= longestHead
    if (this.#head && this.#headLength > 0)
      yield { line: this.#headLine, before: this.#before, bytes: Buffer.concat(this.#head), isWhole }
    this.#head = undefined
    this.#headLength = 0
  }
}
