/** The shells that complete words, as each is called. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

/** True for the words by which a shell asks how a line goes on: `complete`, its own name, and the words behind `cl`. */
export const asksForCompletion = ([command, shell]: string[]): boolean =>
  command === 'complete' && shells.some((each) => each === shell)
