import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { findPurpose, type Purpose, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { touchesWithTone, vocabularyOf } from '#tables/rules.ts'
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
      run: (context, options, [word]) => change(context, 'channel', word, addNamed, options),
    }),
    command({
      name: 'set',
      summary: 'Change a channel',
      examples: [['cl vocabulary channel set text --also sms', 'another word for it']],
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
    remove('purpose', 'cl vocabulary purpose remove tour'),
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

/** Says how many touches keep the purpose's earlier tone. */
async function sayWhatStays({ book, out }: Context, before: Purpose | undefined, { tone }: WordOptions): Promise<void> {
  if (!before || tone === undefined || tone === before.tone) return
  const left = await book.read((db) => touchesWithTone(db, before.id, before.tone))
  if (left === 0) return
  const [stay, them] = left === 1 ? ['stays', 'it'] : ['stay', 'them']
  const touches = `${counted(left, 'touch')} of before with ${before.tone} ${stay} so.`
  out.say(`${touches} To change ${them} too: cl undo, and the same with --past`)
}

/**
 * Changes a word, and shows its table as it is then.
 * @param write answers its effect, in a word
 * @returns the vocabulary as it was before
 */
async function change(
  { book, out }: Context,
  table: Table,
  word: string,
  write: Write,
  options: WordOptions = {},
): Promise<Vocabulary> {
  const { before, after } = await book.write(async (db) => {
    const before = await vocabularyOf(db)
    const did = await write(db, before, table, word, options)
    return { summary: `${did} ${table} ${word}`, result: { before, after: await vocabularyOf(db) } }
  })
  await out.show(only(table, after), vocabularyView)
  return before
}
