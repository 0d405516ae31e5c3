import type { Context } from '#cli/context.ts'
import type { shells } from '#cli/shells.ts'

type Shell = (typeof shells)[number]

// A shell asks `cl complete SHELL WORDS…` and gets a line for each candidate, with its meaning after a tab; `:files` leaves
// it to the shell's own names of files.

const bash = `# Completion of cl for bash.
_cl() {
  local typed="\${COMP_WORDS[COMP_CWORD]}" line value
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      compopt -o default 2>/dev/null
      return
    fi
    value="\${line%%$'\\t'*}"
    case $typed in
      [\\"\\']*) ;;
      *) printf -v value '%q' "$value" ;;
    esac
    COMPREPLY+=("$value")
  done < <(cl complete bash "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _cl cl
`

const zsh = `#compdef cl
# Completion of cl for zsh.
_cl() {
  local line
  local -a values shown
  for line in "\${(@f)$(cl complete zsh "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -z $line ]] && continue
    if [[ $line == :files ]]; then
      _files
      return
    fi
    values+=("\${line%%$'\\t'*}")
    shown+=("\${line/$'\\t'/  }")
  done
  (( \${#values} )) && compadd -U -l -d shown -a values
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _cl "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i; }
  compdef _cl cl
fi
`

const fish = `# Completion of cl for fish.
function __cl_complete
  set -l typed (commandline -ct)
  set -l words (commandline -opc)
  set -l found (cl complete fish $words[2..-1] "$typed" 2>/dev/null)
  if test "$found" = :files
    __fish_complete_path $typed
  else
    printf '%s\\n' $found
  end
end
complete -c cl -f -a '(__cl_complete)'
`

const powershell = `# Completion of cl for PowerShell.
Register-ArgumentCompleter -Native -CommandName cl -ScriptBlock {
  param($typed, $line, $cursor)
  $words = @($line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { "$($_.Value)" })
  cl complete powershell @words "$typed" 2>$null | Where-Object { $_ -ne ':files' } | ForEach-Object {
    $value, $meaning = $_ -split "\`t", 2
    $text = if ($value -match "[\\s'\`"]") { "'" + ($value -replace "'", "''") + "'" } else { $value }
    [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $(if ($meaning) { $meaning } else { $value }))
  }
}
`

export const completionScripts: Record<Shell, string> = { bash, zsh, fish, powershell }

/** The line is typed once, and goes where the shell reads it at its start. */
export const howToInstall: Record<Shell, string> = {
  bash: 'cl completion bash >> ~/.bashrc',
  zsh: 'cl completion zsh >> ~/.zshrc',
  fish: 'cl completion fish > ~/.config/fish/completions/cl.fish',
  powershell: 'cl completion powershell >> $PROFILE',
}

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
