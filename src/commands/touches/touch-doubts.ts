import type { Context } from '#cli/context.ts'
import { isOneName } from '#domain/customers/name-keys.ts'
import type { TouchWords } from '#domain/touches/vocabulary.ts'
import { customersBeginning } from '#tables/customers/handles.ts'
import type { TouchPlan } from './touch-plan.ts'

/**
 * The doubts about the way in which a touch was counted, each a line with the command to type: about its purpose or its words, and
 * about its day.
 * @param isNoteAlone true when the note stood apart, behind `--` or at a question: then no word of it was meant as another
 */
export async function doubtsAbout(
  context: Context,
  plan: TouchPlan,
  words: TouchWords,
  isNoteAlone: boolean,
): Promise<string[]> {
  const { draft } = plan
  if (draft.note === null) return []
  const said = { ...words, note: draft.note }
  if (isNoteAlone) {
    if (plan.done !== null) return []
    return lines((await import('#formats/touches/touch-hints.ts')).countedBadly(said, plan.rules.vocabulary))
  }
  const { note } = said
  const { today } = context
  const [hints, { misspelt }, { dayAlsoNamed, dayInNote }, { minutesInNote }] = await Promise.all([
    import('#formats/touches/touch-hints.ts'),
    import('#formats/touches/misspelt.ts'),
    import('#formats/days/day-hints.ts'),
    import('#formats/touches/how-in-note.ts'),
  ])
  const { vocabulary } = plan.rules
  // Words of sorrow are no complaint where they mended one.
  const isMended = plan.done !== null
  const isOfToday = said.on === undefined && draft.on === today
  const doubt =
    (isMended ? undefined : (hints.countedBadly(said, vocabulary) ?? hints.countedAsNew(said))) ??
    misspelt(said, vocabulary) ??
    (isOfToday ? await dayInNote(note, today, context.dayRules) : undefined) ??
    (isMended
      ? undefined
      : hints.countedOtherwise(said, vocabulary, { channel: draft.channel.name, begunBy: draft.begunBy }))
  const day = isOfToday ? dayAlsoNamed(said, vocabulary) : undefined
  return lines(
    await anotherCustomer(context, note),
    doubt,
    day ?? (doubt === undefined && draft.minutes === null ? minutesInNote(note) : undefined),
  )
}

/** A line to type for a note that begins with the name of somebody else: `log dave and dan call`. */
async function anotherCustomer({ book }: Context, note: string): Promise<string | undefined> {
  const [, name = ''] = /^(?:and|&|und|et) (?!the )([^\s,]{3,})/i.exec(note) ?? []
  if (name === '') return undefined
  const [one, ...others] = await book.read((db) => customersBeginning(db, name))
  const isWhole = one?.how.split(/[\s,]+/).some((word) => isOneName(word, name))
  if (!one || others.length > 0 || !isWhole) return undefined
  return `"${name}" began the note, and is a customer. If it was with both: cl undo, and log it again with --with ${one.id}`
}

const lines = (...all: (string | undefined)[]): string[] => all.filter((line) => line !== undefined)
