import type { Context } from '#cli/context.ts'
import type { Shell } from './completion-scripts.ts'

/** Where each shell may read the completion of cl: where its user put it, or `install.sh` did. */
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

/** Whether a shell has the completion of cl already, as far as can be seen: where PowerShell reads, it alone knows. */
export async function hasCompletion({ input, places }: Context, shell: Shell): Promise<boolean> {
  const { home } = places()
  const texts = readBy[shell].map((path) =>
    textOf(
      input,
      path.replace('~', () => home),
    ),
  )
  return (await Promise.all(texts)).some((text) => text.includes(`# Completion of cl for ${shell}.`))
}

/** What is in a file, in which ASCII alone matters; nothing where it cannot be read. */
async function textOf(input: Context['input'], path: string): Promise<string> {
  try {
    let text = ''
    for await (const part of (await input(path)).bytes()) text += Buffer.from(part).toString('latin1')
    return text
  } catch {
    return ''
  }
}
