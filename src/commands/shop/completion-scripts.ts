import type { shells } from '#cli/shells.ts'

export type Shell = (typeof shells)[number]

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
