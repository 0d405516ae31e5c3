import { cannot } from '#errors.ts'

const lineEnd = /\r\n|\n|\r/

/**
 * Lines come without their ends, in handfuls.
 * @param longest the most characters of a line
 * @throws cannot, for a line that is longer
 */
export async function* linesIn(parts: AsyncIterable<string>, longest: number): AsyncGenerator<string[]> {
  let begun: string[] = []
  let length = 0
  let count = 0
  let held = ''
  for await (const part of parts) {
    const text = held + part
    // A line end may be cut in two.
    held = text.endsWith('\r') ? '\r' : ''
    const lines = text.slice(0, text.length - held.length).split(lineEnd)
    const last = lines.pop() ?? ''
    if (lines.length > 0) {
      lines[0] = [...begun, lines[0]].join('')
      ;[begun, length] = [[], 0]
      count += lines.length
      yield lines
    }
    begun.push(last)
    length += last.length
    if (length > longest)
      throw cannot(`Line ${count + 1} is longer than ${longest / 1_000_000} MB.`, 'Look whether its lines have ends.')
  }
  const rest = [...begun, held].join('').split(lineEnd)
  // The end of the last line begins no further line.
  if (rest.at(-1) === '') rest.pop()
  if (rest.length > 0) yield rest
}
