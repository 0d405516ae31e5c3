import type { Context } from '#cli/context.ts'
import { type Day, notAfterToday } from '#domain/days/day.ts'
import { onlySaid } from '#domain/only-said.ts'
import type { Whom } from '#domain/shop/waiting.ts'
import { draftTouch, type TouchDraft } from '#domain/touches/touch.ts'
import type { TouchWords } from '#domain/touches/vocabulary.ts'
import { wrongUsage } from '#errors.ts'
import type { Rules } from '#tables/rules.ts'
import { joined } from '#views/text.ts'

/** `note` is true to be asked for it; `done` is true for the only loop that is open. */
export type SaidOfTouch = {
  on?: Day
  in?: true
  out?: true
  minutes?: number
  note?: string | true
  done?: number | true
}

/** All is decided before the transaction begins. */
export type TouchPlan = {
  chosen: Whom[]
  draft: TouchDraft
  rules: Rules
  promise: string | null
  /** The day of the promise, or of their request. */
  by: Day | null
  /** The number of the loop that it ended, or the only one that is open; null for none. */
  done: number | 'only one' | null
  teammate: string | undefined
}

/** The part of a plan that does not depend on the customers, nor on the rules at the time of writing. */
export type Meant = Omit<TouchPlan, 'chosen' | 'rules'>

/** The customers are not in the line. */
export function plannedLine({ draft, promise, by, done }: Meant, today: Day): string {
  const { channel, purpose, tone, on, minutes, note } = draft
  return joined(', ', [
    `${channel.name}, ${purpose.name}, ${tone}`,
    on !== today && `on ${on}`,
    minutes !== null && `${minutes} minutes`,
    note !== null && `"${note}"`,
    promise !== null && `promise "${promise}"`,
    by !== null && `by ${by}`,
    done !== null && 'done',
  ])
}

/**
 * Parts that were not said have their usual values.
 * @throws wrong usage, for a note given twice, an empty or too long one, and a day after today
 */
export async function draftOf(
  { today, readStdin }: Context,
  { vocabulary }: Rules,
  said: TouchWords,
  options: Omit<SaidOfTouch, 'note'> & { note?: string },
): Promise<TouchDraft> {
  if (options.note !== undefined && said.note !== undefined) throw twoNotes()
  const note = options.note === '-' ? await readStdin() : (options.note ?? said.note)
  const begunBy = options.in ? 'them' : options.out ? 'us' : undefined
  if (options.on !== undefined && said.on !== undefined) throw saidTwice('days', '--on')
  if (options.minutes !== undefined && said.minutes !== undefined) throw saidTwice('lengths', '--minutes')
  const on = notAfterToday(options.on ?? said.on ?? today, today)
  return draftTouch(vocabulary, { ...said, on, ...onlySaid({ note, begunBy, minutes: options.minutes } as const) })
}

/** A `--note` without a text only asks for one. */
export const withoutQuestion = <T extends Pick<SaidOfTouch, 'note'>>({ note, ...others }: T) => ({
  ...others,
  ...(typeof note === 'string' ? { note } : {}),
})

export const twoNotes = () =>
  wrongUsage('There are two notes: one after the words, one after --note.', 'Leave one of them out.')

const saidTwice = (what: string, option: string) =>
  wrongUsage(`There are two ${what}: one among the words, one after ${option}.`, 'Leave one of them out.')

export const endedBy = (done: number | true | undefined): TouchPlan['done'] =>
  done === undefined ? null : done === true ? 'only one' : done
