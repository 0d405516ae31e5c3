/**
 * Letters and digits by chance, ten or eleven as a rule, for a name or a key that nothing else has: the one place where two
 * runs of the program differ. They are no secret, and Node’s own letters take 3 ms of each `cl log` to load.
 */
export const someLetters = (): string => Math.random().toString(36).slice(2)

/** A key of some 100 bits, which no other addition has. */
export const newKey = (): string => `${someLetters()}-${someLetters()}`
