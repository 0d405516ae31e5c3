import type { Context } from '#cli/context.ts'
import { customerOfWord } from '#cli/names/customer-of-word.ts'
import type { NamedTouch } from '#domain/touches/touch.ts'
import { findChannel, findPurpose, type TouchWords, type Vocabulary } from '#domain/touches/vocabulary.ts'
import type { TouchPlan } from './touch-plan.ts'

/**
 * Each doubt about the way in which a touch was counted is a line with the command to type.
 * @param words without the note where it stood apart: then no word of it was meant as another
 */
export async function doubtsAbout(context: Context, plan: TouchPlan, words: TouchWords): Promise<string[]> {
  const { draft, rules } = plan
  const { note } = draft
  if (note === null) return []
  const { vocabulary } = rules
  const said = { ...words, note }
  const { countedAsNew, countedBadly, countedOtherwise } = await import('#formats/touches/touch-hints.ts')
  // Words of sorrow are no complaint where they mended one.
  const isMended = plan.done !== null
  const bad = isMended ? undefined : countedBadly(said, vocabulary)
  const isOne = plan.chosen.length === 1
  if (words.note === undefined) return lines(isOne, bad)
  const { today } = context
  const [{ misspelt }, { dayAlsoNamed, dayInNote, dayOfPlan }, { minutesInNote }] = await Promise.all([
    import('#formats/touches/misspelt.ts'),
    import('#formats/days/day-hints.ts'),
    import('#formats/touches/how-in-note.ts'),
  ])
  const isOfToday = said.on === undefined && draft.on === today
  const doubt =
    bad ??
    (isMended ? undefined : countedAsNew(said)) ??
    misspelt(said, vocabulary) ??
    (isOfToday ? await dayInNote(note, vocabulary, today, context.dayRules) : undefined) ??
    (isMended ? undefined : countedOtherwise(said, vocabulary, { channel: draft.channel.name, begunBy: draft.begunBy }))
  const day = isOfToday ? dayAlsoNamed(said, vocabulary) : said.on && dayOfPlan(said.on, note, today)
  return lines(
    isOne,
    await anotherCustomer(context, plan, note),
    await teammateInNote(context, plan, note),
    doubt,
    await newContact(context, plan, note),
    day ?? (doubt === undefined && draft.minutes === null ? minutesInNote(note) : undefined),
  )
}

/** The doubt about a touch that got another note, where its tone is the usual one of its purpose. */
export async function doubtAboutNote(
  { id, purpose: name, tone, note }: NamedTouch,
  vocabulary: Vocabulary,
): Promise<string | undefined> {
  const purpose = findPurpose(vocabulary, name)
  if (note === null || !purpose || tone !== purpose.tone) return undefined
  const { countedBadly } = await import('#formats/touches/touch-hints.ts')
  const doubt = countedBadly({ note, ...(name === 'care' ? {} : { purpose }) }, vocabulary)
  return doubt?.replaceAll('cl amend', `cl amend ${id}`)
}

/** The note may begin with the name of somebody else: `log dave and dan call`, `log dave dan call`. */
async function anotherCustomer({ book }: Context, plan: TouchPlan, note: string): Promise<string | undefined> {
  const [, and, name = '', next = ''] = /^((?:and|&|und|et) )?(?!the )([^\s,]{3,})(?: (\S+))?/i.exec(note) ?? []
  const { vocabulary } = plan.rules
  // Many a note begins with a name: `log dave dan sends his love`.
  if (name === '' || (!and && !findChannel(vocabulary, next) && !findPurpose(vocabulary, next))) return undefined
  const one = await book.read((db) => customerOfWord(db, name))
  if (!one || plan.chosen.some((each) => 'id' in each && each.id === one.id)) return undefined
  return `"${name}" began the note, and is a customer. If it was with both: cl undo, and log it again with --with ${one.id}`
}

/** The note may begin or end with a teammate: `log dave by kim call`. */
async function teammateInNote({ book }: Context, { teammate }: TouchPlan, note: string): Promise<string | undefined> {
  const [, first, last] = /^by ([^\s,;:.]+)|\sby ([^\s,;:.]+)[.!]?$/i.exec(note) ?? []
  const name = first ?? last
  if (name === undefined || teammate !== undefined) return undefined
  const one = await book.read((db) => customerOfWord(db, name, 'teammate'))
  return one && `"by ${name}" is in the note. If ${one.name} had it: cl amend --by ${one.id}`
}

const ofSomethingNew = (note: string): boolean =>
  /[@\d]/.test(note) && /\b(?:new|neue[rs]?|nouveau|nouvelle|nuev[oa]|nuov[oa]|nieuwe?)\b.*[@\d]/i.test(note)

/** The note may tell of a new phone number or e-mail. */
async function newContact({ quote }: Context, { chosen }: TouchPlan, note: string): Promise<string | undefined> {
  const [first] = chosen
  if (!ofSomethingNew(note) || !first || !('id' in first)) return undefined
  return (await import('../customers/keeping-contact.ts')).keepingContact(note, String(first.id), quote)
}

/** `cl amend` changes one touch: a line about several says how to log them otherwise. */
const lines = (isOne: boolean, ...all: (string | undefined)[]): string[] =>
  all
    .filter((line) => line !== undefined)
    .map((line) =>
      isOne ? line : line.replace(/cl amend (?:--(?:purpose|channel|tone) )?/g, 'cl undo, and log it again with '),
    )
