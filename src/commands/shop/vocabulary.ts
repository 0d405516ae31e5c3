import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { findPurpose, type Purpose, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { otherTones, vocabularyOf } from '#tables/rules.ts'
import { vocabularyView } from '#views/shop/vocabulary.ts'
import { counted } from '#views/text.ts'
import { addNamed, changeNamed, removeNamed, type Write } from './change-word.ts'
import { type Table, type WordOptions, withChannelOptions, withPurposeOptions } from './word-options.ts'

const remove = (table: Table, example: string) =>
  command({
    name: 'remove',
    summary: `Remove a ${table}`,
    examples: [[example, 'only while no touch has it']],
    define: (cmd) => cmd.argument('<word>', `the ${table}`),
    run: (context, _options, [word]) => change(context, table, word, removeNamed),
  })

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
      async run(context, options, [word]) {
        await change(context, 'channel', word, addNamed, options)
        if (options.spoken === undefined)
          sayHowItCounts(context, 'channel', word, [['makes no care visit', '--spoken']])
      },
    }),
    command({
      name: 'set',
      summary: 'Change a channel',
      examples: [['cl vocabulary channel set text --also signal', 'another word for it']],
      define: (cmd) => withChannelOptions(cmd).argument('<word>', 'the channel').option('--name <word>', 'a new name'),
      run: (context, options, [word]) => change(context, 'channel', word, changeNamed, options),
    }),
    remove('channel', 'cl vocabulary channel remove text'),
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
      async run(context, options, [word]) {
        await change(context, 'purpose', word, addNamed, options)
        const { tone, care, money, opens } = options
        sayHowItCounts(context, 'purpose', word, [
          ...(tone === undefined ? [['is neither good nor bad', '--tone +'] as const] : []),
          ...(care !== undefined || money || opens || tone === '-' ? [] : [['makes no care visit', '--care'] as const]),
        ])
      },
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
        const { before, touches } = await change(context, 'purpose', word, changeNamed, options)
        if (touches !== undefined && touches > 0)
          context.out.say(`${ofBefore(touches)} ${touches === 1 ? 'has' : 'have'} ${options.tone} now, too.`)
        await sayWhatStays(context, findPurpose(before, word), options)
      },
    }),
    remove('purpose', 'cl vocabulary purpose remove tour'),
  ],
})

export const vocabulary = command({
  name: 'vocabulary',
  summary: 'Channels and purposes',
  sought: {
    '--tone --past': 'cl vocabulary purpose set news --tone = --past',
    '--also --name': 'cl vocabulary purpose set thanks --also danke',
  },
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

/** Names the ways in which a new word counts by default, each with the option that changes it. */
function sayHowItCounts(
  { out }: Context,
  table: Table,
  word: string,
  ways: (readonly [way: string, option: string])[],
): void {
  if (ways.length === 0) return
  const [how, options] = [ways.map(([way]) => way).join(' and '), ways.map(([, option]) => option).join(' ')]
  out.say(`"${word}" ${how}. Not so? cl vocabulary ${table} set ${word} ${options}`)
}

const ofBefore = (touches: number): string => `${counted(touches, 'touch')} of before`

/** Names the touches that keep the purpose's earlier tone; with `past`, where it has had its tone for longer, any other tone. */
async function sayWhatStays(
  { book, out }: Context,
  before: Purpose | undefined,
  { tone, past }: WordOptions,
): Promise<void> {
  if (!before || tone === undefined) return
  const isNew = tone !== before.tone
  for (const other of await book.read((db) => otherTones(db, before.id, tone))) {
    if (isNew ? other.tone !== before.tone : !past) continue
    const [stay, them] = other.touches === 1 ? ['stays', 'it'] : ['stay', 'them']
    const how = isNew
      ? 'cl undo, and the same with --past'
      : `cl vocabulary purpose set ${before.name} --tone ${other.tone}, and then this again`
    out.say(`${ofBefore(other.touches)} with ${other.tone} ${stay} so. To change ${them} too: ${how}`)
  }
}

/**
 * Shows the table of the word as it is then.
 * @returns the vocabulary as it was before, and the number of touches that changed with it
 */
async function change(
  { book, out }: Context,
  table: Table,
  word: string,
  write: Write,
  options: WordOptions = {},
): Promise<{ before: Vocabulary; touches: number | undefined }> {
  const { before, after, touches } = await book.write(async (db) => {
    const before = await vocabularyOf(db)
    const { did, touches } = await write(db, before, table, word, options)
    const summary = `${did} ${table} ${word}${touches ? `, and ${ofBefore(touches)}` : ''}`
    return { summary, result: { before, after: await vocabularyOf(db), touches } }
  })
  await out.show(only(table, after), vocabularyView)
  return { before, touches }
}
