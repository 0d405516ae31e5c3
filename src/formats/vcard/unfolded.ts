/** The parts of a line that goes on behind soft breaks: where each of them begins with a space, it is that of the fold. */
const softlyJoined = ([first = '', ...others]: string[]): string =>
  first + (others.every((part) => /^[ \t]/.test(part)) ? others.map((part) => part.slice(1)) : others).join('')

/** A line with the lines that go on with it. */
type Folded = { isQuoted: boolean; isOpen: boolean; parts: string[] }

/** Unfolded lines: one that begins with a space goes on with the one before, as does one after a soft line break. */
export function unfolded(lines: string[]): string[] {
  const whole: Folded[] = []
  for (const line of lines) {
    const last = whole.at(-1)
    if (last?.isOpen) last.parts.push(line)
    else if (last && (line.startsWith(' ') || line.startsWith('\t'))) last.parts[last.parts.length - 1] += line.slice(1)
    else whole.push({ isQuoted: /^[^:]*QUOTED-PRINTABLE/i.test(line), isOpen: false, parts: [line] })
    const now = whole.at(-1)
    if (now) now.isOpen = now.isQuoted && line.endsWith('=')
  }
  return whole.map(({ isQuoted, parts }) =>
    isQuoted ? softlyJoined(parts.map((part) => part.replace(/=$/, ''))) : (parts[0] ?? ''),
  )
}
