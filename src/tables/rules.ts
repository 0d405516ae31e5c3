import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Writer } from '#book/writer.ts'
import { type Settings, settingsFrom } from '#domain/settings.ts'
import type { Channel, Purpose, Tone, Vocabulary } from '#domain/vocabulary.ts'
import { insert, remove, update, updateWhere } from './rows.ts'
import type { NewRow, Rows } from './tables.ts'

/** The book's own rules: what its words mean, and the shop's settings. */
export type Rules = { vocabulary: Vocabulary; settings: Settings }

const words = (text: string): string[] => (text === '' ? [] : text.split(' '))

/** The channels and purposes, in the order in which they were added. */
export async function vocabularyOf(db: Reader): Promise<Vocabulary> {
  const channels = await db.all<Rows['channels']>(sql`select * from channels order by id`)
  const purposes = await db.all<Rows['purposes']>(sql`select * from purposes order by id`)
  const names = new Map(channels.map(({ id, name }) => [id, name]))
  return {
    channels: channels.map((row): Channel => ({ ...row, spoken: row.spoken === 1, also: words(row.also) })),
    purposes: purposes.map(
      ({ channel_id, begun_by, ...row }): Purpose => ({
        ...row,
        care: row.care === 1,
        money: row.money === 1,
        reached: row.reached === 1,
        begunBy: begun_by,
        channel: names.get(channel_id) ?? '',
        also: words(row.also),
      }),
    ),
  }
}

/** The settings that were set, by key. */
export const keptSettings = (db: Reader): Promise<Rows['settings'][]> =>
  db.all(sql`select id, key, value from settings order by key`)

/** All settings of a book, read anew. */
export const settingsOf = async (db: Reader): Promise<Settings> => settingsFrom(await keptSettings(db))

/** All rules of a book, read anew. */
export const rulesOf = async (db: Reader): Promise<Rules> => ({
  vocabulary: await vocabularyOf(db),
  settings: await settingsOf(db),
})

/** Sets a setting; without a value, it is the default again. */
export async function keepSetting(db: Writer, key: string, value: string | null): Promise<void> {
  const kept = (await keptSettings(db)).find((row) => row.key === key)
  if (kept && value === null) await remove(db, 'settings', kept.id)
  else if (kept && value !== null) await update(db, 'settings', kept.id, { value })
  else if (value !== null) await insert(db, 'settings', { key, value })
}

/** How many touches of a purpose have a tone. */
export async function touchesWithTone(db: Reader, purposeId: number, tone: Tone): Promise<number> {
  const [row] = await db.all<{ touches: number }>(
    sql`select count(*) as touches from touches where purpose_id = ${purposeId} and tone = ${tone}`,
  )
  return row?.touches ?? 0
}

/** How many touches use a channel or a purpose, and, of a channel, how many purposes have it as their default. */
export async function usesOf(db: Reader, table: 'channels' | 'purposes', id: number): Promise<number> {
  const query =
    table === 'channels'
      ? sql`select (select count(*) from touches where channel_id = ${id})
          + (select count(*) from purposes where channel_id = ${id}) as uses`
      : sql`select count(*) as uses from touches where purpose_id = ${id}`
  const [row] = await db.all<{ uses: number }>(query)
  return row?.uses ?? 0
}

/** Adds a channel. */
export const addChannel = async (db: Writer, channel: NewRow<'channels'>): Promise<void> => {
  await insert(db, 'channels', channel)
}

/** Adds a purpose. @returns its number */
export const addPurpose = async (db: Writer, purpose: NewRow<'purposes'>): Promise<number> =>
  (await insert(db, 'purposes', purpose)).id

/** Changes a channel or a purpose. */
export const changeWord = async <T extends 'channels' | 'purposes'>(
  db: Writer,
  table: T,
  id: number,
  changes: NewRow<T>,
): Promise<void> => {
  await update(db, table, id, changes)
}

/** Gives the touches of a purpose that have its tone another one. */
export const changePastTone = async (
  db: Writer,
  { id, tone }: Pick<Purpose, 'id' | 'tone'>,
  to: Tone,
): Promise<void> => {
  await updateWhere(db, 'touches', sql`purpose_id = ${id} and tone = ${tone}`, () => ({ tone: to }))
}

/** Removes a channel or a purpose that nothing uses. */
export const removeWord = (db: Writer, table: 'channels' | 'purposes', id: number): Promise<void> =>
  remove(db, table, id)
