export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

/** A shell asks how a line goes on with `complete`, its own name, and the words behind `cl`. */
export const asksForCompletion = ([command, shell]: string[]): boolean =>
  command === 'complete' && shells.some((each) => each === shell)

/** A shell's prompt asks so how many need the user. */
export const asksForCount = (argv: string[]): boolean => argv.length === 2 && argv[0] === 'due' && argv[1] === '--count'
