import { readFileSync } from 'node:fs'

/** The lines typed on a day, and their required results; in the order of the story. */
export type Step =
  | { kind: 'typed'; line: string; says: string[]; code: number }
  | { kind: 'due'; line: string; rows: [name: string, reason: string][]; foot: string[] }
  | { kind: 'good word'; names: string[] }
  | { kind: 'back and forth'; changes: number }
  | { kind: 'praised' | 'blamed'; isMeant: boolean; names: string[] }

/** A day of the story. The lines of some may be typed in any order. */
export type StoryDay = { today: string; isInAnyOrder: boolean; steps: Step[] }

const commaList = (text: string): string[] => text.split(', ')

/** A line of a list, `Name    reason`, or without the name for a further reason. */
const rowFrom = (line: string, above: Step & { kind: 'due' }): [string, string] => {
  const [name = '', reason = ''] = line.startsWith('      ')
    ? [above.rows.at(-1)?.[0], line.trim()]
    : line.trim().split(/ {2,}/)
  return [name, reason]
}

function stepFrom(line: string): Step {
  const [, kind = '', rest = ''] = /^(\$ cl|due|good word:|back and forth|praised:|blamed:) ?(.*)$/.exec(line) ?? []
  switch (kind) {
    case '$ cl':
      return { kind: 'typed', line: rest, says: [], code: 0 }
    case 'due':
      return { kind: 'due', line: `due ${rest}`.trim(), rows: [], foot: [] }
    case 'good word:':
      return { kind: 'good word', names: commaList(rest) }
    case 'back and forth':
      return { kind: 'back and forth', changes: Number(rest) }
    case 'praised:':
    case 'blamed:':
      return {
        kind: kind === 'praised:' ? 'praised' : 'blamed',
        isMeant: !rest.startsWith('- '),
        names: commaList(rest.replace(/^- /, '')),
      }
    default:
      throw new Error(`The story says "${line}", and nobody knows what that is.`)
  }
}

/** Adds to a step the requirement in the line below it. */
function addTo(step: Step | undefined, line: string): void {
  if (step?.kind === 'typed' && line.startsWith('> ')) step.says.push(line.slice(2))
  else if (step?.kind === 'typed') step.code = Number(/^\[exit (\d+)\]$/.exec(line)?.[1])
  else if (step?.kind !== 'due') throw new Error(`The story says "${line}" where nothing is listed.`)
  else if (line.startsWith('  ~ ')) step.foot.push(line.slice(4))
  else if (line !== '  nobody') step.rows.push(rowFrom(line, step))
}

/** Reads a story; its head explains its lines. */
export function readStory(file: URL): StoryDay[] {
  const days: StoryDay[] = []
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const steps = days.at(-1)?.steps ?? []
    if (line.startsWith('@ ')) {
      days.push({ today: line.slice(2, 12), isInAnyOrder: line.endsWith(', in any order'), steps: [] })
    } else if (/^(> |\[| {2})/.test(line)) addTo(steps.at(-1), line)
    else steps.push(stepFrom(line))
  }
  return days
}
