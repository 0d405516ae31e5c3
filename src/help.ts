import type { Option } from '@commander-js/extra-typings'
import { commandGroups } from '#commands/index.ts'

const column = 40

/** What `cl --help` says: every command on one screen, in the groups of the day's rhythm. */
export async function helpText(options: readonly Option[]): Promise<string> {
  const groups = await Promise.all(
    Object.entries(commandGroups).map(async ([title, group]) => {
      const commands = await Promise.all(Object.values(group).map((load) => load()))
      const cells = commands.map(({ name, summary }) => `  ${name.padEnd(11)}${summary}`)
      return [title, ...inTwo(cells)].join('\n')
    }),
  )
  return `cl keeps your customers in mind: log each touch, see who needs you.

${groups.join('\n')}

Options for every command
${inTwo([...options.map((option) => `  ${option.flags.padEnd(16)}${option.description}`), '  --version       the version of cl']).join('\n')}

cl COMMAND --help says more, with examples. Begin with: cl demo
`
}

/** Cells beside each other, two to a line where they fit. */
function inTwo(cells: string[]): string[] {
  const half = Math.ceil(cells.length / 2)
  return cells.slice(0, half).map((left, i) => {
    const right = cells[half + i]
    return right === undefined ? left : `${left.padEnd(column)}${right}`
  })
}
