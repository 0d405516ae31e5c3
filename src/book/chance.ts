/**
 * Letters and digits by chance, ten or eleven as a rule, for a name or a key that nothing else has: the one place where the program
 * is not the same twice. Nobody has to be kept from guessing them, and Node's own take 3 ms of each `cl log` to load.
 */
export const someLetters = (): string => Math.random().toString(36).slice(2)
