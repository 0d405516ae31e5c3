/**
 * Ten or eleven letters and digits, for a name or a key that nothing else has: two runs of the program differ nowhere else. They are
 * no secret, and Node’s own letters take 3 ms of each `cl log` to load.
 */
export const someLetters = (): string => Math.random().toString(36).slice(2)

/** Some 100 bits: no other addition has the key. */
export const newKey = (): string => `${someLetters()}-${someLetters()}`
