export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

/** A shell asks how a line goes on with `complete`, its own name, and the words behind `cl`. */
export const asksForCompletion = ([command, shell]: string[]): boolean =>
  command === 'complete' && shells.some((each) => each === shell)
