import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import { countOf, type Engine, type Reader } from '#book/engine.ts'
import { type Settings, settingsFrom } from '#domain/shop/settings.ts'
import { type Channel, lackingWord, type Purpose, type Tone, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { insert, remove, update, updateWhere } from './rows.ts'
import type { NewRow, Rows } from './tables.ts'

export type Rules = { vocabulary: Vocabulary; settings: Settings }

const words = (text: string): string[] => (text === '' ? [] : text.split(' '))

type RuleRow =
  | ({ what: 'purpose' } & Rows['purposes'])
  | ({ what: 'channel' } & Pick<Rows['channels'], 'id' | 'name' | 'also'> & { care: number })
  | ({ what: 'setting'; name: string; also: string } & Pick<Rows['settings'], 'id'>)

/**
 * Channels, purposes and settings in one statement, because nearly every command needs all of them. A channel has `spoken`
 * in the place of `care`, a setting has its key and value in the places of `name` and `also`.
 */
export const askForRules = sql`select 'purpose' as what, id, name, also, care, money, reached, channel_id, tone, opens, begun_by, meaning
    from purposes
  union all select 'channel', id, name, also, spoken, null, null, null, null, null, null, null from channels
  union all select 'setting', id, key, value, null, null, null, null, null, null, null, null from settings
  order by 1, 2`

/**
 * Words are in the order in which they were added.
 * @throws RangeError, where the book lacks a word that every book has: then its file is damaged
 */
export async function rulesOf(db: Reader): Promise<Rules> {
  const rules = await rulesAsWritten(db)
  const lacking = lackingWord(rules.vocabulary)
  if (lacking !== undefined) throw new RangeError(`The book has no word "${lacking}".`)
  return rules
}

/** Every book has the words of `lackingWord`. */
export const wordLackingIn = async (db: Reader): Promise<string | undefined> =>
  lackingWord((await rulesAsWritten(db)).vocabulary)

async function rulesAsWritten(db: Reader): Promise<Rules> {
  const rows = await db.all<RuleRow>(askForRules)
  const names = new Map(rows.flatMap(({ what, id, name }) => (what === 'channel' ? [[id, name] as const] : [])))
  const channels: Channel[] = []
  const purposes: Purpose[] = []
  const settings: Pick<Rows['settings'], 'key' | 'value'>[] = []
  for (const row of rows) {
    const { id, name, also } = row
    if (row.what === 'setting') settings.push({ key: name, value: also })
    else if (row.what === 'channel') channels.push({ id, name, spoken: row.care === 1, also: words(also) })
    else purposes.push(purposeFrom(row, names.get(row.channel_id) ?? ''))
  }
  return { vocabulary: { channels, purposes }, settings: ofLaptop(db, settingsFrom(settings)) }
}

const purposeFrom = (
  { id, name, also, tone, care, money, reached, opens, begun_by, meaning }: Rows['purposes'],
  channel: string,
): Purpose => ({
  id,
  name,
  tone,
  care: care === 1,
  money: money === 1,
  opens,
  meaning,
  also: words(also),
  reached: reached === 1,
  begunBy: begun_by,
  channel,
})

/** The order is that in which they were added. */
export const vocabularyOf = async (db: Reader): Promise<Vocabulary> => (await rulesOf(db)).vocabulary

export const keptSettings = (db: Reader): Promise<Rows['settings'][]> =>
  db.all(sql`select id, key, value from settings order by key`)

/** A book on a server does not know the teammate at this laptop, who is added here. */
export async function settingsInForce(db: Reader): Promise<{ key: string; value: string }[]> {
  const kept = await keptSettings(db)
  if (!db.laptop) return kept
  const me = db.laptop.me()
  const others = kept.filter(({ key }) => key !== 'me')
  const all = me === null ? others : [...others, { key: 'me', value: me }]
  return all.toSorted((one, other) => (one.key < other.key ? -1 : 1))
}

export const settingsOf = async (db: Reader): Promise<Settings> => ofLaptop(db, settingsFrom(await keptSettings(db)))

/** A book on a server does not know the teammate at the laptop: the laptop does. */
const ofLaptop = ({ laptop }: Reader, settings: Settings): Settings =>
  laptop ? { ...settings, me: laptop.me() } : settings

/** A value of null is the default. */
export async function keepSetting(db: Writer, key: string, value: string | null): Promise<void> {
  if (key === 'me' && db.laptop) return db.laptop.keepMe(value)
  const kept = (await keptSettings(db)).find((row) => row.key === key)
  if (kept && value === null) await remove(db, 'settings', kept.id)
  else if (kept && value !== null) await update(db, 'settings', kept.id, { value })
  else if (value !== null) await insert(db, 'settings', { key, value })
}

/** Writes who is at this laptop into a book that comes from a server. It is nobody’s change, and is not undone. */
export async function bringMeAlong(engine: Engine): Promise<void> {
  const me = engine.laptop?.me() ?? null
  const kept = (await keptSettings(engine)).find(({ key }) => key === 'me')
  if (me === null) await engine.run(sql`delete from settings where key = 'me'`)
  else if (kept) await engine.run(sql`update settings set value = ${me} where key = 'me'`)
  else await engine.insertMany('settings', ['key', 'value'], [['me', me]])
}

/** The tones of a purpose's touches other than one, each with its number of touches. */
export const otherTones = (db: Reader, purposeId: number, tone: Tone) =>
  db.all<{ tone: Tone; touches: number }>(sql`select tone, count(*) as touches from touches
    where purpose_id = ${purposeId} and tone <> ${tone} group by tone order by tone`)

/** Touches with it; of a channel, also the purposes that have it as their default. */
export async function usesOf(db: Reader, table: WordTable, id: number): Promise<number> {
  if (table === 'purposes') return countOf(db, sql`touches where purpose_id = ${id}`)
  return (
    (await countOf(db, sql`touches where channel_id = ${id}`)) +
    (await countOf(db, sql`purposes where channel_id = ${id}`))
  )
}

type WordTable = 'channels' | 'purposes'

/** @returns the id */
export const addWord = async <T extends WordTable>(db: Writer, table: T, word: NewRow<T>): Promise<number> =>
  (await insert(db, table, word)).id

export const changeWord = <T extends WordTable>(db: Writer, table: T, id: number, word: NewRow<T>): Promise<unknown> =>
  update(db, table, id, word)

/**
 * Gives the touches of a purpose that have its tone another one. Where it has that one already, they are the touches with the one
 * tone that there is beside it; where there are two, some were told apart by hand, and none is changed.
 * @returns the number of touches
 */
export async function changePastTone(
  db: Writer,
  { id, tone }: Pick<Purpose, 'id' | 'tone'>,
  to: Tone,
): Promise<number> {
  const others = tone === to ? await otherTones(db, id, to) : [{ tone }]
  if (others.length !== 1) return 0
  const ofPurpose = sql`purpose_id = ${id} and tone = ${others[0]?.tone}`
  return (await updateWhere(db, 'touches', ofPurpose, () => ({ tone: to }))).length
}

/** The word must not be in use. */
export const removeWord = (db: Writer, table: WordTable, id: number): Promise<void> => remove(db, table, id)
