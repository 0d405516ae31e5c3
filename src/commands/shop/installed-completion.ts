import type { Context } from '#cli/context.ts'
import type { Shell } from './completion-scripts.ts'

/** Files come from the user or from `install.sh`. */
const readBy: Record<Shell, string[]> = {
  bash: [
    '~/.bashrc',
    '~/.bash_profile',
    '~/.local/share/bash-completion/completions/cl',
    '/usr/local/share/bash-completion/completions/cl',
  ],
  zsh: ['~/.zshrc', '/usr/local/share/zsh/site-functions/_cl'],
  fish: [
    '~/.config/fish/completions/cl.fish',
    '~/.local/share/fish/vendor_completions.d/cl.fish',
    '/usr/local/share/fish/vendor_completions.d/cl.fish',
  ],
  powershell: [],
}

/** PowerShell alone knows its files: false for it. */
export async function hasCompletion({ input, places }: Context, shell: Shell): Promise<boolean> {
  const { home } = places()
  const paths = readBy[shell].map((path) => path.replace('~', () => home))
  const texts = await Promise.all(paths.map((path) => textOf(input, path)))
  return texts.some((text) => text.includes(`# Completion of cl for ${shell}.`))
}

/** ASCII alone matters. A file that cannot be read is empty. */
async function textOf(input: Context['input'], path: string): Promise<string> {
  try {
    let text = ''
    for await (const part of (await input(path)).bytes()) text += Buffer.from(part).toString('latin1')
    return text
  } catch {
    return ''
  }
}
