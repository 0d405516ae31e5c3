import type { Hint } from '#hints.ts'

/** 1 could not be done, 2 wrong usage, 130 interrupted. */
type ExitCode = 0 | 1 | 2 | 130

/**
 * The user can put it right: `message` says the trouble, `hint` the words to type next. Both are shown on stderr, with control
 * characters made visible, and never with a stack.
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

/** An error came after the change, or after an addition was kept for it, such as in showing the answer. */
export class ChangeNotShown extends Error {
  constructor(cause: unknown, what = 'The change is in the book') {
    super(`${what}, but what was done could not be shown.`, { cause })
    this.name = 'ChangeNotShown'
  }
}

/** The line was understood, and could not be done: exit code 1. */
export const cannot = (message: string, hint?: Hint): UserError => new UserError(1, message, hint)

/** The line was typed wrongly: exit code 2. */
export const wrongUsage = (message: string, hint?: Hint): UserError => new UserError(2, message, hint)

/** Ctrl-C: exit code 130. `left` says how much was written. */
export const interrupted = (left = 'Nothing was written.'): UserError => new UserError(130, `Stopped. ${left}`)

/** A refusal may only be so by what this laptop keeps of a book: where that was read, it says so. */
export function byWhatIsRead({ isReadHere }: { isReadHere: boolean }, error: UserError): UserError {
  // Trouble with the server has a cause, and needs no such words.
  if (!isReadHere || error.exitCode !== 1 || error.cause !== undefined) return error
  const maybe = 'That is by what this laptop knows; the server cannot be asked just now. Type it again once it can.'
  return cannot(`${error.message} ${maybe}`, error.hint)
}

export const isInterrupted = (error: unknown): boolean => error instanceof UserError && error.exitCode === 130

/** Other errors than a refusal pass through. */
export function tried<T>(work: () => T): { result: T } | { refused: string } {
  try {
    return { result: work() }
  } catch (error) {
    return { refused: refusalIn(error) }
  }
}

/** Other errors than a refusal pass through. */
export function resultOr<T>(otherwise: T, work: () => T): T {
  const done = tried(work)
  return 'result' in done ? done.result : otherwise
}

/** Undefined when the check does not refuse. Other errors pass through. */
export function reasonFor(check: () => unknown): string | undefined {
  const checked = tried(check)
  return 'refused' in checked ? checked.refused : undefined
}

/** A prompt that asks again has `reasonFor` in this form. */
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

export const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** `ENOENT`, for instance; empty where the error has none. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
