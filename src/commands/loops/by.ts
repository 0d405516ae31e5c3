import type { Reader } from '#book/engine.ts'
import type { Context } from '#cli/context.ts'
import { foldName } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import type { Settings } from '#domain/shop/settings.ts'
import { cannot, UserError, wrongUsage } from '#errors.ts'
import { type Hint, hintText, word } from '#hints.ts'
import { customersBeginning, customersCalled, type FoundCustomer } from '#tables/customers/handles.ts'
import { settingsOf } from '#tables/rules.ts'

export type By = { day?: Day; teammate?: string }

/**
 * Reads `--by`: a word that can be a day is one, and any other is a teammate.
 * @throws wrong usage, for two days or two teammates, for an impossible day, and for a word that is neither
 */
export async function readBy(context: Context, said: string[] = []): Promise<By> {
  const by: By = {}
  for (const text of said) {
    const day = await dayOrNot(context, text)
    const key = day === undefined ? 'teammate' : 'day'
    if (by[key] !== undefined) throw wrongUsage(`--by names two ${key}s.`, 'Give it one day, one teammate, or each.')
    if (day === undefined) by.teammate = text
    else by.day = day
  }
  if (by.teammate !== undefined) await refuseNobody(context, by.teammate)
  return by
}

/** @throws wrong usage, for a word that is neither a day nor a teammate */
async function refuseNobody({ book, quote }: Context, teammate: string): Promise<void> {
  const hint = await book.readOrNew(async (db) =>
    (await teammatesCalled(db, teammate)).length > 0 ? null : howToJoin(db, teammate),
  )
  if (hint === null) return
  if (/^(?:them|they|us|we)$/i.test(teammate))
    throw wrongUsage(
      `"${teammate}" is no teammate.`,
      'In cl log, --in says that they began it, and --out that you did.',
    )
  const meant = (await import('#formats/days/day-hints.ts')).dayToComeAtEnd(teammate)
  throw wrongUsage(
    `"${teammate}" is neither a day nor a teammate.`,
    meant === undefined
      ? `Write a day such as friday or 2026-11-20. ${hintText(hint, quote)}`
      : `If you meant ${meant}: --by ${word(meant, quote)}`,
  )
}

async function dayOrNot(context: Context, text: string): Promise<Day | undefined> {
  try {
    return await context.day(text, 'future')
  } catch (error) {
    const isWord = !/\d/.test(text)
    if (!(error instanceof UserError)) throw error
    if (isWord || (await context.book.readOrNew((db) => teammatesCalled(db, text))).length > 0) return undefined
    throw error
  }
}

const onTeam = (found: FoundCustomer[]): FoundCustomer[] => found.filter(({ kind }) => kind === 'teammate')

async function teammatesCalled(db: Reader, name: string): Promise<FoundCustomer[]> {
  if (foldName(name) === '') return []
  const exact = onTeam(await customersCalled(db, name))
  return exact.length > 0 ? exact : onTeam(await customersBeginning(db, name))
}

/** A customer of that name cannot be added to the team: there is one already. */
async function howToJoin(db: Reader, name: string): Promise<Hint> {
  if (foldName(name) === '') return 'To add a teammate: cl add NAME --team'
  const [customer] = await customersCalled(db, name)
  return customer
    ? `${customer.name} is a customer. To make a teammate of them: cl edit ${customer.id} --team`
    : (quote) => `To add a teammate: cl add ${quote(name)} --team`
}

/**
 * A teammate by name or alias, or by the beginning of a word of it.
 * @throws cannot, for nobody on the team, and for several
 */
export async function teammateNamed(db: Reader, name: string): Promise<FoundCustomer> {
  const [first, ...others] = await teammatesCalled(db, name)
  if (!first) {
    const hint = await howToJoin(db, name)
    throw cannot(`"${name}" is no teammate.`, (quote) => `${hintText(hint, quote)}   The team: cl list --team`)
  }
  if (others.length > 0) {
    throw cannot(
      `"${name}" fits several teammates: ${[first, ...others].map((each) => each.name).join(', ')}.`,
      'Type more of the name.',
    )
  }
  return first
}

/** `none` is nobody in particular: null. */
export const teammateOrNone = async (db: Reader, name: string): Promise<number | null> =>
  name === 'none' ? null : (await teammateNamed(db, name)).id

/**
 * The id of the teammate who is meant: as said, else of the setting `me`; null where neither names anybody.
 * @param settings the settings of the book, where they were read already
 * @throws cannot, as `teammateNamed`, and where nobody, or several, have the name of the setting
 */
export async function teammateMeant(
  db: Reader,
  said: string | undefined,
  settings?: Pick<Settings, 'me'>,
): Promise<number | null> {
  if (said !== undefined) return (await teammateNamed(db, said)).id
  const { me } = settings ?? (await settingsOf(db))
  return me === null ? null : (await teammateOfSetting(db, me)).id
}

/** The teammate of the setting `me`, who may have got another name on another laptop. @throws cannot, for nobody, or for several */
async function teammateOfSetting(db: Reader, me: string): Promise<FoundCustomer> {
  const [first, ...others] = await teammatesCalled(db, me)
  if (first && others.length === 0) return first
  throw cannot(
    `The setting me is "${me}", and ${first ? 'several teammates go by that' : 'no teammate has that name'}.`,
    'Nobody in particular: cl config unset me   Somebody of cl list --team: cl config set me NAME',
  )
}
