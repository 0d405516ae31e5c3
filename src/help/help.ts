import type { Option } from '@commander-js/extra-typings'
import type { Command } from '#cli/command.ts'
import { commandGroups, commands } from '#commands/index.ts'
import { topics } from './help-topics.ts'

const column = 40

const topicNames = Object.keys(topics).join(', ')

const title = 'cl keeps your customers in mind: log each touch, see who needs you.'

/** The commands for a beginner, and those of a usual day and week. */
const everyday = {
  'To begin': ['add', 'import', 'demo'],
  'Each day': ['due', 'morning', 'log', 'promise', 'done', 'show', 'why', 'history', 'snooze', 'amend', 'undo'],
  'Each week': ['report'],
}

const lineOf = ({ name, summary }: Command): string => `  ${name.padEnd(11)}${summary}`

/** `cl --help` has 24 lines, with the way to see the rest. */
export async function everydayHelp(): Promise<string> {
  const groups = await Promise.all(
    Object.entries(everyday).map(async ([name, names]) => {
      const group = await Promise.all(names.flatMap((each) => commands[each]?.() ?? []))
      return [name, ...group.map(lineOf)].join('\n')
    }),
  )
  return `${title}

${groups.join('\n')}

All ${Object.keys(commands).length} commands, and the options of every command: cl help all
More of one: cl COMMAND --help   Pages: cl help ${topicNames}
`
}

/** `cl help all`: the groups are in the day's rhythm; wide terminals have all on one screen. */
export async function wholeHelp(options: readonly Option[], columns: number): Promise<string> {
  const groups = await Promise.all(
    Object.entries(commandGroups).map(async ([name, group]) => {
      const commands = await Promise.all(Object.values(group).map((load) => load()))
      const cells = commands.map(lineOf)
      return [name, ...inTwo(cells, columns)].join('\n')
    }),
  )
  return `${title}
${groups.join('\n')}
Options for every command
${inTwo([...options.map((option) => `  ${option.flags.padEnd(16)}${option.description}`), '  --version       the version of cl'], columns).join('\n')}
cl COMMAND --help says more. Pages: cl help ${topicNames}; man cl
`
}

/** Two cells share a line where they fit. */
function inTwo(cells: string[], columns: number): string[] {
  if (columns < 2 * column) return cells
  const half = Math.ceil(cells.length / 2)
  return cells.slice(0, half).map((left, i) => {
    const right = cells[half + i]
    return right === undefined ? left : `${left.padEnd(column)}${right}`
  })
}
