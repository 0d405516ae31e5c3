import { Argument } from '@commander-js/extra-typings'
import { command } from '#cli/command.ts'
import { shells } from '#cli/shells.ts'
import { completionScripts, howToInstall } from './completion-scripts.ts'

export const completion = command({
  name: 'completion',
  summary: 'Complete by the tab key',
  examples: shells.map((shell) => [`cl completion ${shell}`, `to install it: ${howToInstall[shell]}`]),
  define: (cmd) => cmd.addArgument(new Argument('<shell>', 'the shell that you type in').choices(shells)),
  async run({ out }, _options, [shell]) {
    out.print(completionScripts[shell])
    if (out.rows !== null) out.say(`This goes where ${shell} reads it at its start: ${howToInstall[shell]}`)
  },
})
