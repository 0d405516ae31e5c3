import type { Hint } from '#hints.ts'

/** What a user can meet: the exit code says which kind of trouble it is. */
type ExitCode = 0 | 1 | 2 | 130

/**
 * Something that the user can put right. `message` says what happened, `hint` what to type next;
 * both are shown on stderr, with control characters made visible, and never with a stack.
 */
export class UserError extends Error {
  readonly exitCode: ExitCode
  readonly hint: Hint | undefined

  constructor(exitCode: ExitCode, message: string, hint?: Hint) {
    super(message)
    this.name = 'UserError'
    this.exitCode = exitCode
    this.hint = hint
  }
}

/** The book was changed, or something kept for it, and then something failed, such as showing what was done. */
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

/** Ctrl-C: exit code 130. `left` says what it left behind. */
export const interrupted = (left = 'Nothing was written.'): UserError => new UserError(130, `Stopped. ${left}`)

/** Whether an error is a Ctrl-C. */
export const isInterrupted = (error: unknown): boolean => error instanceof UserError && error.exitCode === 130

/** Why a check refuses something; undefined when it does not. */
export function reasonFor(check: () => unknown): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

/** Why a check refuses something, for a prompt that asks again; undefined when it does not. */
export async function reasonAgainst(check: () => unknown): Promise<string | undefined> {
  try {
    await check()
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

/** Whether an error is that of a call to the operating system. */
export const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error

/** The code of an error, such as `ENOENT`; empty where it has none. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
