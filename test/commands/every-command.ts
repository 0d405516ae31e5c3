import type { Command } from '#cli/command.ts'
import { commands } from '#commands/index.ts'

const withActions = (path: string, command: Command): [path: string, command: Command][] => [
  [path, command],
  ...(command.actions ?? []).flatMap((action) => withActions(`${path} ${action.name}`, action)),
]

/** Every command and every action of one, by the words that are typed for it. */
export const everyCommand: [path: string, command: Command][] = (
  await Promise.all(Object.entries(commands).map(async ([name, load]) => withActions(name, await load())))
).flat()
