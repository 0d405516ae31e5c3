import type { Hint } from '#hints.ts'

/** The exit codes of errors that a user can meet: 1 could not be done, 2 wrong usage, 130 interrupted. */
type ExitCode = 0 | 1 | 2 | 130

/**
 * An error that the user can put right. `message` says the trouble, `hint` the words to type next;
 * both are shown on stderr, with control characters made visible, and never with a stack.
 */
export class UserError extends Error {
  readonly exitCode: ExitCode
  readonly hint: Hint | undefined

  constructor(exitCode: ExitCode, message: string, hint?: Hint, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UserError'
    this.exitCode = exitCode
    this.hint = hint
  }
}

/** The book was changed, or an addition kept for it, and then an error came, such as in showing the answer. */
export class ChangeNotShown extends Error {
  constructor(cause: unknown, what = 'The change is in the book') {
    super(`${what}, but what was done could not be shown.`, { cause })
    this.name = 'ChangeNotShown'
  }
}

/** It was understood, and could not be done: exit code 1. */
export const cannot = (message: string, hint?: Hint): UserError => new UserError(1, message, hint)

/** It was typed wrongly: exit code 2. */
export const wrongUsage = (message: string, hint?: Hint): UserError => new UserError(2, message, hint)

/** Ctrl-C: exit code 130. `left` says how much was written. */
export const interrupted = (left = 'Nothing was written.'): UserError => new UserError(130, `Stopped. ${left}`)

/** A refusal, with the words that it may only be so by what this laptop keeps of a book, where that was read. */
export function byWhatIsRead({ isReadHere }: { isReadHere: boolean }, error: UserError): UserError {
  // Trouble with the server has a cause, and needs no such words.
  if (!isReadHere || error.exitCode !== 1 || error.cause !== undefined) return error
  const maybe = 'That is by what this laptop knows; the server cannot be asked just now. Type it again once it can.'
  return cannot(`${error.message} ${maybe}`, error.hint)
}

/** True for the error of a Ctrl-C. */
export const isInterrupted = (error: unknown): boolean => error instanceof UserError && error.exitCode === 130

/** The result of some work, or the reason why it is refused. Other errors pass through. */
export function tried<T>(work: () => T): { result: T } | { refused: string } {
  try {
    return { result: work() }
  } catch (error) {
    return { refused: refusalIn(error) }
  }
}

/** The result of some work, or another where it is refused. Other errors pass through. */
export function resultOr<T>(otherwise: T, work: () => T): T {
  const done = tried(work)
  return 'result' in done ? done.result : otherwise
}

/** The reason why a check refuses; undefined when it does not. Other errors pass through. */
export function reasonFor(check: () => unknown): string | undefined {
  const checked = tried(check)
  return 'refused' in checked ? checked.refused : undefined
}

/** The reason why a check refuses, for a prompt that asks again; undefined when it does not. Other errors pass through. */
export async function reasonAgainst(check: () => unknown): Promise<string | undefined> {
  try {
    await check()
    return undefined
  } catch (error) {
    return refusalIn(error)
  }
}

function refusalIn(error: unknown): string {
  if (error instanceof UserError) return error.message
  throw error
}

/** True for an error from a call to the operating system. */
export const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error

/** The message of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The code of an error, such as `ENOENT`; empty where it has none. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
