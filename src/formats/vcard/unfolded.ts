/** The parts of a line that goes on behind soft breaks: where each of them begins with a space, it is that of the fold. */
const softlyJoined = ([first = '', ...others]: string[]): string =>
  first + (others.every((part) => /^[ \t]/.test(part)) ? others.map((part) => part.slice(1)) : others).join('')

/** `first` is as it stands in the file. */
type Folded = { first: string; isOpen: boolean; parts: string[] }

const isQuoted = ({ first }: Folded): boolean => /^[^:]*QUOTED-PRINTABLE/i.test(first)

/** A line that begins with a space goes on with the one before, as does one after a soft line break. */
export function unfolded(lines: string[]): string[] {
  // Hardly any card has such lines.
  if (!lines.some((line) => /^[ \t]|=$/.test(line))) return lines
  const whole: Folded[] = []
  for (const line of lines) {
    let last = whole.at(-1)
    if (last?.isOpen) last.parts.push(line)
    else if (last && (line.startsWith(' ') || line.startsWith('\t'))) last.parts[last.parts.length - 1] += line.slice(1)
    else {
      last = { first: line, isOpen: false, parts: [line] }
      whole.push(last)
    }
    // Hardly any line is quoted, and few end so: only these are looked at closely.
    last.isOpen = line.endsWith('=') && isQuoted(last)
  }
  return whole.map((each) => {
    const [only = '', ...others] = each.parts
    return (others.length > 0 || only.endsWith('=')) && isQuoted(each)
      ? softlyJoined(each.parts.map((part) => part.replace(/=$/, '')))
      : only
  })
}
