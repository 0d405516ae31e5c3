/** The shells that complete words, as each is called. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

/** True for the words by which a shell asks how a line goes on: `complete`, its own name, and the words behind `cl`. */
export const asksForCompletion = ([command, shell]: string[]): boolean =>
  command === 'complete' && shells.some((each) => each === shell)

/** True for the line by which a shell's prompt asks how many need the user. */
export const asksForCount = (argv: string[]): boolean => argv.length === 2 && argv[0] === 'due' && argv[1] === '--count'
