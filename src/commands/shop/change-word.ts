import type { Writer } from '#book/changes/writer.ts'
import {
  channelNamed,
  checkWord,
  findChannel,
  findPurpose,
  purposeNamed,
  type Vocabulary,
} from '#domain/touches/vocabulary.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { addWord, changePastTone, changeWord, removeWord, usesOf } from '#tables/rules.ts'
import { columnsFrom, otherWords, type Table, type WordOptions } from './word-options.ts'

/** The effect, in a word, and the number of touches that changed with it. */
type Effect = { did: string; touches?: number }

/** @throws cannot, wrong usage */
export type Write = (db: Writer, all: Vocabulary, table: Table, word: string, options: WordOptions) => Promise<Effect>

const tableOf = { channel: 'channels', purpose: 'purposes' } as const

/** @throws cannot, for a word that has a meaning already */
function refuseTakenWords(all: Vocabulary, words: string[], own: string | undefined): void {
  for (const word of words) {
    const channel = findChannel(all, word)
    const taken = channel ?? findPurpose(all, word)
    if (!taken || taken.name === own) continue
    const means = taken.name === word ? `is a ${channel ? 'channel' : 'purpose'}` : `means ${taken.name}`
    throw cannot(`"${word}" ${means} already.`, 'cl vocabulary shows all words.')
  }
}

export const addNamed: Write = async (db, all, table, typed, options) => {
  const word = checkWord(typed)
  refuseTakenWords(all, [word, ...otherWords(options.also)], undefined)
  const columns = columnsFrom(all, table, options)
  const ofPurpose = { tone: '=', care: 0, money: 0, begun_by: 'us', meaning: '' } as const
  const byDefault = table === 'channel' ? { spoken: 0 } : { ...ofPurpose, channel_id: channelNamed(all, 'call').id }
  await addWord(db, tableOf[table], { ...byDefault, ...columns, name: word })
  return { did: 'added' }
}

const wordNamed = (all: Vocabulary, table: Table, word: string) =>
  table === 'channel' ? channelNamed(all, word) : purposeNamed(all, word)

export const changeNamed: Write = async (db, all, table, word, options) => {
  const known = wordNamed(all, table, word)
  if (options.name !== undefined && needed(table, known.name))
    throw cannot(`${known.name} keeps its name: cl needs it.`, anotherWord(table, known.name))
  const words = [...(options.name === undefined ? [] : [checkWord(options.name)]), ...otherWords(options.also)]
  refuseTakenWords(all, words, known.name)
  const columns = columnsFrom(all, table, options, known.also)
  if (options.past && options.tone === undefined)
    throw wrongUsage('--past goes with --tone.', `As in: cl vocabulary purpose set ${word} --tone = --past`)
  if (Object.keys(columns).length === 0)
    throw wrongUsage('Nothing to change was named.', `Type: cl vocabulary ${table} set --help`)
  await changeWord(db, tableOf[table], known.id, columns)
  const { past, tone } = options
  if (!past || tone === undefined || !('tone' in known)) return { did: 'changed' }
  return { did: 'changed', touches: await changePastTone(db, known, tone) }
}

export const removeNamed: Write = async (db, all, table, word) => {
  const known = wordNamed(all, table, word)
  if (needed(table, known.name))
    throw cannot(`${known.name} cannot be removed: cl needs it.`, anotherWord(table, known.name))
  const uses = await usesOf(db, tableOf[table], known.id)
  if (uses > 0)
    throw cannot(
      `${known.name} is in use (${uses}), so it cannot be removed.`,
      `Another name for it: cl vocabulary ${table} set ${known.name} --name …`,
    )
  await removeWord(db, tableOf[table], known.id)
  return { did: 'removed' }
}

const anotherWord = (table: Table, name: string): string =>
  `Another word for it: cl vocabulary ${table} set ${name} --also WORD`

/** The program needs the defaults of `cl log`, and purposes that do something more. */
const needed = (table: Table, name: string): boolean =>
  (table === 'purpose' ? ['care', 'savings', 'surprise'] : ['call']).includes(name)
