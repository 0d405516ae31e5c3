import { type Command as Commander, Option } from 'commander'
import type { Writer } from '#book/writer.ts'
import { collect, command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { checkLine } from '#domain/name.ts'
import { onlySaid } from '#domain/only-said.ts'
import {
  type BegunBy,
  channelNamed,
  checkWord,
  findChannel,
  findPurpose,
  type Opens,
  purposeNamed,
  type Tone,
  toneFrom,
  type Vocabulary,
} from '#domain/vocabulary.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { touchesWithTone, usesOf, vocabularyOf } from '#tables/rules.ts'
import type { NewRow } from '#tables/tables.ts'
import { counted } from '#views/text.ts'
import { vocabularyView } from '#views/vocabulary.ts'

type Options = {
  name?: string
  also?: string[]
  spoken?: boolean
  tone?: Tone
  care?: boolean
  money?: boolean
  reached?: boolean
  past?: true
  opens?: Opens | 'none'
  begunBy?: BegunBy
  channel?: string
  meaning?: string
}
type Table = 'channel' | 'purpose'

export const vocabulary = command<
  Options,
  [table: string | undefined, action: string | undefined, word: string | undefined]
>({
  name: 'vocabulary',
  summary: 'Channels and purposes',
  examples: [
    ['cl vocabulary', 'both tables'],
    ['cl vocabulary channel add fax --also telefax', 'a new channel, with another word for it'],
    ['cl vocabulary purpose add refund --tone + --money --channel email', 'a new purpose'],
    ['cl vocabulary purpose set news --tone = --past', 'news are neutral here, and were'],
    ['cl vocabulary purpose remove tour', 'only while no touch has it'],
  ],
  define: (cmd) =>
    withWordOptions(
      cmd
        .argument('[table]', 'channel or purpose')
        .argument('[action]', 'add, set or remove')
        .argument('[word]', 'the channel or purpose'),
    ),
  async run(context, options, [table, action, word]) {
    const { book, out } = context
    if (table !== undefined && table !== 'channel' && table !== 'purpose') {
      throw wrongUsage(`"${table}" is not one of channel, purpose.`, 'Type: cl vocabulary --help')
    }
    if (action === undefined) {
      const all = await book.read(vocabularyOf)
      return out.show(
        { channels: table === 'purpose' ? [] : all.channels, purposes: table === 'channel' ? [] : all.purposes },
        vocabularyView,
      )
    }
    if (!['add', 'set', 'remove'].includes(action))
      throw wrongUsage(`"${action}" is not one of add, set, remove.`, 'Type: cl vocabulary --help')
    if (table === undefined || word === undefined)
      throw wrongUsage(`cl vocabulary ${table} ${action} needs a word.`, 'Type: cl vocabulary --help')
    const { after, before: old } = await book.write(async (db) => {
      const before = await vocabularyOf(db)
      if (action === 'add') await addWord(db, before, table, word, options)
      else if (action === 'set') await changeWord(db, before, table, word, options)
      else await removeWord(db, before, table, word)
      return {
        summary: `${did[action as keyof typeof did]} ${table} ${word}`,
        result: { after: await vocabularyOf(db), before },
      }
    })
    await sayWhatStays(context, old, { table, action, word }, options)
    await out.show(table === 'channel' ? { ...after, purposes: [] } : { ...after, channels: [] }, vocabularyView)
  },
})

/** Says how many touches keep the tone that a purpose had. */
async function sayWhatStays(
  { book, out }: Context,
  before: Vocabulary,
  { table, action, word }: { table: Table; action: string; word: string },
  { tone }: Options,
): Promise<void> {
  const known = action === 'set' && table === 'purpose' ? findPurpose(before, word) : undefined
  if (!known || tone === undefined || tone === known.tone) return
  const left = await book.read((db) => touchesWithTone(db, known.id, known.tone))
  if (left.length === 0) return
  const [stay, them] = left.length === 1 ? ['stays', 'it'] : ['stay', 'them']
  const touches = `${counted(left.length, 'touch')} of before with ${known.tone} ${stay} so.`
  out.say(`${touches} To change ${them} too: cl undo, and the same with --past`)
}

const withWordOptions = (cmd: Commander) =>
  cmd
    .option('--name <word>', 'set: a new name')
    .option('--also <word>', 'another word for it (repeatable; replaces those there were; "" for none)', collect)
    .option('--spoken', 'channel: people speak with each other')
    .option('--no-spoken', 'channel: they do not')
    .option('--tone <tone>', 'purpose: + = -', toneFrom)
    .option('--care', 'purpose: makes a care visit')
    .option('--no-care', 'purpose: does not')
    .option('--money', 'purpose: is about money')
    .option('--no-money', 'purpose: is not')
    .option('--reached', 'purpose: reached them')
    .option('--no-reached', 'purpose: did not, and is no contact')
    .option('--past', 'set: what was logged with the old tone gets the new one, too')
    .addOption(new Option('--opens <loop>', 'purpose: what it opens').choices(['complaint', 'request', 'none']))
    .addOption(new Option('--begun-by <who>', 'purpose: who begins it; us is you').choices(['us', 'them']))
    .option('--channel <channel>', 'purpose: its default channel')
    .option('--meaning <text>', 'purpose: what it means', (text) => checkLine('meaning', text))

const did = { add: 'added', set: 'changed', remove: 'removed' } as const

const tableOf = { channel: 'channels', purpose: 'purposes' } as const

/** @throws cannot, for a word that means something already */
function refuseTakenWords(all: Vocabulary, words: string[], own: string | undefined): void {
  for (const word of words) {
    const taken = findChannel(all, word) ?? findPurpose(all, word)
    if (taken && taken.name !== own)
      throw cannot(`"${word}" means ${taken.name} already.`, 'cl vocabulary shows all words.')
  }
}

/** The columns that the options say something of. */
function columnsFrom(all: Vocabulary, table: Table, options: Options): NewRow<'channels'> | NewRow<'purposes'> {
  const { name, also, spoken, channel, ...ofPurpose } = options
  const { tone, care, money, reached, opens, begunBy, meaning } = ofPurpose
  const purposeOnly = [tone, care, money, reached, opens, begunBy, meaning, channel]
  if (table === 'purpose' && spoken !== undefined)
    throw wrongUsage('--spoken is for a channel.', 'Type: cl vocabulary --help')
  if (table === 'channel' && purposeOnly.some((option) => option !== undefined)) {
    throw wrongUsage('A channel takes only --name, --also and --spoken.', 'Type: cl vocabulary --help')
  }
  const shared = { name: name && checkWord(name), also: also && otherWords(also).join(' ') }
  if (table === 'channel') return onlySaid({ ...shared, spoken: yesOrNo(spoken) })
  return onlySaid({
    ...shared,
    tone,
    care: yesOrNo(care),
    money: yesOrNo(money),
    reached: yesOrNo(reached),
    opens: opens === 'none' ? null : opens,
    begun_by: begunBy,
    channel_id: channel === undefined ? undefined : channelNamed(all, channel).id,
    meaning,
  })
}

/** An empty word among them takes the others away. */
const otherWords = (typed: string[] = []): string[] =>
  typed.filter((word) => word !== '').map((word) => checkWord(word))

const yesOrNo = (said: boolean | undefined): number | undefined => (said === undefined ? undefined : Number(said))

async function addWord(db: Writer, all: Vocabulary, table: Table, typed: string, options: Options): Promise<void> {
  const word = checkWord(typed)
  if (options.name !== undefined)
    throw wrongUsage('--name is for set: add takes the name itself.', `As in: cl vocabulary ${table} add ${word}`)
  refuseTakenWords(all, [word, ...otherWords(options.also)], undefined)
  const columns = columnsFrom(all, table, options)
  if (table === 'channel') await db.insert('channels', { spoken: 0, ...columns, name: word })
  else {
    const byDefault = {
      tone: '=',
      care: 0,
      money: 0,
      begun_by: 'us',
      channel_id: channelNamed(all, 'call').id,
      meaning: '',
    } as const
    await db.insert('purposes', { ...byDefault, ...columns, name: word })
  }
}

async function changeWord(db: Writer, all: Vocabulary, table: Table, word: string, options: Options): Promise<void> {
  const known = table === 'channel' ? channelNamed(all, word) : purposeNamed(all, word)
  if (options.name !== undefined && needed(table, known.name))
    throw cannot(`${known.name} keeps its name: cl needs it.`, anotherWord(table, known.name))
  const words = [...(options.name === undefined ? [] : [checkWord(options.name)]), ...otherWords(options.also)]
  refuseTakenWords(all, words, known.name)
  const columns = columnsFrom(all, table, options)
  if (options.past && options.tone === undefined)
    throw wrongUsage('--past goes with --tone.', `As in: cl vocabulary purpose set ${word} --tone = --past`)
  if (Object.keys(columns).length === 0) throw wrongUsage('Nothing to change was named.', 'Type: cl vocabulary --help')
  await db.update(tableOf[table], known.id, columns)
  const { past, tone } = options
  if (!past || tone === undefined || !('tone' in known)) return
  for (const id of await touchesWithTone(db, known.id, known.tone)) await db.update('touches', id, { tone })
}

async function removeWord(db: Writer, all: Vocabulary, table: Table, word: string): Promise<void> {
  const known = table === 'channel' ? channelNamed(all, word) : purposeNamed(all, word)
  if (needed(table, known.name))
    throw cannot(`${known.name} cannot be removed: cl needs it.`, anotherWord(table, known.name))
  const uses = await usesOf(db, tableOf[table], known.id)
  if (uses > 0)
    throw cannot(
      `${known.name} is in use (${uses}), so it cannot be removed.`,
      `Another name for it: cl vocabulary ${table} set ${known.name} --name …`,
    )
  await db.remove(tableOf[table], known.id)
}

const anotherWord = (table: Table, name: string): string =>
  `Another word for it: cl vocabulary ${table} set ${name} --also WORD`

/** What `cl log` takes when nothing is said, and the purposes that do something more. */
const needed = (table: Table, name: string): boolean =>
  (table === 'purpose' ? ['care', 'savings', 'surprise'] : ['call']).includes(name)
