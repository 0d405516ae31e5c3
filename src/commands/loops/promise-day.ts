import type { Context } from '#cli/context.ts'
import type { Day } from '#domain/day.ts'
import { UserError } from '#errors.ts'

/** A promise as it was typed, and the day that its text ends with; null where it names none. */
export type PromiseText = { text: string; day: Day | null }

/**
 * Reads the day at the end of a promise, as in `send the list by friday`. The text is kept as it was typed. A number alone
 * is no day: `up to 20 by 5`.
 */
export async function promiseIn(context: Context, text: string): Promise<PromiseText> {
  const said = /^(?:.*\s)?(?:by|until)\s+(\S.*)$/is.exec(text)?.[1]?.replace(/[.!]+$/, '')
  if (said === undefined || /^\d+$/.test(said.trim())) return { text, day: null }
  try {
    return { text, day: await context.day(said, 'future') }
  } catch (error) {
    if (error instanceof UserError) return { text, day: null }
    throw error
  }
}
