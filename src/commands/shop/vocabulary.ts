import { type Command as Commander, Option } from '@commander-js/extra-typings'
import type { Writer } from '#book/changes/writer.ts'
import { collect, command, type OptionsOf } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { checkLine } from '#domain/customers/name.ts'
import { onlySaid } from '#domain/only-said.ts'
import {
  channelNamed,
  checkWord,
  findChannel,
  findPurpose,
  type Purpose,
  purposeNamed,
  toneFrom,
  type Vocabulary,
} from '#domain/touches/vocabulary.ts'
import { cannot, wrongUsage } from '#errors.ts'
import {
  addChannel,
  addPurpose,
  changePastTone,
  changeWord,
  removeWord,
  touchesWithTone,
  usesOf,
  vocabularyOf,
} from '#tables/rules.ts'
import type { NewRow } from '#tables/tables.ts'
import { vocabularyView } from '#views/shop/vocabulary.ts'
import { counted } from '#views/text.ts'

type Table = 'channel' | 'purpose'

const withChannelOptions = (blank: Commander) =>
  blank
    .option('--also <word>', 'another word for it (repeatable; replaces those there were; "" for none)', collect)
    .option('--spoken', 'people speak with each other')
    .option('--no-spoken', 'they do not')

const withPurposeOptions = (blank: Commander) =>
  blank
    .option('--also <word>', 'another word for it (repeatable; replaces those there were; "" for none)', collect)
    .option('--tone <tone>', '+ = -', toneFrom)
    .option('--care', 'makes a care visit')
    .option('--no-care', 'does not')
    .option('--money', 'is about money')
    .option('--no-money', 'is not')
    .option('--reached', 'reached them')
    .option('--no-reached', 'did not, and is no contact')
    .addOption(new Option('--opens <loop>', 'what it opens').choices(['complaint', 'request', 'none']))
    .addOption(new Option('--begun-by <who>', 'who begins it; us is you').choices(['us', 'them']))
    .option('--channel <channel>', 'its default channel')
    .option('--meaning <text>', 'what it means', (text) => checkLine('meaning', text))

type Options = OptionsOf<typeof withChannelOptions> &
  OptionsOf<typeof withPurposeOptions> & { name?: string; past?: true }

const channel = command({
  name: 'channel',
  summary: 'How you are in touch',
  examples: [['cl vocabulary channel', 'the channels alone']],
  define: (cmd) => cmd,
  run: (context) => show(context, 'channel'),
  actions: [
    command({
      name: 'add',
      summary: 'Add a channel',
      examples: [['cl vocabulary channel add fax --also telefax', 'a new channel, with another word for it']],
      define: (cmd) => withChannelOptions(cmd).argument('<word>', 'the channel'),
      run: (context, options, [word]) => change(context, 'channel', word, addNamed, options),
    }),
    command({
      name: 'set',
      summary: 'Change a channel',
      examples: [['cl vocabulary channel set text --also sms', 'another word for it']],
      define: (cmd) => withChannelOptions(cmd).argument('<word>', 'the channel').option('--name <word>', 'a new name'),
      run: (context, options, [word]) => change(context, 'channel', word, changeNamed, options),
    }),
    command({
      name: 'remove',
      summary: 'Remove a channel',
      examples: [['cl vocabulary channel remove text', 'only while no touch has it']],
      define: (cmd) => cmd.argument('<word>', 'the channel'),
      run: (context, _options, [word]) => change(context, 'channel', word, removeNamed),
    }),
  ],
})

const purpose = command({
  name: 'purpose',
  summary: 'Why you are in touch',
  examples: [['cl vocabulary purpose', 'the purposes alone']],
  define: (cmd) => cmd,
  run: (context) => show(context, 'purpose'),
  actions: [
    command({
      name: 'add',
      summary: 'Add a purpose',
      examples: [['cl vocabulary purpose add refund --tone + --money --channel email', 'a new purpose']],
      define: (cmd) => withPurposeOptions(cmd).argument('<word>', 'the purpose'),
      run: (context, options, [word]) => change(context, 'purpose', word, addNamed, options),
    }),
    command({
      name: 'set',
      summary: 'Change a purpose',
      examples: [['cl vocabulary purpose set news --tone = --past', 'news are neutral here, and were']],
      define: (cmd) =>
        withPurposeOptions(cmd)
          .argument('<word>', 'the purpose')
          .option('--name <word>', 'a new name')
          .option('--past', 'what was logged with the old tone gets the new one, too'),
      async run(context, options, [word]) {
        const before = await change(context, 'purpose', word, changeNamed, options)
        await sayWhatStays(context, findPurpose(before, word), options)
      },
    }),
    command({
      name: 'remove',
      summary: 'Remove a purpose',
      examples: [['cl vocabulary purpose remove tour', 'only while no touch has it']],
      define: (cmd) => cmd.argument('<word>', 'the purpose'),
      run: (context, _options, [word]) => change(context, 'purpose', word, removeNamed),
    }),
  ],
})

export const vocabulary = command({
  name: 'vocabulary',
  summary: 'Channels and purposes',
  examples: [['cl vocabulary', 'both tables']],
  define: (cmd) => cmd,
  run: async ({ book, out }) => out.show(await book.read(vocabularyOf), vocabularyView),
  actions: [channel, purpose],
})

const show = async ({ book, out }: Context, table: Table): Promise<void> =>
  out.show(only(table, await book.read(vocabularyOf)), vocabularyView)

const only = (table: Table, all: Vocabulary): Vocabulary => ({
  channels: table === 'channel' ? all.channels : [],
  purposes: table === 'purpose' ? all.purposes : [],
})

type Write = (db: Writer, all: Vocabulary, table: Table, word: string, options: Options) => Promise<string>

/** Says how many touches keep the tone that a purpose had. */
async function sayWhatStays({ book, out }: Context, before: Purpose | undefined, { tone }: Options): Promise<void> {
  if (!before || tone === undefined || tone === before.tone) return
  const left = await book.read((db) => touchesWithTone(db, before.id, before.tone))
  if (left === 0) return
  const [stay, them] = left === 1 ? ['stays', 'it'] : ['stay', 'them']
  const touches = `${counted(left, 'touch')} of before with ${before.tone} ${stay} so.`
  out.say(`${touches} To change ${them} too: cl undo, and the same with --past`)
}

/**
 * Changes a word, and shows its table as it is then.
 * @param write answers what it did, in a word
 * @returns the vocabulary as it was before
 */
async function change(
  { book, out }: Context,
  table: Table,
  word: string,
  write: Write,
  options: Options = {},
): Promise<Vocabulary> {
  const { before, after } = await book.write(async (db) => {
    const before = await vocabularyOf(db)
    const did = await write(db, before, table, word, options)
    return { summary: `${did} ${table} ${word}`, result: { before, after: await vocabularyOf(db) } }
  })
  await out.show(only(table, after), vocabularyView)
  return before
}

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

async function addNamed(db: Writer, all: Vocabulary, table: Table, typed: string, options: Options): Promise<string> {
  const word = checkWord(typed)
  refuseTakenWords(all, [word, ...otherWords(options.also)], undefined)
  const columns = columnsFrom(all, table, options)
  if (table === 'channel') await addChannel(db, { spoken: 0, ...columns, name: word })
  else {
    const byDefault = {
      tone: '=',
      care: 0,
      money: 0,
      begun_by: 'us',
      channel_id: channelNamed(all, 'call').id,
      meaning: '',
    } as const
    await addPurpose(db, { ...byDefault, ...columns, name: word })
  }
  return 'added'
}

async function changeNamed(db: Writer, all: Vocabulary, table: Table, word: string, options: Options): Promise<string> {
  const known = table === 'channel' ? channelNamed(all, word) : purposeNamed(all, word)
  if (options.name !== undefined && needed(table, known.name))
    throw cannot(`${known.name} keeps its name: cl needs it.`, anotherWord(table, known.name))
  const words = [...(options.name === undefined ? [] : [checkWord(options.name)]), ...otherWords(options.also)]
  refuseTakenWords(all, words, known.name)
  const columns = columnsFrom(all, table, options)
  if (options.past && options.tone === undefined)
    throw wrongUsage('--past goes with --tone.', `As in: cl vocabulary purpose set ${word} --tone = --past`)
  if (Object.keys(columns).length === 0)
    throw wrongUsage('Nothing to change was named.', `Type: cl vocabulary ${table} set --help`)
  await changeWord(db, tableOf[table], known.id, columns)
  const { past, tone } = options
  if (past && tone !== undefined && 'tone' in known) await changePastTone(db, known, tone)
  return 'changed'
}

async function removeNamed(db: Writer, all: Vocabulary, table: Table, word: string): Promise<string> {
  const known = table === 'channel' ? channelNamed(all, word) : purposeNamed(all, word)
  if (needed(table, known.name))
    throw cannot(`${known.name} cannot be removed: cl needs it.`, anotherWord(table, known.name))
  const uses = await usesOf(db, tableOf[table], known.id)
  if (uses > 0)
    throw cannot(
      `${known.name} is in use (${uses}), so it cannot be removed.`,
      `Another name for it: cl vocabulary ${table} set ${known.name} --name …`,
    )
  await removeWord(db, tableOf[table], known.id)
  return 'removed'
}

const anotherWord = (table: Table, name: string): string =>
  `Another word for it: cl vocabulary ${table} set ${name} --also WORD`

/** Lines about the defaults of `cl log`, and the purposes that do something more. */
const needed = (table: Table, name: string): boolean =>
  (table === 'purpose' ? ['care', 'savings', 'surprise'] : ['call']).includes(name)
