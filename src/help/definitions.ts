import { Command as Commander, type CommandUnknownOpts, type Option } from '@commander-js/extra-typings'
import type { Command } from '#cli/command.ts'
import { commandGroups } from '#commands/index.ts'

export type Definition = {
  /** `letters add` */
  typed: string
  summary: string
  examples: Command['examples']
  arguments: CommandUnknownOpts['registeredArguments']
  options: readonly Option[]
  actions: Definition[]
}

export async function definedGroups(): Promise<[group: string, definitions: Definition[]][]> {
  const groups = Object.entries(commandGroups).map(async ([group, commands]): Promise<[string, Definition[]]> => {
    const loaded = await Promise.all(Object.values(commands).map((load) => load()))
    return [group, loaded.map((command) => definitionOf(command, command.name))]
  })
  return Promise.all(groups)
}

function definitionOf(command: Command, typed: string): Definition {
  const { registeredArguments, options } = command.declare(new Commander(command.name), async () => {})
  return {
    typed,
    summary: command.summary,
    examples: command.examples,
    arguments: registeredArguments,
    options: options.filter(({ hidden }) => !hidden),
    actions: (command.actions ?? []).map((action) => definitionOf(action, `${typed} ${action.name}`)),
  }
}

/** `log [customer] [words...]` */
export const usageOf = ({ typed, arguments: all, options }: Definition): string =>
  [typed, ...(options.length > 0 ? ['[options]'] : []), ...all.map(argumentText)].join(' ')

function argumentText(argument: Definition['arguments'][number]): string {
  const text = `${argument.name()}${argument.variadic ? '...' : ''}`
  return argument.required ? `<${text}>` : `[${text}]`
}
