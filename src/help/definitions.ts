import { Command as Commander, type Option } from '@commander-js/extra-typings'
import type { Command } from '#cli/command.ts'
import { commandGroups } from '#commands/index.ts'

export type DefinedArgument = { name: string; description: string; required: boolean; variadic: boolean }

export type Definition = {
  /** `letters add` */
  typed: string
  summary: string
  examples: Command['examples']
  arguments: DefinedArgument[]
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
    arguments: registeredArguments.map((argument) => ({
      name: argument.name(),
      description: argument.description,
      required: argument.required,
      variadic: argument.variadic,
    })),
    options: options.filter(({ hidden }) => !hidden),
    actions: (command.actions ?? []).map((action) => definitionOf(action, `${typed} ${action.name}`)),
  }
}

/** `log [customer] [words...]` */
export const usageOf = ({ typed, arguments: all, options }: Definition): string =>
  [typed, ...(options.length > 0 ? ['[options]'] : []), ...all.map(argumentText)].join(' ')

function argumentText({ name, required, variadic }: DefinedArgument): string {
  const text = `${name}${variadic ? '...' : ''}`
  return required ? `<${text}>` : `[${text}]`
}
